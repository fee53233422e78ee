import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { startWholeHouse, townPassword } from '../../../test/wholeHouse.ts'
import type { WholeHouse } from '../../../test/wholeHouse.ts'
import type { Viewer } from '../viewer.ts'
import type { ChangeView } from './contract.ts'
import { applyDue } from './store.ts'

const [system, security, audit, leader] = ['guxc', 'boqc', 'yuwl', 'hanfang'] as const
const today = '2026-09-16'
let whole: WholeHouse
const cookies = new Map<string, string>()
beforeAll(async () => {
  whole = await startWholeHouse({
    database: await freshDatabase(),
    demo: true,
    start: `${today}T15:00:00+08:00`,
    console: false,
    logins: [system, security, audit, leader],
  })
})
afterAll(() => whole?.running.stop())

const ask = async (login: string, method: 'GET' | 'POST', url: string, payload?: object) => {
  if (!cookies.has(login)) {
    const answer = await whole.running.app.inject({ method: 'POST', url: '/api/session', payload: { login, password: townPassword } })
    cookies.set(login, answer.cookies.find(one => one.name === 'huiyin_session')?.value ?? '')
  }
  return whole.running.app.inject({ method, url, cookies: { huiyin_session: cookies.get(login) ?? '' }, ...(payload ? { payload } : {}) })
}
const because = (answer: { json: () => unknown }): string => (answer.json() as { type: string }).type.replace('urn:huiyin:', '')
const first = async <T>(url: string, login: string = security): Promise<T> =>
  (await ask(login, 'GET', url)).json<{ items: T[] }>().items[0]!
const unitId = async (code: string): Promise<string> =>
  (await ask(system, 'GET', `/api/register/units?search=${code}`))
    .json<{ items: { id: string; code: string }[] }>()
    .items.find(one => one.code === code)!.id
const personId = async (code: string): Promise<string> => (await first<{ id: string }>(`/api/register/people?search=${code}`)).id
const propose = (login: string, ...changes: readonly object[]) => ask(login, 'POST', '/api/proposals', { changes, reason: '任免文件三号' })
const idOf = (answer: { json: () => unknown }): string => (answer.json() as { id: string }).id
interface View {
  readonly state: string
  readonly changes: readonly ChangeView[]
  readonly mayDo: readonly string[]
  readonly not: string | null
  readonly approvers: readonly string[]
}
const read = async (id: string, login: string = security): Promise<View> => (await ask(login, 'GET', `/api/proposals/${id}`)).json<View>()
interface Post {
  readonly id: string
  readonly role: string
  readonly from: string
  readonly until: string | null
  readonly time: string
  readonly deputy: number
  readonly personCode: string
}
const postsOf = async (code: string): Promise<readonly Post[]> =>
  (await ask(security, 'GET', `/api/register/people/${await personId(code)}`)).json<{ posts: Post[] }>().posts

/** Whoever the database is told it is; what it looks up itself it does not believe. */
const viewerOf = async (code: string, role: 'system_admin' | 'security_admin', unit: string): Promise<Viewer> => ({
  kind: 'person',
  city: whole.running.house.city,
  person: await personId(code),
  account: await personId(code),
  name: code,
  posts: [{ unit: await unitId(unit), role }],
})
const whoIs = async (login: string): Promise<string> => (await ask(login, 'GET', '/api/session')).json<{ person: string }>().person
const stays = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: expect.stringMatching(/42501|23514/) })

