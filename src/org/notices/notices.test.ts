import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'
import { orgTexts, townFolder } from '../../../test/programme.ts'
import { buildHouse, startHouse } from '../../main.ts'
import type { Running } from '../../main.ts'
import { loadNotice } from '../../../tools/load-notice.ts'
import { MovableClock } from '../../platform/clock.ts'
import type { LogFields } from '../../platform/log.ts'
import type { Viewer } from '../viewer.ts'
import { importOrg } from '../import/index.ts'
import { isNotice, readNotice } from './read.ts'

/** INVENTED, for tests only: the State Council has published no notice for 2027. */
const invented = `类型,名称,开始,结束
年份,2027,,
文号,（虚构）测试用放假安排,,
依据,测试用，不是国务院办公厅的通知,,
放假,元旦,2027-01-01,2027-01-03
放假,春节,2027-02-05,2027-02-12
上班,春节,2027-01-30,
上班,春节,2027-02-14,
放假,劳动节,2027-05-01,2027-05-05
放假,国庆节,2027-10-01,2027-10-07
`

describe('a notice as people write it down', () => {
  it('is read with its days off and the weekend days worked', () => {
    const notice = readNotice(invented, 'csv')
    expect(
      isNotice(notice) && [notice.data.year, notice.data.notices, notice.data.off.length, notice.data.worked.flatMap(one => one.days)],
    ).toEqual([2027, ['（虚构）测试用放假安排'], 4, ['2027-01-30', '2027-02-14']])
    expect(
      readNotice(
        invented
          .replace('类型,名称,开始,结束', 'kind,name,from,to')
          .replaceAll('放假', 'off')
          .replaceAll('上班', 'worked')
          .replace('年份', 'year')
          .replace('文号', 'notice')
          .replace('依据', 'source')
          .replace('测试用off安排', '测试用放假安排'),
        'csv',
      ),
    ).toEqual(notice)
    expect(
      readNotice(JSON.stringify({ ...(isNotice(notice) ? notice.data : {}), source: isNotice(notice) ? notice.source : '' }), 'json'),
    ).toEqual(notice)
  })
  it('is refused with every fault at once, each with its line', () => {
    const faults = readNotice(
      invented.replace('2027-01-30', '2027-01-29').replace('2027-05-01', '2027-05-32').replace('2027-02-14', '2027-02-06,'),
      'csv',
    )
    expect(isNotice(faults) ? [] : faults.map(fault => [fault.line, fault.field])).toEqual([
      [9, 'off'],
      [7, 'worked'],
    ])
    expect(readNotice(invented.replace('2027-02-14', '2027-02-06'), 'csv')).toMatchObject([
      { line: 8, zh: expect.stringContaining('又放假又上班') },
    ])
    expect(readNotice('a,b\n1,2\n', 'csv')).toMatchObject([{ line: 1 }])
    expect(readNotice(invented.replace(/^依据.*\n/m, '').replace(/^文号.*\n/m, ''), 'csv')).toMatchObject([
      { field: 'notice' },
      { field: 'source' },
    ])
    expect(readNotice(invented.replace(/^放假,国庆节.*\n/m, ''), 'csv')).toMatchObject([{ zh: expect.stringContaining('2027-10-01') }])
    expect(readNotice(invented.replace('上班,春节,2027-01-30', '停课,春节,2027-01-30'), 'csv')).toMatchObject([{ line: 7, field: 'kind' }])
    expect(readNotice('{', 'json')).toMatchObject([{ line: 0 }])
  })
})

const password = '柳渡口的水声 听得很远很远'
let database: FreshDatabase
let one: Running
let other: Running
const log: LogFields[] = []
const clock = new MovableClock(new Date('2026-12-25T09:00:00+08:00'))
const cookies = new Map<string, string>()
const logins = { system: '', security: '', audit: '' }

