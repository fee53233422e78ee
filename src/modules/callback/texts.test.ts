import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { heard, makeCallbackTown, ordered, repaired, toldBack } from '../../../test/callbackTown.ts'
import type { CallbackTown } from '../../../test/callbackTown.ts'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'
import { wordIn, hearInbound } from './inbound.ts'
import { inboundSms, secondSms, textSms } from './messages.ts'

let database: FreshDatabase
let town: CallbackTown
beforeAll(async () => {
  database = await freshDatabase()
  town = await makeCallbackTown(database, { city: 'texts', settings: { sms_replies: true, recheck: { one_sided: 0, unreachable: 0 } } })
})
afterAll(() => database.close())

let phones = 13700002000
const phone = (): string => String(phones++)
const smsWish = { how: 'sms' as const, afterCase: false, by: 'department' as const, when: [], helper: false, number: 'kept' as const }
const sentTo = async (to: string): Promise<string[]> => (await town.messages()).filter(one => one.to === to).map(one => one.text)
let ids = 0
const reply = async (from: string, text: string, id = `g${ids++}`): Promise<void> => {
  await hearInbound(town.house, { from, text, id })
  await town.loopsOnce()
}
const text = { text: '想问问您哪里没办好，方便的话请在回执页上写，或者等我去电' }

describe('whoever wished a text', () => {
  it("gets one in the caller's own words with her password before it, and the caller never sees the number", async () => {
    const to = phone()
    const { matter } = await town.wish({ wish: smsWish }, to)
    expect(await town.act(town.who.leader, matter, 'text_first', text)).toBe('contacted')
    expect(await sentTo(to)).toEqual([`【回音】暗号桂花：${text.text}`])
    expect(JSON.stringify(await town.card(town.who.leader, matter))).not.toContain(to)
    expect(await town.act(town.who.leader, matter, 'order_repair', ordered), 'a text is a contact as a call is').toBe('being_put_right')
    await town.act(town.who.leader, matter, 'report_repair', repaired())
    expect(await town.act(town.who.leader, matter, 'text_answer', { text: '材料清单已经一次讲全，往后不用再跑几趟' })).toBe('awaiting_word')
    expect(await sentTo(to)).toEqual(
      expect.arrayContaining(['【回音】暗号桂花：材料清单已经一次讲全，往后不用再跑几趟', secondSms({}, true)]),
    )
  })
  it('is written nothing that names an office, a day or a person, nor what only swindlers write', async () => {
    const { matter } = await town.wish({ wish: smsWish }, phone())
    const no = (said: string): Promise<string> => town.act(town.who.leader, matter, 'text_first', { text: said })
    expect(await no('执行局想听听您的意见')).toBe('text_names_office')
    expect(await no('请点 http://a.cn 领取退款')).toBe('text_like_fraud')
    expect(await no('请把验证码告诉我们')).toBe('text_like_fraud')
    expect(await no('9月14日那件事想听听您的意见')).toBe('text_gives_hints')
    expect(await town.act(town.who.leader, matter, 'text_first', { text: '字'.repeat(59) })).toBe('input_incomplete')
  })
  it('and nobody else: who chose a call is called', async () => {
    const { matter } = await town.wish({}, phone())
    expect(await town.act(town.who.leader, matter, 'text_first', text)).toBe('text_not_wished')
  })
  it('every text is one SMS, the longest too', () => {
    for (const one of [
      textSms({}, '桂花', '字'.repeat(58)),
      secondSms({}, true),
      secondSms({}, true, true),
      inboundSms({}, 'unread'),
      inboundSms({}, 'many'),
      inboundSms({}, 'heard'),
    ])
      expect([...one].length, one).toBeLessThanOrEqual(70)
    expect(textSms({}, '桂花', '字'.repeat(58)), 'and none is cut').toContain('字'.repeat(58))
  })
})

