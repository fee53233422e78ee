import { addDays, dayOf } from '../../src/calendar/index.ts'
import { buildHouse, startHouse } from '../../src/main.ts'
import { cohortOf } from '../../src/modules/evaluation/rules/cohort.ts'
import { importOrg } from '../../src/org/import/index.ts'
import { databaseName } from '../../src/platform/database/embedded/index.ts'
import { silentLog } from '../../src/platform/log.ts'
import { orgTexts, townFolder } from '../programme.ts'
import { asSuperuser } from './pgbench.ts'

/** Milliseconds at the median of what the committee's first screens ask, over so many released ratings. */
export interface BoardTimes {
  readonly releasedRatings: number
  readonly batches: number
  readonly quarter: number
  readonly year: number
  readonly unitEver: number
  readonly ever: number
  readonly bar: 50
}

const perBatch = 20
const longestWeeks = 520
const asked = 30
const login = 'zhouyq'
const password = '柳渡口的水声 听得很远很远'

const fill = `
  with weeks as (select c, w from unnest($1::text[]) with ordinality as given (c, w)),
  batches as (select u.city, u.id, c, $2::int as n from org.unit u cross join weeks),
  b as (insert into evaluation.batch (city, unit, batch, first_cohort, unverified, ratings, poor) select city, id, c, c, false, n, n / 50 from batches returning 1),
  l as (insert into evaluation.released_level (city, unit, batch, dimension, answered, n1, n2, n3, n4, n5)
    select city, id, c, d, n, n / 100, n / 100, n / 10, n / 4, n - 2 * (n / 100) - n / 10 - n / 4 from batches cross join unnest(array['overall', 'attitude', 'conduct', 'ability', 'result']) d returning 1),
  r as (insert into evaluation.released_reason (city, unit, batch, reason, count) select city, id, c, 'reason' || k, 1 + n / 100 from batches cross join generate_series(1, 6) k returning 1),
  s as (insert into evaluation.silent (city, unit, cohort, line, rateable, invited, answered) select city, id, c, 'line' || k, n, n, n / 3 from batches cross join generate_series(1, 3) k returning 1),
  o as (insert into evaluation.root (city, cohort, suite, receipts, released, nodes) select distinct city, c, 'std', '\\x00'::bytea, '\\x00'::bytea, '\\x00'::bytea from batches returning 1)
  select (select count(*) from b)::int as batches`

/** Fills a fresh city with whole batches of invented ratings and asks its boards over HTTP, at each of the sizes. */
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
    await importOrg(house.as, house.keys, { city: house.city, texts: orgTexts(), passwordOf: () => password, mustChange: false })
    const units = (await superuser.query<{ n: number }>('select count(*)::int as n from org.unit')).rows[0]?.n ?? 1
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
    const results: BoardTimes[] = []
    for (const size of sizes) {
      say(`boards over ${size} released ratings`)
      const weeks = Math.min(longestWeeks, Math.ceil(size / (units * perBatch)))
      const cohorts = Array.from({ length: weeks }, (_, ago) => cohortOf(addDays(dayOf(house.clock.now()), -7 * (ago + 4))))
      for (const table of ['batch', 'released_level', 'released_reason', 'silent', 'root'])
        await superuser.query(`truncate evaluation.${table}`)
      const { rows } = await superuser.query<{ batches: number }>(fill, [[...new Set(cohorts)], Math.ceil(size / (units * weeks))])
      await superuser.query('vacuum analyze')
      const board = '/api/boards/evaluation'
      results.push({
        releasedRatings: size,
        batches: rows[0]?.batches ?? 0,
        quarter: await median(`${board}?weeks=13`),
        year: await median(`${board}?weeks=52`),
        unitEver: await median(`${board}?weeks=all&unit=${unit}`),
        ever: await median(`${board}?weeks=all`),
        bar: 50,
      })
    }
    return results
  } finally {
    await superuser.end()
    await running.stop()
  }
}
