import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Left by a restore: the next start does everything that time has overtaken before it opens its doors, then removes it. */
const noteOf = (dataFolder: string): string => join(dataFolder, 'restored.json')

export const noteRestored = (dataFolder: string, facts: { readonly from: string; readonly at: string; readonly on: string }): void =>
  writeFileSync(noteOf(dataFolder), `${JSON.stringify(facts)}\n`, { mode: 0o600, flush: true })
export const isRestored = (dataFolder: string): boolean => existsSync(noteOf(dataFolder))
export const forgetRestored = (dataFolder: string): void => rmSync(noteOf(dataFolder), { force: true })
