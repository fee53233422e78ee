import { z } from 'zod'
import { ladderSchema, lateRung, nearRung, termSetting } from '../../engine/index.ts'
import type { Rung } from '../../engine/index.ts'

/** Late: the unit's superior, the leader who promised it, the head, supervision. A record that is not written: the leader who received, then supervision. */
const ladder: Rung[] = [
  { clock: 'record_within', when: 'due', do: 'remind', tell: 'office' },
  lateRung('record_within', 1, 'tell_superior', 'host'),
  lateRung('record_within', 3, 'supervision_slip', 'supervisor'),
  nearRung('answer_within', 'handler'),
  { clock: 'answer_within', when: 'due', do: 'remind', tell: 'handler' },
  lateRung('answer_within', 1, 'tell_superior', 'superior'),
  lateRung('answer_within', 2, 'tell_superior', 'host'),
  lateRung('answer_within', 3, 'tell_superior', 'unit_head'),
  lateRung('answer_within', 5, 'supervision_slip', 'supervisor'),
]

const unitCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/)
const unknownSchema = z.strictObject({ what: z.string().min(4).max(120), what_en: z.string().min(4).max(240) })
export type Unknown = z.infer<typeof unknownSchema>

/** An organ whose leaders receive. */
const placeSchema = z.strictObject({
  name: z.string().min(2).max(40),
  name_en: z.string().min(2).max(80).optional(),
  /** 接待办公室: keeps the schedule, takes bookings, writes the record. Those who lead its organ and its departments receive. */
  office: unitCode,
  address: z.string().min(2).max(80),
  address_en: z.string().min(2).max(120).optional(),
  /** Where one books by telephone, for whoever cannot or will not online. */
  phone: z
    .string()
    .regex(/^[0-9-]{5,20}$/)
    .optional(),
})
export type Place = z.infer<typeof placeSchema>

/** What a city's programme may set for reception days. `source`: where our default comes from; "ours" is a proposal. */
export const receptionSettings = z.strictObject({
  places: z
    .record(z.string().regex(/^[a-z0-9_]{1,40}$/), placeSchema)
    .default({})
    .meta({ title: '领导接待日', source: 'the city’s own list' }),
  first_places: z
    .int()
    .min(0)
    .max(10)
    .default(1)
    .meta({ title: '每次前几个号先留给行动不便的人', range: [0, 10], source: 'ours; others get them when nothing else is free' }),
  record_within: termSetting('接待后几天内记录', 'ours: the end of the next working day', { amount: 1, unit: 'working_days' }),
  answer_within: termSetting('答应的事几天内答复', 'ours: our sources name reception days and no term', {
    amount: 10,
    unit: 'working_days',
  }),
  citizen_word_within: termSetting('本人回话期', 'ours: seven days, rest days included, never moved', {
    amount: 7,
    unit: 'calendar_days',
    roll: 'none',
  }),
  rounds: z
    .int()
    .min(2)
    .max(6)
    .default(3)
    .meta({ title: '最多几轮（每轮高一级）', range: [2, 6], source: 'ours: the unit, the leader in charge, the head' }),
  keep_content_years: z
    .int()
    .min(2)
    .max(30)
    .default(5)
    .meta({
      title: '办结几年后销毁内容（姓名、号码和话；痕迹仍可核验）',
      range: [2, 30],
      source: 'ours; the archive rules of the organ go before',
    }),
  unknown: z
    .record(z.string().regex(/^[a-z0-9_]{1,40}$/), unknownSchema)
    .default({
      answer_within: {
        what: '来源只说有领导接待日，没有说答应的事几天内办',
        what_en: 'The source names reception days and says no term for what was promised',
      },
    })
    .meta({ title: '来源没有写明的', source: 'what the published source does not say, setting by setting' }),
  ladder: ladderSchema.default(ladder).meta({ title: '到期阶梯', source: 'ours; the same order as of the callbacks' }),
})
export type ReceptionSettings = z.infer<typeof receptionSettings>
