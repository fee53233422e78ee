import type { Announcement } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { dispatch, enterRound, tellSeat } from './dispatch.ts'
import type { Dispatch } from './dispatch.ts'
import { enterLastOrgan } from './effects.ts'
import { readOpened, settingsNow } from './opened.ts'
import type { MatterPage } from './opened.ts'
import { allSeats } from './rules/seating.ts'
import { earlierCalls, roundsOf, seatOf } from './store.ts'

const systemOf = (house: House) => ({ kind: 'system', city: house.city, name: 'loops' }) as const

type Read = NonNullable<Awaited<ReturnType<typeof readOpened>>>

/** A call that nobody has made yet; undefined for any other. */
const waiting = async (house: House, tx: Tx, matter: string | undefined): Promise<Read | undefined> => {
  const read = matter === undefined ? undefined : await readOpened(house, tx, systemOf(house), matter)
  return read?.page.matter.stage === 'awaiting_contact' ? read : undefined
}

/** @param ours of the call of an earlier round only; whoever has not called in this one has not looked */
const routed = async (house: House, tx: Tx, { page: { matter }, opened }: Read, ours: 'asked' | 'overdue'): Promise<Dispatch> =>
  dispatch(house, tx, {
    unit: opened.service.unit,
    finishedOn: opened.service.finishedOn,
    rated: opened.rated,
    wantsCentre: true,
    ...(ours === 'overdue' ? { overdue: true as const } : {}),
    round: matter.round,
    earlier: earlierCalls(await roundsOf(tx, house.city, matter.id), ours === 'asked' ? matter.round + 1 : matter.round),
  })

/** Whoever should have called hears that the centre has it: the same words whether the citizen asked or it was overdue. */
const give = async (house: House, tx: Tx, { matter }: MatterPage, sent: Dispatch, seq: string): Promise<void> => {
  await tellSeat(house, tx, matter.id, { seq, do: 'taken_over', tell: 'caller' }, sent.route ? [sent.route.person] : [])
  if (sent.last) await enterLastOrgan(house, tx, matter.id)
  await house.engine.seat(tx, matter.id, { seats: sent.seats, barred: sent.barred, emptied: allSeats, because: sent.told })
  await enterRound(house, tx, matter.id, matter.round, sent)
}

/** The citizen would rather be called by the centre, and the call was late: the centre takes it over in this round. */
export const giveToCentre = async (house: House, tx: Tx, { id, matter }: Announcement): Promise<void> => {
  const read = await waiting(house, tx, matter)
  const sent = read && (await routed(house, tx, read, 'asked'))
  if (sent?.route) await give(house, tx, read!.page, sent, id)
}

/** Whether the routing leads to the very centre that watches over the matter: then nobody there must keep away. */
const isOurCentre = async (house: House, tx: Tx, matter: string, { route }: Dispatch): Promise<boolean> =>
  route?.role === 'callback_centre' &&
  (await seatOf(tx, house.city, matter, 'centre')).posts.some(post => post.unit === route.unit && post.role === route.role)

/** The centre took an overdue call over. Where it must keep away itself, or has looked before, its caller keeps it, and the centre hears so. */
export const handToCentre = async (house: House, tx: Tx, { id, matter }: Announcement): Promise<void> => {
  const read = await waiting(house, tx, matter)
  if (!read) return
  const sent = await routed(house, tx, read, 'overdue')
  const { matter: stands } = read.page
  if (await isOurCentre(house, tx, stands.id, sent)) return give(house, tx, read.page, sent, id)
  await house.engine.actIn(tx, systemOf(house), { matter: stands.id, action: 'keep_caller' })
  await tellSeat(house, tx, stands.id, { seq: id, do: 'not_taken', tell: 'centre' })
}

/** A call was not made in time, and the programme gives such calls to the centre: it takes them over where it may call at all. */
export const passOverdue = async (house: House, tx: Tx, { matter, payload }: Announcement): Promise<void> => {
  const { clock, do: act } = payload as { readonly clock: string; readonly do: string }
  if (settingsNow(house).centre_takes_over !== 'overdue' || clock !== 'call_within' || act === 'remind') return
  const read = await waiting(house, tx, matter)
  if (!read || !(await isOurCentre(house, tx, read.page.matter.id, await routed(house, tx, read, 'overdue')))) return
  // Refused where the centre has it already, or by the programme that the matter was opened with.
  await house.engine.actIn(tx, systemOf(house), {
    matter: read.page.matter.id,
    action: 'take_over',
    input: { why: '到期没有回访，按本市方案由评价回访中心接办' },
  })
}
