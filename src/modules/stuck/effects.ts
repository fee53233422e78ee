import { dayOf } from '../../calendar/index.ts'
import type { Announcement } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { contactIn, numberOf, sayNumber, seatPosts, tellSeat } from '../../engine/index.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { appointmentOpened, shareAsked, shareOpened } from './contract.ts'
import type { StuckOpened } from './contract.ts'
import { texts } from './messages.ts'
import type { TextKey } from './messages.ts'
import { openedOf, settingsNow } from './opened.ts'
import { officePosts, officesAbove, shareSeats } from './rules/seating.ts'
import { settleLine } from './store/clearing.ts'
import { unitByCode } from '../../org/rules/tree.ts'

type Effect = (house: House, tx: Tx, announcement: Announcement) => Promise<void>
const systemOf = (house: House) => ({ kind: 'system', city: house.city, name: 'loops' }) as const

/** Who is told of what, by the event. */
const tellings: Readonly<Record<string, { readonly what: string; readonly seat: string }>> = {
  'stuck.opened': { what: 'arrived', seat: 'window' },
  'stuck.dispatched': { what: 'dispatched', seat: 'lead' },
  'stuck.returned': { what: 'returned', seat: 'window' },
  'stuck.lead_needed': { what: 'lead_needed', seat: 'office' },
  'stuck.reopened': { what: 'lead_needed', seat: 'office' },
  'stuck.second_reading_asked': { what: 'second_reading', seat: 'office' },
  'stuck.negative_refused': { what: 'negative_refused', seat: 'window' },
  'stuck.extension_asked': { what: 'extension_asked', seat: 'office' },
  'stuck.not_delivered': { what: 'not_delivered', seat: 'window' },
  'stuck.share_opened': { what: 'share', seat: 'co_handler' },
  'stuck.share_objected': { what: 'share_objected', seat: 'office' },
  'stuck.share_upheld': { what: 'share_upheld', seat: 'co_handler' },
  'stuck.class_opened': { what: 'class_opened', seat: 'responsible' },
  'stuck.class_answered': { what: 'class_answered', seat: 'office' },
  'stuck.class_returned': { what: 'class_returned', seat: 'responsible' },
  'stuck.class_closed': { what: 'class_closed', seat: 'responsible' },
  'stuck.class_dropped': { what: 'class_dropped', seat: 'responsible' },
}

export const tell: Effect = async (house, tx, { id, event, matter }) => {
  const telling = tellings[event]
  if (telling && matter !== undefined) await tellSeat(house, tx, texts, matter, { key: id, ...telling })
}

/** A rung whose seat stands empty (nothing has been sorted yet) is heard by the window, and by the office. */
export const tellRung: Effect = async (house, tx, { id, matter, payload }) => {
  if (matter === undefined) return
  const rung = payload as { readonly do: string; readonly tell: string }
  for (const seat of [rung.tell, 'window', 'office']) {
    if (await tellSeat(house, tx, texts, matter, { key: id, what: rung.do, seat })) return
  }
  house.log.warn({ event: 'rung_without_holder', room: 'stuck' })
}

const textTo = async (house: House, tx: Tx, matter: string, contact: StuckOpened['contact'], key: string, text: TextKey): Promise<void> => {
  const { phone } = contactIn(house, contact)
  if (phone === undefined) return
  await house.outbox.queue(tx, {
    key,
    channel: 'sms',
    to: phone,
    template: `stuck.${text.slice('sms.'.length)}`,
    text: texts.say(house.programmes.current().words, text),
    matter,
  })
}

const toCitizen = async (house: House, tx: Tx, matter: string, key: string, text: TextKey): Promise<void> => {
  const page = await house.engine.readIn(tx, systemOf(house), matter)
  const opened = page && openedOf(page.trail)
  if (opened) await textTo(house, tx, matter, opened.contact, key, text)
}

/** An answer was given, whatever it is: the citizen is asked for the word that decides. */
export const askCitizen: Effect = async (house, tx, { id, matter }) => {
  if (matter !== undefined) await toCitizen(house, tx, matter, `stuck/answered/${id}`, 'sms.answered')
}

/** An extension is told to her whom it concerns. */
export const tellExtended: Effect = async (house, tx, { id, matter }) => {
  if (matter !== undefined) await toCitizen(house, tx, matter, `stuck/extended/${id}`, 'sms.extended')
}

