import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import { freshDatabase } from '../../../../test/database.ts'
import type { FreshDatabase } from '../../../../test/database.ts'
import { aService, makeOffice } from '../../../../test/evaluation.ts'
import type { Answer, Office } from '../../../../test/evaluation.ts'
import { aboutAccusation, aboutCall } from '../contract.ts'
import type { Accused, CallWished } from '../contract.ts'
import { isPresent } from '../rules/presence.ts'
import type { Presence } from '../rules/presence.ts'

let database: FreshDatabase
let office: Office
let serial = 0
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(async () => {
  await database?.close()
})
const opened = async (work: () => Promise<void>, start?: string): Promise<void> => {
  office = await makeOffice(database, start === undefined ? {} : { start })
  try {
    await work()
  } finally {
    await office.close()
  }
}

const rateOne = async (body: object, more: object = {}): Promise<string> => {
  const [result] = await office.push([aService(`r-${++serial}`, more)])
  const answer = await office.rate(result!.ratingUrl, body)
  if (answer.statusCode !== 201) throw new Error(answer.body)
  return (answer.json() as { receipt: string }).receipt
}
const page = (path: string): Promise<Answer> => office.app.inject({ url: path, headers: { accept: 'text/html' } })
const post = (path: string, form: Record<string, string>): Promise<Answer> =>
  office.app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    payload: new URLSearchParams(form).toString(),
  })
const state = async (receipt: string): Promise<Record<string, unknown>> =>
  (await office.app.inject({ url: `/receipt/${receipt}` })).json() as Record<string, unknown>
const change = (receipt: string, payload: object): Promise<Answer> =>
  office.app.inject({ method: 'POST', url: `/receipt/${receipt}/change`, payload })

interface Announced {
  readonly payload: { request: string; sealed: string }
  readonly at: Date
}
const announced = (event: string): Promise<readonly Announced[]> =>
  office.house.as(
    { kind: 'system', city: office.city, name: 'loops' },
    async tx =>
      (
        await sql<Announced>`select payload, at from engine.announcement where city = ${office.city} and event = ${event} order by at, id`.execute(
          tx,
        )
      ).rows,
  )
const calls = async (event = 'evaluation.call_wished'): Promise<CallWished[]> =>
  (await announced(event)).map(
    ({ payload }) =>
      JSON.parse(
        office.house.keys.open('matter.rating', Buffer.from(payload.sealed, 'base64'), aboutCall(office.city, payload.request)).toString(),
      ) as CallWished,
  )
const reports = async (): Promise<Accused[]> =>
  (await announced('evaluation.accused')).map(
    ({ payload }) =>
      JSON.parse(
        office.house.keys
          .open('matter.accusation', Buffer.from(payload.sealed, 'base64'), aboutAccusation(office.city, payload.request))
          .toString(),
      ) as Accused,
  )
const phoneOf = (call: CallWished): string =>
  (
    JSON.parse(office.house.keys.open('contact', Buffer.from(call.contact.sealed, 'base64'), call.contact.about).toString()) as {
      phone: string
    }
  ).phone
const release = async (): Promise<void> => {
  office.clock.moveTo(new Date('2026-10-12T10:00:00+08:00'))
  await office.sweep()
}