describe('a post', () => {
  it('is given by two: proposed by the security administrator, agreed to by another, and neither the proposer nor whoever it is about', async () => {
    const given = {
      what: 'post_given',
      unit: await unitId('ld.court.enforcement'),
      role: 'leader',
      person: await personId('YX0009'),
      deputy: 1,
      from: today,
    }
    expect((await propose(leader, given)).statusCode).toBe(403)
    expect(because(await propose(system, given))).toBe('proposal_not_yours')
    expect(because(await propose(security, { ...given, from: '2026-09-15' }))).toBe('proposal_backdated')
    const id = idOf(await propose(security, given))
    expect(await read(id)).toMatchObject({
      state: 'waiting',
      mayDo: ['withdraw'],
      not: 'proposal_own',
      approvers: ['system_admin', 'security_admin'],
      changes: [
        {
          what: 'post_given',
          fields: [
            { field: 'role', before: null, after: 'leader' },
            { field: 'deputy', after: '1' },
            { field: 'from', after: today },
          ],
        },
      ],
    })
    expect((await postsOf('YX0009')).some(post => post.role === 'leader')).toBe(false)
    expect(because(await ask(security, 'POST', `/api/proposals/${id}/approve`, {}))).toBe('proposal_own')
    expect(because(await ask(audit, 'POST', `/api/proposals/${id}/approve`, {}))).toBe('proposal_not_yours')
    expect((await ask(system, 'POST', `/api/proposals/${id}/approve`, {})).statusCode).toBe(204)
    expect(await postsOf('YX0009')).toEqual(
      expect.arrayContaining([expect.objectContaining({ role: 'leader', from: today, deputy: 1, time: 'now' })]),
    )
    expect(because(await ask(system, 'POST', `/api/proposals/${id}/approve`, {}))).toBe('proposal_settled')
    const acts = (await ask(audit, 'GET', '/api/access-trail')).json<{ items: { act: string; personName: string }[] }>().items
    expect(acts).toEqual(
      expect.arrayContaining([expect.objectContaining({ act: 'proposal_made' }), expect.objectContaining({ act: 'proposal_approved' })]),
    )
    expect(new Set(acts.filter(one => one.act.startsWith('proposal_')).map(one => one.personName)).size).toBe(2)
    const bell = (await ask(system, 'GET', '/api/bell')).json<{ items: { about: string }[] }>().items
    expect(bell.map(one => one.about)).toContain('proposal.waiting')
  })

  it('of the proposer himself is not proposed, and one that concerns the second person is not his to settle', async () => {
    const own = {
      what: 'post_given',
      unit: await unitId('c.zfw'),
      role: 'supervisor',
      person: await personId('YX0021'),
      deputy: 0,
      from: today,
    }
    expect(because(await propose(security, own))).toBe('proposal_for_yourself')
    const id = idOf(await propose(security, { ...own, person: await personId('YX0020') }))
    expect(because(await ask(system, 'POST', `/api/proposals/${id}/approve`, {}))).toBe('proposal_favours_you')
    expect((await ask(security, 'POST', `/api/proposals/${id}/withdraw`, {})).statusCode).toBe(204)
  })

  it('of an administrator, or in the lane of discipline, wants the one who audits; three of them stay three', async () => {
    const unit = await unitId('c.zfw')
    const id = idOf(
      await propose(security, {
        what: 'post_given',
        unit,
        role: 'system_admin',
        person: await personId('YX0009'),
        deputy: 0,
        from: '2026-10-01',
      }),
    )
    expect(because(await ask(system, 'POST', `/api/proposals/${id}/approve`, {}))).toBe('proposal_not_yours')
    expect((await ask(audit, 'POST', `/api/proposals/${id}/refuse`, { reason: '没有任免文件' })).statusCode).toBe(204)
    expect(await read(id)).toMatchObject({ state: 'refused' })
    expect(
      (
        await read(
          idOf(
            await propose(security, {
              what: 'post_given',
              unit: await unitId('c.jw'),
              role: 'discipline',
              person: await personId('YX0009'),
              deputy: 0,
              from: '2026-10-01',
            }),
          ),
        )
      ).approvers,
    ).toEqual(['audit_admin'])
    expect(
      because(
        await propose(security, {
          what: 'post_given',
          unit,
          role: 'audit_admin',
          person: await personId('YX0020'),
          deputy: 0,
          from: '2026-10-01',
        }),
      ),
    ).toBe('administrators_apart')
  })

  it('changes from a day on: the days before keep it as it was, and its end is never moved back', async () => {
    const post = (await postsOf('YX0009')).find(one => one.role === 'leader')!
    expect(because(await propose(security, { what: 'post_ended', id: post.id, until: '2026-09-10' }))).toBe('proposal_backdated')
    await ask(
      system,
      'POST',
      `/api/proposals/${idOf(await propose(security, { what: 'post_changed', id: post.id, title: '副局长', deputy: 2, from: '2026-09-21' }))}/approve`,
      {},
    )
    expect((await postsOf('YX0009')).filter(one => one.role === 'leader')).toMatchObject([
      { from: '2026-09-21', until: null, deputy: 2, time: 'ahead' },
      { from: today, until: '2026-09-20', deputy: 1 },
    ])
    const next = (await postsOf('YX0009')).find(one => one.role === 'leader' && one.time === 'ahead')!
    await ask(system, 'POST', `/api/proposals/${idOf(await propose(security, { what: 'post_cancelled', id: next.id }))}/approve`, {})
    expect((await postsOf('YX0009')).filter(one => one.role === 'leader')).toMatchObject([{ until: '2026-09-20' }])
  })

  it('is proposed to be taken back once it holds, and ends today: whoever held it has held it', async () => {
    const id = idOf(
      await propose(security, {
        what: 'post_given',
        unit: await unitId('ld.court.civil1'),
        role: 'leader',
        person: await personId('YX0009'),
        deputy: 2,
        from: today,
      }),
    )
    await ask(system, 'POST', `/api/proposals/${id}/approve`, {})
    const back = idOf(await ask(security, 'POST', `/api/proposals/${id}/undo`, { reason: '提错了单位' }))
    expect(because(await ask(security, 'POST', `/api/proposals/${id}/undo`, { reason: '再撤一次' }))).toBe('proposal_settled')
    await ask(system, 'POST', `/api/proposals/${back}/approve`, {})
    expect((await postsOf('YX0009')).filter(one => one.role === 'leader' && one.deputy === 2)).toMatchObject([
      { from: today, until: today },
    ])
  })
})

