import { EventEmitter } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { startWholeHouse, townPassword } from '../../../test/wholeHouse.ts'
import type { WholeHouse } from '../../../test/wholeHouse.ts'
import { isDue, lastDue, Nightly, noteProven } from '../../platform/backup/index.ts'
import { silentLog } from '../../platform/log.ts'
import { readHealth, toldEvery } from './rules.ts'
import type { HealthFacts, HealthKey } from './rules.ts'
import { HealthWatch } from './watch.ts'
import type { Watched } from './watch.ts'
import { alarmText, healthWords, sayReading } from './words.ts'

const hour = 3_600_000
const well: HealthFacts = {
  backup: { watched: true, ageMs: 5 * hour, proof: 'restored', failed: false },
  messages: { stuck: 0, failed: 0, unsure: 0 },
  loopsBehindMs: 300,
  skewMs: 40,
  calendar: { days: 200, alarm: false, lastKnown: '2026-12-31' },
  disks: [
    { of: 'data', free: 200e9, all: 400e9 },
    { of: 'backups', free: 200e9, all: 400e9 },
  ],
  beatFailed: false,
}
const stateOf = (facts: Partial<HealthFacts>, key: HealthKey): string => {
  const reading = readHealth({ ...well, ...facts }).find(one => one.key === key)!
  return `${reading.state} ${reading.because}`
}

describe('what the house says of itself', () => {
  it('all is well where it is', () => {
    expect(readHealth(well).filter(reading => reading.state !== 'good')).toEqual([])
  })

  it('a backup is late after 26 hours: one night and two hours to spare', () => {
    const { backup } = well
    expect(stateOf({ backup: { ...backup, ageMs: 26 * hour } }, 'backup')).toBe('good good')
    expect(stateOf({ backup: { ...backup, ageMs: 26 * hour + 1 } }, 'backup')).toBe('act late')
    expect(stateOf({ backup: { watched: true, failed: false } }, 'backup')).toBe('act none')
    expect(stateOf({ backup: { watched: false, failed: false } }, 'backup')).toBe('watch unwatched')
    expect(stateOf({ backup: { ...backup, failed: true } }, 'backup')).toBe('watch failed')
    expect(stateOf({ backup: { ...backup, proof: 'read' } }, 'backup'), 'read again is not restored').toBe('watch unproven')
  })

  it.each([
    [{ messages: { stuck: 1, failed: 0, unsure: 0 } }, 'messages', 'act stuck'],
    [{ loopsBehindMs: 16 * 60_000 }, 'loops', 'act behind'],
    [{ skewMs: -61_000 }, 'clock', 'act wrong'],
    [{ skewMs: 3_000 }, 'clock', 'watch off'],
    [{ calendar: { days: -1, alarm: true, lastKnown: '2026-12-31' } }, 'calendar', 'act ended'],
    [{ calendar: { days: 30, alarm: true, lastKnown: '2026-12-31' } }, 'calendar', 'watch ending'],
    [{ disks: [{ of: 'data', free: 1e9, all: 400e9 }] }, 'disk_data', 'act full'],
    [{ disks: [{ of: 'data', free: 8e9, all: 100e9 }] }, 'disk_data', 'watch filling'],
    [{ beatFailed: true }, 'beat', 'act failed'],
  ] as const)('%o', (facts, key, expected) => {
    expect(stateOf(facts as Partial<HealthFacts>, key)).toBe(expected)
  })

  it('a full disk is told every day, the end of the calendar once a week until the notice is out, what is merely worth an eye not at all', () => {
    const told = (facts: Partial<HealthFacts>) =>
      Object.fromEntries(
        readHealth({ ...well, ...facts })
          .map(reading => [reading.key, toldEvery(reading)])
          .filter(([, every]) => every !== undefined),
      )
    expect(told({})).toEqual({})
    expect(
      told({ disks: [{ of: 'data', free: 1e9, all: 400e9 }], skewMs: 3_000, calendar: { days: 30, alarm: true, lastKnown: '2026-12-31' } }),
    ).toEqual({ disk_data: 1, calendar: 7 })
  })

  it('what has to be done today stands first, and has a sentence, what to do, and 70 signs of SMS in either language', () => {
    const bad: HealthFacts = { ...well, messages: { stuck: 3, failed: 0, unsure: 0 }, skewMs: 5_000 }
    expect(
      readHealth(bad)
        .map(reading => reading.state)
        .slice(0, 3),
    ).toEqual(['act', 'watch', 'good'])
    for (const [key, words] of Object.entries(healthWords)) {
      for (const because of Object.keys(words.says)) {
        const reading = {
          key: key as HealthKey,
          state: 'act',
          because,
          values: { hours: 27, stuck: 1, failed: 1, unsure: 1, minutes: 20, seconds: 9, until: '2026-12-31', free: 1.2, percent: 3 },
        } as const
        for (const language of ['zh', 'en'] as const)
          expect(JSON.stringify(sayReading(reading, language))).not.toMatch(/[{}]\w+\}|undefined/)
        expect(alarmText(reading).length).toBeLessThanOrEqual(70)
      }
    }
    expect(healthWords.messages.says['stuck']?.todo).toBeDefined()
  })
})

