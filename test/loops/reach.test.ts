import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

/** A party cannot reach her judge: asked online and at the registry, told, explained, sent up a rung, and counted by unit. */
let town: LivingTown
beforeAll(async () => {
  town = await startTown('10-12T10:00')
})
afterAll(() => town.running.stop())

const asked = {
  place: 'liudu_court',
  about: '买卖合同纠纷',
  officer: '彭川庭长',
  question: '开庭改到哪天',
  tried: '周四、周五上午打过电话，没人接',
  name: '安桂芳',
  phone: '10000170003',
}
const { officer: _, ...unnamed } = asked
const online = async (more: object = {}): Promise<{ code: string; number: string }> => {
  const answer = await town.running.app.inject({
    method: 'POST',
    url: '/reach',
    headers: { accept: 'application/json' },
    payload: { ...asked, key: randomUUID(), ...more },
  })
  expect([answer.statusCode, answer.statusCode === 201 ? '' : answer.body]).toEqual([201, ''])
  await town.running.beat()
  return answer.json()
}
interface Page {
  matter: {
    stage: string
    round: number
    ending?: string
    first?: true
    clocks: { clock: string; state: string; dueOn?: string; round: number }[]
  }
  card?: { contact: { number?: string }; told?: string; unitName: string }
  trail: { action: string; rung?: { tell: string } }[]
}
const page = async (login: string, matter: string): Promise<Page> => (await town.get(login, `/api/matters/${matter}`)).json()
const follow = async (code: string, lang = 'zh-CN'): Promise<string> =>
  (await town.running.app.inject({ url: `/reach/${code}`, headers: { 'accept-language': lang } })).body
const says = async (code: string, say: string): Promise<number> => {
  const { statusCode } = await town.running.app.inject({
    method: 'POST',
    url: `/reach/${code}`,
    headers: { accept: 'application/json' },
    payload: { say },
  })
  await town.running.beat()
  return statusCode
}
const lines = async (login: string, query = ''): Promise<Record<string, string | null>[]> =>
  (await town.get(login, `/api/reach/list${query}`)).json<{ items: Record<string, string | null>[] }>().items
/** Found by its number: the clock stands still here, and of two that were asked at one instant neither is the newer. */
const matterOf = async (login: string, number: string): Promise<string> =>
  (await lines(login)).find(one => one['number'] === number)!['id']!
const board = async (login: string): Promise<readonly Record<string, string | number>[]> =>
  (await town.get(login, '/api/reach/board?month=2026-10')).json<{ units: Record<string, string | number>[] }>().units
const due = ({ matter }: Page): string | undefined => matter.clocks.findLast(one => one.clock === 'answer_within')?.dueOn
const told = { how: 'phone', when: '10月13日上午9点', told: '开庭改到10月21日上午，传票今天寄出' }