describe('whoever is pressed', () => {
  it.each([
    ['no wish', {}],
    ['a wish', { callback: { wanted: true } }],
    ['a wish that waits', { callback: { wanted: true, how: 'after' } }],
  ])('with %s tells it on the receipt page, past the unit, and nothing on the page remembers it', (_name, wish) =>
    opened(async () => {
      const receipt = await rateOne({ overall: 1, ...wish })
      const before = await page(`/receipt/${receipt}`)
      expect(before.body).toContain(`action="/receipt/${receipt}/tell"`)
      const told = await post(`/receipt/${receipt}/tell`, { hurt: '1', words: '科长打电话来问是不是我', lang: 'zh', big: '1' })
      expect([told.statusCode, told.headers['location']]).toEqual([303, `/receipt/${receipt}?heard=hurt&lang=zh&big=1`])
      await post(`/receipt/${receipt}/tell`, { hurt: '1', words: '科长打电话来问是不是我', lang: 'zh' })
      expect(await reports()).toMatchObject([
        { what: 'pressure', unit: office.unit.division, rated: [office.person.officer], words: expect.stringContaining('科长打电话来问') },
      ])
      expect((await post(`/receipt/${receipt}/tell`, { sealed: '1', sealed_words: '要了两条烟' })).statusCode).toBe(303)
      expect((await reports()).find(one => one.what === 'words')?.words).toContain('要了两条烟')
      expect((await page(`/receipt/${receipt}`)).body.replace(/nonce="[^"]*"/g, '')).toBe(before.body.replace(/nonce="[^"]*"/g, ''))
    }),
  )

  it('is heard after the release too, when the receipt knows its unit and nobody of the service any more', () =>
    opened(async () => {
      const receipt = await rateOne({ overall: 1 })
      await release()
      expect((await post(`/receipt/${receipt}/tell`, { hurt: '1' })).statusCode).toBe(303)
      expect(await reports()).toMatchObject([{ what: 'pressure', unit: office.unit.division, unitName: '云溪法院执行局', rated: [] }])
    }))

  it('loses no word: an empty or overlong report comes back as the page with what was typed, and too many say what to do', () =>
    opened(async () => {
      const receipt = await rateOne({ overall: 1 })
      const empty = await post(`/receipt/${receipt}/tell`, { sealed: '1', sealed_words: ' ', big: '1' })
      expect([empty.statusCode, empty.body.includes('请写一写是什么事'), empty.body.includes('class="big"')]).toEqual([400, true, true])
      const long = await post(`/receipt/${receipt}/tell`, { hurt: '1', words: '字'.repeat(1001) })
      expect([long.statusCode, long.body.includes('字'.repeat(1001))]).toEqual([400, true])
      for (let at = 0; at < 5; at++)
        expect((await post(`/receipt/${receipt}/tell`, { hurt: '1', words: `第${at}次` })).statusCode).toBe(303)
      const much = await post(`/receipt/${receipt}/tell`, { hurt: '1', words: '又来了' })
      expect([much.statusCode, much.body.includes('又来了'), much.body.includes('12388')]).toEqual([429, true, true])
      expect((await post('/receipt/0000000000000000/tell', { hurt: '1' })).statusCode).toBe(404)
      // A receipt has nothing to scan again, but its code can be typed again.
      const unknown = await page('/receipt/0000000000000000')
      expect([unknown.statusCode, unknown.body.includes('再扫一次码')]).toEqual([404, false])
      expect(unknown.body).toMatch(/<form[^>]*method="post" action="\/follow"[^]*name="code"/)
    }))
})

