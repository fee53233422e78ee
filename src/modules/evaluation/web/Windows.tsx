import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { get } from '../../../console/api/client.ts'
import { useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { Rows } from '../../../console/kit/ServerTable.tsx'
import type { Column } from '../../../console/kit/ServerTable.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { windowsPage } from './words.ts'

interface Window {
  readonly code: string
  readonly name: string
  readonly unitName: string
  readonly address: string
}

const sheetOf = (code?: string): string => (code === undefined ? '/windows/sheets' : `/windows/sheets?code=${encodeURIComponent(code)}`)

/** The windows one answers for, each with its sheet to print. */
export function Windows() {
  const words = useWords(windowsPage)
  const query = useQuery({ queryKey: ['windows'], queryFn: () => get<{ items: readonly Window[] }>('/api/windows') })
  const columns: readonly Column<Window>[] = [
    { key: 'name', title: words.window, headline: true, show: row => <strong lang="zh-CN">{row.name}</strong> },
    { key: 'unit', title: words.unit, show: row => <Own>{row.unitName}</Own> },
    { key: 'address', title: words.address, show: row => <span className="quiet small">{row.address}</span> },
    {
      key: 'print',
      title: words.print,
      bare: true,
      show: row => (
        <Button size="small" href={sheetOf(row.code)} target="_blank" rel="noopener">
          {words.print}
        </Button>
      ),
    },
  ]
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      <Answered query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing title={words.none} />
          ) : (
            <div className="stack">
              <div>
                <Button type="primary" href={sheetOf()} target="_blank" rel="noopener">
                  {words.printAll}
                </Button>
              </div>
              <Rows rows={items} columns={columns} rowKey={row => row.code} caption={words.title} />
            </div>
          )
        }
      </Answered>
    </>
  )
}
