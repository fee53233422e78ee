import { dayOf } from '../../calendar/index.ts'
import type { Announcement } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { OrgSnapshot } from '../../org/contract.ts'
import { holdersIn, organOf } from '../../org/rules/tree.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { markGiven, markingOpened, objectionRaised } from './contract.ts'
import type { MarkGiven } from './contract.ts'
import { tellSeat } from './dispatch.ts'
import { readOpened, settingsNow } from './opened.ts'
import type { MatterPage } from './opened.ts'
import { isUpheld, recordOf, tallyOf } from './rules/marks.ts'
import { outsideReaders } from './rules/seating.ts'
import { addMarks, markingOf, markingWords, takeMarkings, unobjected, writeMarking } from './store/marks.ts'
import { roundsOf, seatOf, writerOf } from './store.ts'
import type { MarkingCardView } from './web/card.ts'

const systemOf = (house: House, name: 'loops' | 'sweep' = 'loops') => ({ kind: 'system', city: house.city, name }) as const

/** Of another department than the caller and the call; narrowed to one person where another holder of the post must keep away. */
const markerFor = (org: OrgSnapshot, unit: string, caller: string, kept: readonly string[]) => {
  for (const { unit: at, role } of outsideReaders(org, unit)) {
    if (at === unit || at === caller) continue
    const holders = holdersIn(org, at, role)
    const free = holders.find(holder => !kept.includes(holder.person))
    if (free)
      return {
        unit: at,
        role,
        ...(holders.some(holder => kept.includes(holder.person)) ? { person: free.person } : {}),
        sight: 'progress' as const,
      }
  }
  return undefined
}

export interface DrawnRecord {
  readonly call: string
  readonly round: number
  readonly week: string
  readonly ticket: string
}

/** A matter of its own, so that the marker is given the record and nothing else of the call. Its caller has no seat before there is a mark. */
export const openMarking = async (house: House, tx: Tx, { call, round, week, ticket }: DrawnRecord): Promise<void> => {
  const system = systemOf(house, 'sweep')
  const read = await readOpened(house, tx, system, call)
  const rounds = await roundsOf(tx, house.city, call)
  const caller = rounds.find(one => one.round === round)
  if (!read || !caller?.unit || !caller.role || !caller.person) return
  const { page, opened } = read
  const record = recordOf(page.trail, round, opened)
  if (record.length === 0) return
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const { barred } = await seatOf(tx, house.city, call, 'caller')
  const kept = [...barred, ...rounds.flatMap(one => one.person ?? [])]
  const marker = markerFor(org, page.matter.unit, caller.unit, kept)
  if (!marker) {
    house.log.warn({ event: 'no_marker', room: 'callback' })
    return
  }
  const done = await house.engine.open(tx, system, {
    kind: 'marking',
    lane: 'rating',
    unit: organOf(org, page.matter.unit) ?? page.matter.unit,
    seats: [{ seat: 'marker', ...marker }],
    barred: barred.filter(person => person !== caller.person),
    input: markingOpened.parse({ call, week, ticket, criteria: settingsNow(house).marks, record }),
    source: `marking/${call}/${round}`,
  })
  await writeMarking(tx, house.city, { matter: done.matter, call, round, unit: caller.unit, role: caller.role, person: caller.person })
  await tellSeat(house, tx, done.matter, { seq: 0, do: 'marking', tell: 'marker' })
}

/** There is a mark: now its caller sees it, with the name of whoever gave it. */
export const seatMarked = async (house: House, tx: Tx, { id, matter }: Announcement): Promise<void> => {
  const row = matter === undefined ? undefined : await markingOf(tx, house.city, matter)
  if (!row || matter === undefined) return
  await house.engine.seat(tx, matter, {
    seats: [{ seat: 'caller', unit: row.unit, role: row.role, person: row.person, sight: 'full' }],
    because: ['评了分，回访人可以看、可以提一次异议'],
  })
  await tellSeat(house, tx, matter, { seq: id, do: 'marked', tell: 'caller' })
}

