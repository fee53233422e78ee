import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Every way in which SQL learns the time by itself. */
const askingSql =
  /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(|\bcurrent_(?:timestamp|date|time)\b|\blocal(?:timestamp|time)\b|'(?:now|today|tomorrow|yesterday)'/gi
const askingTypescript = /\bnew Date\(\)|\bDate\.now\(/g

const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\/|(?:--|(?<!:)\/\/)[^\n]*/g, found => found.replaceAll(/[^\n]/g, ' '))

/** @returns 'path:line asks for the time itself: now()' for each place */
export const timeFaults = (path: string, text: string): readonly string[] => {
  const plain = withoutComments(text)
  const patterns = path.endsWith('.sql') ? [askingSql] : [askingSql, askingTypescript]
  return patterns.flatMap(pattern =>
    [...plain.matchAll(pattern)]
      // clock.now() in TypeScript is the clock that was handed in.
      .filter(match => path.endsWith('.sql') || !/[.\w]$/.test(plain.slice(0, match.index)))
      .map(match => `${path}:${plain.slice(0, match.index).split('\n').length} asks for the time itself: ${match[0]}`),
  )
}

/** Asks the database's clock in order to hold it against ours, and for nothing else. */
const measuresTheClock = 'src/platform/database/skew.ts'

/** The places where SQL may stand. */
export const sqlPlaces = (): readonly string[] =>
  globSync(['src/**/*.sql', 'src/**/store.ts', 'src/**/store/*.ts', 'src/platform/database/**/*.ts'], { cwd: root })
    .filter(path => !path.endsWith('.test.ts') && path !== measuresTheClock)
    .sort()

export const readPlace = (path: string): string => readFileSync(`${root}${path}`, 'utf8')
