import { Jimp, JimpMime } from 'jimp'
import { sql } from 'kysely'
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { testKeys } from '../crypto/index.ts'
import type { Database, Login, Tx } from '../database/contract.ts'
import type { FileRefused } from './contract.ts'
import { attachment, byteFolder, fileProblems, makeFiles, removeOrphans } from './index.ts'
import { cleanName } from './kind.ts'

const root = mkdtempSync(join(tmpdir(), 'huiyin-files-'))
const city = 'town'
const folder = byteFolder(root, city)
const files = makeFiles(testKeys(), folder)
let database: Database
let photo: Buffer
let drawing: Buffer
beforeAll(async () => {
  database = await freshDatabase()
  const image = new Jimp({ width: 40, height: 24, color: 0x3366ccff })
  photo = await image.getBuffer(JimpMime.jpeg)
  drawing = await image.getBuffer(JimpMime.png)
})
afterAll(() => database.close())

const viewers = { public: 'citizen', staff: 'person', system: 'sweep', migrate: '' } as const
const within = <T>(login: Login, matter: string, work: (tx: Tx) => Promise<T>, town = city, viewer: string = viewers[login]): Promise<T> =>
  database.transaction(login, async tx => {
    await sql`select set_config('huiyin.city', ${town}, true), set_config('huiyin.viewer', ${viewer}, true), set_config('huiyin.matter', ${matter}, true)`.execute(
      tx,
    )
    return work(tx)
  })
const save = (name: string, bytes: Buffer, matter: string = randomUUID()) =>
  within('public', matter, tx => files.save(tx, { name, bytes, matter }))
const refusal = (name: string, bytes: Buffer): Promise<string> =>
  save(name, bytes).then(
    () => 'accepted',
    (error: FileRefused) => error.because ?? String(error),
  )
const stored = async (name: string, bytes: Buffer): Promise<Buffer> => {
  const matter = randomUUID()
  const { id } = await save(name, bytes, matter)
  return (await within('public', matter, tx => files.read(tx, id)))!.bytes
}

/** An EXIF block with GPS latitude, and a rotation by 90 degrees, put behind the start of a JPEG. */
const withGps = (jpeg: Buffer): Buffer => {
  const tiff = Buffer.alloc(8 + 2 + 2 * 12 + 4 + 2 + 2 * 12 + 4 + 24)
  tiff.write('II*\0', 0, 'latin1')
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(2, 8)
  const entry = (at: number, tag: number, type: number, count: number, value: number): void => {
    tiff.writeUInt16LE(tag, at)
    tiff.writeUInt16LE(type, at + 2)
    tiff.writeUInt32LE(count, at + 4)
    tiff.writeUInt32LE(value, at + 8)
  }
  entry(10, 0x0112, 3, 1, 6)
  entry(22, 0x8825, 4, 1, 38)
  tiff.writeUInt16LE(2, 38)
  entry(40, 1, 2, 2, 0x4e)
  entry(52, 2, 5, 3, 68)
  for (const [i, n] of [25, 1, 2, 1, 30, 1].entries()) tiff.writeUInt32LE(n, 68 + i * 4)
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)])
}

const pngOf = (width: number, height: number): Buffer => {
  const chunk = (type: string, data: Buffer): Buffer =>
    Buffer.concat([Buffer.from([0, 0, 0, data.length]), Buffer.from(type), data, Buffer.alloc(4)])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(16)))])
}
const box = (type: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}

