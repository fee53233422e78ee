import { Button, Card, Grid, Space, Table } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Page } from '../api/matters.ts'
import { useWords } from './language.ts'
import { Answered, Nothing } from './states.tsx'
import { kit } from './words.ts'

export interface Column<Row> {
  readonly key: string
  readonly title: string
  readonly show: (row: Row) => ReactNode
  readonly align?: 'right'
  readonly width?: number
  /** On a phone: the card's headline. */
  readonly headline?: boolean
  /** On a phone: what it shows says itself what it is. */
  readonly bare?: boolean
}

/** On a phone, before somebody asks for the rest. */
const cardsAtFirst = 10

interface RowsProps<Row> {
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  readonly caption: string
  readonly empty?: ReactNode
  /** Mostly numbers: on a phone two stand in a line. */
  readonly figures?: boolean
}

/** A table where there is room, cards on a phone. Rows stand in the order they were given: nobody ranks by a click. */
export function Rows<Row extends object>({ rows, columns, rowKey, caption, empty, figures }: RowsProps<Row>) {
  const phone = !Grid.useBreakpoint().md
  const words = useWords(kit)
  const [whole, setWhole] = useState(false)
  if (rows.length === 0) return <>{empty ?? <Nothing />}</>
  if (phone) {
    const headlines = columns.filter(column => column.headline)
    // One more than fits is not worth a button.
    const shown = whole || rows.length <= cardsAtFirst + 1 ? rows : rows.slice(0, cardsAtFirst)
    return (
      <>
        <ul className={figures ? 'plain cards figure-cards' : 'plain cards'} aria-label={caption}>
          {shown.map(row => (
            <li key={rowKey(row)}>
              <Card size="small">
                {headlines.length === 0 ? null : (
                  <div className="card-headline">
                    {headlines.map(column => (
                      <span key={column.key}>{column.show(row)}</span>
                    ))}
                  </div>
                )}
                <dl className="pairs">
                  {columns
                    .filter(column => !column.headline)
                    .map(column => (
                      <div key={column.key}>
                        <dt className={column.bare ? 'unseen' : undefined}>{column.title}</dt>
                        <dd>{column.show(row)}</dd>
                      </div>
                    ))}
                </dl>
              </Card>
            </li>
          ))}
        </ul>
        {shown.length < rows.length ? (
          <Button block className="gap-above" onClick={() => setWhole(true)}>
            {words.showRest(rows.length - shown.length)}
          </Button>
        ) : null}
      </>
    )
  }
  return (
    <Table<Row>
      dataSource={[...rows]}
      rowKey={rowKey}
      pagination={false}
      size="middle"
      scroll={{ x: 'max-content' }}
      aria-label={caption}
      columns={columns.map(column => ({
        key: column.key,
        title: column.title,
        align: column.align,
        width: column.width,
        render: (_: unknown, row: Row) => column.show(row),
      }))}
    />
  )
}

interface ServerTableProps<Row> extends Omit<RowsProps<Row>, 'rows'> {
  /** Identity of the filters: another one begins at the first page again. */
  readonly queryKey: readonly unknown[]
  readonly ask: (cursor: string | undefined) => Promise<Page<Row>>
}

/** Filters and pages are the server's; going back uses the cursors already seen. */
export function ServerTable<Row extends object>({ queryKey, ask, ...rows }: ServerTableProps<Row>) {
  const words = useWords(kit)
  const identity = JSON.stringify(queryKey)
  const [seen, setSeen] = useState<{ readonly identity: string; readonly cursors: readonly string[] }>({ identity, cursors: [] })
  const cursors = seen.identity === identity ? seen.cursors : []
  const cursor = cursors.at(-1)
  const query = useQuery({ queryKey: [...queryKey, cursor ?? 'first'], queryFn: () => ask(cursor) })
  return (
    <Answered query={query}>
      {page => (
        <>
          <Rows {...rows} rows={page.items} />
          {cursors.length === 0 && page.next === undefined ? null : (
            <Space className="pager">
              <Button disabled={cursors.length === 0} onClick={() => setSeen({ identity, cursors: cursors.slice(0, -1) })}>
                {words.previous}
              </Button>
              <span>{words.pageNumber(cursors.length + 1)}</span>
              <Button
                disabled={page.next === undefined}
                onClick={() => page.next !== undefined && setSeen({ identity, cursors: [...cursors, page.next] })}
              >
                {words.next}
              </Button>
            </Space>
          )}
        </>
      )}
    </Answered>
  )
}
