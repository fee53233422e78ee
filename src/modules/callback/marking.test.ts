import { sql } from 'kysely'
import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCallbackTown } from '../../../test/callbackTown.ts'
import type { CallbackTown, Person } from '../../../test/callbackTown.ts'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'
import { checkFlow } from '../../engine/index.ts'
import { drawLines, sheetOf } from './draw.ts'
import { markingFlow } from './flows/marking.ts'
import { commitmentOf, drawFrom, faultsOf } from '../../engine/rules/draw.ts'
import { exportTrail, rootLines, sealDays } from '../../engine/index.ts'
import { runVerifyDraw } from '../../../tools/verify-draw.ts'
import { addMarks, marksSince } from './store/marks.ts'

let database: FreshDatabase
let town: CallbackTown
/** A second holder of the centre's post. */
let second: Person
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const days = (many: number): void => town.clock.moveTo(new Date(town.clock.now().getTime() + many * 86_400_000))
const beat = async (): Promise<void> => {
  await town.run('callback.draw_records')
  await town.run('callback.marks_stand')
  await town.loopsOnce()
}
const heard = { what_was_wrong: '张阿姨说材料要了三次，9月3日还交了300元', cause: 'documents', head: 'mechanism', speed_agreed: false }
/** A call that its citizen ends with her own word. */
const closed = async (caller: Person, more: object = {}): Promise<string> => {
  const { matter } = await town.wish(more)
  await town.act(caller, matter, 'record_call', heard)
  await town.act(caller, matter, 'answer_now', { answer: '执行局已把清单贴出来' })
  await town.act(caller, matter, 'record_second_contact', { how: 'phone', told: '告诉她清单贴出来了' })
  await town.act(town.citizen(matter), matter, 'confirm_solved')
  return matter
}
const marked = (less: Record<string, string> = {}): object => ({
  marks: [
    ['heard', 30],
    ['cause', 20],
    ['answered', 20],
    ['told_back', 20],
    ['proper', 10],
  ].map(([criterion, points]) =>
    less[criterion as string] === undefined
      ? { criterion, points }
      : { criterion, points: (points as number) - 5, why: less[criterion as string] },
  ),
})
const open = async (viewer: Person) => (await town.house.engine.list(viewer, { kind: 'marking', open: true })).items

beforeAll(async () => {
  database = await freshDatabase()
  town = await makeCallbackTown(database, {
    city: 'marks',
    settings: { marks_share: { percent: 100, least: 0 }, recheck: { one_sided: 0 } },
  })
  second = town.person('乔二', town.unit.centre, 'callback_centre')
  await town.as({ kind: 'system', city: town.city, name: 'import' }, async tx => {
    await sql`insert into org.person (city, id, code, name) values (${town.city}, ${second.person}, 'second', ${second.name})`.execute(tx)
    await sql`insert into org.post (city, id, unit, role, person, held_from) values (${town.city}, ${randomUUID()}, ${town.unit.centre}, 'callback_centre', ${second.person}, '2025-01-01')`.execute(
      tx,
    )
  })
})
afterAll(() => database.close())

