import { isRefusal, refuse } from '../kit/refusal.ts'
import type { Refusal } from '../kit/refusal.ts'
import type { Viewer } from '../org/viewer.ts'
import type { Keys } from '../platform/crypto/index.ts'
import type { Tx } from '../platform/database/contract.ts'
import { append, settle } from './append.ts'
import type { Hand, Ledger } from './append.ts'
import type { Act, ActingSeat, Done, OpenMatter, PaperNote, Reseating, SeatFilling } from './contract.ts'
import type { Parts } from './parts.ts'
import type { Kind } from './rooms.ts'
import { moveClocks } from './rules/clocks.ts'
import { decide } from './rules/decide.ts'
import { replay } from './rules/evolve.ts'
import type { MatterState, SeatEffect } from './rules/evolve.ts'
import { isEnd } from './rules/flow.ts'
import { matterNumber } from './rules/number.ts'
import { matterKey, purposeOf } from './sealing.ts'
import { insertAnnouncement } from './store/announcement.ts'
import { cityOf, findMatter, insertMatter, lockMatter, reseat, seatsHeld } from './store/matter.ts'
import type { MatterRow } from './store/matter.ts'
import { factOf, trailOf } from './store/trail.ts'
import { readTrail } from './view.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export const isUuid = (text: string): boolean => uuid.test(text)

/** The seats that a viewer fills of one matter. Who is barred does not get here: the matter is not visible to them. */
export const seatsOf = async (tx: Tx, viewer: Viewer, matter: MatterRow): Promise<readonly ActingSeat[]> => {
  switch (viewer.kind) {
    case 'person':
      return seatsHeld(tx, matter.city, matter.id, viewer.posts, viewer.person)
    case 'citizen':
      return viewer.matter === matter.id ? [{ seat: 'citizen' }] : []
    case 'system':
      return [{ seat: 'system' }]
    case 'public':
    case 'key':
      return []
  }
}

export const announce = async (parts: Parts, tx: Tx, event: string, payload: unknown, matter?: string, seq = 0): Promise<void> => {
  await insertAnnouncement(tx, { city: await cityOf(tx), id: parts.keys.uuid(), event, matter, seq, payload, at: parts.clock.now() })
}

export const ledgerOf = (parts: Parts, tx: Tx, row: MatterRow): Ledger & { readonly kind: Kind } => {
  const kind = parts.kinds.of(row.kind)
  const settings = parts.settings(kind, row.programme)
  return { tx, keys: parts.keys, calendar: parts.calendar(), kind, settings: { ...settings, officeHours: settings.hoursOf(row.hours_of) } }
}

/** Time on a trail never runs back, whatever the servers' clocks say. */
export const timeFor = (now: Date, row: MatterRow): Date => new Date(Math.max(now.getTime(), row.moved_at.getTime()))

export const takeInHand = async (tx: Tx, row: MatterRow): Promise<Hand> => ({
  row,
  head: row.head?.toString('hex'),
  state: replay((await trailOf(tx, row.city, row.id)).map(factOf)),
})

const drawNumber = (keys: Keys): string => {
  for (;;) {
    const number = matterNumber(keys.randomBytes(24))
    if (number !== undefined) return number
  }
}

const seatEffect = ({ seat, unit, role, sight }: SeatFilling): SeatEffect => ({ seat, unit, role, sight })

const empty: MatterState = { stage: '', round: 1, length: 0, clocks: [], rungs: new Set(), seats: [] }

/** Opens a matter of any kind. Input that its schema refuses is a fault of the calling code, and throws. */
export const open = async (parts: Parts, tx: Tx, viewer: Viewer, matter: OpenMatter): Promise<Done> => {
  const kind = parts.kinds.of(matter.kind)
  const { flow } = kind
  const input = flow.opening.records ? flow.opening.records.parse(matter.input) : undefined
  const now = new Date(Math.min(parts.clock.now().getTime(), viewer.kind === 'system' && matter.at ? matter.at.getTime() : Infinity))
  const programme = parts.programmes.current().version
  const { wrapped } = parts.keys.dataKey(purposeOf(matter.lane))
  const asked = {
    city: viewer.city,
    id: parts.keys.uuid(),
    number: drawNumber(parts.keys),
    kind: matter.kind,
    lane: matter.lane,
    unit: matter.unit,
    programme,
    stage: flow.first,
    at: now.toISOString(),
    ...(matter.source === undefined ? {} : { source: matter.source }),
    ...(matter.first ? { first: true as const } : {}),
    ...(matter.hoursOf === undefined ? {} : { hoursOf: matter.hoursOf }),
  }
  const id = await insertMatter(tx, asked, wrapped, matter.seats, matter.barred)
  const row = await findMatter(tx, viewer.city, id)
  if (!row) throw new Error('the source opened a matter that this viewer does not see')
  if (id !== asked.id) return { matter: id, seq: 1, stage: row.stage, round: row.round }
  const ledger = { ...ledgerOf(parts, tx, row) }
  const changes = moveClocks(ledger.calendar, ledger.settings, empty, { start: flow.opening.starts }, now, 1, matter.told)
  if (isRefusal(changes)) throw new Error('the opening moves no clock but to start it')
  const who = viewer.kind === 'person' ? { person: viewer.person } : {}
  const hand = await append(
    ledger,
    { row, head: undefined, state: empty },
    {
      action: 'open',
      seat: 'system',
      ...who,
      at: now,
      stage: flow.first,
      round: 1,
      effect: { clocks: changes.map(change => change.effect), seats: matter.seats.map(seatEffect) },
      input,
    },
  )
  await settle(ledger, hand, now, changes)
  if (flow.opening.announces)
    await announce(parts, tx, flow.opening.announces, { kind: matter.kind, action: 'open', stage: flow.first, round: 1, seq: 1 }, id, 1)
  return { matter: id, seq: 1, stage: flow.first, round: 1 }
}

