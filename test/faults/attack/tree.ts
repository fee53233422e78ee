import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** A small patch: in this file, these words instead of those. A patch that no longer fits fails instead of proving nothing. */
export interface Plant {
  readonly file: string
  readonly from: string
  readonly to: string
}

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** A copy of the house with faults in it, in a folder of its own. */
export const plantedTree = (plants: readonly Plant[]): { readonly load: <T>(file: string) => Promise<T>; readonly remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-planted-'))
  for (const name of ['src', 'tools', 'programmes', 'test/wholeHouse.ts', 'test/programme.ts', 'package.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const { file, from, to } of plants) {
    const text = readFileSync(join(folder, file), 'utf8')
    if (text.split(from).length !== 2) throw new Error(`the plant no longer fits into ${file}: ${from}`)
    writeFileSync(
      join(folder, file),
      text.replace(from, () => to),
    )
  }
  return {
    load: async <T>(file: string) => (await import(/* @vite-ignore */ pathToFileURL(join(folder, file)).href)) as T,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
