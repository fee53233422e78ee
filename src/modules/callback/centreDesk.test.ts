import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { heard, makeCallbackTown } from '../../../test/callbackTown.ts'
import type { CallbackTown, Person } from '../../../test/callbackTown.ts'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'
import { settingsOf } from '../../org/as.ts'
import type { Viewer } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { deskLedger, readDesk } from './centreDesk.ts'
import { callFlow } from './flows/call.ts'
import { deskCounts } from './store/centreDesk.ts'
import type { DeskFilter } from './store/centreDesk.ts'
import { openCallStages } from './web/centreDesk.ts'

let database: FreshDatabase
let town: CallbackTown
const ids: Record<string, string> = {}

/** Four open calls, each somewhere else, and one that has ended. */
beforeAll(async () => {
  database = await freshDatabase()
  town = await makeCallbackTown(database, { city: 'desk' })
  const { who, act } = town
  ids['late'] = (await town.wish()).matter
  ids['ended'] = (await town.wish()).matter
  await act(town.citizen(ids['ended']), ids['ended'], 'withdraw')
  ids['thin'] = (await town.wish()).matter
  await act(who.leader, ids['thin'], 'record_call', heard)
  ids['told'] = (await town.wish()).matter
  await town.workThrough(who.leader, ids['told'])
  town.clock.moveTo(new Date('2026-09-16T10:00:00+08:00'))
  ids['own'] = (await town.wish({ wish: { how: 'phone', afterCase: false, by: 'centre', when: [], helper: false, number: 'kept' } })).matter
})
afterAll(() => database.close())

const desk = async (viewer: Viewer, filter: DeskFilter = {}) =>
  (await readDesk(town.house, viewer, filter, town.clock.now(), undefined, 200)).lines
const found = async (viewer: Viewer, filter: DeskFilter = {}): Promise<readonly string[]> =>
  (await desk(viewer, filter)).map(line => Object.keys(ids).find(name => ids[name] === line.id) ?? line.id)
const counted = (viewer: Viewer) => town.as(viewer, tx => deskCounts(tx, town.clock.now()))
/** Runs as the owner of the tables, and takes back whatever it did. */
const planted = async (change: (tx: Tx) => Promise<unknown>, look: (tx: Tx) => Promise<void>, viewer: Person): Promise<void> => {
  class Undone extends Error {}
  await expect(
    database.transaction('migrate', async tx => {
      await sql`set local role huiyin_owner`.execute(tx)
      await change(tx)
      for (const [name, value] of Object.entries(settingsOf(viewer))) await sql`select set_config(${name}, ${value}, true)`.execute(tx)
      await look(tx)
      throw new Undone()
    }),
  ).rejects.toThrow(Undone)
}

