import { defineWords } from '../../../console/kit/language.ts'

export const overview = defineWords({
  zh: {
    title: '评价情况',
    upTo: (day: string) => `已发布评价截至${day}`,
    upToNone: '还没有发布的评价',
    batches: '评价按周攒成一批再发布，看不出哪天、哪个人评的。',
    noRank: '不按满意度排名：差评多的地方，往往是群众敢说话的地方。',
    unit: '单位',
    filter: '只看这个单位',
    period: '时间', periods: { 13: '最近一季', 26: '最近半年', 52: '最近一年', all: '全部' } as Readonly<Record<string, string>>,
    rateable: '应评', invited: '已邀请', delivered: '已送达', answered: '已评', silent: '未评', poor: '差评',
    calls: '要求回话', ended: '已办结', solved: '已解决', confirmed: '群众认可解决', unsolved: '群众说没解决', unasked: '没问到本人',
    confirmedNote: '“群众认可解决”只数群众本人说的“解决了”。没问到本人的（联系不上、没回应、只作了说明）单列，不算解决。',
    callsHidden: '回话件的数目不给您这个岗位看。',
    withheldNote: '不显示：人太少，或大家选得一样、都评了，显示就等于说出是谁。',
    coverage: '应评尽评',
    lines: '按业务', line: '业务', smallLines: '其他（件数少的合在一起）',
    loop: '回话和解决',
    levels: '各等次份数',
    reasons: '群众点的原因',
    levelTitles: {
      3: ['不满意', '基本满意', '满意'],
      5: ['非常不满意', '不满意', '基本满意', '满意', '非常满意'],
    } as Readonly<Record<number, readonly string[]>>,
    level: (n: number) => `${n}级`,
    noReasons: '没有点选原因',
  },
  en: {
    title: 'Ratings',
    upTo: (day: string) => `Ratings released up to ${day}`,
    upToNone: 'No ratings released yet',
    batches: 'Ratings are released in weekly batches, so that neither day nor person can be told.',
    noRank: 'No ranking by satisfaction: many bad ratings often mean that people dare to speak.',
    unit: 'Unit',
    filter: 'This unit only',
    period: 'Period', periods: { 13: 'Last quarter', 26: 'Last half-year', 52: 'Last year', all: 'All' } as Readonly<Record<string, string>>,
    rateable: 'Could rate', invited: 'Invited', delivered: 'Delivered', answered: 'Rated', silent: 'Silent', poor: 'Poor',
    calls: 'Wished a call', ended: 'Ended', solved: 'Solved', confirmed: 'Confirmed by citizens', unsolved: 'Said unsolved', unasked: 'Not asked in person',
    confirmedNote: '“Confirmed by citizens” counts only the citizens’ own “solved”. Those who could not be asked (not reached, silent, only given an explanation) stand apart and are not counted as solved.',
    callsHidden: 'The number of calls is not shown to your post.',
    withheldNote: 'Withheld: too few people, or everybody chose alike or rated; the figure would say who.',
    coverage: 'Everybody asked',
    lines: 'By business line', line: 'Business line', smallLines: 'Others (small ones together)',
    loop: 'Calls and solutions',
    levels: 'Ratings by level',
    reasons: 'Reasons tapped',
    levelTitles: {
      3: ['Dissatisfied', 'Fairly satisfied', 'Satisfied'],
      5: ['Very dissatisfied', 'Dissatisfied', 'Fairly satisfied', 'Satisfied', 'Very satisfied'],
    } as Readonly<Record<number, readonly string[]>>,
    level: (n: number) => `Level ${n}`,
    noReasons: 'No reasons tapped',
  },
})

export const windowsPage = defineWords({
  zh: {
    title: '窗口评价牌',
    note: '一个窗口一张，A4，贴在群众看得见、工作人员看不见屏幕的地方。窗口的码不用换；扫它评的记为“未核验”，另外统计。',
    window: '窗口', unit: '单位', address: '网址', code: '编号', print: '打印这张', printAll: '打印全部', none: '您的单位没有窗口',
  },
  en: {
    title: 'Window sheets',
    note: 'One A4 sheet per window, to hang where people see it and staff cannot see their screens. A window\'s code stays the same; ratings by it are counted apart, as not verified.',
    window: 'Window', unit: 'Unit', address: 'Address', code: 'Code', print: 'Print this one', printAll: 'Print all', none: 'Your unit has no window',
  },
})
