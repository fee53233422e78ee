import { z } from 'zod'

const said = (title: string, least: number, most = 500) => z.string().trim().min(least).max(most).meta({ title, long: true })
const line = (title: string, most: number, least = 2) => z.string().trim().min(least).max(most).meta({ title })

export const channels = { online: '网上', window: '窗口', phone: '电话', matter: '办件中代为申请' } as const
export type Channel = keyof typeof channels

/** What makes life hard. Sensitive: read by whoever decides alone, in no list and no count; leaving it open costs nothing. */
export const hardships = {
  no_income: '没有收入来源',
  illness: '重病',
  disability: '残疾',
  bereaved: '亲人遇害或重伤',
  unpaid: '判决的钱拿不到',
  alone: '孤老、孤儿或独自带孩子',
  disaster: '受灾',
  other: '别的难处',
} as const
export type HardshipKind = keyof typeof hardships
const kindOf = z.enum(Object.keys(hardships) as [HardshipKind, ...HardshipKind[]])

/** What was applied for, whoever wrote it down. Everything personal may be missing: what is missing is asked for and ends nothing. */
export const hardshipOpened = z.object({
  /** The programme's code of the organ that decides, and its name. */
  place: z.string(),
  placeName: z.string(),
  channel: z.enum(Object.keys(channels) as [Channel, ...Channel[]]),
  /** What she wants help with, in her words. */
  need: z.string(),
  kind: kindOf.optional(),
  name: z.string(),
  helper: z.string().optional(),
  /** The matter from which it was applied for, as people read its number; never of a rating or an accusation. */
  from: z.string().optional(),
  /** A case or number as she named it herself. */
  about: z.string().optional(),
  /** The official who wrote it down with her word: unit and name. For a formal look alone: beside no screen's words it tells a rating. */
  takenBy: z.string().optional(),
  /** Who decides, by name, as the register stood. */
  decider: z.string(),
  /** Base64, sealed under 'contact'; inside { phone? }. Opening it is an act. */
  contact: z.object({ sealed: z.string(), about: z.string() }),
  /** Whether a number was left at all. */
  reachable: z.boolean(),
  /** Keyed digest (hex) of the receipt code. */
  follow: z.string(),
})
export type HardshipOpened = z.infer<typeof hardshipOpened>
/** The number and the code's digest are nobody's to read. */
export const hardshipShown = hardshipOpened.omit({ contact: true, follow: true, place: true, takenBy: true })

export const numberPurpose = z.object({
  purpose: z.enum(['contact', 'ask']).meta({ title: '用途', labels: { contact: '联系申请人', ask: '问清情况' } }),
})
/** What is still missing; asking stops no clock, and nothing ends because it never comes. */
export const papersAsked = z.object({ what: said('还想请本人补什么、为什么要（本人看得到）', 4, 300) })

export const helps = { money: '救助金', fee: '缓减免交费用', legal_aid: '法律援助', in_kind: '实物或临时安置', other: '别的帮助' } as const
const kindsOfHelp = z
  .enum(Object.keys(helps) as [keyof typeof helps, ...(keyof typeof helps)[]])
  .meta({ title: '给什么帮助', labels: helps })
/** Yuan. On the sealed trail alone: no list, no count, no text message says it. */
const amount = z.int().min(1).max(1_000_000).optional().meta({ title: '金额（元；不是钱的空着）' })
const rule = line('依据的规定（文件名和条款）', 120, 4)
export const helpGranted = z.object({
  help: kindsOfHelp,
  amount,
  rule,
  told: said('怎么给、大约什么时候到（本人看得到，不写案号）', 5),
})
/** A closed list: that she would not tell something, or has not brought a paper, is none of them. */
export const refusals = {
  out_of_scope: '不在救助范围',
  not_in_hardship: '不符合困难标准',
  already_helped: '同一件事已经救助过',
  paid_otherwise: '已经足额得到赔偿',
} as const
export const helpRefused = z.object({
  reason: z
    .enum(Object.keys(refusals) as [keyof typeof refusals, ...(keyof typeof refusals)[]])
    .meta({ title: '为什么不予救助', labels: refusals }),
  rule,
  told: said('说给本人听：为什么、还可以找哪里（本人看得到，不写案号）', 10),
})
export const handedOver = z.object({
  word: z.enum(['phone', 'in_person', 'written']).meta({
    title: '本人同意转给民政，怎么说的',
    labels: { phone: '电话里同意', in_person: '当面同意', written: '书面同意' },
  }),
  told: said('为什么转、民政能帮什么（本人看得到）', 5, 300),
})
export const signedFor = z.object({ receipt: line('民政的收件编号', 40) })
export const sentBack = z.object({ why: said('为什么不归民政、该怎么办', 5, 300) })
export const helpGiven = z.object({
  how: z.enum(['transfer', 'in_person', 'done']).meta({
    title: '怎么给的',
    labels: { transfer: '打到本人的账户', in_person: '当面给的', done: '已经办妥（减免、援助等）' },
  }),
  when: line('哪天给的', 40),
  told: said('说给本人听（不写账号、案号）', 2, 200),
})
export const noHeard = z.object({
  how: z.enum(['phone', 'in_person']).meta({ title: '怎么说的', labels: { phone: '电话', in_person: '当面' } }),
  told: said('本人的原话', 2),
})

/** What comes in, as she types it or somebody writes it down for her. `key` makes the same pressing one application. */
export const hardshipAsked = z.strictObject({
  place: z.string().min(1).max(40),
  need: z.string().trim().min(2).max(500),
  kind: kindOf.optional(),
  about: z.string().trim().max(60).optional(),
  name: z.string().trim().min(1).max(40),
  /** She may leave none; then her receipt code is her way in. */
  phone: z.string().trim().max(30).optional(),
  helper: z.string().trim().max(40).optional(),
  key: z.uuid(),
})
export type HardshipAsked = z.infer<typeof hardshipAsked>
