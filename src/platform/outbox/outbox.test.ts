import { sql } from 'kysely'
import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { testKeys } from '../crypto/index.ts'
import type { Database, Login, Tx } from '../database/contract.ts'
import { silentLog } from '../log.ts'
import type { Adapter, Message, Outcome, Parcel } from './contract.ts'
import { attemptsAtMost, fileAdapter, makeOutbox, outboxStates, runSender } from './index.ts'
import type { Sender } from './index.ts'

const keys = testKeys()
const outbox = makeOutbox(keys)
let database: Database
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

let cities = 0
const newCity = (): string => `town-${++cities}`
const minute = 60_000
const start = new Date('2026-11-24T02:00:00Z')
const after = (minutes: number): Date => new Date(start.getTime() + minutes * minute)

const within = <T>(login: Login, city: string, viewer: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.transaction(login, async tx => {
    await sql`select set_config('huiyin.city', ${city}, true), set_config('huiyin.viewer', ${viewer}, true)`.execute(tx)
    return work(tx)
  })
const queue = (city: string, ...messages: (Partial<Message> & { key: string })[]): Promise<void> =>
  within('staff', city, 'person', async tx => {
    for (const message of messages)
      await outbox.queue(tx, { channel: 'sms', to: '13800000000', template: 'invite', text: '请评价', ...message })
  })
const numbered = (count: number): { key: string }[] => Array.from({ length: count }, (_, i) => ({ key: `invite/${i}` }))

/** A provider that remembers what it delivered, by reference, and fails as it is told. */
const provider = (
  outcomeOf: (parcel: Parcel, call: number) => Outcome | Promise<Outcome>,
): Adapter & { delivered: string[]; references: Map<string, string> } => {
  const delivered: string[] = []
  const references = new Map<string, string>()
  let call = 0
  return {
    delivered,
    references,
    send: async parcel => {
      const known = references.get(parcel.key)
      if (known !== undefined && known !== parcel.reference) throw new Error('the reference changed')
      references.set(parcel.key, parcel.reference)
      const outcome = await outcomeOf(parcel, call++)
      if (outcome === 'accepted') delivered.push(parcel.key)
      return outcome
    },
  }
}
const senderOf = (city: string, adapter: Adapter, more: Partial<Sender> = {}): Sender => ({
  database,
  keys,
  city,
  adapters: { sms: adapter, console: adapter },
  log: silentLog,
  ...more,
})
const runAt = (sender: Sender, at: Date) => runSender(sender, () => at)

describe('queueing', () => {
  it('commits with the act that causes it, and not without', async () => {
    const city = newCity()
    await expect(
      within('staff', city, 'person', async tx => {
        await outbox.queue(tx, { key: 'k', channel: 'sms', to: '1', template: 't', text: 'x' })
        throw new Error('the act failed')
      }),
    ).rejects.toThrow('the act failed')
    expect(await outboxStates({ database, city })).toEqual({})
  })
  it('takes the same key once for ever, whoever queues it and whether or not it has been sent', async () => {
    const city = newCity()
    const to = provider(() => 'accepted')
    await queue(city, { key: 'invite/1' }, { key: 'invite/1' })
    await within('public', city, 'public', tx =>
      outbox.queue(tx, { key: 'invite/1', channel: 'sms', to: '139', template: 'invite', text: 'again' }),
    )
    await runAt(senderOf(city, to), start)
    await queue(city, { key: 'invite/1' })
    await runAt(senderOf(city, to), after(10))
    expect(to.delivered).toEqual(['invite/1'])
  })
  it('keeps number and words sealed, and shows the table to nobody but the sender', async () => {
    const city = newCity()
    await queue(city, { key: 'call/1', to: '13987654321', text: '口令山川' })
    await within('system', city, 'sender', async tx => {
      const { rows } = await sql<{ line: string }>`select m::text as line from outbox.message m`.execute(tx)
      expect(rows).toHaveLength(1)
      expect(rows[0]!.line).not.toMatch(/13987654321|口令|call\/1/)
      expect(rows[0]!.line).not.toContain(Buffer.from('13987654321').toString('hex'))
    })
    for (const viewer of ['loops', 'sweep', 'person', '']) {
      expect((await within('system', city, viewer, tx => sql`select 1 from outbox.message`.execute(tx))).rows).toEqual([])
    }
    expect((await within('system', 'another-town', 'sender', tx => sql`select 1 from outbox.message`.execute(tx))).rows).toEqual([])
    await expect(within('staff', city, 'person', tx => sql`select 1 from outbox.message`.execute(tx))).rejects.toThrow(/permission denied/)
  })
  it('is refused outside of a viewer’s transaction', async () => {
    await expect(
      database.transaction('staff', tx => outbox.queue(tx, { key: 'k', channel: 'sms', to: '1', template: 't', text: 'x' })),
    ).rejects.toThrow(/no city/)
  })
})

describe('sending', () => {
  it('loses nothing and repeats nothing when the provider is down for an hour', async () => {
    const city = newCity()
    await queue(city, ...numbered(45))
    let down = true
    const to = provider(() => (down ? 'not_accepted' : 'accepted'))
    const sender = senderOf(city, to)
    for (let at = 0; at < 60; at++) await runAt(sender, after(at))
    expect(to.delivered).toEqual([])
    expect(await outboxStates(sender)).toEqual({ waiting: 45 })
    down = false
    await runAt(sender, after(65))
    await runAt(sender, after(66))
    expect([...to.delivered].sort()).toEqual(
      numbered(45)
        .map(message => message.key)
        .sort(),
    )
    expect(await outboxStates(sender)).toEqual({ sent: 45 })
  })
  it('is shared by any number of senders without sending anything twice', async () => {
    const city = newCity()
    await queue(city, ...numbered(90))
    const to = provider(() => new Promise(resolve => setTimeout(() => resolve('accepted'), 2)))
    await Promise.all(Array.from({ length: 4 }, () => runAt(senderOf(city, to), start)))
    expect(to.delivered).toHaveLength(90)
    expect(new Set(to.delivered).size).toBe(90)
  })
  it('marks an unknown outcome, and asks again under the same reference', async () => {
    const city = newCity()
    await queue(city, { key: 'a' })
    const again: boolean[] = []
    const to = provider((parcel, call) => {
      again.push(parcel.again)
      return call === 0 ? 'unknown' : 'accepted'
    })
    const sender = senderOf(city, to)
    expect(await runAt(sender, start)).toMatchObject({ unknown: 1 })
    expect(await outboxStates(sender)).toEqual({ unknown: 1 })
    await runAt(sender, after(4))
    await runAt(sender, after(5))
    expect(again).toEqual([false, true])
    const { rows } = await within('system', city, 'sender', tx =>
      sql<{ unsure: boolean; state: string }>`select unsure, state from outbox.message`.execute(tx),
    )
    expect(rows).toEqual([{ unsure: true, state: 'sent' }])
  })
  it('takes a throwing provider’s outcome as unknown, since the request may have gone out', async () => {
    const city = newCity()
    await queue(city, { key: 'a' })
    const sender = senderOf(
      city,
      provider(() => {
        throw new Error('socket hang up')
      }),
    )
    expect(await runAt(sender, start)).toMatchObject({ unknown: 1 })
  })
  it('gives up after four hours of quick attempts and a week of hourly ones, says so, and gives up at once on an impossible number', async () => {
    const city = newCity()
    await queue(city, { key: 'down' }, { key: 'impossible' })
    const warnings: unknown[] = []
    const to = provider(parcel => (parcel.key === 'impossible' ? 'impossible' : 'not_accepted'))
    const sender = senderOf(city, to, {
      log: {
        ...silentLog,
        warn: fields => {
          warnings.push(fields)
        },
      },
    })
    for (let attempt = 0, minute = 0; attempt < attemptsAtMost; attempt++, minute += attempt < 48 ? 5 : 60) {
      expect(await outboxStates(sender), `attempt ${attempt}`).toMatchObject({ waiting: attempt === 0 ? 2 : 1 })
      await runAt(sender, after(minute))
    }
    expect(await outboxStates(sender)).toEqual({ failed: 2 })
    expect(warnings).toEqual([
      { event: 'message_failed', count: 1 },
      { event: 'message_failed', count: attemptsAtMost },
    ])
  })
  it('sets a message aside that does not open, and sends the ones behind it', async () => {
    const city = newCity()
    await within('staff', city, 'person', tx =>
      makeOutbox(testKeys('gm')).queue(tx, { key: 'foreign', channel: 'sms', to: '1', template: 't', text: 'x' }),
    )
    await queue(city, ...numbered(25))
    const to = provider(() => 'accepted')
    const lost = {
      ...keys,
      open: (...[purpose, sealed, about]: Parameters<typeof keys.open>) => {
        if (sealed[0] === 2) throw new Error('lost key')
        return keys.open(purpose, sealed, about)
      },
    }
    const sender = senderOf(city, to, { keys: lost })
    await runAt(sender, start)
    expect(await outboxStates(sender)).toEqual({ sent: 25, failed: 1 })
  })
  it('keeps quiet hours: not before the instant the caller named, and no second attempt at night', async () => {
    const city = newCity()
    await queue(city, { key: 'morning', notBefore: after(60) }, { key: 'now' })
    const to = provider((_parcel, call) => (call === 0 ? 'not_accepted' : 'accepted'))
    const sender = senderOf(city, to, { quietUntil: at => (at > start && at < after(30) ? after(30) : undefined) })
    await runAt(sender, start)
    await runAt(sender, after(29))
    expect(to.delivered).toEqual([])
    await runAt(sender, after(30))
    expect(to.delivered).toEqual(['now'])
    await runAt(sender, after(60))
    expect(to.delivered).toEqual(['now', 'morning'])
  })
  it('wakes nobody with what an outage held up, and waiting for the day is no attempt', async () => {
    const city = newCity()
    await queue(city, { key: 'second' })
    const to = provider(() => 'accepted')
    const sender = senderOf(city, to, { quietUntil: at => (at < after(600) ? after(600) : undefined) })
    for (let at = 0; at < 600; at += 5) await runAt(sender, after(at))
    expect(to.delivered).toEqual([])
    const attempts = await within('system', city, 'sender', tx =>
      sql<{ attempts: number }>`select attempts from outbox.message`.execute(tx),
    )
    expect(attempts.rows).toEqual([{ attempts: 0 }])
    await runAt(sender, after(600))
    expect(to.delivered).toEqual(['second'])
  })
  it('forgets number and words three days after the end', async () => {
    const city = newCity()
    await queue(city, { key: 'a' })
    const sender = senderOf(
      city,
      provider(() => 'accepted'),
    )
    const kept = async (): Promise<number> =>
      (await within('system', city, 'sender', tx => sql<{ n: number }>`select count(content)::int as n from outbox.message`.execute(tx)))
        .rows[0]!.n
    await runAt(sender, start)
    await runAt(sender, after(71 * 60))
    expect(await kept()).toBe(1)
    await runAt(sender, after(73 * 60))
    expect(await kept()).toBe(0)
    await queue(city, { key: 'a' })
    expect(await outboxStates(sender)).toEqual({ sent: 1 })
  })
})

describe('a crash between the provider’s acceptance and our note of it', () => {
  /** The sender's process dies after `send`: the n-th transaction from then on never happens. */
  const dyingAfter = (transactions: number): Database => {
    let left = transactions
    return {
      ...database,
      transaction: (login, work, settings) =>
        left-- > 0 ? database.transaction(login, work, settings) : Promise.reject(new Error('killed')),
    }
  }
  const path = (): string => join(mkdtempSync(join(tmpdir(), 'huiyin-outbox-')), 'sub', 'outbox.ndjson')
  const linesOf = (file: string): { key: string }[] =>
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as { key: string })

  it('writes no second line, and marks the message as sent in the end', async () => {
    const city = newCity()
    const file = path()
    await queue(city, ...numbered(5))
    await expect(runAt(senderOf(city, fileAdapter(file), { database: dyingAfter(1) }), start)).rejects.toThrow('killed')
    await expect.poll(() => linesOf(file).length).toBe(5)
    await runAt(senderOf(city, fileAdapter(file)), after(1))
    expect(await outboxStates({ database, city })).toEqual({ sending: 5 })
    await runAt(senderOf(city, fileAdapter(file)), after(3))
    expect(await outboxStates({ database, city })).toEqual({ sent: 5 })
    expect(
      linesOf(file)
        .map(line => line.key)
        .sort(),
    ).toEqual(numbered(5).map(message => message.key))
    const { rows } = await within('system', city, 'sender', tx => sql<{ unsure: boolean }>`select unsure from outbox.message`.execute(tx))
    expect(rows.every(row => row.unsure)).toBe(true)
  })
  it('loses nothing and writes no line twice when every third transaction dies, before or after its commit', async () => {
    const city = newCity()
    const file = path()
    await queue(city, ...numbered(60))
    let seed = 11
    const random = (n: number): number => {
      seed = (seed * 1103515245 + 12345) & 0x7fffffff
      return (seed >> 8) % n
    }
    let deaths = 0
    const dying: Database = {
      ...database,
      transaction: async (login, work, settings) => {
        const fate = random(6)
        if (fate === 0) {
          deaths++
          throw new Error('killed before')
        }
        const done = await database.transaction(login, work, settings)
        if (fate === 1) {
          deaths++
          throw new Error('killed after')
        }
        return done
      },
    }
    const adapter = fileAdapter(file)
    for (let at = 0; at < 600 && (await outboxStates({ database, city }))['sent'] !== 60; at += 3) {
      await runAt(senderOf(city, random(2) ? adapter : fileAdapter(file), { database: dying }), after(at)).catch(() => undefined)
    }
    expect(deaths).toBeGreaterThan(20)
    expect(await outboxStates({ database, city })).toEqual({ sent: 60 })
    expect(
      linesOf(file)
        .map(line => line.key)
        .sort(),
    ).toEqual(
      numbered(60)
        .map(message => message.key)
        .sort(),
    )
  })
  it('lets whoever lost the lease write nothing down', async () => {
    const city = newCity()
    await queue(city, { key: 'a' })
    let release: (outcome: Outcome) => void = () => {}
    const slow = runAt(
      senderOf(
        city,
        provider(
          () =>
            new Promise(resolve => {
              release = resolve
            }),
        ),
      ),
      start,
    )
    await expect.poll(() => outboxStates({ database, city })).toEqual({ sending: 1 })
    await runAt(
      senderOf(
        city,
        provider(() => 'accepted'),
      ),
      after(3),
    )
    release('not_accepted')
    await slow
    expect(await outboxStates({ database, city })).toEqual({ sent: 1 })
  })
  it('writes the line that others read: at, channel, to, template, text, matter, key', async () => {
    const city = newCity()
    const file = path()
    const matter = '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c11'
    await queue(city, { key: 'call/7', to: '13911112222', template: 'call_due', text: '今天要打2个电话', matter })
    await runAt(senderOf(city, fileAdapter(file)), start)
    expect(readFileSync(file, 'utf8')).toBe(
      `{"at":"2026-11-24T02:00:00.000Z","channel":"sms","to":"13911112222","template":"call_due","text":"今天要打2个电话","matter":"${matter}","key":"call/7"}\n`,
    )
  })
  it('repairs a line that a crash cut off, and reads what another process has added', async () => {
    const file = path()
    const parcel = (key: string): Parcel => ({
      key,
      channel: 'sms',
      to: '1',
      template: 't',
      text: 'x',
      reference: key,
      attempt: 1,
      again: false,
    })
    const [one, two] = [fileAdapter(file), fileAdapter(file)]
    await one.send(parcel('a'), start)
    await two.send(parcel('b'), start)
    await one.send(parcel('b'), start)
    appendFileSync(file, '{"at":"2026-11-24T02:00')
    await fileAdapter(file).send(parcel('c'), start)
    await two.send(parcel('a'), start)
    expect(linesOf(file).map(line => line.key)).toEqual(['a', 'b', 'c'])
  })
})
