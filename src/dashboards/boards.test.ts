import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTown } from '../../test/engine/town.ts'
import type { Person } from '../../test/engine/town.ts'
import { checkSeal, runSweep } from '../engine/index.ts'
import type { Viewer } from '../org/viewer.ts'
import { loopHealthKeys } from './contract.ts'
import { listsOfAudit } from './audit/lists.ts'
import { deskOf } from './desk.ts'
import { countLoops, loopPage, numbersOpened } from './store.ts'
import { closeBoards, openBoards, calls, call, recorded, database, town, ids, get, counts, listed, named } from '../../test/boardsTown.ts'

beforeAll(openBoards)
afterAll(closeBoards)

describe('the five counts', () => {
  it('are what their lists hold, each of them', async () => {
    for (const viewer of [town.who.handler, town.who.supervisor]) {
      expect(await counts(viewer)).toEqual({
        call_overdue: 3,
        repair_overdue: 0,
        second_contact_missing: 1,
        said_unsolved: 2,
        in_new_round: 1,
      })
      expect(await listed('call_overdue', viewer)).toEqual(named('late', 'again', 'fresh'))
      expect(await listed('second_contact_missing', viewer)).toEqual(named('called'))
      expect(await listed('said_unsolved', viewer)).toEqual(named('again', 'silent'))
      expect(await listed('in_new_round', viewer)).toEqual(named('again'))
    }
  })
  it('are nothing for the rated, the barred with a leader’s post, and whoever holds no seat', async () => {
    const nothing = Object.fromEntries(loopHealthKeys.map(key => [key, 0]))
    const ratedLeader: Person = { ...town.who.rated, posts: town.who.handler.posts }
    for (const viewer of [town.who.rated, ratedLeader, town.who.stranger, town.who.discipline]) {
      expect(await counts(viewer)).toEqual(nothing)
      for (const key of loopHealthKeys) expect(await listed(key, viewer)).toEqual([])
    }
  })
  it('count exactly what the plain policy gives, for any viewer and hour: the faster way sees no more', async () => {
    const late = (kinds: string, clocks: string) =>
      `m.due_at <= $now and m.closed_at is null and m.kind in (${kinds}) and exists (select from engine.clock c where c.city = m.city and c.matter = m.id and c.clock in (${clocks}) and c.state = 'running' and c.due_at <= $now)`
    const plain: Readonly<Record<string, string>> = {
      call_overdue: late("'callback'", "'call_within'"),
      repair_overdue: late("'callback', 'repair', 'order'", "'rectify_within', 'plan_within', 'repair_within', 'order_within'"),
      second_contact_missing: "m.closed_at is null and m.kind = 'callback' and m.stage = 'awaiting_second_contact'",
      said_unsolved:
        "(m.round > 1 or m.ending = 'unsolved') and m.kind = 'callback' and (m.ending is null or m.ending not in ('solved', 'partly_solved', 'withdrawn', 'handed_over'))",
      in_new_round: "m.round > 1 and m.closed_at is null and m.kind in ('callback', 'repair')",
    }
    const { handler, supervisor, rated, stranger, discipline, superior } = town.who
    const viewers: Viewer[] = [
      handler,
      supervisor,
      rated,
      stranger,
      discipline,
      superior,
      { ...rated, posts: handler.posts },
      { ...stranger, posts: [...supervisor.posts, ...handler.posts] },
      { ...handler, city: 'elsewhere' },
      { ...handler, posts: [] },
      town.system,
    ].filter(one => one !== undefined)
    for (const viewer of viewers) {
      for (const at of ['2026-11-04T09:00:00+08:00', '2026-11-12T09:00:00+08:00', '2026-12-12T09:00:00+08:00']) {
        for (const [key, condition] of Object.entries(plain)) {
          const ids = await town.as(viewer, async tx =>
            (
              await sql
                .raw<{ id: string }>(
                  `select m.id from engine.matter m where m.city = '${viewer.city}' and ${condition.replaceAll('$now', `'${at}'::timestamptz`)} order by m.due_at, m.id`,
                )
                .execute(tx)
            ).rows.map(row => row.id),
          )
          if (viewer.kind !== 'person') continue
          expect([
            key,
            await town.as(viewer, tx =>
              loopPage(tx, key as 'call_overdue', new Date(at), undefined, 200).then(rows => rows.map(row => row.id)),
            ),
          ]).toEqual([key, ids])
          expect([key, (await town.as(viewer, tx => countLoops(tx, new Date(at))))[key as 'call_overdue']]).toEqual([key, ids.length])
        }
      }
    }
  })
  it('and so do the calls beside the ratings, by unit and end', async () => {
    const { handler, supervisor, rated, stranger, discipline, superior } = town.who
    const viewers: Viewer[] = [
      handler,
      supervisor,
      rated,
      stranger,
      discipline,
      superior,
      { ...rated, posts: handler.posts },
      { ...stranger, posts: [...supervisor.posts, ...handler.posts] },
      { ...handler, city: 'elsewhere' },
      { ...handler, posts: [] },
    ].filter(one => one !== undefined)
    let counted = 0
    for (const viewer of viewers) {
      for (const [unit, since, until] of [
        [null, new Date(0), null],
        [town.unit.division, new Date(0), null],
        [town.unit.court, new Date(0), null],
        [null, new Date('2026-11-03T00:00:00+08:00'), null],
        [null, new Date(0), new Date('2026-11-04T00:00:00+08:00')],
      ] as const) {
        const [plain, found] = await town.as(viewer, async tx => [
          (
            await sql<object>`select m.unit, m.ending, count(*)::int as count from engine.matter m where m.kind = 'callback' and m.opened_at >= ${since} and (${until}::timestamptz is null or m.opened_at < ${until}) and (${unit}::uuid is null or m.unit = ${unit}) group by 1, 2 order by 1, 2`.execute(
              tx,
            )
          ).rows,
          (
            await sql<object>`select unit, ending, count from evaluation.count_calls(${unit}::uuid, ${since}::timestamptz, ${until}::timestamptz) order by 1, 2`.execute(
              tx,
            )
          ).rows,
        ])
        expect(found).toEqual(plain)
        counted += found.length
      }
    }
    expect(counted).toBeGreaterThan(5)
    await expect(
      town.as(town.system, tx => sql`select * from evaluation.count_calls(null, ${new Date(0)}, null)`.execute(tx)),
    ).rejects.toThrow(/permission denied/)
  })
  it('show a progress seat stage and clocks, no name and no word', async () => {
    const { body } = await get('/api/boards/loop-health/call_overdue', town.who.supervisor)
    expect(body.items[0]).toMatchObject({ sight: 'progress', stageTitle: '待回访', unitName: '柳渡区人民法院' })
    expect(JSON.stringify(body)).not.toMatch(/跑了三趟|来回|陆小满|韩芳/)
  })
  it('turn their pages without missing or doubling a matter', async () => {
    const seen: string[] = []
    for (let cursor = ''; ;) {
      const { body } = await get(`/api/boards/loop-health/call_overdue?limit=1${cursor}`, town.who.supervisor)
      seen.push(...(body.items as { id: string }[]).map(one => one.id))
      if (!body.next) break
      cursor = `&cursor=${encodeURIComponent(body.next as string)}`
    }
    expect([seen.length, [...seen].sort()]).toEqual([3, named('late', 'again', 'fresh')])
  })
  it('know five keys, at most 200 a page, and nobody who has not signed in', async () => {
    expect((await get('/api/boards/loop-health/satisfaction', town.who.supervisor)).status).toBe(404)
    expect((await get('/api/boards/loop-health/call_overdue?limit=201', town.who.supervisor)).status).toBe(400)
    expect((await get('/api/boards/loop-health', { kind: 'public', city: town.city })).status).toBe(401)
  })
  it('move with the clock of the house, from the first instant after the last day', async () => {
    town.clock.moveTo(new Date('2026-11-09T23:59:59+08:00'))
    expect(await listed('repair_overdue', town.who.supervisor)).toEqual([])
    town.clock.moveTo(new Date('2026-11-10T00:00:00+08:00'))
    expect(await listed('repair_overdue', town.who.supervisor)).toEqual(named('late', 'again', 'fresh'))
  })
})

