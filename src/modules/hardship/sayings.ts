import { sayLadder, sayTerms } from '../../engine/index.ts'
import { saying } from '../../programme/index.ts'
import type { Sayings } from '../../programme/index.ts'
import { hardshipFlow } from './flows/hardship.ts'
import type { HardshipSettings, Place, Unknown } from './settings.ts'

type Pairs = Readonly<Record<string, { readonly zh: string; readonly en: string }>>
const paired = (zh: Readonly<Record<string, string>>, en: Readonly<Record<string, string>>): Pairs =>
  Object.fromEntries(Object.entries(zh).map(([key, title]) => [key, { zh: title, en: en[key] ?? key }]))

const clocks = paired(hardshipFlow.clocks, {
  decide_within: 'Deciding',
  receipt_within: 'Receipt by civil affairs',
  civil_within: 'Civil affairs',
  give_within: 'Giving',
  citizen_word_within: 'Her word',
})
const seats = paired(hardshipFlow.seats, {
  handler: 'whoever decides',
  earlier: 'whoever decided in an earlier round',
  civil: 'relief at civil affairs',
  superior: 'leader in charge',
  unit_head: 'head of the organ',
  civil_head: 'head of civil affairs',
  supervisor: 'supervision of law enforcement',
  citizen: 'applicant',
  system: 'system',
})

/** What a programme says of help in hardship, in plain words. */
export const hardshipSayings: Sayings<HardshipSettings> = {
  places: {
    group: 'lines',
    each: (place: Place, code) => ({
      zh: `可以向${place.name}（${code}）申请困难救助：${place.unit} 的负责人决定，窗口在 ${place.window}；${place.civil ? `归民政的转给 ${place.civil}` : '没有写明转给哪个民政单位，都在这里决定'}。${place.name_en ?? ''}`,
      en: `Help may be applied for at ${place.name_en ?? place.name} (${code}): the head of ${place.unit} decides, its window is ${place.window}; ${place.civil ? `what belongs to civil affairs goes to ${place.civil}` : 'no civil affairs office is named, so all is decided here'}. In Chinese: ${place.name}.`,
    }),
  },
  decide_within: sayTerms('clocks', '困难救助的申请，{}内决定给不给。', 'An application for help in hardship is decided within {}.'),
  receipt_within: sayTerms('clocks', '转给民政的，民政{}内签收。', 'Civil affairs signs for what is handed over within {}.'),
  civil_within: sayTerms('clocks', '民政签收以后，{}内答复。', 'Civil affairs answers within {} of signing for it.'),
  give_within: sayTerms('clocks', '同意救助的，{}内给付。', 'What was granted is given within {}.'),
  citizen_word_within: sayTerms(
    'clocks',
    '给付或者不予以后，等本人{}说话。',
    'After giving or refusing, the applicant has {} to say her word.',
  ),
  unknown: {
    group: 'clocks',
    each: ({ what, what_en }: Unknown, key) => ({
      zh: `来源没有写明（${key}）：${what}。现在的写法是暂定的，请按本地文件改；群众和办件人看到日期时也看得到这句话。`,
      en: `The source does not say (${key}): ${what_en}. What stands here now is a stopgap; whoever reads the date reads that too.`,
    }),
  },
  rounds: saying(
    'rounds',
    '本人说没有得到帮助、不服不予救助的，最多{}轮，每轮高一级；最后一轮还没有，如实记为没有得到帮助。',
    'When the applicant says that no help reached her or does not accept a refusal there are at most {} rounds, each one rung higher; after the last it is kept as not helped.',
  ),
  keep_content_years: saying(
    'retention',
    '困难救助的件，办结{}年后销毁难处、金额、姓名、号码和话；痕迹仍可核验。',
    'Hardship, sums, name, number and words are destroyed {} years after the end; the trail can still be verified.',
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
  ladder: sayLadder('ladder', { clocks, seats }),
}
