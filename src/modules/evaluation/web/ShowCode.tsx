import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Card, QRCode, Select } from 'antd'
import { useState } from 'react'
import { get, post } from '../../../console/api/client.ts'
import { useWords } from '../../../console/kit/language.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { Answered, Nothing } from '../../../console/kit/states.tsx'
import { windowWords } from './window.words.ts'

interface Shown {
  readonly name: string
  readonly unitName: string
  readonly url: string
}
const chosenKey = 'huiyin.window'

/**
 * The first screen of whoever serves visitors: a code to turn round, what to say and what never to say. It asks the
 * server once and never again, since nothing on it can change when somebody rates.
 */
export function ShowCode() {
  const words = useWords(windowWords)
  const { message } = App.useApp()
  const [chosen, setChosen] = useState(() => localStorage.getItem(chosenKey) ?? undefined)
  const query = useQuery({
    queryKey: ['codes'],
    staleTime: Infinity,
    queryFn: () => get<{ windows: readonly Shown[] }>('/api/evaluation/codes'),
  })
  const count = async (): Promise<void> => {
    await post('/api/evaluation/shown', {})
    message.success(words.sent)
  }
  return (
    <>
      <h1>{words.title}</h1>
      <Answered query={query}>
        {({ windows }) => {
          const window = windows.find(one => one.url === chosen) ?? windows[0]
          if (window === undefined)
            return (
              <Nothing title={words.none}>
                <span className="quiet">{words.noneNote}</span>
              </Nothing>
            )
          return (
            <div className="stack">
              <Card>
                <div className="rating-code">
                  <p className="say">{words.say}</p>
                  <QRCode type="svg" aria-label={words.title} value={window.url} size={320} errorLevel="M" bordered={false} />
                  <strong lang="zh-CN">
                    {window.unitName}　{window.name}
                  </strong>
                  <Button type="primary" size="large" onClick={() => void count()}>
                    {words.shown}
                  </Button>
                  <span className="quiet small">
                    {words.shownNote}
                    {words.unverified}
                  </span>
                </div>
              </Card>
              {windows.length > 1 ? (
                <label>
                  {words.choose}
                  {'　'}
                  <Select
                    aria-label={words.choose}
                    value={window.url}
                    popupMatchSelectWidth={false}
                    options={windows.map(one => ({ value: one.url, label: <Own>{one.name}</Own> }))}
                    onChange={url => {
                      localStorage.setItem(chosenKey, url)
                      setChosen(url)
                    }}
                  />
                </label>
              ) : null}
              <Alert
                type="warning"
                showIcon
                title={<strong>{words.never}</strong>}
                description={
                  <ul>
                    {words.neverSaid.map(line => (
                      <li key={line}>“{line}”</li>
                    ))}
                  </ul>
                }
              />
              <p className="quiet small">{words.nothing}</p>
            </div>
          )
        }}
      </Answered>
    </>
  )
}