it('the share of poor ratings made good is told in steps, not below ten, and to those who watch alone: a level must not follow from calls that are seen', async () => {
  const share = (viewer: Viewer) =>
    town.as(
      viewer,
      async tx =>
        (
          await sql<{
            confirmed_share: number | null
            unasked_share: number | null
          }>`select * from callback.recovery_since('2026-09', 1)`.execute(tx)
        ).rows[0],
    )
  const count = (month: string, poor: number, heard: number, confirmed: number): Promise<unknown> =>
    town.as(town.system, tx =>
      sql`insert into callback.recovery (city, unit, month, poor, heard, confirmed) values (${town.city}, ${town.unit.division}, ${month}, ${poor}, ${heard}, ${confirmed})`.execute(
        tx,
      ),
    )
  const nothing = { confirmed_share: null, unasked_share: null }
  await count('2026-10', 9, 7, 6)
  await count('2026-08', 40, 0, 0)
  expect(await share(town.who.supervisor)).toEqual(nothing)
  await count('2026-11', 2, 2, 1)
  expect(await share(town.who.supervisor), '7 of 11, 2 of 11 never asked').toEqual({ confirmed_share: 65, unasked_share: 20 })
  for (const viewer of [
    town.who.handler,
    town.who.rated,
    town.who.discipline,
    town.who.stranger,
    { ...town.who.stranger, posts: [{ unit: town.unit.stationed, role: 'supervisor' as const }] },
  ])
    expect(await share(viewer)).toEqual(nothing)
  await expect(town.as(town.who.supervisor, tx => sql`select * from callback.recovery`.execute(tx))).rejects.toThrow()
})

