import { sayLadder, sayTerms } from '../../engine/index.ts'
import { saying } from '../../programme/index.ts'
import type { Sayings } from '../../programme/index.ts'
import { receptionFlow } from './flows/reception.ts'
import type { Place, ReceptionSettings, Unknown } from './settings.ts'

type Pairs = Readonly<Record<string, { readonly zh: string; readonly en: string }>>
const paired = (zh: Readonly<Record<string, string>>, en: Readonly<Record<string, string>>): Pairs =>
  Object.fromEntries(Object.entries(zh).map(([key, title]) => [key, { zh: title, en: en[key] ?? key }]))

const clocks = paired(receptionFlow.clocks, {
  record_within: 'Record',
  answer_within: 'Answer',
  citizen_word_within: 'Word of whoever came',
})
const seats = paired(receptionFlow.seats, {
  office: 'reception office',
  host: 'leader who receives',
  handler: 'responsible unit',
  earlier: 'unit of an earlier round',
  superior: 'leader in charge',
  unit_head: 'head',
  supervisor: 'supervision',
  citizen: 'whoever came',
  system: 'system',
})

/** What a programme says of its reception days, in plain words. */
export const receptionSayings: Sayings<ReceptionSettings> = {
  places: {
    group: 'lines',
    each: (place: Place, code) => ({
      zh: `${place.name}（${code}）的领导接待日由 ${place.office} 排期、登记、记录。${place.address}${place.phone ? `，预约电话${place.phone}` : ''}。${place.name_en ?? ''}${place.address_en ? `（${place.address_en}）` : ''}`,
      en: `${place.name_en ?? place.name} (${code}): ${place.office} keeps its reception days, takes bookings and writes the record. ${place.address_en ?? place.address}${place.phone ? `, telephone ${place.phone}` : ''}. In Chinese: ${place.name}, ${place.address}.`,
    }),
  },
  first_places: saying(
    'lines',
    '每个接待日的前{}个号，先留给年老、残疾、有病、怀孕、带小孩的人；别的号约满了，谁都可以约。',
    'The first {} places of a reception day are kept for those for whom waiting is hard; anybody may have them once the others are taken.',
  ),
  record_within: sayTerms(
    'clocks',
    '接待日当天起{}内，由接待办公室记录来没来、说了什么、答应了什么。',
    'The office writes the record within {} from the day on.',
  ),
  answer_within: sayTerms(
    'clocks',
    '领导答应的事，记录后{}内由写明的单位答复。',
    'What a leader promised is answered by the named unit within {} of the record.',
  ),
  citizen_word_within: sayTerms(
    'clocks',
    '答复以后，等本人{}说解决没有。',
    'After the answer whoever came has {} to say whether it is solved.',
  ),
  rounds: saying(
    'rounds',
    '本人说没解决的，最多{}轮，每轮高一级；最后一轮还没解决，如实记为没有解决。',
    'When whoever came says that it is not solved there are at most {} rounds, each one rung higher; after the last it is kept as not solved.',
  ),
  keep_content_years: saying(
    'retention',
    '领导接待日的件，办结{}年后销毁姓名、号码和话；痕迹仍可核验。',
    'Name, number and words of a reception are destroyed {} years after the end; the trail can still be verified.',
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
  unknown: {
    group: 'clocks',
    each: ({ what, what_en }: Unknown, key) => ({
      zh: `来源没有写明（${key}）：${what}。现在的写法是暂定的，请按本地文件改。`,
      en: `The source does not say (${key}): ${what_en}. What stands here now is a stopgap; set it by the local document.`,
    }),
  },
  ladder: sayLadder('ladder', { clocks, seats }),
}
