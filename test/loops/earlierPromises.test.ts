import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { promisedHash } from '../../src/engine/rules/draw.ts'
import { freshDatabase } from '../database.ts'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const migration = (room: string, name: string): string =>
  readFileSync(new URL(`../../src/modules/${room}/migrations/${name}`, import.meta.url), 'utf8')

it('what an older release promised and did not draw goes under the next root with the hash that verify-draw reckons; what it drew does not', async () => {
  const database = await freshDatabase()
  const [callback, rounds] = ['a'.repeat(64), 'b'.repeat(64)]
  const rows = await database.transaction('migrate', async tx => {
    await sql`set local role huiyin_owner`.execute(tx)
    // Whatever way the server says dates.
    await sql`set local datestyle to 'German'`.execute(tx)
    await sql`insert into callback.draw (city, week, commitment, sealed, percent, least, seed)
      values ('town', '2026-09-07', ${callback}, '\\x00', 10, 3, repeat('c', 64)), ('town', '2026-09-14', ${callback}, '\\x00', 10, 3, null)`.execute(
      tx,
    )
    await sql`insert into rounds.draw (city, code, week, commitment, sealed, least, tickets, drawn)
      values ('town', 'hall', '2026-09-14', ${rounds}, '\\x00', 2, '{}', '{}'), ('town', 'hall', '2026-09-21', ${rounds}, '\\x00', 2, null, null)`.execute(
      tx,
    )
    await sql.raw(migration('callback', '0120-promised.sql')).execute(tx)
    await sql.raw(migration('rounds', '0003-promised.sql')).execute(tx)
    return (
      await sql<{
        about: string
        hash: string
        before: string
      }>`select about, hash, to_char(before, 'YYYY-MM-DD') as before from engine.promised where city = 'town' order by about`.execute(tx)
    ).rows
  })
  await database.close()
  const hashOf = (about: string, commitment: string, percent: number, least: number): string =>
    promisedHash(sha256, { about, commitment, percent, least })
  const [own, places] = ['callback.draw/2026-09-14', 'rounds.draw/hall/2026-09-21']
  expect(rows).toEqual([
    { about: own, hash: hashOf(own, callback, 10, 3), before: '2026-09-21' },
    { about: places, hash: hashOf(places, rounds, 1, 2), before: '2026-09-21' },
  ])
})
