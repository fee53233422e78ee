import { z } from 'zod'
import { addDays, dayOf, startOfDay } from '../calendar/index.ts'
import type { Refusal } from '../kit/refusal.ts'
import type { Role, Viewer } from '../org/viewer.ts'
import type { Tx } from '../platform/database/contract.ts'
import type { Parts } from './parts.ts'
import type { ClockView, MatterView, May, Sight, TrailEntry } from './contract.ts'
import type { Kind } from './rooms.ts'
import { knownActions } from './rules/decide.ts'
import { roleTitles } from '../org/access/index.ts'
import { engineActions, isEngineAction, rungTitles } from './rules/flow.ts'
import type { Flow } from './rules/flow.ts'
import { sayNumber } from './rules/number.ts'
import { matterKey, openInput } from './sealing.ts'
import type { ClockRow } from './store/clock.ts'
import type { MatterRow } from './store/matter.ts'
import type { Place } from './store/named.ts'
import { personNames, trailOf, unitNames } from './store/trail.ts'
import type { TrailRow } from './store/trail.ts'

const rungTitle = (flow: Flow, rung: NonNullable<TrailRow['effect']['rung']>): string =>
  `${rungTitles[rung.do] ?? rung.do}：${flow.clocks[rung.clock] ?? rung.clock}，告知${flow.seats[rung.tell] ?? rung.tell}`

const titleOf = (flow: Flow, action: string, rung?: TrailRow['effect']['rung']): string => {
  if (rung) return rungTitle(flow, rung)
  if (isEngineAction(action)) return engineActions[action]
  return Object.hasOwn(flow.actions, action) ? (flow.actions[action]?.title ?? action) : action
}

const seatTitle = (flow: Flow, seat: string): string => flow.seats[seat] ?? seat

/** An office that is called like its post (评价回访办公室) is named once. */
const postTitle = (unit: string, role: string): string => {
  const title = roleTitles[role as Role]?.zh ?? role
  return unit.endsWith(title) ? unit : `${unit}${title}`
}

/** Whether this viewer is told of a stage only that it is one of several. */
const isAlike = (flow: Flow, stage: string, sight: Sight): boolean => sight === 'progress' && flow.alike?.stages.includes(stage) === true

/** The trail as this viewer may read it: words and officials' names with full sight only. */
export const readTrail = async (
  parts: Parts,
  tx: Tx,
  viewer: Viewer,
  row: MatterRow,
  flow: Flow,
  sight: Sight = 'full',
): Promise<readonly TrailEntry[]> => {
  const rows = await trailOf(tx, row.city, row.id)
  const key = sight === 'full' ? await matterKey(tx, parts.keys, row) : undefined
  const persons = [...new Set(rows.flatMap(one => [one.person ?? [], one.effect.deputyOf ?? []].flat()))]
  // The public login reads no names of officials, and a citizen's page shows seats.
  const namesShown = sight === 'full' && (viewer.kind === 'person' || viewer.kind === 'system')
  const names = namesShown && persons.length > 0 ? await personNames(tx, row.city, persons) : new Map<string, string>()
  const byOf = (one: TrailRow): string => {
    if (one.seat === 'system' || one.seat === 'citizen') return one.seat
    const name = one.person === null ? undefined : names.get(one.person)
    const lentBy = one.effect.deputyOf === undefined ? undefined : names.get(one.effect.deputyOf)
    return name === undefined
      ? seatTitle(flow, one.seat)
      : `${seatTitle(flow, one.seat)} ${name}${lentBy === undefined ? '' : `（代${lentBy}）`}`
  }
  const units = namesShown
    ? await unitNames(tx, row.city, [...new Set(rows.flatMap(one => one.effect.seats?.map(given => given.unit) ?? []))])
    : undefined
  const seatedIn = (one: TrailRow): TrailEntry['seated'] =>
    units &&
    one.effect.seats?.map(given => ({
      seat: seatTitle(flow, given.seat),
      post: postTitle(units.get(given.unit) ?? '', given.role),
      sight: given.sight,
    }))
  return rows.map(one =>
    isAlike(flow, one.stage, sight)
      ? {
          seq: one.seq,
          action: flow.alike!.as,
          title: flow.alike!.title,
          by: 'system',
          seat: 'system',
          at: told(one.at, sight),
          stage: flow.alike!.as,
          round: one.round,
        }
      : {
          seq: one.seq,
          action: one.action,
          title: titleOf(flow, one.action, one.effect.rung),
          by: byOf(one),
          seat: one.seat,
          at: told(one.at, sight),
          stage: one.stage,
          round: one.round,
          ...(key && one.sealed ? { input: openInput(key, { city: row.city, matter: row.id, seq: one.seq }, one.sealed).input } : {}),
          ...(sight === 'full' && one.digest && !key ? { erased: true as const } : {}),
          ...(seatedIn(one) ? { seated: seatedIn(one) } : {}),
          ...(viewer.kind === 'person' && one.person === viewer.person ? { own: true as const } : {}),
          ...(one.effect.rung ? { rung: { clock: one.effect.rung.clock, do: one.effect.rung.do, tell: one.effect.rung.tell } } : {}),
        },
  )
}