describe('what is taken in', () => {
  it('loses place and device of a photo, and is turned upright instead', async () => {
    const given = withGps(photo)
    expect(given.includes('Exif')).toBe(true)
    const kept = await stored('现场.jpg', given)
    expect(kept.includes('Exif')).toBe(false)
    expect(kept.includes(Buffer.from([0x25, 0x88]))).toBe(false)
    const image = await Jimp.read(kept)
    expect([image.width, image.height]).toEqual([24, 40])
  })
  it('loses what hangs behind a picture or hides in its comments: a polyglot does not survive being drawn anew', async () => {
    const payload = Buffer.from('PK\x03\x04<script>alert(1)</script>%PDF-1.7 <?php system($_GET[0]); ?>')
    const comment = Buffer.from([0xff, 0xfe, 0, payload.length + 2])
    expect(await refusal('a.png', Buffer.concat([drawing, payload]))).toBe('broken_image')
    const text = Buffer.concat([Buffer.from([0, 0, 0, payload.length]), Buffer.from('tEXt'), payload])
    const chunk = Buffer.concat([text, Buffer.alloc(4)])
    chunk.writeUInt32BE(crc32(text.subarray(4)), text.length)
    for (const [name, bytes] of [
      ['a.png', Buffer.concat([drawing.subarray(0, 33), chunk, drawing.subarray(33)])],
      ['a.jpg', Buffer.concat([photo, payload])],
      ['b.jpeg', Buffer.concat([photo.subarray(0, 2), comment, payload, photo.subarray(2)])],
    ] as const) {
      const kept = await stored(name, bytes)
      expect(kept.includes('script'), name).toBe(false)
      expect(kept.includes('php'), name).toBe(false)
    }
  })
  it('loses the notes of a recording, and keeps its sound', async () => {
    const sound = box('mdat', Buffer.from('sound sound sound'))
    const voice = Buffer.concat([
      box('ftyp', Buffer.from('M4A \0\0\0\0M4A mp42')),
      box('moov', box('mvhd', Buffer.alloc(20)), box('udta', box('\xa9xyz', Buffer.from('+25.0389+102.7183/')))),
      sound,
    ])
    const kept = await stored('录音.m4a', voice)
    expect(kept.length).toBe(voice.length)
    expect(kept.includes('+25.0389')).toBe(false)
    expect(kept.subarray(-sound.length).equals(sound)).toBe(true)
    const frames = Buffer.concat(Array.from({ length: 4 }, () => Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x64]), Buffer.alloc(413)])))
    const tag = Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\0\x10', 'latin1'), Buffer.from('name of a person')])
    expect((await stored('录音.mp3', Buffer.concat([tag, frames]))).equals(frames)).toBe(true)
  })
  it('is a PDF as it came', async () => {
    const pdf = Buffer.from('%PDF-1.4\n%%EOF\n')
    expect((await stored('材料.pdf', pdf)).equals(pdf)).toBe(true)
  })
})

