import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { freshDatabase } from '../../../../test/database.ts'
import type { FreshDatabase } from '../../../../test/database.ts'
import { aService, makeOffice } from '../../../../test/evaluation.ts'
import type { Answer, Office } from '../../../../test/evaluation.ts'
import { aboutAccusation, aboutCall } from '../contract.ts'
import type { Accused, CallWished } from '../contract.ts'

let database: FreshDatabase
let office: Office
let serial = 0
beforeAll(async () => {
  database = await freshDatabase()
  office = await makeOffice(database)
})
afterAll(async () => {
  await office?.close()
  await database?.close()
})

const pathOf = (url: string): string => new URL(url).pathname
const aLink = async (more: object = {}): Promise<string> => {
  const [result] = await office.push([aService(`s-${++serial}`, more)])
  if (!result?.ratingUrl) throw new Error(JSON.stringify(result))
  return result.ratingUrl
}
const page = (path: string): Promise<Answer> => office.app.inject({ url: path, headers: { accept: 'text/html' } })
const post = (path: string, form: Record<string, string>): Promise<Answer> =>
  office.app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    payload: new URLSearchParams(form).toString(),
  })

interface Announced {
  readonly event: string
  readonly payload: { request: string; sealed: string }
}
const announced = async (event: string): Promise<readonly Announced[]> =>
  office.house.as(
    { kind: 'system', city: office.city, name: 'loops' },
    async tx =>
      (
        await sql<Announced>`select event, payload from engine.announcement where city = ${office.city} and event = ${event} order by at, id`.execute(
          tx,
        )
      ).rows,
  )
const openCall = (one: Announced): CallWished =>
  JSON.parse(
    office.house.keys
      .open('matter.rating', Buffer.from(one.payload.sealed, 'base64'), aboutCall(office.city, one.payload.request))
      .toString(),
  ) as CallWished
const callsOf = async (): Promise<CallWished[]> => (await announced('evaluation.call_wished')).map(openCall)

describe('one rating', () => {
  it('travels from the link to a sealed row and comes back as a receipt', async () => {
    const url = await aLink()
    const seen = await page(pathOf(url))
    expect(seen.statusCode).toBe(200)
    expect(seen.body).toContain('执行局局长')
    const rated = await office.rate(url, { overall: 5 })
    expect(rated.statusCode, rated.body).toBe(201)
    expect(rated.json()).toEqual({ receipt: expect.stringMatching(/^\d{16}$/), follow: expect.stringContaining('/follow/') })
  })

  it('is acknowledged again with the same receipt for the same key, and refused for another', async () => {
    const url = await aLink()
    const key = randomUUID()
    const [first, again, other] = [
      await office.rate(url, { overall: 1 }, key),
      await office.rate(url, { overall: 1 }, key),
      await office.rate(url, { overall: 5 }),
    ]
    expect([first.statusCode, again.statusCode, other.statusCode]).toEqual([201, 200, 409])
    expect(again.body).toBe(first.body)
    expect(other.json()).toMatchObject({ type: 'urn:huiyin:link_used', values: { notMe: `${url}/not-me` } })
  })

  it('by form leads to the receipt, and the second one to a page that offers "it was not me"', async () => {
    const url = pathOf(await aLink())
    const answer = await post(url, { overall: '2', reason: 'same_form_again', key: 'one', lang: 'zh', big: '1' })
    expect(answer.statusCode, answer.body).toBe(303)
    expect(answer.headers['location'], 'the type that she reads goes with her').toMatch(/^\/receipt\/\d{16}\?lang=zh&big=1$/)
    const receipt = await page(String(answer.headers['location']))
    expect(receipt.statusCode).toBe(200)
    const second = await post(url, { overall: '5', key: 'two' })
    expect(second.statusCode).toBe(409)
    expect(second.body).toContain('not_me')
    const before = (await announced('evaluation.accused')).length
    expect((await post(url, { not_me: '1', words: '不是我', key: 'three' })).statusCode).toBe(200)
    expect((await post(url, { not_me: '1', key: 'three' })).statusCode).toBe(200)
    const reports = (await announced('evaluation.accused')).slice(before)
    expect(reports).toHaveLength(1)
  })

  it('shows the same page before and after it was rated, apart from what is new for each opening', async () => {
    const url = pathOf(await aLink())
    const plain = async (): Promise<string> => (await page(url)).body.replace(/nonce="[^"]*"/g, '').replace(/name="key" value="[^"]*"/, '')
    const before = await plain()
    await office.rate(`http://x${url}`, { overall: 1 })
    expect(await plain()).toBe(before)
  })

  it('answers 404 for a link that never was, and says which field is wrong', async () => {
    expect((await page('/r/AAAAAAAAAAAAAAAAAAAAAA')).statusCode).toBe(404)
    expect((await page('/r/x')).statusCode).toBe(404)
    const url = await aLink()
    for (const [body, status, field] of [
      [{}, 400, 'overall'],
      [{ overall: 6 }, 400, 'overall'],
      [{ overall: 0 }, 400, 'overall'],
      [{ levels: { taste: 3 } }, 400, 'levels'],
      [{ overall: 3, reasons: ['nonsense'] }, 400, 'reason'],
      [{ overall: 3, callback: { wanted: true, phone: '12' } }, 400, 'phone'],
      [{ overall: 3, words: 'a\u0000b' }, 400, 'words'],
      [{ overall: 3, words: '字'.repeat(1001) }, 400, 'words'],
    ] as const) {
      const answer = await office.rate(url, body)
      expect([answer.statusCode, (answer.json() as { field: string }).field], JSON.stringify(body)).toEqual([status, field])
    }
    expect((await office.rate(url, { overall: 3, words: '字'.repeat(1000), reasons: ['same_form_again', 'ruling'] })).statusCode).toBe(201)
  })
})