/**
 * The only way a matter changes. Locks the row as this viewer sees it, decides, asks the room's rule, then writes trail,
 * matter, clocks, announcement and the room's own rows; all of it or nothing.
 */
export const actIn = async (parts: Parts, tx: Tx, viewer: Viewer, act: Act): Promise<Done | Refusal> => {
  const row = isUuid(act.matter) ? await lockMatter(tx, viewer.city, act.matter) : undefined
  if (!row) return refuse('not_found')
  if (act.seen !== undefined && act.seen !== row.length) return refuse('changed_meanwhile')
  const { kind, ...ledger } = ledgerOf(parts, tx, row)
  const now = timeFor(parts.clock.now(), row)
  const seats = await seatsOf(tx, viewer, row)
  const decision = decide(
    kind.flow,
    row,
    seats.map(held => held.seat),
    act.action,
    act.input,
  )
  if (isRefusal(decision)) return decision
  const hand = await takeInHand(tx, row)
  const check = kind.checks[act.action]
  if (check) {
    const trail = await readTrail(parts, tx, viewer, row, kind.flow)
    const no = check({
      trail,
      round: row.round,
      input: decision.input,
      now,
      settings: ledger.settings.raw,
      viewer,
      calendar: ledger.calendar,
    })
    if (no) return no
  }
  const changes = moveClocks(ledger.calendar, ledger.settings, hand.state, decision.moves, now, decision.round)
  if (isRefusal(changes)) return changes
  const held = seats.find(one => one.seat === decision.seat)
  const lentBy =
    viewer.kind === 'person' && held ? viewer.posts.find(post => post.unit === held.unit && post.role === held.role)?.for : undefined
  const after = await append(ledger, hand, {
    action: act.action,
    seat: decision.seat,
    unit: held?.unit,
    role: held?.role,
    ...(viewer.kind === 'person' ? { person: viewer.person } : {}),
    at: now,
    stage: decision.stage,
    round: decision.round,
    effect: { ...(changes.length > 0 ? { clocks: changes.map(change => change.effect) } : {}), ...(lentBy ? { deputyOf: lentBy } : {}) },
    input: decision.input,
  })
  const ended = isEnd(kind.flow, decision.stage) && decision.stage !== row.stage
  await settle(ledger, after, now, changes, ended ? decision.ending : decision.reopened ? null : undefined)
  const done: Done = { matter: row.id, seq: after.state.length, stage: decision.stage, round: decision.round }
  if (decision.announces)
    await announce(
      parts,
      tx,
      decision.announces,
      { kind: row.kind, action: act.action, seat: decision.seat, stage: done.stage, round: done.round, seq: done.seq },
      row.id,
      done.seq,
    )
  // Last, since it may give the matter to others: from then on this viewer perhaps sees nothing of it.
  await kind.writes[act.action]?.(tx, { house: parts.house(), viewer, now, done, input: decision.input })
  return done
}

/**
 * Gives seats to other posts, and says so on the trail: which posts, and why. Written before the seats change hands,
 * since whoever passes a matter on perhaps sees nothing of it afterwards.
 */
export const seat = async (
  parts: Parts,
  tx: Tx,
  matter: string,
  { seats, barred = [], emptied = [], because = [] }: Reseating,
): Promise<void> => {
  const row = await lockMatter(tx, await cityOf(tx), matter)
  if (!row) throw new Error('seats are given by somebody who sees the matter')
  const { kind: _, ...ledger } = ledgerOf(parts, tx, row)
  const at = timeFor(parts.clock.now(), row)
  const hand = await append(ledger, await takeInHand(tx, row), {
    action: 'seated',
    seat: 'system',
    at,
    stage: row.stage,
    round: row.round,
    effect: { seats: seats.map(seatEffect), emptied: [...emptied] },
    input: { because },
  })
  await settle(ledger, hand, at, [])
  await reseat(tx, matter, seats, barred, emptied)
}

/** A paper taken or filed: who, when, which. Of an erased matter the entry stands without its words. */
export const note = async (parts: Parts, tx: Tx, viewer: Viewer, matter: string, { action, input }: PaperNote): Promise<Done | Refusal> => {
  const row = isUuid(matter) ? await lockMatter(tx, viewer.city, matter) : undefined
  const [held] = row ? await seatsOf(tx, viewer, row) : []
  if (!row || !held || viewer.kind !== 'person') return refuse('not_found')
  const { kind: _, ...ledger } = ledgerOf(parts, tx, row)
  const at = timeFor(parts.clock.now(), row)
  const readable = (await matterKey(tx, parts.keys, row)) !== undefined
  const hand = await append(ledger, await takeInHand(tx, row), {
    action,
    seat: held.seat,
    unit: held.unit,
    role: held.role,
    person: viewer.person,
    at,
    stage: row.stage,
    round: row.round,
    effect: {},
    ...(readable ? { input } : {}),
  })
  await settle(ledger, hand, at, [])
  return { matter: row.id, seq: hand.state.length, stage: row.stage, round: row.round }
}
