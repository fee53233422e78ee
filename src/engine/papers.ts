import { dayOf } from '../calendar/index.ts'
import type { Refusal } from '../kit/refusal.ts'
import { titleOf } from '../org/caller.ts'
import { organOf } from '../org/rules/tree.ts'
import type { Role, Viewer } from '../org/viewer.ts'
import type { Tx } from '../platform/database/contract.ts'
import type { House } from './house.ts'
import type { MatterPaper, Room, SeenMatter } from './room.ts'
import type { Flow } from './rules/flow.ts'
import { screenTrail } from './view.ts'

type Person = Extract<Viewer, { kind: 'person' }>

export interface Shelf {
  readonly room: Room
  readonly seen: SeenMatter
}

/** The matter as the screen of this viewer shows it: papers are made of that and of nothing else. Undefined: not visible. */
export const seeMatter = async (
  house: House,
  rooms: readonly Room[],
  tx: Tx,
  viewer: Person,
  matter: string,
): Promise<Shelf | undefined> => {
  const page = await house.engine.readIn(tx, viewer, matter)
  if (!page) return undefined
  const room = rooms.find(one => one.flows?.some(flow => flow.kind === page.matter.kind))
  const flow = room?.flows?.find(one => one.kind === page.matter.kind) as Flow | undefined
  if (!room || !flow) return undefined
  const today = dayOf(house.clock.now())
  const org = await house.org.snapshot(tx, today)
  const held = page.seats.find(one => one.unit !== undefined && one.role !== undefined)
  const organ = held?.unit === undefined ? undefined : org.units.get(organOf(org, held.unit) ?? held.unit)
  const post = held?.unit === undefined ? '' : titleOf(org, { unit: held.unit, role: held.role as Role, person: viewer.person })
  const seen: SeenMatter = {
    matter: page.matter,
    trail: screenTrail(flow, page.trail),
    seats: page.seats.map(one => one.seat),
    today,
    flow,
    by: { organ: organ?.name ?? '', post },
  }
  return { room, seen }
}

export interface OfferedPaper {
  readonly paper: MatterPaper
  readonly not: Refusal | null
  readonly seen: SeenMatter
}

/** The papers of this seat, each with the reason where it cannot be printed now. */
export const offersOf = async (house: House, tx: Tx, { room, seen }: Shelf): Promise<readonly OfferedPaper[]> => {
  const offered: OfferedPaper[] = []
  for (const paper of room.papers?.filter(one => one.kinds.includes(seen.matter.kind)) ?? []) {
    const whole = paper.gather ? { ...seen, gathered: await paper.gather(house, tx, seen) } : seen
    const not = paper.offers(whole)
    if (not !== undefined) offered.push({ paper, not, seen: whole })
  }
  return offered
}
