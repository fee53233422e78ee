import { z } from 'zod'
import { ladderSchema, lateRung, nearRung, openTermSetting, termSetting } from '../../engine/index.ts'
import type { Rung } from '../../engine/index.ts'
import { faultOfOfficeHours } from '../../calendar/index.ts'
import type { OfficeHours } from '../../calendar/index.ts'
import { categories, usualCategories } from './contract.ts'
import type { Category } from './contract.ts'
import { officeHoursOf, weekdays } from './rules/opening.ts'

/** 三级响应: the window takes it in, the unit coordinates, the business-environment office supervises. Nothing punitive starts by itself. */
const ladder: Rung[] = [
  { clock: 'contact_within', when: 'due', do: 'tell_superior', tell: 'office' },
  ...['general_within', 'complex_within'].flatMap(clock => [
    nearRung(clock, 'lead'),
    lateRung(clock, 1, 'tell_superior', 'superior'),
    lateRung(clock, 2, 'tell_superior', 'unit_head'),
    lateRung(clock, 3, 'supervision_slip', 'office'),
  ]),
  lateRung('enquiry_within', 1, 'tell_superior', 'superior'),
  lateRung('enquiry_within', 3, 'supervision_slip', 'office'),
  { clock: 'on_spot_within', when: 'due', do: 'tell_superior', tell: 'office' },
  nearRung('share_within', 'co_handler'),
  lateRung('share_within', 1, 'tell_superior', 'superior'),
  lateRung('share_within', 2, 'tell_superior', 'unit_head'),
  lateRung('share_within', 3, 'supervision_slip', 'office'),
  nearRung('class_within', 'responsible'),
  ...['class_within', 'class_again_within'].flatMap(clock => [
    lateRung(clock, 1, 'tell_superior', 'superior'),
    lateRung(clock, 2, 'tell_superior', 'unit_head'),
    lateRung(clock, 3, 'supervision_slip', 'office'),
  ]),
  lateRung('class_review_within', 1, 'remind', 'office'),
  lateRung('lead_within', 1, 'remind', 'office'),
  lateRung('second_reading_within', 1, 'remind', 'office'),
]

const code = z.string().regex(/^[a-z0-9_]{1,40}$/)
const unitCode = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/)