describe('the nightly backup', () => {
  it('is due at its hour in Beijing, once a night, again after an hour where it failed, and at once where the house slept over it', () => {
    const at = (text: string): Date => new Date(`2026-09-16T${text}+08:00`)
    const nightly = { atMinute: 190, everyHours: 24 }
    expect(lastDue(at('03:09:59'), nightly)).toEqual(new Date('2026-09-15T03:10:00+08:00'))
    expect(lastDue(at('03:10:00'), nightly)).toEqual(at('03:10:00'))
    expect(isDue(at('03:09:00'), nightly, new Date('2026-09-15T03:12:00+08:00'), undefined)).toBe(false)
    expect(isDue(at('03:10:00'), nightly, new Date('2026-09-15T03:12:00+08:00'), undefined)).toBe(true)
    expect(isDue(at('04:00:00'), nightly, new Date('2026-09-15T03:12:00+08:00'), at('03:10:00'))).toBe(false)
    expect(isDue(at('04:10:00'), nightly, new Date('2026-09-15T03:12:00+08:00'), at('03:10:00'))).toBe(true)
    expect(isDue(at('15:00:00'), nightly, undefined, undefined)).toBe(true)
    expect(isDue(at('15:00:00'), nightly, at('03:20:00'), undefined)).toBe(false)
    const oftener = { atMinute: 190, everyHours: 6 }
    expect(lastDue(at('15:09:59'), oftener)).toEqual(at('09:10:00'))
    expect(lastDue(at('15:10:00'), oftener)).toEqual(at('15:10:00'))
    expect(isDue(at('15:10:00'), oftener, at('09:12:00'), undefined)).toBe(true)
  })

  it('is begun once, and what became of it is known', () => {
    const begun: EventEmitter[] = []
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-shelf-'))
    const nightly = new Nightly({
      config: { folder, keyFile: join(folder, 'k'), atMinute: 190, everyHours: 24, kept: 14 },
      city: 'harbour',
      log: silentLog,
      begin: () => {
        const child = new EventEmitter()
        begun.push(child)
        return child as ChildProcess
      },
    })
    const at = (text: string): Date => new Date(`2026-09-16T${text}+08:00`)
    nightly.turn(at('03:10:00'))
    nightly.turn(at('03:11:00'))
    expect(begun).toHaveLength(1)
    begun[0]!.emit('exit', 2)
    expect(nightly.failed).toBe(true)
    nightly.turn(at('04:11:00'))
    begun[1]!.emit('exit', 0)
    expect(nightly.failed).toBe(false)
    writeFileSync(join(folder, 'x.backup'), '')
    noteProven(folder, 'harbour', {
      name: 'x.backup',
      at: at('04:11:00').toISOString(),
      proof: 'restored',
      tables: 1,
      rows: 1,
      files: 0,
      bytes: 1,
      tookMs: 1,
    })
    nightly.turn(at('06:00:00'))
    expect(begun).toHaveLength(2)
  })
})

