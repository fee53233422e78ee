import { dayFrom, dayOf, startOfDay } from '../../calendar/index.ts'
import type { Announcement, SeatFilling } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import type { Acting } from '../../engine/room.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { OrgSnapshot } from '../../org/contract.ts'
import type { HeldPost } from '../../org/viewer.ts'
import { ladderPost } from '../../org/rules/ladder.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { orderOpened } from './contract.ts'
import { listedBecause } from './rules/weeklyList.ts'
import { answerOrder, markClocked, matterOfOrder, takeUnclocked } from './store/orders.ts'
import type { UnclockedOrder } from './store/orders.ts'

const seat = (name: string, sight: 'full' | 'progress', posts: readonly HeldPost[]): SeatFilling[] =>
  posts.map(post => ({ seat: name, unit: post.unit, role: post.role, sight }))

/** The unit's own head answers; above him it is read as it was written, beyond the organ a clock is all there is. */
const seatsOfOrder = (org: OrgSnapshot, unit: string): readonly SeatFilling[] => [
  ...seat(
    'leader',
    'full',
    ladderPost(org, unit, 'leader').filter(post => post.unit === unit),
  ),
  ...seat('superior', 'full', ladderPost(org, unit, 'deputy_head')),
  ...seat('unit_head', 'full', ladderPost(org, unit, 'head')),
  ...seat('supervisor', 'progress', ladderPost(org, unit, 'supervisor')),
  ...seat('supervisor_above', 'progress', ladderPost(org, unit, 'supervisor_above')),
]

const openOrder = async (
  house: House,
  tx: Tx,
  org: OrgSnapshot,
  { id, unit, unitName, cause, what, responsible, by, releasedOn }: UnclockedOrder,
): Promise<void> => {
  const input = orderOpened.parse({ order: id, unitName, cause, what, responsible, by, releasedOn })
  await house.engine.open(
    tx,
    { kind: 'system', city: house.city, name: 'sweep' },
    {
      kind: 'order',
      lane: 'rating',
      unit,
      seats: seatsOfOrder(org, unit),
      barred: [],
      input,
      source: `order/${id}`,
      // The list's day, not the moment of this sweep: for an order that goes out at once that would be the moment of the call.
      at: startOfDay(dayFrom(releasedOn)),
      told: { order_within: { on: dayFrom(by), because: listedBecause(dayFrom(releasedOn), dayFrom(by)) } },
    },
  )
  await markClocked(tx, house.city, id)
}

/** Every line of a list that is out becomes a matter with a clock, once, however many servers look. */
export const openOrders = (house: House, now: Date): Promise<void> =>
  house.as({ kind: 'system', city: house.city, name: 'sweep' }, async tx => {
    const waiting = await takeUnclocked(tx, house.city, dayOf(now))
    if (waiting.length === 0) return
    const org = await house.org.snapshot(tx, dayOf(now))
    for (const order of waiting) await openOrder(house, tx, org, order)
  })

/** The head's answer stands beside those of the list, where whoever gave the order reads it. */
export const writeAnswer =
  (isDone: boolean) =>
  async (tx: Tx, { house, viewer, now, done, input }: Acting): Promise<void> => {
    const page = await house.engine.readIn(tx, viewer, done.matter)
    const order = orderOpened.safeParse(page?.trail[0]?.input).data?.order
    if (viewer.kind !== 'person' || order === undefined) throw new Error('an order is answered by a person who reads it')
    const { said } = input as { said: string }
    if (!(await answerOrder(tx, house.city, order, dayOf(now), { done: isDone, said, person: viewer.person })))
      throw new Error('the list of this answer is not the viewer’s')
    await house.engine.announce(tx, 'callback.order_answered', { order, done: isDone })
  }

/** What was answered on the list moves the matter of that line. One that stands there already is left alone. */
export const hearOrder = async (house: House, tx: Tx, { payload }: Announcement): Promise<void> => {
  const { order, done } = payload as { order: string; done?: boolean }
  const matter = await matterOfOrder(tx, house.city, order)
  if (matter === undefined) return
  const heard = await house.engine.actIn(
    tx,
    { kind: 'system', city: house.city, name: 'loops' },
    { matter, action: done ? 'hear_done' : 'hear_under_way' },
  )
  if (isRefusal(heard) && heard.because !== 'wrong_stage') throw new Error(`an answer to an order was not heard: ${heard.because}`)
}
