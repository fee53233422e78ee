import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { startWholeHouse, townPassword } from '../../../test/wholeHouse.ts'
import type { WholeHouse } from '../../../test/wholeHouse.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { watchesOf } from './rules.ts'

const [system, security, audit, leader] = ['guxc', 'boqc', 'yuwl', 'hanfang'] as const
let whole: WholeHouse
const cookies = new Map<string, string>()
beforeAll(async () => {
  whole = await startWholeHouse({
    database: await freshDatabase(),
    demo: true,
    start: '2026-09-16T15:00:00+08:00',
    console: false,
    logins: [system, security, audit, leader],
  })
})
afterAll(() => whole?.running.stop())

const ask = async (login: string, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) => {
  if (!cookies.has(login)) {
    const answer = await whole.running.app.inject({ method: 'POST', url: '/api/session', payload: { login, password: townPassword } })
    cookies.set(login, answer.cookies.find(one => one.name === 'huiyin_session')?.value ?? '')
  }
  return whole.running.app.inject({ method, url, cookies: { huiyin_session: cookies.get(login) ?? '' }, ...(payload ? { payload } : {}) })
}
const because = (answer: { json: () => unknown }): string => (answer.json() as { type: string }).type.replace('urn:huiyin:', '')
const items = async <T>(login: string, url: string): Promise<readonly T[]> => (await ask(login, 'GET', url)).json<{ items: T[] }>().items
const acts = async (): Promise<readonly string[]> => (await items<{ act: string }>(audit, '/api/access-trail')).map(one => one.act)
interface Unit {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly parentName: string | null
  readonly address: string | null
}
const unitOf = async (code: string): Promise<Unit> =>
  (await items<Unit>(system, `/api/register/units?search=${code}`)).find(one => one.code === code)!

describe('units', () => {
  it('are listed by pages and narrowed by level, kind of organ and letters, for the three administrators alone', async () => {
    const first = (await ask(system, 'GET', '/api/register/units')).json<{ items: Unit[]; next?: string }>()
    expect(first.items).toHaveLength(50)
    const second = (await ask(audit, 'GET', `/api/register/units?cursor=${first.next}`)).json<{ items: Unit[] }>()
    expect(second.items.some(one => first.items.some(other => other.id === one.id))).toBe(false)
    expect(
      (await items<Unit>(security, `/api/register/units?search=${encodeURIComponent('执行局')}&level=county`)).every(one =>
        one.name.includes('执行局'),
      ),
    ).toBe(true)
    expect((await ask(leader, 'GET', '/api/register/units')).statusCode).toBe(403)
  })

  it('are added and renamed by the system administrator with a mark on the trail; a code means one unit for ever', async () => {
    const court = await unitOf('ld.court')
    const made = await ask(system, 'POST', '/api/register/units', {
      code: 'ld.court.tax',
      name: '涉税庭',
      kind: 'department',
      level: 'county',
      organ: 'court',
      parent: court.id,
      address: '柳渡区法院二楼',
    })
    expect(made.statusCode).toBe(201)
    expect(
      because(
        await ask(system, 'POST', '/api/register/units', {
          code: 'ld.court.tax',
          name: '又一个',
          kind: 'department',
          level: 'county',
          organ: 'court',
          parent: court.id,
        }),
      ),
    ).toBe('unit_code_taken')
    expect(
      because(
        await ask(system, 'POST', '/api/register/units', {
          code: 'ld.orphan',
          name: '没有上级的部门',
          kind: 'department',
          level: 'county',
          organ: 'court',
        }),
      ),
    ).toBe('unit_parent_wrong')
    expect((await ask(security, 'POST', `/api/register/units/${court.id}`, { name: '改名' })).statusCode).toBe(403)
    const { id } = made.json<{ id: string }>()
    expect((await ask(system, 'POST', `/api/register/units/${id}`, { name: '税务审判庭' })).statusCode).toBe(204)
    expect((await ask(audit, 'GET', `/api/register/units/${id}`)).json()).toMatchObject({
      name: '税务审判庭',
      address: null,
      parentName: court.name,
      edges: [],
      posts: [],
      windows: [],
    })
    expect(await acts()).toEqual(expect.arrayContaining(['unit_added', 'unit_renamed']))
  })

  it('show what stands above and below them, who holds their posts now and did before, and their windows', async () => {
    const { id } = await unitOf('ld.court')
    const page = (await ask(audit, 'GET', `/api/register/units/${id}`)).json<{
      edges: { lower: string; line: string }[]
      posts: { role: string; time: string }[]
    }>()
    expect(page.edges.map(one => one.line)).toEqual(expect.arrayContaining(['system', 'territory']))
    expect(page.posts).toEqual(expect.arrayContaining([expect.objectContaining({ role: 'head', time: 'now' })]))
  })
})

