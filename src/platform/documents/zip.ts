import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

/** What a file may unfold to; a zip of a few kilobytes can hold gigabytes. */
export interface ZipBounds {
  readonly entries: number
  readonly entryBytes: number
  readonly allBytes: number
}

export class ZipRefused extends Error {
  readonly because: 'not_a_document' | 'document_swells'
  constructor(because: ZipRefused['because']) {
    super(because)
    this.because = because
  }
}

const endMark = 0x06054b50
const entryMark = 0x02014b50
const fileMark = 0x04034b50
const safeName = /^(?!\/)(?!.*(^|\/)\.\.(\/|$))[\w\-. [\]/]{1,120}$/

const findEnd = (bytes: Buffer): number => {
  for (let at = bytes.length - 22; at >= 0 && at >= bytes.length - 22 - 65_535; at--) if (bytes.readUInt32LE(at) === endMark) return at
  throw new ZipRefused('not_a_document')
}

/**
 * The files of a zip by its directory, each inflated into a bound: what is declared is checked before, what comes out
 * while it comes. No encryption, no zip64, no name twice, no name that leads out of its folder.
 */
export const readZip = (bytes: Buffer, bounds: ZipBounds): ReadonlyMap<string, Buffer> => {
  const found = new Map<string, Buffer>()
  try {
    const end = findEnd(bytes)
    const count = bytes.readUInt16LE(end + 10)
    if (count > bounds.entries) throw new ZipRefused('document_swells')
    let at = bytes.readUInt32LE(end + 16)
    let left = bounds.allBytes
    for (let nth = 0; nth < count; nth++) {
      if (bytes.readUInt32LE(at) !== entryMark) throw new ZipRefused('not_a_document')
      const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)]
      const [packed, size, start] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 42)]
      const nameLength = bytes.readUInt16LE(at + 28)
      const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
      if (name.endsWith('/') && size === 0) continue
      if ((flags & 1) !== 0 || (method !== 0 && method !== 8) || !safeName.test(name) || found.has(name))
        throw new ZipRefused('not_a_document')
      if (size > bounds.entryBytes || size > left) throw new ZipRefused('document_swells')
      if (bytes.readUInt32LE(start) !== fileMark) throw new ZipRefused('not_a_document')
      const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28)
      const raw = bytes.subarray(from, from + packed)
      const content = method === 0 ? Buffer.from(raw) : inflateRawSync(raw, { maxOutputLength: Math.max(1, size) })
      if (content.length !== size) throw new ZipRefused('not_a_document')
      left -= size
      found.set(name, content)
    }
  } catch (error) {
    if (error instanceof ZipRefused) throw error
    throw new ZipRefused((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'document_swells' : 'not_a_document')
  }
  return found
}

/** The first day that a zip can tell: no file of ours says when it was made. */
const firstDay = (1 << 5) | 1

/** The same entries make the same bytes. */
export const writeZip = (entries: ReadonlyMap<string, Buffer>): Buffer => {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of entries) {
    const label = Buffer.from(name, 'utf8')
    const packed = deflateRawSync(content, { level: 9 })
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(0x0800, 2)
    facts.writeUInt16LE(8, 4)
    facts.writeUInt16LE(0, 6)
    facts.writeUInt16LE(firstDay, 8)
    facts.writeUInt32LE(crc32(content), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(content.length, 18)
    facts.writeUInt16LE(label.length, 22)
    const mark = Buffer.alloc(4)
    mark.writeUInt32LE(fileMark)
    files.push(mark, facts, label, packed)
    const line = Buffer.alloc(46)
    line.writeUInt32LE(entryMark)
    line.writeUInt16LE(20, 4)
    facts.copy(line, 6)
    line.writeUInt32LE(offset, 42)
    directory.push(line, label)
    offset += 30 + label.length + packed.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(endMark)
  end.writeUInt16LE(entries.size, 8)
  end.writeUInt16LE(entries.size, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, list, end])
}
