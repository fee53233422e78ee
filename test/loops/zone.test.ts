import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

/** A firm comes to the service zone: answered by name, judged by her own word, moved to the window of last resort, and the four works counted apart. */
let town: LivingTown
beforeAll(async () => {
  town = await startTown('10-12T10:00')
})
afterAll(() => town.running.stop())

const asked = { place: 'hetian', kind: 'policy', firm: '青禾食品厂', words: '稳岗补贴怎么申领', name: '安桂芳', phone: '10000170003' }
const online = async (more: object = {}): Promise<{ code: string; number: string; specialist: string }> => {
  const answer = await town.running.app.inject({
    method: 'POST',
    url: '/zone',
    headers: { accept: 'application/json' },
    payload: { ...asked, key: randomUUID(), ...more },
  })
  expect([answer.statusCode, answer.statusCode === 201 ? '' : answer.body]).toEqual([201, ''])
  await town.running.beat()
  return answer.json()
}
interface Page {
  matter: { stage: string; round: number; ending?: string; clocks: { clock: string; dueOn?: string; round: number }[] }
  card?: { contact: { number?: string }; specialist: string; firm?: string; words: string }
  trail: { action: string; rung?: { tell: string }; input?: Record<string, unknown> }[]
}
const page = async (login: string, matter: string): Promise<Page> => (await town.get(login, `/api/matters/${matter}`)).json()
const follow = async (code: string, at = '/zone', lang = 'zh-CN'): Promise<string> =>
  (await town.running.app.inject({ url: `${at}/${code}`, headers: { 'accept-language': lang } })).body
const says = async (code: string, say: string): Promise<number> => {
  const { statusCode } = await town.running.app.inject({
    method: 'POST',
    url: `/zone/${code}`,
    headers: { accept: 'application/json' },
    payload: { say },
  })
  await town.running.beat()
  return statusCode
}
const lines = async (login: string, query = ''): Promise<Record<string, string | null>[]> =>
  (await town.get(login, `/api/zone/list${query}`)).json<{ items: Record<string, string | null>[] }>().items
/** Found by its number: the clock stands still here, and of two that were asked at one instant neither is the newer. */
const matterOf = async (login: string, number: string): Promise<string> =>
  (await lines(login)).find(one => one['number'] === number)!['id']!
type Row = Readonly<Record<string, string | number>>
const board = async (login: string, query = ''): Promise<readonly Row[]> =>
  (await town.get(login, `/api/zone/board${query}`)).json<{ rows: Row[] }>().rows
const due = ({ matter }: Page): string | undefined => matter.clocks.findLast(one => one.clock === 'answer_within')?.dueOn
const told = { how: 'phone', result: 'told', told: '凭社保缴费记录，在网上申领，五天到账' }

describe('a firm that comes to the service zone', () => {
  it('asks once, is told who has it, is answered within three working days, and her word ends it', async () => {
    const { code, specialist, number } = await online()
    expect(specialist).toBe('汤永康')
    const matter = await matterOf('tangyk', number)
    const seen = await page('tangyk', matter)
    expect([seen.matter.stage, due(seen)]).toEqual(['in_hand', '2026-10-15'])
    expect([seen.card!.firm, seen.card!.contact.number], 'opening the number is an act').toEqual(['青禾食品厂', undefined])
    const before = await follow(code)
    for (const part of ['专员汤永康在办', '10月15日']) expect(before).toContain(part)
    expect(before, 'the page that lies open on a table names neither firm nor words').not.toMatch(/青禾|安桂芳|10000170003|稳岗/)
    expect(await follow(code, '/zone', 'en')).toContain('Service zone: how it stands')
    expect(await town.act('tangyk', matter, 'record_contact', { whom: '区人社局', note: '问清了申领的办法' })).toBe('in_hand')
    expect(await town.act('tangyk', matter, 'answer', told)).toBe('awaiting_word')
    await town.running.beat()
    const answered = await follow(code)
    for (const part of [told.told, '电话，说清楚了', '解决了吗？']) expect(answered).toContain(part)
    expect(answered, 'what was said to other units stays in the house').not.toContain('人社局')
    expect(await says(code, 'solved')).toBe(200)
    expect((await page('tangyk', matter)).matter).toMatchObject({ stage: 'solved', ending: 'solved' })
  })

  it('is seen by the zone and those above it alone: another window of the hall finds nothing, the office sees the course without words', async () => {
    const { number } = await online({ kind: 'complaint' })
    const matter = await matterOf('tangyk', number)
    expect((await town.get('liaotl', `/api/matters/${matter}`)).statusCode).toBe(404)
    expect((await town.get('hanfang', `/api/matters/${matter}`)).statusCode).toBe(404)
    const above = await page('lianggp', matter)
    expect([above.card, above.matter.stage]).toEqual([undefined, 'in_hand'])
    expect(JSON.stringify(above)).not.toMatch(/青禾|安桂芳|稳岗/)
    expect((await lines('lianggp')).find(one => one['id'] === matter)).toMatchObject({ firm: null, name: null })
  })

  it('says no: one rung higher with a term of its own; after the last round a no is kept; a silent one is not solved', async () => {
    await town.at('10-13T09:00')
    const { code, number } = await online({ kind: 'agency' })
    const matter = await matterOf('tangyk', number)
    await town.act('tangyk', matter, 'answer', told)
    expect(await says(code, 'unsolved')).toBe(200)
    const again = await page('luojh', matter)
    expect(again.matter).toMatchObject({ stage: 'in_hand', round: 2 })
    expect([due(again), again.card!.specialist], 'a new term from that day').toEqual(['2026-10-16', '罗嘉禾'])
    expect(await follow(code)).toContain('换高一级的罗嘉禾')
    await town.act('luojh', matter, 'answer', told)
    await town.at('10-21T09:00')
    expect((await page('luojh', matter)).matter.ending).toBe('citizen_silent')
    expect(await follow(code)).toContain('没解决，现在也可以说')
    expect(await says(code, 'unsolved'), 'silence was never her word; no round is left').toBe(200)
    expect((await page('luojh', matter)).matter).toMatchObject({ stage: 'unsolved', ending: 'unsolved' })
    const agency = (await board('luojh')).find(one => one['kind'] === 'agency')!
    expect(agency).toMatchObject({ asked: 1, solved: 0, silent: 0, unsolved: 1 })
  })

  it('is given to another of the zone without a new term; a name that nobody there has leaves it with the leader', async () => {
    await town.at('10-22T09:00')
    const { code, number } = await online()
    const matter = await matterOf('tangyk', number)
    const first = due(await page('tangyk', matter))
    await town.at('10-23T09:00')
    await town.act('luojh', matter, 'change_specialist', { specialist: '查无此人', why: '汤永康休假' })
    await town.running.beat()
    const changed = await page('luojh', matter)
    expect([changed.card!.specialist, due(changed)]).toEqual(['罗嘉禾', first])
    await town.act('luojh', matter, 'change_specialist', { specialist: '汤永康', why: '回来了' })
    expect(await follow(code)).toContain('专员汤永康在办')
  })
})

