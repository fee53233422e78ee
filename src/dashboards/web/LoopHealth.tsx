import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useNow } from '../../console/api/clock.ts'
import type { MatterView } from '../../console/api/matters.ts'
import { sayInstant } from '../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../console/kit/language.ts'
import { ServerTable } from '../../console/kit/ServerTable.tsx'
import { TakeOut } from '../../console/kit/TakeOut.tsx'
import { Answered, Nothing } from '../../console/kit/states.tsx'
import { useMatterColumns } from '../../console/pages/MatterList.tsx'
import { askLoopHealthList, loopHealthQuery } from './boards.ts'
import { boards } from './words.ts'

/** Five counts for those who urge on, each of them a list. */
export function LoopHealth() {
  const words = useWords(boards)
  const language = useLanguage()
  const now = useNow()
  const { key } = useParams({ strict: false })
  const columns = useMatterColumns()
  const say = (count: { readonly key: string; readonly title: string }): string => (language === 'zh' ? count.title : words.counts[count.key] ?? count.title)
  return (
    <>
      <h1>{words.loopTitle}</h1>
      <p className="quiet">{words.loopNote}</p>
      <Answered query={useQuery(loopHealthQuery)}>
        {health => {
          const chosen = health.counts.find(count => count.key === key)
          return (
            <>
              <nav className="figures" aria-label={words.loopTitle}>
                {health.counts.map(count => (
                  <Link key={count.key} to="/loop-health/$key" params={{ key: count.key }} aria-current={count.key === key ? 'true' : undefined} className={count.count > 0 ? 'figure alarm' : 'figure'}>{say(count)}<b>{count.count}</b></Link>
                ))}
              </nav>
              <p className="quiet small">{words.asOf(sayInstant(new Date(health.asOf), language, now))}</p>
              {chosen === undefined ? <p>{words.choose}</p> : (
                <section aria-label={say(chosen)}>
                  <div className="titled"><h2>{say(chosen)}</h2><TakeOut ledger="loop_health" filter={{ key: chosen.key }} /></div>
                  <ServerTable<MatterView> queryKey={['boards', 'loop-health', chosen.key]} ask={cursor => askLoopHealthList(chosen.key, cursor)} columns={columns} rowKey={matter => matter.id} caption={say(chosen)} empty={<Nothing title={words.emptyList} />} />
                </section>
              )}
            </>
          )
        }}
      </Answered>
    </>
  )
}
