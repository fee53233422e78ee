import { sayLadder, sayTerms } from '../../engine/index.ts'
import { saying } from '../../programme/index.ts'
import type { Sayings } from '../../programme/index.ts'
import { campaignKinds, ways } from './contract.ts'
import { concernFlow } from './flows/concern.ts'
import { findingFlow } from './flows/finding.ts'
import { inspectionFlow } from './flows/inspection.ts'
import type { Campaign, Inspection, RoundsSettings } from './settings.ts'

type Pairs = Readonly<Record<string, { readonly zh: string; readonly en: string }>>
const paired = (zh: Readonly<Record<string, string>>, en: Readonly<Record<string, string>>): Pairs =>
  Object.fromEntries(Object.entries(zh).map(([key, title]) => [key, { zh: title, en: en[key] ?? key }]))

const clocks = paired(
  { ...concernFlow.clocks, ...inspectionFlow.clocks, ...findingFlow.clocks },
  {
    answer_within: 'Answering a concern',
    tell_within: 'Telling whoever raised it',
    inspect_within: 'Day of the inspection',
    fix_within: 'Putting right what was found',
    recheck_within: 'Looking again',
  },
)
const seats = paired(
  { ...concernFlow.seats, ...findingFlow.seats },
  {
    inspector: 'inspector',
    inspector_lead: 'head of the inspecting unit',
    handler: 'responsible unit',
    earlier: 'responsible unit of an earlier round',
    visitor: 'visiting unit',
    visitor_lead: 'head of the visiting unit',
    superior: 'leader in charge',
    unit_head: 'head of the organ',
    supervisor: 'supervision of law enforcement',
    system: 'system',
  },
)
const waysEn = { daily: 'daily round', random: 'random inspection', special: 'special inspection', walk: 'mystery walk' } as const
const kindsEn = { household: 'visits to households', firm: 'talks with firms' } as const

/** What a programme says of visits, in plain words. */
export const roundsSayings: Sayings<RoundsSettings> = {
  campaigns: {
    group: 'lines',
    each: (campaign: Campaign, code) => ({
      zh: `${campaign.name}（${code}，${campaignKinds[campaign.kind]}）由 ${campaign.unit} 走访、记台账。${campaign.name_en ?? ''}`,
      en: `${campaign.name_en ?? campaign.name} (${code}, ${kindsEn[campaign.kind]}) are made by ${campaign.unit}, which keeps the ledger. In Chinese: ${campaign.name}.`,
    }),
  },
  answer_within: sayTerms(
    'clocks',
    '走访听到的建议和问题，责任单位{}办理答复。',
    'Suggestions and problems heard at a visit are answered within {}.',
  ),
  tell_within: sayTerms('clocks', '答复以后，走访的人{}告诉本人。', 'Whoever visited tells the answer within {}.'),
  inspections: {
    group: 'lines',
    each: (one: Inspection, code) => ({
      zh: `${ways[one.way]}“${one.name}”（${code}）：${one.unit} 按${one.items.length}项查 ${one.places.join('、')}${one.way === 'random' ? `，每周抽${one.each_week}次，钟点 ${one.hours.join('、')}` : ''}。检查项：${one.items.join('；')}。${one.name_en ?? ''}`,
      en: `${one.name_en ?? one.name} (${code}, ${waysEn[one.way]}): ${one.unit} looks at ${one.places.join(', ')} by ${one.items.length} items${one.way === 'random' ? `, ${one.each_week} drawn each week from ${one.hours.join(', ')}` : ''}. In Chinese: ${one.name}: ${one.items.join('；')}.`,
    }),
  },
  inspect_within: sayTerms(
    'clocks',
    '巡查{}做完；抽到哪一天的，就在那一天。',
    'An inspection is made within {}; where a day was drawn, on that day.',
  ),
  fix_within: sayTerms('clocks', '巡查发现的问题，责任单位{}整改。', 'What an inspection finds is put right within {}.'),
  recheck_within: sayTerms('clocks', '报了整改的，巡查的人{}复查。', 'Whoever inspects looks again within {}.'),
  rounds: saying(
    'rounds',
    '本人说没解决的，最多{}轮，每轮高一级；最后一轮还没解决，如实记为没有解决。',
    'When the person says that it is not solved there are at most {} rounds, each one rung higher; after the last it is kept as not solved.',
  ),
  attempts_before_untold: saying(
    'rounds',
    '告知不到本人的，至少联系{}次才能办结，不算解决。',
    'Whoever could not be told was tried at least {} times before the end; it does not count as solved.',
  ),
  keep_content_years: saying(
    'retention',
    '走访意见办结{}年后销毁话、姓名和号码；痕迹仍可核验。',
    'Words, names and numbers of visits are destroyed {} years after the end; the trail can still be verified.',
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
