import { dayOf } from '../../calendar/index.ts'
import type { Announcement } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { ladderPost } from '../../org/rules/ladder.ts'
import { organOf } from '../../org/rules/tree.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { slipOpened } from './contract.ts'
import { tellSeat } from './dispatch.ts'
import { callFlow } from './flows/call.ts'
import { orderFlow } from './flows/order.ts'
import { repairFlow } from './flows/repair.ts'
import { dueOfClock, factsOf, seatOf } from './store.ts'
import type { MatterFacts } from './store.ts'

const systemOf = (house: House) => ({ kind: 'system', city: house.city, name: 'loops' }) as const
const above = ['superior', 'unit_head', 'supervisor', 'supervisor_above', 'line_superior'] as const

/** Kinds whose lateness goes up to 政法委, and may become a slip. */
const climbing: readonly string[] = [callFlow.kind, repairFlow.kind, orderFlow.kind]
const clockTitles: Readonly<Record<string, string>> = { ...callFlow.clocks, ...repairFlow.clocks, ...orderFlow.clocks }

interface Rung {
  readonly seq: number
  readonly do: string
  readonly tell: string
  readonly clock: string
}

/** The draft for 政法委. It opens once for each rung; without a supervisor the rung goes on up as every other. */
const openSlip = async (house: House, tx: Tx, matter: string, facts: MatterFacts, rung: Rung): Promise<boolean> => {
  const { posts, barred } = await seatOf(tx, house.city, matter, rung.tell)
  if (posts.length === 0) return false
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const organ = organOf(org, facts.unit) ?? facts.unit
  const dueOn = await dueOfClock(tx, house.city, matter, rung.clock)
  const title = clockTitles[rung.clock] ?? rung.clock
  const input = slipOpened.parse({
    organName: org.units.get(organ)?.name ?? '',
    late: `${title}已逾期`,
    tail: facts.number.slice(0, 4),
    ...(dueOn === undefined ? {} : { dueOn }),
  })
  const done = await house.engine.open(tx, systemOf(house), {
    kind: 'slip',
    lane: 'rating',
    unit: organ,
    barred,
    input,
    source: `slip/${matter}/${rung.seq}`,
    seats: [
      ...posts.map(post => ({ seat: 'supervisor', unit: post.unit, role: post.role, sight: 'full' as const })),
      ...ladderPost(org, organ, 'head').map(post => ({ seat: 'unit_head', unit: post.unit, role: post.role, sight: 'full' as const })),
    ],
  })
  return tellSeat(house, tx, done.matter, { seq: 0, do: rung.do, tell: 'supervisor' })
}

const tell = (house: House, tx: Tx, matter: string, facts: MatterFacts, rung: Rung): Promise<boolean> =>
  rung.do === 'supervision_slip' && climbing.includes(facts.kind) && facts.stage !== 'handed_over'
    ? openSlip(house, tx, matter, facts, rung)
    : tellSeat(house, tx, matter, rung)

/**
 * A rung of the ladder was reached: its seat is told. Where nobody stands on that rung (a vacant post, the head who calls
 * himself), it goes to the next one at once, and the trail says so.
 */
export const tellRung = async (house: House, tx: Tx, { matter, payload }: Announcement): Promise<void> => {
  const facts = matter === undefined ? undefined : await factsOf(tx, house.city, matter)
  if (matter === undefined || !facts) return
  const rung = payload as Rung
  if ((await tell(house, tx, matter, facts, rung)) || !climbing.includes(facts.kind)) return
  const rest = above.slice((above as readonly string[]).indexOf(rung.tell) + 1)
  for (const next of rest) {
    const { posts } = await seatOf(tx, house.city, matter, next)
    if (posts.length === 0) continue
    const passed = await house.engine.actIn(tx, systemOf(house), {
      matter,
      action: 'pass_rung',
      input: { rung: rung.seq, from: rung.tell, to: next },
    })
    // A matter that ended meanwhile has nobody to tell.
    if (isRefusal(passed)) return
    if (await tell(house, tx, matter, facts, { ...rung, tell: next })) return
  }
  house.log.warn({ event: 'rung_without_holder', room: 'callback' })
}

/** A slip was issued or its reply sent back: the unit's head is told. A reply came: 政法委 is told. */
export const tellSlip = async (house: House, tx: Tx, { id, matter, event }: Announcement): Promise<void> => {
  if (matter !== undefined)
    await tellSeat(
      house,
      tx,
      matter,
      event === 'callback.slip_issued'
        ? { seq: id, do: 'slip_issued', tell: 'unit_head' }
        : { seq: id, do: 'slip_replied', tell: 'supervisor' },
    )
}
