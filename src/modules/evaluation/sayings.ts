import { listed, saying } from '../../programme/index.ts'
import type { Said, Sayings } from '../../programme/index.ts'
import type { EvaluationSettings, ReasonSettings } from './settings.ts'

type Lines = EvaluationSettings['lines'][string]

const organs: Readonly<Record<string, Said>> = {
  court: { zh: '法院', en: 'courts' },
  procuratorate: { zh: '检察院', en: 'procuratorates' },
  police: { zh: '公安', en: 'police' },
  justice: { zh: '司法行政', en: 'justice' },
  hall: { zh: '政务服务', en: 'service halls' },
  committee: { zh: '党委部门', en: 'committees' },
  discipline: { zh: '纪检监察', en: 'discipline' },
  petition: { zh: '信访', en: 'petition bureaus' },
  congress: { zh: '人大', en: 'congresses' },
  town: { zh: '乡镇街道', en: 'towns' },
}
const causes: Readonly<Record<ReasonSettings['cause'], Said>> = {
  process: { zh: '流程', en: 'process' },
  documents: { zh: '文书材料', en: 'documents' },
  waiting: { zh: '等候', en: 'waiting' },
  information: { zh: '告知', en: 'information' },
  facility: { zh: '场所设施', en: 'facility' },
  system: { zh: '机器网页', en: 'machines' },
  rule: { zh: '规定', en: 'the rule' },
  ruling: { zh: '裁判决定本身', en: 'the ruling itself' },
  person: { zh: '个人', en: 'the person' },
}
const dimensions: Readonly<Record<string, Said>> = {
  attitude: { zh: '态度', en: 'attitude' },
  conduct: { zh: '作风', en: 'conduct' },
  ability: { zh: '能力', en: 'ability' },
  result: { zh: '办理结果', en: 'result' },
}

const floor = (least: number): Said => ({
  zh: `再低就可能认出人：最少${least}，只能调高`,
  en: `below ${least} a person could be singled out; it may only be raised`,
})
const named = (given: Readonly<Partial<Record<string, string>>>): Said => listed(Object.values(given).flatMap(title => title ?? []))

/** Ratings that wait to be released were given on the old scale. */
const sameScale: Said = {
  zh: '不能改：等着发布的评价是按原来的等次打的，已发布的数也对不上了。',
  en: 'May not change: ratings that wait for release were given on the present scale, and released counts would no longer agree.',
}
/** A level may be called otherwise; one that stands elsewhere than before turns every released count over. */
const moved = (before: readonly string[], after: readonly string[]): boolean =>
  after.some((title, at) => title !== before[at] && before.includes(title))
/** What is over its days goes on the day on which the shorter period begins to hold. */
const shorter =
  (zh: string, en: string) =>
  (before: number, after: number): Said | undefined =>
    after < before
      ? {
          zh: `比现在短：生效那天起，满${after}天的${zh}就删除，找不回来。同意以前请对照本市的留存规定。`,
          en: `Shorter than now: from the day it holds, ${en} older than ${after} days are deleted for good. Compare the city’s rules of retention before you agree.`,
        }
      : undefined
const stays: Said = {
  zh: '不能删掉：已登记的办件和已发布的数还要用它；可以改名称。',
  en: 'May not go: services on record and released counts still use it; it may be renamed.',
}

const inEnglish = (...words: readonly (string | undefined)[]): string => {
  const said = words.filter(Boolean)
  return said.length === 0 ? '' : `英文页面：${said.join('；')}`
}