describe('a wish for a call', () => {
  it('opens the same way at every level, once per rating, with everything sealed', async () => {
    const before = (await callsOf()).length
    const [poor, good] = [await aLink(), await aLink()]
    await office.rate(
      poor,
      { overall: 1, reasons: ['same_form_again'], words: '填了三遍', callback: { wanted: true, when: 'morning' } },
      'k',
    )
    await office.rate(poor, { overall: 1, callback: { wanted: true } }, 'k')
    await office.rate(good, { overall: 5, callback: { wanted: true, phone: '13912345678', by: 'centre' } })
    const calls = await callsOf()
    expect(calls).toHaveLength(before + 2)
    const one = calls.find(call => call.words === '填了三遍')
    expect(one).toMatchObject({
      service: { title: '领执行款', unit: office.unit.division, finishedOn: '2026-09-16', lineName: '案件执行' },
      words: '填了三遍',
      levels: { overall: { level: 1, levelTitle: '非常不满意' } },
      rated: [office.person.officer],
      wish: { how: 'phone', by: 'department', when: ['morning'], number: 'kept' },
    })
    const opened = JSON.parse(office.house.keys.open('contact', Buffer.from(one!.contact.sealed, 'base64'), one!.contact.about).toString())
    expect(opened).toEqual({ name: '邓阿婆', phone: '13800000001' })
    const rows = JSON.stringify(await announced('evaluation.call_wished'))
    expect(rows).not.toContain('13800000001')
    expect(rows).not.toContain('填了三遍')
  })

  it('for after the case waits sealed until a service of the same case ends it', async () => {
    const url = await aLink({ outcome: '开庭', caseId: '（2026）云01民初7号', party: { ref: '蔡某', phone: '13700000002' } })
    const before = (await callsOf()).length
    const rated = await office.rate(url, { overall: 2, callback: { wanted: true, how: 'after' } })
    expect(rated.statusCode).toBe(201)
    await office.sweep()
    expect(await callsOf()).toHaveLength(before)
    await office.push([
      aService('case-end', { outcome: '结案', caseId: '（2026）云01民初7号', party: { ref: '蔡某', phone: '13700000002' } }),
    ])
    await office.sweep()
    await office.sweep()
    expect(await callsOf()).toHaveLength(before + 1)
    expect((await callsOf()).filter(call => call.wish.afterCase)).toMatchObject([
      { wish: { how: 'phone' }, service: { title: '领执行款' } },
    ])
  })
})

