import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wordsOfDocx } from '../paperText.ts'
import { takenIn } from './stuckTaken.ts'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

/** 月结 and 一类事: October at the window of 禾田区, drafted on Monday the 2nd of November. */
let town: LivingTown
beforeAll(async () => {
  town = await startTown('10-12T09:30')
})
afterAll(() => town.running.stop())

const takeIn = (item: string): Promise<string> => takenIn(town, item)
const housing = async (): Promise<string> =>
  (await town.get('fengxia', '/api/units?search=ht.hall.housing')).json<{ items: { id: string }[] }>().items[0]!.id
const given = async (matter: string): Promise<void> => {
  await town.act('fengxia', matter, 'record_contact', { how: 'phone', told: '问清了经过和材料' })
  await town.act('fengxia', matter, 'accept', { applied: 'not_accepted', rule: 'none_named' })
  await town.act('fengxia', matter, 'assign_joint', { unit: await housing(), ground: '既有住宅加装电梯', task: '牵头联审，一次办成' })
}
const answered = (matter: string): Promise<unknown> =>
  town.act('zouwy', matter, 'answer', { found: '两家互为前置', measure: '代填，当天收件', result: 'done', root: 'several_units' })

interface Month {
  readonly drafted?: string
  readonly due?: string
  readonly office: boolean
  readonly total?: Record<string, number>
  readonly units: readonly (Record<string, number> & { readonly unit: string; readonly unitName: string })[]
  readonly causes: readonly {
    readonly unit: string
    readonly category: string
    readonly cause: string
    readonly causeTitle: string
    readonly count: number
    readonly class?: { readonly number: string }
  }[]
  readonly classes: readonly {
    readonly id: string
    readonly title: string
    readonly stage: string
    readonly dueOn: string | null
    readonly mark: string
  }[]
}
const month = async (login: string, of = '2026-10'): Promise<Month> =>
  (await town.get(login, `/api/stuck/months?month=${of}`)).json<Month>()
const lines = async (login: string, query: string) =>
  (await town.get(login, `/api/stuck/months/lines?${query}`)).json<{
    items: { id: string; item: string; counted: string; cause: string | null }[]
  }>().items
const because = async (login: string, url: string, body: object): Promise<string> =>
  (await town.post(login, url, body)).json<{ type: string }>().type.replace('urn:huiyin:', '')
const askOf = (from: object, unit: string, more: object = {}) => ({
  from,
  unit,
  title: '加装电梯联审单',
  responsible: '邹文渊',
  by: '2026-11-20',
  remedy: 'process',
  ask: '一次收件，两家并联审查',
  ...more,
})
let early = ''

describe('the monthly summary through HTTP', () => {
  it('is drafted on the first working day after the month, by unit, and each number is the matters behind it', async () => {
    const lifts = [await takeIn('电梯甲'), await takeIn('电梯乙'), await takeIn('电梯丙')]
    early = lifts[0]!
    for (const matter of lifts) await given(matter)
    for (const matter of lifts) await answered(matter)
    const late = await takeIn('电梯丁')
    await given(late)
    await town.at('10-13T09:30')
    await town.act('zouwy', late, 'return_item', { ground: '既有住宅加装电梯', why: '不是本单位的事' })
    // Nobody says a word within seven days: closed.
    await town.at('10-20T09:00')
    await town.at('11-01T10:00')
    expect(await month('lianggp')).toMatchObject({ due: '2026-11-02', units: [], office: true })
    expect((await month('lianggp')).drafted).toBeUndefined()

    await town.at('11-02T09:00')
    const seen = await month('lianggp')
    expect(seen).toMatchObject({ drafted: '2026-11-02', total: { listed: 4, opened: 4, closed: 3, open: 1, late: 1, returned: 1 } })
    const unit = await housing()
    expect(seen.units.find(one => one.unit === unit)).toMatchObject({ listed: 4, closed: 3, open: 0, returned: 1 })
    expect((await lines('lianggp', `month=2026-10&unit=${unit}&figure=closed`)).map(one => one.id).sort()).toEqual([...lifts].sort())
    expect((await lines('lianggp', 'month=2026-10&figure=late')).map(one => one.item)).toEqual(['电梯丁'])
    expect((await lines('lianggp', `month=2026-10&unit=${unit}&figure=returned`)).map(one => [one.id, one.counted])).toEqual([
      [late, '退回'],
    ])
    // The unit's own head reads what he has: what he handed back he sees no longer.
    expect((await month('zouwy')).total).toMatchObject({ listed: 3, closed: 3, returned: 0 })
    expect((await month('zouwy')).office).toBe(false)
    // One line a person, the offices and whoever heads a unit that had something.
    const told = town.sent().filter(one => one.template === 'stuck.month_drafted')
    expect([told.length > 1, new Set(told.map(one => one.to)).size]).toEqual([true, told.length])
  })

  it('stays as it was drafted, whatever becomes of the matters, and prints as it stands', async () => {
    const before = await month('lianggp')
    const [open] = await lines('lianggp', 'month=2026-10&figure=open')
    await town.act('fengxia', open!.id, 'guide_elsewhere', {
      where: '市公积金中心，12329',
      explanation: '这项不在大厅办',
      handed_over: false,
    })
    await town.at('11-03T09:00')
    expect((await month('lianggp')).total).toEqual(before.total)
    const paper = await town.post('lianggp', '/api/stuck/months/paper', { month: '2026-10' })
    expect(paper.statusCode).toBe(200)
    const text = wordsOfDocx(paper.rawPayload)
    for (const word of ['2026年10月', '2026年11月2日', '区住建局窗口', '几个部门来回', '没有立']) expect(text).toContain(word)
    expect(await because('lianggp', '/api/stuck/months/paper', { month: '2026-11' })).toBe('month_not_over')
  })

  it('shows nothing to whoever holds no seat of these matters, and says that a month has no day yet where no calendar tells', async () => {
    expect((await month('morg')).units).toEqual([])
    expect(await lines('morg', 'month=2026-10')).toEqual([])
    expect((await town.get('guxc', '/api/stuck/months?month=2026-10')).statusCode).toBe(403)
    expect((await month('lianggp', '2026-12')).due).toBeUndefined()
  })
})

