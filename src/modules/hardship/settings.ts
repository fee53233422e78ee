import { z } from 'zod'
import { ladderSchema, lateRung, nearRung, termSetting } from '../../engine/index.ts'
import type { Rung } from '../../engine/index.ts'

/** Late: the leader in charge, the head of the organ, supervision; at civil affairs its own head. Nothing punitive starts by itself. */
const ladder: Rung[] = [
  nearRung('decide_within', 'handler'),
  { clock: 'decide_within', when: 'due', do: 'remind', tell: 'handler' },
  lateRung('decide_within', 1, 'tell_superior', 'superior'),
  lateRung('decide_within', 3, 'tell_superior', 'unit_head'),
  lateRung('decide_within', 5, 'supervision_slip', 'supervisor'),
  { clock: 'receipt_within', when: 'due', do: 'remind', tell: 'civil' },
  lateRung('receipt_within', 1, 'tell_superior', 'civil_head'),
  lateRung('receipt_within', 2, 'remind', 'handler'),
  nearRung('civil_within', 'civil'),
  lateRung('civil_within', 1, 'tell_superior', 'civil_head'),
  lateRung('civil_within', 3, 'remind', 'handler'),
  nearRung('give_within', 'handler'),
  lateRung('give_within', 1, 'tell_superior', 'superior'),
  lateRung('give_within', 3, 'tell_superior', 'unit_head'),
]

const unitCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/)

/** An organ that helps. */
const placeSchema = z.strictObject({
  name: z.string().min(2).max(40),
  name_en: z.string().min(2).max(80).optional(),
  /** Whose head decides; those above him follow in later rounds. */
  unit: unitCode,
  /** Where applications are written down at a window. */
  window: unitCode,
  /** To whom it is handed over; absent: nobody, and it is decided here. */
  civil: unitCode.optional(),
})
export type Place = z.infer<typeof placeSchema>

/** Which term no published source gives; it is said beside the date wherever one is shown. */
const unknownSchema = z.strictObject({ what: z.string().min(4).max(120), what_en: z.string().min(4).max(240) })
export type Unknown = z.infer<typeof unknownSchema>

/** What a city's programme may set for help in hardship. `source`: where our default comes from; "ours" is a proposal. */
export const hardshipSettings = z.strictObject({
  places: z
    .record(z.string().regex(/^[a-z0-9_]{1,40}$/), placeSchema)
    .default({})
    .meta({ title: '可以申请救助的单位', source: 'the city’s own list' }),
  decide_within: termSetting(
    '几天内决定给不给救助',
    'published practice: judicial assistance is decided within ten working days; not among our checked facts, so set it by the local document',
    { amount: 10, unit: 'working_days' },
  ),
  receipt_within: termSetting('民政几天内签收', 'ours', { amount: 2, unit: 'working_days' }),
  civil_within: termSetting('民政签收后几天内办结', 'ours', { amount: 10, unit: 'working_days' }),
  give_within: termSetting('同意以后几天内给付', 'ours', { amount: 5, unit: 'working_days' }),
  citizen_word_within: termSetting('本人回话期', 'ours: seven days, rest days included, never moved', {
    amount: 7,
    unit: 'calendar_days',
    roll: 'none',
  }),
  unknown: z
    .partialRecord(z.enum(['decide_within', 'receipt_within', 'civil_within', 'give_within', 'citizen_word_within']), unknownSchema)
    .default({})
    .meta({ title: '来源没有写明、暂定的时限', source: 'the programme’s own word about its sources' }),
  rounds: z
    .int()
    .min(2)
    .max(6)
    .default(3)
    .meta({ title: '最多几轮（每轮高一级）', range: [2, 6], source: 'ours: head of the unit, leader in charge, head of the organ' }),
  keep_content_years: z
    .int()
    .min(2)
    .max(30)
    .default(5)
    .meta({
      title: '办结几年后销毁内容（难处、金额、话、号码；痕迹仍可核验）',
      range: [2, 30],
      source: 'ours; the archive rules of the organ go before',
    }),
  ladder: ladderSchema.default(ladder).meta({ title: '到期阶梯', source: 'ours; the same order as of the callbacks' }),
})
export type HardshipSettings = z.infer<typeof hardshipSettings>
