import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Jimp, JimpMime } from 'jimp'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportTrail } from '../../src/engine/index.ts'
import { faultsOf } from '../../src/engine/rules/draw.ts'
import type { DrawSheet } from '../../src/engine/rules/draw.ts'
import { xlsxOf } from '../../src/platform/sheets/index.ts'
import { runVerifyDraw } from '../../tools/verify-draw.ts'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

/** Households and firms are visited: what they say is answered by a named unit, told to them, and ends by their word; an office's ledger gives the article's figures. */
let town: LivingTown
beforeAll(async () => {
  town = await startTown('10-12T10:00')
})
afterAll(() => town?.running.stop())

interface Page {
  matter: { id: string; stage: string; round: number; ending?: string; clocks: { clock: string; dueOn?: string; state: string }[] }
  card?: { contact: { left: boolean; number?: string }; words: string; unitName: string }
  may: { action: string; not?: { because: string } }[]
}
const page = async (login: string, matter: string): Promise<Page> => (await town.get(login, `/api/matters/${matter}`)).json()
const unitOf = async (code: string): Promise<string> =>
  (await town.get('jiangyf', `/api/units?search=${code}`))
    .json<{ items: { id: string; code: string }[] }>()
    .items.find(one => one.code === code)!.id
const visit = async (login: string, more: object = {}) =>
  town.post(login, '/api/rounds/visits', {
    campaign: 'visits',
    unit: await unitOf('ld.police.dukou'),
    visitedOn: '2026-10-12',
    place: '临江社区',
    visitors: '江一帆、杜锦程',
    concerns: [],
    key: randomUUID(),
    ...more,
  })
const problem = { kind: 'problem', words: '路口红绿灯太短，老人过不去', name: '柏大爷', phone: '10000170021' }
interface Opened {
  concerns: number
  opened: { matter: string; number: string; unitName: string }[]
}
const raise = async (unit: string, more: object = {}): Promise<string> => {
  const answer = await visit('jiangyf', { concerns: [{ ...problem, unit: await unitOf(unit), ...more }] })
  expect([answer.statusCode, answer.statusCode === 201 ? '' : answer.body]).toEqual([201, ''])
  await town.running.beat()
  return answer.json<Opened>().opened[0]!.matter
}
const because = (answer: { json: <T>() => T }): string => answer.json<{ type: string }>().type.replace('urn:huiyin:', '')
const refused = async (login: string, matter: string, action: string, input: object): Promise<string> =>
  because(await town.post(login, `/api/matters/${matter}/actions/${action}`, { input }))
type Counts = Record<string, number | string>
const board = async (login: string, query = ''): Promise<{ campaigns: Counts[]; units: Counts[] }> =>
  (await town.get(login, `/api/rounds/board${query}`)).json()
const lines = async (login: string, query = ''): Promise<Record<string, string | null>[]> =>
  (await town.get(login, `/api/rounds/list${query}`)).json<{ items: Record<string, string | null>[] }>().items
const answered = { result: 'solved', told: '绿灯延长到35秒，今天起' }
const heard = { how: 'visit', words: '过得去了' }

