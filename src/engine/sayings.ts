import { saying } from '../programme/index.ts'
import type { Said, Saying, SayingGroup, Sayings } from '../programme/index.ts'
import type { EngineSettings } from './settings.ts'
import type { Rung, Span, Terms } from './rules/terms.ts'

const units = {
  working_days: { zh: '个工作日', one: 'working day', many: 'working days' },
  calendar_days: { zh: '天（含休息日）', one: 'day, rest days included', many: 'days, rest days included' },
  months: { zh: '个月', one: 'month', many: 'months' },
  hours: { zh: '小时', one: 'hour', many: 'hours' },
  minutes: { zh: '分钟', one: 'minute', many: 'minutes' },
  office_hours: { zh: '小时（只计开门时间）', one: 'hour of open time', many: 'hours of open time' },
  office_minutes: { zh: '分钟（只计开门时间）', one: 'minute of open time', many: 'minutes of open time' },
} as const

const span = ({ amount, unit }: { readonly amount: number; readonly unit: Terms['unit'] }): Said => ({
  zh: `${amount}${units[unit].zh}`,
  en: `${amount} ${amount === 1 ? units[unit].one : units[unit].many}`,
})

const sameDay = (amount: number): Said =>
  amount === 1
    ? { zh: '当天（不是工作日的，下一个工作日）', en: 'the same day (a working day; else the next one)' }
    : { zh: `${amount}个工作日（当天计入）`, en: `${amount} working days, the day itself included` }

/** 5个工作日，可延期1次（5个工作日）. */
const termIn = ({ extension, roll, first, ...terms }: Terms): Said => {
  const long = first === 'same_day' && terms.unit === 'working_days' ? sameDay(terms.amount) : span(terms)
  const more = extension && { most: extension.most, ...span({ amount: extension.amount, unit: terms.unit }) }
  const moved = roll === 'next' && (terms.unit === 'calendar_days' || terms.unit === 'months')
  return {
    zh: `${long.zh}${more ? `，可延期${more.most}次，每次${more.zh}` : ''}${moved ? '，末日遇休息日顺延' : ''}`,
    en: `${long.en}${more ? `; may be extended ${more.most === 1 ? 'once' : `${more.most} times`} by ${more.en}` : ''}${moved ? '; a last day that is a rest day moves on' : ''}`,
  }
}

/** How long a clock runs. `{}` is where the term stands. */
export const sayTerms = (group: SayingGroup, zh: string, en: string, rests?: Said): Saying<Terms> =>
  saying<Terms>(group, zh, en, { as: termIn, ...(rests && { rests }) })

/** Clocks and seats of a room's flows as its ladder names them. */
export interface LadderWords {
  readonly clocks: Readonly<Record<string, Said>>
  readonly seats: Readonly<Record<string, Said>>
}

const deeds: Readonly<Record<Rung['do'], (seat: Said) => Said>> = {
  remind: seat => ({ zh: `提醒${seat.zh}`, en: `remind the ${seat.en}` }),
  tell_superior: seat => ({ zh: `报${seat.zh}`, en: `tell the ${seat.en}` }),
  supervision_slip: seat => ({
    zh: `起草督办函，由${seat.zh}决定是否签发`,
    en: `draft a supervision slip, which the ${seat.en} issues or not`,
  }),
  propose_inquiry: seat => ({ zh: `提请${seat.zh}审批是否启动问责调查`, en: `propose to the ${seat.en} to approve an inquiry` }),
}

const timeOf = ({ when, by }: { readonly when: Rung['when']; readonly by?: Span | undefined }): Said => {
  const long = span(by ?? { amount: 1, unit: 'working_days' })
  return when === 'near'
    ? { zh: `到期前${long.zh}`, en: `${long.en} before it is due` }
    : when === 'due'
      ? { zh: '到期时', en: 'when it is due' }
      : { zh: `逾期${long.zh}`, en: `${long.en} late` }
}

/** Each step of a ladder in one sentence. */
export const sayLadder = (group: SayingGroup, { clocks, seats }: LadderWords, rests?: Said): Saying<readonly Rung[]> => ({
  group,
  ...(rests && { rests }),
  say: ladder =>
    ladder.map(rung => {
      const clock = clocks[rung.clock] ?? { zh: rung.clock, en: rung.clock }
      const at = timeOf(rung)
      const deed = deeds[rung.do](seats[rung.tell] ?? { zh: rung.tell, en: rung.tell })
      const again = rung.repeat && span(rung.repeat)
      return {
        zh: `${clock.zh}：${at.zh}，${deed.zh}${again ? `，以后每${again.zh}一次` : ''}。`,
        en: `${clock.en}: ${at.en}, ${deed.en}${again ? `, then every ${again.en}` : ''}.`,
      }
    }),
})

export const engineSayings: Sayings<EngineSettings> = {
  office_hours: saying<EngineSettings['office_hours']>(
    'clocks',
    '办公时间是{}：催办在这段时间里发，此外由值班领导回访。',
    'Office hours are {}: reminders go out then; at other times the leader on duty calls.',
    { as: ({ from, to }) => ({ zh: `${from}到${to}`, en: `${from} to ${to}` }) },
  ),
  announcements_kept_days: saying(
    'retention',
    '模块之间的通知办完后保留{}天。',
    'Notices between rooms are kept for {} days after they were dealt with.',
  ),
}
