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

/** 500 matters of 20 entries, as 500 people would leave them. */
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
  for (let n = 0; n < 500; n += 4) await Promise.all([fill(), fill(), fill(), fill()])
  town.clock.moveTo(new Date('2026-11-03T09:00:00+08:00'))
  await runSweep(town.house, town.rooms, town.clock.now())
}, 300_000)
afterAll(() => database.close())

describe('npx huiyin export-trail', () => {
  it('writes what verify-trail finds whole against the roots that it wrote beside, for nobody else on the machine', async () => {
    expect(await run(file, '--roots', roots)).toMatchObject({ code: 0, said: expect.stringContaining('500 件') })
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

  it('gives a file in which each of 200 edits is found, and where (H-01)', async () => {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    const entries = lines.flatMap((line, at) => (line.startsWith('{"type":"entry"') ? [at] : []))
    expect(entries.length).toBeGreaterThanOrEqual(10_000)
    const printed = new Map(
      readFileSync(roots, 'utf8')
        .trimEnd()
        .split('\n')
        .map(line => line.split(' ') as [string, string]),
    )
    const change = (line: string, to: object): string => JSON.stringify({ ...(JSON.parse(line) as object), ...to })
    const edits: Record<string, (at: number) => string[]> = {
      'moves an entry by a millisecond': at =>
        lines.with(at, change(lines[at]!, { at: new Date(Date.parse((JSON.parse(lines[at]!) as { at: string }).at) + 1).toISOString() })),
      'gives it to another seat': at => lines.with(at, change(lines[at]!, { seat: 'superior' })),
      'changes what was recorded': at => lines.with(at, change(lines[at]!, { digest: '0'.repeat(64) })),
      'deletes it': at => lines.toSpliced(at, 1),
      'says it twice': at => lines.toSpliced(at, 0, lines[at]!),
      'swaps it with the next line': at => lines.with(at, lines[at + 1]!).with(at + 1, lines[at]!),
    }
    const missed: string[] = []
    for (const { n, edit } of fc.sample(fc.record({ n: fc.nat(entries.length - 1), edit: fc.constantFrom(...Object.keys(edits)) }), {
      numRuns: 200,
      seed: 20261125,
    })) {
      const at = entries[n]!
      const { faults } = await verifyTrail(edits[edit]!(at), printed)
      const matter = (JSON.parse(lines[at]!) as { matter: string }).matter
      if (faults.length === 0 || !faults.some(fault => fault.matter === matter)) missed.push(`${edit} at line ${at}`)
    }
    expect(missed).toEqual([])
    writeFileSync(join(folder, 'other.txt'), [...printed].map(([day]) => `${day} ${'0'.repeat(64)}`).join('\n'))
    expect(
      await runVerifyTrail([file, '--roots', join(folder, 'other.txt')], { out: () => {}, err: () => {}, interactive: false }),
      'a whole file under another seal',
    ).toBe(2)
  }, 240_000)
})
