import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCallbackTown, heard } from '../../../test/callbackTown.ts'
import type { CallbackTown, Person } from '../../../test/callbackTown.ts'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'

let database: FreshDatabase
let town: CallbackTown
beforeAll(async () => {
  database = await freshDatabase()
  town = await makeCallbackTown(database, { city: 'reader' })
})
afterAll(() => database.close())

const explanation = { asked: '希望免交复印费', article: '诉讼费用交纳办法第二条', explanation: '复印费按规定收取，困难的可以缓交' }
const held = (person: Person, unit: string, role: 'leader' | 'deputy_head'): Promise<unknown> =>
  town.as({ kind: 'system', city: town.house.city, name: 'import' }, tx =>
    sql`insert into org.post (city, id, unit, role, person, held_from) values (${town.house.city}, ${randomUUID()}, ${unit}, ${role}, ${person.person}, '2025-01-01')`.execute(
      tx,
    ),
  )
const explained = async (matter: string, caller: Person): Promise<void> => {
  await town.act(caller, matter, 'record_call', heard)
  expect(await town.act(caller, matter, 'explain', explanation)).toBe('awaiting_second_reader')
}
const readBy = async (reader: Person, matter: string): Promise<string> => {
  await town.act(reader, matter, 'open_explanation')
  return town.act(reader, matter, 'agree_explanation')
}

describe('what a caller wrote', () => {
  it('is told at once to whoever stands next above, who reads it', async () => {
    const { matter } = await town.wish()
    await explained(matter, town.who.leader)
    expect((await town.messages()).filter(one => one.text.includes('待复核')).map(one => one.to)).toEqual(['139deputy'])
    expect(await readBy(town.who.deputy, matter)).toBe('awaiting_word_on_explanation')
  })
  it("goes on up where every post next above must keep away or is the writer's own, in the end to 政法委", async () => {
    const { who, unit } = town
    const both: Person = { ...who.head, posts: [...who.head.posts, { unit: unit.court, role: 'deputy_head' }] }
    await town.as({ kind: 'system', city: town.house.city, name: 'import' }, tx =>
      sql`insert into org.tie (city, person, other, kind) values (${town.house.city}, least(${who.leader.person}::uuid, ${who.above.person}::uuid), greatest(${who.leader.person}::uuid, ${who.above.person}::uuid), 'kin')`.execute(
        tx,
      ),
    )
    const { matter } = await town.wish({ rated: [who.leader.person, who.deputy.person] })
    await explained(matter, both)
    expect(await town.act(both, matter, 'open_explanation')).not.toBe('awaiting_second_reader')
    expect(await readBy(who.committee, matter)).toBe('awaiting_word_on_explanation')
    const seated = (await town.house.engine.read(town.loopsViewer, matter))!.trail.filter(entry => entry.action === 'seated')
    expect(JSON.stringify(seated.map(entry => entry.input)), 'by post, naming nobody who was rated').not.toMatch(/韩芳|沈岳|段明/)
  })
  it('is read by another where the caller holds the post next above as well', async () => {
    const { who, unit } = town
    await held(who.deputy, unit.division, 'leader')
    const { matter } = await town.wish({ rated: [who.leader.person] })
    const caller: Person = { ...who.deputy, posts: [...who.deputy.posts, { unit: unit.division, role: 'leader' }] }
    await explained(matter, caller)
    expect(await town.act(caller, matter, 'open_explanation')).toBe('not_your_seat')
    expect(await readBy(who.head, matter)).toBe('awaiting_word_on_explanation')
  })
})
