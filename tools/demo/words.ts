/** What people of the invented town tap and say. All of it is invented. */

export interface Grievance {
  /** Code of the reason as the programme lists it. */
  readonly reason: string
  readonly dimension: 'attitude' | 'conduct' | 'ability' | 'result'
  readonly words: readonly string[]
  readonly cause: string
  readonly wrong: string
  readonly change: string
  readonly measure: string
}

const of = (
  reason: string,
  dimension: Grievance['dimension'],
  cause: string,
  words: readonly string[],
  wrong: string,
  change: string,
  measure: string,
): Grievance => ({ reason, dimension, words, cause, wrong, change, measure })

export const sameFormAgain = of(
  'same_form_again',
  'result',
  'documents',
  ['同一张表的内容抄了三遍，眼睛都花了', '几张表一样的东西，为啥不能填一次', ''],
  '同样的身份信息要在几张表上重复填写',
  '把内容重复的申请表合并，已有的信息由系统带出',
  '几张表合并为一张，窗口和网上同时换用',
)

export const grievances: readonly Grievance[] = [
  of(
    'long_wait',
    'conduct',
    'waiting',
    ['排了两个多钟头', '叫号停了好久没人管', ''],
    '高峰时段只开一个窗口，等候太久',
    '高峰时段增开窗口，等候超过半小时有人出来说明',
    '高峰增开一个窗口，大厅安排引导员',
  ),
  of(
    'not_reached',
    'conduct',
    'process',
    ['打了好多次电话都没人接', '承办人电话永远占线', ''],
    '对外公布的电话长期无人接听',
    '公布的电话有人接，接不到的要回拨',
    '电话转到值班手机，漏接当日回拨并登记',
  ),
  of(
    'rude',
    'attitude',
    'person',
    ['问一句就不耐烦', '说话像训人', ''],
    '接待时语气生硬，问题没有讲完就打断',
    '接待先听完再答，解释用大白话',
    '全员做接待示范，组长每日巡岗',
  ),
  of(
    'not_told_at_once',
    'ability',
    'information',
    ['跑了三趟，每趟都缺一样', '头一回怎么不一次说清', ''],
    '第一次来时没有一次说清要带什么',
    '一次告知清单当面打印，双方确认',
    '一次告知单改版，缺什么逐项打勾',
  ),
  of(
    'passed_around',
    'conduct',
    'process',
    ['这个窗口叫去那个窗口，来回转', '都说不归他管', ''],
    '几个窗口互相推，没有人接住',
    '首问的窗口负责带到位，不再让群众自己找',
    '实行首问负责，交接有记录',
  ),
  of(
    'guide_wrong',
    'ability',
    'documents',
    ['样表看不懂', '墙上的指南还是老的', ''],
    '墙上的样表与现行要求不一致',
    '更新样表，用大字和例子',
    '样表重做，旧版全部撤下',
  ),
  of(
    'hard_to_use',
    'attitude',
    'facility',
    ['老人连个座都没有', '广播听不清', ''],
    '老年人等候没有座位，叫号听不清',
    '增设座位和大字叫号',
    '添置座椅，叫号加大字屏',
  ),
  of(
    'machine_broken',
    'ability',
    'system',
    ['自助机又坏了', '网页老是提交不上', ''],
    '自助机经常故障，没有人引导',
    '故障当日报修，机旁留人',
    '更换读卡器，机旁设专人',
  ),
  of(
    'no_reasons_given',
    'result',
    'information',
    ['只说不行，不说为什么', '等了半个月没个音讯', ''],
    '没有告知结果和理由',
    '结果和理由书面告知',
    '统一告知模板，办结即发',
  ),
  of(
    'not_in_time',
    'result',
    'process',
    ['说好十天，快一个月了', '', '一拖再拖'],
    '没有在说好的日子办完，也没有提前说明',
    '到期前说明进度和原因',
    '每周清理临期件，到期前主动告知',
  ),
]

export const thanks: readonly string[] = [
  '',
  '',
  '',
  '',
  '',
  '',
  '办得挺快',
  '小姑娘很耐心',
  '讲得明白',
  '比以前方便多了',
  '谢谢',
  '没想到一次就办好了',
]

export const suggestions: readonly string[] = ['', '', '希望中午也有人', '墙上贴个流程图就好了', '能不能网上先填好']

export const toldBack: readonly string[] = [
  '已告知整改情况，群众表示知道了',
  '电话说明了改了什么，请群众再看看',
  '已说明新的办法，群众说先看看效果',
]

export const explanations = {
  asked: '希望起诉材料里没有被告身份信息也能先立案。',
  article: '中华人民共和国民事诉讼法第一百二十二条',
  explanation: '立案材料中的被告信息须明确，这是法律规定的起诉条件；我们可以帮助您查询并指导填写。',
} as const
