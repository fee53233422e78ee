import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Input } from 'antd'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { Rows, ServerTable } from '../../../console/kit/ServerTable.tsx'
import type { Column } from '../../../console/kit/ServerTable.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { TakeOut } from '../../../console/kit/TakeOut.tsx'
import { useBookingColumns } from './bookingColumns.tsx'
import { dayWords } from './days.words.ts'
import { askList, boardQuery, bookingShares, dayShares } from './reception.ts'
import type { Board, BoardRow, BookingShare, DayShare, Line, Period, ReceptionSearch } from './reception.ts'

/** Every figure opens what is behind it: days of the schedule, or bookings. */
function Figures({ rows, period }: { readonly rows: readonly BoardRow[]; readonly period: Period }) {
  const words = useWords(dayWords)
  const organ: Column<BoardRow> = { key: 'organ', title: words.organ, headline: true, show: row => <Own>{row.placeName}</Own> }
  const ofDays = (share: DayShare, key: DayShare | 'offered', title: string): Column<BoardRow> => ({
    key,
    title,
    align: 'right',
    show: row =>
      row[key] === 0 ? (
        '0'
      ) : (
        <Link to="/reception-days" search={{ ...period, place: row.place, share }} className="tap" aria-label={`${title} ${row[key]}`}>
          {row[key]}
        </Link>
      ),
  })
  const ofBookings = (share: BookingShare): Column<BoardRow> => ({
    key: share,
    title: words.shares[share],
    align: 'right',
    show: row =>
      row[share] === 0 ? (
        '0'
      ) : (
        <Link
          to="/reception-list"
          search={{ ...period, place: row.place, share }}
          className="tap"
          aria-label={`${words.shares[share]} ${row[share]}`}
        >
          {row[share]}
        </Link>
      ),
  })
  const table = (caption: string, columns: readonly Column<BoardRow>[]) => (
    <>
      <h2>{caption}</h2>
      <Rows
        rows={rows}
        columns={[organ, ...columns]}
        rowKey={row => row.place}
        caption={caption}
        empty={<Nothing title={words.none} />}
        figures
      />
    </>
  )
  return (
    <>
      {table(words.daysTitle, [
        ...dayShares.map(share => ofDays(share, share, words.days[share])),
        ofDays('published', 'offered', words.shares.offered),
      ])}
      {table(words.bookingsTitle, bookingShares.map(ofBookings))}
    </>
  )
}

function List({ found, filter }: { readonly found: Board; readonly filter: ReceptionSearch }) {
  const words = useWords(dayWords)
  const language = useLanguage()
  const columns = useBookingColumns(found.columns)
  return (
    <>
      <h2>
        {words.lines}
        {filter.share === undefined ? null : ` · ${words.shares[filter.share]}`}
      </h2>
      <ServerTable<Line>
        queryKey={['work', 'reception-list', filter, language]}
        ask={cursor => askList(filter, cursor)}
        columns={columns}
        rowKey={row => row.id}
        caption={words.lines}
        empty={<Nothing title={words.none} />}
      />
    </>
  )
}

/** 领导接待日: how many days were held, who came, what became of it; and the lines behind each figure. */
export function ReceptionList() {
  const words = useWords(dayWords)
  const language = useLanguage()
  const search: ReceptionSearch = useSearch({ from: '/signed-in/reception-list' })
  const navigate = useNavigate()
  const filter = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as ReceptionSearch
  const { share: _share, place: _place, ...period } = filter
  const pick = (key: 'from' | 'until') => (
    <label>
      {words[key]}
      <Input
        type="date"
        aria-label={words[key]}
        value={search[key] ?? ''}
        onChange={event =>
          void navigate({ to: '/reception-list', search: { ...filter, [key]: event.target.value || undefined }, replace: true })
        }
      />
    </label>
  )
  return (
    <>
      <div className="titled">
        <h1>{words.board}</h1>
        <TakeOut ledger="reception" filter={{ ...filter }} />
      </div>
      <p className="quiet">{words.boardNote}</p>
      <div className="filters" role="search">
        {pick('from')}
        {pick('until')}
        {Object.keys(filter).length > 0 ? (
          <Link to="/reception-list" search={{}} replace className="tap">
            {words.clear}
          </Link>
        ) : null}
        <Link to="/reception-days" search={{}} className="tap">
          {words.schedule}
        </Link>
      </div>
      <Answered query={useQuery(boardQuery(period, language))}>
        {found => (
          <>
            <Figures rows={found.rows} period={period} />
            <List found={found} filter={filter} />
          </>
        )}
      </Answered>
    </>
  )
}
