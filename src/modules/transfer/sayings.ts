import { sayLadder, sayTerms } from '../../engine/index.ts'
import { saying } from '../../programme/index.ts'
import type { Sayings } from '../../programme/index.ts'
import { bundleFlow } from './flows/bundle.ts'
import type { Point, TransferSettings } from './settings.ts'

type Pairs = Readonly<Record<string, { readonly zh: string; readonly en: string }>>
const paired = (zh: Readonly<Record<string, string>>, en: Readonly<Record<string, string>>): Pairs =>
  Object.fromEntries(Object.entries(zh).map(([key, title]) => [key, { zh: title, en: en[key] ?? key }]))

const clocks = paired(bundleFlow.clocks, {
  rest_within: 'Rest of a bag',
  sign_within: 'Signature of the receiver',
  search_within: 'Search',
  fetch_within: 'Fetching back',
})
const seats = paired(bundleFlow.seats, {
  holder: 'point that holds it',
  receiver: 'receiving point',
  addressee: 'case officer’s unit',
  point: 'point that took it in',
  superior: 'leader in charge',
  office: 'centre for the hand-over of papers',
  citizen: 'party',
  system: 'system',
})

/** What a programme says of the hand-over of papers, in plain words. */
export const transferSayings: Sayings<TransferSettings> = {
  points: {
    group: 'lines',
    each: (point: Point, code) => ({
      zh: `材料接转点“${point.name}”（${code}）：设在 ${point.unit}，由 ${point.office} 管；收 ${point.serves.join('、')} 的材料；${point.address}${point.phone ? `，电话${point.phone}` : ''}${point.hours ? `，${point.hours}` : ''}。${point.name_en ?? ''}${point.address_en ? `（${point.address_en}）` : ''}`,
      en: `Transfer point “${point.name_en ?? point.name}” (${code}): at ${point.unit}, answered for by ${point.office}; takes papers for ${point.serves.join(', ')}; ${point.address_en ?? point.address}${point.phone ? `, telephone ${point.phone}` : ''}${point.hours ? `, ${point.hours}` : ''}. In Chinese: ${point.name}, ${point.address}.`,
    }),
  },
  rest_within: sayTerms(
    'clocks',
    '材料在一个人手里最多停放{}，过了报警。',
    'Papers rest with one holder for {} at most; then an alarm is raised.',
  ),
  sign_within: sayTerms(
    'clocks',
    '交出以后，对方{}内签收；没签的显示为未签收。',
    'Whoever is given a bag signs within {}; else it shows as unsigned.',
  ),
  search_within: sayTerms(
    'clocks',
    '找不到的材料，{}内从最后签收处查找。',
    'Missing papers are searched for within {}, from the last signature.',
  ),
  fetch_within: sayTerms('clocks', '请当事人取回的，等{}。', 'Papers that a party is asked to fetch wait for {}.'),
  keep_content_years: saying(
    'retention',
    '材料接转的件，办结{}年后销毁清单、姓名和号码；痕迹仍可核验。',
    'Of papers handed over, lists, names and numbers are destroyed {} years after the end; the trail can still be verified.',
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