describe('whoever wished that a relative be called', () => {
  it('has named whom; name and number are as sealed as her own, and shown only after the same logged act', async () => {
    const about = 'family/1'
    const family = {
      sealed: town.keys.seal('contact', Buffer.from(JSON.stringify({ name: '女儿小芸', phone: '13700009999' })), about).toString('base64'),
      about,
    }
    const { matter } = await town.wish({ family, wish: { ...smsWish, how: 'phone', speech: 'family' } }, phone())
    const seen = async (): Promise<string> =>
      JSON.stringify([await town.card(town.who.leader, matter), await town.house.engine.read(town.who.deputy, matter)])
    expect(await seen()).not.toMatch(/小芸|13700009999/)
    await town.act(town.who.leader, matter, 'open_number', { purpose: 'first_call' })
    expect(await town.card(town.who.leader, matter)).toMatchObject({
      contact: { opened: true, family: { name: '女儿小芸', number: '13700009999' } },
    })
  })
})

describe("a citizen's 1, 2 or 3 by SMS", () => {
  it('is read as it is typed on old telephones, and a sentence is no answer', () => {
    expect([' 1 ', '１', '1。', '“3”', '2！'].map(wordIn)).toEqual(['solved', 'solved', 'solved', 'unsolved', 'partly'])
    expect(['11', '没解决', '13', '1和3', ''].map(wordIn)).toEqual([undefined, undefined, undefined, undefined, undefined])
  })
  it.each([
    ['1', 'solved'],
    ['2', 'partly_solved'],
    ['3', 'awaiting_contact'],
  ])('%s is judged like her word on the page', async (said, stage) => {
    const from = phone()
    const { matter } = await town.wish({}, from)
    await town.workThrough(town.who.leader, matter)
    await reply(`+86 ${from}`, said)
    expect(await town.stageOf(matter)).toMatchObject({ stage })
    expect((await town.house.engine.read(town.loopsViewer, matter))!.trail.findLast(entry => entry.by === 'citizen')?.input).toEqual({
      through: 'sms',
    })
    expect(await sentTo(from)).toContain(inboundSms({}, 'heard'))
  })
  it('after the last organ a 3 is kept, and the message had said so', async () => {
    const from = phone()
    const { matter } = await town.wish({ rated: [town.who.leader.person, town.who.deputy.person] }, from)
    await town.workThrough(town.who.head, matter)
    await reply(from, '3')
    await town.workThrough(town.who.above, matter)
    expect((await sentTo(from)).some(one => one.includes('如实记下'))).toBe(true)
    await reply(from, '3')
    expect(await town.stageOf(matter)).toMatchObject({ stage: 'unsolved' })
  })
  it('comes once, however often the gateway repeats it', async () => {
    const from = phone()
    const { matter } = await town.wish({}, from)
    await town.workThrough(town.who.leader, matter)
    for (let n = 0; n < 3; n++) await reply(from, '3', 'same')
    expect(await town.stageOf(matter)).toMatchObject({ stage: 'awaiting_contact', round: 2 })
  })
  it('moves nothing before she was asked, from a strange number, or where two calls wait for it', async () => {
    const from = phone()
    const { matter } = await town.wish({}, from)
    await town.act(town.who.leader, matter, 'record_call', heard)
    await reply(from, '1')
    expect([await town.stageOf(matter), await sentTo(from)]).toEqual([{ stage: 'contacted', round: 1, ending: undefined }, []])
    await town.act(town.who.leader, matter, 'order_repair', ordered)
    await town.act(town.who.leader, matter, 'report_repair', repaired())
    await town.act(town.who.leader, matter, 'record_second_contact', toldBack)
    await reply('13999999999', '1')
    expect(await town.stageOf(matter)).toMatchObject({ stage: 'awaiting_word' })
    const other = await town.wish({}, from)
    await town.workThrough(town.who.leader, other.matter)
    await reply(from, '1')
    expect([(await town.stageOf(matter))?.stage, (await town.stageOf(other.matter))?.stage]).toEqual(['awaiting_word', 'awaiting_word'])
    expect(await sentTo(from)).toContain(inboundSms({}, 'many'))
    await reply(from, '什么意思')
    await reply(from, '啊？')
    expect(
      (await sentTo(from)).filter(one => one === inboundSms({}, 'unread')),
      'nobody is written to twice for what was not understood',
    ).toHaveLength(1)
  })
})
