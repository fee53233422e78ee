import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

interface Item {
  readonly id: string
  readonly number: string
  readonly stageTitle: string
  readonly unitName: string
}
interface Bell {
  readonly unread: number
  readonly items: readonly {
    readonly id: string
    readonly about: string
    readonly matter?: { readonly id: string }
    readonly on: string
    readonly read: boolean
  }[]
  readonly next?: string
}

let town: LivingTown
let call = ''
const secret = '抄了三遍同一张表'
beforeAll(async () => {
  town = await startTown('09-16T15:00')
  const wish = { wanted: true, how: 'phone', by: 'department', phone: '13900000000' }
  await town.rate({ overall: 2, levels: { result: 1 }, reasons: ['same_form_again'], words: secret, callback: wish })
  await town.rate({ overall: 3, sealed: '有人收了两条烟' })
  await town.at('09-16T15:10')
  call = (await town.work('hanfang'))[0]!
}, 120_000)
afterAll(() => town?.running.stop())

const list = async (login: string, query: string): Promise<readonly Item[]> =>
  (await town.get(login, `/api/matters?limit=200${query}`)).json<{ items: Item[] }>().items
const bell = async (login: string, query = ''): Promise<Bell> => (await town.get(login, `/api/bell${query}`)).json<Bell>()
const everybody = ['luxm', 'hanfang', 'shenyue', 'luocz', 'helq', 'zhouyq', 'huifang', 'guosz', 'guxc', 'boqc', 'yuwl', 'fengxia'] as const

describe('finding a matter (A-10)', () => {
  it('finds by any three signs of its number, by its unit, its kind and its stage, whatever else the list narrows', async () => {
    const [item] = (await list('hanfang', '')).filter(one => one.id === call)
    const signs = item!.number.replace('-', '')
    for (const find of [
      signs.slice(0, 3),
      signs.slice(3, 6),
      signs.slice(6).toLowerCase(),
      item!.number.slice(3, 7),
      item!.stageTitle,
      item!.unitName.slice(0, 3),
      '回访',
    ]) {
      expect(
        (await list('hanfang', `&find=${encodeURIComponent(find)}`)).map(one => one.id),
        find,
      ).toContain(call)
    }
    expect(await list('hanfang', `&find=${signs.slice(0, 3)}&open=false`)).toEqual([])
  })

  it('finds for nobody what his list does not hold: not by the whole number, not by a word, not in a count', async () => {
    for (const login of everybody) {
      const shown = new Set((await list(login, '')).map(one => one.id))
      for (const wanted of everybody) {
        for (const { id, number, stageTitle } of await list(wanted, '')) {
          for (const find of [number, number.slice(0, 3), stageTitle]) {
            const found = await list(login, `&find=${encodeURIComponent(find)}`)
            expect(
              found.filter(one => !shown.has(one.id)),
              `${login} ${find}`,
            ).toEqual([])
            if (find === number)
              expect(
                found.some(one => one.id === id),
                `${login} ${find}`,
              ).toBe(shown.has(id))
          }
        }
      }
    }
  })

  it('does not search what is sealed: neither the citizen’s words nor a number of a telephone, not even for whoever reads them', async () => {
    for (const login of ['hanfang', 'guosz'])
      for (const find of [secret.slice(0, 4), '两条烟', '13900000000'])
        expect(await list(login, `&find=${encodeURIComponent(find)}`), `${login} ${find}`).toEqual([])
  })
})

