import { sayLadder, sayTerms } from '../../engine/index.ts'
import { saying } from '../../programme/index.ts'
import type { Said, Sayings } from '../../programme/index.ts'
import type { DisciplineSettings } from './settings.ts'

const rules: Said = {
  zh: '《纪检监察机关处理检举控告工作规则》',
  en: 'Rules of the discipline inspection organs on reports and accusations',
}

/** What a programme says of the sealed lane, in plain words. */
export const disciplineSayings: Sayings<DisciplineSettings> = {
  accept_within: sayTerms('lanes', '实名举报{}内告知是否受理。', 'A named report is answered within {}: taken up or not.', rules),
  feedback_within: sayTerms(
    'lanes',
    '了结后{}内把结果反馈给举报人。',
    'The result is told to the reporter within {} from the conclusion.',
    rules,
  ),
  keep_content_years: saying(
    'retention',
    '举报了结{}年后销毁内容和联系方式；痕迹仍可核验。',
    'Contents and contacts of a report are destroyed {} years after its conclusion; the trail can still be verified.',
    {
      keeps: (before, after) =>
        after < before
          ? {
              zh: '不能缩短：生效那一刻就会销毁按原来年限还要保存的内容，无法恢复。',
              en: 'May not be shortened: contents that the present term still keeps would be destroyed at once, for good.',
            }
          : undefined,
    },
  ),
  ladder: sayLadder('lanes', {
    clocks: { accept_within: { zh: '受理告知时限', en: 'Acceptance' }, feedback_within: { zh: '结果反馈时限', en: 'Feedback' } },
    seats: {
      discipline: { zh: '派驻纪检监察组', en: 'stationed discipline group' },
      discipline_superior: { zh: '上级纪检机关', en: 'discipline organ above' },
    },
  }),
}
