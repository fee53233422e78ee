import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

/** Story 4 of the town: a lawyer hands papers in at the outpost; they rest too long, are found at the last signature, and reach the judge. */
let town: LivingTown
beforeAll(async () => {
  town = await startTown('10-12T10:00')
})
afterAll(() => town.running.stop())

const papers = {
  point: 'LDFY-SH01',
  unit: 'ld.court.civil1',
  officer: '彭川',
  about: '买卖合同纠纷',
  name: '柯律师',
  phone: '10000170004',
  papers: [
    { kind: '起诉状', copies: 2, pages: 12 },
    { kind: '证据材料', copies: 1, pages: 46 },
  ],
}
const takeIn = async (more: object = {}): Promise<{ matter: string; number: string; code: string }> => {
  const answer = await town.post('chengsu', '/api/transfer/intake', { ...papers, key: randomUUID(), ...more })
  expect([answer.statusCode, answer.statusCode === 201 ? '' : answer.body]).toEqual([201, ''])
  await town.running.beat()
  return answer.json()
}
interface Page {
  matter: { stage: string; clocks: { clock: string; state: string; dueOn?: string; mark: string }[] }
  card: { holder: string; lastSignedBy: string; passing?: { to: string }; signatures: { from: string; to: string }[] }
  trail: { action: string; input?: object; rung?: object }[]
}
const page = async (login: string, matter: string): Promise<Page> => (await town.get(login, `/api/matters/${matter}`)).json()
const refused = async (login: string, matter: string, action: string, input?: object): Promise<string> =>
  (await town.post(login, `/api/matters/${matter}/actions/${action}`, input ? { input } : {}))
    .json<{ type: string }>()
    .type.replace('urn:huiyin:', '')
const follow = async (code: string, lang = 'zh-CN') =>
  town.running.app.inject({ url: `/transfer/${code}`, headers: { 'accept-language': lang } })
const count = async (login: string): Promise<Record<string, number>> =>
  (await town.get(login, '/api/transfer/board')).json<{ counts: Record<string, number> }>().counts
const lines = async (login: string, query = ''): Promise<Record<string, string | null>[]> =>
  (await town.get(login, `/api/transfer/list${query}`)).json<{ items: Record<string, string | null>[] }>().items
const found = async (login: string, text: string) => town.post(login, '/api/transfer/find', { text })

