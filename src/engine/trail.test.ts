import fc from 'fast-check'
import { sql } from 'kysely'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { hashText, runVerifyTrail, verifyTrail } from '../../tools/verify-trail.ts'
import type { Database } from '../platform/database/contract.ts'
import { exportTrail, runSweep } from './index.ts'
import { entryHash, rootHash } from './rules/chain.ts'
import type { ChainEntry, SealedHead } from './rules/chain.ts'
import type { TrailLine } from './rules/verifyTrail.ts'
import { makeTown } from '../../test/engine/town.ts'
import type { Town } from '../../test/engine/town.ts'

let database: Database
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const exported = async (town: Town): Promise<string[]> => {
  const lines: string[] = []
  await exportTrail(town.house, line => lines.push(line))
  return lines
}
const rootsIn = (lines: readonly string[]): Map<string, string> =>
  new Map(lines.map(line => JSON.parse(line) as TrailLine).flatMap(line => (line.type === 'root' ? [[line.day, line.hash] as const] : [])))

/** By the database owner's hand, with the triggers out of the way. */
const tamper = (statement: string): Promise<void> =>
  database.transaction('migrate', async tx => {
    await sql`set local role huiyin_owner`.execute(tx)
    for (const table of ['trail', 'root', 'root_head']) await sql.raw(`alter table engine.${table} disable trigger user`).execute(tx)
    await sql.raw(statement).execute(tx)
    for (const table of ['trail', 'root', 'root_head']) await sql.raw(`alter table engine.${table} enable trigger user`).execute(tx)
  })

describe('the exported trail', () => {
  it('verifies without a database, is sealed day by day, and holds no word of anybody', async () => {
    const town = await makeTown(database)
    const matter = await town.open()
    await town.engine.act(town.who.handler, { matter, action: 'note', input: { text: '阿婆填了三遍表' } })
    expect(await verifyTrail(await exported(town))).toMatchObject({ matters: 1, entries: 2, roots: 0, unsealed: 2, faults: [] })
    town.clock.moveTo(new Date('2026-11-03T00:00:00+08:00'))
    await runSweep(town.house, town.rooms, town.clock.now())
    await runSweep(town.house, town.rooms, town.clock.now())
    await town.engine.act(town.who.handler, { matter, action: 'answer', input: { answer: '合并为一张' } })
    const lines = await exported(town)
    expect(await verifyTrail(lines)).toMatchObject({ roots: 1, sealedUntil: '2026-11-02', entries: 3, unsealed: 1, faults: [] })
    expect(lines.join()).not.toMatch(/阿婆|合并/)
  })
  it('has a root for a quiet day as well: roots are public, and a gap would tell on which days something happened', async () => {
    const town = await makeTown(database)
    await town.open()
    for (const day of ['03', '04', '05']) {
      town.clock.moveTo(new Date(`2026-11-${day}T00:00:00+08:00`))
      await runSweep(town.house, town.rooms, town.clock.now())
    }
    const lines = await exported(town)
    expect([...rootsIn(lines).keys()]).toEqual(['2026-11-02', '2026-11-03', '2026-11-04'])
    expect(await verifyTrail(lines)).toMatchObject({ roots: 3, sealedUntil: '2026-11-04', unsealed: 0, faults: [] })
  })
  it('still verifies after what was recorded has been erased', async () => {
    const town = await makeTown(database)
    const matter = await town.open()
    await town.as(town.system, tx => town.engine.erase(tx, matter))
    expect((await verifyTrail(await exported(town))).faults).toEqual([])
  })
  it('is verified by the command from a file alone, against the roots that were printed at the time', async () => {
    const town = await makeTown(database)
    const matter = await town.open()
    town.clock.moveTo(new Date('2026-11-03T09:00:00+08:00'))
    await runSweep(town.house, town.rooms, town.clock.now())
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-trail-'))
    const place = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    }
    const run = async (...argv: string[]): Promise<{ code: number; said: string }> => {
      let said = ''
      return {
        code: await runVerifyTrail(argv, {
          out: text => {
            said += text
          },
          err: text => {
            said += text
          },
          interactive: false,
        }),
        said,
      }
    }
    const lines = await exported(town)
    const file = place('trail.ndjson', lines.join('\n'))
    const roots = place('roots.txt', `# 日根\n${[...rootsIn(lines)].map(root => root.join(' ')).join('\n')}\n`)
    expect(await run(file, '--roots', roots)).toMatchObject({ code: 0, said: expect.stringContaining('完整') })
    expect(await run(place('cut.ndjson', lines.slice(0, -1).join('\n')))).toMatchObject({ code: 2 })
    expect(await run(file, '--roots', place('other.txt', `2026-11-02 ${'0'.repeat(64)}`))).toMatchObject({
      code: 2,
      said: expect.stringContaining('2026-11-02'),
    })
    const broken = await run(place('changed.ndjson', lines.map(line => line.replace('"seat":"system"', '"seat":"handler"')).join('\n')))
    expect(broken).toMatchObject({ code: 2, said: expect.stringContaining(`${matter} 第 1 条`) })
    expect((await run(join(folder, 'absent'))).code).toBe(1)
    expect((await run()).code).toBe(1)
    expect((await run(file, '--roots', place('bad.txt', 'not a root'))).code).toBe(1)
  })
  it('names the entry that the owner of the database has changed, and the matter that was made to vanish', async () => {
    const town = await makeTown(database)
    const [matter, gone] = [await town.open(), await town.open()]
    await town.engine.act(town.who.handler, { matter, action: 'note', input: { text: '记下' } })
    town.clock.moveTo(new Date('2026-11-03T09:00:00+08:00'))
    await runSweep(town.house, town.rooms, town.clock.now())
    await tamper(`update engine.trail set seat = 'superior' where matter = '${matter}' and seq = 2`)
    expect((await verifyTrail(await exported(town))).faults).toMatchObject([
      { matter, seq: 2, fault: 'was changed after it had been written' },
    ])
    await tamper(`delete from engine.input where matter = '${gone}'; delete from engine.trail where matter = '${gone}'`)
    expect((await verifyTrail(await exported(town))).faults.map(fault => fault.matter).sort()).toEqual([matter, gone].sort())
  })
})