describe('the bell', () => {
  it('tells whoever calls that a call waits, by the day and without a word of it; whoever was rated hears nothing', async () => {
    const { unread, items } = await bell('hanfang')
    expect({ unread, items: items.map(({ about, matter, on, read }) => ({ about, matter: matter?.id, on, read })) }).toEqual({
      unread: 1,
      items: [{ about: 'callback.leader', matter: call, on: '2026-09-16', read: false }],
    })
    expect(JSON.stringify(items)).not.toMatch(/三遍|13900|T\d\d:/)
    expect(await bell('luxm')).toEqual({ unread: 0, items: [] })
  })

  it('says of a report that something waits, and leads to none', async () => {
    expect((await bell('guosz')).items.map(({ about, matter }) => ({ about, matter }))).toEqual([
      { about: 'discipline.rung', matter: undefined },
    ])
  })

  it('marks one line or all of them as read, and nobody else’s', async () => {
    const [line] = (await bell('hanfang')).items
    expect((await town.post('fengxia', '/api/bell/read', { ids: [line!.id] })).statusCode).toBe(204)
    expect((await bell('hanfang')).unread).toBe(1)
    expect((await town.post('hanfang', '/api/bell/read', { ids: [line!.id] })).statusCode).toBe(204)
    expect(await bell('hanfang')).toMatchObject({ unread: 0, items: [{ read: true }] })
    expect((await town.post('guosz', '/api/bell/read', {})).statusCode).toBe(204)
    expect((await bell('guosz')).unread).toBe(0)
  })

  it('holds no line of a matter that one no longer sees: neither the line nor a count of it stays behind', async () => {
    const { house } = town.running
    const person = (await town.get('hanfang', '/api/session')).json<{ person: string }>().person
    await house.as({ kind: 'system', city: house.city, name: 'loops' }, tx => house.engine.seat(tx, call, { seats: [], barred: [person] }))
    expect((await list('hanfang', '')).map(one => one.id)).not.toContain(call)
    expect(await bell('hanfang')).toEqual({ unread: 0, items: [] })
  })

  it('says that the account was opened at a second place', async () => {
    const seen = (await bell('shenyue')).items.length
    await town.running.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { login: 'shenyue', password: '柳渡口的水声 听得很远很远' },
    })
    expect((await bell('shenyue')).items.map(one => one.about)).toContain('session.elsewhere')
    expect((await bell('shenyue')).items.length).toBe(seen + 1)
  })

  it('pages by day and chance, and forgets what is older than the programme keeps', async () => {
    for (let n = 0; n < 2; n++)
      await town.running.app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { login: 'shenyue', password: '柳渡口的水声 听得很远很远' },
      })
    const whole = (await bell('shenyue', '?limit=100')).items.map(one => one.id)
    const first = await bell('shenyue', '?limit=2')
    const then = await bell('shenyue', `?limit=100&cursor=${first.next!}`)
    expect([...first.items, ...then.items].map(one => one.id)).toEqual(whole)
    expect((await bell('shenyue', '?cursor=notours&limit=100')).items.map(one => one.id)).toEqual(whole)
    const { forgetBell } = await import('../../src/dashboards/bell/index.ts')
    expect(await forgetBell(town.running.house)).toBe(0)
    await town.at('12-20T10:00')
    await forgetBell(town.running.house)
    expect((await bell('shenyue', '?limit=100')).items.filter(one => whole.includes(one.id))).toEqual([])
  })
})