const open = async (): Promise<Running> => {
  const config = {
    dataFolder,
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:1',
    programmeFolder: townFolder,
    suite: 'std',
    demo: true,
    migrate: false,
  } as const
  const keep = (fields: LogFields): void => {
    log.push(fields)
  }
  return startHouse(await buildHouse(config, { clock, log: { info: keep, warn: keep, error: keep }, database }), {
    beatMs: 0,
    console: false,
  })
}
const dataFolder = mkdtempSync(join(tmpdir(), 'huiyin-notice-'))
const people = new Map<string, Extract<Viewer, { kind: 'person' }>>()

beforeAll(async () => {
  database = await freshDatabase()
  one = await open()
  const { house } = one
  const texts = orgTexts()
  expect(
    (await importOrg(house.as, house.keys, { city: house.city, texts, passwordOf: () => password, mustChange: false })).faults,
  ).toEqual([])
  const rows = await house.as(
    { kind: 'system', city: house.city, name: 'import' },
    async tx =>
      (
        await sql<{ login: string; role: 'system_admin'; person: string; unit: string }>`
    select a.login, h.role, a.person, h.unit from org.account a join org.post h on h.city = a.city and h.person = a.person where h.role in ('system_admin', 'security_admin', 'audit_admin')`.execute(
          tx,
        )
      ).rows,
  )
  for (const row of rows) {
    logins[row.role.replace('_admin', '') as keyof typeof logins] = row.login
    people.set(row.role, {
      kind: 'person',
      city: house.city,
      person: row.person,
      account: row.person,
      name: row.login,
      posts: [{ unit: row.unit, role: row.role }],
    })
  }
  other = await open()
})
afterAll(async () => {
  await one?.stop()
  await other?.stop().catch(() => {})
})

const ask = async (login: string, method: 'GET' | 'POST', url: string, payload?: object, running = one) => {
  if (!cookies.has(login)) {
    const answer = await running.app.inject({ method: 'POST', url: '/api/session', payload: { login, password } })
    cookies.set(login, answer.cookies.find(found => found.name.endsWith('huiyin_session'))!.value)
  }
  const cookie = cookies.get(login)!
  return running.app.inject({
    method,
    url,
    cookies: { huiyin_session: cookie, '__Host-huiyin_session': cookie },
    ...(payload ? { payload } : {}),
  })
}
const enter = (text: string, login = logins.system) => ask(login, 'POST', '/api/calendar/notices', { kind: 'csv', text })
const clockOf = async (matter: string): Promise<{ dueOn?: string; notBefore?: string; state: string }> => {
  const rows = await one.house.as(
    { kind: 'system', city: one.house.city, name: 'loops' },
    async tx =>
      (
        await sql<{ due_on: string | null; not_before: string | null; state: string }>`
    select due_on, not_before, state from engine.clock where matter = ${matter} and clock = 'repair_within'`.execute(tx)
      ).rows,
  )
  return {
    ...(rows[0]!.due_on ? { dueOn: rows[0]!.due_on } : {}),
    ...(rows[0]!.not_before ? { notBefore: rows[0]!.not_before } : {}),
    state: rows[0]!.state,
  }
}

