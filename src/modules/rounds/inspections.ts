import { addDays, dayFrom, dayOf } from '../../calendar/index.ts'
import type { Day } from '../../calendar/index.ts'
import type { Announcement } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { commitmentOf, drawFrom, howMany, isSealedBefore, numberOf, promisedHash, sayNumber, weekOf } from '../../engine/index.ts'
import type { DrawSheet, HashHex } from '../../engine/index.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { OrgSnapshot } from '../../org/contract.ts'
import type { Person } from '../../org/ledger.ts'
import { unitByCode } from '../../org/rules/tree.ts'
import type { Viewer } from '../../org/viewer.ts'
import { plainHash } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { findingNoted, inspectionOpened } from './contract.ts'
import type { InspectionOpened } from './contract.ts'
import { settingsNow } from './opened.ts'
import { seatsOfInspectors, seatsOfUnit } from './rules/seating.ts'
import { slotIn, ticketsOf } from './rules/tickets.ts'
import type { Inspection } from './settings.ts'
import { isPromised, listDraws, publishSeed, saveDrawn, savePromise, sheetRows, takeOver, takeUndrawn } from './store/draws.ts'
import type { DrawRow } from './store/draws.ts'

/** SHA-256 whatever suite the house keeps its own secrets with: a stranger recomputes it with any tool. */
const sha256: HashHex = text => plainHash('std', Buffer.from(text, 'utf8')).toString('hex')
const about = (house: House, { code, week }: Pick<DrawRow, 'code' | 'week'>): string => `rounds.draw/${house.city}/${code}/${week}`
const systemOf = (house: House) => ({ kind: 'system', city: house.city, name: 'loops' }) as const
/** A whole share of one per cent beside the number that the programme names, as the verifier reads it. */
const percent = 1

interface Where {
  readonly code: string
  readonly inspection: Inspection
  readonly place: string
  readonly day: Day
  readonly hour?: string
  readonly week?: string
  readonly source: string
}
const openInspection = async (house: House, tx: Tx, viewer: Viewer, org: OrgSnapshot, where: Where): Promise<string | undefined> => {
  const { inspection, code, place, day, hour, week } = where
  const unit = unitByCode(org, inspection.unit)
  const seats = unit ? seatsOfInspectors(org, unit.id) : []
  const placeName = org.units.get(place)?.name
  if (!unit || seats.length === 0 || placeName === undefined) return undefined
  const input: InspectionOpened = {
    inspectionName: inspection.name,
    way: inspection.way,
    placeName,
    place,
    day,
    ...(hour === undefined ? {} : { hour }),
    items: [...inspection.items],
    ...(week === undefined ? {} : { week }),
  }
  const { matter } = await house.engine.open(tx, viewer, {
    kind: 'inspection',
    lane: 'ordinary',
    unit: unit.id,
    seats,
    barred: [],
    input,
    source: `inspection/${code}/${where.source}`,
    told: { inspect_within: { on: day, because: [hour === undefined ? '巡查当天' : `抽到这一天${hour}`] } },
  })
  return matter
}

/** Inspections that this person's posts make. */
export const ownInspections = (house: House, org: OrgSnapshot, viewer: Person): readonly (readonly [string, Inspection])[] =>
  Object.entries(settingsNow(house).inspections).filter(([, { unit }]) => {
    const id = unitByCode(org, unit)?.id
    return seatsOfInspectors(org, id ?? '').some(seat => viewer.posts.some(post => post.unit === seat.unit && post.role === seat.role))
  })

export const placesOf = (org: OrgSnapshot, inspection: Inspection): readonly { readonly id: string; readonly name: string }[] =>
  inspection.places.flatMap(code => {
    const unit = unitByCode(org, code)
    return unit ? [{ id: unit.id, name: unit.name }] : []
  })

/** 日巡、专项、走流程: begun by hand on the day. What is drawn is begun by nobody. */
export const beginInspection = (
  house: House,
  viewer: Person,
  asked: { readonly code: string; readonly place: string; readonly key: string },
): Promise<{ readonly matter: string; readonly number: string } | Refusal> =>
  house.as(viewer, async tx => {
    const day = dayOf(house.clock.now())
    const org = await house.org.snapshot(tx, day)
    const inspection = ownInspections(house, org, viewer).find(([code]) => code === asked.code)?.[1]
    if (viewer.readsOnly === true || !inspection) return refuse('not_your_inspection')
    if (inspection.way === 'random') return refuse('drawn_by_house')
    if (!placesOf(org, inspection).some(one => one.id === asked.place)) return refuse('no_such_inspected_place', { field: 'place' })
    const { code, place, key } = asked
    const matter = await openInspection(house, tx, viewer, org, { code, inspection, place, day, source: key })
    if (matter === undefined) return refuse('not_your_inspection')
    return { matter, number: sayNumber((await numberOf(tx, house.city, matter)) ?? '') }
  })

/** The draw's name on the trail. */
const nameOf = (code: string, week: string): string => `rounds.draw/${code}/${week}`

