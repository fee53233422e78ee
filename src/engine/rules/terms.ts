import { z } from 'zod'
import type { OfficeHours } from '../../calendar/index.ts'

const plainUnits = ['working_days', 'calendar_days', 'months', 'hours', 'minutes'] as const
const parts = {
  amount: z.number().int().min(1).max(1000),
  /** A last day that is a rest day: `next` moves to the first working day after it (民法典 §203). */
  roll: z.enum(['next', 'none']).default('next'),
  /** 当天: of working days, the day of the event counts too where it is one. */
  first: z.literal('same_day').optional(),
  /** What an action that extends the clock may add, in the clock's own unit, and how often. */
  extension: z.strictObject({ amount: z.number().int().min(1).max(1000), most: z.number().int().min(1).max(12).default(1) }).optional(),
}
/** `minutes` and `hours` run on wall time; the others end with a civil day in Asia/Shanghai. */
const plainTerms = z.strictObject({ ...parts, unit: z.enum(plainUnits) })
/**
 * How long a clock runs, one key per clock of a room's flows. Beside the plain units `office_hours` and `office_minutes`,
 * which run while the window of the matter is open, or the city's offices where it has none: only the engine counts
 * them, so a room offers them (`openTermSetting`) for clocks that no rule of its own reckons.
 */
export const termsSchema = z.strictObject({ ...parts, unit: z.enum([...plainUnits, 'office_hours', 'office_minutes']) })
export type Terms = z.infer<typeof termsSchema>

const span = z.strictObject({ amount: z.number().int().min(1).max(1000), unit: z.enum(['working_days', 'calendar_days', 'hours']) })
export type Span = z.infer<typeof span>

/** Asked also where another key of the rung is wrong: one run tells all. */
const isRungLike = ({ value }: { readonly value: unknown }): boolean => typeof value === 'object' && value !== null

/**
 * One rung of the ladder. near: before the due instant (one working day when `by` is absent); due: at it, which is the
 * midnight that ends the due day; late: `by` after it, from the beginning of the n-th such day.
 * Nothing punitive is among what a rung does: it reminds, tells, drafts a slip, or proposes to a named approver.
 */
export const rungSchema = z
  .strictObject({
    clock: z.string(),
    when: z.enum(['near', 'due', 'late']),
    by: span.optional(),
    /** Again and again after the first time, until the clock stops. */
    repeat: span.optional(),
    do: z.enum(['remind', 'tell_superior', 'supervision_slip', 'propose_inquiry']),
    /** The seat it is told to. */
    tell: z.string(),
  })
  .refine(rung => rung.when !== 'late' || rung.by !== undefined, {
    path: ['by'],
    error: '逾期（late）的一级要写 by：到期后多久，如 { amount: 1, unit: working_days }。',
    when: isRungLike,
  })
  .refine(rung => rung.when !== 'near' || (rung.do === 'remind' && rung.repeat === undefined), {
    path: ['do'],
    error: '到期以前（near）只能提醒一次：do 只能是 remind，不写 repeat。',
    when: isRungLike,
  })
export type Rung = z.infer<typeof rungSchema>

export const ladderSchema = z.array(rungSchema)

/** The terms of one clock as a room's settings give them before a programme says otherwise. @param source regulation and article, or that it is ours */
export const termSetting = (title: string, source: string, terms: z.input<typeof termsSchema>) =>
  plainTerms.default(plainTerms.parse(terms)).meta({ title, source })

/** The same for a clock that may also run while the matter's window is open. */
export const openTermSetting = (title: string, source: string, terms: z.input<typeof termsSchema>) =>
  termsSchema.default(termsSchema.parse(terms)).meta({ title, source })

/** @param amount working days after the due instant */
export const lateRung = (clock: string, amount: number, act: Rung['do'], tell: string): Rung => ({
  clock,
  when: 'late',
  by: { amount, unit: 'working_days' },
  do: act,
  tell,
})

export const nearRung = (clock: string, tell: string): Rung => ({ clock, when: 'near', do: 'remind', tell })

/** What the engine reads of a room's settings: terms by clock name, and one ladder. */
export interface ClockSettings {
  readonly terms: (clock: string) => Terms
  readonly ladder: readonly Rung[]
  /** Of the matter's window, else of the city: for terms in office hours. */
  readonly officeHours?: OfficeHours
}
