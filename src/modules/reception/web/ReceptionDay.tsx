import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Card, Form, Input, Radio, Space, Tag } from 'antd'
import { useState } from 'react'
import { useNow } from '../../../console/api/clock.ts'
import { useAct } from '../../../console/kit/act.ts'
import { dayOfInstant, sayDay, sayInstant } from '../../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { ServerTable } from '../../../console/kit/ServerTable.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { kit } from '../../../console/kit/words.ts'
import { useBookingColumns } from './bookingColumns.tsx'
import { DayForm } from './DayForm.tsx'
import { dayWords } from './days.words.ts'
import { askList, boardQuery, cancelDay, changeDay, dayQuery, deskQuery, sayHeld } from './reception.ts'
import type { Day, Line, OneDay } from './reception.ts'

type Doing = 'change' | 'cancel' | 'hold'
interface DoProps {
  readonly found: OneDay
  readonly close: () => void
}

function useDone(close: () => void): { readonly busy: boolean; readonly run: (work: () => Promise<unknown>, said: string) => void } {
  const { busy, act } = useAct()
  const queries = useQueryClient()
  const run = (work: () => Promise<unknown>, said: string): void =>
    void act(async () => {
      await work()
      await queries.invalidateQueries({ queryKey: ['work'] })
      await queries.invalidateQueries({ queryKey: ['reception'] })
      close()
    }, said)
  return { busy, run }
}

function Change({ found: { day, leaderId }, close }: DoProps) {
  const words = useWords(dayWords)
  const desk = useQuery(deskQuery(useLanguage()))
  const { busy, run } = useDone(close)
  return (
    <Answered query={desk}>
      {({ items }) => (
        <DayForm
          places={items.filter(one => one.code === day.place)}
          start={{
            place: day.place,
            onDay: day.onDay,
            from: day.from,
            venue: day.venue,
            slots: day.slots,
            minutes: day.minutes,
            ...(day.purpose === null ? {} : { purpose: day.purpose }),
            ...(items.some(one => one.leaders.some(leader => leader.id === leaderId)) ? { leader: leaderId } : {}),
          }}
          changes={{ slots: day.slots }}
          busy={busy}
          onClose={close}
          onSend={typed => run(() => changeDay(day.id, typed), words.changed)}
        />
      )}
    </Answered>
  )
}

/** Said once, and kept in the history. */
function Say({ found: { day }, close, what }: DoProps & { readonly what: 'cancel' | 'hold' }) {
  const words = useWords(dayWords)
  const kitWords = useWords(kit)
  const { busy, run } = useDone(close)
  const [form] = Form.useForm<{ why?: string; held?: 'promised' | 'other' }>()
  const held = Form.useWatch('held', form) ?? 'promised'
  const needsWords = what === 'cancel' || held === 'other'
  return (
    <Card size="small" className="gap-below">
      <Form
        form={form}
        name={`reception-${what}`}
        layout="vertical"
        requiredMark={false}
        initialValues={{ held: 'promised' }}
        onFinish={typed =>
          what === 'cancel'
            ? run(() => cancelDay(day.id, typed.why ?? ''), words.cancelled)
            : run(() => sayHeld(day.id, typed.held ?? 'promised', typed.why), words.held)
        }
      >
        {what === 'hold' ? (
          <Form.Item name="held" label={words.heldAs}>
            <Radio.Group
              optionType="button"
              options={[
                { value: 'promised', label: words.heldPromised },
                { value: 'other', label: words.heldOther },
              ]}
            />
          </Form.Item>
        ) : null}
        {needsWords ? (
          <Form.Item
            name="why"
            label={what === 'cancel' ? words.why : words.heldNote}
            rules={[{ required: true, whitespace: true, message: kitWords.required }]}
          >
            <Input maxLength={120} autoComplete="off" />
          </Form.Item>
        ) : null}
        <Space wrap>
          <Button type="primary" htmlType="submit" size="large" loading={busy} danger={what === 'cancel'}>
            {what === 'cancel' ? words.cancelNow : words.holdNow}
          </Button>
          <Button size="large" onClick={close}>
            {words.close}
          </Button>
        </Space>
      </Form>
    </Card>
  )
}

