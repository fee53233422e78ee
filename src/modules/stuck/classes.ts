import { addDays, dayFrom, dayOf } from '../../calendar/index.ts'
import type { SeatFilling } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { numberOf, sayNumber } from '../../engine/index.ts'
import { isRefusal, refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { OrgSnapshot } from '../../org/contract.ts'
import type { Person } from '../../org/ledger.ts'
import { ladderPost } from '../../org/rules/ladder.ts'
import { unitByCode } from '../../org/rules/tree.ts'
import type { HeldPost } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { classOpened } from './contract.ts'
import type { ClassAsked } from './contract.ts'
import { settingsNow } from './opened.ts'
import { monthAt, monthOf } from './rules/month.ts'
import { officePosts } from './rules/seating.ts'
import { droppedBefore, insertClass } from './store/classes.ts'
import { behindCause, isDrafted } from './store/months.ts'

/** The posts of the office by which this viewer sets up a class; none: he is of no office that supervises a window. */
export const officeOf = (house: House, org: OrgSnapshot, viewer: Person): readonly HeldPost[] =>
  Object.values(settingsNow(house).windows)
    .map(({ office }) => officePosts(org, unitByCode(org, office)?.id ?? ''))
    .find(posts => posts.some(post => viewer.posts.some(own => own.unit === post.unit && own.role === post.role))) ?? []

const filling = (seat: string, posts: readonly HeldPost[]): readonly SeatFilling[] =>
  posts.map(post => ({ seat, unit: post.unit, role: post.role, sight: 'full' as const }))

/** Whoever heads the unit answers; where nobody does, whoever is above him there. */
const classSeats = (org: OrgSnapshot, unit: string, office: readonly HeldPost[]): readonly SeatFilling[] | undefined => {
  const climb = (['leader', 'deputy_head', 'head'] as const).map(rung => ladderPost(org, unit, rung))
  const responsible = climb.find(posts => posts.length > 0)
  if (!responsible) return undefined
  const above = (posts: readonly HeldPost[]): readonly HeldPost[] => posts.filter(post => !responsible.includes(post))
  return [
    ...filling('responsible', responsible),
    ...filling('superior', above(climb[1] ?? [])),
    ...filling('unit_head', above(climb[2] ?? [])),
    ...filling('office', office),
  ]
}

export interface SetUp {
  readonly matter: string
  readonly number: string
}

/** From a cause that came again, or from one matter. The same cause is one class, until it was dropped. */
export const setUpClass = async (house: House, tx: Tx, viewer: Person, asked: ClassAsked): Promise<SetUp | Refusal> => {
  const today = dayOf(house.clock.now())
  const org = await house.org.snapshot(tx, today)
  const office = officeOf(house, org, viewer)
  if (office.length === 0) return refuse('not_the_office')
  const by = dayFrom(asked.by)
  if (by <= today || by > addDays(today, 366)) return refuse('class_day_past', { field: 'by' })
  const unit = org.units.get(asked.unit)
  if (!unit) return refuse('no_such_unit', { field: 'unit' })
  const seats = classSeats(org, unit.id, office)
  if (!seats) return refuse('unit_empty', { field: 'unit' })
  const behind = await mattersBehind(house, tx, viewer, asked)
  if (isRefusal(behind)) return behind
  const { from, title, responsible, remedy, ask } = asked
  const cause = 'matter' in from ? {} : { category: from.category, cause: from.cause }
  const again = await droppedBefore(tx, { unit: unit.id, ...cause, ...('matter' in from ? { matter: from.matter } : {}) })
  const about = 'matter' in from ? `matter/${from.matter}` : `${from.month}/${unit.id}/${from.category}/${from.cause}`
  const opened = await house.engine.open(tx, viewer, {
    kind: 'class',
    lane: 'ordinary',
    unit: unit.id,
    seats,
    barred: [],
    input: classOpened.parse({
      title,
      unitName: unit.name,
      responsible,
      by: asked.by,
      remedy,
      ask,
      count: behind.length,
      ...('month' in from ? { month: from.month } : {}),
    }),
    source: `class/${about}/${again}`,
    told: { class_within: { on: by, because: ['督办单位定的日子'] } },
  })
  const month = 'month' in from ? monthOf(from.month).first : undefined
  await insertClass(tx, house.city, {
    matter: opened.matter,
    unit: unit.id,
    category: undefined,
    cause: undefined,
    ...cause,
    month,
    behind,
  })
  return { matter: opened.matter, number: sayNumber((await numberOf(tx, house.city, opened.matter)) ?? '') }
}

/** A number that opens: the matters that this viewer sees, and no fewer than the programme calls recurring. */
const mattersBehind = async (
  house: House,
  tx: Tx,
  viewer: Person,
  { from, unit }: Pick<ClassAsked, 'from' | 'unit'>,
): Promise<readonly string[] | Refusal> => {
  if ('matter' in from) {
    const page = await house.engine.readIn(tx, viewer, from.matter)
    return page?.matter.kind === 'stuck' && page.matter.sight === 'full' ? [from.matter] : refuse('not_found')
  }
  const { recurring_from: least, recurring_months: months } = settingsNow(house)
  const { first } = monthOf(from.month)
  if ((await isDrafted(tx, house.city, first)) === undefined) return refuse('month_not_over')
  const behind = await behindCause(tx, monthOf(monthAt(from.month, 1 - months)).first, first, {
    unit,
    category: from.category,
    cause: from.cause,
  })
  return behind.length >= least ? behind : refuse('cause_not_recurring')
}