describe('a visit', () => {
  it('is entered once, with what was said: answered on the spot it is a line, else a matter of the unit that is named', async () => {
    const key = randomUUID()
    const concerns = [
      { kind: 'suggestion', words: '办事指南贴大一点', settled: { end: 'accepted', told: '当天换了大字的' } },
      { ...problem, unit: await unitOf('ld.police.traffic') },
    ]
    const first = (await visit('jiangyf', { concerns, key })).json<Opened>()
    expect([first.concerns, first.opened.map(one => one.unitName)]).toEqual([2, ['交警大队']])
    expect((await visit('jiangyf', { concerns, key })).json<Opened>().opened, 'pressed twice it is one visit').toEqual([])
    const [campaign] = (await board('jiangyf')).campaigns
    expect(campaign).toMatchObject({
      name: '大走访',
      visits: 1,
      raised: 2,
      suggestions_answered: 1,
      problems: 1,
      problems_solved: 0,
      on_spot: 1,
      open: 1,
    })
    expect((await lines('jiangyf')).map(one => [one['words'], one['state']]).sort()).toEqual(
      [
        ['办事指南贴大一点', '已答复'],
        [problem.words, '办理中'],
      ].sort(),
    )
  })

  it('is refused for another unit than one’s own, a day that has not come, a suggestion that is “solved”, and where nobody is named to answer', async () => {
    const court = await unitOf('ld.court.civil1')
    expect(because(await visit('pengch', { unit: court }))).toBe('not_your_visit')
    expect(because(await visit('jiangyf', { unit: await unitOf('ld.police.traffic') }))).toBe('not_your_visit')
    expect(because(await visit('jiangyf', { campaign: 'elsewhere' }))).toBe('no_such_campaign')
    expect(because(await visit('jiangyf', { visitedOn: '2026-10-13' }))).toBe('visit_day_wrong')
    expect(because(await visit('jiangyf', { concerns: [problem] }))).toBe('concern_unit_missing')
    expect(because(await visit('jiangyf', { concerns: [{ ...problem, phone: '12', unit: court }] }))).toBe('phone_invalid')
    const solved = { kind: 'suggestion', words: '贴大一点', settled: { end: 'solved', told: '换了' } }
    expect(because(await visit('jiangyf', { concerns: [solved] }))).toBe('suggestion_not_solved')
  })

  it('ends as solved by the person’s word, which whoever visited brings back; the unit’s answer alone solves nothing', async () => {
    const matter = await raise('ld.police.traffic')
    expect((await town.get('pengch', `/api/matters/${matter}`)).statusCode, 'whoever has nothing to do with it sees nothing').toBe(404)
    const seen = await page('mays', matter)
    expect([seen.matter.stage, seen.matter.clocks[0]!.dueOn]).toEqual(['raised', '2026-10-26'])
    expect(seen.card!.contact, 'opening the number is an act').toEqual({ left: true })
    await town.act('mays', matter, 'open_number', { purpose: 'ask' })
    expect((await page('mays', matter)).card!.contact.number).toBe('10000170021')
    expect((await page('jiangyf', matter)).card!.contact.number, 'each for himself').toBeUndefined()
    expect(await town.act('mays', matter, 'answer_concern', answered)).toBe('concern_answered')
    await town.running.beat()
    expect(town.sent().some(one => one.template === 'rounds.answered' && !one.text.includes('红绿灯'))).toBe(true)
    const before = (await board('jiangyf')).units.find(one => one['name'] === '交警大队')!
    expect(before['problems_solved']).toBe(0)
    expect(await refused('mays', matter, 'record_solved', heard), 'the unit does not speak for the person').toBe('not_your_seat')
    expect(await town.act('jiangyf', matter, 'record_solved', heard)).toBe('solved')
    const after = (await board('jiangyf')).units.find(one => one['name'] === '交警大队')!
    expect([after['problems_solved'], after['finished']]).toEqual([1, 1])
    expect(
      (await lines('mays', '?share=problems_solved')).map(one => one['told']),
      'whoever answered reads his line',
    ).toEqual([answered.told])
  })

  it('comes back when the unit is the wrong one, and runs on without a new term where it goes next', async () => {
    const matter = await raise('ld.police.traffic', { words: '夜里有人在路边烧烤' })
    const due = (await page('mays', matter)).matter.clocks[0]!.dueOn
    await town.act('mays', matter, 'not_ours', { why: '归派出所管' })
    await town.running.beat()
    expect((await town.get('mays', `/api/matters/${matter}`)).statusCode, 'it is his no more').toBe(404)
    await town.at('10-13T10:00')
    await town.act('jiangyf', matter, 'name_unit', { unit: await unitOf('ld.police.dukou'), why: '辖区派出所' })
    await town.running.beat()
    const seen = await page('shitz', matter)
    expect([seen.card!.unitName, seen.matter.clocks[0]!.dueOn]).toEqual(['渡口派出所', due])
  })

  it('is not spoken for by whoever answered, though he leads the visiting unit; a no goes to the leader in charge, and who cannot be told is tried first', async () => {
    const matter = await raise('ld.police.dukou', { words: '楼道里堆着电动车' })
    await town.act('shitz', matter, 'answer_concern', { result: 'solved', told: '已经清走了' })
    expect(await refused('shitz', matter, 'record_solved', heard)).toBe('own_answer')
    expect(await refused('jiangyf', matter, 'keep_no', heard)).toBe('round_left')
    expect(await town.act('jiangyf', matter, 'record_no', { how: 'visit', words: '又堆上了' })).toBe('raised')
    await town.running.beat()
    const raised = await page('gaomin', matter)
    expect([raised.matter.round, raised.may.some(one => one.action === 'answer_concern')]).toEqual([2, true])
    expect(
      (await page('shitz', matter)).may.some(one => one.action === 'answer_concern'),
      'he may still put it right',
    ).toBe(true)
    await town.act('gaomin', matter, 'answer_concern', { result: 'explained', told: '划了停车位，楼道不再停' })
    expect(await refused('jiangyf', matter, 'record_untold', { how: 'phone', note: '没有接' })).toBe('attempts_first')
    for (const note of ['上午没有接', '下午没有接']) await town.act('jiangyf', matter, 'record_attempt', { how: 'phone', note })
    expect(await town.act('jiangyf', matter, 'record_untold', { how: 'phone', note: '第三次没有接' })).toBe('untold')
    const counts = (await board('jiangyf')).units.find(one => one['name'] === '渡口派出所')!
    expect([counts['problems_solved'], counts['problems_explained']], 'told to nobody is not solved').toEqual([0, 1])
    // Met on the stairs later: what she says then is heard.
    expect(await town.act('jiangyf', matter, 'record_no', { how: 'visit', words: '车还在楼道里' })).toBe('raised')
    const again = (await board('jiangyf')).units.find(one => one['name'] === '渡口派出所')!
    expect([again['problems_explained'], again['open']]).toEqual([0, Number(counts['open']) + 1])
  })

  it('late, is told upwards and to nobody else', async () => {
    const matter = await raise('ld.police.dukou', { words: '巷口没有灯' })
    await town.at('11-10T10:00')
    const trail = (await town.get('jiangyf', `/api/matters/${matter}`)).json<{ trail: { rung?: { tell: string } }[] }>().trail
    expect(trail.flatMap(entry => entry.rung?.tell ?? [])).toEqual(['handler', 'handler', 'superior', 'unit_head', 'supervisor'])
  })
})