describe('a line of command', () => {
  it('is proposed by whoever draws and holds from its day on, not before', async () => {
    const edge = {
      what: 'edge_drawn',
      lower: await unitId('ld.court'),
      upper: await unitId('c.shgz'),
      line: 'territory',
      kind: 'guides',
      from: '2026-09-18',
    }
    expect(because(await propose(security, edge))).toBe('proposal_not_yours')
    const id = idOf(await propose(system, edge))
    expect((await ask(security, 'POST', `/api/proposals/${id}/approve`, {})).statusCode).toBe(204)
    expect(await read(id)).toMatchObject({ state: 'approved' })
    const edges = async () =>
      (await ask(system, 'GET', `/api/register/units/${edge.lower}`))
        .json<{ edges: { upper: string }[] }>()
        .edges.some(one => one.upper === edge.upper)
    const beat = (day: string): Promise<number> =>
      whole.running.house.as({ kind: 'system', city: whole.running.house.city, name: 'sweep' }, tx => applyDue(tx, day))
    expect([await beat('2026-09-17'), await edges()]).toEqual([0, false])
    expect([await beat('2026-09-18'), await edges(), await beat('2026-09-18')]).toEqual([1, true, 0])
  })

  it('is not mixed with posts, which others settle', async () => {
    const edge = {
      what: 'edge_drawn',
      lower: await unitId('ld.court'),
      upper: await unitId('c.jw'),
      line: 'territory',
      kind: 'guides',
      from: today,
    }
    expect(
      because(
        await propose(system, edge, {
          what: 'post_given',
          unit: edge.lower,
          role: 'leader',
          person: await personId('YX0009'),
          deputy: 3,
          from: today,
        }),
      ),
    ).toBe('proposal_mixed')
  })
})

