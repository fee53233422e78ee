import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'
import { loadStatutoryCalendar } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { makeEngine, runLoops } from '../../engine/index.ts'
import { when } from '../../engine/room.ts'
import type { Room } from '../../engine/room.ts'
import { checkFlow } from '../../engine/rules/checkFlow.ts'
import { makeAs } from '../../org/as.ts'
import { makeOrgDirectory } from '../../org/directory.ts'
import type { Role, Viewer } from '../../org/viewer.ts'
import { MovableClock } from '../../platform/clock.ts'
import { testKeys } from '../../platform/crypto/index.ts'
import { silentLog } from '../../platform/log.ts'
import type { Programme } from '../../programme/contract.ts'
import type { Accused } from '../evaluation/contract.ts'
import { reportFlow } from './flows/report.ts'
import { discipline } from './module.ts'

type Person = Extract<Viewer, { kind: 'person' }>
const city = 'sealed-town'
const keys = testKeys()
const clock = new MovableClock(new Date('2026-09-14T10:00:00+08:00'))
const rooms: readonly Room[] = [discipline]
const loops = [when('evaluation.accused', 'discipline.open_report')]
const unit = { court: randomUUID(), division: randomUUID(), stationed: randomUUID() }
const person = (name: string, at: string, role: Role): Person => ({ kind: 'person', city, person: randomUUID(), account: randomUUID(), name, posts: [{ unit: at, role }] })
const who = {
  rated: person('陆小满', unit.division, 'officer'), leader: person('韩芳', unit.division, 'leader'), head: person('顾长河', unit.court, 'head'),
  ownDiscipline: person('内部人', unit.court, 'discipline'), stationed: person('郭守正', unit.stationed, 'discipline'),
}
const system = { kind: 'system', city, name: 'loops' } as const
let database: FreshDatabase
let house: House

beforeAll(async () => {
  database = await freshDatabase()
  const as = makeAs(database)
  const programme: Programme = { city, version: 'v1', name: '例', modules: ['discipline'], words: {}, origin: () => undefined, settings: (_room, schema) => schema.parse({}) }
  const engine = makeEngine({ as, keys, clock, programmes: { current: () => programme, at: () => programme }, calendar: () => loadStatutoryCalendar(), rooms, house: () => house })
  house = { city, clock, log: silentLog, database, as, keys, calendar: () => loadStatutoryCalendar(), engine, org: makeOrgDirectory(keys) } as unknown as House
  await as({ kind: 'system', city, name: 'import' }, async tx => {
    for (const [code, id, organ] of [['court', unit.court, 'court'], ['stationed', unit.stationed, 'discipline']] as const) {
      await sql`insert into org.unit (city, id, code, name, kind, level, organ) values (${city}, ${id}, ${code}, ${code}, 'organ', 'county', ${organ})`.execute(tx)
    }
    await sql`insert into org.unit (city, id, code, name, kind, level, organ, parent) values (${city}, ${unit.division}, 'division', '执行局', 'department', 'county', 'court', ${unit.court})`.execute(tx)
    await sql`insert into org.edge (city, lower, upper, kind, line) values (${city}, ${unit.court}, ${unit.stationed}, 'supervises', 'discipline')`.execute(tx)
    for (const [code, one] of Object.entries(who)) {
      await sql`insert into org.person (city, id, code, name) values (${city}, ${one.person}, ${code}, ${one.name})`.execute(tx)
      for (const post of one.posts) await sql`insert into org.post (city, id, unit, role, person, held_from) values (${city}, ${randomUUID()}, ${post.unit}, ${post.role}, ${one.person}, '2025-01-01')`.execute(tx)
    }
  })
})
afterAll(() => database.close())

const accuse = async (rated: readonly string[]): Promise<void> => {
  const request = randomUUID()
  const accused: Accused = { source: 'rating', what: 'words', words: '暗示要送东西', unit: unit.division, unitName: '执行局', rated: [...rated] }
  const sealed = keys.seal('matter.accusation', Buffer.from(JSON.stringify(accused)), `evaluation.accused/${city}/${request}`).toString('base64')
  for (let n = 0; n < 2; n++) await house.as(system, tx => house.engine.announce(tx, 'evaluation.accused', { request, sealed }))
  await runLoops(house, rooms, loops)
}
const seen = async (viewer: Viewer): Promise<number> => (await house.engine.list(viewer, {})).items.length

describe('a sealed report', () => {
  it('loses and traps nothing', () => { expect(checkFlow(reportFlow)).toEqual([]) })

  it('reaches the stationed group once, and nobody of the accused\'s own office', async () => {
    await accuse([who.rated.person])
    expect(await seen(who.stationed)).toBe(1)
    for (const viewer of [who.rated, who.leader, who.head, who.ownDiscipline]) {
      expect(await seen(viewer), viewer.name).toBe(0)
      expect(await house.engine.countBy(viewer, ['kind']), viewer.name).toEqual([])
    }
    const { items: [report] } = await house.engine.list(who.stationed, {})
    expect((await house.engine.read(who.stationed, report!.id))?.trail[0]?.input).toMatchObject({ words: '暗示要送东西' })
    expect(await house.engine.act(who.stationed, { matter: report!.id, action: 'accept' })).toMatchObject({ stage: 'accepted' })
    expect(await house.engine.act(who.leader, { matter: report!.id, action: 'accept' })).toMatchObject({ because: 'not_found' })
  })

  it('waits where the stationed group itself is accused, and is given to nobody else', async () => {
    const before = await seen(who.stationed)
    await accuse([who.stationed.person])
    expect(await seen(who.stationed)).toBe(before)
    for (const viewer of [who.leader, who.head, who.ownDiscipline]) expect(await seen(viewer)).toBe(0)
    const waiting = await house.as(system, tx => sql`select 1 from engine.announcement where city = ${city} and waiting`.execute(tx))
    expect(waiting.rows.length).toBeGreaterThan(0)
  })
})
