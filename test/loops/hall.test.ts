import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

/*
 * An invented register whose shares are the two articles' figures: 平均进驻率89.32%, eight points more than the year before, only
 * the city and one county with everything in; 74 windows set up apart; 网上可办率99.77%, 全程网办率98.19%, 即办件 over 80 %,
 * 时限压缩 over 90 %. Ten places of 250 items each, and 91 items on the negative list.
 */
const heads =
  '事项编码,事项名称,办理单位,层级,地方,进驻情况,未进驻原因,办理窗口,网上可办,全程网办,最多跑几次,即办件,承诺时限（工作日）,法定时限（工作日）,受理初核权,所需材料'
const yes = (is: boolean): string => (is ? '是' : '否')
/** @param outside how many items of the eight other counties have not moved in */
const registerOf = (outside: number): string => {
  const rows: string[] = []
  for (let n = 0; n < 2591; n++) {
    const place = n % 10
    const isListed = n >= 2500
    const isOut = !isListed && place >= 2 && Math.floor(n / 10) * 8 + (place - 2) < outside
    const why = isListed ? '涉密' : isOut ? '专用场地' : ''
    rows.push(
      [
        `SX${String(n).padStart(5, '0')}`,
        n === 0 ? '居民身份证补领' : `虚构事项${n}`,
        `虚构${n % 7}局`,
        place === 0 ? '市级' : '县级',
        place === 0 ? '市本级' : `虚构${place}县`,
        isListed ? '负面清单' : isOut ? '未进驻' : '已进驻',
        why,
        why === '' ? '综合1号窗口' : '',
        yes(n < 2585),
        yes(n < 2544),
        n < 2400 ? 0 : 2,
        yes(n < 2100),
        n < 2100 ? 0 : 8,
        20,
        yes(n % 3 === 0),
        n === 0 ? '户口簿；近照' : '',
      ].join(','),
    )
  }
  return `${heads}\n${rows.join('\n')}\n`
}
const windowsText = `窗口编码,窗口名称,办理单位,层级,地方,整合情况,未整合原因\n${Array.from({ length: 74 }, (_, n) => {
  const state = n < 50 ? '已整合' : n < 65 ? '一体化管理' : '未整合'
  return `CK${n},虚构窗口${n},虚构${n}局,${n < 20 ? '市级,市本级' : '县级,虚构1县'},${state},${state === '未整合' ? '场地不够' : ''}`
}).join('\n')}\n`

let town: LivingTown
beforeAll(async () => {
  town = await startTown('10-12T10:00')
})
afterAll(() => town?.running.stop())

interface Outcome {
  rows: number
  added: number
  changed: number
  unchanged: number
  faultCount: number
  faults: { line: number; field: string; title: string }[]
}
const take = (kind: string, bytes: Buffer | string, more: object = {}, login = 'lianggp') =>
  town.post(login, '/api/hall/import', {
    kind,
    file: 'csv',
    bytes: Buffer.from(bytes).toString('base64'),
    fromOn: '2026-10-01',
    why: '十月核对',
    dryRun: false,
    ...more,
  })
const enterGone = (code: string) =>
  town.post('lianggp', '/api/hall/entries', {
    kind: 'item',
    code,
    seen: 1,
    fromOn: '2026-10-01',
    why: '试过了',
    gone: true,
    body: {
      name: '居民身份证补领',
      unit: '虚构0局',
      level: 'city',
      place: '双槐街道',
      online: true,
      whole: true,
      visits: 0,
      instant: true,
      promised: 0,
      legal: 20,
      hall: 'in',
      window: '综合1号窗口',
      firstCheck: true,
    },
  })
interface Fraction {
  part: number
  of: number
}
interface Board {
  all: { items: number; shares: Record<string, Fraction>; shortened: Fraction }
  meanEntered: number
  groups: { level: string; name: string; shares: Record<string, Fraction> }[]
  windows: object
}
const board = async (query = ''): Promise<Board> => (await town.get('lianggp', `/api/hall/shares${query}`)).json()
const total = async (path: string): Promise<number> => (await town.get('lianggp', `/api/hall/${path}`)).json<{ total: number }>().total
const percent = ({ part, of }: Fraction): string => ((100 * part) / of).toFixed(2)
const because = async (answer: Awaited<ReturnType<typeof take>>): Promise<string> =>
  answer.json<{ type: string }>().type.replace('urn:huiyin:', '')