describe('a class of matters', () => {
  it('is set up by the office from a cause that came again, once, with a person and a day, and by nobody else', async () => {
    const unit = await housing()
    const [cause] = (await month('lianggp')).causes
    expect(cause).toMatchObject({ unit, count: 3, causeTitle: '几个部门来回' })
    const from = { month: '2026-10', category: cause!.category, cause: cause!.cause }
    expect(await because('zouwy', '/api/stuck/classes', askOf(from, unit))).toBe('not_the_office')
    expect(await because('lianggp', '/api/stuck/classes', askOf({ ...from, cause: 'root/material' }, unit))).toBe('cause_not_recurring')
    expect(await because('lianggp', '/api/stuck/classes', askOf(from, unit, { by: '2026-11-03' }))).toBe('class_day_past')
    const set = await town.post('lianggp', '/api/stuck/classes', askOf(from, unit))
    expect(set.statusCode).toBe(201)
    expect((await town.post('lianggp', '/api/stuck/classes', askOf(from, unit))).json()).toEqual(set.json())
    await town.running.beat()
    const seen = await month('lianggp')
    expect(seen.causes[0]?.class?.number).toBe(set.json<{ number: string }>().number)
    expect(seen.classes).toMatchObject([{ title: '加装电梯联审单', stage: 'class_set', dueOn: '2026-11-20' }])
    expect(town.sent().some(one => one.template === 'stuck.class_opened')).toBe(true)
  })

  it('climbs when its day has passed: the leader in charge, the head of the organ, the office', async () => {
    await town.at('11-26T09:00')
    const [one] = (await month('lianggp', '2026-11')).classes
    expect(one).toMatchObject({ mark: 'overdue' })
    const trail = (await town.get('lianggp', `/api/matters/${one!.id}`)).json<{ trail: { action: string; input?: { do?: string } }[] }>()
      .trail
    expect(trail.filter(entry => entry.action === 'ladder').length).toBeGreaterThanOrEqual(3)
  })

  it('is answered by the unit, sent back once, accepted by the office alone, and leaves a paper', async () => {
    const id = (await month('lianggp', '2026-11')).classes[0]!.id
    const change = {
      remedy: 'process',
      document: '《加装电梯联审单》',
      before: '先要用地意见才收件',
      after: '一张联审单，当天转两家',
      from: '2026-11-23',
      tried: '试办五件，没有一件退回',
    }
    expect(await because('lianggp', `/api/matters/${id}/papers/class_record`, {})).toBe('not_closed_yet')
    await town.act('zouwy', id, 'answer_class', change)
    await town.act('lianggp', id, 'return_class', { why: '指南还没有跟着改' })
    await town.act('zouwy', id, 'answer_class', { ...change, document: '《加装电梯联审单》和办事指南' })
    expect(await because('zouwy', `/api/matters/${id}/actions/accept_class`, {})).toBe('not_your_seat')
    await town.act('lianggp', id, 'accept_class')
    const paper = await town.post('lianggp', `/api/matters/${id}/papers/class_record`)
    expect(paper.statusCode).toBe(200)
    const text = wordsOfDocx(paper.rawPayload)
    for (const word of ['一类事销号表', '加装电梯联审单', '和办事指南', '指南还没有跟着改', '办成一类事']) expect(text).toContain(word)
    expect((await month('lianggp', '2026-11')).classes).toMatchObject([{ stage: 'class_closed' }])
  })

  it('may be drawn from one matter, is dropped with a reason alone, and may be set up again then', async () => {
    const unit = await housing()
    const body = askOf({ matter: early }, unit, { by: '2026-12-10', title: '样表上墙' })
    const first = (await town.post('lianggp', '/api/stuck/classes', body)).json<{ matter: string }>()
    const page = (await town.get('lianggp', `/api/matters/${first.matter}`)).json<{ card?: { matters: { id: string }[] } }>()
    expect(page.card?.matters.map(one => one.id)).toEqual([early])
    expect((await town.post('lianggp', '/api/stuck/classes', body)).json<{ matter: string }>().matter).toBe(first.matter)
    await town.act('lianggp', first.matter, 'drop_class', { why: '和联审单是一件事' })
    const again = (await town.post('lianggp', '/api/stuck/classes', body)).json<{ matter: string }>()
    expect(again.matter).not.toBe(first.matter)
    expect((await town.post('guosz', '/api/stuck/classes', body)).statusCode).toBe(403)
  })
})