describe('windows', () => {
  interface Window {
    readonly id: string
    readonly code: string
    readonly name: string
    readonly unitName: string
  }
  const windows = (query: string) => items<Window>(system, `/api/register/windows?${query}`)

  it('are added, renamed, closed and opened again by the system administrator; a line that the programme has not is refused', async () => {
    const { id: unit } = await unitOf('ld.court.enforcement')
    expect(
      because(await ask(system, 'POST', '/api/register/windows', { unit, code: 'LDFY-T1', name: '新窗口', line: 'court.nothing' })),
    ).toBe('line_not_known')
    const { id } = (
      await ask(system, 'POST', '/api/register/windows', { unit, code: 'LDFY-T1', name: '新窗口', line: 'court.window' })
    ).json<{ id: string }>()
    expect((await ask(system, 'POST', `/api/register/windows/${id}`, { name: '执行接待窗口', line: 'court.window' })).statusCode).toBe(204)
    expect(await windows('search=LDFY-T1')).toMatchObject([{ name: '执行接待窗口' }])
    expect((await ask(system, 'POST', `/api/register/windows/${id}/close`, {})).statusCode).toBe(204)
    expect(because(await ask(system, 'POST', `/api/register/windows/${id}/close`, {}))).toBe('window_state')
    expect((await whole.running.app.inject({ url: '/w/LDFY-T1' })).statusCode).toBe(404)
    expect((await ask(system, 'POST', `/api/register/windows/${id}/open`, {})).statusCode).toBe(204)
    expect((await whole.running.app.inject({ url: '/w/LDFY-T1' })).statusCode).toBe(200)
    expect((await ask(leader, 'POST', `/api/register/windows/${id}/close`, {})).statusCode).toBe(403)
  })

  it('take a new code when the old sheet is in wrong hands: the old one opens nothing, and means no other window ever', async () => {
    const [window] = await windows('search=LDFY-T1')
    expect((await ask(system, 'POST', `/api/register/windows/${window!.id}/code`, { code: 'LDFY-T2' })).statusCode).toBe(201)
    expect((await whole.running.app.inject({ url: '/w/LDFY-T1' })).statusCode).toBe(404)
    expect((await whole.running.app.inject({ url: '/w/LDFY-T2' })).statusCode).toBe(200)
    const [renewed] = await windows('search=LDFY-T2')
    expect(because(await ask(system, 'POST', `/api/register/windows/${renewed!.id}/code`, { code: 'LDFY-T1' }))).toBe('window_code_taken')
    // Refused as a whole: the window stands as it stood.
    expect(await windows('search=LDFY-T2&state=open')).toHaveLength(1)
    expect(await acts()).toEqual(
      expect.arrayContaining(['window_added', 'window_changed', 'window_closed', 'window_opened', 'window_code_renewed']),
    )
  })
})

describe('the roster of duty', () => {
  it('is laid out night by night, in the order given; a night that has begun is not written afterwards', () => {
    const rota = { unit: 'u', people: ['a', 'b'], from: '2026-09-30', until: '2026-10-02', begins: '18:00', ends: '09:00' }
    const watches = watchesOf(rota, new Date('2026-09-16T07:00:00Z'))
    expect(watches).toEqual([
      { unit: 'u', person: 'a', fromAt: new Date('2026-09-30T10:00:00Z'), untilAt: new Date('2026-10-01T01:00:00Z') },
      { unit: 'u', person: 'b', fromAt: new Date('2026-10-01T10:00:00Z'), untilAt: new Date('2026-10-02T01:00:00Z') },
      { unit: 'u', person: 'a', fromAt: new Date('2026-10-02T10:00:00Z'), untilAt: new Date('2026-10-03T01:00:00Z') },
    ])
    const faultOf = (given: object, now = '2026-09-16T07:00:00Z'): unknown => {
      const found = watchesOf({ ...rota, ...given }, new Date(now))
      return isRefusal(found) ? found.because : null
    }
    expect(faultOf({ until: '2026-09-29' })).toBe('watch_backwards')
    expect(faultOf({ until: '2027-09-29' })).toBe('watch_too_far')
    expect(faultOf({}, '2026-09-30T10:00:00Z')).toBe('watch_begun')
  })

  it('takes those who lead there anyway and nobody else, each night once; a night to come is taken back, one that has begun stays', async () => {
    const { id: unit } = await unitOf('ld.police')
    const leaders = await items<{ person: string; code: string }>(
      system,
      `/api/register/duty/leaders?unit=${unit}&from=2026-09-20&until=2026-09-23`,
    )
    expect(leaders.map(one => one.code)).toEqual(expect.arrayContaining(['YX0014', 'YX0077']))
    const rota = {
      unit,
      people: leaders.filter(one => ['YX0014', 'YX0077'].includes(one.code)).map(one => one.person),
      from: '2026-09-20',
      until: '2026-09-22',
      begins: '18:00',
      ends: '09:00',
    }
    expect((await ask(system, 'POST', '/api/register/duty', rota)).json()).toEqual({ entered: 3 })
    expect(because(await ask(system, 'POST', '/api/register/duty', rota))).toBe('watch_meets')
    const clerk = (await items<{ person: string }>(security, '/api/accounts?search=luxm')).map(one => one.person)
    expect(
      because(
        await ask(system, 'POST', '/api/register/duty', {
          ...rota,
          people: clerk.length > 0 ? clerk : [unit],
          from: '2026-10-20',
          until: '2026-10-20',
        }),
      ),
    ).toBe('watch_not_a_leader')
    const [night] = await items<{ id: string; begun: boolean }>(audit, `/api/register/duty?unit=${unit}&from=2026-09-20&until=2026-09-22`)
    expect(night!.begun).toBe(false)
    expect((await ask(security, 'DELETE', `/api/register/duty/${night!.id}`)).statusCode).toBe(403)
    expect((await ask(system, 'DELETE', `/api/register/duty/${night!.id}`)).statusCode).toBe(204)
    expect(await acts()).toEqual(expect.arrayContaining(['watches_entered', 'watch_removed']))
  })
})