describe('H-01 in small: 200 random edits on 10,000 rows', () => {
  const matterOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
  /** Whatever hashes the entries had, they get new ones that fit. */
  const chain = (entries: readonly Omit<ChainEntry, 'previous'>[]): (ChainEntry & { hash: string })[] => {
    let previous: string | undefined
    return entries.map(entry => {
      const chained: ChainEntry = { ...entry, previous }
      previous = entryHash(hashText, chained)
      return { ...chained, hash: previous }
    })
  }
  type Row = ChainEntry & { hash: string }
  const trails: Row[][] = Array.from({ length: 500 }, (_, n) =>
    chain(
      Array.from({ length: 20 }, (__, at) => ({
        city: 'town',
        matter: matterOf(n),
        seq: at + 1,
        action: at === 0 ? 'open' : 'note',
        seat: 'handler',
        role: 'leader',
        at: new Date(Date.UTC(2026, 10, 2 + Math.floor(at / 5), 1, at, n % 60)).toISOString(),
        stage: 'awaiting_answer',
        round: 1,
        effect: {},
        digest: hashText('std', `${n} ${at}`),
        suite: 'std' as const,
      })),
    ),
  )
  // Three days are sealed: five entries each of every trail; the last five are the unsealed tail.
  const roots: Extract<TrailLine, { type: 'root' }>[] = []
  for (const day of [1, 2, 3]) {
    const heads: SealedHead[] = trails.map(rows => ({ matter: rows[0]!.matter, length: day * 5, head: rows[day * 5 - 1]!.hash }))
    const root = { day: `2026-11-0${day + 1}`, suite: 'std' as const, ...(roots.length > 0 ? { previous: roots.at(-1)!.hash } : {}), heads }
    roots.push({ type: 'root', ...root, hash: rootHash(hashText, { city: 'town', ...root }) })
  }
  const printed = new Map(roots.map(root => [root.day, root.hash]))
  const written = new WeakMap<readonly Row[], readonly string[]>()
  const linesOfTrail = (trail: readonly Row[]): readonly string[] => {
    const lines =
      written.get(trail) ??
      [
        ...trail.map(
          (row): TrailLine =>
            ({ type: 'entry', ...Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'city')) }) as TrailLine,
        ),
        ...(trail.length > 0
          ? [{ type: 'matter', matter: trail[0]!.matter, length: trail.length, head: trail.at(-1)!.hash } satisfies TrailLine]
          : []),
      ].map(line => JSON.stringify(line))
    written.set(trail, lines)
    return lines
  }
  const linesOf = (rows: readonly Row[][], sealed = roots): string[] => {
    const entries = rows.reduce((sum, trail) => sum + trail.length, 0)
    const end: TrailLine = { type: 'end', matters: rows.filter(trail => trail.length > 0).length, entries }
    return [
      JSON.stringify({ type: 'trail', format: 1, city: 'town' } satisfies TrailLine),
      ...sealed.map(root => JSON.stringify(root)),
      ...rows.flatMap(linesOfTrail),
      JSON.stringify(end),
    ]
  }
  /** Seals everything anew, as somebody could who holds the machine: the printed roots alone speak against it. */
  const resealed = (rows: readonly Row[][]): Extract<TrailLine, { type: 'root' }>[] => {
    const made: Extract<TrailLine, { type: 'root' }>[] = []
    for (const { day } of roots) {
      const heads = rows.flatMap((trail): SealedHead[] => {
        const at = Math.min(trail.length, (made.length + 1) * 5)
        return at === 0 ? [] : [{ matter: trail[0]!.matter, length: at, head: trail[at - 1]!.hash }]
      })
      const root = { day, suite: 'std' as const, ...(made.length > 0 ? { previous: made.at(-1)!.hash } : {}), heads }
      made.push({ type: 'root', ...root, hash: rootHash(hashText, { city: 'town', ...root }) })
    }
    return made
  }
  const edits: Record<string, (rows: Row[], at: number) => Row[]> = {
    'changes a stage': (rows, at) => rows.map((row, n) => (n === at ? { ...row, stage: 'solved' } : row)),
    'changes an hour': (rows, at) =>
      rows.map((row, n) => (n === at ? { ...row, at: new Date(Date.parse(row.at) + 1).toISOString() } : row)),
    'changes a digest': (rows, at) => rows.map((row, n) => (n === at ? { ...row, digest: hashText('std', 'other') } : row)),
    deletes: (rows, at) => rows.filter((_, n) => n !== at),
    'deletes and counts anew': (rows, at) => chain(rows.filter((_, n) => n !== at).map((row, n) => ({ ...row, seq: n + 1 }))),
    inserts: (rows, at) => [...rows.slice(0, at), { ...rows[at]!, action: 'planted' }, ...rows.slice(at)],
    'inserts and chains anew': (rows, at) =>
      chain([...rows.slice(0, at), { ...rows[at]!, action: 'planted' }, ...rows.slice(at)].map((row, n) => ({ ...row, seq: n + 1 }))),
    swaps: (rows, at) => rows.map((row, n) => (n === at ? rows[at - 1]! : n === at - 1 ? rows[at]! : row)),
    truncates: (rows, at) => rows.slice(0, at),
    'changes and chains anew': (rows, at) => chain(rows.map((row, n) => (n === at ? { ...row, seat: 'superior' } : row))),
  }

  it('finds every one but in the tail that no root has sealed, and says where', async () => {
    expect((await verifyTrail(linesOf(trails), printed)).faults).toEqual([])
    const cases = fc.sample(
      fc.record({
        trail: fc.nat(499),
        at: fc.integer({ min: 1, max: 19 }),
        edit: fc.constantFrom(...Object.keys(edits)),
        seal: fc.boolean(),
      }),
      { numRuns: 200, seed: 20261102 },
    )
    const missed: string[] = []
    for (const { trail, at, edit, seal } of cases) {
      const rows = trails.map((one, n) => (n === trail ? edits[edit]!(one, at) : one))
      const { faults } = await verifyTrail(linesOf(rows, seal ? resealed(rows) : roots), printed)
      // A tail that is younger than the last root is held by its own chain alone.
      const inTail = at >= 15 && (/anew/.test(edit) || edit === 'truncates')
      if (faults.length === 0 && !inTail) missed.push(`${edit} at ${at}`)
      if (faults.length > 0 && !seal && at < 15) expect(faults[0]).toMatchObject({ matter: matterOf(trail) })
    }
    expect(missed).toEqual([])
  }, 120_000)
})
