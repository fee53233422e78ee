import { sayLadder, sayTerms } from '../../engine/index.ts'
import { saying } from '../../programme/index.ts'
import type { Sayings } from '../../programme/index.ts'
import { reachFlow } from './flows/reach.ts'
import type { Place, ReachSettings } from './settings.ts'

type Pairs = Readonly<Record<string, { readonly zh: string; readonly en: string }>>
const paired = (zh: Readonly<Record<string, string>>, en: Readonly<Record<string, string>>): Pairs =>
  Object.fromEntries(Object.entries(zh).map(([key, title]) => [key, { zh: title, en: en[key] ?? key }]))

const clocks = paired(reachFlow.clocks, { answer_within: 'Reaching the party', citizen_word_within: 'The party’s word' })
const seats = paired(reachFlow.seats, {
  handler: 'case officer',
  earlier: 'case officer of an earlier round',
  registry: 'registry',
  leader: 'head of the division',
  superior: 'leader in charge',
  unit_head: 'head of the organ',
  supervisor: 'supervision of law enforcement',
  citizen: 'party',
  system: 'system',
})

/** What a programme says of reaching the case officer, in plain words. */
export const reachSayings: Sayings<ReachSettings> = {
  places: {
    group: 'lines',
    each: (place: Place, code) => ({
      zh: `可以联系${place.name}（${code}，${place.unit}）的承办人；没写明是谁的，先到 ${place.registry}。${place.address}${place.phone ? `，电话${place.phone}` : ''}。${place.name_en ?? ''}${place.address_en ? `（${place.address_en}）` : ''}`,
      en: `Case officers of ${place.name_en ?? place.name} (${code}, ${place.unit}) may be asked for; where none is named, ${place.registry} has it first. ${place.address_en ?? place.address}${place.phone ? `, telephone ${place.phone}` : ''}. In Chinese: ${place.name}, ${place.address}.`,
    }),
  },
  answer_within: sayTerms(
    'clocks',
    '联系不上承办人的，提出后{}内联系当事人。',
    'A party who could not reach the case officer is reached within {}.',
  ),
  citizen_word_within: sayTerms(
    'clocks',
    '联系以后，等当事人{}说是否联系上了。',
    'After that the party has {} to say whether she was reached.',
  ),
  rounds: saying(
    'rounds',
    '当事人说没联系上的，最多{}轮，每轮高一级；最后一轮还没联系上，如实记为没有联系上。',
    'When the party says that she was not reached there are at most {} rounds, each one rung higher; after the last it is kept as not reached.',
  ),
  keep_content_years: saying(
    'retention',
    '联系承办人的件，办结{}年后销毁案号、姓名、号码和话；痕迹仍可核验。',
    'Case, name, number and words are destroyed {} years after the end; the trail can still be verified.',
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
