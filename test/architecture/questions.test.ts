import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { roomNames } from '../../src/modules.ts'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const sources = ['src/modules.ts', 'src/loops.ts', 'src/modules/callback/flows/call.ts'].map(read).join('\n')

it('ten questions are asked, and every name in their answers stands in one of the three files that a newcomer is given', () => {
  const rows = read('docs/ten-questions.md')
    .split('\n')
    .filter(line => /^\| \d+ \|/.test(line))
  expect(rows).toHaveLength(10)
  for (const row of rows) {
    const names = [...row.matchAll(/`([a-z_.]+)`/g)].map(match => match[1]!).filter(name => !name.endsWith('.ts'))
    for (const name of names) for (const part of name.split('.')) expect(sources, name).toContain(part)
    for (const [words] of row.matchAll(/未解决|待回访|群众未回应|联系不上/g)) expect(sources).toContain(words)
  }
})

it('the first answer names every room, since it said three when there were eleven', () => {
  const answer = read('docs/ten-questions.md')
    .split('\n')
    .find(line => line.startsWith('| 1 |'))!
    .split('|')[3]!
  expect([...answer.matchAll(/`([a-z]+)`/g)].map(match => match[1]).sort()).toEqual([...roomNames].sort())
})
