import { sayLadder, sayTerms } from '../../engine/index.ts'
import { listed, saying, yesOrNo } from '../../programme/index.ts'
import type { Sayings } from '../../programme/index.ts'
import { callFlow } from './flows/call.ts'
import { orderFlow } from './flows/order.ts'
import { markingFlow } from './flows/marking.ts'
import { recheckFlow } from './flows/recheck.ts'
import { repairFlow } from './flows/repair.ts'
import { slipFlow } from './flows/slip.ts'
import type { CallbackSettings } from './settings.ts'

type Pairs = Readonly<Record<string, { readonly zh: string; readonly en: string }>>
const paired = (zh: Readonly<Record<string, string>>, en: Readonly<Record<string, string>>): Pairs =>
  Object.fromEntries(Object.entries(zh).map(([key, title]) => [key, { zh: title, en: en[key] ?? key }]))

const flows = [callFlow, repairFlow, recheckFlow, slipFlow, orderFlow, markingFlow]
/** 集中整改 and 回访 both have a 整改时限; a ladder of all must tell them apart. */
const clocks = paired(
  { ...(Object.assign({}, ...flows.map(flow => flow.clocks)) as Record<string, string>), repair_within: '集中整改时限' },
  {
    call_within: 'Call',
    rectify_within: 'Repair',
    second_reading_within: 'Second reading',
    second_contact_within: 'Second contact',
    citizen_word_within: 'Citizen’s word',
    recheck_within: 'Asking again',
    plan_within: 'Plan of a unit’s repair',
    repair_within: 'A unit’s repair',
    check_within: 'Check by the centre',
    order_within: 'A line of the weekly list',
    issue_within: 'Issue of a slip',
    receipt_within: 'Receipt of a slip',
    reply_within: 'Reply to a slip',
    mark_within: 'Marking a record',
    object_within: 'Objecting to a mark',
    second_mark_within: 'Marking a record again',
  },
)
const seats = paired(Object.assign({}, ...flows.map(flow => flow.seats)) as Record<string, string>, {
  caller: 'caller',
  superior: 'leader in charge',
  unit_head: 'head of the unit',
  centre: 'callback centre',
  supervisor: 'political-legal committee',
  supervisor_above: 'committee above',
  line_superior: 'organ above',
  discipline: 'stationed discipline group',
  citizen: 'citizen',
  system: 'system',
  asker: 'person who asks again',
  leader: 'head of the department',
  marker: 'quality reader',
  second_marker: 'second quality reader',
})

const weekdays = { zh: ['一', '二', '三', '四', '五'], en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] }

const takenOver: Readonly<Record<CallbackSettings['centre_takes_over'], { readonly zh: string; readonly en: string }>> = {
  asked: {
    zh: '逾期没有回访的，群众自己请，评价回访中心才接过来打。',
    en: 'An overdue call goes over to the callback centre only if the citizen asks for it.',
  },
  may: {
    zh: '逾期没有回访的，评价回访中心可以写明理由接过来打；群众也可以自己请。',
    en: 'The callback centre may take an overdue call over, with its reason; the citizen may ask for that too.',
  },
  overdue: {
    zh: '逾期没有回访的，自动转给评价回访中心打；群众也可以自己请。',
    en: 'An overdue call goes over to the callback centre by itself; the citizen may ask for that too.',
  },
}

