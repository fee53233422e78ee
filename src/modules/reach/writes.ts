import { dayOf } from '../../calendar/index.ts'
import { readNumber } from '../../engine/index.ts'
import type { Write, Writes } from '../../engine/room.ts'
import { organOf, unitByCode } from '../../org/rules/tree.ts'
import type { reachFlow } from './flows/reach.ts'
import { settingsNow } from './opened.ts'
import { officerNamed, seatsOfOfficer, seatsOfRegistry, seatsOfUnit, unitSeats } from './rules/seating.ts'
import { askOf, giveTo, markBundle, markTold } from './store.ts'

/** The clock runs on: whoever hands it on has used up part of it. */
const assign: Write = async (tx, { house, done, now, input }) => {
  const { unit, officer: typed } = input as { unit: string; officer?: string }
  const org = await house.org.snapshot(tx, dayOf(now))
  const named = typed ? officerNamed(org, organOf(org, unit) ?? unit, typed) : undefined
  // Somebody of that name in another unit is not who was meant.
  const officer = named?.unit === unit ? named : undefined
  const name = org.units.get(unit)?.name ?? ''
  await giveTo(tx, house.city, done.matter, { unit, name })
  await house.engine.seat(tx, done.matter, {
    seats: officer ? seatsOfOfficer(org, officer) : seatsOfUnit(org, unit),
    emptied: unitSeats,
    because: [`转${name}${officer?.name ?? ''}`],
  })
}

/** Back to the registry, which finds out whose it is. */
const notMine: Write = async (tx, { house, done, now }) => {
  const org = await house.org.snapshot(tx, dayOf(now))
  const ask = await askOf(tx, house.city, done.matter)
  const place = ask && settingsNow(house).places[ask.place]
  const registry = place && unitByCode(org, place.registry)
  if (!registry) return
  await giveTo(tx, house.city, done.matter, { unit: registry.id, name: registry.name })
  await house.engine.seat(tx, done.matter, {
    seats: seatsOfRegistry(org, registry.id),
    emptied: unitSeats,
    because: ['不是本人承办，退回窗口'],
  })
}

/** The address as the register had it on that day: of the unit, else of its organ, else what whoever explained it wrote. */
const explain: Write = async (tx, { house, done, now, input }) => {
  const { unit, address: typed } = input as { unit: string; address?: string }
  const org = await house.org.snapshot(tx, dayOf(now))
  const organ = org.units.get(organOf(org, unit) ?? '')
  const row = org.units.get(unit)
  const place = Object.values(settingsNow(house).places).find(one => one.unit === organ?.code)
  await markTold(tx, house.city, done.matter, {
    name: organ && row && organ.id !== row.id ? `${organ.name}${row.name}` : (row?.name ?? ''),
    address: (await house.org.addressOf(tx, unit)) ?? place?.address ?? typed ?? null,
    phone: place?.phone ?? null,
  })
}

export const reachWrites: Writes<typeof reachFlow> = {
  answer: null,
  record_attempt: null,
  open_number: null,
  explain_elsewhere: explain,
  assign,
  not_mine: notMine,
  hand_on_papers: (tx, { house, done, input }) => {
    const { bundle } = input as { bundle: string }
    return markBundle(tx, house.city, done.matter, readNumber(bundle) ?? bundle)
  },
  hear_papers: null,
  hear_help: null,
  confirm_reached: null,
  accept_explained: null,
  say_unreached: null,
  keep_unreached: null,
  record_no: null,
  withdraw: null,
  conclude_silent: null,
  conclude_explained: null,
}
