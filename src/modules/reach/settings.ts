import { z } from 'zod'
import { ladderSchema, lateRung, nearRung, termSetting } from '../../engine/index.ts'
import type { Rung } from '../../engine/index.ts'

/** Late: the head of the division, the leader in charge, the head of the organ, supervision. Nothing punitive starts by itself. */
const ladder: Rung[] = [
  nearRung('answer_within', 'handler'),
  { clock: 'answer_within', when: 'due', do: 'remind', tell: 'handler' },
  lateRung('answer_within', 1, 'tell_superior', 'leader'),
  lateRung('answer_within', 2, 'tell_superior', 'superior'),
  lateRung('answer_within', 3, 'tell_superior', 'unit_head'),
  lateRung('answer_within', 5, 'supervision_slip', 'supervisor'),
]

const unitCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/)

/** An organ whose case officers may be asked for. */
const placeSchema = z.strictObject({
  name: z.string().min(2).max(40),
  name_en: z.string().min(2).max(80).optional(),
  unit: unitCode,
  /** Who has it where no officer is named, or nobody of that name is found. */
  registry: unitCode,
  /** For people who must go there; also what an explanation names where the register has no address. */
  address: z.string().min(2).max(80),
  address_en: z.string().min(2).max(120).optional(),
  phone: z
    .string()
    .regex(/^[0-9-]{5,20}$/)
    .optional(),
})
export type Place = z.infer<typeof placeSchema>

/** What a city's programme may set for reaching the case officer. `source`: where our default comes from; "ours" is a proposal. */
export const reachSettings = z.strictObject({
  places: z
    .record(z.string().regex(/^[a-z0-9_]{1,40}$/), placeSchema)
    .default({})
    .meta({ title: '可以联系承办人的单位', source: 'the city’s own list' }),
  answer_within: termSetting('几天内联系当事人', 'published practice of a court’s window: a reply within three working days (field.md 4)', {
    amount: 3,
    unit: 'working_days',
  }),
  citizen_word_within: termSetting('当事人回话期', 'ours: seven days, rest days included, never moved', {
    amount: 7,
    unit: 'calendar_days',
    roll: 'none',
  }),
  rounds: z
    .int()
    .min(2)
    .max(6)
    .default(3)
    .meta({ title: '最多几轮（每轮高一级）', range: [2, 6], source: 'ours: case officer, head of the division, leader in charge' }),
  keep_content_years: z
    .int()
    .min(2)
    .max(30)
    .default(5)
    .meta({
      title: '办结几年后销毁内容（案号、话、号码；痕迹仍可核验）',
      range: [2, 30],
      source: 'ours; the archive rules of the organ go before',
    }),
  ladder: ladderSchema.default(ladder).meta({ title: '到期阶梯', source: 'ours; the same order as of the callbacks' }),
})
export type ReachSettings = z.infer<typeof reachSettings>
