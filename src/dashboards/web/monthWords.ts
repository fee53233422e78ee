import { defineWords } from '../../console/kit/language.ts'

export const monthWords = defineWords({
  zh: {
    title: '月报', print: '打印月报（Word）', before: '上一月', after: '下一月', units: '评价和回访', loops: (when: string) => `闭环情况（截至${when}）`,
    weeks: (from: string, to: string) => `按周统计：${from}至${to}，周一在本月的各周。`, upTo: (day: string) => `评价发布至${day}。`, noneReleased: '还没有发布的批次。', notWhole: '本月还有没发布的周，数字不全。',
    unit: '单位', rateable: '应评', ratings: '已评', poor: '差评', silent: '未评', opened: '回访立件', ended: '办结', confirmed: '群众认可', unsolved: '未解决', reasons: '原因', noUnits: '这几周没有发布的批次',
  },
  en: {
    title: 'Month report', print: 'Print (Word)', before: 'Month before', after: 'Month after', units: 'Ratings and calls', loops: (when: string) => `Loop health as of ${when}`,
    weeks: (from: string, to: string) => `By whole weeks that begin in the month: ${from} to ${to}.`, upTo: (day: string) => `Ratings released up to ${day}.`, noneReleased: 'Nothing has been released yet.', notWhole: 'Some weeks of this month are not released yet; the figures are not complete.',
    unit: 'Unit', rateable: 'Rateable', ratings: 'Rated', poor: 'Poor', silent: 'Silent', opened: 'Calls opened', ended: 'Ended', confirmed: 'Confirmed', unsolved: 'Unsolved', reasons: 'Reasons', noUnits: 'No batch was released for these weeks',
  },
})