describe('a party who cannot reach the case officer', () => {
  it('asks once, online; the one she names has it, reaches her within three working days, and her word ends it', async () => {
    const { code, number } = await online()
    expect(code).toMatch(/^\d{16}$/)
    const matter = await matterOf('pengch', number)
    const seen = await page('pengch', matter)
    expect([seen.matter.stage, due(seen)]).toEqual(['asked', '2026-10-15'])
    expect(seen.card!.contact.number, 'opening the number is an act').toBeUndefined()
    const before = await follow(code)
    for (const part of ['已经交给民一庭', '10月15日']) expect(before).toContain(part)
    expect(before, 'the page that lies open on a table names neither case nor person').not.toMatch(
      /买卖合同|彭川|安桂芳|10000170003|开庭改到/,
    )
    expect(await follow(code, 'en')).toContain('Reaching the case officer: how it stands')
    expect(await town.act('pengch', matter, 'record_attempt', { how: 'phone', note: '9点打过，没有接' })).toBe('asked')
    expect(await town.act('pengch', matter, 'answer', told)).toBe('awaiting_word')
    await town.running.beat()
    const answered = await follow(code)
    for (const part of ['没打通的：1次', told.told, '联系上了吗？']) expect(answered).toContain(part)
    expect(await says(code, 'reached')).toBe(200)
    expect((await page('pengch', matter)).matter).toMatchObject({ stage: 'reached', ending: 'reached' })
    expect(await follow(code)).toContain('联系上了，这一件办完了')
  })

  it('names nobody: the registry has it, finds out whose it is and hands it on without a new term; whoever has nothing to do with it sees nothing', async () => {
    await town.at('10-13T09:00')
    const { number } = await online({ ...unnamed, officer: '' })
    const matter = await matterOf('panbc', number)
    expect((await page('panbc', matter)).card!.unitName).toBe('诉讼服务中心')
    expect((await town.get('pengch', `/api/matters/${matter}`)).statusCode).toBe(404)
    expect((await town.get('hanfang', `/api/matters/${matter}`)).statusCode).toBe(404)
    const first = due(await page('panbc', matter))
    await town.at('10-14T09:00')
    const unit = (await town.get('panbc', '/api/units?search=ld.court.civil1')).json<{ items: { id: string }[] }>().items[0]!.id
    await town.act('panbc', matter, 'assign', { unit, officer: '彭川' })
    await town.running.beat()
    expect(due(await page('pengch', matter))).toBe(first)
    await town.act('pengch', matter, 'not_mine', { why: '归双槐法庭' })
    await town.running.beat()
    expect((await town.get('pengch', `/api/matters/${matter}`)).statusCode, 'it is his no more').toBe(404)
    expect((await page('panbc', matter)).card!.unitName).toBe('诉讼服务中心')
  })

  it('is explained to when another organ is the right one, with its address; she may say that it belongs here after all, and it never counts as reached', async () => {
    const { code, number } = await online({ about: '房产登记' })
    const matter = await matterOf('pengch', number)
    const hall = (await town.get('pengch', '/api/units?search=ht.court')).json<{ items: { id: string; code: string }[] }>().items
    const other = hall.find(one => one.code === 'ht.court')!.id
    await town.act('pengch', matter, 'explain_elsewhere', { unit: other, why: '房子在禾田区，归那里的法院' })
    await town.running.beat()
    const shown = await follow(code)
    for (const part of ['禾田区人民法院', '禾田区麦浪街道育才路8号', '房子在禾田区', '这样清楚了吗？']) expect(shown).toContain(part)
    expect(await says(code, 'explained')).toBe(200)
    expect((await page('pengch', matter)).matter.ending).toBe('explained')
    const [civil] = (await board('pengch')).filter(one => one['name'] === '民一庭')
    expect(civil).toMatchObject({ explained: 1, reached: 1 })
    expect(await follow(code)).toContain('后来发现不是这样')
    expect(await says(code, 'unreached'), 'it belongs here after all').toBe(200)
    expect((await page('pengch', matter)).matter).toMatchObject({ stage: 'asked', round: 2 })
  })

  it('says no: one rung higher with a term of its own, the earlier one may still put it right; a silent party is neither reached nor unreached', async () => {
    await town.at('10-15T09:00')
    const { code, number } = await online({ helper: '女儿' })
    const matter = await matterOf('pengch', number)
    expect((await page('pengch', matter)).matter.first, 'somebody acts for her').toBe(true)
    await town.act('pengch', matter, 'answer', told)
    await town.at('10-16T09:00')
    expect(await says(code, 'unreached')).toBe(200)
    const again = await page('pengch', matter)
    expect(again.matter).toMatchObject({ stage: 'asked', round: 2 })
    expect(due(again), 'Sunday and Saturday do not count').toBe('2026-10-21')
    expect(await follow(code)).toContain('换高一级的负责人')
    await town.act('pengch', matter, 'answer', told)
    await town.at('10-24T09:00')
    expect((await page('pengch', matter)).matter.ending).toBe('citizen_silent')
    expect(await says(code, 'unreached'), 'silence was never her word').toBe(200)
    expect((await page('pengch', matter)).matter).toMatchObject({ stage: 'asked', round: 3 })
  })

  it('waits in vain: each rung is told in turn, and the month has the unit’s list of those who were not reached, nobody ranked', async () => {
    await town.at('10-26T09:00')
    const { number } = await online()
    const matter = await matterOf('pengch', number)
    await town.at('11-04T09:00')
    const climbed = (await page('pengch', matter)).trail.flatMap(entry => (entry.rung ? [entry.rung.tell] : []))
    expect(climbed).toEqual(expect.arrayContaining(['handler', 'superior', 'unit_head']))
    const units = await board('ldfyz')
    expect(units.map(one => one['name'])).toEqual(units.map(one => String(one['name'])).toSorted((a, b) => a.localeCompare(b, 'zh')))
    const civil = units.find(one => one['name'] === '民一庭')!
    expect(Number(civil['unreached'])).toBeGreaterThanOrEqual(1)
    const listed = await lines('ldfyz', `?month=2026-10&unit=${String(civil['unit'])}&share=unreached`)
    expect(listed, 'the figure is its list').toHaveLength(Number(civil['unreached']))
    expect(listed.map(one => one['id'])).toContain(matter)
  })

  it('has her papers carried to him: when his unit signs for that bag, she was answered, and her own word still decides', async () => {
    await town.at('11-05T09:00')
    const { code, number } = await online({ question: '补交证据' })
    const matter = await matterOf('pengch', number)
    const papers = await town.post('chengsu', '/api/transfer/intake', {
      point: 'LDFY-SH01',
      unit: 'ld.court.civil1',
      officer: '彭川',
      about: '买卖合同纠纷',
      name: '安桂芳',
      papers: [{ kind: '证据材料', copies: 1, pages: 3 }],
      key: randomUUID(),
    })
    const bundle = papers.json<{ matter: string; number: string }>()
    await town.act('pengch', matter, 'hand_on_papers', { bundle: bundle.number })
    expect(await follow(code)).toContain(`编号${bundle.number}`)
    await town.act('chengsu', bundle.matter, 'seal', { bag: 'SH-2611-01', counted: true })
    await town.act('chengsu', bundle.matter, 'hand_to_officer')
    await town.running.beat()
    expect((await page('pengch', matter)).matter.stage, 'under way is not arrived').toBe('asked')
    await town.act('pengch', bundle.matter, 'sign_for', { bag: 'SH-2611-01', seal: 'whole' })
    await town.running.beat()
    expect((await page('pengch', matter)).matter.stage).toBe('awaiting_word')
    expect(await follow(code)).toContain('承办人单位已经签收')
  })
})