describe('an inspection', () => {
  interface Listed {
    items: { code: string; places: { id: string; name: string }[] }[]
    counts: { kind: string; stage: string; count: number }[]
  }
  const listed = async (): Promise<Listed> => (await town.get('weijy', '/api/rounds/inspections')).json()
  const begin = async (code: string, login = 'weijy') => {
    const place = (await listed()).items.find(one => one.code === 'hall_daily')!.places.find(one => one.name === '综合窗口')!.id
    return town.post(login, '/api/rounds/inspections', { code, place, key: randomUUID() })
  }
  const openOf = async (login: string, kind: string): Promise<{ id: string; stage: string }[]> =>
    (await town.get(login, `/api/matters?kind=${kind}`)).json<{ items: { id: string; stage: string }[] }>().items
  const lineOf = async (week: string): Promise<string[]> =>
    (await town.running.app.inject({ url: '/api/rounds/draws' })).body
      .split('\n')
      .find(one => one.startsWith(`hall_random ${week}`))!
      .split(' ')
  const sheet = (week: string) => town.running.app.inject({ url: `/api/rounds/draws/hall_random/${week}` })

  it('is begun on the spot, item by item; what does not hold becomes a matter of the place, which is looked at again by another', async () => {
    expect(because(await begin('hall_daily', 'jiangxy'))).toBe('not_your_inspection')
    expect(because(await begin('hall_random')), 'nobody chooses what is drawn').toBe('drawn_by_house')
    const { matter } = (await begin('hall_daily')).json<{ matter: string }>()
    expect((await town.get('jiangxy', `/api/matters/${matter}`)).statusCode, 'the place sees no inspection').toBe(404)
    const picture = await new Jimp({ width: 32, height: 24, color: 0x8899aaff }).getBuffer(JimpMime.jpeg)
    const uploaded = await town.upload('weijy', '/api/files', { name: '仓库.jpg', bytes: picture }, { matter })
    const photo = uploaded.json<{ id: string }>().id
    const noted = { item: 3, at: '10:20', what: '轮椅锁在仓库里', photos: [photo] }
    expect(await refused('weijy', matter, 'note_finding', { ...noted, item: 9 })).toBe('no_such_item')
    await town.act('weijy', matter, 'note_finding', noted)
    await town.running.beat()
    expect(await refused('weijy', matter, 'finish_inspection', { arrived: '10:40', left: '10:10', summary: '其余都好' })).toBe(
      'left_before_arrived',
    )
    expect(await town.act('weijy', matter, 'finish_inspection', { arrived: '10:10', left: '10:40', summary: '其余都好' })).toBe('inspected')
    const finding = (await openOf('jiangxy', 'finding'))[0]!.id
    const opened = (await town.get('jiangxy', `/api/matters/${finding}`)).json<{ trail: { input?: object }[] }>().trail[0]!.input
    expect(opened).toMatchObject({ item: '座椅、饮水、轮椅能用', what: noted.what, at: '10:20' })
    // The place sees the photograph as the finding's own, and neither the inspection nor its file.
    const { photos } = (await town.get('jiangxy', `/api/matters/${finding}`)).json<{ card: { photos: string[] } }>().card
    expect([photos.length, photos.includes(photo)]).toEqual([1, false])
    expect((await town.get('jiangxy', `/api/files/${photos[0]}`)).headers['content-type']).toBe('image/jpeg')
    expect((await town.get('jiangxy', `/api/files/${photo}`)).statusCode).toBe(404)
    expect(JSON.stringify((await town.get('jiangxy', `/api/matters/${finding}`)).json())).not.toContain(matter)
    await town.act('jiangxy', finding, 'report_fixed', { what: '轮椅摆到门口，写了借用电话' })
    expect(await refused('jiangxy', finding, 'clear_finding', {})).toBe('not_your_seat')
    expect(await town.act('weijy', finding, 'refuse_fixed', { why: '电话打不通' })).toBe('found')
    await town.act('jiangxy', finding, 'report_fixed', { what: '换了值班电话' })
    expect(await town.act('weijy', finding, 'clear_finding')).toBe('cleared')
    expect((await listed()).counts.map(one => [one.kind, one.stage])).toContainEqual(['finding', 'cleared'])
  })

  it('at random is promised by a hash a week before, drawn when the week begins, and drawn again by anybody when it is over', async () => {
    await town.at('11-12T10:00')
    const [, , promised, , seed] = await lineOf('2026-11-16')
    expect([promised, seed]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), '-'])
    const before = (await openOf('weijy', 'inspection')).map(one => one.id)
    await town.at('11-16T09:00')
    const { waiting } = (await town.get('weijy', '/api/rounds/inspections')).json<{ waiting: { id: string; hour?: string }[] }>()
    expect(waiting.filter(one => one.hour !== undefined && !before.includes(one.id)).length, 'it stands on the inspector’s page').toBe(1)
    const drawn = (await openOf('weijy', 'inspection')).filter(one => !before.includes(one.id))
    expect(drawn.length, 'with the first beat of its week').toBe(1)
    expect((await lineOf('2026-11-16'))[4], 'no place learns from it when somebody comes').toBe('-')
    expect((await sheet('2026-11-16')).statusCode).toBe(404)
    await town.at('11-23T09:00')
    expect((await lineOf('2026-11-16'))[2], 'the hash is the one that was copied').toBe(promised)
    const published = (await sheet('2026-11-16')).json<DrawSheet>()
    expect(faultsOf(text => createHash('sha256').update(text, 'utf8').digest('hex'), published, promised)).toEqual([])
    expect([published.drawn.length, published.tickets.length]).toEqual([1, 5 * 4 * 3])
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-promised-'))
    const place = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    }
    const exported: string[] = []
    await exportTrail(town.running.house, line => exported.push(line))
    const trail = place('trail.ndjson', exported.join('\n'))
    const roots = place('roots.txt', (await town.running.app.inject({ url: '/api/roots' })).body)
    let said = ''
    const out = (text: string): void => void (said += text)
    const asked = [place('sheet.json', JSON.stringify(published)), '--trail', trail, '--roots', roots, '--json']
    expect(await runVerifyDraw(asked, { out, err: out, interactive: false }), said).toBe(0)
    expect(JSON.parse(said), 'the trail holds the promise, from a day before its week').toMatchObject({
      about: 'rounds.draw/hall_random/2026-11-16',
      faults: [],
      anchored: true,
    })
    const matter = drawn[0]!.id
    const card = (await town.get('weijy', `/api/matters/${matter}`)).json<{ card: { day: string; hour: string; isDrawn: boolean } }>().card
    expect([`${card.day} ${card.hour}`, card.isDrawn]).toEqual([published.drawn[0]!.slice(0, 16), true])
    expect(await town.act('weijy', matter, 'give_up_inspection', { why: '当天全员开会' })).toBe('not_inspected')
  })
})