it('has a paper for each step that offices keep one of: what came in, the order, the negative answer and who read it, how it ended; none names her away from the window', async () => {
  const offered = async (login: string, matter: string): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await town.get(login, `/api/matters/${matter}/papers`))
        .json<{ items: { paper: string; not?: { because: string } }[] }>()
        .items.map(one => [one.paper, one.not?.because ?? 'may']),
    )
  const printed = async (login: string, matter: string, paper: string): Promise<string> => {
    const answer = await town.post(login, `/api/matters/${matter}/papers/${paper}`)
    return answer.statusCode === 200 ? wordsOfDocx(answer.rawPayload) : `${answer.statusCode} ${answer.body}`
  }
  const matter = await takeIn('门头改造')
  const before = { stuck_order: 'not_dispatched_yet', stuck_negative: 'no_negative_answer', stuck_outcome: 'not_closed_yet' }
  expect(await offered('fengxia', matter)).toEqual({ stuck_intake: 'may', ...before })
  await town.act('fengxia', matter, 'note_item', { refusal: '一次性告知单（2026）7号', itemCode: '000117007000' })
  await given(matter)
  expect(await offered('zouwy', matter), 'what came in with her name is the window’s').toEqual({ ...before, stuck_order: 'may' })
  const intake = await printed('fengxia', matter, 'stuck_intake')
  for (const part of ['门头改造', '000117007000', '一次性告知单（2026）7号', '安桂芳', '一般件时限']) expect(intake).toContain(part)
  expect(await printed('lianggp', matter, 'stuck_intake')).toMatch(/安\*\*/)
  const order = await printed('zouwy', matter, 'stuck_order')
  for (const part of ['区住建局窗口', '既有住宅加装电梯', '牵头联审，一次办成', '000117007000', '只能退一次']) expect(order).toContain(part)
  const negative = { article: '城市市容管理条例第十二条', named_by: '街道', explanation: '主街立面要统一，改门头要先报方案' }
  await town.act('zouwy', matter, 'report_negative', negative)
  expect(await printed('zouwy', matter, 'stuck_negative')).toMatch(/第十二条[^]*还没有复核/)
  await town.act('lianggp', matter, 'approve_negative')
  expect(await printed('lianggp', matter, 'stuck_negative')).toMatch(/第十二条[^]*同意，可以告诉反映人/)
  expect(await printed('fengxia', matter, 'stuck_outcome')).toMatch(/^409 .*not_closed_yet/)
  await town.at('12-20T10:00')
  const outcome = await printed('fengxia', matter, 'stuck_outcome')
  for (const part of ['办结反馈单', '主街立面要统一', '依法说明', '没有回话', '明确牵头', '系统']) expect(outcome).toContain(part)
  expect(outcome, 'nobody reads our own names of seats').not.toMatch(/system|citizen/)
  expect(await printed('fengxia', matter, 'stuck_intake'), 'what was promised stands on it afterwards too').toContain('一般件时限')
  for (const text of [order, outcome, await printed('zouwy', matter, 'stuck_negative')]) expect(text).not.toMatch(/安桂芳|1000017/)
})
