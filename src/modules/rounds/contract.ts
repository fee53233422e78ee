import { z } from 'zod'

const said = (title: string, least: number, most = 500) => z.string().trim().min(least).max(most).meta({ title, long: true })
const unit = (title: string) => z.uuid().meta({ title, unit: true })

/** 走访的两种：走千村入万户；警企恳谈、走访企业。 */
export const campaignKinds = { household: '入户走访', firm: '企业恳谈' } as const
export type CampaignKind = keyof typeof campaignKinds
/** 群众、企业说的：一条建议，或一个问题。 */
export const concernKinds = { suggestion: '建议', problem: '问题' } as const
export type ConcernKind = keyof typeof concernKinds

/**
 * How a concern stands. `solved`: a problem, and whoever raised it says that it is solved. `accepted`: the answer was accepted. `untold`: answered, and
 * nobody could be told; never counted as solved. `unsolved`: the last no was kept.
 */
export const states = ['open', 'solved', 'accepted', 'untold', 'unsolved', 'withdrawn'] as const
export type State = (typeof states)[number]
export type Ended = Exclude<State, 'open'>

/** One concern as whoever visited wrote it down. The number stands sealed. */
export const concernOpened = z.object({
  campaignName: z.string(),
  visitedOn: z.string(),
  place: z.string(),
  visitors: z.string(),
  kind: z.enum(Object.keys(concernKinds) as [ConcernKind, ...ConcernKind[]]),
  words: z.string(),
  name: z.string().optional(),
  unitName: z.string(),
  visitingUnitName: z.string(),
  /** Base64, sealed under 'contact'; inside { phone }. Absent: whoever raised it left none. */
  contact: z.object({ sealed: z.string(), about: z.string() }).optional(),
})
export type ConcernOpened = z.infer<typeof concernOpened>
export const concernShown = concernOpened.omit({ contact: true })

export const concernAnswered = z.object({
  result: z.enum(['solved', 'adopted', 'explained']).meta({
    title: '怎么办的',
    labels: { solved: '解决了', adopted: '采纳了', explained: '办不了，说明理由' },
  }),
  told: said('办理情况（照这个告诉提的人）', 5),
})
export const unitNamed = z.object({ unit: unit('由哪个单位办'), why: said('为什么改交', 2, 200) })
export const notOurs = z.object({ why: said('为什么不归本单位、归谁', 4, 200) })
export const numberPurpose = z.object({
  purpose: z.enum(['answer', 'ask']).meta({ title: '用途', labels: { answer: '告知办理情况', ask: '问清情况' } }),
})
const how = z.enum(['visit', 'phone']).meta({ title: '怎么联系的', labels: { visit: '上门', phone: '电话' } })
export const attemptRecorded = z.object({ how, note: said('几点联系的、什么情况', 2, 200) })
export const wordHeard = z.object({ how, words: said('本人的原话', 2) })
export const withdrawnHeard = z.object({ words: said('本人怎么说的', 2, 200) })

const line = (most: number, least = 1) => z.string().trim().min(least).max(most)
const settled = z.strictObject({
  /** Answered on the spot: what was said, and how it ended for whoever raised it. */
  end: z.enum(['solved', 'accepted']),
  told: line(500, 2),
})
export const concernTyped = z.strictObject({
  kind: z.enum(['suggestion', 'problem']),
  words: line(500, 2),
  unit: z.uuid().optional(),
  name: line(40).optional(),
  phone: line(30).optional(),
  settled: settled.optional(),
})
export type ConcernTyped = z.infer<typeof concernTyped>

/** A visit with what was said at it. `key` makes the same pressing one visit. */
export const visitTyped = z.strictObject({
  campaign: z.string().min(1).max(40),
  /** The visiting unit, one of the viewer's own posts. */
  unit: z.uuid(),
  visitedOn: z.iso.date(),
  place: line(80, 2),
  visitors: line(120, 2),
  concerns: z.array(concernTyped).max(20),
  key: z.uuid(),
})
export type VisitTyped = z.infer<typeof visitTyped>

/** 巡查的四种：日巡、随机抽查、专项检查、走流程（自己走一遍办事流程）。 */
export const ways = { daily: '日巡', random: '随机抽查', special: '专项检查', walk: '走流程' } as const
export type Way = keyof typeof ways
const wayKeys = Object.keys(ways) as [Way, ...Way[]]
const photos = z.array(z.uuid()).max(9).optional().meta({ title: '照片', files: true })

export const inspectionOpened = z.object({
  inspectionName: z.string(),
  way: z.enum(wayKeys),
  placeName: z.string(),
  /** The inspected unit. */
  place: z.string(),
  day: z.string(),
  /** '09:30', where the draw named one. */
  hour: z.string().optional(),
  items: z.array(z.string()),
  /** Monday of the week whose draw it comes from. */
  week: z.string().optional(),
})
export type InspectionOpened = z.infer<typeof inspectionOpened>
export const inspectionShown = inspectionOpened.omit({ place: true, week: true })
const clockTime = (title: string) =>
  z
    .string()
    .trim()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .meta({ title })
export const findingNoted = z.object({
  item: z.coerce.number().int().min(1).max(60).meta({ title: '第几项不合格' }),
  at: clockTime('几点看到的（如 09:30）'),
  what: said('看到了什么', 4),
  photos,
})
export type FindingNoted = z.infer<typeof findingNoted>
export const inspectionFinished = z.object({
  arrived: clockTime('几点到（如 09:30）'),
  left: clockTime('几点走（如 10:10）'),
  summary: said('总的情况', 2),
  photos,
})
export const reasonWritten = z.object({ why: said('理由', 4, 200) })
/** Photographs that the inspector took, in the finding's own keeping. */
export const photosShown = z.object({ photos: z.array(z.uuid()).min(1).max(9).meta({ title: '巡查时的照片', files: true }) })
export const findingOpened = z.object({
  inspectionName: z.string(),
  way: z.enum(wayKeys),
  placeName: z.string(),
  day: z.string(),
  at: z.string(),
  item: z.string(),
  what: z.string(),
  /** The entry of the inspection that it comes from, which the place does not see. */
  source: z.object({ inspection: z.uuid(), seq: z.int() }).optional(),
})
export const findingShown = findingOpened.omit({ source: true })
export const fixReported = z.object({ what: said('怎么改的', 5), photos })

/** One inspection begun by hand. `key` makes the same pressing one. */
export const inspectionBegun = z.strictObject({ code: z.string().min(1).max(40), place: z.uuid(), key: z.uuid() })