describe('the callback centre’s own desk', () => {
  it('has every open call that the centre watches over, overdue first, and none that has ended', async () => {
    expect(await found(town.who.centre)).toEqual(['late', 'own', 'thin', 'told'])
    expect((await desk(town.who.centre)).map(line => [line.clock?.clock, line.clock?.mark, line.own])).toEqual([
      ['call_within', 'overdue', false],
      ['call_within', expect.anything(), true],
      ['rectify_within', expect.anything(), false],
      ['citizen_word_within', expect.anything(), false],
    ])
  })
  it('narrows by stage, by the clock that runs out first, by what is overdue and by organ, and never by a department', async () => {
    const { centre } = town.who
    expect(await found(centre, { stage: 'contacted' })).toEqual(['thin'])
    expect(await found(centre, { clock: 'call_within' })).toEqual(['late', 'own'])
    expect(await found(centre, { mark: 'overdue' })).toEqual(['late'])
    expect(await found(centre, { unit: town.unit.court })).toHaveLength(4)
    expect(await found(centre, { unit: town.unit.division })).toEqual([])
  })
  it('pages without a gap, and its file holds the same lines', async () => {
    const { centre } = town.who
    const first = await readDesk(town.house, centre, {}, town.clock.now(), undefined, 3)
    const rest = await readDesk(town.house, centre, {}, town.clock.now(), first.next, 3)
    expect([...first.lines, ...rest.lines].map(line => line.id)).toEqual((await desk(centre)).map(line => line.id))
    expect(rest.next).toBeUndefined()
    const rows = []
    for await (const page of deskLedger(town.house).pages({ viewer: centre, filter: {}, language: 'zh' })) rows.push(...page)
    expect(rows.map(row => row['number'])).toEqual((await desk(centre)).map(line => line.number))
    expect(rows[0]).toMatchObject({ unit: '柳渡区人民法院', stage: '待回访', clock: '回访时限', mark: '已逾期', returns: 0 })
  })
  it('says no word, no name, no department and no hour, also of a call that the centre makes itself', async () => {
    const text = JSON.stringify([await desk(town.who.centre), await counted(town.who.centre)])
    for (const secret of ['跑了三趟', '等太久', '桂花', '韩芳', '陆小满', '执行局', 'openedAt', 'startedAt', '材料要了三次'])
      expect(text, secret).not.toContain(secret)
    expect(text).toContain('柳渡区人民法院')
  })
  it('shows a record that was sent back until it is completed, and counts how often', async () => {
    const { who, act } = town
    await act(who.centre, ids['thin']!, 'return_record', { why: '只写了五个字，看不出群众说了什么' })
    expect(await found(who.centre, { returned: true })).toEqual(['thin'])
    expect((await counted(who.centre))[0]).toMatchObject({ total: 4, overdue: 1, returned: 1 })
    await act(who.leader, ids['thin']!, 'complete_record', { more: '她说清单没有贴出来，跑了两趟才知道' })
    expect(await found(who.centre, { returned: true })).toEqual([])
    expect((await desk(who.centre, { stage: 'contacted' }))[0]).toMatchObject({ returned: false, returns: 1 })
  })
  it('finds exactly what the plain policy gives to a centre’s post, and nothing for whoever holds none', async () => {
    const { who } = town
    const viewers: Person[] = [
      who.centre,
      who.leader,
      who.rated,
      who.committee,
      { ...who.rated, posts: who.centre.posts },
      { ...who.leader, posts: [...who.leader.posts, ...who.centre.posts] },
      { ...who.centre, posts: [] },
      { ...who.centre, city: 'elsewhere' },
    ]
    for (const viewer of viewers) {
      const own = viewer.posts.filter(post => post.role === 'callback_centre').map(post => post.unit)
      const plain = await town.as(viewer, async tx =>
        (
          await sql<{
            id: string
          }>`select m.id from engine.matter m where m.city = ${viewer.city} and m.kind = 'callback' and m.closed_at is null
          and exists (select from engine.seat s where s.city = m.city and s.matter = m.id and s.role = 'callback_centre' and s.unit = any(${own}::uuid[])) order by m.due_at, m.id`.execute(
            tx,
          )
        ).rows.map(row => row.id),
      )
      expect((await desk(viewer)).map(line => line.id)).toEqual(plain)
      expect((await counted(viewer)).reduce((sum, row) => sum + row.total, 0)).toBe(plain.length)
    }
  })
  it('keeps whoever is rated, or must keep away, out though he holds the centre’s post; the look itself sees it when that wall is gone', async () => {
    const { who } = town
    const inTheCentre: Person = { ...who.rated, posts: who.centre.posts }
    const { matter } = await town.wish({ rated: [who.rated.person] })
    expect(await found(who.centre)).toContain(matter)
    expect(await found(inTheCentre)).not.toContain(matter)
    await planted(
      tx => sql`delete from engine.barred where matter = ${matter}`.execute(tx),
      async tx => {
        const { rows } = await sql<{ id: string }>`select id from callback.desk_page('{}', ${town.clock.now()}, null, null, 200)`.execute(
          tx,
        )
        expect(rows.map(row => row.id)).toContain(matter)
      },
      inTheCentre,
    )
    await town.act(town.citizen(matter), matter, 'withdraw')
  })
  it('offers every stage in which a call is open', () => {
    expect(openCallStages).toEqual(
      Object.keys(callFlow.stages)
        .filter(stage => !Object.hasOwn(callFlow.ends, stage))
        .sort(order),
    )
  })
})

const order = (a: string, b: string): number =>
  openCallStages.indexOf(a as (typeof openCallStages)[number]) - openCallStages.indexOf(b as (typeof openCallStages)[number])
