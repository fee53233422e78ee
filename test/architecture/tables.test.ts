import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrate } from '../../src/platform/database/index.ts'
import { tableTypes } from '../../src/platform/database/tableTypes.ts'
import { silentLog } from '../../src/platform/log.ts'
import { staleTables } from '../../tools/tables.ts'
import { freshDatabase } from '../database.ts'
import type { FreshDatabase } from '../database.ts'
import { migrationFolder } from '../migrations.ts'
import { foldersInTree } from '../../src/platform/database/tree.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

it('every tables.ts says what the migrated database says; otherwise run `npm run tables`', async () => {
  expect(await staleTables(database)).toEqual([])
})

it('the types follow defaults, nulls, lists of values, arrays and what only the database may fill in', async () => {
  const folder = migrationFolder('specimen', {
    '0001-specimen.sql': `
    create schema specimen;
    create table specimen.every_kind (
      city text not null, id uuid primary key, state text not null default 'open' check (state in ('open', 'it''s')),
      tags text[] not null, born date, counted bigint not null, seen_at timestamptz, body bytea not null, about jsonb,
      size int generated always as (length(state)) stored not null
    );`,
  })
  await migrate(database, [...foldersInTree(), folder], silentLog)
  expect((await tableTypes(database, ['specimen'])).get('specimen'))
    .toBe(`// Written by \`npm run tables\` from the migrated database; a test fails when it no longer agrees.
import type { Generated, GeneratedAlways } from 'kysely'

export interface EveryKindTable {
  city: string
  id: string
  state: Generated<'open' | 'it\\'s'>
  tags: string[]
  born: string | null
  counted: number
  seen_at: Date | null
  body: Buffer
  about: unknown
  size: GeneratedAlways<number>
}

export interface SpecimenTables {
  'specimen.every_kind': EveryKindTable
}
`)
})
