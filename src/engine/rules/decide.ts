import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { isEnd, startsFrom } from './flow.ts'
import type { Action, ClockMoves, Flow, Seat } from './flow.ts'

/** Where a matter stands. */
export interface Standing {
  readonly stage: string
  readonly round: number
}

export interface Decision {
  readonly action: string
  /** As the action's schema read it. */
  readonly input: unknown
  /** The seat that acted. */
  readonly seat: Seat
  readonly stage: string
  readonly round: number
  /** Set when the matter comes to an end with this act. */
  readonly ending?: string
  /** The matter was at an end and is open again. */
  readonly reopened: boolean
  readonly moves: ClockMoves<string>
  readonly announces?: string
}

const actionOf = (flow: Flow, name: string): Action<string, string> | undefined =>
  Object.hasOwn(flow.actions, name) ? flow.actions[name] : undefined

/** Where an action leads; the same for deciding and for replaying a trail. */
export const follow = (flow: Flow, standing: Standing, action: Action<string, string>): Standing => ({
  stage: action.to ?? standing.stage,
  round: action.reopens ? standing.round + 1 : standing.round,
})

/** Names the first wrong field; never repeats what was typed. */
const readInput = (action: Action<string, string>, input: unknown): { readonly value: unknown } | Refusal => {
  if (!action.records) return { value: undefined }
  const read = action.records.safeParse(input ?? {})
  if (read.success) return { value: read.data }
  const issue = read.error.issues[0]
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  return refuse('input_incomplete', { field: [...(issue?.path ?? []), ...(unknown ? [unknown] : [])].map(String).join('.') || 'input' })
}

/**
 * Whether these seats may do this now, and where it leads. Seats come first: whoever holds none of them learns neither
 * what the matter waits for nor what would have to be recorded.
 */
export const decide = (flow: Flow, standing: Standing, seats: readonly Seat[], name: string, input: unknown): Decision | Refusal => {
  const action = actionOf(flow, name)
  if (!action) return refuse('no_such_action')
  const seat = action.by.find(one => seats.includes(one))
  if (seat === undefined) return refuse('not_your_seat')
  if (!startsFrom(flow, action, standing.stage))
    return refuse('wrong_stage', { values: { stage: flow.stages[standing.stage] ?? standing.stage } })
  const read = readInput(action, input)
  if ('refused' in read) return read
  const next = follow(flow, standing, action)
  return {
    action: name,
    input: read.value,
    seat,
    ...next,
    ...(isEnd(flow, next.stage) ? { ending: flow.ends[next.stage] } : {}),
    reopened: isEnd(flow, standing.stage) && !isEnd(flow, next.stage),
    moves: action.clocks ?? {},
    ...(action.announces === undefined ? {} : { announces: action.announces }),
  }
}

/** Actions that these seats know and that start from this stage, in the flow's order. */
export const knownActions = (flow: Flow, stage: string, seats: readonly Seat[]): readonly (readonly [string, Action<string, string>])[] =>
  (Object.entries(flow.actions) as [string, Action<string, string>][]).filter(
    ([, action]) => startsFrom(flow, action, stage) && action.by.some(seat => seats.includes(seat)),
  )
