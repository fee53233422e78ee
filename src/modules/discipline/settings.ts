import { z } from 'zod'
import { ladderSchema, termsSchema } from '../../engine/index.ts'
import type { Rung } from '../../engine/index.ts'

const ladder: Rung[] = [
  { clock: 'accept_within', when: 'near', do: 'remind', tell: 'discipline' },
  { clock: 'accept_within', when: 'late', by: { amount: 1, unit: 'working_days' }, do: 'remind', tell: 'discipline' },
  { clock: 'accept_within', when: 'late', by: { amount: 3, unit: 'working_days' }, do: 'tell_superior', tell: 'discipline_superior' },
  { clock: 'feedback_within', when: 'near', do: 'remind', tell: 'discipline' },
  { clock: 'feedback_within', when: 'late', by: { amount: 1, unit: 'working_days' }, do: 'tell_superior', tell: 'discipline_superior' },
]

/** Terms of the discipline organ's own rules; a city changes them only together with that organ. */
export const disciplineSettings = z.strictObject({
  accept_within: termsSchema
    .default(termsSchema.parse({ amount: 15, unit: 'working_days' }))
    .meta({ title: '受理告知时限', source: '纪检监察机关处理检举控告工作规则: real-name reports, 15 working days' }),
  feedback_within: termsSchema
    .default(termsSchema.parse({ amount: 15, unit: 'working_days' }))
    .meta({ title: '结果反馈时限', source: '纪检监察机关处理检举控告工作规则: 15 working days from the conclusion' }),
  keep_content_years: z
    .number()
    .int()
    .min(5)
    .max(50)
    .default(10)
    .meta({
      title: '了结几年后销毁内容（举报内容、联系方式；痕迹仍可核验）',
      range: [5, 50],
      source: 'ours; the discipline organ’s own archive rules go before',
    }),
  ladder: ladderSchema.default(ladder).meta({
    title: '到期提醒',
    source: 'ours: reminds the post itself, then tells the discipline organ above it; nobody else can be told',
  }),
})
export type DisciplineSettings = z.infer<typeof disciplineSettings>