describe('what accuses somebody', () => {
  it('goes to the sealed lane alone, and counts as no rating', async () => {
    const url = await aLink()
    const calls = (await callsOf()).length
    expect((await office.rate(url, { sealed: '有人收烟' })).statusCode).toBe(201)
    const reports = (await announced('evaluation.accused')).map(
      one =>
        JSON.parse(
          office.house.keys
            .open('matter.accusation', Buffer.from(one.payload.sealed, 'base64'), aboutAccusation(office.city, one.payload.request))
            .toString(),
        ) as Accused,
    )
    expect(reports.filter(one => one.words.includes('有人收烟'))).toMatchObject([
      { source: 'rating', what: 'words', unit: office.unit.division, rated: [office.person.officer] },
    ])
    expect(await callsOf()).toHaveLength(calls)
  })
})

describe('the receipt', () => {
  it('is byte for byte the same at every level with the same wish, because nobody may read a level off it (N-07)', async () => {
    for (const wish of [{}, { callback: { wanted: true } }, { callback: { wanted: true, how: 'after' } }]) {
      const shown = new Map<string, Set<string>>()
      for (const levels of [{ overall: 1 }, { overall: 5 }, { overall: 3, levels: { attitude: 1 }, reasons: ['rude'], words: '话难听' }]) {
        const answer = await office.rate(await aLink(), { ...levels, ...wish })
        const { receipt } = answer.json() as { receipt: string }
        const word = /class="word">([^<]+)</
        const html = (await page(`/receipt/${receipt}`)).body
        const json = (await office.app.inject({ url: `/receipt/${receipt}` })).body
        const strip = (text: string): string =>
          text
            .replaceAll(receipt, 'R')
            .replace(/<span>\d{4}<\/span>/g, '#')
            .replace(word, 'W')
            .replace(/nonce="[^"]*"/g, '')
        for (const [name, text] of [
          ['html', html],
          ['json', json],
          ['answer', answer.body],
        ] as const)
          shown.set(name, (shown.get(name) ?? new Set()).add(strip(text)))
      }
      for (const [name, texts] of shown) expect([name, texts.size]).toEqual([name, 1])
    }
  })

  it('takes changes and withdrawals, the last one counts, and an opened call stays open (N-08)', async () => {
    const url = await aLink()
    const before = (await callsOf()).length
    const { receipt } = (await office.rate(url, { overall: 1, callback: { wanted: true } })).json() as { receipt: string }
    expect((await page(`/receipt/${receipt}/change`)).statusCode).toBe(200)
    const changed = await office.app.inject({
      method: 'POST',
      url: `/receipt/${receipt}/change`,
      payload: { overall: 5, callback: { wanted: true } },
    })
    expect(changed.statusCode, changed.body).toBe(200)
    expect((await post(`/receipt/${receipt}/change`, { withdraw: '1', key: 'w', lang: 'zh' })).statusCode).toBe(200)
    expect(await callsOf()).toHaveLength(before + 1)
    expect((await office.app.inject({ method: 'POST', url: '/receipt/0000000000000000/change', payload: { overall: 5 } })).statusCode).toBe(
      404,
    )
  })
})

