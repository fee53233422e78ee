import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runLoops, runSweep } from '../../engine/index.ts'
import type { Viewer } from '../../org/viewer.ts'
import { buildHttp } from '../../platform/http/index.ts'
import { silentLog } from '../../platform/log.ts'
import { callback } from './module.ts'
import { timed } from './timed.ts'
import {
  closeStory,
  openStory,
  city,
  clock,
  rooms,
  loops,
  unit,
  person,
  who,
  loopsViewer,
  house,
  wish,
  act,
  told,
  cardFor,
  messages,
  heard,
  repair,
  workThrough,
  web,
} from '../../../test/callbackStory.ts'
import type { Person } from '../../../test/callbackStory.ts'

beforeAll(openStory)
afterAll(closeStory)

describe("one call from the rating to the citizen's last word", () => {
  it('goes up one level with every no, until the citizen is content', async () => {
    const { matter, code } = await wish()
    expect((await messages()).filter(one => one.to === '139leader').map(one => one.text)).toEqual([
      expect.stringMatching(/^【回音】您有1件待回访，请于9月15日24:00前登录办理，尾号.{4}。$/),
    ])
    expect(await act(who.leader, matter, 'acknowledge')).toBe('awaiting_contact')
    expect(await act(who.leader, matter, 'acknowledge')).toBe('already_acknowledged')
    expect(await act(who.leader, matter, 'record_attempt', { outcome: 'no_answer' })).toBe('awaiting_contact')
    expect(await act(who.leader, matter, 'conclude_unreachable')).toBe('attempts_missing')
    expect((await cardFor(who.leader, matter))?.contact).toEqual({ opened: false })
    await act(who.leader, matter, 'open_number', { purpose: 'first_call' })
    expect((await cardFor(who.leader, matter))?.contact).toEqual({ opened: true, number: '13700001111' })
    expect(await cardFor(who.deputy, matter)).toBeUndefined()
    await workThrough(who.leader, matter)
    expect((await messages()).some(one => one.to === '13700001111')).toBe(true)

    const app = await web()
    const say = (word: string) =>
      app.inject({
        method: 'POST',
        url: `/follow/${code}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: `say=${word}`,
      })
    expect((await app.inject({ url: `/follow/${code}` })).body).toContain('现在解决了吗')
    expect((await say('unsolved')).headers['location']).toBe(`/follow/${code}?heard=word`)
    await runLoops(house, rooms, loops)
    expect(await house.engine.read(who.leader, matter), 'another checker: the first one sees it no more').toBeUndefined()
    await workThrough(who.deputy, matter)
    await say('unsolved')
    await runLoops(house, rooms, loops)
    expect(await house.engine.read(who.deputy, matter)).toBeUndefined()
    await workThrough(who.above, matter)
    expect((await say('solved')).statusCode).toBe(303)
    expect((await house.engine.read(who.above, matter))?.matter).toMatchObject({ stage: 'solved', ending: 'solved', round: 3 })
    expect((await say('unsolved')).statusCode, 'after the last organ a no is kept').toBe(303)
    expect((await house.engine.read(who.above, matter))?.matter).toMatchObject({ stage: 'unsolved', round: 3 })
    expect((await app.inject({ url: `/follow/${code}` })).body).not.toMatch(/很不满意|等太久|跑了三趟/)
    await app.close()
  })

  it('shows the rated nothing but an order on the weekly list', async () => {
    const { matter } = await wish()
    await act(who.leader, matter, 'record_call', heard)
    await act(who.leader, matter, 'order_repair', repair())
    expect(await house.engine.read(who.rated, matter)).toBeUndefined()
    expect(await cardFor(who.rated, matter)).toBeUndefined()
    expect((await house.engine.list(who.rated, {})).items).toEqual([])
    const orders = await house.as(who.rated, tx => sql<Record<string, unknown>>`select * from callback.repair_order`.execute(tx))
    expect(orders.rows.length).toBeGreaterThan(0)
    for (const row of orders.rows)
      expect(Object.keys(row).sort()).toEqual(['by_day', 'cause', 'city', 'clocked', 'id', 'released_on', 'responsible', 'unit', 'what'])
    expect(orders.rows.map(row => row['released_on'])).not.toContain('2026-09-14')
    expect((await house.as(who.committee, tx => sql`select * from callback.repair_order`.execute(tx))).rows).toEqual([])
  })

  it('bars a rated leader and goes around', async () => {
    const { matter } = await wish({ rated: [who.leader.person] })
    expect(await house.engine.read(who.leader, matter)).toBeUndefined()
    expect((await house.engine.read(who.deputy, matter))?.matter.sight).toBe('full')
  })

  it('lets nobody but the caller read a word, and a superior one explanation once he is asked to judge it', async () => {
    const { matter } = await wish({ rated: [] })
    const seen = async (viewer: Person): Promise<string> =>
      JSON.stringify([await house.engine.read(viewer, matter), await cardFor(viewer, matter)])
    const secrets = /桂花|等太久|跑了三趟|材料要了三次|很不满意|立案登记/
    expect(await seen(who.leader)).toMatch(secrets)
    await act(who.leader, matter, 'record_call', heard)
    for (const viewer of [who.deputy, who.head, who.committee]) expect(await seen(viewer)).not.toMatch(secrets)
    const explained = { asked: '希望免交复印费', article: '诉讼费用交纳办法第二条', explanation: '复印费按规定收取，困难的可以申请缓交' }
    expect(await act(who.leader, matter, 'explain', { ...explained, asked: '王女士希望免交9月3日的复印费' })).toBe('text_gives_hints')
    await act(who.leader, matter, 'explain', explained)
    expect(await cardFor(who.deputy, matter), 'a look is an act').toBeUndefined()
    await act(who.deputy, matter, 'open_explanation')
    expect(await cardFor(who.deputy, matter)).toEqual({ reading: explained })
    expect(await seen(who.deputy)).not.toMatch(secrets)
    for (const viewer of [who.head, who.committee, who.above, who.rated]) expect(await seen(viewer)).not.toContain('复印费')
    expect(
      (
        await house.as(who.stationed, tx =>
          sql<{ person: string }>`select distinct person from callback.card_read where matter = ${matter}`.execute(tx),
        )
      ).rows,
    ).toEqual([{ person: who.leader.person }])
    await act(who.deputy, matter, 'agree_explanation')
    expect(await cardFor(who.deputy, matter), 'judged, so there is nothing left to read').toBeUndefined()
  })

  it('speaks with the post and the surname of whoever calls', async () => {
    const { matter } = await wish({ rated: [] })
    expect((await cardFor(who.leader, matter))?.script[0]).toContain('我是执行局部门负责人，姓韩')
    const stand_in: Person = { ...person('秦川', unit.division, 'leader'), posts: who.leader.posts }
    expect((await cardFor(stand_in, matter))?.script[0]).toContain('我是执行局部门负责人，姓秦')
  })

  it('gives 政法委 and the head clocks without words', async () => {
    const { matter } = await wish()
    for (const viewer of [who.deputy, who.head, who.committee]) {
      expect((await house.engine.read(viewer, matter))?.matter.sight).toBe('progress')
      expect(await cardFor(viewer, matter)).toBeUndefined()
    }
  })

  it('takes what a handed over matter holds from the department, gives discipline a report, and looks like a matter that was withdrawn, to the letter: a hole would tell of it', async () => {
    const { matter, code } = await wish()
    const other = await wish()
    for (const one of [matter, other.matter]) await act(who.leader, one, 'record_call', heard)
    expect(await act(who.leader, matter, 'hand_over', { what: '说要请吃饭才给办' })).toBe('handed_over')
    await act({ kind: 'citizen', city, matter: other.matter }, other.matter, 'withdraw')
    const seen = async (viewer: Viewer, one: string): Promise<unknown> => {
      const page = await house.engine.read(viewer, one)
      const { id: _id, number: _number, ...shell } = page!.matter
      return { shell, trail: page!.trail, may: page!.may, card: await cardFor(viewer, one) }
    }
    for (const viewer of [who.leader, who.deputy, who.head, who.committee]) {
      expect(await seen(viewer, matter), viewer.name).toEqual(await seen(viewer, other.matter))
      expect(JSON.stringify(await seen(viewer, matter))).not.toMatch(/hand|移送|withdraw|撤回|跑了三趟/)
      for (const stage of ['handed_over', 'withdrawn', 'no_further_contact']) {
        const ids = (await house.engine.list(viewer, { kind: 'callback', stage: [stage] })).items.map(item => item.id)
        expect([ids.includes(matter), ids.includes(other.matter)], `${viewer.name} ${stage}`).toEqual([true, true])
      }
    }
    const app = await web()
    const followed = async (of: string): Promise<unknown> => (await app.inject({ url: `/api/follow/${of}` })).json()
    expect(await followed(code), 'whoever makes her show the page learns neither').toEqual(await followed(other.code))
    await app.close()
    const { items } = await house.engine.list(who.stationed, { kind: 'report' })
    expect(items).toHaveLength(1)
    expect((await house.engine.read(who.stationed, items[0]!.id))?.trail[0]?.input).toMatchObject({
      source: 'call_card',
      words: '说要请吃饭才给办',
    })
    expect((await house.engine.list(who.leader, { kind: 'report' })).items).toEqual([])
  })

  it('passes pressure on to discipline without a mark on the trail that the caller reads', async () => {
    const { matter, code } = await wish()
    const app = await web()
    const before = (await house.engine.read(who.leader, matter))?.trail.length
    expect(
      (await app.inject({ method: 'POST', url: `/follow/${code}`, payload: { hurt: true, words: '有人打电话让我改评' } })).json(),
    ).toEqual({ heard: 'hurt' })
    await runLoops(house, rooms, loops)
    expect((await house.engine.read(who.leader, matter))?.trail.length).toBe(before)
    const reports = (await house.engine.list(who.stationed, { kind: 'report' })).items
    const words = await Promise.all(
      reports.map(async one => ((await house.engine.read(who.stationed, one.id))?.trail[0]?.input as { words: string } | undefined)?.words),
    )
    expect(words).toContain('有人打电话让我改评')
    await app.close()
  })

  it('opens a wish once, however often the announcement is repeated, and knows no strange code', async () => {
    const app = await web()
    expect((await app.inject({ url: '/api/follow/9999999999999999' })).statusCode).toBe(404)
    expect((await app.inject({ url: '/follow/9999999999999999' })).headers['location']).toBe('/receipt/9999999999999999')
    await app.close()
  })

  it('reminds in office time until the caller has seen it, and ends what stayed without a word', async () => {
    const { matter } = await wish({ rated: [] })
    const run = (name: string) => timed.find(one => one.name === name)!.run(house, clock.now())
    clock.moveTo(new Date('2026-09-14T13:00:00+08:00'))
    const count = await told()
    await run('callback.remind')
    const after = await told()
    expect(after).toBeGreaterThan(count)
    await run('callback.remind')
    expect(await told(), 'not again before the hours have passed').toBe(after)
    await workThrough(who.leader, matter)
    clock.moveTo(new Date('2026-09-22T00:00:01+08:00'))
    await run('callback.conclude')
    expect((await house.engine.read(who.leader, matter))?.matter).toMatchObject({ stage: 'citizen_silent', ending: 'citizen_silent' })
  })

  it('refuses an order that names a day until the writer has looked, and offers no second reading to the writer', async () => {
    const { matter } = await wish({ rated: [] })
    await act(who.leader, matter, 'record_call', heard)
    const order = { ...(repair() as object), what_to_change: '9月3日那次应当一次讲全' }
    expect(await act(who.leader, matter, 'order_repair', order)).toBe('text_gives_hints')
    expect(await act(who.leader, matter, 'order_repair', { ...order, checked_hints: true })).toBe('being_put_right')
    expect(
      await act(who.leader, matter, 'explain', {
        asked: '希望马上恢复执行',
        article: '民事诉讼法第二百五十七条',
        explanation: '法律规定这种情形要先中止，条件具备再恢复',
      }),
    ).toBe('awaiting_second_reader')
    const both: Person = { ...who.leader, posts: [...who.leader.posts, { unit: unit.court, role: 'deputy_head' }] }
    expect(await act(both, matter, 'open_explanation')).toBe('own_explanation')
    expect(await act(both, matter, 'agree_explanation')).toBe('own_explanation')
    const namesake: Person = { ...who.deputy, name: who.leader.name }
    expect(await act(who.deputy, matter, 'agree_explanation'), 'not unread').toBe('read_first')
    expect(await act(namesake, matter, 'open_explanation'), "whoever has the writer's name is not the writer").toBe(
      'awaiting_second_reader',
    )
    expect(await act(who.deputy, matter, 'agree_explanation')).toBe('awaiting_word_on_explanation')
  })

  it("opens one repair for a unit's released reasons, which the centre checks", async () => {
    const payload = { unit: unit.division, unitName: '执行局', batch: '2026-W37', reasons: [{ code: 'waiting', title: '等太久' }] }
    for (let n = 0; n < 2; n++) await house.as(loopsViewer, tx => house.engine.announce(tx, 'evaluation.reasons_released', payload))
    await runLoops(house, rooms, loops)
    const { items } = await house.engine.list(who.leader, { kind: 'repair' })
    expect(items).toHaveLength(1)
    expect(await act(who.leader, items[0]!.id, 'plan', { measure: '增开一个窗口', responsible: '内勤' })).toBe('being_put_right')
    expect((await house.engine.list(who.rated, { kind: 'repair' })).items).toEqual([])
  })

  it('tells each seat of the ladder once, the leader first and the one above when it is late', async () => {
    await wish({ rated: [] })
    clock.moveTo(new Date('2026-10-14T09:00:00+08:00'))
    await runSweep(house, rooms, clock.now())
    await runLoops(house, rooms, loops)
    const sent = (await messages()).filter(one => one.to === '139deputy' && one.text.includes('逾期')).length
    expect(sent).toBeGreaterThan(0)
    await runSweep(house, rooms, clock.now())
    await runLoops(house, rooms, loops)
    expect((await messages()).filter(one => one.to === '139deputy' && one.text.includes('逾期'))).toHaveLength(sent)
    for (const { text } of await messages()) expect([...text].length).toBeLessThanOrEqual(70)
  })

  it('answers the same page for every rating with the same wish, whatever was said', async () => {
    const app = await web()
    const mild = await wish({
      levels: { result: { title: '办理结果', level: 5, levelTitle: '非常满意' } },
      poor: false,
      reasons: [],
      words: undefined,
      rated: [],
    })
    const harsh = await wish({ words: '骂人'.repeat(400), rated: [] })
    const page = async (code: string): Promise<string> =>
      (await app.inject({ url: `/follow/${code}` })).body
        .replaceAll(/nonce="[^"]*"/g, '')
        .replaceAll(code, '')
        .replaceAll(/<p class="code">.*?<\/p>/g, '')
    expect(await page(harsh.code)).toBe(await page(mild.code))
    const facts = async (code: string): Promise<unknown> => (await app.inject({ url: `/api/follow/${code}` })).json()
    expect(await facts(harsh.code)).toEqual(await facts(mild.code))
    await app.close()
  })

  it('gives a unit its weekly list over HTTP, and nobody else', async () => {
    const app = await buildHttp({
      config: { demo: true, publicUrl: 'http://localhost' },
      log: silentLog,
      publicViewer: { kind: 'public', city } as Viewer,
      now: () => clock.now(),
      resolveViewer: async request => who[String(request.headers['x-who']) as keyof typeof who] as Viewer,
    })
    await app.register(callback.routes(house))
    const items = async (name: string): Promise<unknown[]> =>
      (await app.inject({ url: '/api/callback/repair-orders', headers: { 'x-who': name } })).json<{ items: unknown[] }>().items
    expect((await items('rated')).length).toBeGreaterThan(0)
    expect((await items('rated'))[0]).toMatchObject({ causeTitle: '文书材料', what: expect.any(String) as string })
    expect(await items('deputy')).toEqual([])
    await app.close()
  })

  it('opens a call that nobody may make, and finds the caller once a post is filled', async () => {
    const everybody = [who.leader, who.deputy, who.head, who.above, who.committee].map(one => one.person)
    const { matter } = await wish({ rated: everybody })
    expect((await house.engine.read(loopsViewer, matter))?.matter.stage).toBe('awaiting_contact')
    expect(await house.engine.read(who.leader, matter)).toBeUndefined()
    const newcomer: Person = { ...person('新到任', unit.upper, 'head') }
    await house.as({ kind: 'system', city, name: 'import' }, async tx => {
      const upmost = randomUUID()
      await sql`insert into org.unit (city, id, code, name, kind, level, organ) values (${city}, ${upmost}, 'upmost', '高级人民法院', 'organ', 'city', 'court')`.execute(
        tx,
      )
      await sql`insert into org.edge (city, lower, upper, kind, line) values (${city}, ${unit.upper}, ${upmost}, 'supervises', 'system')`.execute(
        tx,
      )
      await sql`insert into org.person (city, id, code, name) values (${city}, ${newcomer.person}, 'newcomer', ${newcomer.name})`.execute(
        tx,
      )
      await sql`insert into org.post (city, id, unit, role, person, held_from) values (${city}, ${randomUUID()}, ${upmost}, 'head', ${newcomer.person}, '2025-01-01')`.execute(
        tx,
      )
      Object.assign(newcomer, { posts: [{ unit: upmost, role: 'head' }] })
    })
    clock.moveTo(new Date(clock.now().getTime() + 3 * 3_600_000))
    await timed.find(one => one.name === 'callback.find_caller')!.run(house, clock.now())
    expect((await house.engine.read(newcomer, matter))?.may.map(one => one.action)).toContain('record_call')
  })

  it('is erased when its years have passed, and its trail still tells the steps; what is open is not', async () => {
    const { matter } = await wish()
    const { matter: open } = await wish()
    const erase = async (years: number): Promise<void> => {
      const now = new Date(clock.now().getTime() + years * 366 * 86_400_000)
      await timed.find(work => work.name === 'callback.erase')!.run(house, now)
    }
    await house.engine.act({ kind: 'citizen', city, matter }, { matter, action: 'withdraw' })
    const words = async (id: string): Promise<boolean> => (await house.engine.read(loopsViewer, id))?.trail[0]?.input !== undefined
    await erase(4)
    expect([await words(matter), await words(open)]).toEqual([true, true])
    await erase(6)
    expect([await words(matter), await words(open)]).toEqual([false, true])
    const page = await house.engine.read(loopsViewer, matter)
    expect(page?.trail.map(entry => entry.action)).toEqual(['open', 'withdraw', 'seated'])
    expect(page?.trail[0]).toMatchObject({ erased: true })
  })

  it('takes the receipt’s code along when its content is erased, and leaves those of what is open', async () => {
    const codes = async (matter: string): Promise<number> =>
      house.as(loopsViewer, async tx =>
        Number(
          (await sql<{ n: number }>`select count(*) as n from callback.follow where city = ${city} and matter = ${matter}`.execute(tx))
            .rows[0]!.n,
        ),
      )
    const [{ matter }, { matter: open }] = [await wish(), await wish()]
    expect([await codes(matter), await codes(open)]).toEqual([1, 1])
    await house.engine.act({ kind: 'citizen', city, matter }, { matter, action: 'withdraw' })
    await timed.find(work => work.name === 'callback.erase')!.run(house, new Date(clock.now().getTime() + 6 * 366 * 86_400_000))
    expect([await codes(matter), await codes(open)]).toEqual([0, 1])
    await expect(
      house.as(
        { kind: 'system', city, name: 'import' },
        async tx => (await sql`delete from callback.follow where city = ${city}`.execute(tx)).numAffectedRows,
      ),
    ).resolves.toBe(0n)
    expect(await codes(open)).toBe(1)
  })
})