describe('the links of a key', () => {
  it('are given by two, since whoever has them could rate in somebody’s name', async () => {
    const { id } = (await ask(security, 'POST', '/api/api-keys', { name: '法院办案系统', scopes: ['services'] })).json<{ id: string }>()
    const seesLinks = async () =>
      (await ask(audit, 'GET', '/api/api-keys')).json<{ items: { id: string; seesLinks: boolean }[] }>().items.find(one => one.id === id)
        ?.seesLinks
    const proposal = idOf(await propose(security, { what: 'key_links_given', id }))
    expect(because(await ask(security, 'POST', `/api/proposals/${proposal}/approve`, {}))).toBe('proposal_own')
    expect(await seesLinks()).toBe(false)
    expect((await ask(system, 'POST', `/api/proposals/${proposal}/approve`, {})).statusCode).toBe(204)
    expect(await seesLinks()).toBe(true)
    expect(because(await propose(system, { what: 'key_links_taken', id }))).toBe('not_found')
  })
})

describe('a name', () => {
  it('is changed by two, and read before and after', async () => {
    const id = await personId('YX0009')
    const proposal = idOf(await propose(security, { what: 'person_renamed', id, name: '陆小滿' }))
    expect((await read(proposal)).changes).toMatchObject([{ fields: [{ field: 'name', before: '陆小满', after: '陆小滿' }] }])
    expect((await ask(system, 'POST', `/api/proposals/${proposal}/approve`, {})).statusCode).toBe(204)
    expect((await first<{ name: string }>('/api/register/people?search=YX0009')).name).toBe('陆小滿')
  })
})

describe('the wall below', () => {
  it('lets no administrator write a post or a line by SQL, nor settle his own, nor make up who may', async () => {
    const { as, city, keys } = whole.running.house
    const [keeper, drawer] = [await viewerOf('YX0021', 'security_admin', 'c.zfw'), await viewerOf('YX0020', 'system_admin', 'c.hall')]
    const post = sql`insert into org.post (city, id, unit, role, person, held_from) values (${city}, ${keys.uuid()}, ${await unitId('ld.court')}, 'head', ${await personId('YX0009')}, '2026-09-16')`
    const edge = sql`insert into org.edge (city, lower, upper, kind, line) values (${city}, ${await unitId('ld.court')}, ${await unitId('c.jw')}, 'guides', 'territory')`
    for (const viewer of [keeper, drawer]) for (const row of [post, edge]) await stays(as(viewer, tx => row.execute(tx)))
    const key = (links: boolean) =>
      sql`insert into org.api_key (city, id, digest, name, scopes, sees_links) values (${city}, ${keys.uuid()}, ${Buffer.from(`key ${String(links)}`)}, '某系统', '{services}', ${links})`
    await as(keeper, tx => key(false).execute(tx))
    await stays(as(keeper, tx => key(true).execute(tx)))
    await stays(as(keeper, tx => sql`update org.api_key set sees_links = true where city = ${city}`.execute(tx)))
    const id = idOf(
      await propose(security, {
        what: 'post_given',
        unit: await unitId('ld.court'),
        role: 'deputy_head',
        person: await personId('YX0009'),
        deputy: 0,
        from: today,
      }),
    )
    const settle = (who: string) =>
      sql`update org.proposal set state = 'approved', settled_by = ${who}, settled_at = '2026-09-16', settled_on = '2026-09-16' where id = ${id}`
    const apply = sql`select org.apply_proposal(${id}, '2026-09-16')`
    // Nobody agreed; she agrees herself; she says that another did.
    await stays(as(keeper, tx => apply.execute(tx)))
    await stays(
      as(keeper, async tx => {
        await settle(keeper.kind === 'person' ? keeper.person : '').execute(tx)
        await apply.execute(tx)
      }),
    )
    await stays(
      as(keeper, async tx => {
        await settle(drawer.kind === 'person' ? drawer.person : '').execute(tx)
        await apply.execute(tx)
      }),
    )
    // Somebody who holds no post of an administrator, whatever the session says of him.
    const pretender = { ...(await viewerOf('YX0010', 'system_admin', 'c.hall')) }
    await stays(
      as(pretender, async tx => {
        await settle(pretender.kind === 'person' ? pretender.person : '').execute(tx)
        await apply.execute(tx)
      }),
    )
    expect(await read(id)).toMatchObject({ state: 'waiting' })
  })

  it('forgets what nobody settled in its days', async () => {
    const id = idOf(
      await propose(security, {
        what: 'post_given',
        unit: await unitId('ld.court'),
        role: 'clerk',
        person: await personId('YX0009'),
        deputy: 0,
        from: today,
      }),
    )
    whole.clock.moveTo(new Date('2026-09-24T09:00:00+08:00'))
    expect(await read(id)).toMatchObject({ state: 'expired', mayDo: [] })
    expect(because(await ask(system, 'POST', `/api/proposals/${id}/approve`, {}))).toBe('proposal_expired')
  })
})