/** 大走访: 463 suggestions, 300 problems of which 262 solved; 警企恳谈: 117 finished of 120. Invented lines in the article's numbers. */
const heads = [
  '走访日期',
  '走访活动',
  '走访单位',
  '走访地点',
  '走访人',
  '类别',
  '内容',
  '责任单位',
  '办理情况',
  '办结日期',
  '办理结果',
  '当场答复',
]
const row = (n: number, campaign: string, kind: string, state: string): readonly string[] => [
  `2026-0${3 + (n % 6)}-0${1 + (n % 9)}`,
  campaign,
  n % 2 === 0 ? '渡口派出所' : '双槐派出所',
  campaign === '大走访' ? `虚构社区${n % 40}` : `虚构企业${n % 30}`,
  '甲、乙',
  kind,
  `虚构${kind}${n}`,
  n % 3 === 0 ? 'ld.police.traffic' : '渡口派出所',
  state,
  state === '办理中' ? '' : '2026-09-30',
  state === '办理中' ? '' : '虚构答复',
  state === '已答复' && n % 5 === 0 ? '是' : '否',
]
const many = (count: number, of: (n: number) => readonly string[]): (readonly string[])[] => Array.from({ length: count }, (_, n) => of(n))
const ledger = [
  ...many(463, n => row(n, '大走访', '建议', '已答复')),
  ...many(262, n => row(n, '大走访', '问题', '已解决')),
  ...many(30, n => row(n, '大走访', '问题', '没有解决')),
  ...many(8, n => row(n, '大走访', '问题', '办理中')),
  ...many(117, n => row(n, '警企恳谈', n < 60 ? '建议' : '问题', n < 60 ? '已答复' : '已解决')),
  ...many(3, n => row(n, '警企恳谈', '问题', '办理中')),
]
const csvOf = (rows: readonly (readonly string[])[]): string => [heads, ...rows].map(cells => cells.join(',')).join('\n')
interface Outcome {
  rows: number
  visits: number
  added: number
  opened: number
  unchanged: number
  faultCount: number
  faults: { line: number; field: string; title: string }[]
}
const take = (login: string, bytes: string | Buffer, more: object = {}) =>
  town.post(login, '/api/rounds/import', { file: 'csv', bytes: Buffer.from(bytes).toString('base64'), dryRun: false, ...more })