describe('what cannot be got done in the zone', () => {
  const handed = { step: 'not_finished', item: '食品经营许可变更', where: '区市场监管窗口', trips: 3, reason: '说系统里查不到' }

  it('becomes a matter of the window of last resort under the same receipt code, with a term of its own; no announcement carries words or number', async () => {
    await town.at('10-26T09:00')
    const { code, number } = await online({ kind: 'consult', words: '许可变更三趟没办下来' })
    const matter = await matterOf('tangyk', number)
    expect(await town.act('tangyk', matter, 'move_to_stuck', handed)).toBe('moved')
    await town.running.beat()
    expect((await page('tangyk', matter)).matter.ending).toBe('moved')
    const shown = await follow(code)
    expect(shown).toContain('转到“办不成事”窗口')
    expect(shown).toContain(`/stuck/${code}`)
    expect(await follow(code, '/stuck')).toMatch(/窗口|联系/)
    const ledger = (await town.get('liaotl', '/api/stuck/ledger')).json<{ items: Record<string, unknown>[] }>().items
    const taken = ledger.find(one => JSON.stringify(one).includes(handed.item))!
    const there = await page('liaotl', String(taken['id']))
    expect(there.trail[0]!.input).toMatchObject({
      item: handed.item,
      trips: 3,
      whom: 'enterprise',
      channel: 'transfer',
      category: 'not_finished',
    })
    await town.act('liaotl', String(taken['id']), 'accept', { applied: 'not_accepted', rule: 'none_named' })
    expect((await page('liaotl', String(taken['id']))).card, 'whoever takes it over can reach her').toBeDefined()
    const said = await town.running.house.as({ kind: 'system', city: town.running.house.city, name: 'loops' }, tx =>
      tx
        .selectFrom('engine.announcement' as never)
        .selectAll()
        .execute(),
    )
    expect(JSON.stringify(said)).not.toMatch(/青禾|安桂芳|10000170003|许可变更/)
  })

  it('is moved by her own hand when an answer did not solve it, once, and nothing has to be said again', async () => {
    await town.at('10-27T09:00')
    const { code, number } = await online({ firm: '', kind: 'consult', words: '孩子的居住证办不下来' })
    const matter = await matterOf('tangyk', number)
    await town.act('tangyk', matter, 'answer', { ...told, result: 'cannot' })
    for (let n = 0; n < 2; n++) expect([200, 409]).toContain(await says(code, 'move'))
    expect((await page('tangyk', matter)).matter.stage).toBe('moved')
    const ledger = (await town.get('liaotl', '/api/stuck/ledger')).json<{ items: Record<string, unknown>[] }>().items
    expect(ledger.filter(one => JSON.stringify(one).includes('居住证'))).toHaveLength(1)
    expect((await follow(code, '/stuck')).length).toBeGreaterThan(500)
  })
})

