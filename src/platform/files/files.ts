import { plainHash } from '../crypto/index.ts'
import type { Keys } from '../crypto/index.ts'
import type { Tx } from '../database/contract.ts'
import { clean } from './clean.ts'
import type { Files, StoredFile } from './contract.ts'
import type { ByteFolder } from './folder.ts'
import { cleanName, kindOf, mimeOf } from './kind.ts'
import { allIds, cityOf, deleteFilesOf, existingOf, filesOf, findContent, findFile, insertFile } from './store.ts'
import type { FileRow } from './store.ts'

const place = (column: 'body' | 'label', city: string, id: string): string => `files.file/${column}/${city}/${id}`

interface Label {
  readonly name: string
  readonly digest: string
}

const describe = (keys: Keys, row: FileRow): StoredFile => {
  const label = keys.unwrap('files', row.wrapped_key).open(row.label, place('label', row.city, row.id))
  return { id: row.id, type: row.type, size: row.size, ...(JSON.parse(label.toString('utf8')) as Label) }
}

/** The city of the open transaction, which must be the folder's: nobody writes into a neighbour's drawer. */
const sameCity = async (tx: Tx, folder: ByteFolder): Promise<string> => {
  const city = await cityOf(tx)
  if (city !== folder.city) throw new Error('the files of another city were asked for')
  return city
}

interface Cleaned {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
  readonly matter?: string
}

export const makeFiles = (keys: Keys, folder: ByteFolder): Files => {
  const keep = async (tx: Tx, { name, type, bytes, matter }: Cleaned): Promise<StoredFile> => {
    const city = await sameCity(tx, folder)
    const id = keys.uuid()
    const digest = plainHash(keys.suite, bytes)
    const content = keys.digest('file', city, matter ?? id, digest)
    const { key, wrapped } = keys.dataKey('files')
    const label: Label = { name, digest: digest.toString('hex') }
    const row: FileRow = {
      city,
      id,
      matter: matter ?? null,
      type,
      size: bytes.length,
      content,
      wrapped_key: wrapped,
      label: key.seal(Buffer.from(JSON.stringify(label)), place('label', city, id)),
    }
    // The row first: it is the row-level security that says whether this viewer may add to the matter.
    if (await insertFile(tx, row)) {
      await folder.write(id, key.seal(bytes, place('body', city, id)))
      return describe(keys, row)
    }
    const known = await findContent(tx, city, content)
    if (!known) throw new Error('a file could neither be added nor found')
    return describe(keys, known)
  }
  const read: Files['read'] = async (tx, id) => {
    const city = await sameCity(tx, folder)
    const row = await findFile(tx, city, id)
    if (!row) return undefined
    const bytes = keys.unwrap('files', row.wrapped_key).open(await folder.read(id), place('body', city, id))
    return { file: describe(keys, row), bytes }
  }
  return {
    save: async (tx, { name, bytes, ...more }) => {
      const kind = await kindOf(name, bytes)
      return keep(tx, { ...more, name: cleanName(name, kind), type: mimeOf[kind], bytes: await clean(kind, bytes) })
    },
    copy: async (tx, id, matter) => {
      const found = await read(tx, id)
      return found && keep(tx, { name: found.file.name, type: found.file.type, bytes: found.bytes, matter })
    },
    read,
    list: async (tx, matter) => (await filesOf(tx, await sameCity(tx, folder), matter)).map(row => describe(keys, row)),
    erase: async (tx, matter) => deleteFilesOf(tx, await sameCity(tx, folder), matter),
  }
}

/**
 * Removes bytes that no row knows: of an act that did not commit, or of an erased matter.
 * @param tx the system's, which sees every row of the city.
 * @param before young files are left alone: their act may not have committed yet.
 */
export const removeOrphans = async (tx: Tx, folder: ByteFolder, before: Date): Promise<number> => {
  await sameCity(tx, folder)
  const found = await folder.olderThan(before)
  const known = await existingOf(
    tx,
    folder.city,
    found.filter(name => !name.endsWith('.part')),
  )
  const orphans = found.filter(name => !known.has(name))
  for (const name of orphans) await folder.remove(name)
  return orphans.length
}

/** How many files have a row and no bytes; none should. @param tx the system's, which sees every row of the city. */
export const countWithoutBytes = async (tx: Tx, folder: ByteFolder): Promise<number> => {
  await sameCity(tx, folder)
  const there = new Set(await folder.olderThan(new Date(8_640_000_000_000_000)))
  return (await allIds(tx, folder.city)).filter(id => !there.has(id)).length
}