it('the registry writes down for whom it is easier; a post that is none is refused with its field, and nothing is lost of a form that lacks something', async () => {
  const intake = (login: string, more: object = {}) =>
    town.post(login, '/api/reach/intake', { ...asked, channel: 'window', key: randomUUID(), ...more })
  expect((await intake('panbc')).statusCode).toBe(201)
  expect((await intake('hanfang')).json()).toMatchObject({ type: 'urn:huiyin:not_your_registry', field: 'place' })
  expect((await intake('panbc', { phone: '12' })).json()).toMatchObject({ type: 'urn:huiyin:phone_invalid', field: 'phone' })
  const form = await town.running.app.inject({
    method: 'POST',
    url: '/reach',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'zh-CN' },
    payload: new URLSearchParams({ ...asked, question: '', key: randomUUID() }).toString(),
  })
  expect(form.statusCode).toBe(422)
  for (const part of ['还差几处', asked.tried, asked.name]) expect(form.body).toContain(part)
  expect((await town.running.app.inject('/reach/1234567812345678')).statusCode).toBe(404)
})

it('asks one question a screen for whom that is easier, keeps nothing before it is sent, and what is sent is the one form', async () => {
  const before = (await lines('pengch')).length
  const press = (url: string, fields: Readonly<Record<string, string>>) =>
    town.running.app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', 'accept-language': 'zh-CN' },
      payload: new URLSearchParams({ big: '1', lang: 'zh', ...fields }).toString(),
    })
  const begun = await town.running.app.inject({ url: '/reach/steps?big=1&lang=zh' })
  for (const part of ['第1题，共8题', '<html lang="zh-CN" class="big">', 'name="question"']) expect(begun.body).toContain(part)
  const key = randomUUID()
  const { officer: _officer, ...needed } = asked
  const place = await press('/reach/steps', { key, question: needed.question, step: 'question', to: 'next' })
  for (const part of ['<h1 id="question">哪个单位在办</h1>', `value="${key}"`, 'name="place" value="liudu_court"'])
    expect(place.body).toContain(part)
  const nobody = await press('/reach/steps', { key, place: 'no_such', step: 'place', to: 'next' })
  expect([nobody.statusCode, nobody.body.includes('id="fault"')]).toEqual([422, true])
  const all = await press('/reach/steps', { ...needed, key, step: 'helper', helper: '', to: 'next' })
  expect(all.body).toContain('请看一看，对不对')
  for (const [name, value] of Object.entries(needed)) expect(all.body).toContain(`name="${name}" value="${value}"`)
  expect(await lines('pengch')).toHaveLength(before)
  const sent = await press('/reach', { ...needed, key, helper: '' })
  expect([sent.statusCode, sent.body.includes('class="big"')]).toEqual([201, true])
  await town.running.beat()
  // Sent twice under the page's own key it is one matter.
  expect((await press('/reach', { ...needed, key, helper: '' })).statusCode).toBe(201)
})
