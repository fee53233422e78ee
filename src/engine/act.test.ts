import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { refuse } from '../kit/refusal.ts'
import type { Database } from '../platform/database/contract.ts'
import { exampleRoom, makeTown } from '../../test/engine/town.ts'
import type { Town } from '../../test/engine/town.ts'
import type { MatterView } from './contract.ts'

let database: Database
let town: Town
beforeAll(async () => {
  database = await freshDatabase()
  town = await makeTown(database)
})
afterAll(() => database.close())

const announced = (of: Town, matter: string) =>
  of.as(
    of.system,
    async tx =>
      (
        await sql<{
          event: string
          payload: unknown
        }>`select event, payload from engine.announcement where city = ${of.city} and matter = ${matter} order by seq, event`.execute(tx)
      ).rows,
  )

describe('a matter', () => {
  it('opens with a number, its first entry, its clock with reasons, and an announcement', async () => {
    const matter = await town.open()
    const page = (await town.engine.read(town.who.handler, matter))!
    expect(page.matter).toMatchObject({
      kind: 'answer',
      stage: 'awaiting_answer',
      stageTitle: '待答复',
      round: 1,
      unitName: '执行局',
      sight: 'full',
      length: 1,
    })
    expect(page.matter.number).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{5}$/)
    expect(page.matter.clocks).toMatchObject([
      {
        clock: 'answer_within',
        title: '答复时限',
        state: 'running',
        dueOn: '2026-11-09',
        dueAt: '2026-11-09T16:00:00.000Z',
        mark: 'in_time',
      },
    ])
    expect(page.matter.clocks[0]!.because.length).toBeGreaterThan(2)
    expect(page.trail).toMatchObject([{ seq: 1, action: 'open', title: '立件', by: 'system', input: { words: '同样的内容填了好几遍' } }])
    expect(page.may.map(may => may.action)).toEqual(['note', 'ask_time', 'answer'])
    expect(page.may.find(may => may.action === 'answer')!.records).toMatchObject({ required: ['answer'] })
    expect(await announced(town, matter)).toMatchObject([{ event: 'answer.opened' }])
  })
  it('is opened once by the same source', async () => {
    const [first, second] = [await town.open({ source: 'call/1' }), await town.open({ source: 'call/1' })]
    expect(second).toBe(first)
    expect((await town.engine.read(town.who.handler, first))!.trail).toHaveLength(1)
  })
  it("moves, stops and starts clocks, writes the room's rows and announces, all with one act", async () => {
    const matter = await town.open()
    expect(await town.engine.act(town.who.handler, { matter, action: 'answer', input: { answer: '表格合并为一张' }, seen: 1 })).toEqual({
      matter,
      seq: 2,
      stage: 'awaiting_word',
      round: 1,
    })
    const page = (await town.engine.read(town.who.superior, matter))!
    expect(page.matter.clocks.map(clock => [clock.clock, clock.state, clock.mark])).toEqual([
      ['answer_within', 'stopped', 'kept'],
      ['word_within', 'running', 'in_time'],
    ])
    expect(page.trail[1]).toMatchObject({ title: '答复', by: '承办人 韩芳', input: { answer: '表格合并为一张' } })
    expect((await announced(town, matter)).map(row => row.event)).toEqual(['example.written', 'answer.opened', 'answer.answered'])
  })
  it("ends with the citizen's word, and opens again with a new round and a new clock on a no", async () => {
    const matter = await town.open()
    const citizen = town.citizenOf(matter)
    await town.engine.act(town.who.handler, { matter, action: 'answer', input: { answer: '已改' } })
    expect(await town.engine.act(citizen, { matter, action: 'say_solved' })).toMatchObject({ stage: 'solved' })
    expect((await town.engine.read(citizen, matter))!.matter).toMatchObject({ ending: 'solved', closedAt: expect.any(String) })
    expect(await town.engine.act(citizen, { matter, action: 'say_no' })).toMatchObject({ stage: 'awaiting_answer', round: 2 })
    const { matter: again } = (await town.engine.read(citizen, matter))!
    expect(again.ending).toBeUndefined()
    expect(again.clocks.at(-1)).toMatchObject({ clock: 'answer_within', round: 2, state: 'running' })
  })
  it('is acted on only as it was seen', async () => {
    const matter = await town.open()
    const both = await Promise.all(
      ['先到', '后到'].map(answer => town.engine.act(town.who.handler, { matter, action: 'answer', input: { answer }, seen: 1 })),
    )
    expect(both.map(one => ('refused' in one ? one.because : 'done')).sort()).toEqual(['changed_meanwhile', 'done'])
  })
  it('answers the same to a stranger, to the barred and for what does not exist', async () => {
    const matter = await town.open()
    const nothing = { refused: true, because: 'not_found' }
    for (const viewer of [town.who.stranger, town.who.rated]) {
      expect(await town.engine.act(viewer, { matter, action: 'answer', input: { answer: '好的' } })).toEqual(nothing)
      expect(await town.engine.read(viewer, matter)).toBeUndefined()
    }
    expect(await town.engine.act(town.who.handler, { matter: '00000000-0000-4000-8000-000000000000', action: 'answer' })).toEqual(nothing)
    expect(await town.engine.act(town.who.handler, { matter: "x' or 1=1", action: 'answer' })).toEqual(nothing)
    expect(
      await town.engine.act({ kind: 'key', city: town.city, key: town.who.rated.person, scopes: [] }, { matter, action: 'answer' }),
    ).toEqual(nothing)
  })
  it("leaves nothing behind when it is refused, or when the room's own write fails", async () => {
    const failing = await makeTown(database, {
      rooms: [
        exampleRoom({
          writes: {
            answer: {
              answer: async () => {
                throw new Error('disk full')
              },
            },
          },
        }),
      ],
    })
    const matter = await failing.open()
    await expect(failing.engine.act(failing.who.handler, { matter, action: 'answer', input: { answer: '已改' } })).rejects.toThrow(
      'disk full',
    )
    expect(await failing.engine.act(failing.who.handler, { matter, action: 'answer', input: { answer: '' } })).toMatchObject({
      because: 'input_incomplete',
      field: 'answer',
    })
    expect((await failing.engine.read(failing.who.handler, matter))!.matter).toMatchObject({ stage: 'awaiting_answer', length: 1 })
    expect(await announced(failing, matter)).toHaveLength(1)
  })
  it("asks the room's rule with the words of the trail, and tells the screen why an act is not open now", async () => {
    const ruled = await makeTown(database, {
      rooms: [
        exampleRoom({
          checks: {
            answer: {
              answer: ({ trail }) =>
                trail.some(entry => entry.action === 'note' && (entry.input as { text: string }).text === '查过了')
                  ? null
                  : refuse('look_first'),
            },
          },
        }),
      ],
    })
    const matter = await ruled.open()
    expect(await ruled.engine.act(ruled.who.handler, { matter, action: 'answer', input: { answer: '已改' } })).toMatchObject({
      because: 'look_first',
    })
    expect((await ruled.engine.read(ruled.who.handler, matter))!.may.find(may => may.action === 'answer')!.not).toMatchObject({
      because: 'look_first',
    })
    await ruled.engine.act(ruled.who.handler, { matter, action: 'note', input: { text: '查过了' } })
    expect(await ruled.engine.act(ruled.who.handler, { matter, action: 'answer', input: { answer: '已改' } })).toMatchObject({ seq: 3 })
  })
  it('can be given to others by the act that gives it away, which then no longer sees it', async () => {
    const lost = await makeTown(database, {
      rooms: [
        exampleRoom({
          writes: {
            answer: {
              pass_on: async (tx, { house, done }) => {
                await house.engine.seat(tx, done.matter, {
                  seats: [{ seat: 'superior', unit: lost.unit.stationed, role: 'discipline', sight: 'full' }],
                  barred: [lost.who.superior.person],
                  emptied: ['handler', 'supervisor'],
                })
              },
            },
          },
        }),
      ],
    })
    const matter = await lost.open()
    expect(await lost.engine.act(lost.who.superior, { matter, action: 'pass_on' })).toMatchObject({ seq: 2 })
    for (const viewer of [lost.who.superior, lost.who.handler, lost.who.supervisor])
      expect(await lost.engine.read(viewer, matter)).toBeUndefined()
    const {
      trail,
      matter: { length },
    } = (await lost.engine.read(lost.who.discipline, matter))!
    expect(trail.map(entry => entry.action)).toEqual(['open', 'pass_on', 'seated'])
    expect(trail[2]!.seated).toEqual([{ seat: '分管领导', post: '派驻组纪检监察', sight: 'full' }])
    expect(length).toBe(3)
    expect(JSON.stringify(trail[2]), 'a post, not the person who was barred with the change').not.toContain(lost.who.superior.person)
  })
  it('shows the territory line stage and clocks, and no words and no names', async () => {
    const matter = await town.open()
    await town.engine.act(town.who.handler, { matter, action: 'note', input: { text: '阿婆说填了三遍' } })
    const page = (await town.engine.read(town.who.supervisor, matter))!
    expect(page.matter).toMatchObject({ sight: 'progress', stage: 'awaiting_answer' })
    expect(page.trail.map(entry => [entry.by, 'input' in entry])).toEqual([
      ['system', false],
      ['承办人', false],
    ])
    expect(await town.engine.act(town.who.supervisor, { matter, action: 'note', input: { text: '请抓紧' } })).toMatchObject({ seq: 3 })
    expect((await town.engine.read(town.who.handler, matter))!.trail[2]!.input).toEqual({ text: '请抓紧' })
  })
  it('keeps its trail after erasure, without the words', async () => {
    const matter = await town.open()
    expect(await town.as(town.system, tx => town.engine.erase(tx, matter))).toBe(true)
    const page = (await town.engine.read(town.who.handler, matter))!
    expect(page.trail[0]).toMatchObject({ action: 'open', erased: true })
    expect(page.trail[0]).not.toHaveProperty('input')
  })
})

