import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildHouse, startHouse } from '../../src/main.ts'
import { importOrg } from '../../src/org/import/index.ts'
import { databaseName } from '../../src/platform/database/embedded/index.ts'
import { silentLog } from '../../src/platform/log.ts'
import { orgTexts, townFolder } from '../programme.ts'
import { asSuperuser } from './pgbench.ts'

/*
 * What the loop-health board takes over many matters that one viewer all sees, of which one in twenty is open: median of
 * the five counts and of each list. `MATTERS=100000 node test/load/loopHealth.ts`; the bar is 50 ms.
 */
const count = Number(process.env['MATTERS'] ?? 100_000)
const password = '柳渡口的水声 听得很远很远'
const keys = ['call_overdue', 'repair_overdue', 'second_contact_missing', 'said_unsolved', 'in_new_round']

const fill = `
  with made as (
    select gen_random_uuid() as id, n, n % 20 = 0 as open, case when n % 12 = 0 then 2 else 1 end as round, $2::timestamptz + (n % 60 - 40) * interval '1 day' as due from generate_series(1, $1::int) n
  ), m as (
    insert into engine.matter (city, id, number, kind, lane, unit, programme, stage, round, opened_at, moved_at, closed_at, ending, length, due_at, near_at, source)
    select 'yunxi', made.id, 'B' || lpad(n::text, 8, '0'), 'callback', 'rating', u.id, 'v1', case when not open then 'solved' when n % 100 = 0 then 'awaiting_second_contact' else 'awaiting_contact' end, round, $2::timestamptz - interval '60 days', $2, case when open then null else $2::timestamptz end, case when open then null when n % 30 = 1 then 'unsolved' else 'solved' end, 0,
      case when open then due else 'infinity' end, 'infinity', 'bench/' || n
    from made, (select id from org.unit where city = 'yunxi' and code = 'ld.court.enforcement') u returning 1
  ), s as (
    insert into engine.seat (city, matter, seat, unit, role, sight)
    select 'yunxi', made.id, 'supervisor', u.id, 'supervisor', 'progress' from made, (select id from org.unit where city = 'yunxi' and code = 'c.zfw.supervision') u
    union all select 'yunxi', made.id, 'caller', u.id, 'leader', 'full' from made, (select id from org.unit where city = 'yunxi' and code = 'ld.court.enforcement') u returning 1
  ), c as (
    insert into engine.clock (city, matter, clock, run, round, state, started_at, due_at, because, calendar)
    select 'yunxi', id, case when n % 40 = 0 then 'rectify_within' else 'call_within' end, 1, 1, 'running', $2::timestamptz - interval '60 days', due, '{}', 'v1' from made where open returning 1
  ) select (select count(*) from m), (select count(*) from s), (select count(*) from c)`

const dataFolder = mkdtempSync(join(tmpdir(), 'huiyin-loop-health-'))
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
    passwordOf: login => (login === 'zhouyq' ? password : undefined),
    mustChange: false,
  })
  await superuser.query('set session_replication_role = replica')
  await superuser.query(fill, [count, house.clock.now()])
  await superuser.query('vacuum analyze')
  const session = (await running.app.inject({ method: 'POST', url: '/api/session', payload: { login: 'zhouyq', password } })).cookies.find(
    one => one.name.endsWith('huiyin_session'),
  )!
  /** Processor time of the backends, which a busy machine does not stretch. */
  const spent = async (): Promise<number> =>
    (await superuser.query<{ pid: number }>("select pid from pg_stat_activity where usename = 'huiyin_staff'")).rows.reduce(
      (sum, { pid }) => {
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
        return sum + (Number(fields[11]) + Number(fields[12])) * 10
      },
      0,
    )
  const median = async (url: string): Promise<{ ms: number; cpu: number; body: string }> => {
    const times: number[] = []
    const before = await spent()
    let body = ''
    for (let at = 0; at < 30; at++) {
      const begun = performance.now()
      const answer = await running.app.inject({ url, cookies: { [session.name]: session.value } })
      if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body.slice(0, 200)}`)
      times.push(performance.now() - begun)
      body = answer.body
    }
    return { cpu: Math.round(((await spent()) - before) / 3) / 10, ms: Math.round(times.sort((a, b) => a - b)[15]! * 10) / 10, body }
  }
  const counts = await median('/api/boards/loop-health')
  process.stdout.write(
    `${count} matters: counts ${counts.ms} ms (processor ${counts.cpu} ms) ${JSON.stringify((JSON.parse(counts.body) as { counts: { key: string; count: number }[] }).counts.map(one => [one.key, one.count]))}\n`,
  )
  for (const key of keys) {
    const { ms, cpu } = await median(`/api/boards/loop-health/${key}`)
    process.stdout.write(`  ${key}: ${ms} ms (processor ${cpu} ms)\n`)
  }
} finally {
  await superuser.end()
  await running.stop()
  rmSync(dataFolder, { recursive: true, force: true })
}