describe('an office’s ledger of visits', () => {
  it('is taken in whole after a dry run, or not at all, by those who lead the visiting organ', async () => {
    const wrong = csvOf([ledger[0]!, ledger[463]!.map((cell, at) => (at === 7 ? '某某所' : cell))])
    const dry = (await take('fjjz', wrong, { dryRun: true })).json<Outcome>()
    expect(dry.faults.map(({ line, field, title }) => [line, field, title])).toEqual([[3, '责任单位', '名册里查不到，或有几个同名']])
    expect(because(await take('fjjz', wrong))).toBe('visits_faulty')
    expect(because(await take('hanfang', csvOf(ledger)))).toBe('not_the_ledgers_keeper')
    const before = (await board('fjjz')).campaigns
    expect((await take('fjjz', csvOf(ledger), { dryRun: true })).json<Outcome>()).toMatchObject({
      rows: 883,
      added: 883,
      opened: 11,
      faultCount: 0,
    })
    expect((await board('fjjz')).campaigns, 'a dry run enters nothing').toEqual(before)
  })

  it('gives the article’s figures, each with the lines behind it, and taken in twice doubles nothing', async () => {
    expect((await take('fjjz', csvOf(ledger))).json<Outcome>()).toMatchObject({ added: 883, opened: 11, unchanged: 0 })
    await town.running.beat()
    const period = '?from=2026-03-01&until=2026-09-30'
    const [visits, talks] = ['visits', 'talks'].map(code => async () => (await board('fjjz', `${period}&campaign=${code}`)).campaigns[0]!)
    expect(await visits!()).toMatchObject({
      suggestions: 463,
      suggestions_answered: 463,
      problems: 300,
      problems_solved: 262,
      unsolved: 30,
      open: 8,
    })
    expect(await talks!()).toMatchObject({ raised: 120, finished: 117, open: 3 })
    const again = (await take('fjjz', csvOf(ledger))).json<Outcome>()
    expect([again.added, again.opened, again.unchanged, again.visits]).toEqual([0, 0, 883, 0])
    const solved = await lines('fjjz', `${period}&campaign=visits&share=problems_solved&limit=100`)
    expect(solved.length).toBe(100)
    expect(new Set(solved.map(one => one['state']))).toEqual(new Set(['已解决']))
    expect(solved.every(one => one['number'] === null && one['words']!.startsWith('虚构问题'))).toBe(true)
    const open = await lines('fjjz', `${period}&campaign=talks&share=open`)
    expect(open.length).toBe(3)
    expect(
      open.every(one => one['number'] !== null),
      'what is open has become a matter',
    ).toBe(true)
  })

  it('is read from the sheet of an office as from CSV', async () => {
    const cells = row(1, '大走访', '建议', '已答复').map((cell, at) => (at === 6 ? '从表格来的建议' : cell))
    const pages = (async function* () {
      yield [cells]
    })()
    const columns = heads.map(title => ({ title, kind: 'text' as const }))
    const parts: Buffer[] = []
    for await (const part of xlsxOf({ name: '走访', mark: '走访台账', columns, pages })) parts.push(part)
    const outcome = (await take('fjjz', Buffer.concat(parts), { file: 'xlsx', dryRun: true })).json<Outcome>()
    expect([outcome.faults, outcome.added]).toEqual([[], 1])
  })

  it('stands behind a wall: another organ reads neither figure nor line, though it asked the database itself', async () => {
    expect((await board('pengch')).campaigns).toEqual([])
    expect(await lines('pengch')).toEqual([])
    const { house } = town.running
    const person = await house.as({ kind: 'system', city: house.city, name: 'loops' }, async tx => {
      const found = await sql<{
        id: string
        unit: string
      }>`select p.id, h.unit from org.person p join org.post h on h.city = p.city and h.person = p.id
        where p.city = ${house.city} and p.name = '彭川' limit 1`.execute(tx)
      return found.rows[0]!
    })
    const court = { kind: 'person', city: house.city, person: person.id, account: person.id, name: '彭川' } as const
    const counted = (posts: readonly { unit: string; role: 'leader' | 'system_admin' }[]) =>
      house.as(
        { ...court, posts },
        async tx => (await sql<{ n: number }>`select count(*)::int as n from rounds.concern`.execute(tx)).rows[0]!.n,
      )
    expect(await counted([{ unit: person.unit, role: 'leader' }])).toBe(0)
    const station = await unitOf('ld.police.dukou')
    expect(await counted([{ unit: station, role: 'system_admin' }]), 'whoever administers reads none').toBe(0)
    expect(await counted([{ unit: station, role: 'leader' }]), 'the question itself is one that finds').toBeGreaterThan(800)
  })

  it('loses its words when their years are over, and keeps its figures', async () => {
    const { house } = town.running
    const before = (await board('fjjz', '?campaign=talks')).campaigns
    const kept = (): Promise<number> =>
      house.as({ kind: 'system', city: house.city, name: 'sweep' }, async tx => {
        const found = await sql<{ n: number }>`select count(*)::int as n from rounds.concern where words is not null`.execute(tx)
        return found.rows[0]!.n
      })
    expect(await kept()).toBeGreaterThan(800)
    const { timed } = await import('../../src/modules/rounds/timed.ts')
    const erase = timed.find(one => one.name === 'rounds.erase')!
    await erase.run(house, new Date('2031-09-30T10:00:00+08:00'))
    expect(await kept(), 'five years are not over').toBeGreaterThan(800)
    await erase.run(house, new Date('2031-10-14T10:00:00+08:00'))
    expect(await kept()).toBe(0)
    expect((await board('fjjz', '?campaign=talks')).campaigns).toEqual(before)
    expect((await lines('fjjz', '?campaign=talks&share=finished'))[0]).toMatchObject({ words: null, told: null })
  })
})
