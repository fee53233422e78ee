import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

let town: LivingTown
beforeAll(async () => {
  town = await startTown('09-16T15:00')
})
afterAll(async () => {
  await town.running.stop()
})

interface Order {
  id: string
  what: string
  by: string
  releasedOn: string
  answers: { done: boolean; said: string }[]
}
const orders = async (login: string): Promise<Order[]> =>
  (await town.get(login, '/api/callback/repair-orders')).json<{ items: Order[] }>().items
const heard = { what_was_wrong: '三张表写同样的内容', cause: 'documents', head: 'mechanism', speed_agreed: false }
const poor = { levels: { result: 1 }, callback: { wanted: true, how: 'phone', by: 'department' } }
const order = (what: string, by: string, more: object = {}) => ({
  cause: 'documents',
  what_to_change: what,
  responsible: '窗口负责人',
  by,
  ...more,
})

/** A poor rating with a wish, called and ordered by the leader. */
const ordered = async (what: string, by: string, speed = false): Promise<string> => {
  const before = await town.work('hanfang')
  await town.rate(poor)
  const matter = (await town.work('hanfang')).find(id => !before.includes(id))!
  await town.act('hanfang', matter, 'record_call', { ...heard, speed_agreed: speed })
  await town.act('hanfang', matter, 'order_repair', order(what, by))
  return matter
}
/** Everything that whoever serves visitors can ask for, byte by byte; the demo's clock and the session's age aside. */
const everything = async (login: string): Promise<string> => {
  const answers: string[] = []
  for (const url of [
    '/api/session',
    '/api/evaluation/codes',
    '/api/callback/repair-orders',
    '/api/work',
    '/api/matters',
    '/api/boards/evaluation',
    '/api/boards/loop-health',
    '/api/evaluation/words',
  ]) {
    const { statusCode, headers, body } = await town.get(login, url)
    answers.push(`${url} ${statusCode} ${String(headers['content-length'])} ${body}`)
  }
  return answers.join('\n').replaceAll(/"asOf":"[^"]+"/g, '')
}

describe('a repair order', () => {
  let matter: string
  it('reaches the unit with the weekly list, due at the end of a whole week, and says nothing of the day of the rating', async () => {
    // Wednesday: the leader types the two days that a clock of five working days suggests, one of them before the list goes out.
    matter = await ordered('几张表合并为一张', '2026-09-18')
    await town.at('09-17T10:00')
    await ordered('收件清单贴在窗口', '2026-09-24')
    for (const login of ['luxm', 'hanfang']) expect(await orders(login), login).toEqual([])
    await town.at('09-20T23:59')
    expect(await orders('luxm')).toEqual([])
    await town.at('09-21T09:00')
    expect((await orders('luxm')).map(({ by, releasedOn }) => ({ by, releasedOn }))).toEqual([
      { by: '2026-09-27', releasedOn: '2026-09-21' },
      { by: '2026-09-27', releasedOn: '2026-09-21' },
    ])
    const body = (await town.get('luxm', '/api/callback/repair-orders')).body
    for (const told of [matter, '2026-09-16', '2026-09-17', '2026-09-18', '2026-09-24', '韩芳', '邓阿婆', '三张表'])
      expect(body).not.toContain(told)
  })

  it('is announced to the unit once, without content', async () => {
    await town.at('09-21T11:00')
    const told = town.sent().filter(one => one.template === 'callback.list_out')
    expect(told.map(one => one.text)).toEqual(['【回音】本单位有新的整改要求，请登录查看。'])
  })

  it('goes out today where the citizen agreed to speed, and still by whole weeks', async () => {
    await town.at('09-22T10:00')
    await ordered('叫号屏修好', '2026-09-23', true)
    expect((await orders('luxm'))[0]).toMatchObject({ what: '叫号屏修好', releasedOn: '2026-09-22', by: '2026-09-27' })
  })

  it('is answered by the unit, and the leader reads the answer on the card and is told; another unit finds no such order', async () => {
    const one = (await orders('luxm')).find(found => found.what === '几张表合并为一张')!
    const say = async (login: string, id: string, body: object) => {
      const cookie = (
        await town.running.app.inject({ method: 'POST', url: '/api/session', payload: { login, password: '柳渡口的水声 听得很远很远' } })
      ).cookies.find(known => known.name === 'huiyin_session')!.value
      return (
        await town.running.app.inject({
          method: 'POST',
          url: `/api/callback/repair-orders/${id}/answers`,
          payload: body,
          cookies: { huiyin_session: cookie },
        })
      ).statusCode
    }
    expect(await say('luxm', one.id, { done: true, said: '三张表并成了一张' })).toBe(201)
    expect(await say('luxm', one.id, { done: true, said: '' })).toBe(400)
    expect(await say('zhouyq', one.id, { done: true, said: '不是本单位' }), 'of another unit').toBe(404)
    expect(await say('luxm', '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c11', { done: true, said: '没有这张单' })).toBe(404)
    await town.running.beat()
    const page = (await town.get('hanfang', `/api/matters/${matter}`)).json<{ card: { orders: object[] } }>()
    expect(page.card.orders).toEqual([
      expect.objectContaining({
        what: '几张表合并为一张',
        by: '2026-09-27',
        releasedOn: '2026-09-21',
        answers: [{ done: true, said: '三张表并成了一张', answeredOn: '2026-09-22' }],
      }),
    ])
    expect(town.sent().filter(sent => sent.template === 'callback.order_answered')).toHaveLength(1)
    expect((await orders('luxm')).find(found => found.id === one.id)!.answers).toHaveLength(1)
  })
})

