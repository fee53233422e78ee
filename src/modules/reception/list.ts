import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { Engine } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import type { ListPlace } from '../../kit/cursor.ts'
import { allPages, defineLedger } from '../../org/ledger.ts'
import type { Ledger, LedgerColumn, LedgerRow, Person, Said } from '../../org/ledger.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { settingsNow } from './opened.ts'
import { endsAt, hourOfPlace } from './rules/places.ts'
import { dayShares, shareOfDay, shares } from './rules/shares.ts'
import type { DayShare, Share } from './rules/shares.ts'
import { listDays } from './store/days.ts'
import type { DayRow, DaysFilter } from './store/days.ts'
import { countBookings, countDays, daysInShare, listPage } from './store/list.ts'
import type { BookingFilter, BookingItem } from './store/list.ts'

type Language = 'zh' | 'en'
type MatterPage = NonNullable<Awaited<ReturnType<Engine['read']>>>

/** Whose screen it is; which bookings stand in it the walls of each matter decide. */
export const listRoles = ['clerk', 'officer', 'leader', 'deputy_head', 'head', 'supervisor'] as const

const place = z.string().regex(/^[a-z0-9_]{1,40}$/)
export const boardFilter = z.strictObject({ place: place.optional(), from: z.iso.date().optional(), until: z.iso.date().optional() })
export const daysFilter = boardFilter.extend({ share: z.enum(dayShares).optional() })
export const listFilter = boardFilter.extend({ day: z.uuid().optional(), share: z.enum(shares).optional() })

const said = (zh: string, en: string): Said => ({ zh, en })
const titles = {
  number: said('编号', 'Number'),
  day: said('接待日', 'Day'),
  hour: said('几点', 'Hour'),
  place: said('接待单位', 'Organ'),
  leader: said('接待领导', 'Leader'),
  stage: said('到哪一步', 'Stage'),
  first: said('优先', 'First'),
  unit: said('责任单位', 'Responsible unit'),
  due: said('到期', 'Due'),
  mark: said('是否逾期', 'Mark'),
} as const
type ListKey = keyof typeof titles
export const listColumns: readonly LedgerColumn[] = (Object.keys(titles) as ListKey[]).map(key => ({
  key,
  title: titles[key],
  kind: key === 'day' || key === 'due' ? 'day' : 'text',
}))

const marks: Readonly<Record<string, Said>> = {
  in_time: said('未到期', 'in time'),
  near: said('临期', 'near'),
  overdue: said('逾期', 'overdue'),
}

/** Pure: one line. Who booked and what it is about stand in the matter alone, so that a list that lies open names nobody. */
export const listLine = ({ matter }: MatterPage, item: BookingItem, placeName: string, language: Language): LedgerRow => {
  const clock = matter.clocks.findLast(one => one.state === 'running')
  return {
    number: matter.number,
    day: item.on_day,
    hour: hourOfPlace(item.from_hour, item.minutes, item.slot),
    place: placeName,
    leader: item.leader_name,
    stage: matter.stageTitle,
    first: matter.first ? { zh: '优先', en: 'first' }[language] : null,
    unit: item.unit_name,
    due: clock?.dueOn ?? null,
    mark: clock ? (marks[clock.mark]?.[language] ?? null) : null,
  }
}
export type ListLine = LedgerRow & { readonly id: string }
interface Asked<F> {
  readonly viewer: Person
  readonly filter: F
  readonly language: Language
}

export const placeNameOf = (house: House, code: string, language: Language): string => {
  const found = settingsNow(house).places[code]
  return (language === 'en' ? found?.name_en : undefined) ?? found?.name ?? code
}

/** A page of bookings in the viewer's own transaction. */
export const readList = async (
  house: House,
  tx: Tx,
  { viewer, filter, language }: Asked<BookingFilter>,
  after: ListPlace | undefined,
  most: number,
): Promise<{ readonly lines: readonly ListLine[]; readonly next?: ListPlace }> => {
  const found = await listPage(tx, house.clock.now(), filter, after, most + 1)
  const lines: ListLine[] = []
  for (const item of found.slice(0, most)) {
    const page = await house.engine.readIn(tx, viewer, item.id)
    if (page) lines.push({ id: item.id, ...listLine(page, item, placeNameOf(house, item.place, language), language) })
  }
  const last = found[most - 1]
  return { lines, ...(last && found.length > most ? { next: { at: last.at, id: last.id } } : {}) }
}

const rowsAtOnce = 100

/** The bookings as a file: the same lines, by the same filters. */
export const receptionLedger = (house: House): Ledger =>
  defineLedger<BookingFilter>({
    name: 'reception',
    title: { zh: '领导接待日台账', en: 'Ledger of the reception days' },
    roles: listRoles,
    filter: listFilter,
    columns: listColumns,
    pages: ({ viewer, filter, language }) =>
      allPages<ListPlace, ListLine>(after => house.as(viewer, tx => readList(house, tx, { viewer, filter, language }, after, rowsAtOnce))),
  })

