import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { MigrationFolder } from '../src/platform/database/index.ts'

/** A migration folder of a test's own; write to it again to change the past. */
export const migrationFolder = (schema: string, files: Readonly<Record<string, string>>): MigrationFolder => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-migrations-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return { schema, folder: pathToFileURL(`${folder}/`) }
}
