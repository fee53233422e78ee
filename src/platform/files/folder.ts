import { mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'

/** Sealed bytes under random names, two letters of folders deep; outside of anything that is served. */
export interface ByteFolder {
  readonly city: string
  write(id: string, sealed: Buffer): Promise<void>
  read(id: string): Promise<Buffer>
  remove(id: string): Promise<void>
  /** Names of what was written before an instant. */
  olderThan(instant: Date): Promise<readonly string[]>
}

const isMissing = (error: unknown): boolean => (error as { code?: string }).code === 'ENOENT'
const name = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** @param base each city of the house has its own folder under it. */
export const byteFolder = (base: string, city: string): ByteFolder => {
  if (!/^[\w-]{1,64}$/.test(city)) throw new RangeError('a city code may hold letters, digits, - and _')
  const root = join(base, city)
  const pathOf = (id: string): string => join(root, id.slice(0, 2), id)
  return {
    city,
    write: async (id, sealed) => {
      await mkdir(join(root, id.slice(0, 2)), { recursive: true, mode: 0o700 })
      const partial = `${pathOf(id)}.part`
      const file = await open(partial, 'wx', 0o600)
      try {
        await file.writeFile(sealed)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(partial, pathOf(id))
    },
    read: id => readFile(pathOf(id)),
    remove: id =>
      unlink(pathOf(id)).catch((error: unknown) => {
        if (!isMissing(error)) throw error
      }),
    olderThan: async instant => {
      const found: string[] = []
      for (const folder of await readdir(root).catch((error: unknown) => {
        if (isMissing(error)) return []
        throw error
      })) {
        for (const entry of await readdir(join(root, folder))) {
          if (name.test(entry.replace(/\.part$/, '')) && (await stat(join(root, folder, entry))).mtime < instant) found.push(entry)
        }
      }
      return found
    },
  }
}