describe('a line of the list', () => {
  interface Page {
    matter: {
      kind: string
      stage: string
      openedAt: string
      unitName: string
      clocks: { dueOn: string; mark: string; because: string[] }[]
    }
    trail: { action: string; rung?: { do: string; tell: string } }[]
    card?: { order: { what: string; answers: object[] } }
  }
  const see = async (login: string, id: string): Promise<Page> => (await town.get(login, `/api/matters/${id}`)).json<Page>()
  const lines = async (login: string, query = 'kind=order'): Promise<{ id: string; stage: string }[]> =>
    (await town.get(login, `/api/matters?${query}`)).json<{ items: { id: string; stage: string }[] }>().items
  const overdue = async (login: string): Promise<string[]> =>
    (await town.get(login, '/api/boards/loop-health/repair_overdue')).json<{ items: { id: string }[] }>().items.map(item => item.id)
  let late: string

  it('is the head’s to answer by the day that the list says, and why; whoever serves visitors has the list alone', async () => {
    const mine = await lines('hanfang', 'kind=order&mine=true&open=true')
    expect(mine).toHaveLength(2)
    for (const { id } of mine) {
      const page = await see('hanfang', id)
      // Opened on the list's day to the minute of none of the calls, whoever looks when.
      expect([page.matter.openedAt.endsWith('T16:00:00.000Z'), page.matter.clocks[0]]).toEqual([
        true,
        expect.objectContaining({ dueOn: '2026-09-27', mark: 'in_time' }),
      ])
      expect(page.matter.clocks[0]!.because.join()).toMatch(/随清单发出.*2026-09-27.*2026-09-28/)
      expect((await town.get('luxm', `/api/matters/${id}`)).statusCode).toBe(404)
    }
    expect(await lines('luxm')).toEqual([])
    // What was answered on the list has moved its line.
    expect((await lines('hanfang')).map(line => line.stage).sort()).toEqual(['order_done', 'order_listed', 'order_listed'])
  })

  it('climbs from the head to the leader in charge, to the organ’s head and to 政法委, and stands on the board of what is late', async () => {
    late = (await lines('hanfang', 'kind=order&mine=true&open=true'))[0]!.id
    expect(await town.act('hanfang', late, 'answer_under_way', { said: '样张做好了，还没有换上' })).toBe('order_under_way')
    await town.at('09-28T09:00')
    expect(await overdue('hanfang')).toContain(late)
    await town.at('10-12T09:00')
    const { matter, trail } = await see('luocz', late)
    expect(trail.flatMap(entry => (entry.rung ? [`${entry.rung.do} ${entry.rung.tell}`] : []))).toEqual([
      'remind leader',
      'tell_superior superior',
      'tell_superior unit_head',
      'supervision_slip supervisor',
    ])
    expect(matter.clocks[0]).toMatchObject({ dueOn: '2026-09-27', mark: 'overdue' })
    const committee = (await town.get('zhouyq', '/api/matters?kind=order')).json<{ items: object[] }>().items
    for (const told of ['样张', '合并', '执行局', '窗口负责人']) expect(JSON.stringify(committee)).not.toContain(told)
  })

  it('is closed by the unit’s own word, which whoever gave the order reads, and leaves the board', async () => {
    expect(await town.act('hanfang', late, 'answer_done', { said: '样张已经全部换上' })).toBe('order_done')
    expect(await overdue('hanfang')).not.toContain(late)
    expect((await see('hanfang', late)).card?.order.answers).toEqual([
      expect.objectContaining({ done: false }),
      { done: true, said: '样张已经全部换上', answeredOn: '2026-10-12' },
    ])
    expect((await orders('luxm')).find(one => one.answers.some(answer => answer.said === '样张已经全部换上'))?.answers).toHaveLength(2)
  })
})

describe('the screens of whoever serves visitors', () => {
  it('do not change by one byte when ratings come in, whatever they say and whether a call was wished', async () => {
    for (const login of ['luxm', 'jiangyf']) {
      const before = await everything(login)
      await town.rate({ levels: { result: 5 } })
      await town.rate({ levels: { result: 1 }, reasons: ['rude'], words: '话难听' })
      await town.rate(poor)
      expect(await everything(login), login).toBe(before)
    }
  })
  it('show the codes of the own windows and count a showing for the whole city only', async () => {
    const cookie = (
      await town.running.app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { login: 'luxm', password: '柳渡口的水声 听得很远很远' },
      })
    ).cookies.find(known => known.name === 'huiyin_session')!.value
    for (let n = 0; n < 2; n++)
      expect(
        (await town.running.app.inject({ method: 'POST', url: '/api/evaluation/shown', payload: {}, cookies: { huiyin_session: cookie } }))
          .statusCode,
      ).toBe(204)
    expect((await town.get('zhouyq', '/api/evaluation/codes')).statusCode).toBe(403)
    const rows = await town.running.house.database
      .pool('migrate')
      .query<{ cohort: string; shown: number }>('set role huiyin_owner; select cohort, shown from evaluation.shown')
    expect((rows as unknown as { rows: object[] }[])[1]!.rows).toEqual([{ cohort: '2026-W42', shown: 2 }])
  })
})