describe('a wish for after the case', () => {
  it('waits for its own case, and not for another one of the same person that ended long ago', () =>
    opened(async () => {
      const party = { ref: '同一人', phone: '13700000003' }
      await office.push([aService('ended-long-ago', { outcome: '办结', party })])
      const receipt = await rateOne({ overall: 2, callback: { wanted: true, how: 'after' } }, { outcome: '开庭', party })
      await office.sweep()
      expect(await calls()).toEqual([])
      expect(await state(receipt)).toMatchObject({ wish: 'after', waits: true, latestOn: '2027-03-15' })
      expect((await page(`/receipt/${receipt}`)).body).toContain('2027')
      await office.push([aService('another-one', { outcome: '结案', party })])
      await office.sweep()
      expect(await calls()).toEqual([])
    }))

  it('of a service without a person is let go when that service itself is told to have ended, and the receipt then says so', () =>
    opened(async () => {
      const [pushed] = await office.push([aService('lone', { outcome: '已受理', party: undefined })])
      const rated = await office.rate(pushed!.ratingUrl, { overall: 2, callback: { wanted: true, how: 'after', phone: '13912345678' } })
      const { receipt } = rated.json() as { receipt: string }
      expect((await page(`/receipt/${receipt}`)).body).not.toContain(`/follow/${receipt}`)
      await office.push([aService('lone', { outcome: '办结', party: undefined })])
      await office.sweep()
      expect(await calls()).toMatchObject([{ wish: { afterCase: true } }])
      expect(await state(receipt)).toMatchObject({ waits: false })
      expect((await page(`/receipt/${receipt}`)).body).toContain(`/follow/${receipt}`)
    }))

  it('is neither offered nor taken where the case is over, because nothing would ever let it go', () =>
    opened(async () => {
      const [over] = await office.push([aService('over', { outcome: '办结' })])
      expect((await page(new URL(over!.ratingUrl).pathname)).body).not.toContain('value="after"')
      const refused = await office.rate(over!.ratingUrl, { overall: 2, callback: { wanted: true, how: 'after' } })
      expect([refused.statusCode, refused.json()]).toMatchObject([400, { type: 'urn:huiyin:case_over', field: 'wish' }])
      const form = await post(new URL(over!.ratingUrl).pathname, { overall: '2', wish: 'after', words: '别丢了', key: 'k' })
      expect([form.statusCode, form.body.includes('别丢了'), form.body.includes('这件事已经办完')]).toEqual([400, true, true])
    }))
})

describe('a wish that is changed', () => {
  it('added later stands on the receipt: who, by when, and the safe word, the same at every level', () =>
    opened(async () => {
      const texts = new Set<string>()
      for (const overall of [1, 5]) {
        const receipt = await rateOne({ overall })
        expect((await change(receipt, { overall, callback: { wanted: true } })).statusCode).toBe(200)
        expect(await state(receipt)).toMatchObject({ wish: 'phone', promisedOn: '2026-09-17' })
        const { body } = await page(`/receipt/${receipt}`)
        expect(body).toContain('执行局局长')
        texts.add(
          body
            .replaceAll(receipt, 'R')
            .replace(/<span>\d{4}<\/span>/g, '#')
            .replace(/class="word">([^<]+)</, 'W')
            .replace(/nonce="[^"]*"/g, ''),
        )
      }
      expect(texts.size).toBe(1)
      expect(await calls()).toHaveLength(2)
    }))

  it('from after the case to now is followed, once', () =>
    opened(async () => {
      const receipt = await rateOne({ overall: 2, callback: { wanted: true, how: 'after' } }, { outcome: '开庭' })
      await change(receipt, { overall: 2, callback: { wanted: true, how: 'after', phone: '13912340000' } })
      await office.sweep()
      expect(await calls()).toEqual([])
      expect((await change(receipt, { overall: 2, callback: { wanted: true, phone: '13912340001' } })).statusCode).toBe(200)
      expect((await calls()).map(phoneOf)).toEqual(['13912340001'])
      await office.push([aService(`r-${serial}`, { outcome: '办结' })])
      await office.sweep()
      expect(await calls()).toHaveLength(1)
      expect(await state(receipt)).toMatchObject({ wish: 'phone', waits: false, promisedOn: '2026-09-17' })
    }))

  it('to another number goes after the call, and what cannot be followed is refused with a sentence and never answered as done', () =>
    opened(async () => {
      const receipt = await rateOne({ overall: 1, callback: { wanted: true, phone: '13912340000' } })
      expect((await change(receipt, { overall: 1, callback: { wanted: true, phone: '13912340001' } })).statusCode).toBe(200)
      expect(await calls()).toHaveLength(1)
      expect((await calls('evaluation.wish_changed')).map(phoneOf)).toEqual(['13912340001'])
      expect((await change(receipt, { overall: 5, callback: { wanted: true, how: 'after' } })).json()).toMatchObject({
        type: 'urn:huiyin:call_open',
        status: 400,
      })
      expect((await change(receipt, { overall: 5, callback: { wanted: true, by: 'centre' } })).json()).toMatchObject({
        type: 'urn:huiyin:caller_named',
        field: 'by',
      })
      const form = await post(`/receipt/${receipt}/change`, { overall: '5', wish: 'after', words: '还在', key: 'k' })
      expect([form.statusCode, form.body.includes('还在'), form.body.includes('回话已经约好')]).toEqual([400, true, true])
      expect((await change(receipt, { overall: 5 })).statusCode).toBe(200)
      expect(await state(receipt)).toMatchObject({ wish: 'phone', promisedOn: '2026-09-17' })
    }))
})