describe('papers on their way', () => {
  it('are sealed, rest too long, raise an alarm, are found at the last signature, signed for by another person, and the party is told', async () => {
    const { matter, number, code } = await takeIn()
    expect(code).toMatch(/^\d{16}$/)
    expect(await town.act('chengsu', matter, 'seal', { bag: 'sh-2610-07', counted: true })).toBe('at_point')
    let told = await follow(code)
    for (const part of ['已封袋，在双槐接转点', '起诉状 2份 共12页', 'SH-2610-07', '民一庭', '10月12日']) expect(told.body).toContain(part)
    expect(told.body).not.toMatch(/程素|柯律师|买卖合同|10000170004/)
    expect((await follow(code, 'en')).body).toContain('Shuanghuai transfer point')
    // The judge sees what is on its way to him; whoever has nothing to do with it sees nothing.
    expect(await count('pengch')).toMatchObject({ coming: 1, here: 0 })
    expect(await count('chengsu')).toMatchObject({ here: 1, coming: 0, resting: 0 })
    expect((await town.get('hanfang', `/api/matters/${matter}`)).statusCode).toBe(404)
    expect(await count('hanfang')).toMatchObject({ all: 0 })

    await town.at('10-14T09:00')
    let seen = await page('chengsu', matter)
    expect(seen.matter.clocks.find(one => one.clock === 'rest_within')).toMatchObject({ dueOn: '2026-10-13', mark: 'overdue' })
    expect(seen.trail.filter(entry => entry.rung).length).toBeGreaterThan(0)
    expect(await count('pengch')).toMatchObject({ resting: 1 })
    expect((await follow(code)).body).toContain('停放超过了规定的时间')
    await town.act('pengch', matter, 'report_missing', { note: '说已经送来，庭里没有见到' })
    await town.running.beat()
    told = await follow(code)
    expect(told.body).toContain('最后签收的是双槐接转点')
    expect((await page('pengch', matter)).card).toMatchObject({ holder: '双槐接转点' })
    expect((await page('pengch', matter)).card.lastSignedBy).toContain('程素')

    await town.at('10-15T09:00')
    expect(await refused('chengsu', matter, 'found', { where: '接转柜第二层', bag: 'SH-2610-70', seal: 'whole' })).toBe('wrong_bag')
    await town.act('chengsu', matter, 'found', { where: '接转柜第二层', bag: 'SH-2610-07', seal: 'whole' })
    await town.act('chengsu', matter, 'hand_to_officer')
    expect((await page('pengch', matter)).card.passing).toMatchObject({ to: '民一庭' })
    expect(await refused('pengch', matter, 'sign_for', { bag: 'SH-2610-07', seal: 'broken' })).toBe('bag_opened')
    await town.at('10-15T14:00')
    expect(await count('chengsu')).toMatchObject({ unsigned: 1, here: 1 })
    expect((await follow(code)).body).toContain('对方没有按时签收')
    expect(await town.act('pengch', matter, 'sign_for', { bag: 'SH-2610-07', seal: 'whole' })).toBe('with_officer')
    await town.running.beat()
    expect(await town.act('pengch', matter, 'close')).toBe('delivered')
    seen = await page('pengch', matter)
    expect(seen.card.signatures.map(one => [one.from, one.to])).toEqual([
      ['当事人', '双槐接转点'],
      ['双槐接转点', '民一庭'],
    ])
    expect((await follow(code)).body).toContain('已经交到民一庭，照清单一份不少')
    expect(
      town
        .sent()
        .filter(one => one.to === '10000170004')
        .map(one => one.template),
    ).toEqual(['transfer.searching', 'transfer.found', 'transfer.arrived'])
    for (const text of [code, number, 'sh-2610-07', `http://x/transfer/${code}`])
      expect([text, (await found('chengsu', text)).json()]).toEqual([text, { matter }])
    expect((await found('hanfang', code)).statusCode).toBe(404)
    expect((await lines('pengch', '?state=closed'))[0]).toMatchObject({
      bag: 'SH-2610-07',
      holder: '民一庭',
      passing: null,
      officer: '彭川',
    })
  })

  it('are refused with an opened bag and sealed anew; a point that is none is refused; the party takes hers back with the code', async () => {
    const { matter, code } = await takeIn({ phone: undefined })
    await town.act('chengsu', matter, 'seal', { bag: 'SH-2610-08', counted: true })
    expect(await refused('chengsu', matter, 'hand_to_point', { point: '别处' })).toBe('no_such_point')
    await town.act('chengsu', matter, 'hand_to_officer')
    expect(await refused('chengsu', matter, 'sign_for', { bag: 'SH-2610-08', seal: 'whole' })).toBe('not_your_seat')
    expect(await town.act('pengch', matter, 'send_back_bag', { why: 'opened', note: '封口裂开一寸' })).toBe('taken_in')
    await town.act('chengsu', matter, 'seal', { bag: 'SH-2610-09', counted: true })
    expect(await town.act('chengsu', matter, 'offer_back', { why: '当事人要换一份新的' })).toBe('going_back')
    expect((await follow(code)).body).toContain('已经取回')
    const say = () => town.running.app.inject({ method: 'POST', url: `/transfer/${code}`, payload: { say: 'taken_back' } })
    expect((await say()).json()).toEqual({ heard: 'word' })
    await town.running.beat()
    expect((await say()).statusCode).toBe(409)
    expect((await page('chengsu', matter)).matter.stage).toBe('given_back')
    expect((await follow(code)).body).toContain('您已经取回了')
  })

  it('go from point to point, each hand-over by one and signed for by the other; a list pages, and papers for another unit are not taken', async () => {
    await town.at('10-16T09:00')
    const { matter } = await takeIn()
    expect(
      (await town.post('chengsu', '/api/transfer/intake', { ...papers, unit: 'ld.court.enforcement', key: randomUUID() })).statusCode,
    ).toBe(422)
    expect((await town.post('pengch', '/api/transfer/intake', { ...papers, key: randomUUID() })).statusCode).toBe(403)
    await town.act('chengsu', matter, 'seal', { bag: 'SH-2610-10', counted: true })
    await town.act('chengsu', matter, 'hand_to_point', { point: '诉讼服务中心接转点' })
    expect((await page('chengsu', matter)).matter.stage).toBe('passing')
    await town.act('chengsu', matter, 'recall', { why: '今天没有人来接' })
    expect((await page('chengsu', matter)).card).toMatchObject({ holder: '双槐接转点' })
    const [first] = await lines('chengsu', '?limit=1')
    expect(first).toMatchObject({ bag: 'SH-2610-10', stage: '已封袋，在接转点' })
    const { next } = (await town.get('chengsu', '/api/transfer/list?limit=1')).json<{ next: string }>()
    expect((await lines('chengsu', `?limit=1&cursor=${next}`))[0]).toMatchObject({ bag: 'SH-2610-09' })
    expect(await lines('chengsu', '?find=SH-2610-1')).toHaveLength(1)

    await town.act('chengsu', matter, 'hand_to_point', { point: '诉讼服务中心接转点' })
    await town.running.beat()
    expect((await lines('panbc'))[0], 'given to him by the hour, so he reads the hour').toMatchObject({
      passing: '诉讼服务中心接转点',
      due: '2026-10-16 13:00',
    })
    expect(await refused('chengsu', matter, 'sign', { bag: 'SH-2610-10', seal: 'whole' })).toBe('not_your_seat')
    expect(await town.act('panbc', matter, 'sign', { bag: 'SH-2610-10', seal: 'whole' })).toBe('at_point')
    expect((await page('panbc', matter)).card).toMatchObject({
      holder: '诉讼服务中心接转点',
      lastSignedBy: expect.stringContaining('潘北辰'),
    })
    expect((await lines('panbc'))[0], 'a rest of working days ends with a day').toMatchObject({ due: '2026-10-19' })
    await town.act('panbc', matter, 'hand_to_officer')
    expect(await town.act('pengch', matter, 'sign_for', { bag: 'SH-2610-10', seal: 'whole' })).toBe('with_officer')
    expect((await page('pengch', matter)).card.signatures.map(one => one.to)).toEqual(['双槐接转点', '诉讼服务中心接转点', '民一庭'])
  })

  it('carry a number that no other bag on its way has: the same one is refused with its field, until the first has arrived, was fetched or is lost', async () => {
    const bag = { bag: 'SH-2610-20', counted: true }
    const sealed = async (): Promise<string> => {
      const { matter } = await takeIn()
      await town.act('chengsu', matter, 'seal', bag)
      return matter
    }
    const first = await sealed()
    const { matter: second, code } = await takeIn()
    const answer = await town.post('chengsu', `/api/matters/${second}/actions/seal`, { input: { ...bag, bag: 'sh-2610-20' } })
    expect([answer.statusCode, answer.json()]).toEqual([
      422,
      expect.objectContaining({ type: 'urn:huiyin:bag_under_way', field: 'bag', title: expect.stringContaining('还没有交到') }),
    ])
    expect((await page('chengsu', second)).matter.stage, 'nothing was written').toBe('taken_in')
    // Counted anew, the same bag keeps its number.
    await town.act('chengsu', first, 'hand_to_officer')
    await town.act('pengch', first, 'send_back_bag', { why: 'other', note: '单子放反了，重新清点' })
    expect(await town.act('chengsu', first, 'seal', bag)).toBe('at_point')
    await town.act('chengsu', first, 'hand_to_officer')
    await town.act('pengch', first, 'sign_for', { bag: 'SH-2610-20', seal: 'whole' })
    expect(await refused('chengsu', second, 'seal', bag)).toBe('bag_under_way')
    expect(await town.act('pengch', first, 'close')).toBe('delivered')
    expect(await town.act('chengsu', second, 'seal', bag)).toBe('at_point')

    const { matter: third } = await takeIn()
    expect(await refused('chengsu', third, 'seal', bag)).toBe('bag_under_way')
    await town.act('chengsu', second, 'offer_back', { why: '当事人要换一份新的' })
    await town.running.app.inject({ method: 'POST', url: `/transfer/${code}`, payload: { say: 'taken_back' } })
    await town.running.beat()
    expect(await town.act('chengsu', third, 'seal', bag)).toBe('at_point')
  })
})
