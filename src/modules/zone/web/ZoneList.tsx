import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Input } from 'antd'
import { useNow } from '../../../console/api/clock.ts'
import { sayInstant } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { Rows, ServerTable } from '../../../console/kit/ServerTable.tsx'
import type { Column } from '../../../console/kit/ServerTable.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { TakeOut } from '../../../console/kit/TakeOut.tsx'
import { askList, boardQuery, shares } from './zone.ts'
import type { Board, BoardRow, Line, ListColumn, Share, ZoneSearch } from './zone.ts'
import { zoneWords } from './words.ts'

function useListColumns(columns: readonly ListColumn[]): readonly Column<Line>[] {
  const language = useLanguage()
  const now = useNow()
  const show = (row: Line, { key, kind }: ListColumn) => {
    const value = row[key] ?? null
    if (value === null) return '—'
    if (key === 'number')
      return (
        <Link to="/matters/$id" params={{ id: row.id }} className="number" data-opens>
          {value}
        </Link>
      )
    return kind === 'instant' ? sayInstant(new Date(value), language, now) : <Own>{String(value)}</Own>
  }
  return columns.map(column => ({
    key: column.key,
    title: column.title,
    headline: column.key === 'number' || column.key === 'stage',
    show: row => show(row, column),
  }))
}

type Period = Pick<ZoneSearch, 'from' | 'until'>

/** Every figure opens what is behind it: matters of this house, or lines of an old ledger. */
function Kinds({ rows, period }: { readonly rows: readonly BoardRow[]; readonly period: Period }) {
  const words = useWords(zoneWords)
  const label = (row: BoardRow, title: string, n: number): string => `${words.kinds[row.kind]} ${title} ${n}`
  const here = (share: Share): Column<BoardRow> => ({
    key: share,
    title: words.shares[share],
    align: 'right',
    show: row =>
      row[share] === 0 ? (
        '0'
      ) : (
        <Link
          to="/zone-list"
          search={{ ...period, place: row.place, kind: row.kind, share }}
          className="tap"
          aria-label={label(row, words.shares[share], row[share])}
        >
          {row[share]}
        </Link>
      ),
  })
  const old = (key: 'before' | 'beforeSolved'): Column<BoardRow> => ({
    key,
    title: words[key],
    align: 'right',
    show: row =>
      row[key] === 0 ? (
        '0'
      ) : (
        <Link
          to="/zone-past"
          search={{ ...period, place: row.place, kind: row.kind, ...(key === 'beforeSolved' ? { solved: 'true' as const } : {}) }}
          className="tap"
          aria-label={label(row, words[key], row[key])}
        >
          {row[key]}
        </Link>
      ),
  })
  const columns: readonly Column<BoardRow>[] = [
    { key: 'kind', title: words.kind, headline: true, show: row => words.kinds[row.kind] },
    { key: 'zone', title: words.zone, show: row => <Own>{row.placeName}</Own> },
    {
      key: 'all',
      title: words.all,
      align: 'right',
      show: row => (
        <strong>
          {row.all} {words.counted[row.kind]}
        </strong>
      ),
    },
    old('before'),
    old('beforeSolved'),
    ...shares.map(here),
  ]
  return (
    <Rows
      rows={rows}
      columns={columns}
      rowKey={row => `${row.place}/${row.kind}`}
      caption={words.board}
      empty={<Nothing title={words.none} />}
      figures
    />
  )
}

function List({ found, filter }: { readonly found: Board; readonly filter: ZoneSearch }) {
  const words = useWords(zoneWords)
  const language = useLanguage()
  const columns = useListColumns(found.columns)
  return (
    <>
      <h2>
        {words.lines}
        {filter.kind === undefined ? null : ` · ${words.kinds[filter.kind]}`}
        {filter.share === undefined ? null : ` · ${words.shares[filter.share]}`}
      </h2>
      <ServerTable<Line>
        queryKey={['work', 'zone-list', filter, language]}
        ask={cursor => askList(filter, cursor)}
        columns={columns}
        rowKey={row => row.id}
        caption={words.lines}
        empty={<Nothing title={words.none} />}
      />
    </>
  )
}

/** 服务保障专区: the four works apart, and the requests behind each figure. */
export function ZoneList() {
  const words = useWords(zoneWords)
  const language = useLanguage()
  const search: ZoneSearch = useSearch({ from: '/signed-in/zone-list' })
  const navigate = useNavigate()
  const filter = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as ZoneSearch
  const period = Object.fromEntries(Object.entries(filter).filter(([key]) => key === 'from' || key === 'until')) as Period
  const pick = (key: 'from' | 'until') => (
    <label>
      {words[key]}
      <Input
        type="month"
        aria-label={words[key]}
        value={search[key] ?? ''}
        onChange={event =>
          void navigate({ to: '/zone-list', search: { ...period, [key]: event.target.value || undefined }, replace: true })
        }
      />
    </label>
  )
  return (
    <>
      <div className="titled">
        <h1>{words.list}</h1>
        <TakeOut ledger="zone" filter={{ ...filter }} />
      </div>
      <p className="quiet">{words.listNote}</p>
      <div className="filters" role="search">
        {pick('from')}
        {pick('until')}
        {Object.keys(filter).length > 0 ? (
          <Link to="/zone-list" search={{}} replace className="tap">
            {words.clear}
          </Link>
        ) : null}
        <Link to="/zone-past" className="tap">
          {words.past}
        </Link>
      </div>
      <Answered query={useQuery(boardQuery(filter, language))}>
        {found => (
          <>
            <div className="titled">
              <h2>{words.board}</h2>
              <TakeOut ledger="zone_counts" filter={{ ...period }} />
            </div>
            <Kinds rows={found.rows} period={period} />
            <List found={found} filter={filter} />
          </>
        )}
      </Answered>
    </>
  )
}
