import { Jimp } from 'jimp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { heard, makeCallbackTown, ordered, repaired } from '../../../test/callbackTown.ts'
import type { CallbackTown } from '../../../test/callbackTown.ts'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'

let database: FreshDatabase
let town: CallbackTown
let app: Awaited<ReturnType<CallbackTown['pages']>>
beforeAll(async () => {
  database = await freshDatabase()
  town = await makeCallbackTown(database, { city: 'follow' })
  app = await town.pages()
})
afterAll(async () => {
  await app.close()
  await database.close()
})

const page = async (code: string, lang = 'zh'): Promise<string> => (await app.inject({ url: `/follow/${code}?lang=${lang}` })).body
const say = async (code: string, word: string): Promise<unknown> => {
  const answer = await app.inject({ method: 'POST', url: `/follow/${code}`, payload: { say: word } })
  await town.loopsOnce()
  return answer.json()
}

describe('the follow page', () => {
  it('says honestly that it is late, since when, and to whom it went up; in time it says nothing of it', async () => {
    town.clock.moveTo(new Date('2026-09-14T10:00:00+08:00'))
    const { code } = await town.wish()
    expect(await page(code)).not.toContain('晚了')
    town.clock.moveTo(new Date('2026-09-18T10:00:00+08:00'))
    await town.sweep()
    const late = await page(code)
    expect(late).toContain('晚了：9月15日（周二）前该办的没有办到')
    expect(late).toContain('9月18日（周五），已报分管领导')
    expect(late, 'posts, never a person').not.toMatch(/沈岳|韩芳/)
    expect(await page(code, 'en')).toContain('told to the leader in charge')
    expect(late, 'days as people write them').not.toMatch(/20\d\d-\d\d-\d\d/)
  })
  it('shows the rounds that have passed, each with who looked, what was answered and her no', async () => {
    town.clock.moveTo(new Date('2026-09-21T10:00:00+08:00'))
    const { matter, code } = await town.wish()
    await town.workThrough(town.who.leader, matter)
    expect(await page(code)).not.toContain('轮的经过')
    town.clock.moveTo(new Date('2026-09-22T10:00:00+08:00'))
    await say(code, 'unsolved')
    const text = await page(code)
    for (const said of ['前1轮的经过', '执行局部门负责人', '9月21日（周一）和您联系', '清单上墙并随短信发', '9月22日（周二），您说没解决'])
      expect(text).toContain(said)
  })
  it('shows no explanation of an earlier round that the second reader had refused', async () => {
    const { matter, code } = await town.wish()
    await town.act(town.who.leader, matter, 'record_call', {
      what_was_wrong: '材料要了三次',
      cause: 'documents',
      head: 'mechanism',
      speed_agreed: false,
    })
    await town.act(town.who.leader, matter, 'explain', {
      asked: '希望免交复印费',
      article: '诉讼费用交纳办法第二条',
      explanation: '没有道理的那一段说明文字',
    })
    await town.act(town.who.deputy, matter, 'open_explanation')
    await town.act(town.who.deputy, matter, 'refuse_explanation', { why: '没有说清困难怎么办' })
    await town.act(town.who.leader, matter, 'guide_elsewhere', { where: '区财政局二楼', explanation: '复印费由财政局减免' })
    await say(code, 'unsolved')
    expect(await page(code)).not.toContain('没有道理的那一段')
    expect(await page(code)).toContain('区财政局二楼')
  })
  it('lets her withdraw of her own will, once, after the warning', async () => {
    const { matter, code } = await town.wish()
    expect(await page(code)).toContain('value="withdraw"')
    expect(await say(code, 'withdraw')).toEqual({ heard: 'word' })
    expect(await town.stageOf(matter)).toMatchObject({ stage: 'withdrawn', ending: 'withdrawn' })
    const after = await page(code)
    expect(after).not.toContain('value="withdraw"')
    // The same sentence as for what was handed to discipline: whoever makes her show the page learns neither.
    expect(after).toContain('这件事已办结，这个单位不再和您联系。')
  })
})

describe('evidence', () => {
  const photo = (shade: number): Promise<Buffer> =>
    new Jimp({ width: 8, height: 8, color: shade * 0x01010100 + 0xff }).getBuffer('image/png')
  const keep = async (matter: string, shade: number): Promise<string> =>
    (await town.as(town.who.leader, async tx => town.house.files.save(tx, { name: '邓某签字.png', bytes: await photo(shade), matter }))).id
  const release = (matter: string, files: readonly string[], looked = true): Promise<string> =>
    town.act(town.who.leader, matter, 'show_evidence', { files, nobody_else: looked })
  const shown = async (code: string): Promise<number> => ((await page(code)).match(/\/evidence\/\d+/g) ?? []).length / 2
  const get = (code: string, at = 1) => app.inject({ url: `/follow/${code}/evidence/${at}` })

  it('is what the caller released after the answer, numbered and without the names of its files; an empty release takes it back', async () => {
    town.clock.moveTo(new Date('2026-10-12T10:00:00+08:00'))
    const { matter, code } = await town.wish()
    await town.act(town.who.leader, matter, 'record_call', heard)
    await town.act(town.who.leader, matter, 'order_repair', ordered)
    const file = await keep(matter, 1)
    expect(await release(matter, [file]), 'nothing has been put right yet').toBe('wrong_stage')
    await town.act(town.who.leader, matter, 'report_repair', { ...repaired(), evidence: [file] })
    expect(await shown(code), 'reported to the house is not released to her').toBe(0)
    expect((await get(code)).statusCode).toBe(404)
    expect(await release(matter, [file], false), 'others may be in it').toBe('look_for_others')
    expect(await shown(code)).toBe(0)
    await release(matter, [file])
    expect(await shown(code)).toBe(1)
    const text = await page(code)
    expect(text).toContain('改了什么，您自己看')
    expect(text).not.toMatch(/邓某|签字/)
    const one = await get(code)
    expect([one.statusCode, one.headers['content-type'], one.headers['content-disposition']]).toEqual([200, 'image/png', 'inline'])
    expect(one.rawPayload.subarray(1, 4).toString()).toBe('PNG')
    await release(matter, [])
    expect([await shown(code), (await get(code)).statusCode]).toEqual([0, 404])
  })
  it('is of her own matter and of this round: a file of another, another code and another round have nothing', async () => {
    const mine = await town.wish()
    const other = await town.wish()
    for (const one of [mine, other]) await town.workThrough(town.who.leader, one.matter)
    const [file, theirs] = [await keep(mine.matter, 2), await keep(other.matter, 3)]
    await release(mine.matter, [theirs, file])
    expect(await shown(mine.code), 'what belongs to another matter is left out').toBe(1)
    expect((await get(mine.code, 2)).statusCode).toBe(404)
    expect((await get(other.code)).statusCode).toBe(404)
    await say(mine.code, 'unsolved')
    expect([await shown(mine.code), (await get(mine.code)).statusCode]).toEqual([0, 404])
  })
})
