import { z } from 'zod'

/** What reached the sealed lane: from the rating page, the call card or the follow page. Never the unit's to see. */
export const reportOpened = z.object({
  source: z.enum(['rating', 'call_card', 'follow']),
  words: z.string(),
  unit: z.string(),
  unitName: z.string(),
  /** Base64, sealed under 'contact'; absent when the citizen left no number. */
  contact: z.object({ sealed: z.string(), about: z.string() }).optional(),
  follow: z.string().optional(),
  /** Two characters that the reporter finds on the receipt: whoever calls says them first. */
  safeWord: z.string().optional(),
  /** Whom it is about: name and post, as they stood when it came in. */
  about: z.array(z.string()).default([]),
  /** Who had called the citizen before, where a call brought it up; not accused, and kept away all the same. */
  calledBy: z.array(z.string()).default([]),
})
/** What a screen may show of it: the number and the follow code's digest stay inside. */
export const reportShown = reportOpened.pick({ source: true, words: true, unitName: true, about: true, calledBy: true })
export type ReportOpened = z.infer<typeof reportOpened>

/** How the reporter was told. Without a number and without a visit nobody can be. */
export const toldHows = { phone: '电话', sms: '短信', in_person: '当面', cannot: '没有留联系方式，无法告知' } as const
const told = z
  .enum(Object.keys(toldHows) as [keyof typeof toldHows, ...(keyof typeof toldHows)[]])
  .meta({ title: '怎么告知举报人', labels: toldHows })
export const acceptedRecorded = z.object({ told })
export const feedbackRecorded = z.object({ told, how: z.string().trim().min(2).max(500).meta({ title: '反馈了什么', long: true }) })
export const contactPurpose = z.object({
  purpose: z
    .enum(['acceptance', 'ask', 'feedback'])
    .meta({ title: '用途', labels: { acceptance: '告知受理', ask: '核实情况', feedback: '反馈结果' } }),
})
