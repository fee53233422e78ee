import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { loadStatutoryCalendar } from '../src/calendar/index.ts'
import type { House } from '../src/engine/house.ts'
import { makeEngine, runLoops, runSweep } from '../src/engine/index.ts'
import { loops as everyLoop } from '../src/loops.ts'
import { callbackProblems } from '../src/modules/callback/errors.ts'
import { callback } from '../src/modules/callback/module.ts'
import { timed } from '../src/modules/callback/timed.ts'
import { discipline } from '../src/modules/discipline/module.ts'
import type { CallWished } from '../src/modules/evaluation/contract.ts'
import { makeAs } from '../src/org/as.ts'
import { makeOrgDirectory, phoneOfPerson } from '../src/org/directory.ts'
import type { Role, Viewer } from '../src/org/viewer.ts'
import { MovableClock } from '../src/platform/clock.ts'
import { testKeys } from '../src/platform/crypto/index.ts'
import type { Database } from '../src/platform/database/contract.ts'
import { buildHttp } from '../src/platform/http/index.ts'
import { silentLog } from '../src/platform/log.ts'
import { makeOutbox } from '../src/platform/outbox/index.ts'
import { openContent } from '../src/platform/outbox/outbox.ts'
import type { Programme } from '../src/programme/contract.ts'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { byteFolder, makeFiles } from '../src/platform/files/index.ts'

export type Person = Extract<Viewer, { kind: 'person' }>

export const heard = { what_was_wrong: '材料要了三次', cause: 'documents', head: 'mechanism', speed_agreed: false }
export const ordered = { cause: 'documents', what_to_change: '收件清单一次讲全', responsible: '内勤', by: '2026-12-30' }
export const repaired = (): object => ({
  found: '清单没有贴出来',
  measure: '清单上墙并随短信发',
  from: '2026-09-15',
  responsible: '内勤',
  evidence_kind: 'photo',
  evidence: [randomUUID()],
})
export const toldBack = { how: 'phone', told: '清单已上墙' }

const rooms = [callback, discipline]
/** Other rooms of the house have their own towns. */
const loops = everyLoop.filter(loop => rooms.some(room => loop.effect.startsWith(`${room.name}.`)))