describe('the promised day', () => {
  it('is counted from the instant that is announced, a tenth of a second before midnight too', () =>
    opened(async () => {
      const receipt = await rateOne({ overall: 1, callback: { wanted: true } }, { finishedAt: '2026-09-16T09:00:00+08:00' })
      expect(await state(receipt)).toMatchObject({ promisedOn: '2026-09-17' })
      expect((await announced('evaluation.call_wished'))[0]?.at).toEqual(new Date('2026-09-16T23:59:59.900+08:00'))
    }, '2026-09-16T23:59:59.900+08:00'))

  it('is left open where the year’s calendar ends, and the receipt says that it follows', () =>
    opened(async () => {
      const receipt = await rateOne({ overall: 1, callback: { wanted: true } }, { finishedAt: '2026-12-31T09:00:00+08:00' })
      expect(await state(receipt)).toMatchObject({ wish: 'phone', promisedOn: null })
      expect((await page(`/receipt/${receipt}`)).body).toContain('还没公布')
    }, '2026-12-31T10:00:00+08:00'))
})

describe('after the release', () => {
  it('the receipt says true sentences, offers no button that leads nowhere, and a change is refused with the reason', () =>
    opened(async () => {
      const receipts = [await rateOne({ overall: 1 }), await rateOne({ overall: 5, callback: { wanted: true } })]
      await release()
      for (const receipt of receipts) {
        const { body } = await page(`/receipt/${receipt}`)
        expect(body).not.toContain('/change')
        expect(body).not.toContain('前可改可撤')
        const refused = await page(`/receipt/${receipt}/change`)
        expect([refused.statusCode, refused.body.includes('改和撤的日子过了'), refused.body.includes(`/receipt/${receipt}`)]).toEqual([
          410,
          true,
          true,
        ])
      }
      expect((await page(`/receipt/${receipts[0]}`)).body).not.toContain('/follow/')
      const called = (await page(`/receipt/${receipts[1]}`)).body
      for (const part of ['答应过您：9月17日', '执行局局长', 'class="word"', `/follow/${receipts[1]}`]) expect(called).toContain(part)
    }))

  it('anybody can check that it is among the published ones, and a receipt that was taken out shows', () =>
    opened(async () => {
      const receipts: string[] = []
      for (const overall of [1, 2, 3, 4, 5, 5, 5]) receipts.push(await rateOne({ overall }))
      expect((await office.app.inject({ url: `/receipt/${receipts[0]}/presence` })).statusCode).toBe(404)
      await release()
      const { roots } = (await office.app.inject({ url: '/roots' })).json() as { roots: { cohort: string; receipts: string }[] }
      const root = roots.find(one => one.cohort === '2026-W38')?.receipts
      const hash = (bytes: Buffer): Buffer => {
        const length = Buffer.alloc(4)
        length.writeUInt32BE(bytes.length)
        return createHash('sha256').update(length).update(bytes).digest()
      }
      for (const receipt of receipts) {
        const proof = (await office.app.inject({ url: `/receipt/${receipt}/presence` })).json() as Presence
        expect(proof).toMatchObject({ cohort: '2026-W38', root, path: expect.arrayContaining([expect.stringMatching(/^[0-9a-f]{64}$/)]) })
        expect(isPresent(hash, proof)).toBe(true)
        expect(isPresent(hash, { ...proof, digest: createHash('sha256').update('another').digest('hex') })).toBe(false)
        expect(isPresent(hash, { ...proof, place: proof.place ^ 1 })).toBe(false)
      }
      const asMixer = await office.house.as(
        { kind: 'system', city: office.city, name: 'mixer' },
        async tx =>
          (
            await sql<{
              n: number
              sizes: number
            }>`select count(*)::int as n, count(distinct octet_length(kept))::int as sizes from evaluation.released_receipt where city = ${office.city} and cohort = '2026-W38'`.execute(
              tx,
            )
          ).rows[0],
      )
      // How many rated is not to be counted from the receipts.
      expect(asMixer).toEqual({ n: 64, sizes: 1 })
      expect((await page('/roots')).body).toContain(root?.slice(0, 4))
    }))
})

