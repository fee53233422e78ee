import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useNow } from '../../console/api/clock.ts'
import type { MatterView } from '../../console/api/matters.ts'
import { sayDay, sayInstant } from '../../console/kit/dates.ts'
import { useLanguage, useWords } from '../../console/kit/language.ts'
import { ServerTable } from '../../console/kit/ServerTable.tsx'
import { TakeOut } from '../../console/kit/TakeOut.tsx'
import { Views } from '../../console/kit/Views.tsx'
import { Answered, Nothing } from '../../console/kit/states.tsx'
import { useMatterColumns } from '../../console/pages/MatterList.tsx'
import { Withheld } from '../../console/kit/Withheld.tsx'
import { askLoopHealthList, loopHealthQuery, recoveryQuery } from './boards.ts'
import { boards } from './words.ts'

/** X20: not how content people are, but how many a poor rating was made good for, in their own word. */
function RecoveryShare() {
  const words = useWords(boards)
  const language = useLanguage()
  const now = useNow()
  const { data } = useQuery(recoveryQuery)
  if (data === undefined) return null
  const say = (share: number | null) => (share === null ? <Withheld /> : words.about(share))
  return (
    <section aria-label={words.recovery}>
      <h2>{words.recovery}</h2>
      <div className="figures">
        <div className="figure">
          {words.recovered}
          <b>{say(data.confirmed)}</b>
        </div>
        <div className="figure">
          {words.unasked}
          <b>{say(data.unasked)}</b>
        </div>
      </div>
      <p className="quiet small">{words.recoveryNote(sayDay(data.since, language, now))}</p>
    </section>
  )
}

/** Five counts for those who urge on, each of them a list. */
export function LoopHealth() {
  const words = useWords(boards)
  const language = useLanguage()
  const now = useNow()
  const { key } = useParams({ strict: false })
  const navigate = useNavigate()
  const columns = useMatterColumns()
  const say = (count: { readonly key: string; readonly title: string }): string =>
    language === 'zh' ? count.title : (words.counts[count.key] ?? count.title)
  return (
    <>
      <h1>{words.loopTitle}</h1>
      <p className="quiet">{words.loopNote}</p>
      <Views
        list="loop_health"
        filter={key === undefined ? {} : { key }}
        untouched={key === undefined}
        onOpen={view => {
          if (view.key !== undefined) void navigate({ to: '/loop-health/$key', params: { key: view.key }, replace: key === undefined })
        }}
      />
      <Answered query={useQuery(loopHealthQuery)}>
        {health => {
          const chosen = health.counts.find(count => count.key === key)
          return (
            <>
              <nav className="figures" aria-label={words.loopTitle}>
                {health.counts.map(count => (
                  <Link
                    key={count.key}
                    to="/loop-health/$key"
                    params={{ key: count.key }}
                    aria-current={count.key === key ? 'true' : undefined}
                    className={count.count > 0 ? 'figure alarm' : 'figure'}
                  >
                    {say(count)}
                    <b>{count.count}</b>
                  </Link>
                ))}
              </nav>
              <p className="quiet small">{words.asOf(sayInstant(new Date(health.asOf), language, now))}</p>
              {chosen === undefined ? (
                <p>{words.choose}</p>
              ) : (
                <section aria-label={say(chosen)}>
                  <div className="titled">
                    <h2>{say(chosen)}</h2>
                    <TakeOut ledger="loop_health" filter={{ key: chosen.key }} />
                  </div>
                  <ServerTable<MatterView>
                    queryKey={['boards', 'loop-health', chosen.key]}
                    ask={cursor => askLoopHealthList(chosen.key, cursor)}
                    columns={columns}
                    rowKey={matter => matter.id}
                    caption={say(chosen)}
                    empty={<Nothing title={words.emptyList} />}
                  />
                </section>
              )}
              {chosen === undefined ? <RecoveryShare /> : null}
            </>
          )
        }}
      </Answered>
    </>
  )
}