/** What a programme says of callback, repair and second contact, in plain words. */
export const callbackSayings: Sayings<CallbackSettings> = {
  call_within: sayTerms('clocks', '群众要回话的差评，{}内打电话。', 'A poor rating with a wish for a call is called within {}.'),
  rectify_within: sayTerms('clocks', '从差评起{}内改好，并告诉群众。', 'It is put right, and the citizen told, within {} from the rating.'),
  second_reading_within: sayTerms(
    'clocks',
    '说“依法办不了”或者“联系不上”的，另一个人{}内复核。',
    'Whoever says “the law does not allow it” or “not reached” is checked by another person within {}.',
  ),
  second_contact_within: sayTerms('clocks', '改好后{}内再联系群众。', 'After the repair the citizen is contacted again within {}.'),
  citizen_word_within: sayTerms('clocks', '答复以后等群众自己的话：{}。', 'After an answer the citizen’s own word is awaited for {}.'),
  recheck_within: sayTerms(
    'clocks',
    '抽中的，部门以外的人{}内再问一遍。',
    'What is drawn is asked again by somebody outside the department within {}.',
  ),
  plan_within: sayTerms(
    'clocks',
    '不留名的差评按原因交单位整改：{}内提出办法。',
    'Reasons of ratings without a name go to the unit: a plan within {}.',
  ),
  repair_within: sayTerms('clocks', '单位{}内整改到位。', 'The unit has it put right within {}.'),
  check_within: sayTerms('clocks', '评价回访中心{}内核查。', 'The callback centre checks within {}.'),
  order_within: sayTerms(
    'clocks',
    '周清单上的整改要求，从清单发出起至少{}；清单上写的日子更晚，以清单为准。',
    'A line of the weekly list has at least {} from the list’s day, or until the day that it names where that is later.',
  ),
  issue_within: sayTerms('clocks', '督办函草拟后{}内决定签不签发。', 'A drafted supervision slip is issued, or not, within {}.'),
  receipt_within: sayTerms('clocks', '督办函{}内签收。', 'A supervision slip is signed for within {}.'),
  reply_within: sayTerms('clocks', '督办函{}内回复。', 'A supervision slip is replied to within {}.'),
  mark_within: sayTerms('clocks', '抽中的回访记录{}内评分。', 'A record that was drawn is marked within {}.'),
  object_within: sayTerms('clocks', '回访人对评分可以在{}内提一次异议。', 'Its caller may object to the mark once, within {}.'),
  second_mark_within: sayTerms(
    'clocks',
    '有异议的，第二个人{}内评，以他评的为准。',
    'After an objection a second person marks within {}; that mark stands.',
  ),
  marks: saying<CallbackSettings['marks']>('rounds', '记录质检按这些评分：{}。', 'Records are marked by: {}.', {
    as: criteria => ({
      zh: criteria.map(one => `${one.title}（0到${one.points}分）${one.says.replace(/。$/, '')}`).join('；'),
      en: criteria.map(one => `${one.title_en} (0 to ${one.points}): ${one.says_en.replace(/\.$/, '')}`).join('; '),
    }),
  }),
  marks_share: {
    group: 'rounds',
    say: ({ percent, least }) =>
      percent === 0
        ? { zh: '回访记录不抽查质检。', en: 'No records of calls are marked.' }
        : {
            zh: `每周办结的回访记录，随机抽${percent}%质检，至少${least}件；随机数的指纹提前公布，事后谁都能复算。`,
            en: `Of the records of calls closed in a week ${percent}% are marked, ${least} at least, drawn by chance; the hash of the seed is public before, and anybody can draw again afterwards.`,
          },
  },
  ladder: sayLadder('ladder', { clocks, seats }),
  rounds: saying(
    'rounds',
    '群众说没解决就重办，最迟第{}轮由本机关以外的末级复核。',
    'A citizen’s no begins a new round; the last organ looks in round {} at the latest.',
  ),
  attempts: saying<CallbackSettings['attempts']>(
    'rounds',
    '{}个不同的日子打不通，才算联系不上。',
    'Only after {} different days without an answer has nobody been reached.',
    { as: ({ count }) => ({ zh: String(count), en: String(count) }) },
  ),
  recheck: {
    group: 'rounds',
    say: ({ one_sided: own, unreachable, citizen_silent: silent, solved }) => ({
      zh: `部门以外的人抽样再问：单方记录办结的抽${own}%，联系不上的抽${unreachable}%，群众没有回话的抽${silent}%，群众说解决了的抽${solved}%。`,
      en: `Somebody outside the department asks again: ${own}% of what a caller closed by his own record, ${unreachable}% of what nobody was reached for, ${silent}% where the citizen stayed silent, ${solved}% where she said that it is solved.`,
    }),
  },
  centre_takes_over: {
    group: 'rounds',
    say: how => takenOver[how],
  },
  remind_until_acknowledged: saying<CallbackSettings['remind_until_acknowledged']>(
    'rounds',
    '回访人没点“已看到”，每{}小时再提醒一次。',
    'A caller who has not pressed “seen” is reminded every {} hours.',
    { as: ({ amount }) => ({ zh: String(amount), en: String(amount) }) },
  ),
  sms_replies: yesOrNo(
    'messages',
    { zh: '群众可以用短信回1、2、3。', en: 'Citizens may answer by text: 1, 2 or 3.' },
    { zh: '群众不能用短信回1、2、3，要打开链接。', en: 'Citizens cannot answer by text; they open the link.' },
  ),
  keep_content_years: saying(
    'retention',
    '办结{}年后销毁群众的话、号码和答复；痕迹仍可核验。',
    'Words, numbers and answers are destroyed {} years after the end; the trail can still be verified.',
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
  weekly_list_day: saying('rounds', '整改单每周{}随清单发出。', 'Repair orders go out with the list of each {}.', {
    as: day => ({ zh: weekdays.zh[day - 1] ?? String(day), en: weekdays.en[day - 1] ?? String(day) }),
  }),
  ruling_text: saying<string>(
    'rounds',
    '对裁判、决定本身不服的，回访人这样说：“{}”',
    'On discontent with a ruling itself the caller says: “{}”',
    { as: text => ({ zh: text, en: text }) },
  ),
  rights: saying<readonly string[]>('rounds', '告诉群众还可以：{}', 'Citizens are also told: {}', {
    as: rights => listed(rights, '', ' '),
  }),
  rights_en: saying<readonly string[]>('rounds', '英文页面上是：{}', 'In English: {}', { as: rights => listed(rights, ' ', ' ') }),
}
