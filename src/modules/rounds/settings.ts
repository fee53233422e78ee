import { z } from 'zod'
import { ladderSchema, lateRung, nearRung, termSetting } from '../../engine/index.ts'
import type { Rung } from '../../engine/index.ts'

/** Late: the leader in charge, the head of the organ, supervision. Nothing punitive starts by itself. */
const ladder: Rung[] = [
  nearRung('answer_within', 'handler'),
  { clock: 'answer_within', when: 'due', do: 'remind', tell: 'handler' },
  lateRung('answer_within', 1, 'tell_superior', 'superior'),
  lateRung('answer_within', 3, 'tell_superior', 'unit_head'),
  lateRung('answer_within', 5, 'supervision_slip', 'supervisor'),
  nearRung('tell_within', 'visitor'),
  lateRung('tell_within', 1, 'tell_superior', 'visitor_lead'),
  { clock: 'inspect_within', when: 'due', do: 'remind', tell: 'inspector_lead' },
  nearRung('fix_within', 'handler'),
  lateRung('fix_within', 1, 'tell_superior', 'superior'),
  lateRung('fix_within', 3, 'tell_superior', 'unit_head'),
  lateRung('fix_within', 5, 'supervision_slip', 'supervisor'),
  lateRung('recheck_within', 1, 'tell_superior', 'inspector_lead'),
]

const campaignSchema = z.strictObject({
  name: z.string().min(2).max(40),
  name_en: z.string().min(2).max(80).optional(),
  kind: z.enum(['household', 'firm']),
  /** Its whole organ visits, and keeps and reads the ledger. */
  unit: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/),
})
export type Campaign = z.infer<typeof campaignSchema>

const unitCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/)
const inspectionSchema = z
  .strictObject({
    name: z.string().min(2).max(40),
    name_en: z.string().min(2).max(80).optional(),
    way: z.enum(['daily', 'random', 'special', 'walk']),
    /** Who inspects. */
    unit: unitCode,
    /** The check list, item by item. */
    items: z.array(z.string().min(2).max(80)).min(1).max(60),
    places: z.array(unitCode).min(1).max(200),
    /** Of a random inspection: hours that may be drawn, and how many are drawn each week. */
    hours: z
      .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/))
      .max(24)
      .default([]),
    each_week: z.int().min(1).max(50).default(1),
  })
  .refine(one => one.way !== 'random' || one.hours.length > 0, { path: ['hours'], error: '随机抽查（random）要写可以抽的钟点 hours。' })
export type Inspection = z.infer<typeof inspectionSchema>

/** What a city's programme may set for visits. `source`: where our default comes from; "ours" is a proposal. */
export const roundsSettings = z.strictObject({
  campaigns: z
    .record(z.string().regex(/^[a-z0-9_]{1,40}$/), campaignSchema)
    .default({})
    .meta({ title: '走访活动', source: 'the city’s own list' }),
  answer_within: termSetting('走访意见几天内办理答复', 'ours: the reports name no term; the hall’s term for complex matters is taken', {
    amount: 10,
    unit: 'working_days',
  }),
  tell_within: termSetting('答复后几天内告知本人', 'ours: the reports name no term', { amount: 3, unit: 'working_days' }),
  inspections: z
    .record(z.string().regex(/^[a-z0-9_]{1,40}$/), inspectionSchema)
    .default({})
    .meta({ title: '巡查检查单', source: 'the city’s own lists' }),
  inspect_within: termSetting('巡查当天做完', 'ours: on the day itself; where a day was drawn, on that day', {
    amount: 1,
    unit: 'working_days',
    first: 'same_day',
  }),
  fix_within: termSetting('巡查发现的问题几天内整改', 'ours: the reports name no term', { amount: 5, unit: 'working_days' }),
  recheck_within: termSetting('整改后几天内复查', 'ours: the reports name no term', { amount: 5, unit: 'working_days' }),
  rounds: z
    .int()
    .min(2)
    .max(6)
    .default(3)
    .meta({ title: '本人说没解决的，最多几轮（每轮高一级）', range: [2, 6], source: 'ours: unit, leader in charge, head of the organ' }),
  attempts_before_untold: z
    .int()
    .min(1)
    .max(5)
    .default(2)
    .meta({ title: '告知不到、办结以前至少联系几次', range: [1, 5], source: 'ours' }),
  keep_content_years: z
    .int()
    .min(2)
    .max(30)
    .default(5)
    .meta({
      title: '办结几年后销毁内容（话、姓名、号码；痕迹仍可核验）',
      range: [2, 30],
      source: 'ours; the archive rules of the organ go before',
    }),
  ladder: ladderSchema.default(ladder).meta({ title: '到期阶梯', source: 'ours; the same order as of the callbacks' }),
})
export type RoundsSettings = z.infer<typeof roundsSettings>
