import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

/** 周三夜市、周六晨办、中午不打烊 (B1): a half hour of a window's published hours is booked, kept by one, marked, and dropped when the hours change. */
let town: LivingTown
beforeAll(async () => {
  town = await startTown('09-14T10:00')
})
afterAll(() => town.running.stop())

const asked = { window: 'hetian', day: '2026-09-16', at: '18:00', name: '邓阿婆', phone: '10000170003' }
let callers = 0
const send = (more: object = {}) =>
  town.running.app.inject({
    remoteAddress: `10.9.7.${++callers}`,
    method: 'POST',
    url: '/stuck/book',
    headers: { accept: 'application/json' },
    payload: { ...asked, key: randomUUID(), ...more },
  })
interface Booked {
  readonly code: string
  readonly number: string
}
const booked = async (more: object = {}): Promise<Booked> => {
  const answer = await send(more)
  expect([answer.statusCode, answer.statusCode === 201 ? '' : answer.body]).toEqual([201, ''])
  await town.running.beat()
  return answer.json()
}
const because = async (more: object): Promise<string> => (await send(more)).json<{ type: string }>().type.replace('urn:huiyin:', '')
interface Line {
  readonly id: string
  readonly number: string
  readonly onDay: string
  readonly at: string
  readonly name: string
  readonly first: boolean
  readonly about: string | null
  readonly stage: string
}
const list = async (login = 'fengxia'): Promise<readonly Line[]> =>
  (await town.get(login, '/api/stuck/bookings')).json<{ items: Line[] }>().items
const page = async (path: string): Promise<string> =>
  (await town.running.app.inject({ url: path, headers: { 'accept-language': 'zh-CN' } })).body
const refused = async (matter: string, action: string): Promise<string> =>
  (await town.post('fengxia', `/api/matters/${matter}/actions/${action}`, {})).json<{ type: string }>().type.replace('urn:huiyin:', '')

