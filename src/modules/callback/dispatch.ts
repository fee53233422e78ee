import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { ring } from '../../org/bell/index.ts'
import { findCaller } from '../../org/caller.ts'
import type { CallbackRoute, EarlierCall } from '../../org/contract.ts'
import { holdersIn, organOf } from '../../org/rules/tree.ts'
import { barredFrom } from '../../org/rules/routing.ts'
import type { SeatFilling } from '../../engine/contract.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { leaderSms, listSms, rungSms } from './messages.ts'
import { settingsNow } from './opened.ts'
import { seatsAround } from './rules/seating.ts'
import { dueOfClock, factsOf, seatOf, writeRound } from './store.ts'

export interface Wanted {
  readonly unit: string
  readonly finishedOn: string
  readonly nightAt?: string
  readonly rated: readonly string[]
  readonly wantsCentre: boolean
  readonly overdue?: true
  readonly round: number
  readonly earlier: readonly EarlierCall[]
}

export interface Dispatch {
  readonly route?: CallbackRoute
  readonly title?: string
  /** Name of the organ that the caller's post belongs to. */
  readonly organ?: string
  readonly because: readonly string[]
  /** The same for whoever reads the trail: posts alone, nobody who was passed over. */
  readonly told: readonly string[]
  readonly seats: readonly SeatFilling[]
  readonly barred: readonly string[]
  /** Whoever calls is the last to look: a further no is kept. */
  readonly last: boolean
}

/** Who calls, who sees, who is barred: judged by the day of the service and by who holds the posts today. */
export const dispatch = async (house: House, tx: Tx, wanted: Wanted): Promise<Dispatch> => {
  const today = dayOf(house.clock.now())
  const { route, title, served, org, last } = await findCaller(day => house.org.snapshot(tx, day), today, {
    ...wanted,
    rounds: settingsNow(house).rounds,
  })
  if (isRefusal(route)) {
    house.log.warn({ event: 'no_caller', room: 'callback' })
    const because = ['上级各岗位都空缺或应当回避，请管理员补岗；期限照常计算']
    return {
      because,
      told: because,
      last: false,
      seats: seatsAround(org, wanted.unit, undefined),
      barred: [...new Set([...barredFrom(served, wanted.rated), ...barredFrom(org, wanted.rated)])],
    }
  }
  const calledBefore = new Set(wanted.earlier.flatMap(one => one.person ?? []))
  const only = holdersIn(org, route.unit, route.role).some(holding => calledBefore.has(holding.person))
  const organ = org.units.get(organOf(org, route.unit) ?? route.unit)?.name ?? ''
  return {
    route,
    ...(title === undefined ? {} : { title }),
    organ,
    because: route.because,
    told: route.told,
    last,
    seats: seatsAround(org, wanted.unit, route, only),
    barred: route.around,
  }
}

const hours = 3_600_000
export const nextReminder = (house: House, now: Date): Date =>
  new Date(now.getTime() + settingsNow(house).remind_until_acknowledged.amount * hours)

/** To the mobile number where one is known, else to the console. The key makes each message go out once. */
export const tellCaller = async (house: House, tx: Tx, matter: string, round: number, person: string, again = 0): Promise<void> => {
  const facts = await factsOf(tx, house.city, matter)
  if (!facts) return
  const phone = await house.org.phoneOf(tx, person)
  const key = `call/${matter}/${round}/${person}${again === 0 ? '' : `/again/${again}`}`
  // Reminded by message as often as it takes; the bell has it once.
  await ring(tx, { key: `call/${matter}/${round}/${person}`, person, about: 'callback.leader', matter, on: dayOf(house.clock.now()) })
  await house.outbox.queue(tx, {
    key,
    channel: phone === undefined ? 'console' : 'sms',
    to: phone ?? person,
    template: 'callback.leader',
    text: leaderSms(
      house.programmes.current().words,
      await dueOfClock(tx, house.city, matter, 'call_within'),
      facts.number,
      dayOf(house.clock.now()),
    ),
    matter,
  })
}

export const enterRound = async (
  house: House,
  tx: Tx,
  matter: string,
  round: number,
  { route, title, organ, because }: Dispatch,
): Promise<void> => {
  await writeRound(tx, house.city, {
    matter,
    round,
    because,
    remindAt: nextReminder(house, house.clock.now()),
    ...(route ? { post: { unit: route.unit, role: route.role, person: route.person, title: title ?? '', organ: organ ?? '' } } : {}),
  })
  if (route) await tellCaller(house, tx, matter, round, route.person)
}

/** That the unit's list is out, and no more: to whoever leads the unit today, else to its clerks, else to its officers. */
export const tellUnit = async (house: House, tx: Tx, unit: string, releasedOn: string): Promise<void> => {
  const today = dayOf(house.clock.now())
  for (const role of ['leader', 'clerk', 'officer'] as const) {
    const holders = await house.org.holdersOf(tx, { unit, role }, today)
    for (const { person } of role === 'leader' ? holders.slice(0, 1) : holders) {
      const phone = await house.org.phoneOf(tx, person)
      const key = `list/${unit}/${releasedOn}/${person}`
      await ring(tx, { key, person, about: 'callback.list_out', on: today })
      await house.outbox.queue(tx, {
        key,
        channel: phone === undefined ? 'console' : 'sms',
        to: phone ?? person,
        template: 'callback.list_out',
        text: listSms(house.programmes.current().words),
      })
    }
    if (holders.length > 0) return
  }
}

/** What a rung of the ladder says, to whoever holds the seat today: the holder first, a stand-in where the holder is barred. @returns whether anybody was told */
export const tellSeat = async (
  house: House,
  tx: Tx,
  matter: string,
  rung: { readonly seq: number | string; readonly do: string; readonly tell: string },
  except: readonly string[] = [],
): Promise<boolean> => {
  const facts = await factsOf(tx, house.city, matter)
  if (!facts) return false
  const { posts, barred } = await seatOf(tx, house.city, matter, rung.tell)
  const today = dayOf(house.clock.now())
  let told = false
  for (const post of posts) {
    const holder = (await house.org.holdersOf(tx, post, today)).find(
      one => !barred.includes(one.person) && !except.includes(one.person) && (post.person === null || post.person === one.person),
    )
    if (!holder) continue
    told = true
    const phone = await house.org.phoneOf(tx, holder.person)
    const key = `rung/${matter}/${rung.seq}/${holder.person}`
    await ring(tx, { key, person: holder.person, about: `callback.${rung.do}`, matter, on: today })
    await house.outbox.queue(tx, {
      key,
      channel: phone === undefined ? 'console' : 'sms',
      to: phone ?? holder.person,
      template: `callback.${rung.do}`,
      text: rungSms(house.programmes.current().words, rung.do, facts.number),
      matter,
    })
  }
  return told
}
