import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { entryHash } from '../src/engine/rules/chain.ts'
import { hashText, inChinese, runVerifyTrail } from './verify-trail.ts'

const matter = '00000000-0000-4000-8000-000000000001'
const entry = {
  matter,
  seq: 1,
  action: 'open',
  seat: 'system',
  at: '2026-11-02T01:00:00.000Z',
  stage: 'awaiting_contact',
  round: 1,
  effect: {},
  suite: 'std',
} as const
const hash = entryHash(hashText, { ...entry, city: 'town' })
const whole = [
  { type: 'trail', format: 1, city: 'town' },
  { type: 'entry', ...entry, hash },
  { type: 'matter', matter, length: 1, head: hash },
  { type: 'end', matters: 1, entries: 1 },
].map(line => JSON.stringify(line))

const verify = async (lines: readonly string[]): Promise<{ code: number; out: string; err: string }> => {
  const file = join(mkdtempSync(join(tmpdir(), 'huiyin-verify-')), 'trail.ndjson')
  writeFileSync(file, `${lines.join('\n')}\n`)
  const said = { out: '', err: '' }
  const code = await runVerifyTrail([file], {
    out: text => {
      said.out += text
    },
    err: text => {
      said.err += text
    },
    interactive: false,
  })
  return { code, ...said }
}

it('finds a whole trail whole', async () => {
  expect(await verify(whole)).toMatchObject({ code: 0, out: expect.stringContaining('完整 intact') })
})

it('says where an entry was edited also when the edit names a suite that nobody knows', async () => {
  const edited = whole.map(line => (line.includes('"entry"') ? line.replace('"std"', '"none"') : line))
  expect(await verify(edited)).toMatchObject({
    code: 2,
    out: expect.stringContaining(`断在 broken at ${matter} 第 1 条 entry 1：写入之后被改过`),
  })
})

it('names the line that is no JSON, since whoever exported it has to look there', async () => {
  expect(await verify([...whole.slice(0, 2), '{', ...whole.slice(2)])).toMatchObject({
    code: 1,
    err: expect.stringContaining('第 3 行 line 3'),
  })
})

it('has a Chinese sentence for every fault, because an inspector reads it', () => {
  const source = readFileSync(new URL('../src/engine/rules/verifyTrail.ts', import.meta.url), 'utf8')
  const faults = [...source.matchAll(/(?:say\(|fault: )'([^']+)'/g)].map(found => found[1] as string)
  expect(faults.length).toBeGreaterThan(10)
  expect(faults.filter(fault => inChinese[fault] === undefined)).toEqual([])
})
