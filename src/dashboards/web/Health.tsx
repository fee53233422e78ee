import { CheckCircleOutlined, CloseCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Card, Popconfirm, Tag } from 'antd'
import { useNow } from '../../console/api/clock.ts'
import { sayDay } from '../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../console/kit/language.ts'
import { Answered } from '../../console/kit/states.tsx'
import { useAct } from '../../console/kit/act.ts'
import { healthQuery, healthWords, messagesQuery, sendAgain } from './health.ts'
import type { HealthView, StuckMessage } from './health.ts'

/** A sign, a word and a colour: none of them alone has to be seen. */
const marks = {
  good: { icon: <CheckCircleOutlined aria-hidden="true" />, color: 'success' },
  watch: { icon: <ExclamationCircleOutlined aria-hidden="true" />, color: 'warning' },
  act: { icon: <CloseCircleOutlined aria-hidden="true" />, color: 'error' },
} as const

function Reading({ reading }: { readonly reading: HealthView['readings'][number] }) {
  const words = useWords(healthWords)
  const { icon, color } = marks[reading.state]
  return (
    <Card size="small">
      <h2 className="card-title">
        {reading.title}{' '}
        <Tag icon={icon} color={color}>
          {words.states[reading.state]}
        </Tag>
      </h2>
      <div>{reading.says}</div>
      {reading.todo === undefined ? null : (
        <div>
          <strong>{words.todo}</strong>
          {reading.todo}
        </div>
      )}
    </Card>
  )
}

/** One line for each message; a list of hundreds is one fault of the gateway, and stands above. */
function Messages() {
  const words = useWords(healthWords).messages
  const language = useLanguage()
  const now = useNow()
  const queries = useQueryClient()
  const { busy, act } = useAct()
  const again = (id: string) => async (): Promise<void> => {
    await act(() => sendAgain(id), words.offered)
    await queries.invalidateQueries({ queryKey: ['health'] })
  }
  const line = (one: StuckMessage) => [
    words.tried(one.attempts),
    ...(one.givenUpOn === undefined ? [] : [words.givenUp(sayDay(one.givenUpOn, language, now))]),
    ...(one.nextOn === undefined ? [] : [words.next(sayDay(one.nextOn, language, now))]),
    ...(one.unsure ? [words.unsure] : []),
  ]
  return (
    <section className="stack" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p className="quiet">{words.note}</p>
      <Answered query={useQuery(messagesQuery)}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{words.none}</p>
          ) : (
            <>
              {items.map(one => (
                <Card key={one.id} size="small">
                  <div className="titled">
                    <div>
                      <strong>{words.to[one.to]}</strong>
                      {'　'}
                      <Tag color={one.state === 'failed' ? 'error' : 'warning'}>{words.states[one.state]}</Tag>
                      <div className="quiet small">{line(one).join(language === 'zh' ? '，' : ', ')}</div>
                    </div>
                    <Popconfirm title={words.ask} description={words.askNote} okText={words.again} onConfirm={again(one.id)}>
                      <Button loading={busy}>{words.again}</Button>
                    </Popconfirm>
                  </div>
                </Card>
              ))}
            </>
          )
        }
      </Answered>
    </section>
  )
}

/** 运行状况: what whoever runs the house has to know and to do. */
export function Health() {
  const words = useWords(healthWords)
  const language = useLanguage()
  const count = (view: HealthView, state: 'act' | 'watch'): number => view.readings.filter(one => one.state === state).length
  return (
    <>
      <h1>{words.title}</h1>
      <p className="quiet">{words.note}</p>
      <Answered query={useQuery(healthQuery(language))}>
        {view => (
          <div className="stack">
            <p className="lead-sentence" role="status">
              {words.sum(count(view, 'act'), count(view, 'watch'))}
            </p>
            {view.readings.map(reading => (
              <Reading key={reading.key} reading={reading} />
            ))}
          </div>
        )}
      </Answered>
      <Messages />
    </>
  )
}