/** The next week's hash, for everybody to copy before anything of it can be known, and on the trail. */
const promise = async (house: House, tx: Tx, code: string, inspection: Inspection, week: Day, today: Day): Promise<void> => {
  // A promise that no root takes in before its week would bind nobody.
  if (inspection.way !== 'random' || !isSealedBefore(today, week) || (await isPromised(tx, house.city, code, week))) return
  const seed = house.keys.randomBytes(32).toString('hex')
  const sealed = house.keys.seal('matter.ordinary', Buffer.from(seed, 'utf8'), about(house, { code, week }))
  const row = { code, week, commitment: commitmentOf(sha256, seed), least: inspection.each_week }
  // Another server may have given it in the same moment.
  if (!(await savePromise(tx, house.city, { ...row, sealed }))) return
  const named = nameOf(code, week)
  await house.engine.promise(tx, { about: named, hash: promisedHash(sha256, { about: named, percent, ...row }), before: week })
}

const seedIn = (house: House, row: DrawRow & { readonly sealed: Buffer }): string =>
  house.keys.open('matter.ordinary', row.sealed, about(house, row)).toString('utf8')

/** A week through which the house was switched off draws nothing: nobody can inspect a day that is over. */
const drawWeek = async (house: House, tx: Tx, row: DrawRow & { readonly sealed: Buffer }, now: Date): Promise<void> => {
  const inspection = row.week === weekOf(dayOf(now)) ? settingsNow(house).inspections[row.code] : undefined
  const tickets = inspection ? ticketsOf(house.calendar(), dayFrom(row.week), inspection) : []
  const drawn = drawFrom(sha256, seedIn(house, row), tickets, howMany(tickets.length, { percent, least: row.least }))
  await saveDrawn(tx, house.city, row, tickets, drawn)
  const org = await house.org.snapshot(tx, dayOf(now))
  for (const ticket of inspection ? drawn : []) {
    const { day, hour, place } = slotIn(ticket)
    const unit = unitByCode(org, place)?.id
    if (inspection && unit !== undefined)
      await openInspection(house, tx, systemOf(house), org, {
        code: row.code,
        inspection,
        place: unit,
        day: dayFrom(day),
        hour,
        week: row.week,
        source: `${row.week}/${ticket}`,
      })
  }
}

/** With the first beat of a week: the next week is promised, this one drawn, and the seed of what is over published. */
export const drawInspections = (house: House, now: Date): Promise<void> =>
  house.as(systemOf(house), async tx => {
    const today = dayOf(now)
    const week = weekOf(today)
    for (const [code, inspection] of Object.entries(settingsNow(house).inspections))
      await promise(house, tx, code, inspection, addDays(week, 7), today)
    for (const row of await takeUndrawn(tx, house.city, week)) await drawWeek(house, tx, row, now)
    for (const row of await takeOver(tx, house.city, week)) await publishSeed(tx, house.city, row, seedIn(house, row))
  })

/** One line for each list and week, the oldest first: code, Monday, hash, how many at least, and the seed once the week is over. */
export const drawLines = (house: House): Promise<string> =>
  house.as({ kind: 'public', city: house.city }, async tx =>
    [...(await listDraws(tx, 1040))]
      .reverse()
      .map(({ code, week, commitment, least, seed }) => `${[code, week, commitment, least, seed ?? '-'].join(' ')}\n`)
      .join(''),
  )

/** What `npx huiyin verify-draw` reads; undefined while the week is not over. */
export const sheetOf = (house: House, code: string, week: string): Promise<Required<DrawSheet> | undefined> =>
  house.as({ kind: 'public', city: house.city }, async tx => {
    const row = (await listDraws(tx, 1040)).find(one => one.code === code && one.week === week)
    const rows = row?.seed ? await sheetRows(tx, house.city, code, week) : undefined
    if (!row || row.seed === null || !rows) return undefined
    const { commitment, seed, least } = row
    return { week, about: nameOf(code, week), commitment, seed, percent, least, ...rows }
  })

/** What was found becomes a matter of the inspected unit; whoever inspects looks again. */
export const openFinding = async (house: House, tx: Tx, { matter, payload }: Announcement): Promise<void> => {
  const page = matter === undefined ? undefined : await house.engine.readIn(tx, systemOf(house), matter)
  const { seq } = payload as { readonly seq: number }
  const opened = inspectionOpened.safeParse(page?.trail[0]?.input).data
  const noted = findingNoted.safeParse(page?.trail.find(entry => entry.seq === seq)?.input).data
  if (!page || !opened || !noted) return
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const seats = seatsOfUnit(org, opened.place)
  if (!seats) {
    house.log.warn({ event: 'finding_without_holder', room: 'rounds' })
    return
  }
  await house.engine.open(tx, systemOf(house), {
    kind: 'finding',
    lane: 'ordinary',
    unit: opened.place,
    seats: [...seats, ...seatsOfInspectors(org, page.matter.unit)],
    barred: [],
    input: {
      inspectionName: opened.inspectionName,
      way: opened.way,
      placeName: opened.placeName,
      day: opened.day,
      at: noted.at,
      item: opened.items[noted.item - 1] ?? '',
      what: noted.what,
      ...(noted.photos?.length ? { source: { inspection: page.matter.id, seq } } : {}),
    },
    source: `finding/${matter}/${seq}`,
  })
}
