import type { Said } from '../../org/ledger.ts'
import { categories, channels, senders } from './contract.ts'

const said = (zh: string, en: string): Said => ({ zh, en })
const twins = <K extends string>(zh: Readonly<Record<K, string>>, en: Readonly<Record<K, string>>): Readonly<Record<string, Said>> =>
  Object.fromEntries((Object.keys(zh) as K[]).map(key => [key, said(zh[key], en[key])]))

/** What stands above the columns of the ledger 台账, in the order in which the offices keep them. */
export const ledgerTitles = {
  number: said('编号', 'Number'),
  opened: said('收到时间', 'Received'),
  channel: said('从哪里来', 'How it came'),
  level: said('层级', 'Level'),
  window: said('窗口', 'Window'),
  name: said('反映人', 'Citizen'),
  phone: said('电话（末两位）', 'Telephone (last two)'),
  whom: said('个人或企业', 'Person or firm'),
  helper: said('代办人', 'Who acts for them'),
  itemCode: said('事项编码', 'Matter code'),
  item: said('想办什么事', 'What was wanted'),
  where: said('去哪里办的', 'Where it was tried'),
  trips: said('跑动次数', 'Trips'),
  reason: said('没办成的理由（原话）', 'Reason given (own words)'),
  refusal: said('不予受理文书', 'Refusal document'),
  rule: said('对方说的规定', 'Rule that was named'),
  category: said('类别', 'Kind'),
  complexity: said('一般或复杂', 'General or complex'),
  treatment: said('怎么处置', 'Treatment'),
  lead: said('牵头单位', 'Lead unit'),
  co: said('协办单位', 'Co-handlers'),
  stage: said('到哪一步', 'Stage'),
  due: said('到期日', 'Due'),
  mark: said('是否逾期', 'Mark'),
  contacted: said('联系时间', 'Contacted'),
  measure: said('怎么办的', 'Measures'),
  result: said('结果', 'Result'),
  negative: said('否定答复复核', 'Negative answer, second reader'),
  asked: said('请群众判断', 'Citizen asked'),
  heard: said('群众回话', 'Citizen answered'),
  word: said('群众的话', 'Citizen’s word'),
  root: said('根子', 'Root'),
  kind: said('一类事', 'Class of matters'),
  improvement: said('改进措施', 'Improvement'),
  archive: said('归档号', 'File number'),
} as const
export type LedgerKey = keyof typeof ledgerTitles

/** How each of the six treatments is called, and what the others come to. */
export const ledgerValues: Readonly<Record<string, Readonly<Record<string, Said>>>> = {
  channel: twins(channels, { window: 'window', online: 'online', phone: 'telephone', transfer: 'passed on' }),
  sender: twins(senders, { hotline: 'hotline 12345', petition: 'petition office', organ: 'another unit' }),
  level: {
    city: said('市级', 'city'),
    county: said('区县级', 'county'),
    town: said('乡镇街道', 'town'),
    village: said('村社区', 'village'),
  },
  whom: { person: said('个人', 'person'), enterprise: said('企业', 'firm') },
  category: twins(categories, {
    not_accepted: 'not taken in, or nothing followed',
    not_finished: 'taken in, and not done',
    many_trips: 'several trips in vain',
    attitude: 'attitude, delay, shirking',
    elsewhere_possible: 'possible elsewhere, not here',
    special_request: 'special request: faster, later, by appointment, at home, on a holiday',
    other: 'other',
  }),
  complexity: {
    general: said('一般件', 'general'),
    complex: said('复杂件', 'complex'),
    enquiry: said('咨询件', 'enquiry'),
    urgent: said('急件', 'urgent'),
  },
  treatment: {
    joint: said('明确牵头', 'a lead is named'),
    guide: said('限期改指南', 'guide mended within the term'),
    attitude: said('核查作风', 'conduct checked'),
    at_once: said('当场办', 'done at once'),
    forbidden: said('依法说明', 'explained by the law'),
    elsewhere: said('转告知', 'told where to go'),
  },
  mark: {
    in_time: said('期限内', 'in time'),
    near: said('快到期', 'near'),
    overdue: said('已逾期', 'overdue'),
    kept: said('按期', 'kept'),
    late: said('逾期完成', 'late'),
  },
  result: {
    done: said('办成', 'done'),
    partly: said('部分办成', 'partly done'),
    explained: said('依法说明', 'explained'),
    guided: said('转告知', 'told where to go'),
    withdrawn: said('自愿撤回', 'withdrawn'),
  },
  word: {
    solved: said('解决了', 'solved'),
    partly: said('部分解决', 'partly solved'),
    unsolved: said('没解决', 'not solved'),
    silent: said('没有回话', 'no answer'),
  },
  root: {
    process: said('流程绕', 'roundabout process'),
    guide: said('指南不清', 'unclear guide'),
    several_units: said('几个部门来回', 'several units back and forth'),
    staff: said('人不会、不愿', 'staff unable or unwilling'),
    rule: said('规定本身', 'the rule itself'),
    system: said('系统、机器', 'systems, machines'),
    material: said('材料多、材料旧', 'too many or stale papers'),
  },
}