describe('whoever is told to call', () => {
  it('is whoever will be asked: at night the leader on watch, for the centre the post that stands in for it', () =>
    opened(async () => {
      await office.house.as({ kind: 'system', city: office.city, name: 'import' }, async tx => {
        await sql`insert into org.post (city, id, unit, role, person, title, held_from) values (${office.city}, gen_random_uuid(), ${office.unit.court}, 'deputy_head', ${office.person.discipline}, '副院长', '2020-01-01')`.execute(
          tx,
        )
        await sql`insert into org.duty (city, id, unit, person, from_at, until_at) values (${office.city}, gen_random_uuid(), ${office.unit.court}, ${office.person.discipline}, '2026-09-15T18:00:00+08:00', '2026-09-16T08:30:00+08:00')`.execute(
          tx,
        )
      })
      const [night] = await office.push([aService('night', { finishedAt: '2026-09-15T22:00:00+08:00' })])
      expect((await page(new URL(night!.ratingUrl).pathname)).body).toContain('由云溪法院副院长联系')
      const receipt = ((await office.rate(night!.ratingUrl, { overall: 1, callback: { wanted: true } })).json() as { receipt: string })
        .receipt
      expect((await page(`/receipt/${receipt}`)).body).toContain('云溪法院副院长')
    }))
})

describe('a posted window code', () => {
  const opening = async (): Promise<string> => ((await office.app.inject({ url: '/w/w1' })).json() as { action: string }).action
  it('has one number called once a day, keeps the rating, and marks the number as confirmed by nobody', () =>
    opened(async () => {
      await office.sweep()
      const first = await office.rate(await opening(), {
        overall: 1,
        line: 'court.window',
        callback: { wanted: true, phone: '13912345678' },
      })
      expect(first.statusCode, first.body).toBe(201)
      expect(await calls()).toMatchObject([{ wish: { unconfirmed: true, number: 'other' } }])
      const url = new URL(await opening()).pathname
      for (let again = 0; again < 2; again++) {
        const refused = await post(url, {
          overall: '1',
          line: 'court.window',
          wish: 'phone',
          phone: '139 1234 5678',
          words: '别丢',
          key: 'k',
        })
        expect([refused.statusCode, refused.body.includes('这个号码今天已经有人要过回话'), refused.body.includes('别丢')]).toEqual([
          400,
          true,
          true,
        ])
      }
      expect((await post(url, { overall: '1', line: 'court.window', key: 'k' })).statusCode).toBe(303)
      const second = await post(url, { overall: '5', line: 'court.window', key: 'other' })
      expect([second.statusCode, second.body.includes('/w/w1')]).toEqual([409, true])
      expect(second.body).not.toContain('not_me')
    }))

  it('takes a whole busy hall in one day and no more than a bounded number of calls', () =>
    opened(async () => {
      await office.sweep()
      const outcomes: number[] = []
      for (let at = 0; at < 45; at++)
        outcomes.push(
          (
            await office.rate(await opening(), {
              overall: 1,
              line: 'court.window',
              callback: { wanted: true, phone: `139000000${String(at).padStart(2, '0')}` },
            })
          ).statusCode,
        )
      expect(outcomes.filter(status => status === 201)).toHaveLength(40)
      for (let at = 0; at < 200; at++)
        expect((await office.rate(await opening(), { overall: 4, line: 'court.window' })).statusCode).toBe(201)
    }))
})
