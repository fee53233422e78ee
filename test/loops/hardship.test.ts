import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asOwnerOf } from './livedTown.ts'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

/** Somebody in hardship applies online, at the window and from matters; it is decided, handed over, given, and she says whether it reached her. */
let town: LivingTown
beforeAll(async () => {
  town = await startTown('10-12T10:00')
})
afterAll(() => town.running.stop())

const wished = { place: 'liudu_court', need: '判决的赔偿拿不到，孩子看病没有钱', name: '安桂芳' }
const online = async (more: object = {}): Promise<{ code: string; number: string }> => {
  const answer = await town.running.app.inject({
    method: 'POST',
    url: '/hardship',
    headers: { accept: 'application/json' },
    payload: { ...wished, key: randomUUID(), ...more },
  })
  expect([answer.statusCode, answer.statusCode === 201 ? '' : answer.body]).toEqual([201, ''])
  await town.running.beat()
  return answer.json()
}
const applyFor = (login: string, more: object = {}) =>
  town.post(login, '/api/hardship/intake', { ...wished, channel: 'phone', word: true, key: randomUUID(), ...more })
interface Page {
  matter: { stage: string; round: number; ending?: string; number: string; clocks: { clock: string; state: string; dueOn?: string }[] }
  card?: {
    hardship?: string
    from?: string
    decider: string
    unknown?: { zh: string }
    granted?: { amount?: number }
    contact: { left: boolean }
  }
  trail: { action: string; input?: Record<string, unknown>; rung?: { clock: string; tell: string } }[]
}
const page = async (login: string, matter: string): Promise<Page> => (await town.get(login, `/api/matters/${matter}`)).json()
const sees = async (login: string, matter: string): Promise<number> => (await town.get(login, `/api/matters/${matter}`)).statusCode
const follow = async (code: string, lang = 'zh-CN'): Promise<string> =>
  (await town.running.app.inject({ url: `/hardship/${code}`, headers: { 'accept-language': lang } })).body
const says = async (code: string, say: string): Promise<number> => {
  const { statusCode } = await town.running.app.inject({
    method: 'POST',
    url: `/hardship/${code}`,
    headers: { accept: 'application/json' },
    payload: { say },
  })
  await town.running.beat()
  return statusCode
}
const lines = async (login: string, query = ''): Promise<Record<string, string | null>[]> =>
  (await town.get(login, `/api/hardship/list${query}`)).json<{ items: Record<string, string | null>[] }>().items
/** Found by its number: the clock stands still here, and of two that were asked at one instant neither is the newer. */
const matterOf = async (login: string, number: string): Promise<string> =>
  (await lines(login)).find(one => one['number'] === number)!['id']!
const due = ({ matter }: Page, clock: string): string | undefined => matter.clocks.findLast(one => one.clock === clock)?.dueOn

const granted = { help: 'money', amount: 8000, rule: '《国家司法救助办法》第三条', told: '救助金批下来了，下周到账' }
const refused = { reason: 'not_in_hardship', rule: '《国家司法救助办法》第五条', told: '家里收入超过了标准；可以到街道民政窗口问临时救助' }
const given = { how: 'transfer', when: '10月20日', told: '已经打到您的账户，请查一下' }

