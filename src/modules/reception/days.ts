import { addMonths, dayFrom, dayOf, timeOf, weekdayName } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { isRefusal, refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { OrgSnapshot } from '../../org/contract.ts'
import type { Person } from '../../org/ledger.ts'
import { unitByCode } from '../../org/rules/tree.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { DayAsked, DayChanged, DayHeld } from './contract.ts'
import { settingsNow } from './opened.ts'
import { endsAt } from './rules/places.ts'
import { leadersOf } from './rules/seating.ts'
import { lockDay } from './store.ts'
import { cancelDay, changeDay, dayById, dayFromSource, holdDay, insertDay, layPlaces, noteDay } from './store/days.ts'
import type { DayRow, DayWritten } from './store/days.ts'

const keeping: readonly string[] = ['clerk', 'officer', 'leader']

/** The office of a place, where this person works in it. */
export const officeOf = (house: House, org: OrgSnapshot, viewer: Person, place: string): string | undefined => {
  const office = unitByCode(org, settingsNow(house).places[place]?.office ?? '')
  return office && viewer.posts.some(post => post.unit === office.id && keeping.includes(post.role)) ? office.id : undefined
}

/** The day in one sentence, for the history that stays. */
const inWords = (day: DayWritten): string =>
  `${day.on_day} ${weekdayName(dayFrom(day.on_day))} ${day.from_hour}—${endsAt(day.from_hour, day.minutes, day.slots) ?? ''}，${day.leader_title}${day.leader_name}，${day.venue}，${day.slots}个号，每个${day.minutes}分钟${day.purpose ? `，${day.purpose}` : ''}`

type Parts = Omit<DayAsked, 'place' | 'key'>

/** What was typed, judged and with the leader as the register has him today. */
const written = (
  house: House,
  org: OrgSnapshot,
  office: string,
  { leader, onDay, from, slots, minutes, venue, purpose }: Parts,
  of: { readonly id: string; readonly place: string },
): DayWritten | Refusal => {
  const now = house.clock.now()
  const [today, time] = [dayOf(now), timeOf(now)]
  const isLater = onDay > today || (onDay === today && from > time)
  if (!isLater || onDay > addMonths(today, 12)) return refuse('reception_day_wrong', { field: 'onDay' })
  if (endsAt(from, minutes, slots) === undefined) return refuse('reception_too_long', { field: 'slots' })
  const host = leadersOf(org, office).find(one => `${one.unit}/${one.role}/${one.person}` === leader)
  if (!host) return refuse('reception_leader_wrong', { field: 'leader' })
  return {
    ...of,
    office,
    leader: host.person,
    leader_unit: host.unit,
    leader_role: host.role,
    leader_name: host.name,
    leader_title: host.title ?? org.units.get(host.unit)?.name ?? '',
    on_day: onDay,
    from_hour: from,
    slots,
    minutes,
    venue,
    purpose: purpose ?? null,
  }
}

const by = ({ person, name }: Person): { readonly person: string; readonly name: string } => ({ person, name })

/** 排期: a day is published with all its places. Pressed twice it is one day. */
export const publishDay = (house: House, viewer: Person, asked: DayAsked): Promise<{ readonly id: string } | Refusal> =>
  house.as(viewer, async tx => {
    const { city, keys, clock } = house
    const org = await house.org.snapshot(tx, dayOf(clock.now()))
    const office = officeOf(house, org, viewer, asked.place)
    if (office === undefined) return refuse('not_your_reception', { field: 'place' })
    const source = keys.digest('reception', city, 'day', asked.key)
    const before = await dayFromSource(tx, city, source)
    if (before !== undefined) return { id: before }
    const day = written(house, org, office, asked, { id: keys.uuid(), place: asked.place })
    if (isRefusal(day)) return day
    await insertDay(tx, city, day, source)
    await layPlaces(tx, city, day.id, day.slots)
    await noteDay(tx, city, day.id, { what: 'published', said: inWords(day), why: null, at: clock.now() }, by(viewer))
    return { id: day.id }
  })

/** The day, if this person keeps it and it may still be changed. */
const keptDay = async (house: House, tx: Tx, org: OrgSnapshot, viewer: Person, id: string): Promise<DayRow | Refusal> => {
  const day = await dayById(tx, house.city, id)
  if (!day || officeOf(house, org, viewer, day.place) !== day.office) return refuse('not_your_reception')
  return day.state === 'cancelled' ? refuse('reception_off') : day
}

const withDay = <T>(
  house: House,
  viewer: Person,
  id: string,
  work: (tx: Tx, org: OrgSnapshot, day: DayRow) => Promise<T | Refusal>,
): Promise<T | Refusal> =>
  house.as(viewer, async tx => {
    await lockDay(tx, house.city, id)
    const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
    const day = await keptDay(house, tx, org, viewer, id)
    return isRefusal(day) ? day : work(tx, org, day)
  })

const isOver = (house: House, day: DayRow): boolean => day.held !== null || day.on_day < dayOf(house.clock.now())

/** 改期、换人、换地方: whoever has booked keeps her place and is told. */
export const moveDay = (
  house: House,
  viewer: Person,
  id: string,
  { why, ...asked }: DayChanged,
): Promise<{ readonly id: string } | Refusal> =>
  withDay(house, viewer, id, async (tx, org, before) => {
    if (isOver(house, before)) return refuse('reception_over')
    if (asked.slots < before.slots) return refuse('reception_places_taken', { field: 'slots' })
    const day = written(house, org, before.office, asked, before)
    if (isRefusal(day)) return day
    await changeDay(tx, house.city, day)
    await layPlaces(tx, house.city, id, day.slots)
    await noteDay(tx, house.city, id, { what: 'changed', said: inWords(day), why, at: house.clock.now() }, by(viewer))
    await house.engine.announce(tx, 'reception.day_changed', { day: id, why })
    return { id }
  })

/** 取消: nothing is deleted, and whoever has booked is told why. */
export const callOffDay = (house: House, viewer: Person, id: string, why: string): Promise<{ readonly id: string } | Refusal> =>
  withDay(house, viewer, id, async (tx, _org, day) => {
    if (isOver(house, day)) return refuse('reception_over')
    await cancelDay(tx, house.city, id)
    await noteDay(tx, house.city, id, { what: 'cancelled', said: inWords(day), why, at: house.clock.now() }, by(viewer))
    await house.engine.announce(tx, 'reception.day_cancelled', { day: id, why })
    return { id }
  })

/** 办了没有: who sat there in the end, written down once. */
export const sayHeld = (house: House, viewer: Person, id: string, { held, note }: DayHeld): Promise<{ readonly id: string } | Refusal> =>
  withDay(house, viewer, id, async (tx, _org, day) => {
    const now = house.clock.now()
    if (day.held !== null) return refuse('reception_said')
    if (day.on_day > dayOf(now) || (day.on_day === dayOf(now) && day.from_hour > timeOf(now))) return refuse('reception_not_over')
    if (held === 'other' && !note) return refuse('reception_note_missing', { field: 'note' })
    await holdDay(tx, house.city, id, held)
    await noteDay(tx, house.city, id, { what: 'held', said: inWords(day), why: note ?? null, at: now }, by(viewer))
    return { id }
  })