export const dayStates: Readonly<Record<Exclude<DayShare, 'published'>, Said>> = {
  held: said('如期接待', 'held as promised'),
  held_other: said('接待了，有变动', 'held, with a change'),
  unsaid: said('过了，没有记办没办', 'over, nobody has written down whether it was held'),
  cancelled: said('取消了', 'cancelled'),
  coming: said('还没到', 'coming'),
}

export interface DayLine {
  readonly id: string
  readonly place: string
  readonly placeName: string
  readonly onDay: string
  readonly from: string
  readonly until: string
  readonly venue: string
  readonly leader: string
  readonly leaderTitle: string
  readonly purpose: string | null
  readonly slots: number
  readonly minutes: number
  readonly free: number
  readonly share: Exclude<DayShare, 'published'>
}

export const dayLine = (house: House, day: DayRow, language: Language): DayLine => ({
  id: day.id,
  place: day.place,
  placeName: placeNameOf(house, day.place, language),
  onDay: day.on_day,
  from: day.from_hour,
  until: endsAt(day.from_hour, day.minutes, day.slots) ?? '',
  venue: day.venue,
  leader: day.leader_name,
  leaderTitle: day.leader_title,
  purpose: day.purpose,
  slots: day.slots,
  minutes: day.minutes,
  free: day.free,
  share: shareOfDay({ onDay: day.on_day, state: day.state, held: day.held, changed: day.changed }, dayOf(house.clock.now())),
})

/** A page of the schedule, the latest day first. */
export const readDays = async (
  house: House,
  tx: Tx,
  { share, ...filter }: DaysFilter & { readonly share?: DayShare | undefined },
  language: Language,
  after: ListPlace | undefined,
  most: number,
): Promise<{ readonly lines: readonly DayLine[]; readonly next?: ListPlace }> => {
  const within = share === undefined ? undefined : await daysInShare(tx, dayOf(house.clock.now()), filter, share)
  const found = await listDays(tx, filter, after && { onDay: after.at.slice(0, 10), id: after.id }, most + 1, within)
  const last = found[most - 1]
  return {
    lines: found.slice(0, most).map(day => dayLine(house, day, language)),
    ...(last && found.length > most ? { next: { at: `${last.on_day} 00:00:00+08`, id: last.id } } : {}),
  }
}

/** The schedule as a file. Whom somebody would see, and nobody who came. */
export const receptionDaysLedger = (house: House): Ledger =>
  defineLedger<DaysFilter & { readonly share?: DayShare | undefined }>({
    name: 'reception_days',
    title: { zh: '领导接待日排期', en: 'Schedule of the reception days' },
    roles: listRoles,
    filter: daysFilter,
    columns: [
      { key: 'onDay', title: titles.day, kind: 'day' },
      { key: 'from', title: said('从几点', 'From'), kind: 'text' },
      { key: 'until', title: said('到几点', 'Until'), kind: 'text' },
      { key: 'placeName', title: titles.place, kind: 'text' },
      { key: 'leader', title: titles.leader, kind: 'text' },
      { key: 'leaderTitle', title: said('职务', 'Title'), kind: 'text' },
      { key: 'venue', title: said('地点', 'Where'), kind: 'text' },
      { key: 'purpose', title: said('主题', 'What for'), kind: 'text' },
      { key: 'slots', title: said('号数', 'Places'), kind: 'number' },
      { key: 'taken', title: said('约了', 'Booked'), kind: 'number' },
      { key: 'state', title: said('情况', 'State'), kind: 'text' },
    ],
    pages: ({ viewer, filter, language }) =>
      allPages<ListPlace, LedgerRow>(after =>
        house.as(viewer, async tx => {
          const { lines, next } = await readDays(house, tx, filter, language, after, rowsAtOnce)
          return {
            lines: lines.map(({ id: _id, place: _place, minutes: _minutes, free, share, ...shown }) => ({
              ...shown,
              taken: shown.slots - free,
              state: dayStates[share][language],
            })),
            ...(next ? { next } : {}),
          }
        }),
      ),
  })

export type BoardRow = Readonly<Record<Share | DayShare | 'offered', number>> & { readonly place: string; readonly placeName: string }

/** Every organ in the order of the programme, none above another; days are everybody's, bookings as this viewer sees them. */
export const readBoard = async (house: House, tx: Tx, filter: DaysFilter, language: Language): Promise<readonly BoardRow[]> => {
  const now = house.clock.now()
  const days = await countDays(tx, dayOf(now), filter)
  const bookings = await countBookings(tx, now, filter)
  const nothing = Object.fromEntries([...dayShares, 'offered', ...shares].map(key => [key, 0])) as Record<
    Share | DayShare | 'offered',
    number
  >
  return Object.keys(settingsNow(house).places)
    .filter(code => filter.place === undefined || filter.place === code)
    .map(code => ({
      ...nothing,
      ...days.find(one => one.place === code),
      ...bookings.find(one => one.place === code),
      place: code,
      placeName: placeNameOf(house, code, language),
    }))
}
