import { afterAll, beforeAll, expect, it } from 'vitest'
import { MovableClock } from '../../src/platform/clock.ts'
import type { Adapter, Outcome } from '../../src/platform/outbox/index.ts'
import { openTown, poorWithWish } from '../house.ts'
import type { Town } from '../house.ts'

const clock = new MovableClock(new Date('2026-09-16T08:40:00+08:00'))
const minutes = 60_000

/** An operator's gateway: what reached a phone, by message, whatever was answered to us. */
const reached = new Map<string, { at: string; flagged: boolean; template: string }[]>()
let isBroken = false
const met: string[] = []
const deliver = (parcel: Parameters<Adapter['send']>[0]): void => {
  reached.set(parcel.key, [
    ...(reached.get(parcel.key) ?? []),
    { at: clock.now().toISOString(), flagged: parcel.again, template: parcel.template },
  ])
}
const lostAnswers = new Set<string>()
const gateway: Adapter = {
  send: async (parcel): Promise<Outcome> => {
    if (!isBroken) {
      deliver(parcel)
      return 'accepted'
    }
    // Each message meets its own kind of fault, all hour long.
    if (!met.includes(parcel.key)) met.push(parcel.key)
    switch (met.indexOf(parcel.key) % 4) {
      case 0:
        return 'not_accepted'
      // A time-out before anything had gone out, which nobody can tell from the next one.
      case 1:
        return 'unknown'
      case 2:
        throw new Error('socket hang up')
      default:
        deliver(parcel)
        lostAnswers.add(parcel.key)
        return 'unknown'
    }
  },
}

const said: { event: string; count?: number }[] = []
let town: Town
beforeAll(async () => {
  const note = (fields: { event: string; count?: number }): void => {
    said.push(fields)
  }
  town = await openTown({ clock, sms: gateway, log: { info: note, warn: note, error: note }, logins: ['hanfang'] })
})
afterAll(() => town.close())

/** In minutes; `step`: how far one beat is from the next. */
const live = async (span: number, step = 1): Promise<void> => {
  for (let passed = 0; passed < span; passed += step) {
    clock.moveTo(new Date(clock.now().getTime() + step * minutes))
    await town.running.beat()
  }
}
const figure = async (name: string): Promise<number> =>
  Number(new RegExp(`^${name} (\\d+)$`, 'm').exec((await town.running.app.inject({ url: '/metrics' })).body)?.[1])
const toLeader = (): [string, { at: string; flagged: boolean }[]][] =>
  [...reached].filter(([, times]) => times[0]!.template === 'callback.leader')

it('an hour without a sender loses no message and sends none twice but those whose answer was lost, which are marked', async () => {
  isBroken = true
  const links = await town.push(
    Array.from({ length: 12 }, (_, i) => `hour-${i}`),
    '2026-09-15T14:30:00+08:00',
  )
  for (const link of links) {
    expect((await town.rate(link, poorWithWish)).status).toBe(201)
    await live(1)
  }
  // The console does not wait for the operator.
  expect(await town.work('hanfang')).toHaveLength(12)
  await live(48)
  const before = toLeader().length
  expect(before, 'the gateway is broken all the time').toBeLessThan(12)
  expect(await figure('huiyin_messages_stuck')).toBeGreaterThan(0)
  const alarms = said.filter(one => one.event === 'messages_stuck')
  expect(alarms.length, 'the alarm comes again while the trouble lasts').toBeGreaterThanOrEqual(3)

  isBroken = false
  await live(10)
  expect(await figure('huiyin_messages_stuck')).toBe(0)
  expect(said.some(one => one.event === 'messages_flow_again')).toBe(true)
  expect(said.filter(one => one.event === 'message_failed' || one.event === 'messages_given_up')).toEqual([])
  const first = toLeader().filter(([key]) => !key.includes('/again/'))
  expect(first, 'every call was announced').toHaveLength(12)
  for (const [key, times] of reached) {
    const surplus = times.slice(1)
    expect([key, surplus.length > 0 && !lostAnswers.has(key)]).toEqual([key, false])
    // Offered again as one that may have arrived, under the same reference: the operator can leave it out.
    expect([key, surplus.every(one => one.flagged)]).toEqual([key, true])
  }
  expect(lostAnswers.size, 'the hour had lost answers in it').toBeGreaterThan(0)
})

it('goes on reminding the leader until he says that he has seen it, and then no more', async () => {
  const [seen, unseen] = await town.work('hanfang')
  const reminders = (matter: string): number =>
    [...reached.keys()].filter(key => key.startsWith(`call/${matter}/1/`) && key.includes('/again/')).length
  await live(180, 5)
  expect([reminders(seen!), reminders(unseen!)].every(count => count > 0)).toBe(true)
  const cookie = await town.signIn('hanfang')
  const acknowledged = await town.running.app.inject({
    method: 'POST',
    url: `/api/matters/${seen!}/actions/acknowledge`,
    payload: {},
    cookies: { huiyin_session: cookie },
  })
  expect(acknowledged.statusCode, acknowledged.body).toBe(200)
  const before = { seen: reminders(seen!), unseen: reminders(unseen!) }
  await live(180, 5)
  expect(reminders(seen!)).toBe(before.seen)
  expect(reminders(unseen!)).toBeGreaterThan(before.unseen)
})
