import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Space, Tag } from 'antd'
import { useNow } from '../../../console/api/clock.ts'
import { useAct } from '../../../console/kit/act.ts'
import { sayDay } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { Rows } from '../../../console/kit/ServerTable.tsx'
import type { Column } from '../../../console/kit/ServerTable.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { bookingsQuery, byDay, mark } from './bookings.ts'
import type { Booking } from './bookings.ts'
import { bookingsWords } from './bookings.words.ts'

/** What was marked, or the two buttons that mark it; before its day there is nothing to mark. */
function Mark({ booking, due }: { readonly booking: Booking; readonly due: boolean }) {
  const words = useWords(bookingsWords)
  const queries = useQueryClient()
  const { busy, act } = useAct()
  if (booking.stage !== 'booked') return <>{words[booking.stage]}</>
  if (!due) return <span className="quiet">{words.booked}</span>
  const does = (action: 'record_came' | 'record_missed') => async () => {
    await act(() => mark(booking.id, action), words.done)
    await queries.invalidateQueries({ queryKey: ['work'] })
  }
  return (
    <Space wrap>
      <Button type="primary" loading={busy} aria-label={words.cameOf(booking.name)} onClick={() => void does('record_came')()}>
        {words.came}
      </Button>
      <Button disabled={busy} aria-label={words.missedOf(booking.name)} onClick={() => void does('record_missed')()}>
        {words.missed}
      </Button>
    </Space>
  )
}

function useColumns(today: string): readonly Column<Booking>[] {
  const words = useWords(bookingsWords)
  return [
    { key: 'at', title: words.at, headline: true, show: one => <strong>{one.at}</strong> },
    {
      key: 'name',
      title: words.name,
      headline: true,
      show: one => (
        <>
          <Own>{one.name}</Own> {one.first ? <Tag color="warning">{words.first}</Tag> : null}
          {one.helper === null ? null : <span className="quiet">{words.helper(one.helper)}</span>}
        </>
      ),
    },
    { key: 'state', title: words.state, show: one => <Mark booking={one} due={one.onDay <= today} /> },
    {
      key: 'item',
      title: words.item,
      show: one => (
        <>
          {one.item === null ? one.about === null ? '—' : null : <Own>{one.item}</Own>}
          {one.about === null ? null : <span className="quiet"> {words.about(one.about)}</span>}
        </>
      ),
    },
    {
      key: 'number',
      title: words.number,
      show: one => (
        <Link to="/matters/$id" params={{ id: one.id }} className="number">
          {one.number}
        </Link>
      ),
    },
  ]
}

function Days({ items, today }: { readonly items: readonly Booking[]; readonly today: string }) {
  const words = useWords(bookingsWords)
  const language = useLanguage()
  const now = useNow()
  const columns = useColumns(today)
  return (
    <>
      {byDay(items).map(([day, bookings]) => {
        const said = sayDay(day, language, now)
        const title = day < today ? words.before(said) : day === today ? words.today(said) : words.tomorrow(said)
        return (
          <section key={day}>
            <h2>{title}</h2>
            <Rows rows={bookings} columns={columns} rowKey={one => one.id} caption={title} />
          </section>
        )
      })}
    </>
  )
}

/** 今明预约: whom the window expects, whoever is to be served first at the head. */
export function StuckBookings() {
  const words = useWords(bookingsWords)
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      <Answered query={useQuery(bookingsQuery)}>
        {({ items, today = '' }) => (items.length === 0 ? <Nothing title={words.nothing} /> : <Days items={items} today={today} />)}
      </Answered>
    </>
  )
}
