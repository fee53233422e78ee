/**
 * The explanation of a due time in English. It is kept as it was told, in Chinese; these are the sentences that
 * `because.ts`, the terms and the office hours write, and a test holds that none is missing here. Names of holidays are
 * translated, numbers of notices are names and stay.
 */
const weekdays: Readonly<Record<string, string>> = { 一: 'Mon', 二: 'Tue', 三: 'Wed', 四: 'Thu', 五: 'Fri', 六: 'Sat', 日: 'Sun' }

const holidays: Readonly<Record<string, string>> = {
  元旦: 'New Year',
  春节: 'Spring Festival',
  清明节: 'Qingming Festival',
  劳动节: 'Labour Day',
  端午节: 'Dragon Boat Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
  抗战胜利70周年纪念日: 'Victory Day anniversary',
}

/** 国庆节、中秋节 */
const holidayOf = (name: string): string =>
  name
    .split(/[、和]/)
    .map(one => holidays[one] ?? one)
    .join(' and ')

const units: Readonly<Record<string, string>> = {
  个工作日: 'working day',
  日: 'day',
  个月: 'month',
  分钟: 'minute',
  小时: 'hour',
  个办公小时: 'office hour',
  个办公分钟: 'office minute',
}
const amountOf = (amount: string, unit: string): string => `${amount} ${units[unit] ?? unit}${amount === '1' ? '' : 's'}`

type Said = (...parts: readonly string[]) => string

const sentences: readonly (readonly [RegExp, Said])[] = [
  [/：起算，当日不计入$/, () => ': the count begins; this day itself is not counted'],
  [/：起算，当日是工作日就计入$/, () => ': the count begins; this day itself counts if it is a working day'],
  [/：起算$/, () => ': the count begins'],
  [/：到期；(\S+) 零时起逾期$/, day => `: due; late from 00:00 on ${day}`],
  [/：到期，自此时起逾期$/, () => ': due, and late from this time on'],
  [/：期满日为(.+)放假，此类期限不顺延$/, name => `: the last day is a day off (${holidayOf(name!)}); a term of this kind does not move`],
  [/：期满日为休息日，此类期限不顺延$/, () => ': the last day is a rest day; a term of this kind does not move'],
  [
    /：(.+)调休上班，是工作日，期满不再顺延$/,
    name => `: worked to make up for ${holidayOf(name!)}, so a working day; the term moves no further`,
  ],
  [/^(\d+)年放假安排未载入，期限待定，不早于 /, year => `The holidays of ${year} are not loaded: date to follow, not before `],
  [/^(\d+)个月：到期月的对应日为 /, months => `${amountOf(months!, '个月')}: the corresponding day of the last month is `],
  [/^(\d+)个月：到期月没有对应日，月末日为 /, months => `${amountOf(months!, '个月')}: the last month has no such day and ends on `],
  [/^(\d+)个月：不计暂停为(\d+)日$/, (months, days) => `${amountOf(months!, '个月')}: ${amountOf(days!, '日')} without pauses`],
  [
    /：(?:(.+)调休上班，)?第(\d+)(?:至(\d+))?(个工作日|日)$/,
    (name, first, last, unit) =>
      `: ${name ? `worked to make up for ${holidayOf(name)}, ` : ''}${units[unit!]}${last ? `s ${first} to` : ''} ${last ?? first}`,
  ],
  [/：(.+)放假，不计$/, name => `: ${holidayOf(name!)}, not counted`],
  [/：休息日，不计$/, () => ': rest day, not counted'],
  [/：不开门，不计$/, () => ': closed, not counted'],
  [/^按窗口公布的开门时间计$/, () => 'Counted while the window is open, by its published hours'],
  [/^按本市办公时间计$/, () => 'Counted in the office hours of the city'],
  [/（休息日，不算工作日）/, () => ' (a rest day, and no working day for that)'],
  [/：计时暂停，不计$/, () => ': the clock stood still, not counted'],
  [/：休息日，期满日顺延$/, () => ': rest day, the last day moves on'],
  [/：(.+)放假，期满日顺延$/, name => `: ${holidayOf(name!)}, the last day moves on`],
  [/：日终时计时暂停，恢复后另计一日$/, () => ': the clock stood still at the end of the day; one more day is given afterwards'],
  [/^依据：(\d+)年放假安排（文号未核实）$/, year => `By the holiday notice for ${year} (number not verified)`],
  [/^依据：(\d+)年放假安排(.+)$/, (year, number) => `By the holiday notice for ${year}: ${number}`],
  [/^计时暂停中，恢复后重新计算到期(?:日|时间)$/, () => 'The clock stands still; the due time is counted anew when it goes on'],
  [/：已告知的到期日不提前$/, () => ': a day that was told is never made earlier'],
  [/^已告知的期限不提前$/, () => 'A term that was told is never made earlier'],
  [/^已告知不早于此日$/, () => 'It was told that it would be no earlier than this day'],
  [/^督办单位定的日子$/, () => 'The day set by the office that supervises'],
  [/^延长(\d+)(\D+)$/, (amount, unit) => `Extended by ${amountOf(amount!, unit!)}`],
  [/：开门至 (\S+) 计(\S+?)，计满$/, (until, span) => `: open until ${until}, ${span} counted: full`],
  [/：开门计(\S+)$/, span => `: ${span} of open time`],
  [/（(.+)调休上班）/, name => ` (worked to make up for ${holidayOf(name!)})`],
  [/ 至 /, () => ' to '],
  [/(\d+)小时(?:(\d+)分)?/, (hours, minutes) => `${hours} h${minutes ? ` ${minutes} min` : ''}`],
  [/(\d+)分/, minutes => `${minutes} min`],
]

/** One line of an explanation; what is none of ours comes back as it was. */
export const becauseInEnglish = (line: string): string =>
  sentences
    .reduce((said, [shape, say]) => said.replace(shape, (_whole, ...groups: unknown[]) => say(...(groups.slice(0, -2) as string[]))), line)
    .replace(/(\d{4}-\d{2}-\d{2}) 周([一二三四五六日])/g, (_whole, day: string, weekday: string) => `${weekdays[weekday]} ${day}`)