describe('what is refused', () => {
  it('with a word that has a sentence: wrong magic, foreign types, broken, huge and empty files', async () => {
    const webp = Buffer.concat([Buffer.from('RIFF\x1a\0\0\0WEBPVP8L', 'latin1'), Buffer.alloc(20)])
    const expected: readonly [string, Buffer, string][] = [
      ['a.png', photo, 'type_not_allowed'],
      ['a.jpg', drawing, 'type_not_allowed'],
      ['a.jpg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'type_not_allowed'],
      ['a.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'type_not_allowed'],
      ['a.html', Buffer.from('<html>'), 'type_not_allowed'],
      ['a.jpg.exe', photo, 'type_not_allowed'],
      ['photo', photo, 'type_not_allowed'],
      ['a.gif', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'), 'type_not_allowed'],
      ['a.zip', Buffer.from('PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'latin1'), 'type_not_allowed'],
      ['a.webp', webp, 'webp_not_accepted'],
      ['a.png', drawing.subarray(0, 60), 'broken_image'],
      ['a.jpg', photo.subarray(0, 200), 'broken_image'],
      ['bomb.png', pngOf(50_000, 50_000), 'too_many_pixels'],
      ['a.jpg', Buffer.alloc(0), 'empty_file'],
      ['a.pdf', Buffer.concat([Buffer.from('%PDF-1.4'), Buffer.alloc(10 * 1024 * 1024)]), 'too_large'],
    ]
    for (const [name, bytes, because] of expected) expect(await refusal(name, bytes), `${name} ${because}`).toBe(because)
    for (const [, , because] of expected) expect(fileProblems[because as keyof typeof fileProblems].zh).toBeTruthy()
  })
  it('never by bringing the process down, whatever the bytes', async () => {
    let seed = 7
    const random = (n: number): number => {
      seed = (seed * 1103515245 + 12345) & 0x7fffffff
      return seed % n
    }
    for (let i = 0; i < 25; i++) {
      const [name, source] = random(2) ? (['a.png', drawing] as const) : (['a.jpg', photo] as const)
      const bytes = Buffer.from(source)
      for (let change = 0; change < 8; change++) bytes[8 + random(bytes.length - 8)] = random(256)
      expect(['accepted', 'broken_image', 'too_many_pixels', 'type_not_allowed']).toContain(await refusal(name, bytes))
    }
  })
})

describe('names', () => {
  it('lose folders, second extensions, and characters that turn the reading direction', () => {
    expect(cleanName('../../etc/passwd.png', 'png')).toBe('passwd.png')
    expect(cleanName('C:\\x\\现场照片.JPEG', 'jpg')).toBe('现场照片.jpg')
    expect(cleanName('report\u202egpj.exe.jpg', 'jpg')).toBe('reportgpj_exe.jpg')
    expect(cleanName('a\r\nset-cookie: x.pdf', 'pdf')).toBe('aset-cookie x.pdf')
    expect(cleanName('.png', 'png')).toBe('file.png')
    expect(attachment('现场"1.jpg')).toBe('attachment; filename="file.jpg"; filename*=UTF-8\'\'%E7%8E%B0%E5%9C%BA%221.jpg')
  })
})

describe('where it lies', () => {
  it('is sealed under a random name, readable by the owner of the process only, and checked when read', async () => {
    const matter = randomUUID()
    const file = await save('现场.jpg', photo, matter)
    expect(file).toMatchObject({ name: '现场.jpg', type: 'image/jpeg' })
    const path = join(root, city, file.id.slice(0, 2), file.id)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(path).includes('JFIF')).toBe(false)
    const read = await within('public', matter, tx => files.read(tx, file.id))
    expect(createHash('sha256').update(read!.bytes).digest('hex')).toBe(file.digest)
    const { rows } = await within('system', '', tx =>
      sql<{ line: string }>`select f::text as line from files.file f where id = ${file.id}`.execute(tx),
    )
    expect(rows[0]!.line).not.toContain(file.digest)
    const changed = readFileSync(path)
    changed[changed.length - 1]! ^= 1
    writeFileSync(path, changed)
    await expect(within('public', matter, tx => files.read(tx, file.id))).rejects.toThrow(/does not open/)
  })
  it('is copied to another matter with a key of its own, which outlives the first; what nobody sees is not copied', async () => {
    const [one, two] = [randomUUID(), randomUUID()]
    const first = await save('现场.jpg', photo, one)
    const second = await within('system', '', tx => files.copy(tx, first.id, two), city, 'loops')
    expect(second).toMatchObject({ name: '现场.jpg', digest: first.digest })
    expect(second!.id).not.toBe(first.id)
    expect(await within('public', two, tx => files.read(tx, first.id))).toBeUndefined()
    await within('system', '', tx => files.erase(tx, one))
    expect((await within('public', two, tx => files.read(tx, second!.id)))!.file.digest).toBe(first.digest)
    expect(await within('system', '', tx => files.copy(tx, first.id, two), city, 'loops')).toBeUndefined()
  })
  it('is kept once per matter, and not shared between matters', async () => {
    const [one, two] = [randomUUID(), randomUUID()]
    const first = await save('a.png', drawing, one)
    expect((await save('b.png', drawing, one)).id).toBe(first.id)
    expect((await save('a.png', drawing, two)).id).not.toBe(first.id)
    expect(await within('public', one, tx => files.list(tx, one))).toHaveLength(1)
  })
  it('is seen and added to by nobody whom the matter does not concern', async () => {
    const matter = randomUUID()
    const { id } = await save('a.png', drawing, matter)
    expect(await within('public', randomUUID(), tx => files.read(tx, id))).toBeUndefined()
    expect(await within('public', '', tx => files.read(tx, id))).toBeUndefined()
    expect(await within('staff', '', tx => files.read(tx, id))).toBeUndefined()
    expect(await within('staff', matter, tx => files.read(tx, id))).toBeUndefined()
    expect(await within('system', '', tx => files.read(tx, id), city, 'key')).toBeUndefined()
    expect((await within('system', '', tx => files.read(tx, id)))?.file.id).toBe(id)
    await expect(within('public', matter, tx => files.read(tx, id), 'another-town')).rejects.toThrow(/another city/)
    await expect(within('public', randomUUID(), tx => files.save(tx, { name: 'b.png', bytes: drawing, matter }))).rejects.toThrow(
      /row-level security/,
    )
    await expect(within('public', '', tx => files.save(tx, { name: 'b.png', bytes: drawing }))).rejects.toThrow(/row-level security/)
  })
  it('is noise once the matter is erased; what no row knows is swept away, what is young is left', async () => {
    const matter = randomUUID()
    const { id } = await save('a.png', drawing, matter)
    await expect(
      within('public', matter, async tx => {
        await files.save(tx, { name: 'c.jpg', bytes: photo, matter })
        throw new Error('the act failed')
      }),
    ).rejects.toThrow('the act failed')
    await within('system', '', tx => files.erase(tx, matter))
    expect(await within('system', '', tx => files.read(tx, id))).toBeUndefined()
    const sweep = (before: Date) => within('system', '', tx => removeOrphans(tx, folder, before))
    const lying = (): number =>
      readdirSync(join(root, city), { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).length
    const { rows } = await within('system', '', tx => sql<{ n: number }>`select count(*)::int as n from files.file`.execute(tx))
    expect(await sweep(new Date(Date.now() - 3_600_000))).toBe(0)
    expect(await sweep(new Date(Date.now() + 1000))).toBeGreaterThanOrEqual(2)
    expect(lying()).toBe(rows[0]!.n)
  })
})
