import { readCursor, writeCursor } from '../kit/cursor.ts'
import type { Refusal } from '../kit/refusal.ts'
import type { Viewer } from '../org/viewer.ts'
import type { Tx } from '../platform/database/contract.ts'
import { isUuid, ledgerOf, seatsOf } from './act.ts'
import type { Parts } from './parts.ts'
import type { ActingSeat, CountColumn, MatterCount, MatterFilter, MatterView, May, TrailEntry } from './contract.ts'
import { turnsOf } from './rules/flow.ts'
import { readNumber } from './rules/number.ts'
import { matterKey, openInput } from './sealing.ts'
import { clocksOf } from './store/clock.ts'
import { countMatters, listMatters, placeOf, sightOf, unitNameOf } from './store/list.ts'
import { findIn } from './rules/find.ts'
import type { ListFilter } from './store/list.ts'
import { cityOf, findMatter } from './store/matter.ts'
import { matterView, mayOf, readTrail } from './view.ts'

export interface MatterPage {
  readonly matter: MatterView
  readonly trail: readonly TrailEntry[]
  readonly may: readonly May[]
  readonly seats: readonly ActingSeat[]
}

/** One matter with everything this viewer may see and do; undefined for absent and for not visible alike. */
export const readIn = async (parts: Parts, tx: Tx, viewer: Viewer, id: string): Promise<MatterPage | undefined> => {
  const row = isUuid(id) ? await findMatter(tx, viewer.city, id) : undefined
  const sight = row && (await sightOf(tx, row.city, row.id))
  if (!row || !sight) return undefined
  const { kind, settings, calendar } = ledgerOf(parts, tx, row)
  const now = parts.clock.now()
  const trail = await readTrail(parts, tx, viewer, row, kind.flow, sight)
  const held = await seatsOf(tx, viewer, row)
  const seats = held.map(one => one.seat)
  const ask = (action: string): Refusal | null =>
    kind.checks[action]?.({ trail, round: row.round, input: undefined, now, settings: settings.raw, viewer, calendar }) ?? null
  const place =
    sight === 'full'
      ? { unit_name: await unitNameOf(tx, row.city, row.unit), organ: null, organ_name: null }
      : await placeOf(tx, row.city, row.unit)
  return {
    matter: matterView(kind.flow, row, place, sight, await clocksOf(tx, row.city, [row.id], 'all'), now),
    trail,
    may: mayOf(kind, row.stage, seats, ask),
    seats: held,
  }
}

export const read = (parts: Parts, viewer: Viewer, id: string): Promise<MatterPage | undefined> =>
  parts.as(viewer, tx => readIn(parts, tx, viewer, id))

/** Undefined once the matter's key is gone, and for whoever does not see the matter. */
export const unseal = async (
  parts: Parts,
  tx: Tx,
  matter: string,
  { seq, sealed }: { readonly seq: number; readonly sealed: Buffer },
): Promise<unknown> => {
  const row = await findMatter(tx, await cityOf(tx), matter)
  const key = row && (await matterKey(tx, parts.keys, row))
  return row && key ? openInput(key, { city: row.city, matter: row.id, seq }, sealed).input : undefined
}

const turnsIn = (parts: Parts): readonly string[] =>
  parts.kinds.all.flatMap(({ flow }) => turnsOf(flow).map(({ stage, seat }) => `${flow.kind} ${stage} ${seat}`))

const marks = {
  overdue: (now: string): Partial<ListFilter> => ({ dueBy: now }),
  near: (now: string): Partial<ListFilter> => ({ nearBy: now, dueAfter: now }),
} as const

/** Whoever asks for one of several ends that are told as one gets all of them: a filter must not tell what the list does not. */
const stagesAsked = (parts: Parts, stages: readonly string[] | undefined): readonly string[] | undefined =>
  stages && [
    ...new Set(
      stages.flatMap(stage => [
        stage,
        ...parts.kinds.all.flatMap(({ flow: { alike } }) =>
          alike && (alike.as === stage || alike.stages.includes(stage)) ? alike.stages : [],
        ),
      ]),
    ),
  ]

const readFilter = (parts: Parts, filter: MatterFilter, now: Date): ListFilter => ({
  ...(filter.unit === undefined && filter.find === undefined
    ? {}
    : { shelled: parts.kinds.all.flatMap(({ flow }) => (flow.shell === 'organ' ? [flow.kind] : [])) }),
  kind: filter.kind,
  stages: stagesAsked(parts, filter.stage),
  open: filter.open,
  // A unit that cannot exist finds nothing, like one that does not.
  unit: filter.unit === undefined || isUuid(filter.unit) ? filter.unit : '00000000-0000-0000-0000-000000000000',
  ...(filter.number === undefined ? {} : { number: readNumber(filter.number) }),
  ...(filter.find === undefined
    ? {}
    : {
        find: findIn(
          parts.kinds.all.map(({ flow }) => flow),
          filter.find,
        ),
      }),
  ...(filter.mark ? marks[filter.mark](now.toISOString()) : {}),
  ...(filter.mine ? { turns: turnsIn(parts) } : {}),
})

export const limitAtMost = 200

export const list = (parts: Parts, viewer: Viewer, filter: MatterFilter): Promise<{ items: readonly MatterView[]; next?: string }> =>
  parts.as(viewer, async tx => {
    const limit = Math.min(limitAtMost, Math.max(1, Math.trunc(filter.limit ?? 50)))
    const now = parts.clock.now()
    const found = await listMatters(tx, readFilter(parts, filter, now), readCursor(filter.cursor), limit + 1)
    const page = found.slice(0, limit)
    const clocks = await clocksOf(
      tx,
      viewer.city,
      page.map(row => row.id),
      'open',
    )
    const last = page.at(-1)
    return {
      items: page.map(row =>
        matterView(
          parts.kinds.of(row.kind).flow,
          row,
          row,
          row.sight,
          clocks.filter(clock => clock.matter === row.id),
          now,
        ),
      ),
      ...(last && found.length > limit
        ? { next: writeCursor({ at: last.due_text, id: last.id, first: last.served_first && last.closed_at === null }) }
        : {}),
    }
  })

export const countBy = (
  parts: Parts,
  viewer: Viewer,
  by: readonly CountColumn[],
  filter: MatterFilter,
): Promise<readonly MatterCount[]> => {
  const now = parts.clock.now()
  return parts.as(viewer, async tx => {
    const rows = await countMatters(tx, readFilter(parts, filter, now), by, now)
    return by.length === 0 && rows.length === 0 ? [{ count: 0 }] : rows
  })
}
