import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'
import { sql } from './index.ts'

describe('a transaction', () => {
  let database: FreshDatabase
  beforeAll(async () => { database = await freshDatabase() })
  afterAll(() => database.close())

  it('runs as the login it names', async () => {
    for (const login of ['staff', 'public', 'system', 'migrate'] as const) {
      const { rows } = await database.transaction(login, tx => sql<{ who: string }>`select session_user::text as who`.execute(tx))
      expect(rows).toEqual([{ who: `huiyin_${login}` }])
    }
  })
})