/** What an engine's own entry records for people. */
const engineShows: Readonly<Record<string, z.ZodType>> = {
  seated: z.object({ because: z.array(z.string()) }),
  printed: z.object({ paper: z.string() }),
  scan_filed: z.object({ paper: z.string(), file: z.uuid() }),
}

const showsOf = (flow: Flow, action: string): z.ZodType | undefined => {
  if (action === 'open') return flow.opening.shows
  if (isEngineAction(action)) return engineShows[action]
  const known = Object.hasOwn(flow.actions, action) ? flow.actions[action] : undefined
  return known?.shows ?? known?.records
}

/**
 * The trail as it may leave the house: of what was recorded only what the flow shows. What an older release recorded
 * otherwise than today's flow reads stays inside.
 */
export const screenTrail = (flow: Flow, trail: readonly TrailEntry[]): readonly TrailEntry[] =>
  trail.map(({ input, ...entry }) => {
    const shown = input === undefined ? undefined : showsOf(flow, entry.action)?.safeParse(input)
    return shown?.success ? { ...entry, input: shown.data } : entry
  })

const markOf = (row: ClockRow, now: Date): ClockView['mark'] => {
  const ended = row.stopped_at
  if (ended) return row.due_at && ended >= row.due_at ? 'late' : 'kept'
  if (row.due_at && now >= row.due_at) return 'overdue'
  return row.near_at && now >= row.near_at ? 'near' : 'in_time'
}

/** A day, for whoever sees progress alone: the instant of an act names the visitor of that instant. */
const dayAlone = (at: Date): Date => startOfDay(dayOf(at))
const told = (at: Date, sight: Sight): string => (sight === 'full' ? at : dayAlone(at)).toISOString()

/** The end of the due day, where a clock of hours would tell its start. */
const dueTold = (row: ClockRow, sight: Sight): Date | null => {
  if (!row.due_at || sight === 'full' || dayAlone(row.due_at).getTime() === row.due_at.getTime()) return row.due_at
  return startOfDay(addDays(dayOf(row.due_at), 1))
}

export const clockView = (flow: Flow, given: ClockRow, now: Date, sight: Sight): ClockView =>
  clockTold(flow, { ...given, due_at: dueTold(given, sight) }, now, sight)

const clockTold = (flow: Flow, row: ClockRow, now: Date, sight: Sight): ClockView => ({
  clock: row.clock,
  title: flow.clocks[row.clock] ?? row.clock,
  round: row.round,
  state: row.state,
  ...(row.due_at ? { dueAt: row.due_at.toISOString() } : {}),
  ...(row.due_on ? { dueOn: row.due_on } : {}),
  ...(row.not_before ? { notBefore: row.not_before } : {}),
  because: row.because,
  startedAt: told(row.started_at, sight),
  ...(row.stopped_at ? { stoppedAt: told(row.stopped_at, sight) } : {}),
  mark: markOf(row, now),
})

/** @returns the organ alone where the flow says so and the viewer sees progress alone. */
const placeTold = (flow: Flow, row: MatterRow, place: Place, sight: Sight): Pick<MatterView, 'unit' | 'unitName'> =>
  sight === 'progress' && flow.shell === 'organ'
    ? { unit: place.organ ?? row.unit, unitName: place.organ_name ?? '' }
    : { unit: row.unit, unitName: place.unit_name ?? '' }

const stageTold = (flow: Flow, row: MatterRow, sight: Sight): Pick<MatterView, 'stage' | 'stageTitle' | 'ending'> =>
  isAlike(flow, row.stage, sight)
    ? { stage: flow.alike!.as, stageTitle: flow.alike!.title, ending: flow.alike!.as }
    : { stage: row.stage, stageTitle: flow.stages[row.stage] ?? row.stage, ...(row.ending ? { ending: row.ending } : {}) }

export const matterView = (flow: Flow, row: MatterRow, place: Place, sight: Sight, clocks: readonly ClockRow[], now: Date): MatterView => ({
  id: row.id,
  number: sayNumber(row.number),
  kind: row.kind,
  lane: row.lane,
  ...stageTold(flow, row, sight),
  round: row.round,
  ...placeTold(flow, row, place, sight),
  openedAt: told(row.opened_at, sight),
  ...(row.closed_at ? { closedAt: told(row.closed_at, sight) } : {}),
  sight,
  ...(sight === 'full' && row.served_first && !row.closed_at ? { first: true as const } : {}),
  clocks: clocks.map(clock => clockView(flow, clock, now, sight)),
  length: row.length,
})

const forms = new WeakMap<z.ZodType, unknown>()
const formOf = (records: z.ZodType): unknown => {
  const known = forms.get(records) ?? z.toJSONSchema(records, { io: 'input', unrepresentable: 'any' })
  forms.set(records, known)
  return known
}

/** What these seats may do now; an action that the room's rule forbids just now is named with its reason. */
export const mayOf = (kind: Kind, stage: string, seats: readonly string[], ask: (action: string) => Refusal | null): readonly May[] =>
  knownActions(kind.flow, stage, seats).map(([action, { title, records, confirm }]) => {
    const not = ask(action)
    return {
      action,
      title,
      ...(records ? { records: formOf(records) } : {}),
      ...(confirm === undefined ? {} : { confirm }),
      ...(not ? { not } : {}),
    }
  })
