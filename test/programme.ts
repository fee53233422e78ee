import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { files } from '../src/org/import/index.ts'
import type { FileName } from '../src/org/import/index.ts'

/** The invented city's folder; tests, demo and benchmarks all live there. */
export const townFolder = fileURLToPath(new URL('../programmes/yunxi', import.meta.url))

/** The texts of its organisation's CSV files. */
export const orgTexts = (): Partial<Record<FileName, string>> =>
  Object.fromEntries(
    files.flatMap(name => {
      const path = `${townFolder}/org/${name}.csv`
      return existsSync(path) ? [[name, readFileSync(path, 'utf8')] as const] : []
    }),
  )