describe('a time at a window', () => {
  it('is offered out of the published hours: Wednesday evening, noon and Saturday morning, on no holiday, and never when it has begun', async () => {
    const days = await page('/stuck/book?window=hetian')
    // Saturday morning, and the Sunday that is worked for National Day.
    for (const day of ['9月16日（周三）', '9月19日（周六）', '9月20日（周日）']) expect(days).toContain(day)
    expect(await page('/stuck/book?window=hetian&day=2026-09-16')).toMatch(/value="12:30"[\s\S]*value="19:30"/)
    expect(await page('/stuck/book?window=liudu&day=2026-09-16')).not.toContain('value="12:30"')
    expect(await page('/stuck/book?window=hetian&day=2026-09-14')).not.toContain('value="10:00"')
    expect(await because({ at: '20:00' })).toBe('slot_closed')
    expect(await because({ day: '2026-09-14', at: '09:30' })).toBe('slot_closed')
    expect(await because({ day: '2026-10-08' })).toBe('slot_closed')
    expect(await because({ window: 'nowhere' })).toBe('no_such_window')
    expect(await because({ code: '1234567812345678' })).toBe('receipt_unknown')
  })

  it('is one booking however often it is pressed, and the last place has one holder when two press at the same moment', async () => {
    const key = randomUUID()
    const once = await booked({ key })
    expect(await booked({ key })).toEqual(once)
    // Back in the browser, another half hour, sent again: she is told the time that she holds.
    expect(await booked({ key, at: '18:30' })).toEqual(once)
    expect(await because({ phone: '10000170004' })).toBe('slot_full')
    const both = await Promise.all([send({ at: '18:30' }), send({ at: '18:30', phone: '10000170005' })])
    expect(both.map(one => one.statusCode).toSorted()).toEqual([201, 409])
    expect(await page('/stuck/book?window=hetian&day=2026-09-16')).toContain('18:00 约满了')
  })

  it('may be called off on her page, and is somebody else’s at once', async () => {
    const { code } = await booked({ at: '19:00' })
    expect(await page(`/stuck/book/${code}`)).toContain('约好了，请按时来')
    const off = await town.running.app.inject({ method: 'POST', url: `/stuck/book/${code}`, payload: { say: 'call_off' } })
    expect(off.json()).toEqual({ heard: 'word' })
    expect(await page(`/stuck/book/${code}`)).toContain('这个预约取消了')
    const again = await booked({ at: '19:00', name: '柏秀' })
    expect(again.code).not.toBe(code)
  })

  it('has the code of her matter where she says it, which then opens both', async () => {
    const told = {
      window: 'hetian',
      category: 'not_finished',
      item: '店铺改门头',
      where: '街道便民中心',
      trips: '2',
      reason: '再等等',
      whom: 'person',
      name: '柏秀',
      phone: '10000170009',
    }
    const { code } = (
      await town.running.app.inject({ method: 'POST', url: '/stuck', payload: { ...told, key: randomUUID() } })
    ).json<Booked>()
    expect((await booked({ day: '2026-09-15', at: '09:30', name: '柏秀', code })).code).toBe(code)
    expect(await page(`/stuck/${code}`)).toContain('店铺改门头')
    expect(await page(`/stuck/book/${code}`)).toContain('9月15日（周二） 09:30')
  })

  it('stands in the book of its own window alone, whoever is to be served first at the head; who came is marked on the day, not before', async () => {
    await booked({ day: '2026-09-15', at: '15:00', name: '韦大伯', first: 'yes' })
    const lines = await list()
    const tomorrow = lines.filter(one => one.onDay === '2026-09-15')
    expect(tomorrow.map(one => [one.at, one.name, one.first])).toEqual([
      ['15:00', '韦大伯', true],
      ['09:30', '柏秀', false],
    ])
    expect(tomorrow[1]!.about).toMatch(/\d/)
    // The day after tomorrow is not on it yet.
    expect(lines.some(one => one.onDay === '2026-09-16')).toBe(false)
    expect(await list('zouwy')).toEqual([])
    // Nobody reads her number, not even the window.
    expect((await town.get('fengxia', `/api/matters/${tomorrow[0]!.id}`)).body).not.toContain('10000170003')
    expect(await refused(tomorrow[0]!.id, 'record_came')).toBe('booking_not_yet')
    await town.at('09-15T15:10')
    expect(await town.act('fengxia', tomorrow[0]!.id, 'record_came')).toBe('came')
    expect(await town.act('fengxia', tomorrow[1]!.id, 'record_missed')).toBe('missed')
    expect((await list()).filter(one => one.onDay === '2026-09-15').map(one => one.stage)).toEqual(['came', 'missed'])
  })

  it('is dropped and told when the hours change, those that still stand are kept, and no term of anybody moves', async () => {
    const evening = await booked({ day: '2026-09-16', at: '19:30', name: '安桂芳' })
    const noon = await booked({ day: '2026-09-17', at: '12:30', name: '安桂芳' })
    const { text } = (await town.get('guxc', '/api/programme/versions')).json<{ text: string }>()
    const shorter = text.replace('wed 09:00-12:00 14:00-20:00', 'wed 09:00-12:00 14:00-19:00')
    expect(shorter).not.toBe(text)
    const proposed = await town.post('guxc', '/api/programme/proposals', { text: shorter, fromOn: '2026-09-16', note: '夜市改到七点' })
    expect([proposed.statusCode, proposed.statusCode < 300 ? '' : proposed.body]).toEqual([proposed.statusCode, ''])
    const approved = await town.post('boqc', `/api/programme/proposals/${proposed.json<{ id: string }>().id}/approve`, {})
    expect([approved.statusCode, approved.body]).toEqual([204, ''])
    await town.at('09-16T09:00')
    // The version is in force after a beat; whatever time makes happen under it comes with the next.
    await town.running.beat()
    expect(await page(`/stuck/book/${evening.code}`)).toContain('窗口改了开门时间')
    expect(await page(`/stuck/book/${noon.code}`)).toContain('约好了，请按时来')
    const told = town.sent().filter(one => one.template === 'stuck.hours_changed')
    // Of the three of that evening the one at half past seven and the one at seven; six and half past six stand.
    expect(told).toHaveLength(2)
    expect(told.every(one => !one.text.includes('禾田'))).toBe(true)
    expect((await list()).filter(one => one.onDay === '2026-09-16').map(one => [one.at, one.stage])).toEqual([
      ['18:00', 'booked'],
      ['18:30', 'booked'],
    ])
  })

  it('of which nobody wrote anything is kept as that after a week, and counts as neither', async () => {
    await town.at('09-24T09:00')
    const left = (await list()).filter(one => one.onDay === '2026-09-16')
    expect(left.map(one => one.stage)).toEqual([])
    expect((await list()).filter(one => one.onDay === '2026-09-17').map(one => one.stage)).toEqual(['booked'])
  })
})
