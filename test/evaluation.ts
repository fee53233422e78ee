import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { loadStatutoryCalendar } from '../src/calendar/index.ts'
import { makeEngine, runSweep } from '../src/engine/index.ts'
import type { House } from '../src/engine/house.ts'
import type { Room } from '../src/engine/room.ts'
import { wholeCity } from '../src/modules/evaluation/rules/cohort.ts'
import { evaluation as room } from '../src/modules/evaluation/module.ts'
import { Access } from '../src/org/access/index.ts'
import { createKey } from '../src/org/access/index.ts'
import { makeAs } from '../src/org/as.ts'
import { makeOrgDirectory } from '../src/org/directory.ts'
import type { Viewer } from '../src/org/viewer.ts'
import { MovableClock, realClock } from '../src/platform/clock.ts'
import { testKeys } from '../src/platform/crypto/index.ts'
import type { Database } from '../src/platform/database/contract.ts'
import { buildHttp } from '../src/platform/http/index.ts'
import type { App } from '../src/platform/http/index.ts'
import { silentLog } from '../src/platform/log.ts'
import type { Log } from '../src/platform/log.ts'
import { makeOutbox } from '../src/platform/outbox/index.ts'
import type { Programme } from '../src/programme/contract.ts'

const evaluation: Room = room

/** What `inject` answers. */
export interface Answer {
  readonly statusCode: number
  readonly body: string
  readonly headers: Readonly<Record<string, unknown>>
  json(): unknown
}

/** An office of one court with a leader, a head, a callback centre and some officers; only the evaluation room is open. */
export interface Office {
  readonly house: House
  readonly app: App
  readonly clock: MovableClock
  readonly city: string
  readonly apiKey: string
  readonly unit: { readonly court: string; readonly division: string; readonly other: string; readonly centre: string }
  readonly person: Readonly<Record<'head' | 'leader' | 'officer' | 'centre' | 'discipline', string>>
  push(services: readonly object[]): Promise<
    readonly {
      index: number
      externalId: string
      id: string
      ratingUrl: string
      errors?: readonly { type: string; title: string; field: string }[]
    }[]
  >
  rate(url: string, body: object, key?: string): Promise<Answer>
  sweep(): Promise<void>
  /** Draws a district's and a city's committee above the court, and one organ that stands above nobody. */
  above(): Promise<{ readonly person: string; readonly district: string; readonly city: string; readonly beside: string }>
  viewer(person: string, unit: string, role: string): Viewer
  close(): Promise<void>
}

/** A bug at the edge is told to whoever runs the test. */
const bugLog: Log = {
  ...silentLog,
  error: fields => {
    console.error(fields)
  },
}

export const officeProgramme = {
  lines: {
    'court.enforcement': { name: '案件执行', lawful_route: '收到之日起十日内向上一级法院申请复议。' },
    'court.window': { name: '窗口' },
    'court.juvenile': { name: '未成年人案件', no_sms: true },
  },
}