describe('somebody in hardship', () => {
  it('applies online and leaves out what she would rather not say; a named post decides by its date, gives, and her word ends it', async () => {
    const { code, number } = await online()
    expect(code).toMatch(/^\d{16}$/)
    const matter = await matterOf('dongjs', number)
    const seen = await page('dongjs', matter)
    expect([seen.matter.stage, due(seen, 'decide_within')], 'ten working days over no holiday').toEqual(['asked', '2026-10-26'])
    expect(seen.card).toMatchObject({ decider: '诉讼服务中心董静姝', contact: { left: false } })
    expect(seen.card!.unknown!.zh, 'a term that no source gives says so').toContain('本市自己的文件还没有')
    const before = await follow(code)
    for (const part of ['诉讼服务中心董静姝', '10月26日', '这个期限是暂定的']) expect(before).toContain(part)
    expect(before, 'the page that lies open on a table names neither her nor her hardship').not.toMatch(/安桂芳|孩子看病|赔偿拿不到/)
    expect(await follow(code, 'en')).toContain('Help in hardship: how it stands')
    await town.act('dongjs', matter, 'ask_papers', { what: '低保证，没有就算了' })
    expect(due(await page('dongjs', matter), 'decide_within'), 'asking stops no clock').toBe('2026-10-26')
    expect(await follow(code)).toContain('补不来、不愿意说的，也会按时决定')
    expect(await town.act('dongjs', matter, 'grant', granted)).toBe('granted')
    expect(await follow(code)).toContain('救助金8000元')
    expect(await town.act('dongjs', matter, 'give', given)).toBe('awaiting_word')
    expect(await follow(code)).toContain('收到了吗？')
    expect(await says(code, 'helped')).toBe(200)
    expect((await page('dongjs', matter)).matter).toMatchObject({ stage: 'helped', ending: 'helped' })
  })

  it('has her hardship and the sum read by whoever decides alone: those above see the course, others nothing, and no list, file, text or table holds them', async () => {
    await town.at('10-13T09:00')
    const { code, number } = await online({ kind: 'bereaved', phone: '10000170003', need: '丈夫遇害，没有收入' })
    const matter = await matterOf('dongjs', number)
    expect((await page('dongjs', matter)).card!.hardship).toBe('bereaved')
    await town.act('dongjs', matter, 'grant', { ...granted, amount: 54321 })
    for (const above of ['ldfyz', 'luocz']) {
      const answer = await town.get(above, `/api/matters/${matter}`)
      expect([above, answer.statusCode]).toEqual([above, 200])
      expect(answer.body, `${above} sees the course`).not.toMatch(/54321|bereaved|遇害|安桂芳/)
    }
    for (const other of ['panbc', 'pengch', 'hanfang', 'ldmzj']) expect([other, await sees(other, matter)]).toEqual([other, 404])
    for (const reader of ['dongjs', 'ldfyz', 'luocz', 'ldzfw']) {
      const all = JSON.stringify([await lines(reader), (await town.get(reader, '/api/hardship/board')).json()])
      expect(all, `no line of ${reader}'s holds a sum or a hardship`).not.toMatch(/54321|bereaved|遇害/)
    }
    const asked = { ledger: 'hardship', format: 'csv', purpose: '每周核对' }
    const file = (await town.post('dongjs', '/api/exports', asked)).json<{ id: string }>().id
    await town.running.beat()
    expect((await town.get('dongjs', `/api/exports/${file}/file`)).body).not.toMatch(/54321|遇害/)
    expect(
      town
        .sent()
        .map(one => one.text)
        .join(),
      'nor does any text message',
    ).not.toMatch(/54321|遇害|救助金|安桂芳/)
    const rows = await asOwnerOf(town, async tx => (await sql`select * from hardship.application`.execute(tx)).rows)
    expect(JSON.stringify(rows), 'nor the room’s own rows').not.toMatch(/54321|bereaved|遇害|安桂芳/)
    expect(await says(code, 'helped'), 'she may say it before anybody does').toBe(200)
  })

  it('is refused with reason and rule, does not accept it: one rung higher with a term of its own; silence after it is counted apart', async () => {
    await town.at('10-14T09:00')
    const { code, number } = await online({ phone: '10000170003' })
    const matter = await matterOf('dongjs', number)
    await town.act('dongjs', matter, 'refuse', refused)
    const shown = await follow(code)
    for (const part of ['不符合困难标准', refused.rule, '不服，请再看']) expect(shown).toContain(part)
    await town.at('10-15T09:00')
    expect(await says(code, 'unhelped')).toBe(200)
    const again = await page('ldfyz', matter)
    expect(again.matter).toMatchObject({ stage: 'asked', round: 2 })
    expect(again.card!.decider, 'now the leader in charge decides and reads').toContain('傅雨桐')
    expect(due(again, 'decide_within')).toBe('2026-10-29')
    expect(await follow(code)).toContain('高一级的')
    await town.act('ldfyz', matter, 'refuse', refused)
    await town.at('10-24T09:00')
    expect((await page('ldfyz', matter)).matter.ending).toBe('refused_silent')
    const [unit] = (await town.get('ldfyz', '/api/hardship/board?month=2026-10')).json<{ units: Record<string, number>[] }>().units
    expect(unit, 'silence is neither help nor its want').toMatchObject({ silent: 1, unhelped: 0, helped: 2 })
    expect(await says(code, 'unhelped'), 'silence was never her word').toBe(200)
    expect((await page('luocz', matter)).matter).toMatchObject({ stage: 'asked', round: 3 })
    expect((await page('dongjs', matter)).matter.round, 'whoever refused first reads on, and his month counts it').toBe(3)
  })

  it('is handed over to civil affairs with her agreement, who sign for it and answer by terms of their own; late there is told there; sent back it is read there no more', async () => {
    await town.at('10-26T09:00')
    const { code, number } = await online({ phone: '10000170003' })
    const matter = await matterOf('dongjs', number)
    await town.act('dongjs', matter, 'hand_over', { word: 'phone', told: '您家符合临时救助，民政能帮得更久' })
    const there = await page('ldmzj', matter)
    expect([there.matter.stage, due(there, 'receipt_within')]).toEqual(['handed_over', '2026-10-28'])
    expect(await follow(code)).toContain('已经转给社会救助科，等他们签收')
    await town.at('10-30T09:00')
    expect((await page('dongjs', matter)).trail.flatMap(one => (one.rung?.clock === 'receipt_within' ? [one.rung.tell] : []))).toEqual(
      expect.arrayContaining(['civil', 'civil_head']),
    )
    await town.act('ldmzj', matter, 'sign_for', { receipt: '救〔2026〕8号' })
    const signed = await page('ldmzj', matter)
    expect([signed.matter.stage, due(signed, 'civil_within')]).toEqual(['with_civil', '2026-11-13'])
    expect(await follow(code)).toContain('救〔2026〕8号')
    await town.act('ldmzj', matter, 'send_back', { why: '户籍不在本区，请在法院救助' })
    expect(await sees('ldmzj', matter), 'whoever sent it back has no more to do with it').toBe(404)
    const [hand] = (await page('dongjs', matter)).trail.filter(one => one.action === 'hand_over')
    expect(hand!.input).toMatchObject({ word: 'phone' })
    const twice = await town.post('dongjs', `/api/matters/${matter}/actions/hand_over`, { input: { word: 'phone', told: '再转一次试试' } })
    expect(twice.json(), 'not to and fro').toMatchObject({ type: 'urn:huiyin:already_handed_over' })
    await town.act('dongjs', matter, 'grant', granted)
    await town.act('dongjs', matter, 'give', given)
    const asks = town.sent().filter(one => one.template === 'hardship.given')
    expect(asks.at(-1)).toMatchObject({ to: '10000170003' })
    expect(await says(code, 'unhelped')).toBe(200)
    expect((await page('ldfyz', matter)).matter, 'what she has not got is looked at one rung higher').toMatchObject({ round: 2 })
  })
})

