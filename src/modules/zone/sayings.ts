import { sayLadder, sayTerms } from '../../engine/index.ts'
import { saying } from '../../programme/index.ts'
import type { Sayings } from '../../programme/index.ts'
import { zoneFlow } from './flows/zone.ts'
import type { Place, Unknown, ZoneSettings } from './settings.ts'

type Pairs = Readonly<Record<string, { readonly zh: string; readonly en: string }>>
const paired = (zh: Readonly<Record<string, string>>, en: Readonly<Record<string, string>>): Pairs =>
  Object.fromEntries(Object.entries(zh).map(([key, title]) => [key, { zh: title, en: en[key] ?? key }]))

const clocks = paired(zoneFlow.clocks, { answer_within: 'Answer', citizen_word_within: 'Word of whoever asked' })
const seats = paired(zoneFlow.seats, {
  handler: 'specialist',
  earlier: 'specialist of an earlier round',
  desk: 'desk of the zone',
  leader: 'leader of the zone',
  superior: 'leader in charge',
  unit_head: 'head',
  office: 'office for the business environment',
  citizen: 'whoever asked',
  system: 'system',
})

/** What a programme says of its service zones, in plain words. */
export const zoneSayings: Sayings<ZoneSettings> = {
  places: {
    group: 'lines',
    each: (place: Place, code) => ({
      zh: `${place.name}（${code}）由 ${place.unit} 办，${place.office} 督办${place.window ? `；办不成的转到办不成事窗口 ${place.window}` : ''}。${place.address}${place.phone ? `，电话${place.phone}` : ''}。${place.name_en ?? ''}${place.address_en ? `（${place.address_en}）` : ''}`,
      en: `${place.name_en ?? place.name} (${code}) is run by ${place.unit} and supervised by ${place.office}${place.window ? `; what cannot be got done goes to the window of last resort ${place.window}` : ''}. ${place.address_en ?? place.address}${place.phone ? `, telephone ${place.phone}` : ''}. In Chinese: ${place.name}, ${place.address}.`,
    }),
  },
  answer_within: sayTerms(
    'clocks',
    '服务保障专区的件，提出后{}内由专员答复。',
    'What comes to a service zone is answered by its specialist within {}.',
  ),
  citizen_word_within: sayTerms(
    'clocks',
    '专区答复以后，等本人{}说解决没有。',
    'After the zone’s answer whoever asked has {} to say whether it is solved.',
  ),
  rounds: saying(
    'rounds',
    '本人说没解决的，专区里最多{}轮，每轮高一级；最后一轮还没解决，可以转到“办不成事”窗口，或者如实记为没有解决。',
    'When whoever asked says that it is not solved there are at most {} rounds in the zone, each one rung higher; after the last it may go to the window of last resort, or is kept as not solved.',
  ),
  keep_content_years: saying(
    'retention',
    '服务保障专区的件，办结{}年后销毁姓名、号码和话；痕迹仍可核验。',
    'Name, number and words of what came to a zone are destroyed {} years after the end; the trail can still be verified.',
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