describe('in the house', () => {
  let whole: WholeHouse
  beforeAll(async () => {
    whole = await startWholeHouse({
      database: await freshDatabase(),
      demo: true,
      start: '2026-09-16T15:00:00+08:00',
      console: false,
      logins: ['guxc', 'boqc', 'hanfang'],
    })
  })
  afterAll(() => whole?.running.stop())

  const ask = async (login: string): Promise<{ status: number; body: string }> => {
    const { app } = whole.running
    const cookie = (await app.inject({ method: 'POST', url: '/api/session', payload: { login, password: townPassword } })).cookies.find(
      one => one.name === 'huiyin_session',
    )!.value
    const answer = await app.inject({ url: '/api/health', cookies: { huiyin_session: cookie } })
    return { status: answer.statusCode, body: answer.body }
  }

  it('the system administrator alone sees it, and nothing of any unit, person or matter', async () => {
    const { status, body } = await ask('guxc')
    expect(status).toBe(200)
    expect(body).toContain('没有设备份')
    for (const word of ['法院', '执行局', '韩芳', 'YX0']) expect(body).not.toContain(word)
    expect((await ask('boqc')).status).toBe(403)
    expect((await ask('hanfang')).status).toBe(403)
  })

  it('the list of the first day reads what is, is another for each administrator, and is set aside by whoever runs the system alone', async () => {
    const { app } = whole.running
    const call = async (login: string, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) => {
      const signed = await app.inject({ method: 'POST', url: '/api/session', payload: { login, password: townPassword } })
      const cookie = signed.cookies.find(one => one.name === 'huiyin_session')!.value
      return app.inject({ method, url, cookies: { huiyin_session: cookie }, ...(payload ? { payload } : {}) })
    }
    const itemsOf = async (login: string) => {
      const answer = await call(login, 'GET', '/api/first-day')
      return answer.statusCode === 200
        ? new Map(
            answer
              .json<{ items: { key: string; state: string; aside?: { by: string; why: string } }[] }>()
              .items.map(one => [one.key, one]),
          )
        : answer.statusCode
    }
    const states = async (login: string) => {
      const items = await itemsOf(login)
      return typeof items === 'number' ? items : Object.fromEntries([...items].map(([key, { state }]) => [key, state]))
    }
    expect(await states('guxc')).toEqual({
      second: 'todo',
      units: 'done',
      posts: 'todo',
      windows: 'done',
      services: 'todo',
      programme: 'todo',
      sms: 'todo',
      backup: 'todo',
      calendar: 'done',
    })
    expect(await states('boqc')).toEqual({
      second: 'todo',
      seconds: 'todo',
      posts: 'todo',
      accounts: 'todo',
      services: 'todo',
      programme: 'todo',
    })
    expect(await states('hanfang')).toBe(403)

    const sms = '/api/first-day/sms/aside'
    expect((await call('boqc', 'POST', sms, { why: '只用窗口码' })).statusCode).toBe(403)
    expect((await call('guxc', 'POST', sms, { why: '无' })).statusCode).toBe(400)
    expect((await call('guxc', 'POST', '/api/first-day/backup/aside', { why: '不用备份' })).statusCode).toBe(400)
    expect((await call('guxc', 'POST', sms, { why: '只用窗口码' })).statusCode).toBe(200)
    const aside = await itemsOf('guxc')
    expect(typeof aside === 'number' ? aside : aside.get('sms')).toMatchObject({
      state: 'aside',
      aside: { by: '顾晓晨', why: '只用窗口码' },
    })
    expect((await call('guxc', 'DELETE', sms)).statusCode).toBe(200)
    expect(await states('guxc')).toMatchObject({ sms: 'todo' })
  })

  it('an alarm is told once a day to each system administrator, on the screen and by SMS where a number is known, and to nobody else', async () => {
    const { house } = whole.running
    const watched: Watched = {
      skew: async () => 0,
      loopsBehind: async () => 0,
      messages: () => ({ stuck: 4, failed: 0, unsure: 0 }),
      backupFailed: () => false,
      beatFailed: () => false,
      realNow: () => new Date(at),
    }
    let at = Date.parse('2026-09-16T08:00:00Z')
    const before = await count()
    const one = new HealthWatch(house, watched)
    await one.turn()
    const first = (await count()) - before
    expect(first).toBeGreaterThan(0)
    at += 120_000
    await one.turn()
    await new HealthWatch(house, watched).turn()
    expect((await count()) - before, 'not again today, by whichever server').toBe(first)
    whole.clock.moveTo(new Date('2026-09-17T09:00:00+08:00'))
    at += 120_000
    await one.turn()
    expect((await count()) - before).toBe(2 * first)
  })

  const count = async (): Promise<number> => (await counted()).count
  const counted = async (): Promise<{ count: number }> => {
    const client = await whole.running.house.database.pool('system').connect()
    try {
      await client.query("select set_config('huiyin.city', $1, false), set_config('huiyin.viewer', 'sender', false)", [
        whole.running.house.city,
      ])
      return (await client.query<{ count: number }>("select count(*)::int as count from outbox.message where template = 'health.alarm'"))
        .rows[0]!
    } finally {
      client.release(true)
    }
  }

  it('the figures stand in /metrics, without labels', async () => {
    const { app, beat } = whole.running
    await beat()
    const text = (await app.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })).body
    for (const name of [
      'huiyin_backup_age_seconds',
      'huiyin_clock_skew_seconds',
      'huiyin_calendar_days_left',
      'huiyin_disk_free_bytes',
      'huiyin_loops_behind_seconds',
      'huiyin_messages_stuck',
    ])
      expect(text).toMatch(new RegExp(`^${name} `, 'm'))
    expect(text).toMatch(/^huiyin_calendar_days_left 1?\d\d$/m)
  })
})
