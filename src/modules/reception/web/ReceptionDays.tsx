import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useNow } from '../../../console/api/clock.ts'
import { useAct } from '../../../console/kit/act.ts'
import { sayDay } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { ServerTable } from '../../../console/kit/ServerTable.tsx'
import type { Column } from '../../../console/kit/ServerTable.tsx'
import { Nothing } from '../../../console/kit/states.tsx'
import { TakeOut } from '../../../console/kit/TakeOut.tsx'
import { DayForm } from './DayForm.tsx'
import { dayWords } from './days.words.ts'
import { askDays, deskQuery, publishDay } from './reception.ts'
import type { Day, DaysSearch, Desk } from './reception.ts'

function useDayColumns(): readonly Column<Day>[] {
  const words = useWords(dayWords)
  const language = useLanguage()
  const now = useNow()
  return [
    {
      key: 'when',
      title: words.when,
      headline: true,
      show: row => (
        <Link to="/reception-days/$id" params={{ id: row.id }} className="tap" data-opens>
          {sayDay(row.onDay, language, now)} {row.from}—{row.until}
        </Link>
      ),
    },
    { key: 'state', title: words.state, headline: true, show: row => words.days[row.share] },
    {
      key: 'leader',
      title: words.leader,
      show: row => (
        <Own>
          {row.leaderTitle} {row.leader}
        </Own>
      ),
    },
    { key: 'organ', title: words.organ, show: row => <Own>{row.placeName}</Own> },
    { key: 'venue', title: words.venue, show: row => <Own>{row.venue}</Own> },
    { key: 'booked', title: words.booked, align: 'right', show: row => words.of(row.slots - row.free, row.slots) },
  ]
}

function Publish({ desk, onDone }: { readonly desk: Desk; readonly onDone: () => void }) {
  const words = useWords(dayWords)
  const { busy, act } = useAct()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  if (desk.key === undefined) return null
  const once = desk.key
  return open ? (
    <DayForm
      places={desk.items}
      start={{ place: desk.items[0]?.code ?? '' }}
      busy={busy}
      onClose={() => setOpen(false)}
      onSend={typed =>
        void act(async () => {
          const { id } = await publishDay(once, typed)
          await queries.invalidateQueries({ queryKey: ['work'] })
          onDone()
          await navigate({ to: '/reception-days/$id', params: { id } })
        }, words.published)
      }
    />
  ) : (
    <Button type="primary" size="large" onClick={() => setOpen(true)}>
      {words.publish}
    </Button>
  )
}

/** 接待日排期: every day with its leader and its places; whoever keeps the schedule publishes the next. */
export function ReceptionDays() {
  const words = useWords(dayWords)
  const language = useLanguage()
  const search: DaysSearch = useSearch({ from: '/signed-in/reception-days' })
  const navigate = useNavigate()
  const columns = useDayColumns()
  const desk = useQuery({ ...deskQuery(language), refetchOnMount: 'always' })
  const filter = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as DaysSearch
  const pick = (key: 'from' | 'until') => (
    <label>
      {words[key]}
      <Input
        type="date"
        aria-label={words[key]}
        value={search[key] ?? ''}
        onChange={event =>
          void navigate({ to: '/reception-days', search: { ...filter, [key]: event.target.value || undefined }, replace: true })
        }
      />
    </label>
  )
  return (
    <>
      <div className="titled">
        <h1>{words.schedule}</h1>
        <TakeOut ledger="reception_days" filter={{ ...filter }} />
      </div>
      <p className="quiet">{words.scheduleNote}</p>
      {desk.data === undefined ? null : <Publish key={desk.data.key} desk={desk.data} onDone={() => void desk.refetch()} />}
      <div className="filters" role="search">
        {pick('from')}
        {pick('until')}
        {Object.keys(filter).length > 0 ? (
          <Link to="/reception-days" search={{}} replace className="tap">
            {words.clear}
          </Link>
        ) : null}
      </div>
      <h2>
        {words.daysTitle}
        {filter.share === undefined ? null : ` · ${words.days[filter.share]}`}
      </h2>
      <ServerTable<Day>
        queryKey={['work', 'reception-days', filter, language]}
        ask={cursor => askDays(filter, cursor)}
        columns={columns}
        rowKey={row => row.id}
        caption={words.daysTitle}
        empty={<Nothing title={words.none} />}
      />
    </>
  )
}
