import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { loadStatutoryCalendar } from '../../src/calendar/index.ts'
import type { WorkCalendar } from '../../src/calendar/index.ts'
import { makeAs } from '../../src/org/as.ts'
import type { As, Role, Viewer } from '../../src/org/viewer.ts'
import { MovableClock } from '../../src/platform/clock.ts'
import { testKeys } from '../../src/platform/crypto/index.ts'
import type { Database } from '../../src/platform/database/contract.ts'
import type { LogFields } from '../../src/platform/log.ts'
import type { Programme } from '../../src/programme/contract.ts'
import type { Engine, OpenMatter, SeatFilling } from '../../src/engine/contract.ts'
import type { House } from '../../src/engine/house.ts'
import { makeEngine } from '../../src/engine/index.ts'
import { defineRoom } from '../../src/engine/room.ts'
import type { Room } from '../../src/engine/room.ts'
import { answerFlow, exampleSettings, orderFlow } from './flows.ts'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { byteFolder, makeFiles } from '../../src/platform/files/index.ts'

export type Person = Extract<Viewer, { kind: 'person' }>

export interface Town {
  readonly city: string
  readonly as: As
  readonly clock: MovableClock
  readonly engine: Engine
  readonly house: House
  readonly rooms: readonly Room[]
  readonly log: LogFields[]
  readonly unit: { readonly court: string; readonly division: string; readonly committee: string; readonly stationed: string }
  readonly who: Readonly<Record<'handler' | 'superior' | 'supervisor' | 'rated' | 'discipline' | 'stranger', Person>>
  readonly system: Viewer
  readonly seats: readonly SeatFilling[]
  setCalendar(calendar: WorkCalendar): void
  open(more?: Partial<OpenMatter>): Promise<string>
  citizenOf(matter: string): Viewer
}

/** A room of two kinds whose writes leave their mark in announcements, so that a test sees that they ran. */
export const exampleRoom = (more: Partial<Room> = {}): Room =>
  defineRoom({
    name: 'example',
    title: '例',
    flows: [answerFlow, orderFlow],
    writes: {
      answer: {
        answer: async (tx, { house, done, input }) => {
          await house.engine.announce(tx, 'example.written', { words: input, seq: done.seq }, done.matter)
        },
      },
    },
    announces: ['example.written'],
    ...more,
  } as Room)

interface TownOptions {
  readonly start?: string
  readonly rooms?: readonly Room[]
  readonly settings?: unknown
}

/** The house of a city that may be there already: a second process of it needs nothing but the database. */
export const makeHouse = (database: Database, city: string, options: TownOptions = {}) => {
  const clock = new MovableClock(new Date(options.start ?? '2026-11-02T09:00:00+08:00'))
  const as = makeAs(database)
  const keys = testKeys()
  const rooms = options.rooms ?? [exampleRoom()]
  const programme: Programme = {
    city,
    version: 'v1',
    name: '例',
    modules: ['example'],
    words: {},
    origin: () => undefined,
    settings: (room, schema) => schema.parse(room === 'engine' ? {} : (options.settings ?? exampleSettings)),
  }
  const programmes = { current: () => programme, at: () => programme }
  let calendar = loadStatutoryCalendar()
  const log: LogFields[] = []
  const keep = (fields: LogFields): void => {
    log.push(fields)
  }
  const parts: { house?: House } = {}
  const engine = makeEngine({ as, keys, clock, programmes, calendar: () => calendar, rooms, house: () => parts.house as House })
  const house = {
    city,
    clock,
    log: { info: keep, warn: keep, error: keep },
    database,
    as,
    keys,
    programmes,
    calendar: () => calendar,
    engine,
    files: makeFiles(keys, byteFolder(join(tmpdir(), 'huiyin-files'), city)),
  } as unknown as House
  parts.house = house
  const setCalendar = (next: WorkCalendar): void => {
    calendar = next
  }
  return { as, clock, engine, house, rooms, log, setCalendar }
}

/** A city of its own in the given database: other towns in it must stay invisible. */
export const makeTown = async (database: Database, options: TownOptions = {}): Promise<Town> => {
  const city = `town-${randomUUID().slice(0, 8)}`
  const { as, clock, engine, house, rooms, log, setCalendar } = makeHouse(database, city, options)

  const unit = { court: randomUUID(), division: randomUUID(), committee: randomUUID(), stationed: randomUUID() }
  const person = (name: string, at: string, role: Role): Person => ({
    kind: 'person',
    city,
    person: randomUUID(),
    account: randomUUID(),
    name,
    posts: [{ unit: at, role }],
  })
  const who = {
    handler: person('韩芳', unit.division, 'leader'),
    superior: person('沈岳', unit.court, 'deputy_head'),
    supervisor: person('周砚秋', unit.committee, 'supervisor'),
    rated: person('陆小满', unit.division, 'officer'),
    discipline: person('郭守正', unit.stationed, 'discipline'),
    stranger: person('冯霞', randomUUID(), 'leader'),
  }
  await as({ kind: 'system', city, name: 'import' }, async tx => {
    for (const [code, id, name] of [
      ['court', unit.court, '柳渡区人民法院'],
      ['committee', unit.committee, '区委政法委'],
      ['stationed', unit.stationed, '派驻组'],
    ] as const) {
      await sql`insert into org.unit (city, id, code, name, kind, level, organ) values (${city}, ${id}, ${code}, ${name}, 'organ', 'county', 'court')`.execute(
        tx,
      )
    }
    await sql`insert into org.unit (city, id, code, name, kind, level, organ, parent) values (${city}, ${unit.division}, 'division', '执行局', 'department', 'county', 'court', ${unit.court})`.execute(
      tx,
    )
    for (const [code, one] of Object.entries(who))
      await sql`insert into org.person (city, id, code, name) values (${city}, ${one.person}, ${code}, ${one.name})`.execute(tx)
  })
  const seats: readonly SeatFilling[] = [
    { seat: 'handler', unit: unit.division, role: 'leader', sight: 'full' },
    { seat: 'superior', unit: unit.court, role: 'deputy_head', sight: 'full' },
    { seat: 'supervisor', unit: unit.committee, role: 'supervisor', sight: 'progress' },
  ]
  const system: Viewer = { kind: 'system', city, name: 'loops' }
  return {
    city,
    as,
    clock,
    engine,
    house,
    rooms,
    log,
    unit,
    who,
    system,
    seats,
    setCalendar,
    open: async (more = {}) =>
      (
        await as(system, tx =>
          engine.open(tx, system, {
            kind: 'answer',
            lane: 'rating',
            unit: unit.division,
            seats,
            barred: [who.rated.person],
            input: { words: '同样的内容填了好几遍', what: '督办事项' },
            ...more,
          }),
        )
      ).matter,
    citizenOf: matter => ({ kind: 'citizen', city, matter }),
  }
}