describe('the marking of records', () => {
  it('is a flow that loses and traps no matter', () => expect(checkFlow(markingFlow)).toEqual([]))

  let call = ''
  let marking = ''
  it('publishes the hash of the seed before a record of the week exists, and the seed only after the week', async () => {
    await beat()
    await sealDays(town.house, town.clock.now())
    const before = await drawLines(town.house)
    expect(before).toMatch(/^2026-09-14 [0-9a-f]{64} 100% 0 -\n$/)
    expect(await town.as(town.who.centre, tx => sheetOf(town.house, tx, '2026-09-14'))).toBeUndefined()
    await expect(town.as(town.who.committee, tx => sql`select sealed from callback.draw`.execute(tx))).rejects.toThrow('permission denied')
    call = await closed(town.who.leader)
    days(6)
    await beat()
    expect(await open(town.who.centre), 'on Sunday nothing is drawn yet').toEqual([])
    days(1)
    await beat()
    const [line] = (await drawLines(town.house)).split('\n')
    const seed = line!.split(' ').at(-1)!
    expect(before.split(' ')[1]).toBe(sha256(seed))
  })
  it('hands out a sheet of tickets that anybody draws again, and in which no record, person or unit can be found', async () => {
    const sheet = (await town.as(town.who.centre, tx => sheetOf(town.house, tx, '2026-09-14')))!
    expect(faultsOf(sha256, sheet)).toEqual([])
    expect(sheet.tickets).toHaveLength(1)
    const number = (await town.house.engine.read(town.loopsViewer, call))!.matter.number
    for (const told of [call, number, town.unit.division, town.unit.court]) expect(JSON.stringify(sheet)).not.toContain(told)
    expect((await town.as(town.who.leader, tx => sheetOf(town.house, tx, '2026-09-14')))?.tickets ?? [], 'nobody of the unit').toEqual([])
  })
  it('has its promise on the trail from that first beat on, where verify-draw finds it before the week was over', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-promised-'))
    const place = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    }
    const sheet = (await town.as(town.who.centre, tx => sheetOf(town.house, tx, '2026-09-14')))!
    const lines: string[] = []
    await exportTrail(town.house, line => lines.push(line))
    const trail = place('trail.ndjson', lines.join('\n'))
    const roots = place('roots.txt', await rootLines(town.house))
    let said = ''
    const run = async (one: object): Promise<number> => {
      said = ''
      const out = (text: string): void => void (said += text)
      return runVerifyDraw([place('sheet.json', JSON.stringify(one)), '--trail', trail, '--roots', roots, '--json'], {
        out,
        err: out,
        interactive: false,
      })
    }
    expect(await run(sheet)).toBe(0)
    expect(JSON.parse(said)).toMatchObject({ about: 'callback.draw/2026-09-14', faults: [], sealedOn: '2026-09-13', anchored: true })
    // Whoever exchanges the row makes a sheet that agrees with itself and with the public line, and not with the trail.
    const chosen = '18'.repeat(32)
    const drawn = drawFrom(sha256, chosen, sheet.tickets, sheet.tickets.length)
    const exchanged = { ...sheet, seed: chosen, commitment: commitmentOf(sha256, chosen), drawn }
    expect(faultsOf(sha256, exchanged)).toEqual([])
    expect(await run(exchanged)).toBe(2)
    expect(JSON.parse(said)).toMatchObject({ faults: ['promised_otherwise'] })
  })
  it('is not promised on a Sunday, whose root is made when its records are known: that week has no draw', async () => {
    const late = await makeCallbackTown(database, { city: 'late', settings: {} })
    late.clock.moveTo(new Date('2026-09-20T00:00:00+08:00'))
    await late.run('callback.draw_records')
    expect(await drawLines(late.house)).toBe('')
    late.clock.moveTo(new Date('2026-09-21T00:00:00+08:00'))
    await late.run('callback.draw_records')
    expect(await drawLines(late.house)).toMatch(/^2026-09-21 [0-9a-f]{64} /)
  })
  it('gives the record to somebody outside the department, who reads it after saying so, without what could name the citizen', async () => {
    const { who } = town
    const [item] = await open(who.centre)
    marking = item!.id
    expect(item).toMatchObject({ stage: 'awaiting_mark', unitName: '柳渡区人民法院' })
    for (const viewer of [who.leader, who.deputy, who.head, who.committee, who.rated]) expect(await open(viewer)).toEqual([])
    expect(await town.card(who.centre, marking)).toEqual({ marking: { seat: 'marker' } })
    expect(await town.act(who.centre, marking, 'give_mark', marked())).toBe('read_record_first')
    await town.act(who.centre, marking, 'open_record')
    const card = JSON.stringify(await town.card(who.centre, marking))
    expect(card).toContain('材料要了三次')
    expect(card).toContain('文书材料')
    for (const told of ['阿姨', '9月3日', '300', '13700001111', '跑了三趟', '很不满意', '等太久', '桂花', '执行局', '韩芳', call])
      expect(card, told).not.toContain(told)
    const page = JSON.stringify(await town.house.engine.read(who.centre, marking))
    for (const told of ['执行局', '韩芳', call, '材料要了三次']) expect(page, told).not.toContain(told)
    expect(await town.house.engine.read(who.centre, call), 'still no more of the call than before').toMatchObject({
      matter: { sight: 'progress' },
    })
    expect(await town.card(second, marking), 'a colleague has not said that he looks').toEqual({ marking: { seat: 'marker' } })
  })
  it('asks for every criterion once, within its points, and for a reason where points are taken off', async () => {
    const { who } = town
    const give = (input: object) => town.act(who.centre, marking, 'give_mark', input)
    const { marks } = marked() as { marks: { criterion: string; points: number; why?: string }[] }
    expect(await give({ marks: marks.slice(1) })).toBe('marks_incomplete')
    expect(await give({ marks: [...marks, marks[0]] })).toBe('marks_incomplete')
    expect(await give({ marks: marks.map(one => ({ ...one, points: one.points + 1 })) })).toBe('mark_out_of_range')
    expect(await give({ marks: marks.map(one => ({ ...one, points: one.points - 1 })) })).toBe('mark_needs_reason')
    expect(await give(marked({ told_back: '没记群众怎么说' }))).toBe('marked')
  })
  it('shows the caller mark and reason; the objection names nobody, can be raised once, and goes to another person', async () => {
    const { who } = town
    expect(await town.card(who.leader, marking)).toMatchObject({ marking: { seat: 'caller', held: { first: expect.anything() } } })
    expect(JSON.stringify(await town.card(who.leader, marking))).toContain('没记群众怎么说')
    expect((await town.messages()).filter(one => one.text.includes('已评分')).map(one => one.to)).toEqual(['139leader'])
    expect(await town.act(who.leader, marking, 'object', { why: '9月14日电话里记了她怎么说' })).toBe('text_gives_hints')
    expect(await town.act(who.leader, marking, 'object', { why: '二次联系那一栏记了她怎么说' })).toBe('mark_objected')
    expect(await town.act(who.leader, marking, 'object', { why: '二次联系那一栏记了她怎么说' })).toBe('wrong_stage')
    expect(await town.act(who.centre, marking, 'open_record'), 'who marked first does not mark again').not.toBe('mark_objected')
    expect(await town.act(second, marking, 'open_record')).toBe('mark_objected')
    const card = JSON.stringify(await town.card(second, marking))
    expect(card).toContain('二次联系那一栏')
    expect(card).not.toMatch(/执行局|韩芳/)
    expect(await town.act(second, marking, 'mark_again', marked())).toBe('second_mark_stands')
    expect(await town.card(who.leader, marking)).toMatchObject({ marking: { held: { second: expect.anything() } } })
    expect(await town.card(second, marking), 'closed: markers read it no more').toEqual({ marking: { seat: 'second_marker' } })
  })
  it('lets a mark stand to which nobody objects, and never gives a centre its own record to mark', async () => {
    const { who } = town
    const own = await closed(who.centre, {
      wish: { how: 'phone', afterCase: false, by: 'centre', when: [], helper: false, number: 'kept' },
    })
    days(7)
    await beat()
    expect(await open(who.centre)).toEqual([])
    const [item] = await open(who.committee)
    await town.act(who.committee, item!.id, 'open_record')
    await town.act(who.committee, item!.id, 'give_mark', marked({ heard: '没问等了多久' }))
    expect((await town.stageOf(item!.id))?.stage).toBe('marked')
    days(16)
    await beat()
    expect((await town.stageOf(item!.id))?.stage).toBe('mark_stands')
    expect(own).not.toBe(call)
  })
  it('counts by department in steps, nothing below ten, and nothing for whoever watches over nobody there', async () => {
    const seen = (viewer: Person) => town.as(viewer, tx => marksSince(tx, '2026-01', 0))
    expect(await seen(town.who.committee), 'two were marked').toEqual([])
    await town.as(town.loopsViewer, async tx => {
      for (let n = 0; n < 9; n++)
        await addMarks(
          tx,
          town.city,
          town.unit.division,
          '2026-10',
          [{ criterion: 'told_back', points: 20, missing: n < 4 ? 10 : 0 }],
          false,
        )
    })
    expect(await seen(town.who.committee)).toEqual([
      expect.objectContaining({ unit_name: '执行局', criterion: 'told_back', marked: 10, upheld: 10, missing: 20 }),
    ])
    for (const viewer of [town.who.leader, town.who.head, town.who.rated, town.who.stationed]) expect(await seen(viewer)).toEqual([])
  })
  it('keeps no record once its call was handed over, and none longer than the call', async () => {
    const { who } = town
    await closed(who.leader)
    const third = await closed(who.leader)
    days(7)
    await beat()
    const drawn = await open(who.centre)
    expect(drawn).toHaveLength(2)
    for (const { id } of drawn) await town.act(who.centre, id, 'open_record')
    const held = async (viewer: Person): Promise<number> => {
      let many = 0
      for (const { id } of drawn) if (JSON.stringify(await town.card(viewer, id))?.includes('材料要了三次')) many++
      return many
    }
    expect(await held(who.centre)).toBe(2)
    await town.act(town.citizen(third), third, 'say_unsolved')
    await town.act(town.citizen(third), third, 'withdraw')
    expect(await held(who.centre), 'withdrawn: nobody reads it').toBe(1)
    for (const { id } of drawn) await town.act(who.centre, id, 'set_aside', { why: '本人认识回访人' })
    town.clock.moveTo(new Date('2031-09-16T10:00:00+08:00'))
    await town.run('callback.erase')
    const left = await town.as(
      { kind: 'system', city: town.city, name: 'sweep' },
      async tx =>
        (
          await sql<{ kind: string }>`select m.kind from engine.matter m join engine.matter_key k on k.city = m.city and k.matter = m.id
          where m.city = ${town.city} and m.kind = 'marking' and m.id = ${marking}`.execute(tx)
        ).rows,
    )
    expect(left, 'the first marking went with its call, though it was closed later').toEqual([])
    expect(JSON.stringify(await town.card(who.leader, marking)) ?? '').not.toContain('材料要了三次')
  })
})
