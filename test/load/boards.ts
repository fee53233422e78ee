import type pg from 'pg'
import { addDays, dayOf, startOfDay } from '../../src/calendar/index.ts'
import { buildHouse, startHouse } from '../../src/main.ts'
import { cohortOf, wholeCity } from '../../src/modules/evaluation/rules/cohort.ts'
import { importOrg } from '../../src/org/import/index.ts'
import { databaseName } from '../../src/platform/database/embedded/index.ts'
import { silentLog } from '../../src/platform/log.ts'
import { orgTexts, townFolder } from '../programme.ts'
import { asSuperuser } from './pgbench.ts'

/** Milliseconds at the median of one question over each of the sizes; the bar is `bar`, and `flat` times the smallest size's. */
export interface BoardTimes {
  readonly board: string
  readonly ms: Readonly<Record<string, number>>
  readonly ratio: number
  readonly met: boolean
}
const bar = 50
const flat = 2

const perBatch = 20
/** Ten years; a larger city has more ratings in a batch. */
const longestWeeks = 520
const asked = 30
const login = 'zhouyq'
const password = '柳渡口的水声 听得很远很远'
/** So many of a hundred ratings became a call that the committee sees the course of. */
const callsOfHundred = 1

const tables = [
  'evaluation.batch',
  'evaluation.released_level',
  'evaluation.released_reason',
  'evaluation.silent',
  'evaluation.seconds',
  'evaluation.root',
  'evaluation.tally',
  'engine.matter',
  'engine.seat',
]

const fill = [
  `
  insert into evaluation.batch (city, unit, batch, first_cohort, unverified, ratings, poor) select u.city, u.id, c || s, c || s, s = 's', $2::int, $2::int / 50 from org.unit u cross join unnest($1::text[]) c cross join unnest(array['', 's']) s`,
  `
  insert into evaluation.released_level (city, unit, batch, dimension, answered, n1, n2, n3, n4, n5)
    select u.city, u.id, c, d, n, n / 100, n / 100, n / 10, n / 4, n - 2 * (n / 100) - n / 10 - n / 4 from org.unit u cross join unnest($1::text[]) c cross join unnest(array['overall', 'attitude', 'conduct', 'ability', 'result']) d cross join (select $2::int as n) n`,
  `
  insert into evaluation.released_reason (city, unit, batch, reason, count) select u.city, u.id, c, 'reason' || k, 1 + $2::int / 100 from org.unit u cross join unnest($1::text[]) c cross join generate_series(1, 6) k`,
  `
  insert into evaluation.silent (city, unit, cohort, line, rateable, invited, answered) select u.city, u.id, c, 'line' || k, $2::int, $2::int, $2::int / 3 from org.unit u cross join unnest($1::text[]) c cross join generate_series(1, 3) k`,
  `
  insert into evaluation.seconds (city, cohort, channel, bucket, count) select city, c || s, channel, bucket, $2::int from (select distinct city from org.unit) u cross join unnest($1::text[]) c cross join unnest(array['', 's']) s cross join unnest(array['sms', 'link', 'window']) channel cross join generate_series(0, 7) bucket`,
  `
  insert into evaluation.root (city, cohort, suite, receipts, released, nodes) select city, c || s, 'std', '\\x00'::bytea, '\\x00'::bytea, '\\x00'::bytea from (select distinct city from org.unit) u cross join unnest($1::text[]) c cross join unnest(array['', 's']) s where $2::int > 0`,
]
/** As the release itself adds up. */
const addUp = `insert into evaluation.tally select t.* from (select u.city, u.id, s from org.unit u cross join unnest(array[false, true]) s union all select distinct city, '${wholeCity}'::uuid, false from org.unit) u cross join lateral evaluation.tally_of(u.city, u.id, u.s) t`
/** Calls of the whole time and of every unit, one in twenty open. */
const calls = `
  with places as (select id, row_number() over (order by code) - 1 as place, count(*) over () as places from org.unit where city = $1),
  made as (select gen_random_uuid() as id, n, n % 20 = 0 as open, $3::timestamptz + ($4::timestamptz - $3::timestamptz) * n / $2::int as at, p.id as unit from generate_series(1, $2::int) n join places p on p.place = n % p.places),
  m as (
    insert into engine.matter (city, id, number, kind, lane, unit, programme, stage, round, opened_at, moved_at, closed_at, ending, length, due_at, near_at, source)
    select $1, id, 'B' || lpad(n::text, 8, '0'), 'callback', 'rating', unit, 'v1', case when open then 'awaiting_contact' else 'solved' end, 1, at, at, case when open then null else at end, case when open then null when n % 30 = 1 then 'unsolved' else 'solved' end, 0, case when open then at + interval '1 day' else 'infinity' end, 'infinity', 'bench/' || n
    from made returning 1
  )
  insert into engine.seat (city, matter, seat, unit, role, sight)
  select $1, made.id, 'supervisor', u.id, 'supervisor', 'progress' from made, (select id from org.unit where city = $1 and code = 'c.zfw.supervision') u
  union all select $1, made.id, 'caller', made.unit, 'leader', 'full' from made`

