import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lockFolder } from '../../src/platform/database/embedded/lock.ts'
import { systemFolder } from '../../src/platform/database/embedded/place.ts'

/** What the demo remembers of itself, beside `demo.json`. */
export interface Memory {
  readonly seed: string
  readonly now: string
}

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../../', import.meta.url))

/** The same seed, the same organisation, the same rules and the same migrations make the same town. */
export const seedVersion = (programmeFolder: string, scale: number): string => {
  const digest = createHash('sha256').update(String(scale))
  const files = [
    ...globSync('*.ts', { cwd: here }).map(name => join(here, name)),
    ...globSync('**/*.{yaml,csv}', { cwd: programmeFolder }).map(name => join(programmeFolder, name)),
    ...globSync('src/**/migrations/*.sql', { cwd: root }).map(name => join(root, name)),
  ]
  for (const file of files.sort()) digest.update(readFileSync(file))
  return digest.digest('hex').slice(0, 16)
}

const memoryFile = (folder: string): string => join(folder, 'demo-memory.json')

export const remembered = (folder: string): Memory | undefined => {
  try {
    return JSON.parse(readFileSync(memoryFile(folder), 'utf8')) as Memory
  } catch {
    return undefined
  }
}

export const remember = (folder: string, memory: Memory): void => {
  writeFileSync(memoryFile(folder), JSON.stringify(memory))
}

const ours = ['database', 'database-place', 'binaries', 'keys', 'files', 'outbox.ndjson', 'demo.json', 'demo-memory.json']

/**
 * Empties a demo's own folder, by the names that the product writes; whatever else lies there stays. Refuses, with the
 * sentence of the lock, while another process works on it; a folder that is no demo's is refused too.
 */
export const emptyFolder = (folder: string): void => {
  if (!existsSync(folder)) return
  const note = join(folder, 'database-place')
  const place = existsSync(note) ? readFileSync(note, 'utf8').trim() : join(folder, 'database')
  const begun = existsSync(join(folder, 'demo-begun'))
  if (!begun && ours.some(name => existsSync(join(folder, name))))
    throw new Error(`${folder} holds data that no demo has made. Set HUIYIN_DATA to another folder.`)
  const lock = join(place, 'lock')
  if (existsSync(lock)) lockFolder(lock, folder).release()
  for (const name of ours) rmSync(join(folder, name), { recursive: true, force: true })
  if (place.startsWith(systemFolder + sep) && /^[0-9a-f]{16}$/.test(place.slice(systemFolder.length + 1)))
    rmSync(place, { recursive: true, force: true })
}

/** Marks the folder as a demo's before anything is written, so that a demo that was broken off can be begun again. */
export const beginFolder = (folder: string): void => {
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  writeFileSync(join(folder, 'demo-begun'), '')
}

/** A port must be known before links are made; 0 asks for any free one. */
export const choosePort = (port: number, host: string): Promise<number> =>
  port !== 0
    ? Promise.resolve(port)
    : new Promise((resolve, reject) => {
        const server = createServer()
        server.once('error', reject)
        server.listen(0, host, () => {
          const address = server.address()
          server.close(() => {
            resolve(typeof address === 'object' && address ? address.port : 0)
          })
        })
      })