describe('a tie of kin', () => {
  const tied = async (day: string): Promise<readonly string[]> => {
    const { as, city, org } = whole.running.house
    const { ties } = await as({ kind: 'system', city, name: 'sweep' }, tx => org.snapshot(tx, day))
    return ties.map(tie => [tie.person, tie.other].sort().join())
  }
  const tiesOf = async (code: string, login: string): Promise<readonly { until: string | null }[]> =>
    (await ask(login, 'GET', `/api/register/people/${await personId(code)}`)).json<{ ties: { until: string | null }[] }>().ties

  it('is declared and ended by the security and the audit administrator, and the system administrator hears of neither', async () => {
    const [person, other] = [await personId('YX0009'), await personId('YX0008')]
    const tie = { person, other, kind: 'kin' }
    const pair = [person, other].sort().join()
    const id = idOf(await propose(security, { what: 'tie_declared', ...tie }))
    expect((await ask(system, 'GET', `/api/proposals/${id}`)).statusCode).toBe(404)
    expect((await ask(system, 'POST', `/api/proposals/${id}/approve`, {})).statusCode).toBe(404)
    expect(because(await ask(security, 'POST', `/api/proposals/${id}/approve`, {}))).toBe('proposal_own')
    expect(await tied(today)).not.toContain(pair)
    expect((await read(id, audit)).changes).toMatchObject([{ what: 'tie_declared', fields: [{ field: 'tie', after: 'kin' }] }])
    expect((await ask(audit, 'POST', `/api/proposals/${id}/approve`, {})).statusCode).toBe(204)
    // It keeps away from calls about services of earlier days, too.
    for (const day of ['2026-08-01', today]) expect(await tied(day)).toContain(pair)
    expect(await tiesOf('YX0009', system)).toEqual([])
    expect(because(await propose(security, { what: 'tie_declared', ...tie }))).toBe('nothing_changed')
    const ended = idOf(await propose(security, { what: 'tie_ended', ...tie, person: other, other: person, until: '2026-12-24' }))
    expect((await ask(audit, 'POST', `/api/proposals/${ended}/approve`, {})).statusCode).toBe(204)
    expect(await tied('2026-12-24')).toContain(pair)
    expect(await tied('2026-12-25')).not.toContain(pair)
    expect((await tiesOf('YX0008', security)).some(known => known.until === '2026-12-24')).toBe(true)
  })

  it('is proposed by nobody for himself, by no other administrator, and apart from all else', async () => {
    const [me, other] = [await whoIs(security), await personId('YX0008')]
    const tie = { what: 'tie_declared', person: await personId('YX0011'), other, kind: 'panel' }
    expect(because(await propose(security, { ...tie, person: me }))).toBe('proposal_for_yourself')
    expect(because(await propose(system, tie))).toBe('proposal_not_yours')
    expect(because(await propose(security, { ...tie, other: tie.person }))).toBe('tie_to_oneself')
    expect(because(await propose(security, tie, { what: 'person_renamed', id: other, name: '改了名' }))).toBe('proposal_mixed')
  })
})
