import { sql } from 'kysely'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { runVerifyTrail, verifyTrail } from '../../tools/verify-trail.ts'
import type { Database } from '../platform/database/contract.ts'
import { exportTrail, runSweep } from './index.ts'
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
