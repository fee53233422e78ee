import { z } from 'zod'

const said = (title: string, least: number, most = 500) => z.string().trim().min(least).max(most).meta({ title, long: true })

/** The four works of a zone (article 003), each counted in the unit in which that city counts it. They are never added up. */
export const kinds = {
  consult: { zh: '办不成事咨询', unit: '件' },
  complaint: { zh: '营商环境投诉', unit: '条' },
  policy: { zh: '惠企政策落实', unit: '次' },
  agency: { zh: '投资服务代办', unit: '次' },
} as const
export type ZoneKind = keyof typeof kinds
export const kindNames = Object.keys(kinds) as [ZoneKind, ...ZoneKind[]]

export const channels = { online: '网上', window: '窗口', phone: '电话' } as const
export type Channel = keyof typeof channels

/** What came in, whoever wrote it down. Number and receipt code stand sealed; the words are seen by whoever handles it alone. */
export const zoneOpened = z.object({
  /** The programme's code of the zone, and its name. */
  place: z.string(),
  placeName: z.string(),
  kind: z.enum(kindNames),
  channel: z.enum(Object.keys(channels) as [Channel, ...Channel[]]),
  /** Empty where a person asks for herself. */
  firm: z.string().optional(),
  words: z.string(),
  name: z.string(),
  helper: z.string().optional(),
  /** 营商服务专员, as the firm was told. */
  specialist: z.string(),
  /** Base64, sealed under 'contact'; inside { phone, code }. Opening the number is an act. */
  contact: z.object({ sealed: z.string(), about: z.string() }),
  /** Keyed digest (hex) of the receipt code. */
  follow: z.string(),
})
export type ZoneOpened = z.infer<typeof zoneOpened>
/** The number and the code's digest are nobody's to read. */
export const zoneShown = zoneOpened.omit({ contact: true, follow: true, place: true })

export const numberPurpose = z.object({
  purpose: z.enum(['contact', 'ask']).meta({ title: '用途', labels: { contact: '告知结果', ask: '问清情况' } }),
})
export const contactRecorded = z.object({
  whom: z.string().trim().min(2).max(60).meta({ title: '和谁联系的（本人、哪个单位）' }),
  note: said('说了什么、接下来怎么办', 2, 300),
})
export const answered = z.object({
  how: z.enum(['here', 'phone', 'visit']).meta({ title: '怎么答复的', labels: { here: '当场', phone: '电话', visit: '上门' } }),
  result: z
    .enum(['done', 'told', 'partly', 'cannot'])
    .meta({ title: '结果', labels: { done: '办好了', told: '说清楚了', partly: '办了一部分', cannot: '办不了' } }),
  told: said('怎么办的、怎么答的（本人看得到）', 5),
})
export const specialistChanged = z.object({
  specialist: z.string().trim().min(2).max(40).meta({ title: '换成谁（专区里的姓名）' }),
  why: said('为什么换', 2, 200),
})
/** What the window of last resort asks for first; the number goes along sealed, and never on an announcement. */
export const handedOver = z.object({
  step: z.enum(['not_accepted', 'not_finished', 'many_trips', 'attitude', 'other']).meta({
    title: '卡在哪里',
    labels: {
      not_accepted: '去申请，没有受理',
      not_finished: '受理了，没有办成',
      many_trips: '跑了好几趟',
      attitude: '态度不好、来回推',
      other: '其他',
    },
  }),
  item: z.string().trim().min(2).max(60).meta({ title: '要办什么' }),
  where: z.string().trim().min(2).max(60).meta({ title: '在哪里办的' }),
  trips: z.int().min(0).max(99).meta({ title: '跑了几趟' }),
  reason: said('对方怎么说的', 2, 300),
})
export const noHeard = z.object({
  how: z.enum(['phone', 'in_person']).meta({ title: '怎么说的', labels: { phone: '电话', in_person: '当面' } }),
  told: said('本人的原话', 2),
})

/** What comes in, as somebody types it or a clerk writes it down. `key` makes the same pressing one matter. */
export const zoneAsked = z.strictObject({
  place: z.string().min(1).max(40),
  kind: z.enum(kindNames),
  firm: z.string().trim().max(60).optional(),
  words: z.string().trim().min(2).max(500),
  name: z.string().trim().min(1).max(40),
  phone: z.string().trim().max(30),
  helper: z.string().trim().max(40).optional(),
  key: z.uuid(),
})
export type ZoneAsked = z.infer<typeof zoneAsked>
