import { z } from 'zod'

const said = (title: string, least: number, most = 500) => z.string().trim().min(least).max(most).meta({ title, long: true })
const line = (title: string, most: number, least = 2) => z.string().trim().min(least).max(most).meta({ title })
const unit = (title: string) => z.uuid().meta({ title, unit: true })

export const channels = { online: '网上', window: '窗口', phone: '电话' } as const
export type Channel = keyof typeof channels

/** What a party asked, whoever wrote it down. The number stands sealed; case and words are seen by whoever answers alone. */
export const reachOpened = z.object({
  /** The programme's code of the organ that was asked, and its name. */
  place: z.string(),
  placeName: z.string(),
  channel: z.enum(Object.keys(channels) as [Channel, ...Channel[]]),
  /** Case number, or what the case is about. Never on the party's own page. */
  about: z.string(),
  /** As the party knows him; empty where unknown. */
  officer: z.string().optional(),
  /** What she wants to say or ask. */
  question: z.string(),
  /** When and how she tried. */
  tried: z.string(),
  name: z.string(),
  helper: z.string().optional(),
  /** To whom it went at first, as the register stood. */
  unitName: z.string(),
  /** Base64, sealed under 'contact'; inside { phone }. Opening it is an act. */
  contact: z.object({ sealed: z.string(), about: z.string() }),
  /** Keyed digest (hex) of the receipt code. */
  follow: z.string(),
})
export type ReachOpened = z.infer<typeof reachOpened>
/** The number and the code's digest are nobody's to read. */
export const reachShown = reachOpened.omit({ contact: true, follow: true, place: true })

export const numberPurpose = z.object({
  purpose: z.enum(['contact', 'ask']).meta({ title: '用途', labels: { contact: '联系当事人', ask: '问清是哪件案子' } }),
})
const how = z.enum(['phone', 'visit', 'video']).meta({ title: '怎么联系的', labels: { phone: '电话', visit: '当面', video: '视频' } })
export const attemptRecorded = z.object({ how, note: said('几点联系的、什么情况', 2, 200) })
export const reached = z.object({
  how: z.enum(['phone', 'visit', 'video', 'papers']).meta({
    title: '怎么联系上的',
    labels: { phone: '电话', visit: '当面', video: '视频', papers: '材料已转交承办人' },
  }),
  when: line('哪天几点', 40),
  told: said('说了什么、接下来怎么办（当事人看得到，不写案号）', 5),
})
export const officerAssigned = z.object({
  unit: unit('承办人在哪个部门'),
  officer: z.string().trim().max(40).optional().meta({ title: '承办人姓名（不填就交部门负责人）' }),
})
export const notMine = z.object({ why: said('为什么不是您承办、归谁', 4, 200) })
/** 释明: the right place by the register; its address stands there, else here. */
export const elsewhereExplained = z.object({
  unit: unit('该找哪个单位'),
  address: z.string().trim().max(120).optional().meta({ title: '地址（名册上没有的才填）' }),
  why: said('为什么该找那里（当事人看得到）', 5, 300),
})
export const papersHandedOn = z.object({ bundle: line('材料接转的编号', 20, 6) })
export const papersHeard = z.object({ bundle: z.string(), told: z.string() })
export const noHeard = z.object({
  how: z.enum(['phone', 'in_person']).meta({ title: '怎么说的', labels: { phone: '电话', in_person: '当面' } }),
  told: said('当事人的原话', 2),
})

/** What comes in, as a party types it or a clerk writes it down. `key` makes the same pressing one matter. */
export const reachAsked = z.strictObject({
  place: z.string().min(1).max(40),
  about: z.string().trim().min(2).max(60),
  officer: z.string().trim().max(40).optional(),
  question: z.string().trim().min(2).max(500),
  tried: z.string().trim().min(2).max(200),
  name: z.string().trim().min(1).max(40),
  phone: z.string().trim().max(30),
  helper: z.string().trim().max(40).optional(),
  key: z.uuid(),
})
export type ReachAsked = z.infer<typeof reachAsked>
