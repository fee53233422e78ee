import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'
import { sql } from './index.ts'
import type { Tx } from './index.ts'
import { openingOf } from './opening.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

const said = async (tx: Tx): Promise<unknown> =>
  (
    await sql<{ city: string | null; viewer: string | null }>`select nullif(current_setting('huiyin.city', true), '') as city,
      nullif(current_setting('huiyin.viewer', true), '') as viewer`.execute(tx)
  ).rows[0]

describe('a transaction that says who looks as it begins', () => {
  it('has its settings from the first question on, and leaves none of them to the next one on the same connection', async () => {
    const pool = database.pool('staff')
    await database.transaction('staff', async tx => expect(await said(tx)).toEqual({ city: 'a', viewer: 'person' }), {
      'huiyin.city': 'a',
      'huiyin.viewer': 'person',
    })
    expect(pool.totalCount, 'it is the same connection').toBe(1)
    await database.transaction('staff', async tx => expect(await said(tx)).toEqual({ city: null, viewer: null }))
    await database.transaction('staff', async tx => expect(await said(tx)).toEqual({ city: 'b', viewer: null }), { 'huiyin.city': 'b' })
  })

  it('gives nothing to a transaction that is begun within its work, which looks for itself', async () => {
    await database.transaction(
      'staff',
      async outer => {
        await database.transaction('system', async tx => expect(await said(tx)).toEqual({ city: null, viewer: null }))
        await database.transaction('staff', async tx => expect(await said(tx)).toEqual({ city: 'b', viewer: null }), { 'huiyin.city': 'b' })
        expect(await said(outer)).toEqual({ city: 'a', viewer: null })
      },
      { 'huiyin.city': 'a' },
    )
  })

  it('keeps apart those that begin at the same moment', async () => {
    const cities = Array.from({ length: 40 }, (_, n) => `city-${n}`)
    const seen = await Promise.all(cities.map(city => database.transaction('system', said, { 'huiyin.city': city })))
    expect(seen).toEqual(cities.map(city => ({ city, viewer: null })))
  })

  it('still keeps all of its work or none', async () => {
    await expect(
      database.transaction(
        'migrate',
        async tx => {
          await sql`set local role huiyin_owner`.execute(tx)
          await sql`create schema undone`.execute(tx)
          throw new Error('changed my mind')
        },
        { 'huiyin.city': 'a' },
      ),
    ).rejects.toThrow('changed my mind')
    expect((await database.pool('system').query("select to_regnamespace('undone') as there")).rows).toEqual([{ there: null }])
  })

  it('takes a value for what it is, whatever it would mean as a statement', async () => {
    const city = String.raw`'; reset role; select '\' -- $1`
    await database.transaction('staff', async tx => expect(await said(tx)).toEqual({ city, viewer: null }), { 'huiyin.city': city })
  })

  it('refuses a name that is not ours and a sign that would end the statement before its end', () => {
    expect(() => openingOf({ 'role; drop': 'x' })).toThrow(TypeError)
    expect(() => openingOf({ search_path: 'x' })).toThrow(TypeError)
    expect(() => openingOf({ 'huiyin.city': 'a\0b' })).toThrow(TypeError)
    expect(openingOf({})).toBe('begin')
  })
})
