import { dayOf } from '../../calendar/index.ts'
import type { Announcement } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { titleOf } from '../../org/caller.ts'
import { holdersIn } from '../../org/rules/tree.ts'
import type { HeldPost } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { tellSeat } from './dispatch.ts'
import { readersAbove } from './rules/seating.ts'
import { factsOf, seatOf, writerOf } from './store.ts'

/**
 * What a caller wrote waits for somebody else. Whoever was to read it when the call was given may be the writer himself
 * (one person holds two posts), may have to keep away or have left: then the next one up is seated, as far as 政法委.
 */
export const findSecondReader = async (house: House, tx: Tx, { id, matter, payload }: Announcement): Promise<void> => {
  if (matter === undefined) return
  const facts = await factsOf(tx, house.city, matter)
  if (facts?.stage !== 'awaiting_second_reader' && facts?.stage !== 'awaiting_unreachable_check') return
  const writer = await writerOf(tx, house.city, matter, (payload as { seq: number }).seq)
  const sitting = await seatOf(tx, house.city, matter, 'superior')
  const [caller] = (await seatOf(tx, house.city, matter, 'caller')).posts
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const reader = (post: HeldPost, only: string | null = null) =>
    holdersIn(org, post.unit, post.role).find(
      holder => holder.person !== writer && !sitting.barred.includes(holder.person) && (only === null || only === holder.person),
    )
  if (!sitting.posts.some(post => reader(post, post.person))) {
    const post = readersAbove(org, facts.unit, caller ?? { unit: facts.unit, role: 'leader' }).find(one => reader(one))
    const holder = post && reader(post)
    if (!post || !holder) {
      house.log.warn({ event: 'no_second_reader', room: 'callback' })
      return
    }
    await house.engine.seat(tx, matter, {
      seats: [{ seat: 'superior', unit: post.unit, role: post.role, sight: 'progress' }],
      because: [`复核人应当是写的人以外的人，由${titleOf(org, { ...post, person: holder.person })}复核`],
    })
  }
  await tellSeat(house, tx, matter, { seq: id, do: 'second_reading', tell: 'superior' }, writer === undefined ? [] : [writer])
}
