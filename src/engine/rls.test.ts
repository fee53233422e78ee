import fc from 'fast-check'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import type { Viewer } from '../org/viewer.ts'
import type { Database, Login, Tx } from '../platform/database/contract.ts'
import { answerFlow, orderFlow } from '../../test/engine/flows.ts'
import { exampleRoom, makeTown } from '../../test/engine/town.ts'
import type { Town } from '../../test/engine/town.ts'
import { mattersNamed } from './store/named.ts'

const tables = [
  'matter',
  'seat',
  'barred',
  'matter_key',
  'trail',
  'input',
  'clock',
  'rung',
  'announcement',
  'loop_done',
  'loop_failed',
  'root',
  'root_head',
  'promised',
  'root_promise',
  'erased',
  'warrant',
  'drawing_told',
] as const
const perMatter = ['matter', 'seat', 'matter_key', 'trail', 'input', 'clock'] as const

let database: Database
let town: Town
let other: Town
let matter: string
beforeAll(async () => {
  database = await freshDatabase()
  town = await makeTown(database)
  other = await makeTown(database)
  await other.open()
  matter = await town.open()
})
afterAll(() => database.close())

/** Rows that plain SQL gives, or 'denied' where the login may not even ask. */
const count = async (tx: Tx, table: string): Promise<number | 'denied'> => {
  await sql`savepoint ask`.execute(tx)
  try {
    return (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(`engine.${table}`)}`.execute(tx)).rows[0]!.n
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    await sql`rollback to savepoint ask`.execute(tx)
    return 'denied'
  }
}
const counts = async (viewer: Viewer, names: readonly string[] = perMatter) =>
  town.as(viewer, async tx => {
    const found: Record<string, number | 'denied'> = {}
    for (const name of names) found[name] = await count(tx, name)
    return found
  })
const nothing = { matter: 0, seat: 0, matter_key: 0, trail: 0, input: 0, clock: 0 }

describe('plain SQL under the logins', () => {
  it('gives no rows without a viewer, whatever the table', async () => {
    for (const login of ['staff', 'public', 'system'] satisfies Login[]) {
      await database.transaction(login, async tx => {
        for (const table of tables)
          expect([login, table, await count(tx, table)]).toEqual([
            login,
            table,
            expect.toSatisfy((n: unknown) => n === 0 || n === 'denied'),
          ])
      })
    }
  })
  it('gives the seats their matter, and the other city nothing of it', async () => {
    expect(await counts(town.who.handler)).toEqual({ matter: 1, seat: 3, matter_key: 1, trail: 1, input: 1, clock: 1 })
    const foreign: Viewer = { ...town.who.handler, city: other.city }
    expect(await counts(foreign)).toEqual(nothing)
    expect(await counts({ kind: 'system', city: other.city, name: 'loops' })).toMatchObject({ matter: 1 })
  })
  it('gives the barred nothing, though they hold the very post that has the seat', async () => {
    const ratedLeader: Viewer = { ...town.who.rated, posts: town.who.handler.posts }
    expect(await counts(ratedLeader)).toEqual(nothing)
    const before = await town.open({ barred: [] })
    expect(await counts(ratedLeader)).toMatchObject({ matter: 1 })
    await town.as(town.system, tx => town.engine.seat(tx, before, { seats: [], barred: [town.who.rated.person] }))
    expect(await counts(ratedLeader)).toEqual(nothing)
    await town.as(town.system, tx => town.engine.seat(tx, before, { seats: [], emptied: ['handler', 'superior', 'supervisor'] }))
  })
  it('gives a progress seat the course of things and no word of what was recorded', async () => {
    expect(await counts(town.who.supervisor)).toEqual({ matter: 1, seat: 3, matter_key: 1, trail: 1, input: 0, clock: 1 })
  })
  it('gives an accusation to discipline posts alone, and will not seat anybody else', async () => {
    const seat = (role: 'discipline' | 'leader', unit: string, sight: 'full' | 'progress') => [{ seat: 'handler', unit, role, sight }]
    const sealed = await town.open({ lane: 'accusation', seats: seat('discipline', town.unit.stationed, 'full') })
    expect((await counts(town.who.discipline)).matter).toBe(1)
    expect((await counts(town.who.handler)).matter).toBe(1)
    expect((await counts(town.who.supervisor)).matter).toBe(1)
    await expect(town.open({ lane: 'accusation', seats: seat('leader', town.unit.division, 'full') })).rejects.toThrow(
      'discipline posts alone',
    )
    await expect(town.open({ lane: 'accusation', seats: seat('discipline', town.unit.stationed, 'progress') })).rejects.toThrow(
      'discipline posts alone',
    )
    await expect(
      town.as(town.system, tx => town.engine.seat(tx, sealed, { seats: seat('leader', town.unit.division, 'full') })),
    ).rejects.toThrow('discipline posts alone')
    // A row planted by the owner's hand still shows the matter to nobody outside of the discipline line.
    await database.transaction('migrate', async tx => {
      await sql`set local role huiyin_owner`.execute(tx)
      await sql`insert into engine.seat (city, matter, seat, unit, role, sight) values (${town.city}, ${sealed}, 'handler', ${town.unit.division}, 'leader', 'full')`.execute(
        tx,
      )
    })
    expect((await counts(town.who.handler)).matter).toBe(1)
  })
  it('gives a citizen the one matter of the code, and the public none', async () => {
    expect(await counts(town.citizenOf(matter))).toEqual({ matter: 1, seat: 3, matter_key: 1, trail: 1, input: 1, clock: 1 })
    expect(await counts({ kind: 'public', city: town.city })).toEqual(nothing)
    expect(await counts({ kind: 'citizen', city: other.city, matter })).toEqual(nothing)
  })
  it('gives an API key nothing', async () => {
    expect(await counts({ kind: 'key', city: town.city, key: randomUUID(), scopes: ['services'] })).toEqual(nothing)
  })
  it('narrows a seat to one holder of the post', async () => {
    const one = await town.open({ seats: [{ ...town.seats[0]!, person: town.who.handler.person }] })
    const colleague: Viewer = { ...town.who.handler, person: randomUUID() }
    const sees = (viewer: Viewer) => town.engine.read(viewer, one)
    expect(await sees(town.who.handler)).toBeDefined()
    expect(await sees(colleague)).toBeUndefined()
  })
})

describe('lists', () => {
  it('find exactly what the plain policy gives, for any viewer: the faster way sees no more', async () => {
    // Of one kind a seat with mere progress is told the organ alone.
    const many = await makeTown(database, { rooms: [exampleRoom({ flows: [{ ...answerFlow, shell: 'organ' }, orderFlow] })] })
    const { unit, who } = many
    const posts = [
      [unit.division, 'leader'],
      [unit.court, 'deputy_head'],
      [unit.committee, 'supervisor'],
      [unit.stationed, 'discipline'],
      [unit.court, 'discipline'],
    ] as const
    const persons = Object.values(who).map(one => one.person)
    const post = fc.constantFrom(...posts)
    const seat = fc.record({
      post,
      person: fc.option(fc.constantFrom(...persons), { nil: undefined }),
      sight: fc.constantFrom('full' as const, 'progress' as const),
      seat: fc.constantFrom('handler', 'superior', 'supervisor'),
    })
    const kinds = fc.record({
      lane: fc.constantFrom('ordinary' as const, 'rating' as const),
      kind: fc.constantFrom('answer', 'order'),
      seats: fc.array(seat, { maxLength: 3 }),
      barred: fc.uniqueArray(fc.constantFrom(...persons), { maxLength: 2 }),
    })
    for (const { seats, ...one } of fc.sample(kinds, { numRuns: 60, seed: 7 })) {
      await many.open({ ...one, seats: seats.map(({ post: [at, role], ...rest }) => ({ ...rest, unit: at, role })) })
    }
    await many.open({ lane: 'accusation', seats: [{ seat: 'handler', unit: unit.stationed, role: 'discipline', sight: 'full' }] })
    const all = (await many.engine.list(many.system, { limit: 200 })).items.map(item => item.id)
    const numbers = (await many.engine.list(many.system, { limit: 200 })).items.map(item => item.number.replace('-', ''))
    const viewers = fc.oneof(
      fc
        .record({ person: fc.constantFrom(...persons), held: fc.uniqueArray(post, { maxLength: 3, selector: one => one.join('/') }) })
        .map(({ person, held }): Viewer => ({ ...who.handler, person, posts: held.map(([at, role]) => ({ unit: at, role })) })),
      fc.constantFrom<Viewer>(
        many.system,
        { kind: 'public', city: many.city },
        { kind: 'key', city: many.city, key: randomUUID(), scopes: [] },
        { ...who.handler, city: other.city },
      ),
    )
    await fc.assert(
      fc.asyncProperty(viewers, async viewer => {
        const plain = await many.as(viewer, async tx =>
          (await sql<{ id: string }>`select id from engine.matter where city = ${viewer.city}`.execute(tx)).rows.map(row => row.id),
        )
        const found = (await many.engine.list(viewer, { limit: 200 })).items.map(item => item.id)
        expect(found.sort()).toEqual(plain.sort())
        expect(await many.engine.countBy(viewer, [])).toEqual([{ count: plain.length }])
        // Named by their ids, whoever names them: as many as the policy lets through, seen as far as it says.
        const [named, seen] = await many.as(viewer, async tx => [
          (await mattersNamed(tx, all)).map(row => ({ id: row.id, sight: row.sight })),
          (
            await sql<{
              id: string
              sight: string
            }>`select id, engine.sight(city, id) as sight from engine.matter where city = ${viewer.city}`.execute(tx)
          ).rows,
        ])
        const byId = (one: { readonly id: string }, two: { readonly id: string }): number => (one.id < two.id ? -1 : 1)
        expect([...named].sort(byId)).toEqual([...seen].sort(byId))
        // A search is the list and no more: whatever is typed, it finds what the list of this viewer shows so, and counts the same.
        const shown = (await many.engine.list(viewer, { limit: 200 })).items
        const typed = fc.sample(
          fc.oneof(
            fc.constantFrom(...numbers.flatMap(number => [number, number.slice(2, 5)])),
            fc.constantFrom('法院', '执行', '答复', '待反馈', '督办', '没有的'),
          ),
          { numRuns: 6 },
        )
        for (const find of typed) {
          const holds = ({ number, unitName, stageTitle, kind }: (typeof shown)[number]): boolean =>
            number.replace('-', '').includes(find) ||
            [unitName, stageTitle, kind === 'order' ? '督办' : '答复'].some(words => words.includes(find))
          const ids = (await many.engine.list(viewer, { find, limit: 200 })).items.map(item => item.id).sort()
          expect(ids).toEqual(
            shown
              .filter(holds)
              .map(item => item.id)
              .sort(),
          )
          expect((await many.engine.countBy(viewer, [], { find }))[0]?.count ?? 0).toBe(ids.length)
        }
      }),
      { numRuns: 100 },
    )
    expect((await many.engine.list(many.system, { limit: 200 })).items).toHaveLength(61)
  })
})

describe('planted writes', () => {
  const tryAs = (viewer: Viewer, work: (tx: Tx) => Promise<unknown>) => town.as(viewer, work)
  it('find no foot: no stranger appends, moves, reseats or opens the key', async () => {
    for (const viewer of [town.who.stranger, town.who.rated] as Viewer[]) {
      expect(
        (
          (await tryAs(viewer, tx => sql`update engine.matter set stage = 'solved' where id = ${matter}`.execute(tx))) as {
            numAffectedRows: bigint
          }
        ).numAffectedRows,
      ).toBe(0n)
      expect(
        (
          (await tryAs(viewer, tx => sql`update engine.clock set due_at = '2030-01-01' where matter = ${matter}`.execute(tx))) as {
            numAffectedRows: bigint
          }
        ).numAffectedRows,
      ).toBe(0n)
      await expect(
        tryAs(viewer, tx =>
          sql`insert into engine.trail (city, matter, seq, action, seat, at, stage, round, effect, suite, previous, hash)
        values (${town.city}, ${matter}, 2, 'x', 'handler', '2030-01-01', 'solved', 1, '{}', 'std', '\\x00', '\\x01')`.execute(tx),
        ),
      ).rejects.toThrow(/follow|row-level security/)
      await expect(tryAs(viewer, tx => sql`select engine.reseat(${matter}, '[]', '{}', '{handler}')`.execute(tx))).rejects.toThrow(
        'no such matter',
      )
    }
    for (const statement of [
      sql`insert into engine.seat (city, matter, seat, unit, role, sight) values (${'x'}, ${randomUUID()}, 'handler', ${randomUUID()}, 'leader', 'full')`,
      sql`delete from engine.barred`,
      sql`delete from engine.matter_key`,
      sql`insert into engine.rung (city) values ('x')`,
      sql`select 1 from engine.announcement`,
      sql`select engine.fill_seats('x', ${randomUUID()}, '[]', '{}')`,
    ]) {
      await expect(tryAs(town.who.handler, tx => statement.execute(tx))).rejects.toThrow(/permission denied/)
    }
  })
  it("change no history, not even by the owner's hand while the triggers stand", async () => {
    for (const statement of [
      `update engine.trail set stage = 'solved'`,
      'delete from engine.trail',
      'truncate engine.trail cascade',
      'delete from engine.rung',
      'delete from engine.root',
      `update engine.promised set hash = repeat('b', 64)`,
      'delete from engine.promised',
      'truncate engine.promised cascade',
      `update engine.root_promise set day = '2020-01-02'`,
      'delete from engine.root_promise',
      'truncate engine.root_promise',
    ]) {
      const run = database.transaction('migrate', async tx => {
        await sql`set local role huiyin_owner`.execute(tx)
        await sql`insert into engine.root (city, day, suite, count, hash) values (${town.city}, '2020-01-01', 'std', 0, '\\x00')`.execute(
          tx,
        )
        await sql`insert into engine.promised (city, about, hash, before) values (${town.city}, 'x', repeat('a', 64), '2020-01-09')`.execute(
          tx,
        )
        await sql`insert into engine.root_promise (city, day, about) values (${town.city}, '2020-01-01', 'x')`.execute(tx)
        if (statement.includes('rung'))
          await sql`insert into engine.rung (city, matter, clock, run, rung, seq) values (${town.city}, ${matter}, 'c', 1, 'planted', 1)`.execute(
            tx,
          )
        await sql.raw(statement).execute(tx)
      })
      await expect(run, statement).rejects.toThrow('append-only')
    }
  })
  it('promise nothing for the house, and read no promise: not by a post, not by a citizen, not in another city', async () => {
    const row = (city: string, about: string) =>
      sql`insert into engine.promised (city, about, hash, before) values (${city}, ${about}, repeat('a', 64), '2026-11-09')`
    const viewers: Viewer[] = [town.who.handler, town.who.supervisor, town.citizenOf(matter), { kind: 'public', city: town.city }]
    for (const viewer of viewers) {
      await expect(tryAs(viewer, tx => row(town.city, 'x').execute(tx))).rejects.toThrow(/permission denied/)
      expect(await counts(viewer, ['promised', 'root_promise'])).toEqual({ promised: 'denied', root_promise: 'denied' })
    }
    await expect(tryAs(town.system, tx => row(other.city, 'x').execute(tx))).rejects.toThrow(/row-level security/)
    await tryAs(town.system, tx => row(town.city, 'own').execute(tx))
    expect(await counts({ kind: 'system', city: other.city, name: 'sweep' }, ['promised'])).toEqual({ promised: 0 })
    await expect(tryAs(town.system, tx => sql`update engine.promised set hash = repeat('b', 64)`.execute(tx))).rejects.toThrow(
      /permission denied/,
    )
  })
  it('fork no trail: an entry must follow on the last hash and not before its hour', async () => {
    await expect(
      tryAs(town.who.handler, tx =>
        sql`insert into engine.trail (city, matter, seq, action, seat, at, stage, round, effect, suite, previous, hash)
      values (${town.city}, ${matter}, 2, 'x', 'handler', '2030-01-01', 'solved', 1, '{}', 'std', '\\x00', '\\x01')`.execute(tx),
      ),
    ).rejects.toThrow('does not follow')
  })
})

describe('the catalogue', () => {
  it('has row-level security on and forced on every table, and only the listed functions of the owner', async () => {
    await database.transaction('migrate', async tx => {
      const { rows } = await sql<{
        name: string
        safe: boolean
      }>`select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as safe from pg_class c where c.relnamespace = 'engine'::regnamespace and c.relkind = 'r' order by 1`.execute(
        tx,
      )
      expect(rows.filter(row => !row.safe)).toEqual([])
      expect(rows.map(row => row.name).sort()).toEqual([...tables].sort())
      const definers = await sql<{
        name: string
        pinned: boolean
      }>`select p.proname as name, p.proconfig::text like '%search_path=pg_catalog%' as pinned from pg_proc p where p.pronamespace = 'engine'::regnamespace and p.prosecdef order by 1`.execute(
        tx,
      )
      expect(definers.rows).toEqual(
        ['acts_lent', 'count_matters', 'find_matters', 'named_matters', 'open_by_programme', 'open_matter', 'reseat', 'sight'].map(
          name => ({
            name,
            pinned: true,
          }),
        ),
      )
    })
  })
})
