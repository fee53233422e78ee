import { mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { DataKey } from '../crypto/index.ts'

/** Large files, sealed piece by piece as they are made: what is on disk is never readable, and no file stands in memory. */
export interface SealedFolder {
  /** @returns bytes before sealing. A file that could not be finished leaves nothing. */
  write(id: string, key: DataKey, about: string, bytes: AsyncIterable<Buffer>): Promise<number>
  /** Ends with a fault where a piece is missing, exchanged or changed, the last one included. */
  read(id: string, key: DataKey, about: string): AsyncGenerator<Buffer>
  remove(id: string): Promise<void>
  olderThan(instant: Date): Promise<readonly string[]>
}

const piece = 256 * 1024
const isMissing = (error: unknown): boolean => (error as { code?: string }).code === 'ENOENT'
/** Bound to each piece: whose file, which place, and whether it is the last. */
const placeOf = (about: string, n: number, last: boolean): string => `${about}/${n}${last ? '/last' : ''}`

/** All bytes in pieces of one size; the last one, which may be empty, comes with `true`. */
async function* inPieces(bytes: AsyncIterable<Buffer>): AsyncGenerator<readonly [piece: Buffer, last: boolean]> {
  let waiting: Buffer[] = []
  let length = 0
  for await (const some of bytes) {
    waiting.push(some)
    length += some.length
    if (length < piece) continue
    const all = Buffer.concat(waiting)
    let at = 0
    for (; all.length - at >= piece; at += piece) yield [all.subarray(at, at + piece), false]
    waiting = [all.subarray(at)]
    length = all.length - at
  }
  yield [Buffer.concat(waiting), true]
}

export const sealedFolder = (base: string, city: string): SealedFolder => {
  if (!/^[\w-]{1,64}$/.test(city)) throw new RangeError('a city code may hold letters, digits, - and _')
  const root = join(base, city)
  const pathOf = (id: string): string => {
    if (!/^[0-9a-f-]{36}(\.part)?$/.test(id)) throw new RangeError('a sealed file is called by its id')
    return join(root, id)
  }
  const remove = (id: string): Promise<void> =>
    unlink(pathOf(id)).catch((error: unknown) => {
      if (!isMissing(error)) throw error
    })
  return {
    remove,
    write: async (id, key, about, bytes) => {
      await mkdir(root, { recursive: true, mode: 0o700 })
      const partial = `${id}.part`
      const file = await open(pathOf(partial), 'wx', 0o600)
      let total = 0
      try {
        let n = 0
        for await (const [plain, last] of inPieces(bytes)) {
          const sealed = key.seal(plain, placeOf(about, n++, last))
          const head = Buffer.alloc(5)
          head.writeUInt32BE(sealed.length)
          head[4] = last ? 1 : 0
          await file.appendFile(Buffer.concat([head, sealed]))
          total += plain.length
        }
        await file.sync()
      } catch (error) {
        await file.close()
        await remove(partial)
        throw error
      }
      await file.close()
      await rename(pathOf(partial), pathOf(id))
      return total
    },
    read: async function* (id, key, about) {
      let held = Buffer.alloc(0)
      let n = 0
      let ended = false
      for await (const some of createReadStream(pathOf(id), { highWaterMark: piece })) {
        held = Buffer.concat([held, some as Buffer])
        while (held.length >= 5 && held.length >= 5 + held.readUInt32BE(0)) {
          const length = held.readUInt32BE(0)
          ended = held[4] === 1
          yield key.open(held.subarray(5, 5 + length), placeOf(about, n++, ended))
          held = held.subarray(5 + length)
        }
      }
      if (!ended || held.length > 0) throw new Error('a sealed file has lost its end')
    },
    olderThan: async instant => {
      const names = await readdir(root).catch((error: unknown) => {
        if (isMissing(error)) return []
        throw error
      })
      const found: string[] = []
      for (const name of names) if ((await stat(join(root, name))).mtime < instant) found.push(name)
      return found
    },
  }
}
