import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { call, closeBoards, database, must, openBoards, town } from '../../../test/boardsTown.ts'
import type { Person } from '../../../test/engine/town.ts'
import { listsOfAudit } from './lists.ts'

beforeAll(openBoards)
afterAll(closeBoards)

const read = (viewer: Person, from = '2026-11-02') =>
  town.as(viewer, tx =>
    listsOfAudit
      .find(one => one.name === 'changed_after_contact')!
      .read(tx, { from, until: '2026-12-31', skip: 0, most: 50, now: town.clock.now(), language: 'zh', ledgerTitle: name => name }),
  )
const audit = (): Person => ({ ...town.who.stranger, posts: [{ unit: town.unit.court, role: 'audit_admin' }] })
const reach = async (): Promise<void> => must(town.who.handler, await town.open(call(town)), 'record_call')

it('lays changes before release beside how many were reached, by unit and week, and says nothing of fewer than five', async () => {
  await database.transaction('migrate', async tx => {
    await sql`set local role huiyin_owner`.execute(tx)
    await sql`insert into evaluation.released_change (city, unit, batch, changed, withdrawn) values (${town.city}, ${town.unit.division}, '2026-W45', 3, 1)`.execute(
      tx,
    )
  })
  const line = { week: '2026-11-02', unit: '执行局', changed: 3, withdrawn: 1, contacted: null as number | null }
  expect(await read(town.who.discipline), 'four were reached').toEqual([line])
  expect(await read(audit()), 'the city’s sum, no unit').toEqual([{ ...line, unit: null }])
  await reach()
  expect(await read(town.who.discipline)).toEqual([{ ...line, contacted: 5 }])
  expect(await read(audit())).toEqual([{ ...line, unit: null, contacted: 5 }])
  expect(await read(town.who.discipline, '2026-11-03'), 'whole weeks alone, or a period would tell the day').toEqual([])
})

it('is nobody’s besides: not the rated side’s, whatever else they hold, nor an inspector’s, nor another city’s', async () => {
  const { discipline, handler, rated, stranger, supervisor } = town.who
  const others: Person[] = [
    handler,
    rated,
    supervisor,
    { ...stranger, posts: [{ unit: town.unit.court, role: 'inspector' }] },
    { ...discipline, posts: [...discipline.posts, { unit: town.unit.division, role: 'clerk' }] },
    { ...discipline, city: 'elsewhere' },
  ]
  for (const viewer of others) expect(await read(viewer)).toEqual([])
})
