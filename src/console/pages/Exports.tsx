import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Popconfirm, Progress, Space, Tag } from 'antd'
import { useNow } from '../api/clock.ts'
import { exportsQuery, fileOf, revokeExport } from '../api/exports.ts'
import type { ExportView } from '../api/exports.ts'
import { Fault, faults, sentenceOf } from '../api/problem.ts'
import { sayInstant } from '../kit/dates.ts'
import { exportWords } from '../kit/exportWords.ts'
import { useLanguage, useWords } from '../kit/language.ts'
import { Own } from '../kit/Own.tsx'
import { Rows } from '../kit/ServerTable.tsx'
import type { Column } from '../kit/ServerTable.tsx'
import { Answered, Nothing } from '../kit/states.tsx'

const colours: Partial<Record<ExportView['state'], string>> = { ready: 'success', making: 'processing', failed: 'error' }

function Acts({ one }: { readonly one: ExportView }) {
  const words = useWords(exportWords)
  const sentences = useWords(faults)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const takeBack = async (): Promise<void> => {
    try {
      await revokeExport(one.id)
      message.success(words.revoked)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      message.error(sentenceOf(error.problem, sentences))
    }
    await queries.invalidateQueries({ queryKey: exportsQuery.queryKey })
  }
  if (one.state !== 'ready' && one.state !== 'making') return null
  return (
    <Space wrap>
      {one.state === 'ready' ? (
        <Button type="primary" href={fileOf(one.id)} download>
          {words.download}
        </Button>
      ) : null}
      <Popconfirm title={words.revokeAsk} okText={words.revoke} onConfirm={() => void takeBack()}>
        <Button>{words.revoke}</Button>
      </Popconfirm>
    </Space>
  )
}

/** 我的导出: what this person took out, how far it is, how long it is kept. */
export function Exports() {
  const words = useWords(exportWords)
  const language = useLanguage()
  const now = useNow()
  const columns: readonly Column<ExportView>[] = [
    { key: 'list', title: words.list, headline: true, show: one => <strong>{one.title}</strong> },
    {
      key: 'state',
      title: words.state,
      headline: true,
      show: one => (
        <>
          <Tag color={colours[one.state]}>{words.states[one.state]}</Tag>
          {one.state === 'making' && one.total ? (
            <Progress percent={Math.floor((100 * one.done) / one.total)} size="small" aria-label={words.making(one.done)} />
          ) : null}
        </>
      ),
    },
    { key: 'number', title: words.number, show: one => <span className="number">{one.number}</span> },
    { key: 'at', title: words.at, show: one => sayInstant(new Date(one.askedAt), language, now) },
    { key: 'rows', title: words.rows, align: 'right', show: one => one.done },
    { key: 'why', title: words.why, show: one => (one.purpose === undefined ? '—' : <Own>{one.purpose}</Own>) },
    {
      key: 'until',
      title: words.until,
      show: one => (one.state === 'ready' && one.expiresAt !== undefined ? sayInstant(new Date(one.expiresAt), language, now) : '—'),
    },
    { key: 'opened', title: words.opened, align: 'right', show: one => one.opened },
    { key: 'acts', title: '', show: one => <Acts one={one} /> },
  ]
  return (
    <>
      <h1>{words.mine}</h1>
      <p className="quiet">{words.pageNote}</p>
      <Answered query={useQuery(exportsQuery)}>
        {({ items }) => (
          <Rows rows={items} columns={columns} rowKey={one => one.id} caption={words.mine} empty={<Nothing title={words.none} />} />
        )}
      </Answered>
    </>
  )
}
