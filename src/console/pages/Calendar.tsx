import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Card, Collapse, Popconfirm, Tag } from 'antd'
import { useNow } from '../api/clock.ts'
import { calendarQuery, decideNotice } from '../api/calendar.ts'
import type { CalendarView, NoticeView } from '../api/calendar.ts'
import { Fault, faults, sentenceOf } from '../api/problem.ts'
import { useSession } from '../api/session.ts'
import { sayInstant } from '../kit/dates.ts'
import { useLanguage, useWords } from '../kit/language.ts'
import { Own } from '../kit/Own.tsx'
import { Answered } from '../kit/states.tsx'
import { CalendarYear } from './CalendarYear.tsx'
import { EnterNotice } from './EnterNotice.tsx'
import { calendarWords } from './calendarWords.ts'

function About({ notice }: { readonly notice: NoticeView }) {
  const words = useWords(calendarWords)
  const language = useLanguage()
  const now = useNow()
  const said = [
    `${words.enteredBy} ${words.by(notice.enteredByName)} ${sayInstant(new Date(notice.enteredAt), language, now)}`,
    ...(notice.confirmedAt === null
      ? []
      : [`${words.confirmedBy} ${words.by(notice.confirmedByName)} ${sayInstant(new Date(notice.confirmedAt), language, now)}`]),
  ]
  return (
    <>
      <p>
        <strong>{notice.notice}</strong>
      </p>
      <p className="as-typed">{notice.source}</p>
      <p className="quiet small">{said.join('　')}</p>
    </>
  )
}

function Waiting({ notice }: { readonly notice: NoticeView }) {
  const words = useWords(calendarWords)
  const sentences = useWords(faults)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const decide = async (decision: 'confirm' | 'withdraw'): Promise<void> => {
    try {
      await decideNotice(notice, decision)
      message.success(decision === 'confirm' ? words.confirmed : words.withdrawn)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      message.error(sentenceOf(error.problem, sentences))
    }
    await queries.invalidateQueries({ queryKey: calendarQuery.queryKey })
  }
  return (
    <Card
      size="small"
      title={
        <h2 className="card-title">
          {words.version(notice.year, notice.version)} · {words.waiting}
        </h2>
      }
    >
      <About notice={notice} />
      <CalendarYear days={notice.days} />
      <p>{notice.mayConfirm ? words.confirmAsk : notice.mayWithdraw ? words.own : null}</p>
      <div className="action-bar">
        {notice.mayConfirm ? (
          <Popconfirm title={words.confirmAsk} okText={words.confirm} onConfirm={() => void decide('confirm')}>
            <Button type="primary">{words.confirm}</Button>
          </Popconfirm>
        ) : null}
        {notice.mayWithdraw ? <Button onClick={() => void decide('withdraw')}>{words.withdraw}</Button> : null}
      </div>
    </Card>
  )
}

function Kept({ calendar }: { readonly calendar: CalendarView }) {
  const words = useWords(calendarWords)
  const decided = calendar.notices.filter(notice => notice.state !== 'waiting')
  if (decided.length === 0) return <p className="quiet">{words.none}</p>
  return (
    <Collapse
      items={decided.map(notice => ({
        key: `${notice.year}/${notice.version}`,
        label: (
          <>
            {words.version(notice.year, notice.version)}{' '}
            <Tag color={notice.state === 'confirmed' ? 'success' : 'default'}>{words.states[notice.state]}</Tag>
          </>
        ),
        children: (
          <>
            <About notice={notice} />
            <CalendarYear days={notice.days} />
          </>
        ),
      }))}
    />
  )
}

/** 放假安排: how far it reaches, what waits for a second person, and the year as it is reckoned with. */
export function Calendar() {
  const words = useWords(calendarWords)
  const session = useSession()
  const enters = session.posts.some(post => post.role === 'system_admin')
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      <Answered query={useQuery(calendarQuery)}>
        {calendar => (
          <div className="stack">
            <Alert
              type={calendar.alarm ? 'warning' : 'info'}
              showIcon
              role={calendar.alarm ? 'alert' : 'status'}
              title={calendar.alarm ? words.alarm : words.reaches(calendar.because, calendar.lastKnown)}
              description={calendar.alarm ? words.reaches(calendar.because, calendar.lastKnown) : undefined}
            />
            {calendar.notices
              .filter(notice => notice.state === 'waiting')
              .map(notice => (
                <Waiting key={`${notice.year}/${notice.version}`} notice={notice} />
              ))}
            {enters ? <EnterNotice next={Number(calendar.lastKnown.slice(0, 4)) + 1} /> : null}
            {calendar.years.slice(0, 1).map(year => (
              <Card
                key={year.year}
                size="small"
                title={
                  <h2 className="card-title">
                    {words.released(year.year)}
                    {'　'}
                    <span className="quiet">{year.notice === null ? words.unnumbered : <Own>{year.notice}</Own>}</span>
                  </h2>
                }
              >
                <CalendarYear days={year} />
              </Card>
            ))}
            <section aria-label={words.history}>
              <h2>{words.history}</h2>
              <Kept calendar={calendar} />
            </section>
          </div>
        )}
      </Answered>
    </>
  )
}
