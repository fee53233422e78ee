import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { addDays, dayFrom, weekdayOf } from '../../../src/calendar/index.ts'
import { aboutWords } from '../../../src/modules/evaluation/release.ts'
import type { startWholeHouse, WholeHouse } from '../../wholeHouse.ts'
import { townPassword } from '../../wholeHouse.ts'
import type { FreshDatabase } from '../../database.ts'
import { seeded } from './bound.ts'
import { Account } from './account.ts'

/*
 * The invented city with some more departments in its court, each with one officer, so that every officer is a unit of
 * his own: the worst case for whoever wants to hide among others. Weeks of visits are lived through on the movable
 * clock; half of what is rated is poor; half of the poor ones of the first two departments wish a call and are called.
 */
export interface Size {
  readonly units: number
  readonly weeks: number
  readonly visitsADay: number
  readonly seed: number
}

export interface Visit {
  readonly unit: number
  readonly week: number
  readonly at: number
  readonly endedAt: number
  readonly ratedAt: number
  readonly rated: boolean
  readonly poor: boolean
  readonly wish: boolean
}

/** What an officer knows without any account: whom he served, in the order in which he served them. */
export type ServiceLog = readonly Visit[]

const minute = 60_000
const day = 86_400_000
const firstMonday = Date.parse('2026-06-01T00:00:00+08:00')
const daysAWeek = 5

const signs = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥'
/** Words that carry whose they are past every redaction; only the test reads them. */
const marked = (n: number): string => [...n.toString(20).padStart(4, '0')].map(digit => signs[parseInt(digit, 20)]).join('')
const unmarked = (words: string): number => parseInt([...words].map(sign => signs.indexOf(sign).toString(20)).join(''), 20)

export const visitsOf = ({ units, weeks, visitsADay, seed }: Size): readonly Visit[] => {
  const next = seeded(seed)
  return Array.from({ length: units }, (_, unit) =>
    Array.from({ length: weeks }, (_, week) => {
      const all = daysAWeek * visitsADay
      // Somebody always keeps silent, else nothing would be released; and one unit's last week is rated by everybody.
      const silent = new Set(Array.from({ length: Math.max(1, Math.round(all * 0.04)) }, () => Math.floor(next() * all)))
      const everybody = unit === 2 && week === weeks - 1
      const nobody = unit === 3 && week === weeks - 1
      return Array.from({ length: all }, (_, at): Visit => {
        const endedAt =
          firstMonday +
          (week * 7 + Math.floor(at / visitsADay)) * day +
          (540 + (at % visitsADay) * Math.floor(480 / visitsADay) + Math.floor(next() * 4)) * minute
        const poor = next() < 0.5
        return {
          unit,
          week,
          at,
          endedAt,
          ratedAt: endedAt + Math.floor((0.5 + next() * 8) * minute),
          rated: !nobody && (everybody || !silent.has(at)),
          poor,
          wish: unit < 2 && poor && next() < 0.5,
        }
      })
    }),
  ).flat(2)
}

/** One repair order on the unit's weekly list, and whose rating it came from. */
export interface OrderTruth {
  readonly id: string
  readonly author: Visit
}

export interface Lived {
  readonly visits: readonly Visit[]
  /** The rated officers who look at everything four times a day. */
  readonly accounts: readonly Account[]
  readonly orders: readonly OrderTruth[]
  /** Of each unit, the authors of what was released as poor, in the order in which the mixer laid it down. */
  readonly released: readonly (readonly Visit[])[]
  readonly unitIds: readonly string[]
}

const codes = (unit: number) => ({ unit: `ld.court.n${unit}`, officer: `N${unit}A`, leader: `N${unit}B` })

const withDepartments = (texts: Readonly<Record<string, string | undefined>>, units: number): Record<string, string> => {
  const added = { units: '', people: '', posts: '' }
  for (let unit = 0; unit < units; unit++) {
    const { unit: code, officer, leader } = codes(unit)
    added.units += `${code},第${unit}窗口部,department,county,court,ld.court\n`
    added.people += `${officer},${marked(unit)}甲,199${String(unit).padStart(8, '0')},na${unit}\n${leader},${marked(unit)}乙,198${String(unit).padStart(8, '0')},nb${unit}\n`
    added.posts += `${code},officer,${officer},承办人,,2025-01-06,\n${code},leader,${leader},负责人,,2025-01-06,\n`
  }
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, `${text?.trimEnd() ?? ''}\n${(added as Record<string, string>)[name] ?? ''}`]),
  )
}

