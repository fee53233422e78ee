import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './tree.ts'

/** What is binding for the house and its first loop; whoever reads a figure must find the test that it comes from. */
const binding = [
  'C-01',
  'K-04',
  'K-05',
  'A-04',
  'A-05',
  'A-08',
  'A-09',
  'N-01',
  'N-02',
  'N-03',
  'N-07',
  'N-08',
  'H-01',
  'H-05',
  'F-01',
  'F-14',
  'L-02',
]

/** Ids in the names of tests, not in comments: a name is what a run prints. */
const idsIn = (text: string): readonly string[] =>
  [...text.matchAll(/^\s*(?:it|test|describe)(?:\.\w+)*\(?.*?(['`])(.*)\1/gm)].flatMap(([, , name = '']) =>
    [...name.matchAll(/\b[A-Z]-\d\d\b/g)].map(([id]) => id),
  )

describe('the binding ids', () => {
  it('each stand in the name of a test that proves it', () => {
    const named = new Set(
      ['src', 'test', 'tools']
        .flatMap(folder => globSync(`${folder}/**/*.test.ts`, { cwd: root }))
        .filter(file => !file.endsWith('ids.test.ts'))
        .flatMap(file => idsIn(readFileSync(join(root, file), 'utf8'))),
    )
    expect(binding.filter(id => !named.has(id))).toEqual([])
  })
  it('do not count where a comment alone names them', () => {
    expect(idsIn('/** C-01 in its small size */\nconst a = 1 // K-05\n')).toEqual([])
    expect(idsIn("it('loses nothing (C-01)', () => {})\n  it(`${n} links (K-05)`, () => {})\ndescribe('x (A-08)', () => {")).toEqual([
      'C-01',
      'K-05',
      'A-08',
    ])
  })
})
