import { sql } from 'kysely'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { runVerifyTrail, verifyTrail } from '../../tools/verify-trail.ts'
import type { Database } from '../platform/database/contract.ts'
import { checkSeal, exportTrail, runSweep } from './index.ts'
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

const sealedTables = ['trail', 'root', 'root_head', 'promised', 'root_promise']
/** By the database owner's hand, with the triggers out of the way. */
const tamper = (statement: string): Promise<void> =>
  database.transaction('migrate', async tx => {
    await sql`set local role huiyin_owner`.execute(tx)
    for (const table of sealedTables) await sql.raw(`alter table engine.${table} disable trigger user`).execute(tx)
    await sql.raw(statement).execute(tx)
    for (const table of sealedTables) await sql.raw(`alter table engine.${table} enable trigger user`).execute(tx)
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

describe('what the house promised', () => {
  const about = 'callback.draw/2026-11-02'
  const given = { about, hash: 'a'.repeat(64), before: '2026-11-09' }
  const promise = (town: Town, more: Partial<typeof given> = {}): Promise<void> =>
    town.as(town.system, tx => town.engine.promise(tx, { ...given, ...more }))
  const sweepOn = async (town: Town, day: string): Promise<void> => {
    town.clock.moveTo(new Date(`2026-11-${day}T00:00:00+08:00`))
    await runSweep(town.house, town.rooms, town.clock.now())
  }

  it('stands under the next root, once, and no root after it holds it again', async () => {
    const town = await makeTown(database)
    await town.open()
    await promise(town)
    await sweepOn(town, '03')
    await promise(town, { about: 'rounds.draw/hall/2026-11-16', before: '2026-11-16' })
    await sweepOn(town, '04')
    await sweepOn(town, '05')
    const verdict = await verifyTrail(await exported(town))
    expect([verdict.roots, verdict.faults]).toEqual([3, []])
    expect(verdict.promised.map(one => [one.about, one.day])).toEqual([
      [about, '2026-11-02'],
      ['rounds.draw/hall/2026-11-16', '2026-11-03'],
    ])
    expect(await checkSeal(town.house)).toEqual({ state: 'whole' })
  })
  it('has a root also where no matter was opened yet, or it would be sealed only with the first; a day with neither has none', async () => {
    const town = await makeTown(database)
    await sweepOn(town, '03')
    expect(rootsIn(await exported(town)).size).toBe(0)
    await promise(town)
    await sweepOn(town, '04')
    await sweepOn(town, '05')
    const lines = await exported(town)
    expect([...rootsIn(lines).keys()]).toEqual(['2026-11-03'])
    expect(await verifyTrail(lines)).toMatchObject({ faults: [], promised: [{ about, day: '2026-11-03' }] })
    expect(await checkSeal(town.house)).toEqual({ state: 'whole' })
    await town.open()
    await sweepOn(town, '06')
    expect((await verifyTrail(await exported(town))).faults).toEqual([])
  })
  it('is given once: a second hash under the same name is refused, whoever lost the first', async () => {
    const town = await makeTown(database)
    await promise(town)
    await expect(promise(town, { hash: 'b'.repeat(64) })).rejects.toThrow(/promised_pkey/)
  })
  const edits: readonly (readonly [string, (city: string) => string])[] = [
    ['exchanged', city => `update engine.promised set hash = '${'b'.repeat(64)}' where city = '${city}'`],
    ['given another day', city => `update engine.promised set before = '2026-11-16' where city = '${city}'`],
    ['taken out', city => `delete from engine.root_promise where city = '${city}'; delete from engine.promised where city = '${city}'`],
    [
      'added under a root that was made without it',
      city =>
        `insert into engine.promised (city, about, hash, before) values ('${city}', 'rounds.draw/late/2026-11-16', '${'c'.repeat(64)}', '2026-11-16');
         insert into engine.root_promise (city, day, about) values ('${city}', '2026-11-02', 'rounds.draw/late/2026-11-16')`,
    ],
  ]
  it.each(edits)('and %s in the database after it was sealed: the house sees it, and so does whoever reads the export', async (_, edit) => {
    const town = await makeTown(database)
    await town.open()
    await promise(town)
    await sweepOn(town, '03')
    await tamper(edit(town.city))
    expect((await verifyTrail(await exported(town))).faults).toMatchObject([
      { day: '2026-11-02', fault: 'the root does not match what it covers' },
    ])
    expect(await checkSeal(town.house)).toEqual({ state: 'broken', at: '2026-11-02' })
  })
  it('and exchanged with all roots made anew to fit: found by the root that was printed', async () => {
    const town = await makeTown(database)
    await town.open()
    await promise(town)
    await sweepOn(town, '03')
    const printed = rootsIn(await exported(town))
    await tamper(`delete from engine.root_promise where city = '${town.city}'; delete from engine.root_head where city = '${town.city}';
      delete from engine.root where city = '${town.city}'; update engine.promised set hash = '${'b'.repeat(64)}' where city = '${town.city}';
      update engine.matter set sealed_length = 0 where city = '${town.city}'`)
    await runSweep(town.house, town.rooms, town.clock.now())
    const lines = await exported(town)
    expect((await verifyTrail(lines)).faults, 'the export agrees with itself').toEqual([])
    expect((await verifyTrail(lines, printed)).faults).toMatchObject([{ fault: 'the root is not the one that was printed' }])
  })
})
