import { Worker } from 'node:worker_threads'
import { FileRefused } from './contract.ts'
import { imageSize } from './imageSize.ts'
import { largest } from './kind.ts'
import type { FileKind } from './kind.ts'

const mostPixels = 40_000_000
const patience = 30_000

/** One picture at a time: each may need some hundred megabytes for a moment. */
let line: Promise<unknown> = Promise.resolve()

const reencode = (kind: 'jpg' | 'png', bytes: Buffer): Promise<Buffer> => {
  const mine = line.then(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        const worker = new Worker(new URL('./reencode.ts', import.meta.url), {
          workerData: { kind, bytes: new Uint8Array(bytes) },
          resourceLimits: { maxOldGenerationSizeMb: 256 },
          stdout: true,
          stderr: true,
        })
        const timer = setTimeout(() => {
          void worker.terminate()
        }, patience)
        worker.once('message', (clean: Uint8Array) => resolve(Buffer.from(clean)))
        worker.once('error', () => reject(new FileRefused('broken_image')))
        worker.once('exit', () => {
          clearTimeout(timer)
          reject(new FileRefused('broken_image'))
        })
      }),
  )
  line = mine.catch(() => undefined)
  return mine
}

const cleanImage = async (kind: 'jpg' | 'png', bytes: Buffer): Promise<Buffer> => {
  const size = imageSize(kind, bytes)
  if (!size || size.width === 0 || size.height === 0) throw new FileRefused('broken_image')
  if (size.width * size.height > mostPixels) throw new FileRefused('too_many_pixels')
  const clean = await reencode(kind, bytes)
  if (clean.length > largest) throw new FileRefused('too_large')
  return clean
}

/** Boxes of an MP4 file that hold notes: place of recording, device, titles. */
const noteBoxes = new Set(['udta', 'meta', 'uuid'])
const folderBoxes = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'moof', 'traf'])

/** Turns every box with notes into an empty 'free' box of the same length, so that no offset changes. */
const blankNotes = (bytes: Buffer, from: number, to: number): void => {
  let at = from
  while (at + 8 <= to) {
    const short = bytes.readUInt32BE(at)
    const header = short === 1 ? 16 : 8
    if (at + header > to) return
    const size = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short
    if (size < header || at + size > to) return
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (noteBoxes.has(type)) {
      bytes.write('free', at + 4, 'latin1')
      bytes.fill(0, at + header, at + size)
    } else if (folderBoxes.has(type)) blankNotes(bytes, at + header, at + size)
    at += size
  }
}

/** ID3v2 stands in front with its length in four times seven bits, ID3v1 in the last 128 bytes. */
const cutTags = (bytes: Buffer): Buffer => {
  let from = 0
  while (bytes.toString('latin1', from, from + 3) === 'ID3' && from + 10 <= bytes.length) {
    const size = [6, 7, 8, 9].reduce((sum, i) => sum * 128 + ((bytes[from + i] ?? 0) & 0x7f), 0)
    from += 10 + size
  }
  const to = bytes.toString('latin1', bytes.length - 128, bytes.length - 125) === 'TAG' ? bytes.length - 128 : bytes.length
  return bytes.subarray(Math.min(from, to), to)
}

/**
 * The bytes without what a person did not mean to hand in: pictures are drawn anew from their pixels, recordings lose
 * their notes. A PDF is kept as it is, and never shown inside a page.
 */
export const clean = async (kind: FileKind, bytes: Buffer): Promise<Buffer> => {
  if (kind === 'jpg' || kind === 'png') return cleanImage(kind, bytes)
  if (kind === 'm4a') {
    const copy = Buffer.from(bytes)
    blankNotes(copy, 0, copy.length)
    return copy
  }
  if (kind === 'mp3') {
    const sound = cutTags(bytes)
    if (sound.length === 0) throw new FileRefused('empty_file')
    return sound
  }
  return bytes
}
