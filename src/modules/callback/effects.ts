import { dayFrom, dayOf, spokenDay } from '../../calendar/index.ts'
import type { Announcement, OpenMatter, SeatFilling } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { contactIn } from '../../engine/index.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { ladderPost } from '../../org/rules/ladder.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { CallWished, SealedPayload } from '../evaluation/contract.ts'
import { callOpened, reasonsOpened, textWritten } from './contract.ts'
import { dispatch, enterRound, tellSeat } from './dispatch.ts'
import { digestOfPhone } from './inbound.ts'
import { secondSms, textSms } from './messages.ts'
import { orderId } from './orders.ts'
import { mattersUnderRepair } from './store/orders.ts'
import { readOpened, settingsNow } from './opened.ts'
import { allSeats, centresFor } from './rules/seating.ts'
import { writeAsked } from './store/asked.ts'
import { earlierCalls, linkCode, matterOfCode, roundsOf } from './store.ts'

type Effect = (house: House, tx: Tx, announcement: Announcement) => Promise<void>

const systemOf = (house: House) => ({ kind: 'system', city: house.city, name: 'loops' }) as const

const openWished = (house: House, payload: unknown): CallWished => {
  const { request, sealed } = payload as SealedPayload
  return JSON.parse(
    house.keys.open('matter.rating', Buffer.from(sealed, 'base64'), `evaluation.call/${house.city}/${request}`).toString('utf8'),
  ) as CallWished
}

/** What the receipt told her holds, also where a notice or a programme came in between. A clock of hours was told as a day and stays one of hours. */
const toldOf = (house: House, { promisedOn }: CallWished): Pick<OpenMatter, 'told'> =>
  promisedOn === undefined || settingsNow(house).call_within.unit === 'hours'
    ? {}
    : { told: { call_within: { on: dayFrom(promisedOn), because: [`${spokenDay(dayFrom(promisedOn))} 是回执上答应的日子，不提前`] } } }

/**
 * A citizen wished a call: the matter opens at the post that will call, and that post is told at once. Clocks start at
 * the instant of the wish, however late this runs: the day told to the citizen was counted from there.
 */
export const openCall: Effect = async (house, tx, { payload, at }) => {
  const { request } = payload as SealedPayload
  const wished = openWished(house, payload)
  const { service, rated, wish } = wished
  const sent = await dispatch(house, tx, {
    unit: service.unit,
    finishedOn: service.finishedOn,
    rated,
    wantsCentre: wish.by === 'centre',
    round: 1,
    earlier: [],
    ...(service.nightAt === undefined ? {} : { nightAt: service.nightAt }),
  })
  const input = callOpened.parse({
    ...wished,
    reasons: wished.reasons.map(reason => reason.title),
    ticked: wished.reasons,
    route: { because: sent.because, told: sent.told },
  })
  const { matter } = await house.engine.open(tx, systemOf(house), {
    kind: 'callback',
    lane: 'rating',
    unit: service.unit,
    seats: sent.seats,
    barred: sent.barred,
    input,
    source: `callback/${request}`,
    at: new Date(at),
    ...toldOf(house, wished),
  })
  await linkCode(tx, house.city, Buffer.from(wished.follow, 'hex'), matter)
  await enterRound(house, tx, matter, 1, sent)
}

/**
 * The citizen corrected the number or the times of a call. Where that call has ended (with a wrong number it ends as
 * unreachable) a new one opens and the receipt's code leads to it: what the page answered is kept.
 */
export const correctCall: Effect = async (house, tx, announcement) => {
  const { contact, family, wish, follow } = openWished(house, announcement.payload)
  const matter = await matterOfCode(tx, house.city, Buffer.from(follow, 'hex'))
  if (matter === undefined) throw new Error('the call that is corrected has not been opened yet')
  const done = await house.engine.actIn(tx, systemOf(house), {
    matter,
    action: 'correct_wish',
    input: {
      how: wish.how,
      when: wish.when,
      ...(wish.speech === undefined ? {} : { speech: wish.speech }),
      helper: wish.helper,
      contact,
      ...(family === undefined ? {} : { family }),
    },
  })
  if (isRefusal(done)) await openCall(house, tx, announcement)
}

/** On the trail, since from here on a no opens no further round; refused where this round has it already. */
export const enterLastOrgan = async (house: House, tx: Tx, matter: string): Promise<void> => {
  const done = await house.engine.actIn(tx, systemOf(house), { matter, action: 'enter_last_organ' })
  if (isRefusal(done) && done.because !== 'last_organ_entered') throw new Error(`the last organ was not entered: ${done.because}`)
}