export const makeOffice = async (
  database: Database,
  options: { readonly start?: string; readonly settings?: object } = {},
): Promise<Office> => {
  const city = `office-${randomUUID().slice(0, 8)}`
  const clock = new MovableClock(new Date(options.start ?? '2026-09-16T10:00:00+08:00'))
  const keys = testKeys()
  const as = makeAs(database)
  const settings = { ...officeProgramme, ...options.settings }
  const programme: Programme = {
    city,
    version: 'v1',
    name: '例',
    modules: ['evaluation'],
    words: {},
    origin: () => undefined,
    settings: (room, schema) => schema.parse(room === 'evaluation' ? settings : {}),
  }
  const programmes = { current: () => programme, at: () => programme }
  const parts: { house?: House } = {}
  const config = {
    dataFolder: '/nonexistent',
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:8080',
    programmeFolder: '/nonexistent',
    suite: 'std',
    demo: true,
    migrate: false,
  } as const
  const house: House = {
    config,
    city,
    clock,
    log: bugLog,
    database,
    as,
    keys,
    programmes,
    calendar: loadStatutoryCalendar,
    readCalendar: async () => {},
    files: undefined as never,
    papers: undefined as never,
    outbox: makeOutbox(keys),
    org: makeOrgDirectory(keys),
    engine: makeEngine({
      as,
      keys,
      clock,
      programmes,
      calendar: loadStatutoryCalendar,
      rooms: [evaluation],
      house: () => parts.house as House,
    }),
  }
  parts.house = house
  const unit = { court: randomUUID(), division: randomUUID(), other: randomUUID(), centre: randomUUID() }
  const person = { head: randomUUID(), leader: randomUUID(), officer: randomUUID(), centre: randomUUID(), discipline: randomUUID() }
  const apiKey = await as({ kind: 'system', city, name: 'import' }, async tx => {
    for (const [id, code, name, parent] of [
      [unit.court, 'court', '云溪法院', null],
      [unit.division, 'court.enforcement', '执行局', unit.court],
      [unit.other, 'court.trial', '民一庭', unit.court],
      [unit.centre, 'court.centre', '评价回访办公室', unit.court],
    ] as const) {
      await sql`insert into org.unit (city, id, code, name, kind, level, organ, parent) values (${city}, ${id}, ${code}, ${name}, ${parent === null ? 'organ' : 'department'}, 'county', 'court', ${parent})`.execute(
        tx,
      )
    }
    for (const [name, id] of Object.entries(person))
      await sql`insert into org.person (city, id, code, name) values (${city}, ${id}, ${name}, ${name})`.execute(tx)
    for (const [who, where, role, title] of [
      [person.head, unit.court, 'head', '院长'],
      [person.leader, unit.division, 'leader', '执行局局长'],
      [person.officer, unit.division, 'officer', '书记员'],
      [person.centre, unit.centre, 'callback_centre', '主任'],
    ] as const) {
      await sql`insert into org.post (city, id, unit, role, person, title, held_from) values (${city}, ${randomUUID()}, ${where}, ${role}, ${who}, ${title}, '2020-01-01')`.execute(
        tx,
      )
    }
    await sql`insert into org.service_window (city, id, unit, code, name, line) values (${city}, ${randomUUID()}, ${unit.division}, 'w1', '一号窗口', 'court.window')`.execute(
      tx,
    )
    return (await createKey(tx, keys, city, { name: '办案系统', scopes: ['services'] })).token
  })
  const access = new Access({ as, keys, city, clock, realClock })
  const app = await buildHttp({
    config,
    log: bugLog,
    publicViewer: access.publicViewer,
    resolveViewer: access.resolveViewer,
    problems: evaluation.problems ? [evaluation.problems] : [],
  })
  if (evaluation.routes) await app.register(evaluation.routes(house))
  if (evaluation.pages) await app.register(evaluation.pages(house))
  await app.ready()
  return {
    house,
    app,
    clock,
    city,
    apiKey,
    unit,
    person,
    push: async services => {
      const answer = await app.inject({
        method: 'POST',
        url: '/api/services',
        headers: { authorization: `Bearer ${apiKey}` },
        payload: { services },
      })
      if (answer.statusCode !== 200) throw new Error(`push: ${answer.statusCode} ${answer.body}`)
      return (answer.json() as { results: [] }).results
    },
    rate: (url, body, key = randomUUID()) =>
      app.inject({ method: 'POST', url: new URL(url).pathname, headers: { 'idempotency-key': key }, payload: body }),
    sweep: () => runSweep(house, [evaluation], clock.now()),
    above: async () => {
      const [reader, district, upper, beside] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()] as const
      await as({ kind: 'system', city, name: 'import' }, async tx => {
        for (const [id, code] of [
          [district, 'district'],
          [upper, 'upper'],
          [beside, 'beside'],
        ] as const)
          await sql`insert into org.unit (city, id, code, name, kind, level, organ) values (${city}, ${id}, ${code}, ${code}, 'organ', 'county', 'committee')`.execute(
            tx,
          )
        for (const [lower, over, line] of [
          [unit.court, district, 'territory'],
          [district, upper, 'system'],
        ] as const)
          await sql`insert into org.edge (city, lower, upper, kind, line) values (${city}, ${lower}, ${over}, 'guides', ${line})`.execute(
            tx,
          )
        await sql`insert into org.person (city, id, code, name) values (${city}, ${reader}, 'reader', 'reader')`.execute(tx)
      })
      return { person: reader, district, city: upper, beside }
    },
    viewer: (id, at, role) => ({ kind: 'person', city, person: id, account: id, name: '', posts: [{ unit: at, role: role as never }] }),
    close: () => app.close(),
  }
}

/** A service of the office, as its case system would push it. */
export const aService = (externalId: string, more: object = {}): object => ({
  externalId,
  line: 'court.enforcement',
  unit: 'court.enforcement',
  officer: 'officer',
  title: '领执行款',
  outcome: 'done',
  party: { ref: `p-${externalId}`, name: '邓阿婆', phone: '13800000001' },
  finishedAt: '2026-09-16T09:30:00+08:00',
  ...more,
})

/** Rows of the tally that are not what the batches say, and rows that the batches ask for and that are not there. */
export const untrueTallies = async (database: Database, city: string): Promise<readonly string[]> => {
  const client = await database.pool('migrate').connect()
  try {
    await client.query('begin')
    await client.query('set local role huiyin_owner')
    const counted = `select t.* from (select distinct unit, unverified from evaluation.batch where city = $1 union select '${wholeCity}', false) u cross join lateral evaluation.tally_of($1, u.unit, u.unverified) t`
    const kept = 'select t.* from evaluation.tally t where t.city = $1'
    const { rows } = await client.query<{ row: string }>(
      `(select 'untrue ' || a::text as row from (${kept} except ${counted}) a) union all (select 'missing ' || a::text from (${counted} except ${kept}) a) order by 1`,
      [city],
    )
    return rows.map(one => one.row)
  } finally {
    await client.query('rollback')
    client.release()
  }
}
