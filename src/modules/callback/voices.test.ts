import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { heard, makeCallbackTown } from '../../../test/callbackTown.ts'
import type { CallbackTown, Person } from '../../../test/callbackTown.ts'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'
import type { Viewer } from '../../org/viewer.ts'
import { addVoice } from './store/voices.ts'
import { voicesLedger, voicesNow } from './voices.ts'

let database: FreshDatabase
let town: CallbackTown
/** Two more departments of the court, each with its leader. */
const more: Record<'civil' | 'filing', { unit: string; leader: Person }> = {} as never

const department = async (code: 'civil' | 'filing', name: string): Promise<void> => {
  const unit = randomUUID()
  const leader = town.person(`${name}负责人`, unit, 'leader')
  await town.as({ kind: 'system', city: town.city, name: 'import' }, async tx => {
    await sql`insert into org.unit (city, id, code, name, kind, level, organ, parent) values (${town.city}, ${unit}, ${code}, ${name}, 'department', 'county', 'court', ${town.unit.court})`.execute(
      tx,
    )
    await sql`insert into org.person (city, id, code, name) values (${town.city}, ${leader.person}, ${code}, ${leader.name})`.execute(tx)
    await sql`insert into org.post (city, id, unit, role, person, held_from) values (${town.city}, ${randomUUID()}, ${unit}, 'leader', ${leader.person}, '2025-01-01')`.execute(
      tx,
    )
  })
  more[code] = { unit, leader }
}

/** Calls that their caller closed by his own word for hers, and what she says when the centre asks. */
const closed = async (unit: string, name: string, leader: Person, truths: readonly boolean[]): Promise<void> => {
  const calls: string[] = []
  for (const _ of truths) {
    const { matter } = await town.wish({ service: { line: 'line', lineName: '事项', finishedOn: '2026-09-14', unit, unitName: name } })
    await town.act(leader, matter, 'record_call', heard)
    await town.act(leader, matter, 'answer_now', { answer: '当场说清楚了' })
    expect(await town.act(leader, matter, 'record_yes', { how: 'phone', told: '她说已经办好了', cannot: 'ill' })).toBe('awaiting_own_word')
    calls.push(matter)
  }
  town.clock.moveTo(new Date(town.clock.now().getTime() + 8 * 86_400_000))
  await town.run('callback.conclude')
  await town.loopsOnce()
  const drawn = (await town.house.engine.list(town.who.centre, { kind: 'recheck', open: true })).items
  expect(drawn).toHaveLength(calls.length)
  for (const [nth, truth] of truths.entries())
    await town.act(town.who.centre, drawn[nth]!.id, truth ? 'hear_yes' : 'hear_no', { how: 'phone', told: '她自己说的' })
}

beforeAll(async () => {
  database = await freshDatabase()
  town = await makeCallbackTown(database, {
    city: 'voices',
    settings: { recheck: { one_sided: 100, unreachable: 0, citizen_silent: 100, solved: 100 } },
  })
  await department('civil', '民一庭')
  await department('filing', '立案庭')
})
afterAll(() => database.close())

const seen = (viewer: Viewer) => town.as(viewer, tx => voicesNow(town.house, tx))
/** As if so many had been asked before. */
const askedBefore = (unit: string, truths: readonly boolean[]): Promise<unknown> =>
  town.as(town.loopsViewer, async tx => {
    for (const truth of truths) await addVoice(tx, town.city, unit, '2026-09', !truth)
  })
const no = (many: number): readonly boolean[] => Array.from({ length: many }, () => false)
const yes = (many: number): readonly boolean[] => Array.from({ length: many }, () => true)

describe('two voices on one matter', () => {
  it('makes cosmetic calls surface: where leaders write yes for the citizen, she says no when others ask, and the interval lies apart from an honest department’s', async () => {
    const { who, unit } = town
    await askedBefore(unit.division, [...no(7), ...yes(1)])
    await askedBefore(more.civil.unit, yes(10))
    await askedBefore(more.filing.unit, no(8))
    await closed(unit.division, '执行局', who.leader, no(1))
    expect((await seen(who.centre)).units, 'nine say nothing yet').toEqual([])
    await closed(unit.division, '执行局', who.leader, no(1))
    await closed(more.civil.unit, '民一庭', more.civil.leader, yes(1))
    await closed(more.filing.unit, '立案庭', more.filing.leader, no(1))
    for (const viewer of [who.centre, who.committee])
      expect((await seen(viewer)).units).toEqual([
        { unit: more.civil.unit, unitName: '民一庭', asked: 10, share: 0, from: 0, to: 30 },
        { unit: unit.division, unitName: '执行局', asked: 10, share: 90, from: 55, to: 100 },
      ])
  })
  it('shows no department in which few have answered, nor a sum from which it could be worked out', async () => {
    expect(JSON.stringify(await seen(town.who.committee))).not.toMatch(/立案庭|total|sum/)
  })
  it('is nobody’s of the unit, nor of whoever watches over other organs, nor in another city', async () => {
    const { who } = town
    for (const viewer of [
      who.rated,
      who.leader,
      who.deputy,
      who.head,
      who.stationed,
      { ...who.committee, posts: [{ unit: town.unit.stationed, role: 'supervisor' as const }] },
      { ...who.centre, city: 'elsewhere' },
    ])
      expect((await seen(viewer)).units).toEqual([])
    await expect(town.as(who.committee, tx => sql`select * from callback.second_voice`.execute(tx))).rejects.toThrow()
  })
  it('goes out as a file with the rows of the screen', async () => {
    const rows = []
    for await (const page of voicesLedger(town.house).pages({ viewer: town.who.committee, filter: {}, language: 'zh' })) rows.push(...page)
    expect(rows.map(row => [row['unit'], row['share'], row['from'], row['to']])).toEqual([
      ['民一庭', 0, 0, 30],
      ['执行局', 90, 55, 100],
    ])
  })
  it('asks again also where the citizen stayed silent or said on her page that it is solved, where the city wants it; what she said when asked is not asked once more', async () => {
    const { who } = town
    const { matter } = await town.wish()
    await town.workThrough(who.leader, matter)
    await town.act(town.citizen(matter), matter, 'confirm_solved')
    const drawn = async () => (await town.house.engine.list(who.centre, { kind: 'recheck', open: true })).items
    const [asked] = await drawn()
    expect(JSON.stringify(await town.card(who.centre, asked!.id))).toContain('查到的是您说过已经解决')
    await town.act(who.centre, asked!.id, 'hear_no', { how: 'phone', told: '是他们让我点的' })
    expect(await town.stageOf(matter), 'somebody else, one level higher').toMatchObject({ stage: 'awaiting_contact', round: 2 })

    const silent = (await town.wish()).matter
    await town.workThrough(who.leader, silent)
    town.clock.moveTo(new Date(town.clock.now().getTime() + 8 * 86_400_000))
    await town.run('callback.conclude')
    await town.loopsOnce()
    const [again] = await drawn()
    await town.act(who.centre, again!.id, 'hear_yes', { how: 'phone', told: '改好了' })
    expect(await town.stageOf(silent)).toMatchObject({ stage: 'solved' })
    expect(await drawn(), 'her own word through the asking ends it').toEqual([])
  })
})