/** A court with a department, the court above it, a committee with a callback centre, and a stationed group: the callback room's own town. */
export const makeCallbackTown = async (
  database: Database,
  { city, settings = {} }: { readonly city: string; readonly settings?: object },
) => {
  const keys = testKeys()
  const clock = new MovableClock(new Date('2026-09-14T10:00:00+08:00'))
  const unit = {
    court: randomUUID(),
    division: randomUUID(),
    upper: randomUUID(),
    committee: randomUUID(),
    centre: randomUUID(),
    stationed: randomUUID(),
  }
  const person = (name: string, at: string, role: Role): Person => ({
    kind: 'person',
    city,
    person: randomUUID(),
    account: randomUUID(),
    name,
    posts: [{ unit: at, role }],
  })
  const who = {
    rated: person('陆小满', unit.division, 'officer'),
    leader: person('韩芳', unit.division, 'leader'),
    deputy: person('沈岳', unit.court, 'deputy_head'),
    head: person('顾长河', unit.court, 'head'),
    above: person('段明', unit.upper, 'head'),
    committee: person('周砚秋', unit.committee, 'supervisor'),
    centre: person('林汇', unit.centre, 'callback_centre'),
    stationed: person('郭守正', unit.stationed, 'discipline'),
    admin: person('管一', unit.committee, 'system_admin'),
  }
  const loopsViewer = { kind: 'system', city, name: 'loops' } as const
  const as = makeAs(database)
  const programme: Programme = {
    city,
    version: 'v1',
    name: '例',
    modules: ['callback', 'discipline'],
    words: {},
    origin: () => undefined,
    settings: (room, schema) => schema.parse(room === 'callback' ? settings : {}),
  }
  const programmes = { current: () => programme, at: () => programme }
  const calendar = loadStatutoryCalendar()
  const engine = makeEngine({ as, keys, clock, programmes, calendar: () => calendar, rooms, house: () => house })
  const house = {
    city,
    clock,
    log: silentLog,
    database,
    as,
    keys,
    programmes,
    calendar: () => calendar,
    engine,
    org: makeOrgDirectory(keys),
    outbox: makeOutbox(keys),
    files: makeFiles(keys, byteFolder(join(tmpdir(), 'huiyin-files'), city)),
  } as unknown as House
  await as({ kind: 'system', city, name: 'import' }, async tx => {
    for (const [code, id, name, organ] of [
      ['court', unit.court, '柳渡区人民法院', 'court'],
      ['upper', unit.upper, '中级人民法院', 'court'],
      ['committee', unit.committee, '区委政法委', 'committee'],
      ['stationed', unit.stationed, '派驻纪检监察组', 'discipline'],
    ] as const) {
      await sql`insert into org.unit (city, id, code, name, kind, level, organ) values (${city}, ${id}, ${code}, ${name}, 'organ', 'county', ${organ})`.execute(
        tx,
      )
    }
    for (const [code, id, name, organ, parent] of [
      ['division', unit.division, '执行局', 'court', unit.court],
      ['centre', unit.centre, '评价回访中心', 'committee', unit.committee],
    ] as const) {
      await sql`insert into org.unit (city, id, code, name, kind, level, organ, parent) values (${city}, ${id}, ${code}, ${name}, 'department', 'county', ${organ}, ${parent})`.execute(
        tx,
      )
    }
    for (const [upper, kind, line] of [
      [unit.upper, 'supervises', 'system'],
      [unit.committee, 'guides', 'territory'],
      [unit.stationed, 'supervises', 'discipline'],
    ] as const) {
      await sql`insert into org.edge (city, lower, upper, kind, line) values (${city}, ${unit.court}, ${upper}, ${kind}, ${line})`.execute(
        tx,
      )
    }
    for (const [code, one] of Object.entries(who)) {
      await sql`insert into org.person (city, id, code, name) values (${city}, ${one.person}, ${code}, ${one.name})`.execute(tx)
      for (const post of one.posts)
        await sql`insert into org.post (city, id, unit, role, person, held_from) values (${city}, ${randomUUID()}, ${post.unit}, ${post.role}, ${one.person}, '2025-01-01')`.execute(
          tx,
        )
      await sql`insert into org.person_phone (city, person, sealed) values (${city}, ${one.person}, ${keys.seal('contact', Buffer.from(`139${code}`), phoneOfPerson(city, one.person))})`.execute(
        tx,
      )
    }
  })
  const matterOf = async (source: string): Promise<string> =>
    (await as(loopsViewer, tx => sql<{ id: string }>`select id from engine.matter where city = ${city} and source = ${source}`.execute(tx)))
      .rows[0]!.id
  let codes = 1000
  /** A citizen gave a poor mark to the rated officer and wished a call. */
  const wish = async (more: Partial<CallWished> = {}, phone = '13700001111'): Promise<{ matter: string; code: string }> => {
    const request = randomUUID()
    const code = `123456789012${codes++}`
    const about = `contact/${request}`
    const wished: CallWished = {
      service: { line: 'enforcement', lineName: '执行', finishedOn: '2026-09-14', unit: unit.division, unitName: '执行局' },
      levels: { attitude: { title: '服务态度', level: 1, levelTitle: '很不满意' } },
      poor: true,
      reasons: [{ code: 'waiting', title: '等太久', cause: 'waiting' }],
      words: '跑了三趟',
      wish: { how: 'phone', afterCase: false, by: 'department', when: ['上午'], helper: false, number: 'kept' },
      safeWord: '桂花',
      contact: { sealed: keys.seal('contact', Buffer.from(JSON.stringify({ phone })), about).toString('base64'), about },
      follow: keys.digest('follow', city, code).toString('hex'),
      rated: [],
      ...more,
    }
    const sealed = keys.seal('matter.rating', Buffer.from(JSON.stringify(wished)), `evaluation.call/${city}/${request}`).toString('base64')
    await as(loopsViewer, tx => engine.announce(tx, 'evaluation.call_wished', { request, sealed }))
    await runLoops(house, rooms, loops)
    return { matter: await matterOf(`callback/${request}`), code }
  }
  /** The stage it led to, or why not. */
  const act = async (viewer: Viewer, matter: string, action: string, input?: unknown): Promise<string> => {
    const done = await engine.act(viewer, { matter, action, input })
    await runLoops(house, rooms, loops)
    return 'refused' in done ? done.because : done.stage
  }
  const citizen = (matter: string): Viewer => ({ kind: 'citizen', city, matter })
  /** From being called to the second contact, by whoever calls in this round. */
  const workThrough = async (caller: Person, matter: string): Promise<string> => {
    await act(caller, matter, 'record_call', heard)
    await act(caller, matter, 'order_repair', ordered)
    await act(caller, matter, 'report_repair', repaired())
    return act(caller, matter, 'record_second_contact', toldBack)
  }
  return {
    house,
    city,
    clock,
    keys,
    unit,
    who,
    person,
    wish,
    act,
    citizen,
    workThrough,
    as,
    loopsViewer,
    rooms,
    loops,
    run: (name: string) => timed.find(one => one.name === name)!.run(house, clock.now()),
    sweep: async () => {
      await runSweep(house, rooms, clock.now())
      await runLoops(house, rooms, loops)
    },
    loopsOnce: () => runLoops(house, rooms, loops),
    card: (viewer: Viewer, matter: string): Promise<unknown> => as(viewer, tx => callback.card(house, tx, viewer, matter)),
    stageOf: async (matter: string) => {
      const page = await engine.read(loopsViewer, matter)
      return page && { stage: page.matter.stage, ending: page.matter.ending, round: page.matter.round }
    },
    messages: (): Promise<{ to: string; text: string }[]> =>
      as({ kind: 'system', city, name: 'sender' }, async tx =>
        (await sql<{ id: string; content: Buffer }>`select id, content from outbox.message where city = ${city}`.execute(tx)).rows.map(
          row => openContent(keys, city, row.id, row.content),
        ),
      ),
    pages: async () => {
      const app = await buildHttp({
        config: { demo: true, publicUrl: 'http://localhost' },
        log: silentLog,
        publicViewer: { kind: 'public', city } as Viewer,
        resolveViewer: async () => ({ kind: 'public', city }) as Viewer,
        problems: [callbackProblems],
        now: () => clock.now(),
      })
      await app.register(callback.pages(house))
      return app
    },
  }
}
export type CallbackTown = Awaited<ReturnType<typeof makeCallbackTown>>
