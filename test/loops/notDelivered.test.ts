import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Outcome } from '../../src/platform/outbox/index.ts'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

/** The gateway knows no such number, until somebody has mended it there. */
const dead = '10000160001'
let isMended = false
const arrived: string[] = []
const texts: { to: string; template: string }[] = []

let town: LivingTown
beforeAll(async () => {
  town = await startTown('09-16T15:00', {
    send: async ({ to, template }): Promise<Outcome> => {
      if (to === dead && !isMended) return 'impossible'
      texts.push({ to, template })
      if (to === dead) arrived.push(template)
      return 'accepted'
    },
  })
})
afterAll(() => town.running.stop())

interface Page {
  matter: { stage: string; clocks: { clock: string; state: string; dueOn: string; startedAt: string }[] }
  trail: { action: string }[]
  card: { outOfReach?: boolean }
}
const page = async (matter: string): Promise<Page> => (await town.get('hanfang', `/api/matters/${matter}`)).json<Page>()
const listed = async (login = 'guxc') => town.get(login, '/api/health/messages')
const poor = (how: string) => ({ levels: { result: 1 }, callback: { wanted: true, how, by: 'department' } })
const heard = { what_was_wrong: '三张表写同样的内容', cause: 'documents', head: 'mechanism', speed_agreed: false }

it('brings the second contact back where a text alone was to tell her the result, and her days begin when she hears', async () => {
  await town.rate(poor('sms'))
  const [matter] = await town.work('hanfang')
  await town.act('hanfang', matter!, 'text_first', { text: '您反映的事我们在查，三天内告诉您结果' })
  await town.act('hanfang', matter!, 'answer_now', { answer: '几张表已经合并成一张' })
  await town.at('09-17T10:00')
  await town.act('hanfang', matter!, 'text_answer', { text: '几张表并成了一张，以后只填一次' })
  await town.running.beat()
  const lost = await page(matter!)
  expect([lost.matter.stage, lost.card.outOfReach]).toEqual(['awaiting_second_contact', true])
  expect(lost.trail.map(entry => entry.action)).toContain('second_not_delivered')
  expect(lost.matter.clocks.filter(clock => clock.clock === 'citizen_word_within').every(clock => clock.state === 'stopped')).toBe(true)
  expect(texts.filter(one => one.template === 'callback.not_delivered').length).toBeGreaterThan(0)
  await town.at('09-18T10:00')
  expect(await town.act('hanfang', matter!, 'record_second_contact', { how: 'mail', told: '挂号信寄到家里，回执在案' })).toBe(
    'awaiting_word',
  )
  const told = await page(matter!)
  expect([
    told.card.outOfReach,
    told.matter.clocks.find(clock => clock.clock === 'citizen_word_within' && clock.state === 'running')?.dueOn,
  ]).toEqual([undefined, '2026-09-25'])
})

it('only tells the caller where she has heard it on the telephone already', async () => {
  const before = await town.work('hanfang')
  await town.rate(poor('phone'))
  const matter = (await town.work('hanfang')).find(id => !before.includes(id))!
  await town.act('hanfang', matter, 'record_call', heard)
  await town.act('hanfang', matter, 'answer_now', { answer: '几张表已经合并成一张' })
  await town.act('hanfang', matter, 'record_second_contact', { how: 'phone', told: '电话里说了，她说行' })
  await town.running.beat()
  const { matter: now, trail } = await page(matter)
  expect([now.stage, trail.filter(entry => entry.action === 'text_not_delivered').length]).toEqual(['awaiting_word', 1])
})

it('lists what was given up to the system administrator alone, with nothing in it that leads to anybody', async () => {
  const { items } = (await listed()).json<{ items: { to: string; state: string; givenUpOn: string }[] }>()
  expect(items.length).toBeGreaterThan(2)
  for (const one of items) expect(Object.keys(one).sort()).toEqual(['attempts', 'channel', 'givenUpOn', 'id', 'state', 'to', 'unsure'])
  expect(new Set(items.map(one => `${one.to} ${one.state}`))).toEqual(new Set(['citizen failed']))
  const { body } = await listed()
  for (const told of [dead, '0001"', '暗号', '几张表', '邓阿婆', '执行局', 'callback', 'T10', ':00']) expect(body).not.toContain(told)
  for (const login of ['hanfang', 'zhouyq', 'boqc', 'yuwl', 'luxm']) expect((await listed(login)).statusCode, login).toBe(403)
})

it('is sent again under its old reference by the administrator, and the trail of access says who asked', async () => {
  const { items } = (await listed()).json<{ items: { id: string }[] }>()
  isMended = true
  arrived.length = 0
  const again = (id: string) => town.post('guxc', `/api/health/messages/${id}/send`, {})
  expect((await again('3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c11')).statusCode).toBe(404)
  for (const { id } of items) expect((await again(id)).statusCode).toBe(202)
  await town.at('09-18T10:05')
  expect(arrived.length).toBe(items.length)
  expect((await listed()).json()).toEqual({ items: [] })
  expect((await again(items[0]!.id)).statusCode).toBe(404)
  const trail = (await town.get('yuwl', '/api/access-trail?act=message_offered_again')).json<{
    items: { personName: string; about: object }[]
  }>()
  expect(trail.items).toHaveLength(items.length)
  expect(trail.items[0]).toMatchObject({ personName: '顾晓晨' })
})
