import { mkdir, open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Adapter, Parcel } from './contract.ts'

/**
 * Appends one JSON line for each message to a file, which takes the provider's place where there is none. A line once
 * written is never written again: the keys already in the file are read first, so a crash between writing the line and
 * noting it in the database does no harm.
 */
export const fileAdapter = (path: string): Adapter => {
  const written = new Set<string>()
  let readUpTo = 0
  let queue: Promise<unknown> = Promise.resolve()

  /** Learns the keys of the lines that came since; a last line that was cut off by a crash is removed. */
  const catchUp = async (file: FileHandle): Promise<void> => {
    const { size } = await file.stat()
    if (size < readUpTo) {
      written.clear()
      readUpTo = 0
    }
    if (size === readUpTo) return
    const bytes = Buffer.alloc(size - readUpTo)
    await file.read(bytes, 0, bytes.length, readUpTo)
    const whole = bytes.lastIndexOf(0x0a) + 1
    for (const line of bytes.subarray(0, whole).toString('utf8').split('\n')) {
      if (line) written.add((JSON.parse(line) as { key: string }).key)
    }
    readUpTo += whole
    if (whole < bytes.length) await file.truncate(readUpTo)
  }

  const write = async (parcel: Parcel, now: Date): Promise<'accepted'> => {
    await mkdir(dirname(path), { recursive: true })
    const file = await open(path, 'a+', 0o600)
    try {
      await catchUp(file)
      if (written.has(parcel.key)) return 'accepted'
      const { channel, to, template, text, matter, key } = parcel
      const line = Buffer.from(
        `${JSON.stringify({ at: now.toISOString(), channel, to, template, text, ...(matter === undefined ? {} : { matter }), key })}\n`,
      )
      await file.appendFile(line)
      await file.datasync()
      written.add(key)
      readUpTo += line.length
      return 'accepted'
    } finally {
      await file.close()
    }
  }

  return {
    send: (parcel, now) => {
      const mine = queue.then(() => write(parcel, now))
      queue = mine.catch(() => undefined)
      return mine
    },
  }
}