describe('the discipline desk', () => {
  const audit = (): Person => ({ ...town.who.stranger, posts: [{ unit: town.unit.court, role: 'audit_admin' }] })

  it('names who opened a number, why and when, and no matter', async () => {
    const { body } = await get('/api/discipline/desk', town.who.discipline)
    expect(body.opened).toEqual([{ unitName: '执行局', who: '韩芳', post: '执行局部门负责人', why: 'first_call', on: '2026-11-02' }])
    expect(body.closedWithoutContact).toEqual([{ unitName: '执行局', ending: '群众自愿撤回', on: '2026-11-02' }])
    for (const id of Object.values(ids)) expect(JSON.stringify(body)).not.toContain(id)
    expect(JSON.stringify(body)).not.toMatch(/跑了三趟|陆小满/)
  })
  it('gives the audit administrator days and counts of the city, and leaves out what is withheld: an empty list would say that there was nothing', async () => {
    const { body } = await get('/api/discipline/desk', audit())
    expect(body).toEqual({ openedByDay: [{ on: '2026-11-02', count: 1 }], chain: { state: 'unknown' } })
  })
  it('tells no hour and no order within a day: two cities that differ in nothing but the minutes of wishes and openings look the same', async () => {
    const deskAt = async (minutes: readonly [number, number]): Promise<string> => {
      const other = await makeTown(database, { rooms: [calls], settings: {} })
      await other.as({ kind: 'system', city: other.city, name: 'import' }, async tx => {
        await sql`insert into org.edge (city, lower, upper, kind, line) values (${other.city}, ${other.unit.court}, ${other.unit.stationed}, 'branch', 'discipline')`.execute(
          tx,
        )
        for (const one of [other.who.handler, other.who.superior])
          await sql`insert into org.post (city, id, unit, role, person, held_from) values (${other.city}, ${randomUUID()}, ${other.unit.division}, 'leader', ${one.person}, '2026-01-01')`.execute(
            tx,
          )
      })
      const steps = [
        [minutes[0], other.who.handler],
        [minutes[1], other.who.superior],
      ] as const
      for (const [minute, around] of [...steps].sort((a, b) => a[0] - b[0])) {
        other.clock.moveTo(new Date(Date.parse('2026-11-03T09:00:00+08:00') + minute * 60_000))
        const matter = await other.open({
          ...call(other),
          source: `${minute}`,
          barred: [other.who.rated.person, around.person],
          seats: [{ seat: 'caller', unit: other.unit.court, role: 'head', sight: 'full' }],
        })
        const caller: Person = { ...other.who.stranger, posts: [{ unit: other.unit.court, role: 'head' }] }
        await other.engine.act(caller, { matter, action: 'open_number', input: recorded.open_number })
      }
      return JSON.stringify(
        await other.as(other.who.discipline, tx => deskOf(tx, other.who.discipline, new Date('2026-11-04T09:00:00+08:00'), 'zh')),
      )
    }
    const [early, late] = [await deskAt([1, 2]), await deskAt([479, 3])]
    expect(early).toBe(late)
    expect(early).toContain('2026-11-02')
    expect(early).not.toMatch(/\d\d:\d\d/)
  })
  it('is of the own line alone: the organ where it is stationed, what stands below a superior, and nothing of another group’s', async () => {
    const line = await makeTown(database, { rooms: [calls], settings: {} })
    const [superior, other, otherOrgan] = [randomUUID(), randomUUID(), randomUUID()]
    await line.as({ kind: 'system', city: line.city, name: 'import' }, async tx => {
      for (const [code, id] of [
        ['superior', superior],
        ['other', other],
        ['otherorgan', otherOrgan],
      ] as const)
        await sql`insert into org.unit (city, id, code, name, kind, level, organ) values (${line.city}, ${id}, ${code}, ${code}, 'organ', 'county', 'discipline')`.execute(
          tx,
        )
      for (const [lower, upper] of [
        [line.unit.court, line.unit.stationed],
        [line.unit.stationed, superior],
        [otherOrgan, other],
        [other, superior],
      ] as const)
        await sql`insert into org.edge (city, lower, upper, kind, line) values (${line.city}, ${lower}, ${upper}, 'branch', 'discipline')`.execute(
          tx,
        )
      // The committee stands over the court on another line, which gives discipline nothing.
      await sql`insert into org.edge (city, lower, upper, kind, line) values (${line.city}, ${line.unit.court}, ${line.unit.committee}, 'leads', 'territory')`.execute(
        tx,
      )
    })
    const matter = await line.open(call(line))
    await line.engine.act(line.who.handler, { matter, action: 'open_number', input: recorded.open_number })
    const openedFor = async (unit: string): Promise<number> =>
      (await line.as({ ...line.who.discipline, posts: [{ unit, role: 'discipline' }] }, tx => numbersOpened(tx, new Date(0)))).length
    expect(await Promise.all([line.unit.stationed, superior, other, line.unit.committee, line.unit.court].map(openedFor))).toEqual([
      1, 1, 0, 0, 0,
    ])
  })
  it('shows nothing about matters in which the watcher is barred, or whose unit he serves in', async () => {
    const ratedWatcher: Person = { ...town.who.rated, posts: [{ unit: town.unit.stationed, role: 'discipline' }] }
    const colleague: Person = { ...audit(), posts: [...audit().posts, { unit: town.unit.division, role: 'clerk' }] }
    for (const viewer of [ratedWatcher, colleague])
      expect((await get('/api/discipline/desk', viewer)).body).toMatchObject(
        viewer === colleague ? { openedByDay: [] } : { opened: [], closedWithoutContact: [], rungsMissed: [] },
      )
  })
  it('is closed to everybody else, at the route and, for plain SQL, in its functions', async () => {
    for (const viewer of [town.who.handler, town.who.supervisor, town.who.rated]) {
      expect((await get('/api/discipline/desk', viewer)).status).toBe(403)
      for (const asked of [
        sql`dashboards.numbers_opened('-infinity', 500)`,
        sql`dashboards.openings_by_day('-infinity')`,
        sql`dashboards.closed_without_contact('-infinity', 500)`,
        sql`dashboards.routed_around('-infinity', 500)`,
        sql`dashboards.rungs_missed('infinity', '-infinity', 500)`,
      ]) {
        expect((await town.as(viewer, tx => sql`select * from ${asked}`.execute(tx))).rows).toEqual([])
      }
    }
    const foreign: Person = { ...town.who.discipline, city: 'elsewhere' }
    expect((await town.as(foreign, tx => sql`select * from dashboards.numbers_opened('-infinity', 500)`.execute(tx))).rows).toEqual([])
  })
  it('names the leader whom a call went around, and not the rated officer', async () => {
    await town.as({ kind: 'system', city: town.city, name: 'import' }, tx =>
      sql`insert into org.post (city, id, unit, role, person, held_from) values (${town.city}, ${randomUUID()}, ${town.unit.division}, 'leader', ${town.who.handler.person}, '2026-01-01')`.execute(
        tx,
      ),
    )
    await town.open({ ...call(town), barred: [town.who.rated.person, town.who.handler.person] })
    expect((await get('/api/discipline/desk', town.who.discipline)).body.routedAround).toEqual([
      { unitName: '执行局', who: '韩芳', post: '执行局部门负责人', weekOf: '2026-11-09' },
    ])
  })
  const list = (name: string, viewer: Person, [from, until]: readonly [string, string], unit?: string) =>
    town.as(viewer, tx =>
      listsOfAudit
        .find(one => one.name === name)!
        .read(tx, { from, until, unit, skip: 0, most: 50, now: town.clock.now(), language: 'zh', ledgerTitle: ledger => ledger }),
    )
  const autumn = ['2026-10-01', '2026-12-31'] as const
  it('is searched by what a line shows: a period that begins within a week holds nothing of that week, or it would tell the day', async () => {
    const around = { week: '2026-11-09', unit: '执行局', who: '韩芳', post: '部门负责人' }
    for (const period of [autumn, ['2026-11-09', '2026-11-09']] as const)
      expect(await list('routed_around', town.who.discipline, period)).toEqual([around])
    expect(await list('routed_around', town.who.discipline, ['2026-11-10', '2026-12-31'])).toEqual([])
  })
  it('is searched by unit with whatever is part of it, and by whole days', async () => {
    const opened = async (unit: string | undefined, period: readonly [string, string] = autumn) =>
      (await list('opened', town.who.discipline, period, unit)).length
    expect(await Promise.all([undefined, town.unit.court, town.unit.division, town.unit.stationed].map(unit => opened(unit)))).toEqual([
      1, 1, 1, 0,
    ])
    expect([await opened(undefined, ['2026-11-02', '2026-11-02']), await opened(undefined, ['2026-11-03', '2026-12-31'])]).toEqual([1, 0])
  })
  it('says who was given power: discipline of its line, the audit administrator of the city, and nobody else by any of the lists', async () => {
    const year = ['2026-01-01', '2026-12-31'] as const
    const given = { on: '2026-01-01', unit: '执行局', post: '部门负责人', who: '韩芳', kind: '任职', by: null, until: null }
    for (const viewer of [town.who.discipline, audit()]) expect(await list('grants', viewer, year)).toContainEqual(given)
    expect((await list('grants', town.who.discipline, year)).some(row => row['unit'] === '派驻纪检监察组')).toBe(false)
    for (const viewer of [town.who.handler, town.who.supervisor, town.who.rated, { ...town.who.discipline, city: 'elsewhere' }])
      for (const { name } of listsOfAudit) expect([name, await list(name, viewer, year)]).toEqual([name, []])
    for (const name of ['opened', 'closed_without_contact', 'routed_around', 'rungs_missed'])
      expect([name, await list(name, audit(), year)]).toEqual([name, []])
  })
  it('is read by an inspector for the unit he was sent to and what is part of it: nothing of another, and no change before release', async () => {
    const sentTo = (unit: string): Person => ({ ...town.who.stranger, posts: [{ unit, role: 'inspector' }] })
    const rows = (unit: string, name: string) => list(name, sentTo(unit), autumn)
    for (const unit of [town.unit.court, town.unit.division]) {
      expect(await rows(unit, 'opened')).toEqual(await list('opened', town.who.discipline, autumn))
      expect(await rows(unit, 'routed_around')).toHaveLength(1)
    }
    for (const { name } of listsOfAudit) expect([name, await rows(town.unit.stationed, name)]).toEqual([name, []])
    const { body } = await get('/api/discipline/desk', sentTo(town.unit.court))
    expect(Object.keys(body).sort()).toEqual(['chain', 'closedWithoutContact', 'opened', 'routedAround', 'rungsMissed'])
  })
  it('is an inspector’s for some days only, and for somebody who holds nothing else', async () => {
    const held = (until: string | null, person: string = town.who.stranger.person) =>
      town.as({ kind: 'system', city: town.city, name: 'import' }, tx =>
        sql`insert into org.post (city, id, unit, role, person, held_from, held_until) values (${town.city}, ${randomUUID()}, ${town.unit.court}, 'inspector', ${person}, '2026-01-10', ${until})`.execute(
          tx,
        ),
      )
    await expect(held(null)).rejects.toThrow(/inspector_ends/)
    await expect(held('2026-12-31')).rejects.toThrow(/inspector_ends/)
    await expect(held('2026-03-01', town.who.handler.person)).rejects.toThrow('comes from outside')
  })
  it('sees rungs that nobody climbed, until the sweep has made them good', async () => {
    const missed = async () => (await get('/api/discipline/desk', town.who.discipline)).body.rungsMissed as { rung: string }[]
    expect((await missed()).map(line => line.rung)).toContain('到时未催')
    await runSweep(town.house, town.rooms, town.clock.now())
    expect((await missed()).map(line => line.rung)).not.toContain('到时未催')
  })
  it('says that the chain is whole after a day was sealed, and where it breaks after somebody with all rights changed it', async () => {
    const chain = async () => (await get('/api/discipline/desk', town.who.discipline)).body.chain as { state: string; at?: string }
    expect(await chain()).toEqual({ state: 'whole' })
    await database.transaction('migrate', async tx => {
      await sql`set local role huiyin_owner`.execute(tx)
      await sql.raw('alter table engine.trail disable trigger user').execute(tx)
      await sql`update engine.trail set seat = 'superior' where matter = ${ids.called} and seq = 2`.execute(tx)
      await sql.raw('alter table engine.trail enable trigger user').execute(tx)
    })
    expect(await chain()).toMatchObject({ state: 'broken', at: expect.stringMatching(/^2026-11-09 \S+ #2$/) as string })
    const other = await makeTown(database, { rooms: [calls], settings: {} })
    expect(await checkSeal(other.house)).toEqual({ state: 'unknown' })
  })
})
