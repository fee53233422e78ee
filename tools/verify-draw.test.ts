import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { commitmentOf, drawFrom } from '../src/engine/rules/draw.ts'
import { runCommands } from './commands.ts'

const folder = mkdtempSync(join(tmpdir(), 'huiyin-draw-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const seed = '17'.repeat(32)
const tickets = Array.from({ length: 12 }, (_, at) => sha256(String(at)).slice(0, 32))
const sheet = {
  week: '2026-09-14',
  commitment: commitmentOf(sha256, seed),
  seed,
  percent: 20,
  least: 1,
  tickets,
  drawn: drawFrom(sha256, seed, tickets, 3),
}

const run = async (given: unknown, ...more: string[]): Promise<{ code: number; said: string }> => {
  const file = join(folder, 'sheet.json')
  writeFileSync(file, typeof given === 'string' ? given : JSON.stringify(given))
  let said = ''
  const listen = (text: string): void => void (said += text)
  const code = await runCommands(['verify-draw', file, ...more], { out: listen, err: listen, interactive: false })
  return { code, said }
}

describe('npx huiyin verify-draw', () => {
  it('draws again from the file alone and says that it comes out the same', async () => {
    const { code, said } = await run(sheet, '--hash', sheet.commitment)
    expect([code, said]).toEqual([0, expect.stringContaining('12 件里抽 3 件')])
    expect((await run(sheet)).said, 'without the hash the file only agrees with itself').toContain('未与抄下的指纹核对')
  })
  it('exits with 2 and a sentence where somebody drew otherwise, or changed the seed after the week', async () => {
    const others = {
      ...sheet,
      drawn: tickets
        .filter(ticket => !sheet.drawn.includes(ticket))
        .slice(0, 3)
        .sort(),
    }
    expect(await run(others)).toMatchObject({ code: 2, said: expect.stringContaining('重抽') })
    const late = '18'.repeat(32)
    const chosen = { ...sheet, seed: late, commitment: commitmentOf(sha256, late), drawn: drawFrom(sha256, late, tickets, 3) }
    expect(await run(chosen, '--hash', sheet.commitment)).toMatchObject({ code: 2, said: expect.stringContaining('抄下的不一样') })
    expect(JSON.parse((await run(chosen, '--hash', sheet.commitment, '--json')).said)).toMatchObject({ faults: ['not_as_copied'] })
  })
  it('exits with 1 on a file that is none of ours, and explains itself', async () => {
    expect((await run('{}')).code).toBe(1)
    expect((await run('no')).code).toBe(1)
    expect((await run(sheet, '--hash', 'xyz')).said).toContain('verify-draw')
  })
})