describe('from a matter', () => {
  it('is applied for with her word by whoever handles it; the matter hears that and nothing more, and he has no sight of the application', async () => {
    await town.at('11-02T09:00')
    const asked = {
      place: 'liudu_court',
      about: '买卖合同纠纷',
      officer: '彭川',
      question: '开庭改到哪天',
      tried: '周一打过',
      name: '安桂芳',
    }
    const party = await town.running.app.inject({
      method: 'POST',
      url: '/reach',
      payload: { ...asked, phone: '10000170003', key: randomUUID() },
    })
    expect(party.statusCode).toBe(201)
    await town.running.beat()
    const reach = (await town.get('pengch', '/api/reach/list')).json<{ items: { id: string }[] }>().items[0]!.id
    expect((await applyFor('pengch')).json(), 'at no window, from no matter').toMatchObject({ type: 'urn:huiyin:not_from_here' })
    expect((await applyFor('pengch', { from: reach, word: false })).statusCode, 'never without her word').toBe(400)
    expect((await applyFor('hanfang', { from: reach })).statusCode, 'not from a matter that he does not see').toBe(404)
    const key = randomUUID()
    const taken = [
      await applyFor('pengch', { from: reach, kind: 'illness', key }),
      await applyFor('pengch', { from: reach, kind: 'illness', key }),
    ]
    expect(taken.map(one => one.statusCode)).toEqual([201, 201])
    const [number] = taken.map(one => one.json<{ number: string }>().number)
    await town.running.beat()
    const matter = await matterOf('dongjs', number!)
    const source = await page('pengch', reach)
    expect((await page('dongjs', matter)).card!.from).toBe(source.matter.number)
    expect(
      source.trail.filter(one => one.action === 'hear_help'),
      'pressed twice it is one',
    ).toHaveLength(1)
    expect(JSON.stringify(source.trail.find(one => one.action === 'hear_help'))).not.toMatch(/illness|孩子看病/)
    expect(await sees('pengch', matter)).toBe(404)
  })

  it('of a rating it bears no trace, neither number nor channel nor who applied: whoever decides would read who rated', async () => {
    await town.at('11-03T09:00')
    await town.rate({
      levels: { result: 2 },
      reasons: ['same_form_again'],
      words: '同样的内容抄了三遍',
      callback: { wanted: true, how: 'phone', by: 'department', phone: '10000170004' },
    })
    const call = (await town.work('hanfang'))[0]!
    expect((await page('hanfang', call)).matter.stage).toBe('awaiting_contact')
    const applied = await applyFor('hanfang', { from: call })
    expect(applied.statusCode).toBe(201)
    await town.running.beat()
    const matter = await matterOf('dongjs', applied.json<{ number: string }>().number)
    const { number } = (await page('hanfang', call)).matter
    const read = JSON.stringify(await page('dongjs', matter))
    expect(read).toContain('"channel":"phone"')
    for (const trace of [number, '韩芳', '执行局', '"channel":"matter"']) expect([trace, read.includes(trace)]).toEqual([trace, false])
    const opened = (await town.running.house.engine.read({ kind: 'system', city: town.running.house.city, name: 'loops' }, matter))!
      .trail[0]!
    expect(JSON.stringify(opened.input), 'nor does it stand sealed').not.toMatch(/韩芳|执行局|takenBy/)
    expect(
      (await page('hanfang', call)).trail.some(one => one.action === 'hear_help'),
      'nor does the call point to it',
    ).toBe(false)
  })

  it('papers on their way, what was heard at a visit and a request of a zone hear of it as well, each once and without a word', async () => {
    const heard = async (login: string, matter: string) => {
      expect((await applyFor(login, { from: matter, kind: 'illness' })).statusCode).toBe(201)
      await town.running.beat()
      return (await page(login, matter)).trail.filter(one => one.action === 'hear_help')
    }
    const told = async (login: string, url: string, body: object): Promise<Record<string, string>> => {
      const answer = await town.post(login, url, { ...body, key: randomUUID() })
      expect([answer.statusCode, answer.statusCode === 201 ? '' : answer.body]).toEqual([201, ''])
      await town.running.beat()
      return answer.json()
    }
    const papers = { point: 'LDFY-SH01', unit: 'ld.court.civil1', officer: '彭川', about: '买卖合同纠纷', name: '安桂芳' }
    const bundle = (await told('chengsu', '/api/transfer/intake', { ...papers, papers: [{ kind: '起诉状', copies: 1, pages: 3 }] }))[
      'matter'
    ]!
    const firm = { place: 'hetian', kind: 'policy', firm: '青禾食品厂', words: '稳岗补贴怎么申领', name: '安桂芳', phone: '10000170003' }
    const request = (await told('luojh', '/api/zone/intake', { ...firm, channel: 'window' }))['matter']!
    const station = (await town.get('shitz', '/api/units?search=ld.police.dukou')).json<{ items: { id: string }[] }>().items[0]!.id
    const visit = { campaign: 'visits', unit: station, visitedOn: '2026-10-12', place: '临江社区', visitors: '石铁柱' }
    const words = '老伴的药钱付不起'
    await told('shitz', '/api/rounds/visits', { ...visit, concerns: [{ kind: 'problem', words, unit: station }] })
    const concerns = (await town.get('shitz', '/api/matters?kind=concern')).json<{ items: { id: string }[] }>().items
    expect(concerns).toHaveLength(1)
    for (const [login, matter] of [
      ['chengsu', bundle],
      ['luojh', request],
      ['shitz', concerns[0]!.id],
    ] as const) {
      const found = await heard(login, matter)
      expect([login, found.length, JSON.stringify(found).match(/illness|孩子看病/)]).toEqual([login, 1, null])
    }
  })

  it('whoever it is about does not decide on it and does not learn of it, be he the rated or the officer who was not reached: the next above does', async () => {
    await town.at('11-04T09:00')
    const rated = { officer: 'YX0119', unit: 'ld.court.service', line: 'court.window' }
    await town.rate({ levels: { attitude: 1 }, callback: { wanted: true, how: 'phone', by: 'department', phone: '10000170005' } }, rated)
    const call = (await town.work('ldfyz'))[0]!
    expect((await page('ldfyz', call)).matter.stage, 'her own rating is none of hers to call about').toBe('awaiting_contact')
    const before = (await lines('dongjs')).length
    const decided = async (login: string, from: string): Promise<void> => {
      const taken = await applyFor(login, { from })
      expect(taken.statusCode).toBe(201)
      await town.running.beat()
      const matter = await matterOf('ldfyz', taken.json<{ number: string }>().number)
      expect((await page('ldfyz', matter)).card).toMatchObject({ decider: expect.stringContaining('傅雨桐') })
      expect(await sees('dongjs', matter)).toBe(404)
      expect(await lines('dongjs')).toHaveLength(before)
      expect(await town.act('ldfyz', matter, 'grant', granted)).toBe('granted')
    }
    await decided('ldfyz', call)
    const asked = {
      place: 'liudu_court',
      about: '诉讼费退还',
      officer: '董静姝',
      question: '什么时候退',
      tried: '周一打过',
      name: '安桂芳',
    }
    const reaches = async (): Promise<string[]> =>
      (await town.get('dongjs', '/api/matters?kind=reach')).json<{ items: { id: string }[] }>().items.map(one => one.id)
    const known = await reaches()
    const payload = { ...asked, phone: '10000170003', key: randomUUID() }
    expect((await town.running.app.inject({ method: 'POST', url: '/reach', payload })).statusCode).toBe(201)
    await town.running.beat()
    const fresh = (await reaches()).filter(id => !known.includes(id))
    expect(fresh).toHaveLength(1)
    await decided('dongjs', fresh[0]!)
  })
})

it('is written down at the window for whom it is easier; nothing is lost of a form that lacks something, and an unknown code finds nothing', async () => {
  expect((await applyFor('panbc', { channel: 'window' })).statusCode).toBe(201)
  expect((await applyFor('panbc', { phone: '12' })).json()).toMatchObject({ type: 'urn:huiyin:phone_invalid', field: 'phone' })
  const form = await town.running.app.inject({
    method: 'POST',
    url: '/hardship',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'zh-CN' },
    payload: new URLSearchParams({ ...wished, need: '', kind: '', phone: '', about: '买卖合同纠纷', key: randomUUID() }).toString(),
  })
  expect(form.statusCode).toBe(422)
  for (const part of ['还差几处', '买卖合同纠纷', wished.name]) expect(form.body).toContain(part)
  expect((await town.running.app.inject('/hardship/1234567812345678')).statusCode).toBe(404)
})
