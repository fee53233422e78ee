import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aService, makeOffice } from '../../../test/evaluation.ts'
import type { Office } from '../../../test/evaluation.ts'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'
import type { Viewer } from '../../org/viewer.ts'
import { evaluationSettings } from './settings.ts'

let database: FreshDatabase
let office: Office
beforeAll(async () => {
  database = await freshDatabase()
  office = await makeOffice(database)
})
afterAll(async () => {
  await office?.close()
  await database?.close()
})

const tables = ['service', 'contact', 'call_request', 'report_once', 'ended_case', 'link'] as const
const rows = async (): Promise<Record<(typeof tables)[number], number>> =>
  database.transaction('migrate', async tx => {
    await sql`set local role huiyin_owner`.execute(tx)
    const counts = await Promise.all(
      tables.map(
        async table =>
          [
            table,
            Number((await sql<{ n: number }>`select count(*) as n from ${sql.table(`evaluation.${table}`)}`.execute(tx)).rows[0]!.n),
          ] as const,
      ),
    )
    return Object.fromEntries(counts) as Record<(typeof tables)[number], number>
  })
const noted = async (viewer: Viewer): Promise<readonly string[]> =>
  office.house.as(viewer, async tx =>
    (
      await sql<{
        what: string
        day: string
        count: number
      }>`select what, forgotten_on as day, count from evaluation.forgotten order by forgotten_on, what`.execute(tx)
    ).rows.map(row => `${row.day} ${row.what} ${row.count}`),
  )
const sweepOn = async (day: string): Promise<void> => {
  office.clock.moveTo(new Date(`${day}T09:00:00+08:00`))
  await office.sweep()
}

describe('what has served its purpose', () => {
  it('goes after its days, by day and kind noted for the audit administrator alone: nothing is deleted silently', async () => {
    await office.sweep()
    const pushed = await office.push(Array.from({ length: 3 }, (_, at) => aService(`old-${at}`, at === 0 ? { outcome: '结案' } : {})))
    expect((await office.rate(pushed[0]!.ratingUrl, { overall: 1, callback: { wanted: true } })).statusCode).toBe(201)
    expect((await office.rate(pushed[1]!.ratingUrl, { overall: 1, sealed: '有人收烟' })).statusCode).toBe(201)
    expect(await rows()).toEqual({ service: 3, contact: 3, call_request: 1, report_once: 1, ended_case: 1, link: 3 })

    await sweepOn('2026-10-20')
    expect(await rows(), 'the week is released; the records stay for their days').toEqual({
      service: 3,
      contact: 3,
      call_request: 1,
      report_once: 1,
      ended_case: 1,
      link: 0,
    })
    await sweepOn('2027-10-20')
    expect(await rows(), '399 days').toMatchObject({ service: 3, contact: 3 })
    await sweepOn('2027-10-22')
    expect(await rows()).toMatchObject({ service: 0, contact: 0 })

    const auditor = office.viewer(office.person.head, office.unit.court, 'audit_admin')
    expect((await noted(auditor)).filter(line => / (service|contact) /.test(line))).toEqual([
      '2027-10-22 contact 3',
      '2027-10-22 service 3',
    ])
    for (const role of ['officer', 'leader', 'head', 'discipline', 'system_admin', 'security_admin'])
      expect(await noted(office.viewer(office.person.head, office.unit.court, role)), role).toEqual([])
  })

  it('and bears no time is marked at one turn and goes at the next, so that it stays one period at least and two at most', async () => {
    // The first turn was on the first sweep, 2026-09-16; the next ones follow 400 days apart.
    expect(await rows()).toMatchObject({ call_request: 1, report_once: 1, ended_case: 1 })
    const auditor = office.viewer(office.person.head, office.unit.court, 'audit_admin')
    expect((await noted(auditor)).filter(line => line.includes('turn'))).toEqual(['2026-09-16 turn 0', '2027-10-22 turn 0'])
    await sweepOn('2028-11-24')
    expect(await rows()).toMatchObject({ call_request: 1, report_once: 1, ended_case: 1 })
    await sweepOn('2028-11-25')
    expect(await rows()).toMatchObject({ call_request: 0, report_once: 0, ended_case: 0 })
    expect((await noted(auditor)).slice(-4)).toEqual([
      '2028-11-25 call_request 1',
      '2028-11-25 ended_case 1',
      '2028-11-25 report_once 1',
      '2028-11-25 turn 0',
    ])
  })

  it('stays while a link still leads to it, however old: its citizen may still rate', async () => {
    await sweepOn('2029-03-05')
    const [pushed] = await office.push([aService('late', { finishedAt: '2028-12-20T10:00:00+08:00' })])
    await database.transaction('migrate', async tx => {
      await sql`set local role huiyin_owner`.execute(tx)
      await sql`update evaluation.service set finished_at = '2020-01-01'`.execute(tx)
    })
    await sweepOn('2029-03-06')
    expect(await rows()).toMatchObject({ service: 1, link: 1 })
    expect((await office.rate(pushed!.ratingUrl, { overall: 4 })).statusCode).toBe(201)
  })

  it('and that a case is over stays while a service of it is known, since its citizens may still ask to be called afterwards', async () => {
    office.clock.moveTo(new Date('2029-03-06T09:00:00+08:00'))
    await office.push([aService('same-case', { outcome: '结案', caseId: '（2029）云0102执9号', finishedAt: '2029-03-05T10:00:00+08:00' })])
    await database.transaction('migrate', async tx => {
      await sql`set local role huiyin_owner`.execute(tx)
      await sql`update evaluation.ended_case set old = true`.execute(tx)
      await sql`update evaluation.forgotten set forgotten_on = '2026-01-01' where what = 'turn' and forgotten_on = '2028-11-25'`.execute(tx)
      await sql`delete from evaluation.forgotten where what = 'turn' and forgotten_on > '2026-01-01'`.execute(tx)
    })
    await sweepOn('2029-03-07')
    expect(await rows()).toMatchObject({ ended_case: 1 })
    expect((await noted(office.viewer(office.person.head, office.unit.court, 'audit_admin'))).at(-1)).toBe('2029-03-07 turn 0')
  })

  it('cannot be taken by anybody but the sweep, by calling the same function', async () => {
    const all = await rows()
    for (const name of ['mixer', 'loops', 'intake', 'import', 'sender', 'sign_in'] as const) {
      await office.house.as({ kind: 'system', city: office.city, name }, tx =>
        sql`select evaluation.forget('2040-01-01', '2040-01-01', '2040-01-01', 1000)`.execute(tx),
      )
    }
    await expect(
      office.house.as(office.viewer(office.person.head, office.unit.court, 'audit_admin'), tx =>
        sql`select evaluation.forget('2040-01-01', '2040-01-01', '2040-01-01', 1000)`.execute(tx),
      ),
    ).rejects.toMatchObject({ code: '42501' })
    await expect(
      office.house.as({ kind: 'system', city: office.city, name: 'sweep' }, tx => sql`delete from evaluation.service`.execute(tx)),
    ).rejects.toMatchObject({ code: '42501' })
    expect(await rows()).toEqual(all)
  })

  it('has periods that a city may set within a range, never so short that a late push could be given a second link', () => {
    for (const key of ['keep_services_days', 'keep_requests_days']) {
      expect(evaluationSettings.safeParse({ [key]: 199 }).success).toBe(false)
      expect(evaluationSettings.safeParse({ [key]: 1101 }).success).toBe(false)
      expect(evaluationSettings.safeParse({ [key]: 200 }).success).toBe(true)
    }
  })
})
