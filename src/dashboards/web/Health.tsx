import { CheckCircleOutlined, CloseCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Card, Tag } from 'antd'
import { useLanguage, useWords } from '../../console/kit/language.ts'
import { Answered } from '../../console/kit/states.tsx'
import { healthQuery, healthWords } from './health.ts'
import type { HealthView } from './health.ts'

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
        {reading.title}　
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
    </>
  )
}
