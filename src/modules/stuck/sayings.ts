import { sayLadder, sayTerms } from '../../engine/index.ts'
import { saying } from '../../programme/index.ts'
import type { Sayings } from '../../programme/index.ts'
import { shareFlow } from './flows/share.ts'
import { classFlow } from './flows/class.ts'
import { stuckFlow } from './flows/matter.ts'
import { categories } from './contract.ts'
import { ledgerValues } from './ledgerWords.ts'
import type { Power, StuckSettings, StuckWindow, Unknown } from './settings.ts'

type Pairs = Readonly<Record<string, { readonly zh: string; readonly en: string }>>
const paired = (zh: Readonly<Record<string, string>>, en: Readonly<Record<string, string>>): Pairs =>
  Object.fromEntries(Object.entries(zh).map(([key, title]) => [key, { zh: title, en: en[key] ?? key }]))

const clocks = paired(
  { ...stuckFlow.clocks, ...shareFlow.clocks, ...classFlow.clocks },
  {
    contact_within: 'Contact the same day',
    general_within: 'A general matter',
    complex_within: 'A complex matter',
    enquiry_within: 'An enquiry',
    on_spot_within: 'The head on the spot',
    lead_within: 'Naming a lead',
    second_reading_within: 'Second reading',
    citizen_word_within: 'Citizen’s word',
    share_within: 'A co-handler’s part',
    class_within: 'A class of matters',
    class_again_within: 'A class that was sent back',
    class_review_within: 'The office’s look at a class',
  },
)
const seats = paired(
  { ...stuckFlow.seats, ...shareFlow.seats, ...classFlow.seats },
  {
    window: 'window',
    lead: 'lead unit',
    superior: 'leader in charge',
    unit_head: 'head of the unit',
    office: 'business-environment office',
    office_above: 'office above',
    co_handler: 'co-handler',
    responsible: 'responsible unit',
    citizen: 'citizen',
    system: 'system',
  },
)
const dayNames: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  mon: { zh: '周一', en: 'Monday' },
  tue: { zh: '周二', en: 'Tuesday' },
  wed: { zh: '周三', en: 'Wednesday' },
  thu: { zh: '周四', en: 'Thursday' },
  fri: { zh: '周五', en: 'Friday' },
  sat: { zh: '周六', en: 'Saturday' },
  sun: { zh: '周日', en: 'Sunday' },
}
/** When it is open, as the page reckons it; a programme that says none says nothing here. */
const sayOpen = ({ open, open_over_noon: noon, made_up_as: madeUpAs }: StuckWindow): { readonly zh: string; readonly en: string } => {
  if (!open) return { zh: '', en: '' }
  const days = (language: 'zh' | 'en'): readonly string[] =>
    open.map(line => `${dayNames[line.slice(0, 3)]?.[language] ?? ''} ${line.slice(4)}`)
  const worked = dayNames[madeUpAs] ?? { zh: madeUpAs, en: madeUpAs }
  return {
    zh: `开门：${days('zh').join('，')}；${noon ? '中午不打烊；' : ''}调休上班按${worked.zh}；放假不开。`,
    en: ` Open: ${days('en').join('; ')}${noon ? '; over noon, too' : ''}; a worked weekend day as ${worked.en}; closed on holidays.`,
  }
}
const levels = {
  city: { zh: '市级', en: 'city' },
  county: { zh: '县级', en: 'county' },
  town: { zh: '乡级', en: 'town' },
  village: { zh: '村级', en: 'village' },
} as const