describe('lists', () => {
  it('page through everything visible once, nearest due first', async () => {
    const many = await makeTown(database)
    const all: string[] = []
    for (let day = 0; day < 4; day++) {
      for (let n = 0; n < 3; n++) all.push(await many.open({ kind: n === 2 ? 'order' : 'answer' }))
      many.clock.moveTo(new Date(many.clock.now().getTime() + 86_400_000))
    }
    const seen: string[] = []
    let dues: string[] = []
    for (let cursor: string | undefined, pages = 0; pages === 0 || cursor; pages++) {
      const page = await many.engine.list(many.who.handler, { limit: 5, cursor })
      seen.push(...page.items.map(item => item.id))
      dues = [...dues, ...page.items.map(item => item.clocks[0]!.dueAt!)]
      cursor = page.next
    }
    expect([...seen].sort()).toEqual([...all].sort())
    expect(dues).toEqual([...dues].sort())
    expect((await many.engine.list(many.who.handler, { cursor: 'not ours', limit: 3 })).items).toHaveLength(3)
    expect((await many.engine.list(many.who.stranger, {})).items).toEqual([])
    expect((await many.engine.list(town.who.handler, {})).items.every(item => !all.includes(item.id))).toBe(true)
  })
  it('put above everything else whoever is served first, as long as the matter is open, on this page and over the next ones', async () => {
    const many = await makeTown(database)
    const first: string[] = []
    for (let n = 0; n < 7; n++) {
      const matter = await many.open({ first: n % 2 === 1 })
      if (n % 2 === 1) first.push(matter)
      many.clock.moveTo(new Date(many.clock.now().getTime() + 86_400_000))
    }
    const listed = async (): Promise<MatterView[]> => {
      const seen: MatterView[] = []
      for (let cursor: string | undefined, pages = 0; pages === 0 || cursor; pages++) {
        const page = await many.engine.list(many.who.handler, { limit: 2, cursor })
        seen.push(...page.items)
        cursor = page.next
      }
      return seen
    }
    const before = await listed()
    expect(before.map(matter => matter.first === true)).toEqual([true, true, true, false, false, false, false])
    expect(before.slice(0, 3).map(matter => matter.id)).toEqual(first)
    expect(new Set(before.map(matter => matter.id)).size).toBe(7)
    await many.engine.act(many.who.handler, { matter: first[0]!, action: 'answer', input: { answer: '已改' } })
    await many.engine.act(many.citizenOf(first[0]!), { matter: first[0]!, action: 'say_solved' })
    const after = await listed()
    expect(after.filter(matter => matter.first).map(matter => matter.id)).toEqual(first.slice(1))
    expect(after.slice(0, 2).map(matter => matter.id)).toEqual(first.slice(1))
  })
  it('find what is mine, what is near, what is overdue, and a matter by the beginning of its number', async () => {
    const few = await makeTown(database)
    const [a, b] = [await few.open(), await few.open({ kind: 'order' })]
    await few.engine.act(few.who.handler, { matter: b, action: 'reply', input: { what: '改了' } })
    const ids = async (filter: object, viewer = few.who.handler) => (await few.engine.list(viewer, filter)).items.map(item => item.id)
    expect(await ids({ mine: true })).toEqual([a])
    expect(await ids({ mine: true }, few.who.supervisor)).toEqual([b])
    expect(await ids({ kind: 'order' })).toEqual([b])
    expect(await ids({ mark: 'near' })).toEqual([])
    few.clock.moveTo(new Date('2026-11-06T09:00:00+08:00'))
    expect(await ids({ mark: 'near' })).toEqual([a])
    few.clock.moveTo(new Date('2026-11-10T00:00:00+08:00'))
    expect(await ids({ mark: 'overdue' })).toEqual([a])
    const { number } = (await few.engine.read(few.who.handler, a))!.matter
    expect(await ids({ number: number.slice(0, 6).toLowerCase() })).toEqual([a])
    expect(await few.engine.countBy(few.who.handler, ['kind', 'mark'])).toEqual([
      { kind: 'answer', mark: 'overdue', count: 1 },
      { kind: 'order', mark: 'in_time', count: 1 },
    ])
    expect(await few.engine.countBy(few.who.stranger, [])).toEqual([{ count: 0 }])
  })
})
