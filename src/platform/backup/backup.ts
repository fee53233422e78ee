import { createWriteStream, renameSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { constants, createGzip } from 'node:zlib'
import { marksOfMasterKeys } from '../crypto/index.ts'
import type { Database } from '../database/contract.ts'
import { sealed } from './archive.ts'
import { dumped } from './dump.ts'
import type { Taken } from './dump.ts'
import type { BackupKey } from './key.ts'
import { readWhole } from './load.ts'
import { BackupRefused } from './refused.ts'
import { beginReading, endTransaction, takeTurn } from './store.ts'
import type { Moment } from './store.ts'

export interface BackingUp {
  readonly database: Database
  readonly dataFolder: string
  readonly city: string
  readonly key: BackupKey
  readonly suite: 'std' | 'gm'
  readonly release: string
  /** This machine's clock: it names the moment. */
  readonly now: () => Date
  readonly withKeys: boolean
  readonly progress: (step: 'write' | 'read', done: number, all: number) => void
}

/**
 * Writes a backup and reads it again to its end; under its name it is whole or not there. It sees one moment of the
 * database, nobody waits for it, and it takes the memory of a few pieces however large the city is.
 */
export const backUp = async (path: string, backing: BackingUp): Promise<Taken & { readonly size: number; readonly moment: Moment }> => {
  const { database, dataFolder, city, key, suite, release, now, withKeys, progress } = backing
  const part = `${path}.part`
  const taken: Taken = { tables: 0, rows: 0, files: 0, bytes: 0, gone: 0 }
  const client = await database.pool('migrate').connect()
  try {
    if (!(await takeTurn(client))) throw new BackupRefused('另一个备份正在进行，等它做完。 Another backup is under way; wait for it.')
    const moment = await beginReading(client, now)
    const source = dumped(
      client,
      {
        dataFolder,
        city,
        moment,
        release,
        keys: marksOfMasterKeys(join(dataFolder, 'keys')),
        withKeys,
        progress: (done, all) => progress('write', done, all),
      },
      taken,
    )
    await pipeline(
      source,
      createGzip({ level: constants.Z_BEST_SPEED }),
      (plain: AsyncIterable<Buffer>) => sealed(plain, key, suite),
      createWriteStream(part, { mode: 0o600 }),
    )
    await endTransaction(client, 'commit')
    const file = await open(part, 'r+')
    await file.sync().finally(() => file.close())
    const { size } = statSync(part)
    await readWhole(part, key, done => progress('read', done, size))
    renameSync(part, path)
    return { ...taken, size, moment }
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  } finally {
    // Ends the turn with the connection.
    client.release(true)
  }
}