/** 'mon 09:00-12:00 14:00-17:00': a day of the week and when it is open. */
const openDay = z.string().regex(/^(mon|tue|wed|thu|fri|sat|sun)( ([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)){1,4}$/)

/**
 * A window of last resort. `hours` are for people to read; `open` says whether it is open now and moves what is counted in
 * office hours. Neither makes a Saturday a working day.
 */
const windowSchema = z
  .strictObject({
    name: z.string().min(2).max(40),
    name_en: z.string().min(2).max(80).optional(),
    unit: unitCode,
    /** The business-environment office (or a court's own office) that supervises it. */
    office: unitCode,
    form: z.enum(['hall', 'court']).default('hall'),
    level: z.enum(['city', 'county', 'town', 'village']),
    address: z.string().min(2).max(80),
    phone: z
      .string()
      .regex(/^[0-9-]{5,20}$/)
      .optional(),
    hours: z.array(z.string().min(2).max(60)).max(6).default([]),
    hours_en: z.array(z.string().min(2).max(120)).max(6).optional(),
    open: z.array(openDay).max(7).optional(),
    /** 中午不打烊: on working days the gap over noon is open too. */
    open_over_noon: z.boolean().default(false),
    /** Whose hours a worked Saturday or Sunday (调休) has. */
    made_up_as: z.enum(weekdays).default('mon'),
  })
  .refine(window => window.open === undefined || faultOfOfficeHours(officeHoursOf({ ...window, open: window.open })) === undefined, {
    path: ['open'],
    error: 'open：每天的时段要从早到晚、不重叠，而且周一到周五至少有一天开门。',
  })
export type StuckWindow = z.infer<typeof windowSchema>

/** One entry of the register of powers 权责清单: which unit leads what. */
const powerSchema = z.strictObject({ title: z.string().min(2).max(60), unit: unitCode, basis: z.string().min(4).max(200).optional() })
export type Power = z.infer<typeof powerSchema>

/** What a published source leaves open, in its own words; the value beside it is a stopgap and is said to be one. */
const unknownSchema = z.strictObject({ what: z.string().min(4).max(120), what_en: z.string().min(4).max(240) })
export type Unknown = z.infer<typeof unknownSchema>

/** What a city's programme may set for the windows of last resort. `source`: where our default comes from; "ours" is a proposal. */
export const stuckSettings = z.strictObject({
  windows: z.record(code, windowSchema).default({}).meta({ title: '办不成事反映窗口', source: 'the city’s own list of windows' }),
  powers: z
    .record(code, powerSchema)
    .default({})
    .meta({ title: '权责清单：哪一项归哪个单位', source: 'the city’s own register of powers' }),
  categories: z
    .array(z.enum(Object.keys(categories) as [Category, ...Category[]]))
    .min(1)
    .default([...usualCategories])
    .meta({ title: '受理哪几类', source: 'published practice: five kinds (石嘴山); special requests (晋源)' }),
  contact_within: openTermSetting('联系反映人', 'published practice: the same day', { amount: 1, unit: 'working_days', first: 'same_day' }),
  general_within: termSetting('一般件时限', 'published practice: three working days', { amount: 3, unit: 'working_days' }),
  complex_within: termSetting('复杂件时限', 'published practice: ten working days; the extension is ours', {
    amount: 10,
    unit: 'working_days',
    extension: { amount: 5, most: 1 },
  }),
  enquiry_apart: z
    .boolean()
    .default(false)
    .meta({ title: '咨询件是否单列时限', source: 'published practice: enquiry, help, suggestion have a term each (宣化)' }),
  enquiry_within: termSetting('咨询件时限', 'published practice: one working day (宣化)', { amount: 1, unit: 'working_days' }),
  urgent_never_extended: z
    .boolean()
    .default(true)
    .meta({ title: '急件一律不延期', source: 'published practice: an extension is never given for urgent matters (宣化)' }),
  on_spot_within: openTermSetting('请负责人到场', 'published practice: thirty minutes', { amount: 30, unit: 'minutes' }),
  share_within: termSetting('协办时限', 'ours', { amount: 5, unit: 'working_days' }),
  lead_within: termSetting('定牵头时限', 'ours', { amount: 1, unit: 'working_days' }),
  second_reading_within: termSetting('否定答复复核时限', 'ours', { amount: 2, unit: 'working_days' }),
  citizen_word_within: termSetting('群众回话期', 'ours: seven days, rest days included, never moved', {
    amount: 7,
    unit: 'calendar_days',
    roll: 'none',
  }),
  return_within: termSetting('多久内可以退回、对派单提异议', 'ours: one working day; published practice: 24 hours', {
    amount: 1,
    unit: 'working_days',
  }),
  ask_before_hours: z
    .int()
    .min(0)
    .max(48)
    .default(4)
    .meta({
      title: '延期最迟在到期前几小时申请',
      range: [0, 48],
      source: 'published practice: half a working day before the deadline, once',
    }),
  rounds: z
    .int()
    .min(2)
    .max(6)
    .default(3)
    .meta({ title: '最迟第几轮由上级复核', range: [2, 6], source: 'ours: department, organ, the office above' }),
  keep_content_years: z
    .int()
    .min(2)
    .max(30)
    .default(5)
    .meta({
      title: '办结几年后销毁内容（群众的话、号码、答复；痕迹仍可核验）',
      range: [2, 30],
      source: 'ours; the archive rules of the organ go before',
    }),
  clearing_opens_before: z
    .int()
    .min(0)
    .max(4)
    .default(1)
    .meta({
      title: '周清：清理单在本周最后一个工作日的前几个工作日出',
      range: [0, 4],
      source: 'ours; clearing every week is published practice (周清月结)',
    }),
  recurring_from: z
    .int()
    .min(2)
    .max(50)
    .default(3)
    .meta({
      title: '月结：同类、同因、同单位几件算反复',
      range: [2, 50],
      source: 'ours; that recurring causes are summed up is published practice (周清月结)',
    }),
  recurring_months: z
    .int()
    .min(1)
    .max(12)
    .default(3)
    .meta({ title: '月结：往前看几个月', range: [1, 12], source: 'ours' }),
  class_within: termSetting('一类事最短期限', 'ours: the office names the day, never an earlier one than this', {
    amount: 1,
    unit: 'working_days',
  }),
  class_again_within: termSetting('一类事退回后再改', 'ours', { amount: 5, unit: 'working_days' }),
  class_review_within: termSetting('一类事核定时限', 'ours', { amount: 5, unit: 'working_days' }),
  booking_places: z
    .int()
    .min(0)
    .max(20)
    .default(1)
    .meta({
      title: '每半小时可以预约几个号（0：不收预约）',
      range: [0, 20],
      source: 'ours; that evening and Saturday hours can be booked is published practice',
    }),
  booking_days_ahead: z
    .int()
    .min(1)
    .max(30)
    .default(7)
    .meta({ title: '可以约到几天以后', range: [1, 30], source: 'ours' }),
  unknown: z
    .record(code, unknownSchema)
    .default({})
    .meta({ title: '来源没有写明的', source: 'what the published source does not say, setting by setting' }),
  ladder: ladderSchema
    .default(ladder)
    .meta({ title: '到期阶梯（三级响应）', source: 'published practice: window, unit, business-environment office; the days are ours' }),
})
export type StuckSettings = z.infer<typeof stuckSettings>

/** The published hours of a window; undefined where the programme says none, or no longer knows the window. */
export const windowHours = ({ windows }: StuckSettings, code: string): OfficeHours | undefined => {
  const window = windows[code]
  return window?.open === undefined ? undefined : officeHoursOf({ ...window, open: window.open })
}