const lettersOf = (n: number): string => 'ABCDEFGHIJKLMNOP'[n]!
describe('the register of the halls', () => {
  it('takes the office’s file in whole after a dry run, or not at all and says which cells are wrong', async () => {
    const wrong = registerOf(267).replace('是,是,0,是,0,20', '否,是,0,也许,0,20').replace('SX00002', 'SX00001')
    const dry = (await take('item', wrong, { dryRun: true })).json<Outcome>()
    expect(dry.faults.map(({ line, field, title }) => [line, field, title])).toEqual([
      [2, '即办件', '写的是“也许”，应为是、否之一'],
      [4, '事项编码', '与第 3 行重复'],
    ])
    expect(await because(await take('item', wrong))).toBe('hall_faulty')
    expect((await take('item', registerOf(267).replace('即办件', '即办'), { dryRun: true })).json<Outcome>().faultCount).toBe(2)
    expect(await total('items')).toBe(0)
    expect(await because(await take('item', registerOf(467), {}, 'hanfang'))).toBe('hall_not_keeper')

    const first = { fromOn: '2025-10-01', why: '去年的底数' }
    expect((await take('item', registerOf(467), { ...first, dryRun: true })).json()).toMatchObject({ rows: 2591, added: 2591 })
    expect(await total('items?on=2025-10-01')).toBe(0)
    expect((await take('item', registerOf(467), first)).json()).toMatchObject({ added: 2591, changed: 0 })
    expect((await take('item', registerOf(267))).json()).toMatchObject({ added: 0, changed: 200, unchanged: 2391 })
    expect((await take('item', registerOf(267))).json()).toMatchObject({ changed: 0, unchanged: 2591 })
    expect((await take('window', windowsText)).json()).toMatchObject({ added: 74 })
  })

  it('gives the articles’ figures by stated formulas, each with the items behind it, as of either day', async () => {
    const now = await board()
    expect(now.all.items).toBe(2591)
    expect(now.all.shares['entered']).toEqual({ part: 2233, of: 2500 })
    expect(percent(now.all.shares['entered']!)).toBe('89.32')
    expect((100 * now.meanEntered).toFixed(2)).toBe('89.32')
    expect(percent(now.all.shares['online']!)).toBe('99.77')
    expect(percent(now.all.shares['whole']!)).toBe('98.19')
    expect(Number(percent(now.all.shares['instant']!))).toBeGreaterThan(80)
    expect(Number(percent(now.all.shortened))).toBeGreaterThan(90)
    expect(now.windows).toEqual({ all: 74, integrated: 50, managed: 15, apart: 9 })
    expect(now.groups.filter(({ shares }) => shares['entered']!.part === shares['entered']!.of).map(group => group.name)).toEqual([
      '市本级',
      '虚构1县',
    ])
    // In the order of levels and names, whatever their shares.
    expect(now.groups.map(group => group.name)).toEqual(['市本级', ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(n => `虚构${n}县`)])
    expect(percent((await board('?on=2026-09-30')).all.shares['entered']!)).toBe('81.32')
    expect((await board('?on=2025-09-30')).all.items).toBe(0)
    expect(await total('items?share=entered&side=part')).toBe(2233)
    expect(await total('items?share=entered&side=rest')).toBe(267)
    expect(await total('items?share=entered&side=rest&on=2026-09-30')).toBe(467)
    expect(await total('items?share=online&side=rest')).toBe(6)
    expect(await total('windows?state=apart')).toBe(9)
    expect(await total(`items?level=city&find=${encodeURIComponent('身份证')}`)).toBe(1)
    const page = (await town.get('lianggp', '/api/hall/items?limit=2')).json<{ next: string; items: { code: string }[] }>()
    expect([page.next, page.items.map(item => item.code)]).toEqual(['SX00001', ['SX00000', 'SX00001']])
  })

  it('keeps every version with its day, who and why; a change that nobody else saw coming is refused', async () => {
    const read = async () =>
      (await town.get('lianggp', '/api/hall/entries/item/SX00002')).json<{
        mayChange: boolean
        versions: { version: number; body: object; byName: string; why: string; fromOn: string; line: object }[]
      }>()
    const before = await read()
    expect(before.versions.map(({ version, fromOn, byName, why }) => [version, fromOn, byName, why])).toEqual([
      [1, '2025-10-01', '梁国平', '去年的底数'],
    ])
    const { reason: _, ...body } = before.versions[0]!.body as Record<string, unknown>
    const change = {
      kind: 'item',
      code: 'SX00002',
      seen: 1,
      fromOn: '2026-10-12',
      why: '搬进大厅',
      body: { ...body, hall: 'in', window: '综合2号窗口' },
    }
    const enter = (more: object, login = 'lianggp') => town.post(login, '/api/hall/entries', { ...change, ...more })
    expect(await because(await enter({ body: { ...change.body, hall: 'out' } }))).toBe('hall_reason_missing')
    expect(await because(await enter({ body: { ...change.body, promised: 30 } }))).toBe('hall_promised_too_long')
    expect(await because(await enter({ fromOn: '2028-01-01' }))).toBe('hall_day_too_far')
    expect(await because(await enter({}, 'hanfang'))).toBe('hall_not_keeper')
    expect((await enter({})).json()).toEqual({ version: 2 })
    expect(await because(await enter({}))).toBe('hall_changed_meanwhile')
    expect(await because(await enter({ seen: 2 }))).toBe('hall_nothing_changed')
    expect((await read()).versions.map(one => [one.version, one.why])).toEqual([
      [2, '搬进大厅'],
      [1, '去年的底数'],
    ])
    expect((await board()).all.shares['entered']!.part).toBe(2234)
    expect((await board('?on=2026-10-11')).all.shares['entered']!.part).toBe(2233)
    expect((await enter({ code: 'SX02590', seen: 1, gone: true, why: '事项取消', body: { ...change.body } })).json()).toEqual({
      version: 2,
    })
    expect((await board()).all.items).toBe(2590)
    expect((await board('?on=2026-10-11')).all.items).toBe(2591)
  })

  it('takes a file of other headings once somebody has said which column is which, and says what it read', async () => {
    const names = heads.split(',')
    const other = `${names.map((_, n) => lettersOf(n)).join(',')}\n${registerOf(267).split('\n')[1]!.replace('SX00000', 'SX9')}\n`
    const nothing = { fields: {}, constants: {} }
    const first = (await take('item', other, { dryRun: true, mapping: nothing })).json<
      Outcome & { columns: string[]; sample: string[][] }
    >()
    expect([first.columns[0], first.sample[0]![1], first.rows]).toEqual(['A', '居民身份证补领', 1])
    const keys = 'code,name,unit,level,place,hall,reason,window,online,whole,visits,instant,promised,legal,firstCheck,papers'.split(',')
    const fields = Object.fromEntries(keys.map((key, n) => [key, lettersOf(n)]))
    const { place: _, ...without } = fields
    const wrong = (await take('item', other, { dryRun: true, mapping: { fields: without, constants: {} } })).json<Outcome>()
    expect(wrong.faults.map(fault => fault.title)).toEqual(['缺少“地方”这一列'])
    const constants = { place: '双槐街道', unitCode: 'nowhere' }
    const unknown = (await take('item', other, { dryRun: true, mapping: { fields: without, constants } })).json<Outcome>()
    expect(unknown.faults.map(({ line, field }) => [line, field])).toEqual([[2, '单位编码']])
    expect(await because(await take('item', other, { mapping: { fields: without, constants } }))).toBe('hall_faulty')
    const mapping = { fields: without, constants: { ...constants, unitCode: 'ht.hall.housing', oneThing: '迁入落户一件事' } }
    expect((await take('item', other, { mapping })).json()).toMatchObject({ rows: 1, added: 1, faultCount: 0 })
    const seen = (await town.get('lianggp', '/api/hall/entries/item/SX9')).json<{
      versions: { line: object; org: { id: string; name: string } }[]
    }>()
    expect(seen.versions[0]).toMatchObject({
      line: { place: '双槐街道', unitCode: 'ht.hall.housing' },
      org: { name: '禾田区政务服务中心 区住建局窗口' },
    })
    // Found under its unit and under the organ above it, and under no other.
    const unitOf = async (code: string): Promise<string> =>
      (await town.get('lianggp', `/api/units?search=${code}`))
        .json<{ items: { id: string; code: string }[] }>()
        .items.find(one => one.code === code)!.id
    expect(await total(`items?org=${seen.versions[0]!.org.id}`)).toBe(1)
    expect(await total(`items?org=${await unitOf('ht.hall')}`)).toBe(1)
    expect(await total(`items?org=${await unitOf('ld.hall')}`)).toBe(0)
    expect((await town.get('lianggp', '/api/hall/shares?place=双槐街道')).json()).toMatchObject({
      oneThings: [{ name: '迁入落户一件事', items: 1, entered: 1, online: 1 }],
      all: { shares: { guide: { part: 0, of: 1 }, firstCheck: { part: 1, of: 1 } } },
    })
    const body = { name: '虚构', unit: '虚构局', unitCode: 'nowhere', level: 'town', place: '双槐街道', state: 'managed' }
    const entry = { kind: 'window', code: 'CK-X', seen: 0, fromOn: '2026-10-12', why: '登记' }
    const refused = await town.post('lianggp', '/api/hall/entries', { ...entry, body })
    expect([await because(refused), refused.json<{ field: string }>().field]).toEqual(['hall_unit_unknown', 'unitCode'])
    expect((await enterGone('SX9')).statusCode).toBe(201)
  })

  it('keeps the floor and the counters of the halls as of a day, and tells a citizen where the hall of her place is', async () => {
    const text = (area: number): string =>
      `大厅编码,大厅名称,管理单位,层级,地方,面积（平方米）,窗口数,地址\nDT1,云溪市政务服务中心,市政务服务局,市级,市本级,${area},96,云溪大道1号\n`
    expect((await take('hall', text(15_000), { fromOn: '2021-01-01' })).json()).toMatchObject({ added: 1 })
    expect((await take('hall', text(27_400), { fromOn: '2025-01-01' })).json()).toMatchObject({ changed: 1 })
    const area = async (on: string) => (await town.get('lianggp', `/api/hall/shares?on=${on}`)).json<{ halls: object }>().halls
    expect(await area('2021-06-01')).toEqual({ all: 1, area: 15_000, counters: 96 })
    expect(await area('2026-10-12')).toEqual({ all: 1, area: 27_400, counters: 96 })
    expect(await total('halls?level=city')).toBe(1)
    expect(await total('halls?level=county')).toBe(0)
    const page = await town.running.app.inject({ url: '/hall/SX00000', headers: { 'accept-language': 'zh-CN' } })
    expect(page.body).toContain('云溪市政务服务中心 云溪大道1号')
  })

  it('is a page of whoever works at a hall and of nobody else, though others may read it', async () => {
    const desks = async (login: string) => (await town.get(login, '/api/session')).json<{ desks: string[] }>().desks
    expect(await desks('lianggp')).toContain('hall_register')
    expect(await desks('hanfang')).not.toContain('hall_register')
  })

  it('leaves as a file that comes back in without a change', async () => {
    const view = (await town.post('lianggp', '/api/exports', { ledger: 'hall_windows', format: 'xlsx' })).json<{
      id: string
      state: string
    }>()
    expect(view.state).toBe('ready')
    const { rawPayload } = await town.get('lianggp', `/api/exports/${view.id}/file`)
    expect((await take('window', rawPayload, { file: 'xlsx' })).json()).toMatchObject({ rows: 74, added: 0, changed: 0, unchanged: 74 })
  })

  it('tells a citizen which window, online or not, how long, how many visits and which papers, and not who changed it', async () => {
    const page = async (url: string, lang = 'zh-CN') => town.running.app.inject({ url, headers: { 'accept-language': lang } })
    const found = await page(`/hall?find=${encodeURIComponent('身份证')}`)
    for (const part of ['居民身份证补领', '综合1号窗口', '/hall/SX00000', '当场办好']) expect(found.body).toContain(part)
    const item = await page('/hall/SX00000')
    for (const part of ['综合1号窗口', '从头到尾都在网上办', '法定20个工作日内', '不用跑', '户口簿', '近照'])
      expect(item.body).toContain(part)
    expect(item.body).not.toMatch(/梁国平|十月核对|去年的底数/)
    expect((await page('/hall/SX00000', 'en')).body).toContain('Done while you wait')
    expect((await page('/hall/SX02590')).statusCode).toBe(404)
    expect((await page('/hall/nothing')).statusCode).toBe(404)
    // Signs that a database has no place for are no code, and find nothing.
    expect((await page('/hall/%00791')).statusCode).toBe(404)
    expect((await page('/hall?find=a%00b')).statusCode).toBe(200)
    expect((await page(`/hall?find=${encodeURIComponent('虚构事项')}`)).body).toContain('还有更多')
    expect(found.body.length).toBeLessThan(14 * 1024)
    // Changing the language or the size of type keeps the words that she looked for.
    const looked = encodeURIComponent('身份证')
    for (const link of [`?lang=en&amp;find=${looked}`, `?lang=zh&amp;big=1&amp;find=${looked}`])
      expect(found.body).toContain(`href="${link}"`)
  })
})
