import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { MigrationFolder } from './contract.ts'

const source = new URL('../../', import.meta.url)

const named = (parent: string): readonly MigrationFolder[] => {
  const folder = new URL(`${parent}/`, source)
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort()
    .map(name => ({ schema: name, folder: new URL(`${name}/migrations/`, folder) }))
}

/**
 * Every migration folder of the source tree, in the order of the floors: platform parts, org, engine, rooms, dashboards. For tests
 * and tools; a city's server gives `migrate` the folders of the rooms it runs.
 */
export const foldersInTree = (): readonly MigrationFolder[] =>
  [
    ...named('platform').filter(({ schema }) => schema !== 'database'),
    ...['programme', 'org', 'engine'].map(schema => ({ schema, folder: new URL(`${schema}/migrations/`, source) })),
    ...named('modules'),
    { schema: 'dashboards', folder: new URL('dashboards/migrations/', source) },
  ].filter(({ folder }) => existsSync(fileURLToPath(folder)))
