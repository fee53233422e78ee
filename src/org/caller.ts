import { parseDay } from '../calendar/index.ts'
import type { Day } from '../calendar/index.ts'
import { isRefusal } from '../kit/refusal.ts'
import type { Refusal } from '../kit/refusal.ts'
import { roleTitles } from './access/words.ts'
import type { CallbackAsked, CallbackRoute, OrgSnapshot } from './contract.ts'
import { callbackRoute, isLastRound } from './rules/routing.ts'
import { holdersIn, organOf } from './rules/tree.ts'

export interface CallerAsked extends Omit<CallbackAsked, 'today' | 'last'> {
  /** In which round the last organ looks at the latest; without it no round is the last. */
  readonly rounds?: number
  /** The day of the service; an instant is read by its day. */
  readonly finishedOn: string
}

export interface FoundCaller {
  readonly route: CallbackRoute | Refusal
  /** 执行局局长: the post with its unit in front; names nobody. Absent where nobody may call. */
  readonly title?: string
  readonly served: OrgSnapshot
  readonly org: OrgSnapshot
  /** Whoever was found is the last to look: nobody further up may, or nobody is left. */
  readonly last: boolean
}

/** The post as the citizen is told it; a holder's own title where he has one. */
export const titleOf = (org: OrgSnapshot, route: Pick<CallbackRoute, 'unit' | 'role' | 'person'>): string => {
  const holding = holdersIn(org, route.unit, route.role).find(one => one.person === route.person)
  const unit = org.units.get(route.unit)?.name ?? ''
  const own = holding?.title ?? roleTitles[route.role].zh
  return own.startsWith(unit) ? own : `${unit}${own}`
}

/**
 * Who calls: judged by the day of the service and by who holds the posts today. What a citizen is told before she agrees
 * and who is then asked come from here alone, so that they cannot differ.
 */
export const findCaller = async (
  snapshot: (day: Day) => Promise<OrgSnapshot>,
  today: Day,
  { finishedOn, rounds, ...asked }: CallerAsked,
): Promise<FoundCaller> => {
  const org = await snapshot(today)
  const servedOn = parseDay(finishedOn.slice(0, 10)) ?? today
  const served = servedOn === today ? org : await snapshot(servedOn)
  const { unit, round, earlier = [] } = asked
  const last = rounds !== undefined && isLastRound(org, unit, round, rounds, earlier)
  const route = callbackRoute(served, { ...asked, last, today: org })
  if (isRefusal(route)) return { route, served, org, last: false }
  const isOutside = organOf(org, route.unit) !== organOf(org, unit)
  const nobodyLeft = (): boolean =>
    isRefusal(callbackRoute(served, { ...asked, round: round + 1, last: true, today: org, earlier: [...earlier, route] }))
  return { route, served, org, last: last || (rounds !== undefined && round > 1 && isOutside && nobodyLeft()), title: titleOf(org, route) }
}