describe('an old ledger of the zone', () => {
  /** 五华's figures of September 2023, as an office keeps them: a row is one matter, nobody named. */
  const figures = { 办不成事咨询: 78, 营商环境投诉: 35, 惠企政策落实: 723, 投资服务代办: 805 }
  const csv = `服务保障专区台账,,\n类别,受理日期,办理结果\n${Object.entries(figures)
    .flatMap(([kind, n]) => Array.from({ length: n }, (_, at) => `${kind},2025/${(at % 9) + 1}/${(at % 28) + 1},已解决`))
    .join('\n')}\n`
  const bring = (login: string, text: string, dryRun: boolean) =>
    town.post(login, '/api/zone/past', {
      place: 'hetian',
      name: '2025年台账.csv',
      file: 'csv',
      bytes: Buffer.from(text).toString('base64'),
      mapping: { fields: { kind: '类别', onDay: '受理日期', ending: '办理结果' }, constants: {} },
      dryRun,
    })
  const all = async (): Promise<Record<string, number>> =>
    Object.fromEntries((await board('luojh', '?from=2025-01&until=2025-09')).map(row => [String(row['kind']), Number(row['all'])]))

  it('is tried first, taken in as a whole by whoever leads the zone alone, and gives the article’s four figures apart, each with its lines', async () => {
    expect((await bring('tangyk', csv, false)).statusCode, 'a specialist keeps no ledger').toBe(403)
    expect((await bring('hanfang', csv, false)).json()).toMatchObject({ type: 'urn:huiyin:not_your_zone' })
    const tried = (await bring('luojh', csv, true)).json<{ rows: number; faultCount: number }>()
    expect([tried.rows, tried.faultCount]).toEqual([1641, 0])
    expect(await all(), 'trying changes nothing').toEqual({ consult: 0, complaint: 0, policy: 0, agency: 0 })
    expect((await bring('luojh', csv, false)).statusCode).toBe(200)
    expect(await all()).toEqual({ consult: 78, complaint: 35, policy: 723, agency: 805 })
    const behind = (await town.get('luojh', '/api/zone/past?kind=complaint&from=2025-01&until=2025-09&solved=true')).json<{
      items: unknown[]
    }>()
    expect(behind.items).toHaveLength(35)
    expect((await bring('luojh', csv, false)).json(), 'the same file is not counted twice').toMatchObject({
      type: 'urn:huiyin:zone_file_known',
    })
  })

  it('with one bad row is not brought in at all, and each fault says its line; taken back it counts no more and stays on the list', async () => {
    const bad = csv.replace('营商环境投诉,2025/1/1,已解决', '营商环境投诉,2025/2/30,大概')
    const tried = (await bring('luojh', bad, true)).json<{ faults: { line: number; field: string }[] }>()
    expect(tried.faults.map(one => [one.line, one.field])).toEqual([
      [81, 'onDay'],
      [81, 'ending'],
    ])
    expect((await bring('luojh', bad, false)).json()).toMatchObject({ type: 'urn:huiyin:zone_file_faulty' })
    const files = () => town.get('luojh', '/api/zone/files')
    const [file] = (await files()).json<{ items: { id: string; mayTakeBack: boolean }[] }>().items
    expect(file!.mayTakeBack).toBe(true)
    expect((await town.post('htzwz', `/api/zone/files/${file!.id}/take-back`, {})).statusCode).toBe(200)
    expect((await town.post('luojh', `/api/zone/files/${file!.id}/take-back`, {})).json()).toMatchObject({
      type: 'urn:huiyin:zone_file_gone',
    })
    expect(await all()).toEqual({ consult: 0, complaint: 0, policy: 0, agency: 0 })
    expect((await files()).json<{ items: { takenBackBy: string }[] }>().items[0]!.takenBackBy).toBe('许守诚')
  })
})

it('the zone writes down for whom it is easier; a post that is none is refused with its field, and nothing is lost of a form that lacks something', async () => {
  const intake = (login: string, more: object = {}) =>
    town.post(login, '/api/zone/intake', { ...asked, channel: 'window', key: randomUUID(), ...more })
  expect((await intake('tangyk')).json()).toMatchObject({ specialist: '汤永康' })
  expect((await intake('liaotl')).json()).toMatchObject({ type: 'urn:huiyin:not_your_zone', field: 'place' })
  expect((await intake('tangyk', { phone: '12' })).json()).toMatchObject({ type: 'urn:huiyin:phone_invalid', field: 'phone' })
  const form = await town.running.app.inject({
    method: 'POST',
    url: '/zone',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'zh-CN' },
    payload: new URLSearchParams({ ...asked, words: '', key: randomUUID() }).toString(),
  })
  expect(form.statusCode).toBe(422)
  for (const part of ['还差几处', asked.firm, asked.name]) expect(form.body).toContain(part)
  expect((await town.running.app.inject('/zone/1234567812345678')).statusCode).toBe(404)
})