/** What a programme says of the windows of last resort, in plain words. */
export const stuckSayings: Sayings<StuckSettings> = {
  windows: {
    group: 'lines',
    each: (window: StuckWindow, code) => ({
      zh: `${levels[window.level].zh}窗口“${window.name}”（${code}，${window.form === 'court' ? '法院' : '大厅'}）：设在 ${window.unit}，由 ${window.office} 督办；${window.address}${window.phone ? `，电话${window.phone}` : ''}${window.hours.length > 0 ? `；${window.hours.join('，')}` : ''}。${window.name_en ?? ''}${window.hours_en ? `（${window.hours_en.join('; ')}）` : ''}${sayOpen(window).zh}`,
      en: `${levels[window.level].en} window “${window.name_en ?? window.name}” (${code}, ${window.form}): at ${window.unit}, supervised by ${window.office}; ${window.address}${window.phone ? `, telephone ${window.phone}` : ''}; ${(window.hours_en ?? window.hours).join('; ')}. In Chinese: ${window.name}, ${window.hours.join('; ')}.${sayOpen(window).en}`,
    }),
  },
  powers: {
    group: 'lines',
    each: (power: Power, code) => ({
      zh: `权责清单“${power.title}”（${code}）由 ${power.unit} 牵头${power.basis ? `，依据${power.basis}` : ''}。`,
      en: `Register of powers, “${power.title}” (${code}): ${power.unit} leads${power.basis ? `, by ${power.basis}` : ''}.`,
    }),
  },
  categories: saying<StuckSettings['categories']>(
    'lines',
    '办不成事窗口受理这几类：{}。',
    'The windows of last resort take these kinds: {}.',
    {
      as: kinds => ({
        zh: kinds.map(kind => categories[kind]).join('；'),
        en: kinds.map(kind => ledgerValues['category']?.[kind]?.en ?? kind).join('; '),
      }),
    },
  ),
  contact_within: sayTerms('clocks', '反映办不成的事，{}要联系本人。', 'Whoever reports a stuck matter is spoken with within {}.'),
  general_within: sayTerms(
    'clocks',
    '办不成的事，一般件从受理起{}内办理反馈；法院窗口这时要答复。',
    'A general stuck matter is handled and fed back within {}; a court window replies by then.',
  ),
  complex_within: sayTerms('clocks', '办不成的事，复杂件从受理起{}。', 'A complex stuck matter, from its intake: {}.'),
  enquiry_apart: saying<boolean>('clocks', '{}', '{}', {
    as: apart =>
      apart
        ? {
            zh: '咨询件单列：受理当天定为咨询件的，按咨询件时限答复。',
            en: 'Enquiries stand apart: what is marked so on the day of its intake has a term of its own.',
          }
        : { zh: '咨询件不单列，按一般件时限办。', en: 'Enquiries do not stand apart; they have the term of a general matter.' },
  }),
  enquiry_within: sayTerms('clocks', '单列咨询件的，{}内答复。', 'Where enquiries stand apart, one is answered within {}.'),
  urgent_never_extended: saying<boolean>('rounds', '{}', '{}', {
    as: never =>
      never
        ? { zh: '定为急件的，一律不延期。', en: 'A matter that was marked urgent is never extended.' }
        : { zh: '急件可以和别的件一样申请延期。', en: 'An urgent matter may be extended like any other.' },
  }),
  on_spot_within: sayTerms('clocks', '请了负责人，{}内到场。', 'A head who is called comes within {}.'),
  share_within: sayTerms('clocks', '协办单位{}内回。', 'A co-handler answers within {}.'),
  lead_within: sayTerms(
    'clocks',
    '退回两次，或者群众说没解决，{}内定下谁牵头。',
    'After two returns, or a citizen’s no, the lead is named within {}.',
  ),
  second_reading_within: sayTerms('clocks', '否定答复，另一个人{}内复核。', 'A negative answer is read by another person within {}.'),
  citizen_word_within: sayTerms('clocks', '答复以后等反映人自己的话：{}。', 'After an answer the citizen’s own word is awaited for {}.'),
  return_within: sayTerms(
    'rounds',
    '不是本单位的事，{}内可以退回一次、提一次异议，过了就办。',
    'A unit may say once that it is not its own, within {}; later it handles the matter.',
  ),
  booking_places: saying<number>('lines', '{}', '{}', {
    as: places =>
      places === 0
        ? { zh: '办不成事窗口不收预约，来了就办。', en: 'Windows of last resort take no bookings; whoever comes is served.' }
        : {
            zh: `办不成事窗口开着的时候，每半小时可以预约${places}个号；没有预约的照样办。`,
            en: `While a window of last resort is open, ${places} may book each half hour; whoever has not booked is served all the same.`,
          },
  }),
  booking_days_ahead: saying('lines', '到窗口的预约，可以约到{}天以后。', 'A visit to a window may be booked up to {} days ahead.'),
  ask_before_hours: saying(
    'rounds',
    '延期只有一次，最迟在到期前{}小时申请，理由告诉反映人。',
    'An extension is given once, asked for at least {} hours before the due time, and told to the citizen.',
  ),
  rounds: saying(
    'rounds',
    '反映人说没解决就换人重办，最迟第{}轮由上级复核。',
    'A citizen’s no on a stuck matter begins a new round with another person; the office above looks in round {} at the latest.',
  ),
  keep_content_years: saying(
    'retention',
    '办不成事的件，办结{}年后销毁群众的话、号码和答复；痕迹仍可核验。',
    'Of stuck matters, words, numbers and answers are destroyed {} years after the end; the trail can still be verified.',
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
  clearing_opens_before: saying(
    'rounds',
    '周清：每周最后一个工作日的前{}个工作日出清理单，当天24点前每件清掉、说明或上报，没人动的自动上报。',
    'Weekly clearing: the list is made {} working days before the week’s last working day; by the end of that day each matter is cleared, explained or escalated, and what nobody touched is escalated by the clock.',
  ),
  recurring_from: saying(
    'rounds',
    '月结：同一类、同一个原因、同一个单位，有{}件就算反复，可以立“一类事”。',
    'Monthly summary: {} matters of one kind, cause and unit count as recurring; the office may set up a class for them.',
  ),
  recurring_months: saying(
    'rounds',
    '月结数反复的原因，连本月往前看{}个月。',
    'Recurring causes are looked for over {} months, this one included.',
  ),
  class_within: sayTerms(
    'clocks',
    '一类事由督办单位定日子，最短{}。',
    'The office names the day for a class of matters; at the shortest {}.',
  ),
  class_again_within: sayTerms('clocks', '一类事没有改到位退回的，{}内再改。', 'A class that was sent back is answered again within {}.'),
  class_review_within: sayTerms('clocks', '一类事报核定后，督办单位{}内核。', 'The office looks at an answered class within {}.'),
  unknown: {
    group: 'clocks',
    each: ({ what, what_en }: Unknown, key) => ({
      zh: `来源没有写明（${key}）：${what}。现在的写法是暂定的，请按本地文件改。`,
      en: `The source does not say (${key}): ${what_en}. What stands here now is a stopgap; set it by the local document.`,
    }),
  },
  ladder: sayLadder('ladder', { clocks, seats }),
}
