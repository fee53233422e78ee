import { z } from 'zod'

const said = (title: string, least: number, most = 500) => z.string().trim().min(least).max(most).meta({ title, long: true })
const unit = (title: string) => z.uuid().meta({ title, unit: true })
const line = (most: number, least = 1) => z.string().trim().min(least).max(most)
const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

export const channels = { online: '网上', window: '窗口', phone: '电话' } as const
export type Channel = keyof typeof channels

/** When and where somebody is expected, as she was told. */
const hours = {
  onDay: z.string(),
  /** Her own hour: '09:20'. */
  at: z.string(),
  venue: z.string(),
  leader: z.string(),
  leaderTitle: z.string(),
}

/** One booking, whoever wrote it down. Number and receipt code stand sealed; the words are read by the leader's office and whoever handles it alone. */
export const receptionOpened = z.object({
  placeName: z.string(),
  ...hours,
  channel: z.enum(Object.keys(channels) as [Channel, ...Channel[]]),
  words: z.string(),
  name: z.string(),
  helper: z.string().optional(),
  /** Base64, sealed under 'contact'; inside { phone, code }. Opening the number is an act. */
  contact: z.object({ sealed: z.string(), about: z.string() }),
  /** Keyed digest (hex) of the receipt code. */
  follow: z.string(),
})
export type ReceptionOpened = z.infer<typeof receptionOpened>
/** The number and the code's digest are nobody's to read. */
export const receptionShown = receptionOpened.omit({ contact: true, follow: true })

export const numberPurpose = z.object({
  purpose: z
    .enum(['day', 'contact', 'ask'])
    .meta({ title: '用途', labels: { day: '告知接待安排', contact: '告知办理结果', ask: '问清情况' } }),
})
export const dayMoved = z.object({ ...hours, why: z.string() })
export const dayOff = z.object({ why: z.string() })
export const calledOff = z.object({ why: said('本人怎么说的', 2, 200) })
export const notCome = z.object({ note: said('等到几点、有没有联系上', 2, 200) })
export const answeredThere = z.object({
  said: said('来访人说了什么', 4),
  told: said('当场怎么答的（本人看得到）', 4),
})
export const promiseMade = z.object({
  said: said('来访人说了什么', 4),
  told: said('答应办什么（本人看得到）', 4),
  unit: unit('由哪个单位办（本人看得到）'),
  who: line(40, 2).optional().meta({ title: '具体谁办（可空，本人看得到）' }),
})
export const answered = z.object({
  result: z
    .enum(['done', 'partly', 'told', 'cannot'])
    .meta({ title: '结果', labels: { done: '办好了', partly: '办了一部分', told: '说清楚了', cannot: '办不了' } }),
  told: said('怎么办的（本人看得到）', 5),
})
export const notOurs = z.object({ why: said('为什么不归本单位、归谁', 4, 200) })
export const unitGiven = z.object({ unit: unit('改由哪个单位办（本人看得到）'), why: said('为什么改交', 2, 200) })
export const wordHeard = z.object({
  how: z.enum(['phone', 'in_person']).meta({ title: '怎么说的', labels: { phone: '电话', in_person: '当面' } }),
  words: said('本人的原话', 2),
})

/** What is booked, as somebody types it or a clerk writes it down. `key` makes the same pressing one booking. */
export const bookingAsked = z.strictObject({
  day: z.uuid(),
  words: line(500, 2),
  name: line(40),
  phone: z.string().trim().max(30),
  /** 优先: she says so, nobody asks for papers. */
  first: z.boolean().optional(),
  helper: line(40).optional(),
  key: z.uuid(),
})
export type BookingAsked = z.infer<typeof bookingAsked>

/** A reception day as its office writes it. `leader`: who receives, as `unit/role/person`. */
const dayParts = {
  onDay: z.iso.date(),
  from: hour,
  venue: line(80, 2),
  leader: z.string().regex(/^[0-9a-f-]{36}\/[a-z_]{2,20}\/[0-9a-f-]{36}$/),
  purpose: line(80, 2).optional(),
  /** How many people, and how many minutes each has. */
  slots: z.int().min(1).max(30),
  minutes: z.int().min(5).max(120),
}
export const dayAsked = z.strictObject({ place: z.string().regex(/^[a-z0-9_]{1,40}$/), ...dayParts, key: z.uuid() })
export type DayAsked = z.infer<typeof dayAsked>
export const dayChanged = z.strictObject({ ...dayParts, why: line(120, 2) })
export type DayChanged = z.infer<typeof dayChanged>
export const dayCancelled = z.strictObject({ why: line(120, 2) })
/** Who sat there in the end. */
export const heldAs = ['promised', 'other'] as const
export const dayHeld = z.strictObject({ held: z.enum(heldAs), note: line(120, 2).optional() })
export type DayHeld = z.infer<typeof dayHeld>
