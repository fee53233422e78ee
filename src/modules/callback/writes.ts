import { dayFrom, dayOf } from '../../calendar/index.ts'
import type { SeatFilling } from '../../engine/contract.ts'
import type { Acting, Writes } from '../../engine/room.ts'
import { disciplineOf } from '../../org/rules/ladder.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { callFlow } from './flows/call.ts'
import type { markingFlow } from './flows/marking.ts'
import type { orderFlow } from './flows/order.ts'
import type { recheckFlow } from './flows/recheck.ts'
import type { repairFlow } from './flows/repair.ts'
import type { slipFlow } from './flows/slip.ts'
import { writeAnswer } from './orderMatter.ts'
import { orderId } from './orders.ts'
import { readOpened, settingsNow, tellDiscipline } from './opened.ts'
import { listedDays } from './rules/weeklyList.ts'
import { writeRepairOrder } from './store/orders.ts'
import { callersOf, factsOf, markAcknowledged, markSpeed, roundsOf, writeMeasure, writeNumberOpened } from './store.ts'

const orderRepair = async (tx: Tx, { house, now, done, input }: Acting): Promise<void> => {
  const order = input as { cause: string; what_to_change: string; by: string; responsible: string }
  const facts = await factsOf(tx, house.city, done.matter)
  if (!facts) return
  const speed = (await roundsOf(tx, house.city, done.matter)).some(one => one.round === done.round && one.speed_agreed)
  await writeRepairOrder(tx, house.city, orderId(house, done.matter, done.seq), {
    unit: facts.unit,
    cause: order.cause,
    what: order.what_to_change,
    responsible: order.responsible,
    ...listedDays(dayFrom(order.by), dayOf(now), settingsNow(house).weekly_list_day, speed),
  })
}

/** Whoever called may read the matter no longer; its stage stays where it was seen, so that no hole tells what became of it. */
const closeCard = async (tx: Tx, { house, done }: Acting, because: string, more: readonly SeatFilling[] = []): Promise<void> => {
  const callers = await callersOf(tx, house.city, done.matter)
  if (callers.length + more.length > 0)
    await house.engine.seat(tx, done.matter, {
      seats: [...callers.map(post => ({ ...post, seat: 'caller', sight: 'progress' as const })), ...more],
      because: [because],
    })
}

/** From here on only the stationed discipline group, where there is one, reads the matter; to all others it ends as a withdrawn one does. */
const handOver = async (tx: Tx, acting: Acting): Promise<void> => {
  const { house, viewer, now, done, input } = acting
  const read = await readOpened(house, tx, viewer, done.matter)
  if (!read) throw new Error('a matter without its opening cannot be handed over')
  const { opened } = read
  await tellDiscipline(house, tx, 'callback.handed_over', {
    source: 'call_card',
    words: (input as { what: string }).what,
    unit: opened.service.unit,
    unitName: opened.service.unitName,
    rated: opened.rated,
    ...(viewer.kind === 'person' ? { caller: viewer.person } : {}),
    contact: opened.contact,
    safeWord: opened.safeWord,
    follow: opened.follow,
  })
  const post = disciplineOf(await house.org.snapshot(tx, dayOf(now)), opened.service.unit, opened.rated)
  await closeCard(
    tx,
    acting,
    '涉嫌违纪违法，移送派驻纪检监察组；原席位不再看到内容',
    post ? [{ seat: 'discipline', unit: post.unit, role: post.role, sight: 'full' }] : [],
  )
}

/** Signs of everything that was typed; the centre is told how many, never which. */
const signsOf = (input: unknown): number =>
  Object.values(input as object).reduce<number>((sum, value) => sum + (typeof value === 'string' ? [...value].length : 0), 0)

const measure = async (tx: Tx, { house, done, input }: Acting, action: string): Promise<void> =>
  writeMeasure(tx, house.city, { matter: done.matter, seq: done.seq, round: done.round, action, signs: signsOf(input) })

export const callWrites: Writes<typeof callFlow> = {
  acknowledge: (tx, { house, done, now }) => markAcknowledged(tx, house.city, done.matter, done.round, now),
  open_number: async (tx, { house, done, viewer }) => {
    if (viewer.kind === 'person')
      await writeNumberOpened(tx, house.city, { matter: done.matter, seq: done.seq, round: done.round, person: viewer.person })
  },
  record_attempt: null,
  record_call: async (tx, acting) => {
    const { house, done, now, input } = acting
    await markAcknowledged(tx, house.city, done.matter, done.round, now)
    await markSpeed(tx, house.city, done.matter, done.round, (input as { speed_agreed: boolean }).speed_agreed)
    await measure(tx, acting, 'record_call')
  },
  text_first: (tx, { house, done, now }) => markAcknowledged(tx, house.city, done.matter, done.round, now),
  text_answer: null,
  leave_answer: null,
  conclude_unreachable: null,
  confirm_unreachable: null,
  call_again: null,
  return_record: null,
  take_over: null,
  keep_caller: null,
  complete_record: (tx, acting) => measure(tx, acting, 'complete_record'),
  order_repair: orderRepair,
  answer_now: null,
  report_repair: null,
  show_evidence: null,
  explain: null,
  open_explanation: null,
  agree_explanation: null,
  refuse_explanation: null,
  guide_elsewhere: null,
  explain_ruling: null,
  hand_over: handOver,
  record_second_contact: (tx, acting) => measure(tx, acting, 'record_second_contact'),
  record_no: null,
  record_kept_no: null,
  record_yes: (tx, acting) => measure(tx, acting, 'record_yes'),
  confirm_solved: null,
  accept_partly: null,
  say_unsolved: null,
  keep_unsolved: null,
  ask_for_centre: null,
  withdraw: (tx, acting) => closeCard(tx, acting, '群众自愿撤回；内容不再给人看'),
  conclude_silent: null,
  conclude_one_sided: null,
  conclude_explained: null,
  enter_last_organ: null,
  pass_rung: null,
  second_not_delivered: null,
  text_not_delivered: null,
  correct_wish: null,
  conclude_guided: null,
}

export const recheckWrites: Writes<typeof recheckFlow> = {
  open_number: callWrites.open_number,
  record_attempt: null,
  hear_yes: null,
  hear_no: null,
  conclude_not_reached: null,
}

export const markingWrites: Writes<typeof markingFlow> = {
  give_mark: null,
  open_record: null,
  set_aside: null,
  object: null,
  accept_mark: null,
  mark_again: null,
  let_stand: null,
}

export const repairWrites: Writes<typeof repairFlow> = {
  plan: null,
  report: null,
  accept: null,
  send_back: null,
  pass_rung: null,
  not_found: null,
}

export const orderWrites: Writes<typeof orderFlow> = {
  answer_done: writeAnswer(true),
  answer_under_way: writeAnswer(false),
  hear_done: null,
  hear_under_way: null,
  pass_rung: null,
}

export const slipWrites: Writes<typeof slipFlow> = {
  issue_slip: null,
  withhold_slip: null,
  sign_receipt: null,
  reply_slip: null,
  return_reply: null,
  close_slip: null,
}