/** Her window no longer opens at the time that she booked: she hears of it, and may book again. */
export const tellHoursChanged: Effect = async (house, tx, { id, matter }) => {
  const page = matter === undefined ? undefined : await house.engine.readIn(tx, systemOf(house), matter)
  const booked = appointmentOpened.safeParse(page?.trail[0]?.input).data
  if (matter !== undefined && booked) await textTo(house, tx, matter, booked.contact, `stuck/hours_changed/${id}`, 'sms.hours_changed')
}

/** A co-handler was asked: its own matter opens, with its own clock. */
export const openShare: Effect = async (house, tx, { matter, payload }) => {
  if (matter === undefined) return
  const { seq } = payload as { readonly seq: number }
  const page = await house.engine.readIn(tx, systemOf(house), matter)
  const asked = shareAsked.safeParse(page?.trail.find(entry => entry.seq === seq)?.input).data
  const opened = page && openedOf(page.trail)
  if (!asked || !opened) return
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const posts = async (seat: string) => (await seatPosts(tx, house.city, matter, seat)).map(({ unit, role }) => ({ unit, role }))
  await house.engine.open(tx, systemOf(house), {
    kind: 'share',
    lane: 'ordinary',
    unit: asked.unit,
    seats: shareSeats(org, asked.unit, await posts('lead'), await posts('office')),
    barred: [],
    input: shareOpened.parse({
      parent: matter,
      number: sayNumber((await numberOf(tx, house.city, matter)) ?? ''),
      item: opened.item,
      task: asked.task,
      ground: asked.ground,
      unitName: org.units.get(asked.unit)?.name ?? '',
    }),
    source: `share/${matter}/${seq}`,
  })
}

/** A co-handler did its part or was let off: the matter that waits for it hears so, once, unless it has ended meanwhile. */
export const hearShare: Effect = async (house, tx, { matter }) => {
  const page = matter === undefined ? undefined : await house.engine.readIn(tx, systemOf(house), matter)
  const opened = shareOpened.safeParse(page?.trail[0]?.input).data
  if (!page || !opened) return
  const released = page.matter.stage === 'share_released'
  const last = page.trail.findLast(entry => entry.action === 'deliver_share' || entry.action === 'release_share')
  const { said, why } = (last?.input ?? {}) as { said?: string; why?: string }
  const done = await house.engine.actIn(tx, systemOf(house), {
    matter: opened.parent,
    action: 'hear_share',
    input: { share: page.matter.id, unitName: opened.unitName, said: said ?? why ?? '', released },
  })
  if (isRefusal(done) && done.because !== 'wrong_stage') throw new Error(`a share was not heard: ${done.because}`)
}

/**
 * The citizen's no. In the last round the office above looks itself, in the office's place; it stands on the trail, since from
 * here on a no opens no further round. Where nothing stands above, the office itself is the last.
 */
export const raise: Effect = async (house, tx, announcement) => {
  const { matter } = announcement
  const page = matter === undefined ? undefined : await house.engine.readIn(tx, systemOf(house), matter)
  const opened = page && openedOf(page.trail)
  if (matter === undefined || !page || !opened) return
  // It had been answered before she said no: its line of the week is cleared, and the new round stands on the next list.
  await settleLine(tx, house.city, matter, 'cleared')
  const { rounds, windows } = settingsNow(house)
  if (page.matter.round >= rounds && page.matter.stage === 'awaiting_lead') {
    const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
    const code = windows[opened.window]?.office
    const office = code === undefined ? undefined : unitByCode(org, code)
    const above = office ? officesAbove(org, office.id) : []
    const entered = await house.engine.actIn(tx, systemOf(house), { matter, action: 'enter_last_organ' })
    if (isRefusal(entered) && entered.because !== 'last_organ_entered')
      throw new Error(`the last organ was not entered: ${entered.because}`)
    if (office && above.length > 0)
      await house.engine.seat(tx, matter, {
        seats: [
          ...above.map(post => ({ seat: 'office', unit: post.unit, role: post.role, sight: 'full' as const })),
          ...officePosts(org, office.id).map(post => ({ seat: 'office_above', unit: post.unit, role: post.role, sight: 'full' as const })),
        ],
        because: ['本轮由上级营商环境办复核'],
      })
  }
  await tell(house, tx, announcement)
}