const fillWith = async (superuser: pg.Client, city: string, size: number, now: Date): Promise<void> => {
  const units = (await superuser.query<{ n: number }>('select count(*)::int as n from org.unit')).rows[0]?.n ?? 1
  const weeks = Math.min(longestWeeks, Math.ceil(size / (units * perBatch)))
  const cohorts = Array.from({ length: weeks }, (_, ago) => cohortOf(addDays(dayOf(now), -7 * (ago + 4))))
  await superuser.query(`truncate ${tables.join(', ')} cascade`)
  for (const statement of fill) await superuser.query(statement, [[...new Set(cohorts)], Math.ceil(size / (units * weeks))])
  await superuser.query(addUp)
  await superuser.query(calls, [city, Math.ceil((size * callsOfHundred) / 100), startOfDay(addDays(dayOf(now), -7 * weeks)), now])
  await superuser.query('vacuum analyze')
}

/** Fills a fresh city with whole batches of invented ratings and asks over HTTP whatever its boards ask, at each of the sizes. */
export const boardTimes = async (
  dataFolder: string,
  sizes: readonly number[],
  say: (text: string) => void,
): Promise<readonly BoardTimes[]> => {
  const house = await buildHouse(
    {
      dataFolder,
      port: 0,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1',
      programmeFolder: townFolder,
      suite: 'std',
      demo: true,
      migrate: true,
    },
    { log: silentLog },
  )
  const running = await startHouse(house, { console: false, beatMs: 0 })
  const superuser = await asSuperuser(dataFolder, databaseName)
  try {
    await importOrg(house.as, house.keys, {
      city: house.city,
      texts: orgTexts(),
      passwordOf: one => (one === login ? password : undefined),
      mustChange: false,
    })
    // Invented rows need no trail and wake nobody.
    await superuser.query('set session_replication_role = replica')
    const signedIn = await running.app.inject({ method: 'POST', url: '/api/session', payload: { login, password } })
    const session = signedIn.cookies.find(one => one.name.endsWith('huiyin_session'))
    if (!session) throw new Error(`no session: ${signedIn.body}`)
    const median = async (url: string): Promise<number> => {
      const times: number[] = []
      for (let at = 0; at < asked; at++) {
        const begun = performance.now()
        const answer = await running.app.inject({ url, cookies: { [session.name]: session.value } })
        if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body.slice(0, 200)}`)
        times.push(performance.now() - begun)
      }
      return Number(times.sort((a, b) => a - b)[Math.floor(asked / 2)]?.toFixed(1))
    }
    const unit = (await superuser.query<{ id: string }>("select id from org.unit where code = 'ld.court.enforcement'")).rows[0]?.id ?? ''
    const board = '/api/boards/evaluation'
    const questions: Readonly<Record<string, string>> = {
      ...Object.fromEntries(
        ['13', '26', '52', 'all'].flatMap(weeks => [
          [`evaluation, weeks ${weeks}`, `${board}?weeks=${weeks}`],
          [`evaluation, weeks ${weeks}, one unit`, `${board}?weeks=${weeks}&unit=${unit}`],
        ]),
      ),
      'month report': '/api/boards/month-report',
      'loop health': '/api/boards/loop-health',
    }
    const found = new Map(Object.keys(questions).map(name => [name, {} as Record<string, number>]))
    for (const size of sizes) {
      const begun = performance.now()
      await fillWith(superuser, house.city, size, house.clock.now())
      say(`boards over ${size} released ratings (filled in ${((performance.now() - begun) / 1000).toFixed(0)} s)`)
      for (const [name, url] of Object.entries(questions)) found.get(name)![size] = await median(url)
    }
    return [...found].map(([name, ms]) => {
      const values = Object.values(ms)
      const ratio = Number((Math.max(...values) / Math.max(1, values[0] as number)).toFixed(2))
      return { board: name, ms, ratio, met: values.every(one => one < bar) && ratio <= flat }
    })
  } finally {
    await superuser.end()
    await running.stop()
  }
}

export const boardLines = (boards: readonly BoardTimes[]): string =>
  boards
    .map(
      ({ board, ms, ratio, met }) =>
        `${`board: ${board}`.padEnd(40)} ${Object.entries(ms)
          .map(([size, one]) => `${size}: ${one} ms`)
          .join('  ')}  ×${ratio}  ${met ? 'met' : 'NOT MET'} (< ${bar} ms, within ×${flat})\n`,
    )
    .join('')
