import fc from 'fast-check'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { entryHash, rootHash } from '../src/engine/rules/chain.ts'
import type { ChainEntry, PromisedHash, SealedHead } from '../src/engine/rules/chain.ts'
import type { TrailLine } from '../src/engine/rules/verifyTrail.ts'
import { hashText, inChinese, runVerifyTrail, verifyTrail } from './verify-trail.ts'

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

describe('an edit of what holds the entries together, not of an entry', () => {
  const kept = whole.filter(line => !line.includes('"matter","matter"'))
  const last = whole.find(line => line.includes('"matter","matter"'))!
  it.each<[string, readonly string[]]>([
    ['the last line of a matter is left out', kept],
    ['the last line of a matter stands twice', whole.flatMap(line => (line === last ? [line, line] : [line]))],
    ['a remark is added to the last line of a matter', whole.map(line => (line === last ? line.replace('}', ',"note":"x"}') : line))],
    ['a remark is added to the header', whole.map(line => line.replace('"format":1', '"format":1,"note":"x"'))],
    [
      'another act is written in front of the one that was hashed',
      whole.map(line => line.replace('"action"', '"action":"close","action"')),
    ],
    ['a blank is put into a line', whole.map(line => line.replace('"open"', ' "open"'))],
  ])('%s', async (_, edited) => {
    expect(edited).not.toEqual(whole)
    expect(await verify(edited)).toMatchObject({ code: 2 })
  })
})

describe('a promise under a root', () => {
  const promise = (about: string, hash = 'a'.repeat(64)): PromisedHash => ({ about, hash, before: '2026-11-09' })
  const rootsOf = (...promised: readonly (readonly PromisedHash[] | undefined)[]): string[] => {
    let previous: string | undefined
    return promised.map((some, at) => {
      const root = {
        day: `2026-11-0${at + 1}`,
        suite: 'std' as const,
        ...(previous ? { previous } : {}),
        heads: [],
        ...(some ? { promised: some } : {}),
      }
      previous = rootHash(hashText, { city: 'town', ...root })
      return JSON.stringify({ type: 'root', ...root, hash: previous })
    })
  }
  const faultsOf = async (roots: readonly string[]) => (await verifyTrail([whole[0]!, ...roots, ...whole.slice(1)])).faults

  it('is covered by the hash of its root, and a root without one has the hash that it had before there were any', async () => {
    const roots = rootsOf([promise('callback.draw/2026-11-02'), promise('rounds.draw/hall/2026-11-09')], undefined)
    expect(await verifyTrail([whole[0]!, ...roots, ...whole.slice(1)])).toMatchObject({
      faults: [],
      promised: [{ about: 'callback.draw/2026-11-02', day: '2026-11-01' }, { day: '2026-11-01' }],
    })
    expect(rootHash(hashText, { city: 'town', day: '2026-11-01', suite: 'std', heads: [], promised: [] })).toBe(
      hashText('std', '{"city":"town","day":"2026-11-01","heads":[],"suite":"std"}'),
    )
  })
  it.each<[string, (line: string) => string]>([
    ['was exchanged', line => line.replace('a'.repeat(64), 'b'.repeat(64))],
    ['was given another day', line => line.replace('"before":"2026-11-09"', '"before":"2026-11-16"')],
    ['was named otherwise', line => line.replace('rounds.draw/hall/', 'rounds.draw/other/')],
    ['was taken out', line => line.replace(/,\{"about":"rounds[^}]*\}/, '')],
    ['was taken out with all others', line => line.replace(/,"promised":\[[^\]]*\]/, '')],
    ['was added', line => line.replace('"promised":[', `"promised":[${JSON.stringify(promise('rounds.draw/new/2026-11-09'))},`)],
    ['got a remark', line => line.replace('"before"', '"note":"x","before"')],
  ])('%s: found', async (_, edit) => {
    const roots = rootsOf([promise('callback.draw/2026-11-02'), promise('rounds.draw/hall/2026-11-09')])
    const edited = roots.map(edit)
    expect(edited).not.toEqual(roots)
    expect(await faultsOf(edited)).toMatchObject([{ day: '2026-11-01' }])
  })
  it('stands once: of two the one could be shown that suits', async () => {
    const twice = [promise('callback.draw/2026-11-02')]
    expect(await faultsOf(rootsOf(twice, [promise('callback.draw/2026-11-02', 'b'.repeat(64))]))).toMatchObject([
      { fault: 'a promise stands twice', day: '2026-11-02' },
    ])
    expect(await faultsOf(rootsOf([...twice, ...twice]))).toMatchObject([{ fault: 'a promise stands twice' }])
  })
})

describe('200 random edits on 10,000 rows (H-01)', () => {
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

  const inTail = ({ at, edit }: { readonly at: number; readonly edit: string }): boolean =>
    at >= 15 && (/anew/.test(edit) || edit === 'truncates')
  const cases = fc.sample(
    fc.record({
      trail: fc.nat(499),
      at: fc.integer({ min: 1, max: 19 }),
      edit: fc.constantFrom(...Object.keys(edits)),
      seal: fc.nat(9).map(one => one === 0),
    }),
    { numRuns: 200, seed: 20261102 },
  )
  type Case = (typeof cases)[number]
  const edited = (round: readonly Case[]): Row[][] =>
    trails.map((rows, n) => {
      const one = round.find(({ trail }) => trail === n)
      return one ? edits[one.edit]!(rows, one.at) : rows
    })

  it.each(['"promised":[{"about":"x","hash":"y","before":"2026-11-09"}]', '"promised":[]', '"note":["x"]'])(
    'lets no root hold %s, which its hash does not cover',
    async held => {
      const lines = linesOf(trails).map(line => (line.includes('"day":"2026-11-03"') ? line.replace('"heads"', `${held},"heads"`) : line))
      expect(lines).not.toEqual(linesOf(trails))
      expect((await verifyTrail(lines, printed)).faults).toMatchObject([{ day: '2026-11-03' }])
    },
  )

  it('finds every one but in the tail that no root has sealed, names the matter of each, and blames no other', async () => {
    expect((await verifyTrail(linesOf(trails), printed)).faults).toEqual([])
    const left = cases.filter(one => !one.seal)
    expect(left.length).toBeGreaterThan(140)
    while (left.length > 0) {
      // As many at once as fall upon different matters.
      const round: Case[] = []
      for (const one of left.slice())
        if (round.length < 20 && !round.some(({ trail }) => trail === one.trail)) round.push(...left.splice(left.indexOf(one), 1))
      const named = new Set((await verifyTrail(linesOf(edited(round)), printed)).faults.map(fault => fault.matter))
      // A tail that is younger than the last root is held by its own chain alone.
      for (const one of round) if (!inTail(one)) expect(named, `${one.edit} at ${one.at}`).toContain(matterOf(one.trail))
      for (const { trail } of round) named.delete(matterOf(trail))
      expect([...named], 'matters that nobody touched').toEqual([])
    }
  }, 120_000)

  it('finds each where all roots were made anew to fit, by those that were printed', async () => {
    const sealed = cases.filter(one => one.seal)
    expect(sealed.length).toBeGreaterThan(12)
    for (const one of sealed) {
      const rows = edited([one])
      const { faults } = await verifyTrail(linesOf(rows, resealed(rows)), printed)
      if (!inTail(one)) expect(faults, `${one.edit} at ${one.at}`).not.toEqual([])
    }
  }, 120_000)
})
