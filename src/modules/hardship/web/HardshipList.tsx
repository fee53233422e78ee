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
import { askList, boardQuery, shares } from './hardship.ts'
import type { Board, Line, ListColumn, HardshipSearch, UnitCounts } from './hardship.ts'
import { hardshipWords } from './words.ts'

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

/** Every figure opens the matters behind it. */
function Units({ units, filter }: { readonly units: readonly UnitCounts[]; readonly filter: HardshipSearch }) {
  const words = useWords(hardshipWords)
  const columns: readonly Column<UnitCounts>[] = [
    { key: 'unit', title: words.unit, headline: true, show: row => <Own>{row.name}</Own> },
    ...shares.map(share => ({
      key: share,
      title: words.shares[share],
      align: 'right' as const,
      show: (row: UnitCounts) =>
        row[share] === 0 ? (
          '0'
        ) : (
          <Link
            to="/hardship-list"
            search={{ month: filter.month, unit: row.unit, share }}
            className="tap"
            aria-label={`${words.shares[share]} ${row[share]}`}
          >
            {row[share]}
          </Link>
        ),
    })),
  ]
  return (
    <Rows rows={units} columns={columns} rowKey={row => row.unit} caption={words.units} empty={<Nothing title={words.none} />} figures />
  )
}

function List({ found, filter }: { readonly found: Board; readonly filter: HardshipSearch }) {
  const words = useWords(hardshipWords)
  const language = useLanguage()
  const unit = found.units.find(one => one.unit === filter.unit)?.name
  const columns = useListColumns(found.columns)
  return (
    <>
      <h2>
        {words.lines}
        {unit === undefined ? null : (
          <>
            {' '}
            · <Own>{unit}</Own>
          </>
        )}
        {filter.share === undefined ? null : ` · ${words.shares[filter.share]}`}
      </h2>
      <ServerTable<Line>
        queryKey={['work', 'hardship-list', filter, language]}
        ask={cursor => askList(filter, cursor)}
        columns={columns}
        rowKey={row => row.id}
        caption={words.lines}
        empty={<Nothing title={words.none} />}
      />
    </>
  )
}

/** 困难救助: which applications wait for a decision, and month by month what became of them. */
export function HardshipList() {
  const words = useWords(hardshipWords)
  const language = useLanguage()
  const search: HardshipSearch = useSearch({ from: '/signed-in/hardship-list' })
  const navigate = useNavigate()
  const filter = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as HardshipSearch
  const month = filter.month === undefined ? {} : { month: filter.month }
  return (
    <>
      <div className="titled">
        <h1>{words.list}</h1>
        <TakeOut ledger="hardship" filter={{ ...filter }} />
      </div>
      <p className="quiet">{words.listNote}</p>
      <div className="filters" role="search">
        <label>
          {words.month}
          <Input
            type="month"
            aria-label={words.month}
            value={search.month ?? ''}
            onChange={event => void navigate({ to: '/hardship-list', search: { month: event.target.value || undefined }, replace: true })}
          />
        </label>
        {Object.keys(filter).length > 0 ? (
          <Link to="/hardship-list" search={{}} replace className="tap">
            {words.clear}
          </Link>
        ) : null}
      </div>
      <Answered query={useQuery(boardQuery(filter.month, language))}>
        {found => (
          <>
            <div className="titled">
              <h2>{words.units}</h2>
              <TakeOut ledger="hardship_month" filter={month} />
            </div>
            <Units units={found.units} filter={filter} />
            <List found={found} filter={filter} />
          </>
        )}
      </Answered>
    </>
  )
}
