import { dayOf } from '../../calendar/index.ts'
import { seatPosts } from '../../engine/index.ts'
import type { Write, Writes } from '../../engine/room.ts'
import { holdersIn } from '../../org/rules/tree.ts'
import type { zoneFlow } from './flows/zone.ts'
import { openedOf, settingsNow } from './opened.ts'
import { handlerSeat, handlerSeats, specialistsOf } from './rules/seating.ts'
import { giveTo, requestOf } from './store.ts'

/** The clock runs on. A name that fits nobody of the zone, or two, leaves it with the leader who gave it. */
const changeSpecialist: Write = async (tx, { house, done, now, input }) => {
  const { specialist } = input as { specialist: string }
  const request = await requestOf(tx, house.city, done.matter)
  if (!request) return
  const org = await house.org.snapshot(tx, dayOf(now))
  const named = specialistsOf(org, request.unit).filter(one => one.name === specialist.replaceAll(/\s/gu, ''))
  const [leader] = (await seatPosts(tx, house.city, done.matter, 'leader')).flatMap(post => holdersIn(org, post.unit, post.role))
  const found = named.length === 1 ? named[0] : leader
  if (!found) return
  await giveTo(tx, house.city, done.matter, found)
  await house.engine.seat(tx, done.matter, {
    seats: [handlerSeat(found)],
    emptied: handlerSeats,
    because: [named.length === 1 ? `换专员：${found.name}` : `专区里没有这个姓名，先由${found.name}办`],
  })
}

/** Which window takes it over. Neither words nor number: those stand on this trail, and the window's room reads them there. */
const handOver: Write = async (tx, { house, done, viewer }) => {
  const page = await house.engine.readIn(tx, viewer, done.matter)
  const opened = page && openedOf(page.trail)
  const window = opened && settingsNow(house).places[opened.place]?.window
  await house.engine.announce(tx, 'zone.moved', { window }, done.matter)
}

export const zoneWrites: Writes<typeof zoneFlow> = {
  answer: null,
  record_contact: null,
  open_number: null,
  change_specialist: changeSpecialist,
  move_to_stuck: handOver,
  move_myself: handOver,
  confirm_solved: null,
  say_unsolved: null,
  keep_unsolved: null,
  record_no: null,
  withdraw: null,
  hear_help: null,
  conclude_silent: null,
}
