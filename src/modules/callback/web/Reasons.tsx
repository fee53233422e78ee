import { useQuery } from '@tanstack/react-query'
import { get } from '../../../console/api/client.ts'
import { useLanguage, useWords } from '../../../console/kit/language.ts'
import { sayDay } from '../../../console/kit/dates.ts'
import { useNow } from '../../../console/api/clock.ts'
import { Own } from '../../../console/kit/Own.tsx'
import { card as cardWords } from './card.words.ts'
import type { CallCardView } from './card.ts'

/** What the board tells this viewer of a unit anyhow: released batches alone, and what is too little is withheld there. */
interface Released {
  readonly releasedUpTo: string | null
  readonly rows: readonly {
    readonly unit: string
    readonly ratings: number
    readonly reasons: readonly { readonly code: string; readonly count: number }[] | null
  }[]
}

/** Last year's released ratings of the same unit: how often the same was ticked. The rating that is being called about is hardly among them. */
const useReleased = (unit: string) => {
  const { data } = useQuery({
    queryKey: ['boards', 'evaluation', 'said before', unit],
    queryFn: () => get<Released>('/api/boards/evaluation', { unit, weeks: '52' }),
    staleTime: 600_000,
  })
  const row = data?.rows.find(one => one.unit === unit)
  return data && { upTo: data.releasedUpTo, ratings: row?.ratings ?? 0, counts: row?.reasons ?? null }
}

/** 群众点的原因: what was ticked, what the rule says of it, and how often the same was said before. */
export function Reasons({ view: { unit, reasons } }: { readonly view: Pick<CallCardView, 'unit' | 'reasons'> }) {
  const words = useWords(cardWords)
  const language = useLanguage()
  const now = useNow()
  const released = useReleased(unit)
  return (
    <>
      <ul className="ticked">
        {reasons.map(({ code, title, rule }) => {
          const count = released?.counts?.find(one => one.code === code)?.count
          return (
            <li key={title}>
              <strong lang="zh-CN">{title}</strong>
              {rule ? (
                <div className="small">
                  <span className="quiet">{words.ruleSays}</span>
                  <Own>
                    {rule.says}
                    <span className="quiet">（{rule.source}）</span>
                  </Own>
                </div>
              ) : null}
              {count === undefined || released === undefined ? null : (
                <div className="small">{words.saidBefore(count, released.ratings)}</div>
              )}
            </li>
          )
        })}
      </ul>
      <p className="quiet small">
        {released === undefined
          ? null
          : released.upTo === null || released.counts === null
            ? words.saidWithheld
            : words.saidNote(sayDay(released.upTo, language, now))}{' '}
        {reasons.some(reason => reason.rule) ? words.ruleNote : null}
      </p>
    </>
  )
}