describe('a filter under a name', () => {
  interface Views {
    readonly mayShare: boolean
    readonly items: readonly {
      readonly id: string
      readonly name: string
      readonly filter: object
      readonly own: boolean
      readonly shared: boolean
      readonly first: boolean
    }[]
  }
  const views = async (login: string): Promise<Views> => (await town.get(login, '/api/views')).json<Views>()
  const save = (login: string, name: string, filter: object, listed = 'matters') =>
    town.post(login, '/api/views', { list: listed, name, filter })

  it('is one’s own until it is shared with one’s unit; only one of a list opens with it, and only for whom it was set', async () => {
    const made = [
      await save('hanfang', '快到期的', { mark: 'near' }),
      await save('hanfang', '等我办的', { mine: 'true', kind: 'callback' }),
    ].map(answer => answer.json<{ id: string }>().id)
    expect((await save('hanfang', '快到期的', { mark: 'overdue' })).json()).toMatchObject({ type: 'urn:huiyin:view_name_taken' })
    for (const id of made) expect((await town.post('hanfang', `/api/views/${id}`, { first: true })).statusCode).toBe(204)
    expect((await views('hanfang')).items.map(({ name, first, own }) => ({ name, first, own }))).toEqual(
      [
        { name: '快到期的', first: false, own: true },
        { name: '等我办的', first: true, own: true },
      ].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    )
    expect((await views('luxm')).items).toEqual([])
    expect((await town.post('hanfang', `/api/views/${made[1]!}`, { shared: true })).statusCode).toBe(204)
    expect((await views('luxm')).items.map(({ name, first, own, shared }) => ({ name, first, own, shared }))).toEqual([
      { name: '等我办的', first: false, own: false, shared: true },
    ])
    expect((await views('fengxia')).items).toEqual([])
    expect((await town.post('luxm', `/api/views/${made[1]!}`, { first: true })).statusCode).toBe(404)
    expect((await town.as('luxm', { method: 'DELETE', url: `/api/views/${made[1]!}` })).statusCode).toBe(404)
    expect((await town.as('hanfang', { method: 'DELETE', url: `/api/views/${made[1]!}` })).statusCode).toBe(204)
  })

  it('holds words of the house alone: no number, no search, no name of a person', async () => {
    for (const filter of [{ number: '3F7' }, { find: '张大爷' }, { kind: '张大爷' }, { mine: '13900000000' }])
      expect((await save('hanfang', '一个', filter)).statusCode, JSON.stringify(filter)).toBe(400)
    for (const name of ['张大爷的件', '13900000000', '欠款3万元'])
      expect((await save('hanfang', name, { mark: 'near' })).json(), name).toMatchObject({ type: 'urn:huiyin:view_name_personal' })
    expect((await save('zhouyq', '每天先看', { key: 'call_overdue' }, 'loop_health')).statusCode).toBe(201)
    expect((await save('zhouyq', '不存在的', { key: 'somewhere' }, 'loop_health')).statusCode).toBe(400)
  })

  it('that is shared is taken away by whoever arranges the lists of the unit when its owner has gone; what is not shared stays his', async () => {
    const [shared, kept] = [await save('hanfang', '共用的', { mark: 'near' }), await save('hanfang', '自己的', { mark: 'overdue' })].map(
      answer => answer.json<{ id: string }>().id,
    )
    expect((await town.post('hanfang', `/api/views/${shared!}`, { shared: true })).statusCode).toBe(204)
    const drop = async (id: string) => (await town.as('luxm', { method: 'DELETE', url: `/api/views/${id}` })).statusCode
    expect(await drop(shared!)).toBe(404)
    const { as, city, keys } = town.running.house
    await as({ kind: 'system', city, name: 'import' }, tx =>
      sql`insert into org.post (city, id, unit, role, person, deputy, held_from) select h.city, ${keys.uuid()}, h.unit, 'leader', l.person, 1, '2026-01-05'
        from org.account a join org.post h on h.city = a.city and h.person = a.person and h.role = 'leader', org.account l where a.login = 'hanfang' and l.login = 'luxm' limit 1`.execute(
        tx,
      ),
    )
    expect(await drop(kept!)).toBe(404)
    expect(await drop(shared!)).toBe(204)
    expect((await views('hanfang')).items.map(one => one.name)).not.toContain('共用的')
    await as({ kind: 'system', city, name: 'import' }, tx =>
      sql`update org.post set held_until = '2026-01-06' where deputy = 1 and held_from = '2026-01-05' and person = (select person from org.account where login = 'luxm')`.execute(
        tx,
      ),
    )
  })

  it('is not shared by whoever serves visitors', async () => {
    const { id } = (await save('luxm', '自己看', { mark: 'near' })).json<{ id: string }>()
    expect((await views('luxm')).mayShare).toBe(false)
    expect((await town.post('luxm', `/api/views/${id}`, { shared: true })).statusCode).toBe(403)
  })
})

it('how one wants the console to be is remembered per person, wherever he signs in', async () => {
  expect((await town.get('hanfang', '/api/own-choices')).json()).toEqual({ keys: true, tour: 'new', tourStep: 0 })
  expect((await town.post('hanfang', '/api/own-choices', { keys: false, tour: 'left', tourStep: 3 })).statusCode).toBe(204)
  expect((await town.get('hanfang', '/api/own-choices')).json()).toEqual({ keys: false, tour: 'left', tourStep: 3 })
  expect((await town.get('fengxia', '/api/own-choices')).json()).toEqual({ keys: true, tour: 'new', tourStep: 0 })
})
