import fc from 'fast-check'
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../test/database.ts'
import type { FreshDatabase } from '../test/database.ts'
import { makeTown } from '../test/engine/town.ts'
import type { Town } from '../test/engine/town.ts'
import { runSweep } from '../src/engine/index.ts'
import { isRefusal } from '../src/kit/refusal.ts'
import { runExportTrail } from './export-trail.ts'
import { runVerifyTrail, verifyTrail } from './verify-trail.ts'

const folder = mkdtempSync(join(tmpdir(), 'huiyin-export-'))
const [file, roots] = [join(folder, 'trail.ndjson'), join(folder, 'roots.txt')]
let database: FreshDatabase
let town: Town

const run = async (...argv: string[]): Promise<{ code: number; said: string }> => {
  let said = ''
  return {
    code: await runExportTrail(argv, {
      out: line => {
        said += line
      },
      err: line => {
        said += line
      },
      env: {},
      interactive: false,
      house: town.house,
    }),
    said,
  }
}

/** Matters of 20 entries each, as so many people would leave them; the 10,000 rows of H-01 by HUIYIN_TRAIL=500. */
const matters = Number(process.env['HUIYIN_TRAIL'] ?? 80)

beforeAll(async () => {
  database = await freshDatabase()
  town = await makeTown(database)
  const fill = async (): Promise<void> => {
    const matter = await town.open()
    await town.as(town.who.handler, async tx => {
      for (let n = 0; n < 19; n++) {
        const done = await town.engine.actIn(tx, town.who.handler, { matter, action: 'note', input: { text: `第${n}次核对` } })
        if (isRefusal(done)) throw new Error(done.because)
      }
    })
  }
  for (let n = 0; n < matters; n += 4) await Promise.all([fill(), fill(), fill(), fill()])
  town.clock.moveTo(new Date('2026-11-03T09:00:00+08:00'))
  await runSweep(town.house, town.rooms, town.clock.now())
}, 300_000)
afterAll(() => database.close())

describe('npx huiyin export-trail', () => {
  it('writes what verify-trail finds whole against the roots that it wrote beside, for nobody else on the machine', async () => {
    expect(await run(file, '--roots', roots)).toMatchObject({ code: 0, said: expect.stringContaining(`${matters} 件`) })
    let said = ''
    expect(
      await runVerifyTrail([file, '--roots', roots], {
        out: text => {
          said += text
        },
        err: text => {
          said += text
        },
        interactive: false,
      }),
    ).toBe(0)
    expect(said).toContain('与交存的一致')
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(existsSync(`${file}.part`)).toBe(false)
    expect(readFileSync(file, 'utf8')).not.toMatch(/核对|同样的内容/)
  })

  it('leaves the earlier file as it was when it cannot write, and says why', async () => {
    expect((await run(join(folder, 'absent', 'x.ndjson'))).code).toBe(1)
    expect((await run()).code).toBe(1)
  })

  it('gives a file in which each of 200 edits is found, and where, and no matter is blamed that nobody touched (H-01)', async () => {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    const entries = lines.flatMap((line, at) => (line.startsWith('{"type":"entry"') ? [at] : []))
    expect(entries.length).toBe(matters * 20)
    const printed = new Map(
      readFileSync(roots, 'utf8')
        .trimEnd()
        .split('\n')
        .map(line => line.split(' ') as [string, string]),
    )
    const change = (line: string, to: object): string => JSON.stringify({ ...(JSON.parse(line) as object), ...to })
    // What a line is replaced by, or what becomes of it and the next one.
    const edits: Record<string, (line: string, next: string) => readonly string[]> = {
      'moves an entry by a millisecond': (line, next) => [
        change(line, { at: new Date(Date.parse((JSON.parse(line) as { at: string }).at) + 1).toISOString() }),
        next,
      ],
      'gives it to another seat': (line, next) => [change(line, { seat: 'superior' }), next],
      'changes what was recorded': (line, next) => [change(line, { digest: '0'.repeat(64) }), next],
      'deletes it': (_line, next) => [next],
      'says it twice': (line, next) => [line, line, next],
      'swaps it with the next line': (line, next) => [next, line],
    }
    const matterAt = (at: number): string => (JSON.parse(lines[at]!) as { matter: string }).matter
    const left = fc
      .sample(fc.record({ n: fc.nat(entries.length - 1), edit: fc.constantFrom(...Object.keys(edits)) }), { numRuns: 200, seed: 20261125 })
      .map(({ n, edit }) => ({ at: entries[n]!, edit }))
    while (left.length > 0) {
      // As many at once as fall upon different matters.
      const round = new Map<string, { at: number; edit: string }>()
      for (const one of left.slice())
        if (round.size < 20 && !round.has(matterAt(one.at))) round.set(matterAt(one.at), left.splice(left.indexOf(one), 1)[0]!)
      const told = [...lines]
      // From the end, so that what comes before keeps its place.
      for (const { at, edit } of [...round.values()].sort((a, b) => b.at - a.at))
        told.splice(at, 2, ...edits[edit]!(lines[at]!, lines[at + 1]!))
      const named = new Set((await verifyTrail(told, printed)).faults.flatMap(fault => fault.matter ?? []))
      expect([...round].filter(([matter]) => !named.has(matter))).toEqual([])
      expect([...named].filter(matter => !round.has(matter))).toEqual([])
    }
    writeFileSync(join(folder, 'other.txt'), [...printed].map(([day]) => `${day} ${'0'.repeat(64)}`).join('\n'))
    expect(
      await runVerifyTrail([file, '--roots', join(folder, 'other.txt')], { out: () => {}, err: () => {}, interactive: false }),
      'a whole file under another seal',
    ).toBe(2)
  }, 120_000)
})