function Doings({ found }: { readonly found: OneDay }) {
  const words = useWords(dayWords)
  const now = useNow()
  const today = dayOfInstant(now)
  const [doing, setDoing] = useState<Doing>()
  const { day, keeps } = found
  if (!keeps || day.share === 'cancelled' || day.share === 'held' || day.share === 'held_other') return null
  const close = (): void => setDoing(undefined)
  if (doing === 'change') return <Change found={found} close={close} />
  if (doing !== undefined) return <Say found={found} close={close} what={doing} />
  return (
    <Space wrap className="gap-below">
      {new Date(`${day.onDay}T${day.from}:00+08:00`) <= now ? (
        <Button type="primary" size="large" onClick={() => setDoing('hold')}>
          {words.hold}
        </Button>
      ) : null}
      {day.onDay >= today ? (
        <>
          <Button size="large" onClick={() => setDoing('change')}>
            {words.change}
          </Button>
          <Button size="large" danger onClick={() => setDoing('cancel')}>
            {words.cancel}
          </Button>
        </>
      ) : null}
    </Space>
  )
}

function Bookings({ day }: { readonly day: Day }) {
  const words = useWords(dayWords)
  const language = useLanguage()
  const board = useQuery(boardQuery({ place: day.place, from: day.onDay, until: day.onDay }, language))
  const columns = useBookingColumns(board.data?.columns ?? [], ['day', 'place', 'leader'])
  return (
    <ServerTable<Line>
      queryKey={['work', 'reception-list', { day: day.id }, language]}
      ask={cursor => askList({ day: day.id }, cursor)}
      columns={columns}
      rowKey={row => row.id}
      caption={words.list}
      empty={<Nothing title={words.noBookings} />}
    />
  )
}

/** One reception day: who receives, who has booked by the hour, what may be done with it, and all that was done. */
export function ReceptionDay() {
  const words = useWords(dayWords)
  const language = useLanguage()
  const now = useNow()
  const { id } = useParams({ from: '/signed-in/reception-days/$id' })
  return (
    <Answered query={useQuery(dayQuery(id, language))}>
      {found => {
        const { day, entries } = found
        return (
          <>
            <div className="titled">
              <h1>
                {sayDay(day.onDay, language, now)} {day.from}—{day.until}
              </h1>
              <Tag>{words.days[day.share]}</Tag>
            </div>
            <p>
              <Own>
                {day.leaderTitle} {day.leader} · {day.placeName} {day.venue}
                {day.purpose === null ? '' : ` · ${day.purpose}`}
              </Own>
            </p>
            <p className="quiet">{words.dayIn(day.slots - day.free, day.slots)}</p>
            <Doings key={day.share} found={found} />
            <h2>{words.list}</h2>
            <p className="quiet">{words.listNote}</p>
            <Bookings day={day} />
            <h2>{words.history}</h2>
            <Card size="small">
              <ul className="plain">
                {entries.map(entry => (
                  <li key={`${entry.at} ${entry.what}`}>
                    <p>
                      <strong>{words.entries[entry.what]}</strong> {sayInstant(new Date(entry.at), language, now)} <Own>{entry.byName}</Own>
                    </p>
                    <p className="quiet small">
                      <Own>{entry.said}</Own>
                    </p>
                    {entry.why === null ? null : (
                      <p className="small">
                        <Own>{words.because(entry.why)}</Own>
                      </p>
                    )}
                  </li>
                ))}
              </ul>
            </Card>
            <p>
              <Link to="/reception-days" search={{}} className="tap">
                {words.back}
              </Link>
            </p>
          </>
        )
      }}
    </Answered>
  )
}
