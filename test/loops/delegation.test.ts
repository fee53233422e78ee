import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MovableClock } from '../../src/platform/clock.ts'
import { openTown, poorWithWish } from '../house.ts'

// hanfang leads the division, luxm is the rated clerk beside her, pengch and shenyue stand elsewhere in the court.
const clock = new MovableClock(new Date('2026-09-16T15:00:00+08:00'))
let town: Awaited<ReturnType<typeof openTown>>
let matter = ''
interface Listed {
  readonly items: readonly { readonly id: string; readonly ended: boolean }[]
  readonly posts: readonly {
    readonly unit: string
    readonly role: string
    readonly deputies: readonly { readonly person: string; readonly name: string }[]
  }[]
}
const ask = async (login: string, method: 'GET' | 'POST', url: string, payload?: object) =>
  town.running.app.inject({ method, url, cookies: { huiyin_session: await town.signIn(login) }, ...(payload ? { payload } : {}) })
const because = (answer: { json: () => unknown }): string => (answer.json() as { type: string }).type.replace('urn:huiyin:', '')
const codes = new Map<string, string>()
const loginOf = async (person: string): Promise<string> =>
  town.running.house.as(
    { kind: 'system', city: town.running.house.city, name: 'import' },
    async tx => (await sql<{ login: string }>`select login from org.account where person = ${person}`.execute(tx)).rows[0]!.login,
  )

beforeAll(async () => {
  town = await openTown({ clock, logins: ['hanfang', 'luxm', 'shenyue', 'pengch', 'luocz', 'yuwl', 'boqc'] })
  const [link] = await town.push(['lent-1'])
  await town.rate(link!, poorWithWish)
  await town.running.beat()
  matter = (await town.work('hanfang'))[0]!
  for (const login of ['luxm', 'luocz']) codes.set(login, (await ask(login, 'GET', '/api/session')).json<{ person: string }>().person)
})
afterAll(() => town?.close())