describe('a posted window code', () => {
  it('gives every opening a slot of its own and takes no made-up one', async () => {
    await office.sweep()
    const opening = async (): Promise<string> => ((await office.app.inject({ url: '/w/w1' })).json() as { action: string }).action
    const [one, two] = [await opening(), await opening()]
    expect((await office.rate(one, { overall: 4, line: 'court.window' }, 'a')).statusCode).toBe(201)
    expect((await office.rate(one, { overall: 4, line: 'court.window' }, 'b')).statusCode).toBe(409)
    expect((await office.rate(two, { overall: 4, line: 'court.window' }, 'a')).statusCode).toBe(201)
    expect((await office.rate(`${two.slice(0, -2)}xx`, { overall: 4, line: 'court.window' })).statusCode).toBe(404)
    expect((await page('/w/w1')).statusCode).toBe(200)
  })
  it('takes one tap for its window’s own line, offers the lines of its kind of organ alone, and asks to choose where another was named', async () => {
    const opening = async (window = 'w1'): Promise<string> =>
      ((await office.app.inject({ url: `/w/${window}` })).json() as { action: string }).action
    const shown = (await page('/w/w1')).body
    // The only line for which a court has a window: nothing to choose.
    expect([shown.includes('<input type="hidden" name="line" value="court.window">'), shown.includes('<select')]).toEqual([true, false])
    expect((await office.rate(await opening(), { overall: 4 })).statusCode).toBe(201)
    const refused = await office.rate(await opening(), { overall: 4, line: 'court.juvenile' })
    expect([refused.statusCode, (refused.json() as { title: string }).title]).toEqual([400, expect.stringMatching('请选一项') as string])
    const organ = randomUUID()
    await office.house.as({ kind: 'system', city: office.city, name: 'import' }, async tx => {
      await sql`insert into org.unit (city, id, code, name, kind, level, organ) values (${office.city}, ${organ}, 'hall', '政务中心', 'organ', 'county', 'hall')`.execute(
        tx,
      )
      for (const [unit, code, line] of [
        [office.unit.division, 'w2', 'court.enforcement'],
        [organ, 'w3', 'court.juvenile'],
      ] as const)
        await sql`insert into org.service_window (city, id, unit, code, name, line) values (${office.city}, ${randomUUID()}, ${unit}, ${code}, ${code}, ${line})`.execute(
          tx,
        )
    })
    const more = (await page('/w/w2')).body
    expect([...more.matchAll(/<option value="([^"]*)"( selected)?/g)].map(([, line, chosen]) => `${line}${chosen ?? ''}`)).toEqual([
      'court.enforcement selected',
      'court.window',
    ])
    expect((await office.rate(await opening('w2'), { overall: 4 })).statusCode).toBe(201)
  })
})

describe('many at once', () => {
  it('spend each link exactly once, whoever races (K-05)', async () => {
    const services = Array.from({ length: 1000 }, (_, at) => aService(`race-${at}`))
    const links = (await office.push(services)).map(result => result.ratingUrl)
    const attempts = links.flatMap(url => Array.from({ length: 10 }, (_, at) => ({ url, key: `k${at % 5}` })))
    // Spread so that one link's attempts meet in the same flush, in the next one and much later.
    const order = attempts
      .map((one, at) => ({ one, at: (at * 7919) % attempts.length }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one)
    const outcomes = new Map<string, { created: number; receipts: Set<string>; statuses: Set<number> }>()
    for (let at = 0; at < order.length; at += 2000)
      await Promise.all(
        order.slice(at, at + 2000).map(async ({ url, key }) => {
          const answer = await office.rate(url, { overall: 3 }, key)
          const known = outcomes.get(url) ?? { created: 0, receipts: new Set<string>(), statuses: new Set<number>() }
          known.statuses.add(answer.statusCode)
          if (answer.statusCode === 201) known.created++
          if (answer.statusCode < 300) known.receipts.add((answer.json() as { receipt: string }).receipt)
          outcomes.set(url, known)
        }),
      )
    expect([...outcomes.values()].filter(one => one.created !== 1 || one.receipts.size !== 1)).toEqual([])
    expect(new Set([...outcomes.values()].flatMap(one => [...one.statuses]))).toEqual(new Set([200, 201, 409]))
  })
})
