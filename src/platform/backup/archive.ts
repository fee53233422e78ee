import { randomBytes } from 'node:crypto'
import { suites, openWith, sealWith, SealBroken } from '../crypto/suite.ts'
import type { SuiteKey, SuiteName } from '../crypto/suite.ts'
import type { BackupKey } from './key.ts'
import { BackupRefused } from './refused.ts'

/*
 * The outer form of a backup: a head, then sealed segments one after the other. docs/backup-format.md says it for
 * whoever has to read one without us.
 */

const magic = Buffer.from('HUIYINBK', 'ascii')
export const archiveFormat = 1
const saltLength = 32
export const headLength = magic.length + 4 + saltLength + 8
const segmentLength = 256 * 1024
/** More than any sealed segment; a length beyond is damage, and must not make us ask for its memory. */
const longestSegment = segmentLength + 1024
const lastMark = 0x8000_0000

const keyOf = (key: BackupKey, suite: SuiteName, salt: Buffer): SuiteKey =>
  suites[suite].deriveKey(key.secret, `backup/${archiveFormat}/${salt.toString('hex')}`)
/** Place, end and head are bound: a segment cannot be left out, moved, repeated, or taken from another backup. */
const placeOf = (head: Buffer, number: number, last: boolean): string =>
  `backup/${number}/${last ? 'last' : 'more'}/${head.toString('hex')}`

/** Seals a stream of bytes. */
export async function* sealed(source: AsyncIterable<Buffer>, key: BackupKey, suite: SuiteName): AsyncGenerator<Buffer> {
  const salt = randomBytes(saltLength)
  const head = Buffer.concat([magic, Buffer.from([archiveFormat >> 8, archiveFormat & 0xff, suites[suite].mark, 0]), salt, key.id])
  yield head
  const segmentKey = keyOf(key, suite, salt)
  let number = 0
  const seal = (plain: Buffer, last: boolean): Buffer => {
    const body = sealWith(suites[suite], segmentKey, 0, plain, placeOf(head, number++, last))
    const length = Buffer.alloc(4)
    length.writeUInt32BE(last ? (body.length | lastMark) >>> 0 : body.length)
    return Buffer.concat([length, body])
  }
  let parts: Buffer[] = []
  let held = 0
  for await (const bytes of source) {
    for (let at = 0; at < bytes.length;) {
      const part = bytes.subarray(at, at + segmentLength - held)
      parts.push(part)
      held += part.length
      at += part.length
      if (held === segmentLength) {
        yield seal(Buffer.concat(parts), false)
        parts = []
        held = 0
      }
    }
  }
  yield seal(Buffer.concat(parts), true)
}

export const sayCutOff = '备份不完整：文件在中途断了，换一份备份。 The backup is cut off; take another one.'
const sayDamaged = (number: number): string =>
  `备份已损坏（第 ${number + 1} 段打不开），换一份备份。 The backup is damaged at segment ${number + 1}; take another one.`

/** Reads exactly `length` bytes at a time from a stream. */
class ByteReader {
  readonly #source: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)
  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** Undefined where the stream ended before. */
  async take(length: number): Promise<Buffer | undefined> {
    const parts = [this.#rest]
    let held = this.#rest.length
    while (held < length) {
      const next = await this.#source.next()
      if (next.done) {
        this.#rest = Buffer.concat(parts)
        return undefined
      }
      parts.push(next.value)
      held += next.value.length
    }
    const all = Buffer.concat(parts)
    this.#rest = all.subarray(length)
    return all.subarray(0, length)
  }

  async atEnd(): Promise<boolean> {
    if (this.#rest.length > 0) return false
    return (await this.take(1)) === undefined
  }

  async close(): Promise<void> {
    await this.#source.return?.()
  }
}

/** Opens what `sealed` has sealed, or refuses with a sentence; no byte comes out that was not sealed by this key. */
export async function* opened(source: AsyncIterable<Buffer>, key: BackupKey): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source)
  try {
    const head = await reader.take(headLength)
    if (!head || !head.subarray(0, magic.length).equals(magic))
      throw new BackupRefused('这不是回音的备份，或文件开头已损坏。 This is no backup of Huiyin, or its beginning is damaged.')
    const format = head.readUInt16BE(magic.length)
    if (format !== archiveFormat)
      throw new BackupRefused(
        `备份的格式是第 ${format} 版，本版只认第 ${archiveFormat} 版；请用做备份的那一版恢复。 The backup has format ${format} and this release reads ${archiveFormat}; restore with the release that made it.`,
      )
    const suite = (['std', 'gm'] as const).find(name => suites[name].mark === head[magic.length + 2])
    if (!suite || head[magic.length + 3] !== 0)
      throw new BackupRefused('备份的开头已损坏，换一份备份。 The beginning of the backup is damaged; take another one.')
    const salt = head.subarray(magic.length + 4, magic.length + 4 + saltLength)
    const id = head.subarray(headLength - key.id.length)
    if (!id.equals(key.id))
      throw new BackupRefused(
        `备份不是用这把密钥做的（备份写的是 ${id.toString('hex')}，手里这把是 ${key.id.toString('hex')}），或开头已损坏。 The backup was made with another key, or its beginning is damaged.`,
      )
    const segmentKey = keyOf(key, suite, salt)
    for (let number = 0; ; number++) {
      const length = await reader.take(4)
      if (!length) throw new BackupRefused(sayCutOff)
      const mark = length.readUInt32BE()
      const last = (mark & lastMark) !== 0
      const size = mark & ~lastMark
      if (size > longestSegment) throw new BackupRefused(sayDamaged(number))
      const body = await reader.take(size)
      if (!body) throw new BackupRefused(sayCutOff)
      let plain: Buffer
      try {
        plain = openWith(body, placeOf(head, number, last), name => (name === suite ? segmentKey : undefined))
      } catch (error) {
        throw error instanceof SealBroken ? new BackupRefused(sayDamaged(number)) : error
      }
      yield plain
      if (!last) continue
      if (!(await reader.atEnd()))
        throw new BackupRefused('备份的后面多出了内容，换一份备份。 Something was added behind the backup; take another one.')
      return
    }
  } finally {
    await reader.close()
  }
}
