import { z } from 'zod'
import { ladderSchema, lateRung, nearRung, termSetting } from '../../engine/index.ts'
import type { Rung } from '../../engine/index.ts'

const ladder: Rung[] = [
  nearRung('accept_within', 'discipline'),
  lateRung('accept_within', 1, 'remind', 'discipline'),
  lateRung('accept_within', 3, 'tell_superior', 'discipline_superior'),
  nearRung('feedback_within', 'discipline'),
  lateRung('feedback_within', 1, 'tell_superior', 'discipline_superior'),
]

/** Terms of the discipline organ's own rules; a city changes them only together with that organ. */
export const disciplineSettings = z.strictObject({
  accept_within: termSetting('受理告知时限', '纪检监察机关处理检举控告工作规则: real-name reports, 15 working days', {
    amount: 15,
    unit: 'working_days',
  }),
  feedback_within: termSetting('结果反馈时限', '纪检监察机关处理检举控告工作规则: 15 working days from the conclusion', {
    amount: 15,
    unit: 'working_days',
  }),
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
