import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Card, Tag } from 'antd'
import { useNow } from '../api/clock.ts'
import { get } from '../api/client.ts'
import { useSession } from '../api/session.ts'
import { menuOf } from '../menu.ts'
import { workQuery } from '../api/matters.ts'
import type { MatterView } from '../api/matters.ts'
import { ClockBadge } from '../kit/ClockBadge.tsx'
import { useLanguage, useWords } from '../kit/language.ts'
import { useMatterWords } from './MatterList.tsx'
import { Answered, Nothing } from '../kit/states.tsx'
import { kit } from '../kit/words.ts'
import { shell } from '../words.ts'
import { summarise } from './workSummary.ts'
import { Own } from '../kit/Own.tsx'

function Item({ matter }: { readonly matter: MatterView }) {
  const { matters: words } = useWords(shell)
  const say = useMatterWords()
  const clock = say.nearest(matter)
  return (
    <Card size="small">
      <div className="work-item">
        <div>
          <Link to="/matters/$id" params={{ id: matter.id }} data-opens>
            {say.kind(matter.kind)} · {say.stage(matter)}
          </Link>{' '}
          {matter.first ? <Tag color="warning">{words.first}</Tag> : null}{' '}
          {matter.round > 1 ? <Tag color="warning">{words.round(matter.round)}</Tag> : null}
          <div className="quiet small">
            <span className="number">{matter.number}</span>　<Own>{matter.unitName}</Own>
          </div>
        </div>
        {clock ? <ClockBadge clock={clock} /> : null}
      </div>
    </Card>
  )
}

/** Released words that wait for a reader above; asked only for those who read. */
function UnreadWords() {
  const { work: words } = useWords(shell)
  const { posts, desks } = useSession()
  const reads = menuOf(posts, desks).includes('words')
  const { data } = useQuery({
    queryKey: ['words', 'waiting'],
    enabled: reads,
    queryFn: () => get<{ count: number }>('/api/evaluation/words/waiting'),
  })
  if (!reads || data === undefined || data.count === 0) return null
  return (
    <Card size="small" className="gap-below">
      <Link to="/words">{words.unreadWords(data.count)}</Link>
    </Card>
  )
}

/** What must I do now: one sentence, then the list, nearest due first. */
export function Work() {
  const { work: words } = useWords(shell)
  const kitWords = useWords(kit)
  const language = useLanguage()
  const now = useNow()
  return (
    <>
      <h1>{words.title}</h1>
      <UnreadWords />
      <Answered query={useQuery(workQuery)}>
        {({ items }) => {
          if (items.length === 0)
            return (
              <Nothing title={words.nothing}>
                <span className="quiet">{words.nothingNote}</span>
              </Nothing>
            )
          const summary = summarise(items, now, language, kitWords)
          const parts = [
            summary.calls > 0 ? words.calls(summary.calls) : undefined,
            summary.others > 0 ? (summary.calls > 0 ? words.others(summary.others) : words.onlyOthers(summary.others)) : undefined,
            summary.overdue > 0 ? words.overdueAlready(summary.overdue) : undefined,
            summary.earliest === undefined ? undefined : words.earliest(summary.earliest),
          ].filter(part => part !== undefined)
          return (
            <div className="stack">
              <p className="lead-sentence" role="status">
                {parts.join(language === 'zh' ? '，' : ', ')}
              </p>
              <div className="work-list">
                {items.map(matter => (
                  <Item key={matter.id} matter={matter} />
                ))}
              </div>
            </div>
          )
        }}
      </Answered>
    </>
  )
}
