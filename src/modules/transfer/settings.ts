import { z } from 'zod'
import { ladderSchema, lateRung, nearRung, termSetting } from '../../engine/index.ts'
import type { Rung } from '../../engine/index.ts'

/** A rest beyond the limit, a hand-over unsigned, a search without a find: the other side, the centre, the leader in charge. Nothing punitive starts by itself. */
const ladder: Rung[] = [
  nearRung('rest_within', 'holder'),
  { clock: 'rest_within', when: 'due', do: 'tell_superior', tell: 'office' },
  lateRung('rest_within', 1, 'tell_superior', 'superior'),
  lateRung('rest_within', 3, 'supervision_slip', 'office'),
  { clock: 'sign_within', when: 'due', do: 'remind', tell: 'receiver' },
  lateRung('sign_within', 1, 'tell_superior', 'office'),
  { clock: 'search_within', when: 'due', do: 'tell_superior', tell: 'superior' },
  lateRung('search_within', 2, 'supervision_slip', 'office'),
  { clock: 'fetch_within', when: 'due', do: 'remind', tell: 'holder' },
]

const unitCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/)

/** A transfer point: a window of the register, by its code. */
const pointSchema = z.strictObject({
  name: z.string().min(2).max(40),
  name_en: z.string().min(2).max(80).optional(),
  unit: unitCode,
  /** Who answers for the hand-over of papers there 材料接转中心. */
  office: unitCode,
  /** Units whose papers it takes. */
  serves: z.array(unitCode).min(1).max(60),
  address: z.string().min(2).max(80),
  address_en: z.string().min(2).max(120).optional(),
  phone: z
    .string()
    .regex(/^[0-9-]{5,20}$/)
    .optional(),
  hours: z.string().min(2).max(60).optional(),
})
export type Point = z.infer<typeof pointSchema>

/** What a city's programme may set for the hand-over of papers. `source`: where our default comes from; "ours" is a proposal. */
export const transferSettings = z.strictObject({
  points: z
    .record(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/), pointSchema)
    .default({})
    .meta({ title: '材料接转点（窗口的编码）', source: 'the city’s own list of points; codes of windows in the register' }),
  rest_within: termSetting('材料在一个人手里最多停放多久', 'the town’s story: one working day', { amount: 1, unit: 'working_days' }),
  sign_within: termSetting('交出以后对方多久内签收', 'ours', { amount: 4, unit: 'hours' }),
  search_within: termSetting('找不到的材料多久内找', 'ours', { amount: 1, unit: 'working_days' }),
  fetch_within: termSetting('请当事人取回，等多久', 'ours', { amount: 15, unit: 'calendar_days' }),
  keep_content_years: z
    .int()
    .min(2)
    .max(30)
    .default(5)
    .meta({
      title: '办结几年后销毁内容（清单、号码；痕迹仍可核验）',
      range: [2, 30],
      source: 'ours; the archive rules of the organ go before',
    }),
  ladder: ladderSchema.default(ladder).meta({ title: '到期阶梯', source: 'ours' }),
})
export type TransferSettings = z.infer<typeof transferSettings>