describe('the calendar of a city that runs', () => {
  let matter: string
  it('does not reach into the year after the last notice: a matter of 25 December reads 期限待定, and the end is told once a day', async () => {
    const { house } = one
    const viewer: Viewer = { kind: 'system', city: house.city, name: 'loops' }
    matter = await house.as(viewer, async tx => {
      const unit = await house.org.unitByCode(tx, 'ld.court.enforcement')
      return (
        await house.engine.open(tx, viewer, {
          kind: 'repair',
          lane: 'rating',
          unit: unit!.id,
          barred: [],
          input: { unit: unit!.id, unitName: unit!.name, batch: '2026-W51', reasons: [] },
          seats: [
            { seat: 'leader', unit: unit!.id, role: 'leader', sight: 'full' },
            { seat: 'centre', unit: unit!.id, role: 'callback_centre', sight: 'full' },
          ],
        })
      ).matter
    })
    expect(await clockOf(matter)).toMatchObject({ state: 'undetermined', notBefore: '2026-12-31' })
    await one.beat()
    await one.beat()
    expect(log.filter(line => line.event === 'calendar.ends')).toEqual([{ event: 'calendar.ends', count: 6, state: '2026-12-31' }])
    expect((await ask(logins.audit, 'GET', '/api/calendar')).json()).toMatchObject({ alarm: true, lastKnown: '2026-12-31', notices: [] })
  })

  it('is entered by the system administrator alone, with a preview and every fault', async () => {
    expect((await ask(logins.system, 'POST', '/api/calendar/preview', { kind: 'csv', text: invented })).json()).toMatchObject({
      faults: [],
      days: { year: 2027 },
    })
    expect(
      (await ask(logins.system, 'POST', '/api/calendar/preview', { kind: 'csv', text: invented.replaceAll('2027', '2029') })).json<{
        faults: { zh: string }[]
      }>().faults.length,
    ).toBeGreaterThan(0)
    for (const login of [logins.security, logins.audit, 'hanfang'])
      expect([login, (await enter(invented, login)).statusCode]).toEqual([login, 403])
    expect((await enter(invented.replace('2027-05-01', '2027-05-32'))).json()).toMatchObject({ type: 'urn:huiyin:notice_faulty' })
    expect((await enter(invented)).json()).toEqual({ year: 2027, version: 1 })
    expect((await enter(invented)).json()).toMatchObject({ type: 'urn:huiyin:notice_waiting' })
    await one.beat()
    expect(await clockOf(matter)).toMatchObject({ state: 'undetermined' })
  })

  it('holds only once another person has confirmed it, which neither the first one nor the auditor is', async () => {
    const confirm = (login: string) => ask(login, 'POST', '/api/calendar/notices/2027/1/confirm', {})
    expect((await confirm(logins.system)).json()).toMatchObject({ type: 'urn:huiyin:notice_own' })
    expect((await confirm(logins.audit)).statusCode).toBe(403)
    expect(one.house.calendar().lastKnown).toBe('2026-12-31')
    expect((await confirm(logins.security)).statusCode).toBe(204)
    expect((await confirm(logins.security)).json()).toMatchObject({ type: 'urn:huiyin:notice_decided' })
    expect(one.house.calendar().lastKnown).toBe('2027-12-31')
  })

  it('is followed by every server without a restart, and fills in the date on the trail', async () => {
    expect(other.house.calendar().lastKnown).toBe('2026-12-31')
    await other.beat()
    expect(other.house.calendar().lastKnown).toBe('2027-12-31')
    expect(other.house.calendar().version).toBe(one.house.calendar().version)
    const told = await clockOf(matter)
    expect(told.state).toBe('running')
    expect(told.dueOn! > '2026-12-31').toBe(true)
    const actions = await one.house.as({ kind: 'system', city: one.house.city, name: 'loops' }, async tx =>
      (await sql<{ action: string }>`select action from engine.trail where matter = ${matter} order by seq`.execute(tx)).rows.map(
        row => row.action,
      ),
    )
    expect(actions).toEqual(['open', 'date_set'])
    clock.moveTo(new Date('2026-12-26T09:00:00+08:00'))
    expect((await ask(logins.system, 'GET', '/api/calendar')).json()).toMatchObject({
      alarm: false,
      notices: [{ version: 1, state: 'confirmed', notice: '（虚构）测试用放假安排' }],
    })
  })

  it('keeps a told date when a corrected notice would end it sooner, moves it where it ends later, and keeps the version before', async () => {
    const before = (await clockOf(matter)).dueOn!
    // Every day off is worked again: terms counted anew would end sooner.
    const sooner = `类型,名称,开始,结束\n年份,2027,,\n文号,（虚构）更正,,\n依据,测试用,,\n放假,元旦,2027-01-01,\n上班,元旦,2027-01-02,2027-01-03\n放假,劳动节,2027-05-01,\n放假,国庆节,2027-10-01,\n`
    expect((await enter(sooner)).json()).toEqual({ year: 2027, version: 2 })
    expect((await ask(logins.security, 'POST', '/api/calendar/notices/2027/2/confirm', {})).statusCode).toBe(204)
    await one.beat()
    await other.beat()
    expect((await clockOf(matter)).dueOn).toBe(before)
    const later = sooner.replace('放假,元旦,2027-01-01,', '放假,元旦,2027-01-01,2027-01-12').replace(/^上班.*\n/m, '')
    expect((await enter(later)).json()).toEqual({ year: 2027, version: 3 })
    expect((await ask(logins.security, 'POST', '/api/calendar/notices/2027/3/confirm', {})).statusCode).toBe(204)
    await one.beat()
    await other.beat()
    expect((await clockOf(matter)).dueOn! > before).toBe(true)
    expect(
      (await ask(logins.audit, 'GET', '/api/calendar'))
        .json<{ notices: { version: number; state: string }[] }>()
        .notices.map(({ version, state }) => [version, state]),
    ).toEqual([
      [3, 'confirmed'],
      [2, 'confirmed'],
      [1, 'confirmed'],
    ])
  })

  it('takes one from the command line, which waits for an administrator too, and can be withdrawn', async () => {
    const said: string[] = []
    const terminal = {
      out: (text: string) => {
        said.push(text)
      },
      err: (text: string) => {
        said.push(text)
      },
      interactive: false,
    }
    const notice = readNotice(invented, 'csv')
    if (!isNotice(notice)) throw new Error('the notice is faulty')
    const env = { HUIYIN_DATA: dataFolder, HUIYIN_PROGRAMME: townFolder }
    expect(await loadNotice(notice, terminal, { env, database })).toBe(0)
    expect(await loadNotice(notice, terminal, { env, database })).toBe(1)
    expect(await loadNotice({ ...notice, data: { ...notice.data, year: 2030 } }, terminal, { env, database })).toBe(1)
    expect(said[0]).toContain('第 4 版')
    await one.beat()
    expect(one.house.calendar().notices.get(2027)).toBe('（虚构）更正')
    expect((await ask(logins.system, 'POST', '/api/calendar/notices/2027/4/withdraw', {})).statusCode).toBe(204)
    expect((await ask(logins.security, 'POST', '/api/calendar/notices/2027/4/confirm', {})).json()).toMatchObject({
      type: 'urn:huiyin:notice_decided',
    })
  })

  it('cannot be rewritten past the routes either: not confirmed by whoever entered it, not changed once decided', async () => {
    const { house } = one
    const tries: readonly (readonly [string, Viewer, ReturnType<typeof sql>])[] = [
      [
        'a notice entered as confirmed',
        people.get('system_admin')!,
        sql`insert into org.calendar_notice (city, year, version, data, notice, source, entered_by, entered_at, confirmed_by, confirmed_at) select city, 2028, 1, data, notice, source, ${people.get('system_admin')!.person}, entered_at, ${people.get('security_admin')!.person}, entered_at from org.calendar_notice limit 1`,
      ],
      [
        'another’s confirmation',
        people.get('security_admin')!,
        sql`update org.calendar_notice set confirmed_by = ${people.get('audit_admin')!.person}, confirmed_at = entered_at where version = 4`,
      ],
      [
        'a decided one withdrawn',
        people.get('security_admin')!,
        sql`update org.calendar_notice set withdrawn_by = org.person(), withdrawn_at = entered_at where version = 3`,
      ],
      ['days rewritten', people.get('system_admin')!, sql`update org.calendar_notice set data = '{}'`],
      [
        'a confirmation by the command line',
        { kind: 'system', city: house.city, name: 'import' },
        sql`update org.calendar_notice set confirmed_at = entered_at`,
      ],
    ]
    for (const [what, viewer, statement] of tries) {
      const code = await house
        .as(viewer, async tx => String((await statement.execute(tx)).numAffectedRows))
        .catch((error: { code?: string }) => error.code)
      expect([what, ['42501', '23514'].includes(code ?? '')]).toEqual([what, true])
    }
  })
})