describe('a post that is lent to a deputy (委托)', () => {
  let given = ''
  let deputy = ''
  const wanted = async (more: object = {}) => {
    const [post] = (await ask('hanfang', 'GET', '/api/delegations')).json<Listed>().posts
    return {
      unit: post!.unit,
      role: post!.role,
      deputy: codes.get('luocz'),
      from: '2026-09-16',
      until: '2026-09-18',
      reason: '出差三天',
      ...more,
    }
  }
  it('goes to no one who serves citizens, not to oneself, not for longer than the programme allows, and not of somebody else’s post', async () => {
    const { posts } = (await ask('hanfang', 'GET', '/api/delegations')).json<Listed>()
    const able = posts[0]!.deputies.map(one => one.person)
    expect(able).toContain(codes.get('luocz'))
    expect(able).not.toContain(codes.get('luxm'))
    expect(because(await ask('hanfang', 'POST', '/api/delegations', await wanted({ deputy: codes.get('luxm') })))).toBe('deputy_is_rated')
    expect(because(await ask('hanfang', 'POST', '/api/delegations', await wanted({ until: '2026-10-30' })))).toBe('delegation_too_long')
    expect(because(await ask('hanfang', 'POST', '/api/delegations', await wanted({ from: '2026-09-01' })))).toBe('delegation_too_early')
    expect(because(await ask('luxm', 'POST', '/api/delegations', await wanted()))).toBe('not_your_post')
  })
  it('opens the matter to the deputy, whose act says for whom on its timeline, on the trail and to the auditor', async () => {
    const answer = await ask('hanfang', 'POST', '/api/delegations', await wanted())
    expect(answer.statusCode, answer.body).toBe(201)
    given = answer.json<{ id: string }>().id
    expect(because(await ask('hanfang', 'POST', '/api/delegations', await wanted()))).toBe('delegated_already')
    deputy = await loginOf(codes.get('luocz')!)
    expect(await town.work(deputy)).toContain(matter)
    expect((await ask(deputy, 'GET', '/api/session')).json<{ posts: { forName?: string }[] }>().posts.map(post => post.forName)).toContain(
      '韩芳',
    )
    expect((await ask(deputy, 'POST', `/api/matters/${matter}/actions/acknowledge`, {})).statusCode).toBe(200)
    const { trail } = (await ask('hanfang', 'GET', `/api/matters/${matter}`)).json<{ trail: { action: string; by: string }[] }>()
    expect(trail.find(entry => entry.action === 'acknowledge')!.by).toMatch(/（代韩芳）$/)
    const kept = await town.running.house.as(
      { kind: 'system', city: town.running.house.city, name: 'loops' },
      async tx =>
        (
          await sql<{
            effect: { deputyOf?: string }
          }>`select effect from engine.trail where matter = ${matter} and action = 'acknowledge'`.execute(tx)
        ).rows[0]!.effect,
    )
    expect(kept.deputyOf).toMatch(/^[0-9a-f-]{36}$/)
    expect((await ask('yuwl', 'GET', '/api/access-trail')).json<{ items: { act: string }[] }>().items.map(one => one.act)).toContain(
      'post_delegated',
    )
  })
  it('shows whoever lent it what was done under it, and the deputy; nobody else, and an administrator only that it was lent', async () => {
    const acts = async (login: string) =>
      (await ask(login, 'GET', `/api/delegations/${given}/acts`)).json<{ items: { action: string; by: string; matter: string }[] }>().items
    expect(await acts('hanfang')).toEqual([
      expect.objectContaining({ action: 'acknowledge', matter, by: expect.stringMatching(/（代韩芳）$/) }),
    ])
    expect(await acts(deputy)).toHaveLength(1)
    for (const login of ['boqc', 'yuwl', 'luxm', 'pengch']) expect([login, await acts(login)]).toEqual([login, []])
    const { items } = (await ask('boqc', 'GET', '/api/delegations')).json<{
      items: { id: string; mayEnd: boolean; deputyName: string }[]
    }>()
    expect(items).toEqual([expect.objectContaining({ id: given, mayEnd: true })])
    expect((await ask(deputy, 'GET', '/api/delegations')).json<{ items: object[] }>().items).toEqual([
      expect.objectContaining({ lent: true, mayEnd: false }),
    ])
  })
  it('says on the matter for whom the deputy acts, and not to whoever holds a seat of his own', async () => {
    const forWhom = async (login: string) => (await ask(login, 'GET', `/api/matters/${matter}`)).json<{ actsFor?: string }>().actsFor
    expect(await forWhom('hanfang')).toBeUndefined()
    const { house } = town.running
    // The court's head has a seat of his own in this matter; without it he is the deputy alone.
    expect(await forWhom(deputy)).toBeUndefined()
    await house.as({ kind: 'system', city: house.city, name: 'loops' }, tx =>
      sql`select engine.reseat(${matter}, '[]'::jsonb, '{}'::uuid[], (select array_agg(s.seat) from engine.seat s where s.matter = ${matter} and s.role = 'head'))`.execute(
        tx,
      ),
    )
    expect(await forWhom(deputy)).toBe('韩芳')
  })
  it('cannot be lent on, and gives nothing of a matter that the deputy must keep away from', async () => {
    const { posts } = (await ask(deputy, 'GET', '/api/delegations')).json<Listed>()
    expect(posts.map(post => post.role)).not.toContain('leader')
    expect(because(await ask(deputy, 'POST', '/api/delegations', await wanted({ deputy: codes.get('luxm') })))).toBe('not_your_post')
    const { house } = town.running
    const [link] = await town.push(['lent-2'])
    await town.rate(link!, poorWithWish)
    await town.running.beat()
    const other = (await town.work('hanfang')).find(one => one !== matter)!
    expect((await ask(deputy, 'GET', `/api/matters/${other}`)).statusCode).toBe(200)
    // What barring writes: this deputy is kin of the rated.
    await house.as({ kind: 'system', city: house.city, name: 'loops' }, tx =>
      sql`select engine.reseat(${other}, '[]'::jsonb, ${[codes.get('luocz')!]}::uuid[], array[]::text[])`.execute(tx),
    )
    expect((await ask(deputy, 'GET', `/api/matters/${other}`)).statusCode).toBe(404)
    expect(await town.work(deputy)).not.toContain(other)
  })
  it('ends when its owner takes it back, when the security administrator does, and by its last day', async () => {
    expect((await ask(deputy, 'POST', `/api/delegations/${given}/end`, {})).statusCode).toBe(404)
    expect((await ask('hanfang', 'POST', `/api/delegations/${given}/end`, {})).statusCode).toBe(204)
    expect(
      (await ask(deputy, 'GET', '/api/session')).json<{ posts: { forName?: string }[] }>().posts.some(post => post.forName !== undefined),
    ).toBe(false)
    const again = (await ask('hanfang', 'POST', '/api/delegations', await wanted())).json<{ id: string }>().id
    expect((await ask('boqc', 'POST', `/api/delegations/${again}/end`, {})).statusCode).toBe(204)
    await ask('hanfang', 'POST', '/api/delegations', await wanted({ from: '2026-09-16', until: '2026-09-16' }))
    const lent = async () =>
      (await ask(deputy, 'GET', '/api/session')).json<{ posts: { forName?: string }[] }>().posts.some(post => post.forName !== undefined)
    expect(await lent()).toBe(true)
    clock.moveTo(new Date('2026-09-17T00:00:01+08:00'))
    expect(await lent()).toBe(false)
  })
  it('lists no act of a matter that whoever lent the post must keep away from by now', async () => {
    const { house } = town.running
    const { person } = (await ask('hanfang', 'GET', '/api/session')).json<{ person: string }>()
    await house.as({ kind: 'system', city: house.city, name: 'loops' }, tx =>
      sql`select engine.reseat(${matter}, '[]'::jsonb, ${[person]}::uuid[], array[]::text[])`.execute(tx),
    )
    expect((await ask('hanfang', 'GET', `/api/delegations/${given}/acts`)).json()).toEqual({ items: [] })
  })
})
