import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import type { FreshDatabase } from '../../test/database.ts'
import { testKeys } from '../platform/crypto/index.ts'
import { makeAs } from './as.ts'
import type { OrgSnapshot } from './contract.ts'
import { makeOrgDirectory } from './directory.ts'
import { holdersIn } from './rules/tree.ts'
import type { As, Viewer } from './viewer.ts'

const city = 'changing'
const day = '2026-09-14'
const loops: Viewer = { kind: 'system', city, name: 'loops' }
const importer: Viewer = { kind: 'system', city, name: 'import' }
const [court, hanfang, shenyue] = [randomUUID(), randomUUID(), randomUUID()]
let database: FreshDatabase
let as: As
/** Two servers of one city, each with what it keeps. */
const servers = [makeOrgDirectory(testKeys()), makeOrgDirectory(testKeys())] as const
const seen = (server: 0 | 1): Promise<OrgSnapshot> => as(loops, tx => servers[server].snapshot(tx, day))
const leaders = async (server: 0 | 1): Promise<readonly string[]> => holdersIn(await seen(server), court, 'leader').map(one => one.name)

beforeAll(async () => {
  database = await freshDatabase()
  as = makeAs(database)
  await as(importer, async tx => {
    await sql`insert into org.unit (city, id, code, name, kind, level, organ) values (${city}, ${court}, 'court', '法院', 'organ', 'county', 'court')`.execute(
      tx,
    )
    await sql`insert into org.person (city, id, code, name) values (${city}, ${hanfang}, 'h', '韩芳'), (${city}, ${shenyue}, 's', '沈岳')`.execute(
      tx,
    )
    await sql`insert into org.post (city, id, unit, role, person, held_from) values (${city}, ${randomUUID()}, ${court}, 'leader', ${hanfang}, '2025-01-01')`.execute(
      tx,
    )
  })
})
afterAll(() => database.close())

describe('the organisation that is kept between matters', () => {
  it('is not read again while nothing changes', async () => {
    expect(await seen(0)).toBe(await seen(0))
  })

  it('is read anew by every server from the commit of a change on: a post that was given away must not be called', async () => {
    expect([await leaders(0), await leaders(1)]).toEqual([['韩芳'], ['韩芳']])
    await as(importer, tx => sql`update org.post set person = ${shenyue} where city = ${city} and role = 'leader'`.execute(tx))
    expect([await leaders(0), await leaders(1)]).toEqual([['沈岳'], ['沈岳']])
  })

  it('does not keep what a change that was rolled back would have made of it', async () => {
    const before = await seen(0)
    await expect(
      as(importer, async tx => {
        await sql`update org.person set name = '不是他' where city = ${city}`.execute(tx)
        throw new Error('the import broke off')
      }),
    ).rejects.toThrow('broke off')
    expect(await seen(0)).toBe(before)
  })

  it.each([
    ['a unit', sql`update org.unit set name = name where city = ${city}`],
    ['a name', sql`update org.person set name = name where city = ${city}`],
    [
      'a tie',
      sql`insert into org.tie (city, person, other, kind) values (${city}, ${[hanfang, shenyue].sort()[0]}, ${[hanfang, shenyue].sort()[1]}, 'kin')`,
    ],
    ['a tie taken back', sql`delete from org.tie where city = ${city}`],
    [
      'a watch',
      sql`insert into org.duty (city, id, unit, person, from_at, until_at) values (${city}, ${randomUUID()}, ${court}, ${hanfang}, '2026-09-14T10:00Z', '2026-09-15T01:00Z')`,
    ],
  ])('follows %s', async (_what, change) => {
    const before = await seen(0)
    await as({ kind: 'system', city, name: 'import' }, tx => change.execute(tx))
    expect(await seen(0)).not.toBe(before)
  })

  it('is not lent to those who may not know all ties', async () => {
    const member: Viewer = {
      kind: 'person',
      city,
      person: hanfang,
      account: hanfang,
      name: '韩芳',
      posts: [{ unit: court, role: 'leader' }],
    }
    expect((await as(member, tx => servers[0].snapshot(tx, day))).tiesHidden).toBe(true)
    expect((await seen(0)).tiesHidden).toBeUndefined()
  })
})
