import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { rootHash } from '../src/engine/rules/chain.ts'
import type { PromisedHash } from '../src/engine/rules/chain.ts'
import { commitmentOf, drawFrom, promisedHash } from '../src/engine/rules/draw.ts'
import { runCommands } from './commands.ts'
import { hashText } from './verify-trail.ts'

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

describe('npx huiyin verify-draw --trail', () => {
  const about = 'callback.draw/2026-09-14'
  const named = { ...sheet, about }
  const given: PromisedHash = { about, hash: promisedHash(sha256, named), before: '2026-09-21' }
  /** An export of roots alone: a matter is not needed to promise something. */
  const exported = (...days: readonly (readonly [string, readonly PromisedHash[]])[]): { file: string; roots: string } => {
    let previous: string | undefined
    const roots = days.map(([day, promised]) => {
      const root = {
        day,
        suite: 'std' as const,
        ...(previous ? { previous } : {}),
        heads: [],
        ...(promised.length > 0 ? { promised } : {}),
      }
      previous = rootHash(hashText, { city: 'town', ...root })
      return { type: 'root', ...root, hash: previous }
    })
    const [file, printed] = [join(folder, 'trail.ndjson'), join(folder, 'roots.txt')]
    const lines = [{ type: 'trail', format: 1, city: 'town' }, ...roots, { type: 'end', matters: 0, entries: 0 }]
    writeFileSync(file, lines.map(line => `${JSON.stringify(line)}\n`).join(''))
    writeFileSync(printed, roots.map(root => `${root.day} ${root.hash}\n`).join(''))
    return { file, roots: printed }
  }
  const against = async (one: object, { file, roots }: { file: string; roots: string }, ...more: string[]) => {
    const { code, said } = await run(one, '--trail', file, '--roots', roots, '--json', ...more)
    return { code, ...(JSON.parse(said) as { faults: string[]; sealedOn?: string; anchored: boolean }) }
  }

  it('says under which root the draw was promised, with no copied hash, and that the printed roots say so', async () => {
    const trail = exported(['2026-09-13', [given]], ['2026-09-14', []])
    expect(await against(named, trail)).toMatchObject({ code: 0, faults: [], sealedOn: '2026-09-13', anchored: true })
    expect((await run(named, '--trail', trail.file, '--roots', trail.roots)).said).toContain('2026-09-13')
  })
  it('finds a sheet that was made anew to fit a later choice: another seed, another share, another list’s promise', async () => {
    const trail = exported(['2026-09-13', [given]])
    const late = '18'.repeat(32)
    const other = { ...named, seed: late, commitment: commitmentOf(sha256, late), drawn: drawFrom(sha256, late, tickets, 3) }
    expect(await against(other, trail)).toMatchObject({ code: 2, faults: ['promised_otherwise'] })
    const more = { ...named, percent: 50, drawn: drawFrom(sha256, seed, tickets, 6) }
    expect(await against(more, trail), 'the share was promised with the hash').toMatchObject({ code: 2, faults: ['promised_otherwise'] })
    expect(await against({ ...named, week: '2026-09-21' }, trail)).toMatchObject({ code: 2, faults: ['other_week'] })
    expect(await against({ ...named, about: 'callback.draw/second/2026-09-14' }, trail)).toMatchObject({ code: 2, faults: ['other_week'] })
    expect(await against({ ...named, about: 'rounds.draw/hall/2026-09-14' }, trail)).toMatchObject({ code: 2, faults: ['not_promised'] })
  })
  it('finds a promise that came too late: the root of Sunday is made on Monday, when the records of the week are known', async () => {
    expect(await against(named, exported(['2026-09-19', [given]]))).toMatchObject({ code: 0, sealedOn: '2026-09-19' })
    expect(await against(named, exported(['2026-09-20', [given]]))).toMatchObject({ code: 2, faults: ['sealed_late'] })
    const places = { ...named, about: 'rounds.draw/hall/2026-09-14' }
    const hash = promisedHash(sha256, places)
    const promised = (before: string): readonly PromisedHash[] => [{ about: places.about, hash, before }]
    expect(await against(places, exported(['2026-09-12', promised('2026-09-14')]))).toMatchObject({ code: 0 })
    expect(await against(places, exported(['2026-09-13', promised('2026-09-14')]))).toMatchObject({ code: 2, faults: ['sealed_late'] })
    expect(
      await against(places, exported(['2026-09-13', promised('2026-09-21')])),
      'a later day in the promise makes it no earlier',
    ).toMatchObject({ faults: ['promised_otherwise', 'sealed_late'] })
  })
  it('believes no trail that does not verify itself, and takes no root for printed that was printed after the draw', async () => {
    const trail = exported(['2026-09-13', [given]], ['2026-09-20', []])
    const text = readFileSync(trail.file, 'utf8')
    const late = readFileSync(trail.roots, 'utf8').split('\n').slice(1).join('\n')
    writeFileSync(trail.roots, late)
    expect(await against(named, trail)).toMatchObject({ code: 0, anchored: false })
    writeFileSync(trail.file, text.replace(given.hash, sha256('other')))
    expect(await against(named, trail)).toMatchObject({ code: 2, faults: ['trail_broken'] })
    expect((await run(sheet, '--trail', trail.file)).said, 'a sheet of an older release').toContain('重新下载')
    expect((await run(named, '--roots', trail.roots)).said, 'roots of no trail').toContain('--trail')
  })
})