/** The caller objected: another person than the first marker and than anybody who called. */
export const findSecondMarker = async (house: House, tx: Tx, { id, matter }: Announcement): Promise<void> => {
  const row = matter === undefined ? undefined : await markingOf(tx, house.city, matter)
  const page = matter === undefined ? undefined : await house.engine.readIn(tx, systemOf(house), matter)
  if (!row || !page || matter === undefined) return
  const given = page.trail.find(entry => entry.action === 'give_mark')
  const first = given && (await writerOf(tx, house.city, matter, given.seq))
  const called = (await roundsOf(tx, house.city, row.call)).flatMap(one => one.person ?? [])
  const { barred } = await seatOf(tx, house.city, matter, 'marker')
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const kept = [...barred, ...called, row.person, ...(first === undefined ? [] : [first])]
  const marker = markerFor(org, page.matter.unit, row.unit, kept)
  if (!marker) {
    house.log.warn({ event: 'no_second_marker', room: 'callback' })
    return
  }
  await house.engine.seat(tx, matter, { seats: [{ seat: 'second_marker', ...marker }], because: ['有异议，由第二人评分'] })
  await tellSeat(house, tx, matter, { seq: id, do: 'mark_objected', tell: 'second_marker' })
}

const marksIn = (page: MatterPage, action: string): MarkGiven | undefined =>
  markGiven.safeParse(page.trail.find(entry => entry.action === action)?.input).data

/** The mark stands: counted for the caller's department. Whoever objected is told. */
export const settleMark = async (house: House, tx: Tx, { id, matter }: Announcement): Promise<void> => {
  const row = matter === undefined ? undefined : await markingOf(tx, house.city, matter)
  const page = matter === undefined ? undefined : await house.engine.readIn(tx, systemOf(house), matter)
  const first = page && marksIn(page, 'give_mark')
  const opened = page && markingOpened.safeParse(page.trail[0]?.input).data
  if (!row || !page || !first || !opened || matter === undefined) return
  const second = marksIn(page, 'mark_again')
  await addMarks(
    tx,
    house.city,
    row.unit,
    dayOf(house.clock.now()).slice(0, 7),
    tallyOf(opened.criteria, second ?? first),
    isUpheld(first, second),
  )
  if (second) await tellSeat(house, tx, matter, { seq: id, do: 'mark_settled', tell: 'caller' })
}

/** Nobody objected in time. */
export const letMarksStand = async (house: House, now: Date): Promise<void> => {
  const system = systemOf(house, 'sweep')
  for (const matter of await house.as(system, tx => unobjected(tx, house.city, now))) {
    const done = await house.engine.act(system, { matter, action: 'let_stand' })
    // The caller objected in the same moment.
    if (isRefusal(done) && done.because !== 'wrong_stage')
      house.log.warn({ event: 'mark_not_settled', room: 'callback', matter, error: done.because })
  }
}

/** A copy of a record lasts no longer than the call it was copied from. */
export const eraseMarkings = async (house: House, tx: Tx, calls: readonly string[]): Promise<void> => {
  for (const matter of await takeMarkings(tx, house.city, calls)) await house.engine.erase(tx, matter)
}

const seats = ['caller', 'second_marker', 'marker'] as const

/** What this viewer may read of it, through the one door that lets it out. */
export const markingCard = async (house: House, tx: Tx, page: MatterPage): Promise<MarkingCardView | undefined> => {
  const seat = seats.find(one => page.seats.some(held => held.seat === one))
  if (!seat) return undefined
  const said = new Map<string, unknown>()
  for (const { seq, action, sealed } of await markingWords(tx, house.city, page.matter.id))
    said.set(action, await house.engine.unseal(tx, page.matter.id, { seq, sealed }))
  const opened = markingOpened.safeParse(said.get('open')).data
  if (!opened) return { marking: { seat } }
  const [first, objection, second] = [
    markGiven.safeParse(said.get('give_mark')).data?.marks,
    objectionRaised.safeParse(said.get('object')).data?.why,
    markGiven.safeParse(said.get('mark_again')).data?.marks,
  ]
  const { week, ticket, criteria, record } = opened
  return {
    marking: {
      seat,
      held: {
        week,
        ticket,
        criteria,
        record,
        ...(first === undefined ? {} : { first }),
        ...(objection === undefined ? {} : { objection }),
        ...(second === undefined ? {} : { second }),
      },
    },
  }
}