/** Finds the caller of the matter's round anew and gives the seats; whoever called before has no seat any more. */
export const seatRound = async (house: House, tx: Tx, viewer: Parameters<typeof readOpened>[2], matter: string): Promise<void> => {
  const read = await readOpened(house, tx, viewer, matter)
  if (!read) return
  const { page, opened } = read
  const { round } = page.matter
  const rounds = await roundsOf(tx, house.city, matter)
  if (rounds.some(one => one.round === round && one.person !== null)) return
  const sent = await dispatch(house, tx, {
    unit: opened.service.unit,
    finishedOn: opened.service.finishedOn,
    rated: opened.rated,
    wantsCentre: opened.wish.by === 'centre' || page.trail.some(entry => entry.action === 'ask_for_centre'),
    round,
    earlier: earlierCalls(rounds, round),
  })
  // Still nobody: the seats stay as they are, and it is tried again after some hours.
  if (sent.last) await enterLastOrgan(house, tx, matter)
  if (sent.route || !rounds.some(one => one.round === round))
    await house.engine.seat(tx, matter, { seats: sent.seats, barred: sent.barred, emptied: allSeats, because: sent.told })
  await enterRound(house, tx, matter, round, sent)
}

/** The citizen's no: another person, one level higher. */
export const reseat: Effect = async (house, tx, { matter }) => {
  if (matter !== undefined) await seatRound(house, tx, systemOf(house), matter)
}

/** An answer was given: the citizen is asked for the word that decides. Quiet where no number was left. */
export const askSecond: Effect = async (house, tx, { matter, payload }) => {
  const read = matter === undefined ? undefined : await readOpened(house, tx, systemOf(house), matter)
  if (!read || matter === undefined) return
  const { phone } = contactIn(house, read.opened.contact)
  const { round = read.page.matter.round, action, seq } = (payload ?? {}) as { round?: number; action?: string; seq?: number }
  if (phone === undefined) return
  if (action === 'text_answer' && seq !== undefined) await queueText(house, tx, read, seq)
  const { sms_replies: replies } = settingsNow(house)
  const last = read.page.trail.some(entry => entry.round === round && entry.action === 'enter_last_organ')
  if (replies) await writeAsked(tx, house.city, { digest: digestOfPhone(house, phone), matter, askedOn: dayOf(house.clock.now()) })
  await house.outbox.queue(tx, {
    key: `second/${matter}/${round}`,
    channel: 'sms',
    to: phone,
    template: 'callback.second',
    text: secondSms(house.programmes.current().words, replies, last),
    matter,
  })
}

const queueText = async (
  house: House,
  tx: Tx,
  { page, opened }: NonNullable<Awaited<ReturnType<typeof readOpened>>>,
  seq: number,
): Promise<void> => {
  const { phone } = contactIn(house, opened.contact)
  const written = textWritten.safeParse(page.trail.find(entry => entry.seq === seq)?.input).data
  if (phone === undefined || !written) return
  await house.outbox.queue(tx, {
    key: `text/${page.matter.id}/${seq}`,
    channel: 'sms',
    to: phone,
    template: 'callback.text',
    text: textSms(house.programmes.current().words, opened.safeWord, written.text),
    matter: page.matter.id,
  })
}

/** The caller wrote to somebody who wished a text; the number is opened here and seen by nobody. */
export const sendText: Effect = async (house, tx, { matter, payload }) => {
  const read = matter === undefined ? undefined : await readOpened(house, tx, systemOf(house), matter)
  if (read) await queueText(house, tx, read, (payload as { seq: number }).seq)
}

/** The unit answered an order: whoever gave it is told. Its matter is found by trails alone, since no table leads there. */
export const tellAnswered: Effect = async (house, tx, { id, payload }) => {
  const { order } = payload as { order: string }
  const system = systemOf(house)
  for (const matter of await mattersUnderRepair(tx, house.city, order)) {
    const page = await house.engine.readIn(tx, system, matter)
    if (page?.trail.some(entry => entry.action === 'order_repair' && orderId(house, matter, entry.seq) === order)) {
      await tellSeat(house, tx, matter, { seq: id, do: 'order_answered', tell: 'caller' })
      return
    }
  }
}

/** The centre sent a record back: its caller is told. */
export const tellReturned: Effect = async (house, tx, { id, matter }) => {
  if (matter !== undefined) await tellSeat(house, tx, matter, { seq: id, do: 'record_returned', tell: 'caller' })
}

const seat = (name: string, sight: 'full' | 'progress', posts: readonly { unit: string; role: SeatFilling['role'] }[]): SeatFilling[] =>
  posts.map(post => ({ seat: name, unit: post.unit, role: post.role, sight }))

/** Poor ratings without a wish for a call, released with their batch: the unit is known, no service and no person. */
export const openRepairs: Effect = async (house, tx, { payload }) => {
  const input = reasonsOpened.parse(payload)
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const heads = ladderPost(org, input.unit, 'head')
  const leaders = ladderPost(org, input.unit, 'leader')
  await house.engine.open(tx, systemOf(house), {
    kind: 'repair',
    lane: 'rating',
    unit: input.unit,
    barred: [],
    input,
    source: `repair/${input.batch}/${input.unit}`,
    seats: [
      ...seat('leader', 'full', leaders.length > 0 ? leaders : heads),
      ...seat('superior', 'full', ladderPost(org, input.unit, 'deputy_head')),
      ...seat('unit_head', 'full', heads),
      ...seat('centre', 'full', centresFor(org, input.unit)),
      ...seat('supervisor', 'progress', ladderPost(org, input.unit, 'supervisor')),
      ...seat('supervisor_above', 'progress', ladderPost(org, input.unit, 'supervisor_above')),
    ],
  })
}
