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
})
/** What a screen may show of it: the number and the follow code's digest stay inside. */
export const reportShown = reportOpened.pick({ source: true, words: true, unitName: true })
export type ReportOpened = z.infer<typeof reportOpened>