/** What a programme says of rating, mixing and invitations, in plain words. */
export const evaluationSayings: Sayings<EvaluationSettings> = {
  levels: {
    group: 'rating',
    say: levels => ({ zh: `等次从差到好：${levels.join('、')}。`, en: `Levels from the worst to the best: ${levels.join(', ')}.` }),
    keeps: (before, after) => (before.length === after.length && !moved(before, after) ? undefined : sameScale),
  },
  levels_en: saying<readonly string[]>('rating', '等次在英文页面上是：{}。', 'Levels in English: {}.', { as: levels => listed(levels) }),
  poor_up_to: saying('rating', '第{}等及以下算差评，有一个方面是就算。', 'Level {} and below is a poor rating; one dimension is enough.', {
    keeps: (before, after) => (before === after ? undefined : sameScale),
  }),
  dimensions: saying<EvaluationSettings['dimensions']>('rating', '评价的方面：{}。', 'What is rated: {}.', { as: named }),
  hints: saying<EvaluationSettings['hints']>('rating', '各方面的大白话：{}。', 'The dimensions in everyday words: {}.', { as: named }),
  dimensions_en: saying<EvaluationSettings['dimensions_en']>('rating', '评价的方面在英文页面上是：{}。', 'What is rated, in English: {}.', {
    as: named,
  }),
  hints_en: saying<EvaluationSettings['hints_en']>('rating', '大白话在英文页面上是：{}。', 'The dimensions in everyday English: {}.', {
    as: named,
  }),
  answer_days: saying(
    'rating',
    '办结那一周过完以后，还可评价{}天。',
    'A service can be rated for {} days after the week in which it ended.',
  ),
  change_days: saying('rating', '停止评价以后，还可改、可撤{}天。', 'A rating can be changed or withdrawn for {} days after that.'),
  centre: saying<string>('frame', '统一回访的机构叫“{}”。', 'The office that calls instead is named “{}”.', {
    as: title => ({ zh: title, en: title }),
  }),
  centre_en: saying<string>('frame', '统一回访的机构在英文页面上叫“{}”。', 'In English that office is named “{}”.', {
    as: title => ({ zh: title, en: title }),
  }),
  batch_ratings: saying('withholding', '一批凑满{}条评价才公布。', 'A batch is released with at least {} ratings.', { rests: floor(5) }),
  batch_services: saying('withholding', '一批出自至少{}件办件才公布。', 'A batch is released from at least {} services.', {
    rests: floor(20),
  }),
  detail_ratings: saying('withholding', '满{}条评价才公布原因、留言。', 'Reasons and words are released from {} ratings on.', {
    rests: floor(10),
  }),
  invite_after_hours: saying('messages', '办结{}小时以后才发邀请短信。', 'An invitation is sent no sooner than {} hours after the end.'),
  invite_within_hours: saying(
    'messages',
    '邀请短信最迟在办结{}小时内发出，时刻随机。',
    'An invitation is sent within {} hours of the end, at a random moment.',
  ),
  remind_after_days: saying<readonly number[]>(
    'messages',
    '没有评价的，在办结那周过完后第{}天提醒。',
    'Who has not rated is reminded on day {} after that week.',
    { as: days => listed(days.map(String)) },
  ),
  messages_from: saying('messages', '早上{}点以后才发短信。', 'No message before {} o’clock.'),
  messages_until: saying('messages', '晚上{}点以后不再发短信。', 'No message after {} o’clock.'),
  case_ended: saying<readonly string[]>(
    'messages',
    '办理情况写着{}的，算这个案件已办完，“办完再联系”由此启封。',
    'A case is over when its state says {}: then “contact me afterwards” opens.',
    { as: words => ({ zh: words.map(word => `“${word}”`).join('、'), en: words.map(word => `“${word}”`).join(', ') }) },
  ),
  after_latest_days: saying('retention', '“办完再联系”最多封存{}天。', '“Contact me afterwards” stays sealed for {} days at most.'),
  window_ratings_a_day: saying('messages', '一个张贴的窗口码，一天最多收{}条评价。', 'A posted code takes at most {} ratings a day.'),
  window_wishes_a_day: saying(
    'messages',
    '一个张贴的窗口码，一天最多收{}次要回话。',
    'A posted code takes at most {} wishes for a call a day.',
  ),
  undo_import_hours: saying(
    'messages',
    '导入办件后{}小时内可以整批撤回，邀请短信这以后才发。',
    'An import of services can be taken back as a whole for {} hours; invitations leave after that.',
  ),
  keep_services_days: saying(
    'retention',
    '办件记录办结后保留{}天，到期删除。',
    'Records of services are kept for {} days after their end, then deleted.',
    { warns: shorter('办件记录', 'records of services') },
  ),
  keep_requests_days: saying(
    'retention',
    '防止重复转办的记号保留{}天，到期删除。',
    'Marks that keep a wish from being passed on twice are kept for {} days.',
    { warns: shorter('防止重复转办的记号', 'marks against a second wish') },
  ),
  lines: {
    group: 'lines',
    stays,
    each: (line: Lines, code) => ({
      zh: `${line.name}（${code}）${line.organs ? `，由${line.organs.map(organ => organs[organ]!.zh).join('、')}办理` : ''}${line.no_sms ? '，不发邀请短信' : ''}。${line.lawful_route ?? ''}${inEnglish(line.name_en, line.lawful_route_en)}`,
      en: `${line.name} (${code})${line.organs ? `, by ${line.organs.map(organ => organs[organ]!.en).join(', ')}` : ''}${line.no_sms ? ', no invitation is sent' : ''}.${line.lawful_route === undefined ? '' : ` ${line.lawful_route}`}${line.name_en || line.lawful_route_en ? ` English pages: ${[line.name_en, line.lawful_route_en].filter(Boolean).join('. ')}` : ''}`,
    }),
  },
  reasons: {
    group: 'reasons',
    stays,
    each: (reason: ReasonSettings, code) => ({
      zh: `“${reason.title}”（${code}）：属于${dimensions[reason.dimension]!.zh}，归类${causes[reason.cause].zh}。${reason.rule ? `规定：${reason.rule.says}（${reason.rule.source}）` : ''}${inEnglish(reason.title_en)}`,
      en: `“${reason.title}” (${code}): about ${dimensions[reason.dimension]!.en}, cause ${causes[reason.cause].en}.${reason.rule ? ` The rule: ${reason.rule.says} (${reason.rule.source})` : ''}${reason.title_en ? ` English pages: ${reason.title_en}` : ''}`,
    }),
  },
}