/** Batches of links and the weekly lists leave on Mondays, batches of posted codes on Wednesdays, whatever was rated. */
export const releasesOn = (at: number): boolean =>
  [1, 3].includes(weekdayOf(dayFrom(new Date(at + 8 * 60 * minute).toISOString().slice(0, 10))))

/** How many of the rated look, and at which hours of a day. */
export interface Looking {
  readonly watchers: number
  readonly looks: readonly number[]
  /** The paths that they ask; all that there are where nothing is said. */
  readonly paths?: readonly string[]
}
export const fourTimesADay = [8, 11, 15, 19] as const

/** Longer than the live stream gathers what it tells. */
const gathered = 700

/** Lives through all weeks in one house and lets the officers look four times a day, and twice from the day after the last rating until the last batch is out. */
export const live = async (
  start: typeof startWholeHouse,
  database: FreshDatabase,
  size: Size,
  { watchers, looks, paths }: Looking,
): Promise<Lived> => {
  const whole: WholeHouse = await start({
    database,
    demo: true,
    start: new Date(firstMonday - day).toISOString(),
    console: false,
    logins: ['na0', 'na1', 'nb0', 'nb1'],
    texts: texts => withDepartments(texts, size.units),
  })
  const { app, house } = whole.running
  try {
    const visits = visitsOf(size)
    const links = new Map<Visit, string>()
    const accounts = await Promise.all(
      Array.from({ length: watchers }, (_, at) => Account.open(whole, `na${at}`, `199${String(at).padStart(8, '0')}`)),
    )
    const unitIds = await house.as({ kind: 'system', city: house.city, name: 'loops' }, async tx =>
      Promise.all(Array.from({ length: size.units }, async (_, at) => (await house.org.unitByCode(tx, codes(at).unit))!.id)),
    )
    const leaders = new Map<number, string>()
    for (let at = 0; at < Math.min(2, size.units); at++)
      leaders.set(
        at,
        (await app.inject({ method: 'POST', url: '/api/session', payload: { login: `nb${at}`, password: townPassword } })).cookies[0]!
          .value,
      )
    const waiting = new Map<string, Visit>()
    const orders: OrderTruth[] = []

    const pushDay = async (from: number): Promise<void> => {
      const today = visits.filter(visit => visit.endedAt >= from && visit.endedAt < from + day)
      for (let at = 0; at < today.length; at += 200) {
        const part = today.slice(at, at + 200)
        const services = part.map(visit => ({
          externalId: `${visit.unit}-${visit.week}-${visit.at}`,
          line: 'court.window',
          unit: codes(visit.unit).unit,
          officer: codes(visit.unit).officer,
          outcome: '办结',
          parties: [{ ref: `${visit.unit}-${visit.week}-${visit.at}` }],
          finishedAt: new Date(visit.endedAt).toISOString(),
        }))
        const answer = await app.inject({
          method: 'POST',
          url: '/api/services',
          headers: { authorization: `Bearer ${whole.apiKey}` },
          payload: { services },
        })
        for (const [n, result] of answer.json<{ results: { ratingUrl: string }[] }>().results.entries())
          links.set(part[n]!, new URL(result.ratingUrl).pathname)
      }
    }
    const rate = async (visit: Visit): Promise<void> => {
      whole.clock.moveTo(new Date(visit.ratedAt))
      const number = (visit.unit * size.weeks + visit.week) * daysAWeek * size.visitsADay + visit.at
      const answer = await app.inject({
        method: 'POST',
        url: links.get(visit)!,
        remoteAddress: `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`,
        headers: { 'idempotency-key': randomUUID() },
        payload: {
          overall: visit.poor ? 1 : 5,
          ...(visit.poor ? { reasons: ['long_wait'], words: marked(number) } : {}),
          ...(visit.wish ? { callback: { wanted: true, phone: '13900000000', by: 'department' } } : {}),
        },
      })
      if (answer.statusCode !== 201) throw new Error(`${answer.statusCode} ${answer.body}`)
      if (visit.wish) {
        await whole.running.beat()
        const { rows } = await house.as({ kind: 'system', city: house.city, name: 'loops' }, tx =>
          sql<{
            id: string
          }>`select id from engine.matter where city = ${house.city} and kind = 'callback' order by opened_at desc limit 1`.execute(tx),
        )
        waiting.set(rows[0]!.id, visit)
      }
    }
    /** The leaders call whoever waits since yesterday and order repair; `by` is theirs to choose, some weeks on. */
    const callAll = async (now: number): Promise<void> => {
      for (const [matter, visit] of [...waiting].filter(([, visit]) => visit.ratedAt < now - day / 2)) {
        waiting.delete(matter)
        const today = dayFrom(new Date(now + 8 * 60 * minute).toISOString().slice(0, 10))
        const act = async (action: string, input: object): Promise<void> => {
          const answer = await app.inject({
            method: 'POST',
            url: `/api/matters/${matter}/actions/${action}`,
            payload: { input },
            cookies: { huiyin_session: leaders.get(visit.unit)! },
          })
          if (answer.statusCode !== 200) throw new Error(`${action}: ${answer.statusCode} ${answer.body}`)
        }
        const known = async (): Promise<ReadonlySet<string>> =>
          new Set(
            await house.as(
              {
                kind: 'person',
                city: house.city,
                person: randomUUID(),
                account: randomUUID(),
                name: '',
                posts: [{ unit: unitIds[visit.unit]!, role: 'leader' }],
              },
              async tx => (await sql<{ id: string }>`select id from callback.repair_order`.execute(tx)).rows.map(row => row.id),
            ),
          )
        const before = await known()
        await act('record_call', { what_was_wrong: '等得太久', cause: 'waiting', head: 'mechanism', speed_agreed: false })
        await act('order_repair', {
          cause: 'waiting',
          what_to_change: '中午也开一个窗口，分流办理',
          responsible: '窗口负责人',
          by: addDays(today, 28 - weekdayOf(today)),
        })
        for (const id of await known()) if (!before.has(id)) orders.push({ id, author: visit })
      }
    }

    const lastRated = Math.max(...visits.map(visit => visit.ratedAt))
    const lastRelease = firstMonday + (size.weeks * 7 + 22) * day
    const queue = visits.filter(visit => visit.rated).sort((a, b) => a.ratedAt - b.ratedAt)
    for (let today = firstMonday; today <= lastRelease; today += day) {
      whole.clock.moveTo(new Date(Math.max(today, whole.clock.now().getTime())))
      await pushDay(today)
      for (const hour of fourTimesADay) {
        const poll = today + hour * 60 * minute
        while (queue[0] && queue[0].ratedAt <= poll) await rate(queue.shift()!)
        whole.clock.moveTo(new Date(poll))
        if (hour === 15) await callAll(poll)
        if (!looks.includes(hour) && hour !== 15) continue
        await whole.running.beat()
        // When nobody rates any more, the hours between hold nothing that the evening does not show.
        if (!looks.includes(hour) || (today > lastRated && hour !== looks[0] && hour !== looks.at(-1))) continue
        if (hour === looks[0] && releasesOn(today))
          await new Promise(resolve => {
            setTimeout(resolve, gathered)
          })
        for (const account of accounts) await account.look(poll, hour === looks[0], paths)
      }
    }
    const words = await house.as(
      { kind: 'system', city: house.city, name: 'mixer' },
      async tx =>
        (
          await sql<{
            id: string
            unit: string
            sealed: Buffer
          }>`select id, unit, sealed from evaluation.released_words order by id`.execute(tx)
        ).rows,
    )
    const byNumber = new Map(visits.map(visit => [(visit.unit * size.weeks + visit.week) * daysAWeek * size.visitsADay + visit.at, visit]))
    const released = unitIds.map(id =>
      words
        .filter(row => row.unit === id)
        .map(row => byNumber.get(unmarked(house.keys.open('matter.rating', row.sealed, aboutWords(house.city, row.id)).toString('utf8')))!),
    )
    const outbox = join(house.config.dataFolder, 'outbox.ndjson')
    for (const account of accounts) account.read(existsSync(outbox) ? readFileSync(outbox, 'utf8') : '')
    if (whole.bugs.length > 0) throw new Error(JSON.stringify(whole.bugs.slice(0, 3)))
    return { visits, accounts, orders, released, unitIds }
  } finally {
    await whole.running.stop()
  }
}
