import { z } from 'zod'
import { ladderSchema, lateRung, nearRung, termSetting } from '../../engine/index.ts'
import type { Rung } from '../../engine/index.ts'

/** Late: whoever leads the zone, the leader in charge, the head, the office for the business environment. Nothing punitive starts by itself. */
const ladder: Rung[] = [
  nearRung('answer_within', 'handler'),
  { clock: 'answer_within', when: 'due', do: 'remind', tell: 'handler' },
  lateRung('answer_within', 1, 'tell_superior', 'leader'),
  lateRung('answer_within', 2, 'tell_superior', 'superior'),
  lateRung('answer_within', 3, 'tell_superior', 'unit_head'),
  lateRung('answer_within', 5, 'supervision_slip', 'office'),
]

const unitCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/)

const unknownSchema = z.strictObject({ what: z.string().min(4).max(120), what_en: z.string().min(4).max(240) })
export type Unknown = z.infer<typeof unknownSchema>

/** A zone of a service hall. */
const placeSchema = z.strictObject({
  name: z.string().min(2).max(40),
  name_en: z.string().min(2).max(80).optional(),
  unit: unitCode,
  /** The office for the business environment that supervises it. */
  office: unitCode,
  /** Code of the window of last resort (`stuck.windows`) to which it hands over what cannot be got done; none, and nothing can be handed over. */
  window: z
    .string()
    .regex(/^[a-z0-9_]{1,40}$/)
    .optional(),
  address: z.string().min(2).max(80),
  address_en: z.string().min(2).max(120).optional(),
  phone: z
    .string()
    .regex(/^[0-9-]{5,20}$/)
    .optional(),
})
export type Place = z.infer<typeof placeSchema>

/** What a city's programme may set for its service zones. `source`: where our default comes from; "ours" is a proposal. */
export const zoneSettings = z.strictObject({
  places: z
    .record(z.string().regex(/^[a-z0-9_]{1,40}$/), placeSchema)
    .default({})
    .meta({ title: '服务保障专区', source: 'the city’s own list' }),
  answer_within: termSetting('几天内答复', 'ours: the three working days that the source promises for an ordinary problem', {
    amount: 3,
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
    .default(2)
    .meta({ title: '最多几轮（每轮高一级）', range: [2, 6], source: 'ours: the specialist, whoever leads the zone' }),
  keep_content_years: z
    .int()
    .min(2)
    .max(30)
    .default(5)
    .meta({
      title: '办结几年后销毁内容（姓名、号码和话；痕迹仍可核验）',
      range: [2, 30],
      source: 'ours; the archive rules of the hall go before',
    }),
  unknown: z
    .record(z.string().regex(/^[a-z0-9_]{1,40}$/), unknownSchema)
    .default({})
    .meta({ title: '来源没有写明的', source: 'what the published source does not say, setting by setting' }),
  ladder: ladderSchema.default(ladder).meta({ title: '到期阶梯', source: 'ours; the same order as of the callbacks' }),
})
export type ZoneSettings = z.infer<typeof zoneSettings>
