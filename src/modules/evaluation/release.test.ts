import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { freshDatabase } from '../../../test/database.ts'
import type { FreshDatabase } from '../../../test/database.ts'
import { aService, makeOffice } from '../../../test/evaluation.ts'
import type { Office } from '../../../test/evaluation.ts'
import { releaseDue } from './release.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(async () => {
  await database?.close()
})

const asMixer = <T>(office: Office, text: string): Promise<readonly T[]> =>
  office.house.as({ kind: 'system', city: office.city, name: 'mixer' }, async tx => (await sql.raw<T>(text).execute(tx)).rows)

interface BatchRow {
  readonly unit: string
  readonly batch: string
  readonly first_cohort: string
  readonly ratings: number
  readonly poor: number | null
}
const batches = (office: Office): Promise<readonly BatchRow[]> =>
  asMixer<BatchRow>(office, 'select unit, batch, first_cohort, ratings, poor from evaluation.batch order by batch, unit')
const levels = (office: Office, batch: string): Promise<readonly object[]> =>
  asMixer(
    office,
    `select dimension, answered, n1, n2, n3, n4, n5 from evaluation.released_level where batch = '${batch}' order by dimension`,
  )

let serial = 0
/** Services of one unit on one day; the first ones are rated. */
const serve = async (office: Office, count: number, ratings: readonly object[], more: object = {}): Promise<readonly string[]> => {
  const links = (
    await office.push(
      Array.from({ length: count }, () =>
        aService(`v${++serial}`, { finishedAt: `${office.clock.now().toISOString().slice(0, 10)}T09:00:00+08:00`, ...more }),
      ),
    )
  ).map(result => result.ratingUrl)
  const receipts: string[] = []
  for (const [at, rating] of ratings.entries()) {
    const answer = await office.rate(links[at] as string, rating)
    if (answer.statusCode !== 201) throw new Error(answer.body)
    receipts.push((answer.json() as { receipt: string }).receipt)
  }
  return receipts
}
const moveTo = (office: Office, day: string): void => office.clock.moveTo(new Date(`${day}T10:00:00+08:00`))

const poor = { overall: 1, reasons: ['same_form_again'], words: '填了三遍，我叫张三，电话13800138000' }
const good = { overall: 5 }

describe('release', () => {
  it('publishes a unit’s batch once its week is over and can no longer be changed, and then keeps nothing that leads back', async () => {
    const office = await makeOffice(database)
    const receipts = await serve(office, 24, [poor, poor, poor, ...Array.from({ length: 9 }, () => good)])
    await office.app.inject({
      method: 'POST',
      url: `/receipt/${receipts[0]}/change`,
      payload: { overall: 2, reasons: ['same_form_again'] },
    })
    await office.app.inject({ method: 'POST', url: `/receipt/${receipts[11]}/change`, payload: { withdraw: true } })
    // Week 38 ends on 20 September; answers until 4 October, changes until 11 October.
    moveTo(office, '2026-10-04')
    await office.sweep()
    expect(await asMixer(office, "select state from evaluation.cohort where cohort = '2026-W38'")).toEqual([{ state: 'open' }])
    moveTo(office, '2026-10-11')
    await office.sweep()
    expect(await asMixer(office, "select state from evaluation.cohort where cohort = '2026-W38'")).toEqual([{ state: 'closing' }])
    expect(await batches(office)).toEqual([])
    moveTo(office, '2026-10-12')
    await office.sweep()
    expect(await batches(office)).toEqual([
      { unit: office.unit.division, batch: '2026-W38', first_cohort: '2026-W38', ratings: 11, poor: 3 },
    ])
    expect(await levels(office, '2026-W38')).toEqual([{ dimension: 'overall', answered: 11, n1: 2, n2: 1, n3: 0, n4: 0, n5: 8 }])
    expect(await asMixer(office, 'select reason, count from evaluation.released_reason')).toEqual([{ reason: 'same_form_again', count: 3 }])
    expect(await asMixer(office, 'select line, rateable, invited, answered from evaluation.silent')).toEqual([
      { line: 'court.enforcement', rateable: 24, invited: 24, answered: 11 },
    ])
    expect(await asMixer(office, 'select changed, withdrawn from evaluation.released_change')).toEqual([{ changed: 1, withdrawn: 1 }])
    expect(
      await asMixer(
        office,
        "select to_regclass('evaluation.sealed_2026_w38') as sealed, to_regclass('evaluation.link_2026_w38') as link, to_regclass('evaluation.receipt_2026_w38') as receipt",
      ),
    ).toEqual([{ sealed: null, link: null, receipt: null }])
    expect(await asMixer(office, 'select count(*)::int as n from evaluation.contact where sealed is not null')).toEqual([{ n: 0 }])
    const announced = await office.house.as(
      { kind: 'system', city: office.city, name: 'loops' },
      async tx =>
        (
          await sql<{
            payload: object
          }>`select payload from engine.announcement where city = ${office.city} and event = 'evaluation.reasons_released'`.execute(tx)
        ).rows,
    )
    expect(announced).toEqual([
      {
        payload: {
          unit: office.unit.division,
          unitName: '执行局',
          batch: '2026-W38',
          reasons: [{ code: 'same_form_again', title: '同样的内容填了好几遍' }],
        },
      },
    ])
    // The receipt still proves presence; its link is gone like one that never was.
    expect((await office.app.inject({ url: `/receipt/${receipts[3]}` })).json()).toMatchObject({ state: 'released', wish: 'none' })
    expect((await office.app.inject({ method: 'POST', url: `/receipt/${receipts[3]}/change`, payload: { overall: 1 } })).statusCode).toBe(
      410,
    )
    await office.close()
  })

  it('lets a small unit wait, then adds it to its parent, and never shows a part alone', async () => {
    const office = await makeOffice(database)
    for (const day of ['2026-09-16', '2026-09-23']) {
      moveTo(office, day)
      await serve(office, 6, [good, { overall: 2 }], { unit: 'court.trial' })
    }
    moveTo(office, '2026-09-30')
    await serve(office, 12, [good, good, { overall: 3 }, { overall: 1 }], { unit: 'court' })
    moveTo(office, '2026-10-25')
    await office.sweep()
    expect(await batches(office)).toEqual([])
    expect(await asMixer(office, 'select unit from evaluation.waiting')).toEqual([{ unit: office.unit.other }])
    moveTo(office, '2026-10-26')
    await office.sweep()
    // Week 40 begins the last days of the month: 12 services with 4 ratings go up to the court, which had as many of its own.
    expect(await batches(office)).toEqual([{ unit: office.unit.court, batch: '2026-W40', first_cohort: '2026-W38', ratings: 8, poor: 3 }])
    expect(await asMixer(office, 'select unit from evaluation.waiting')).toEqual([{ unit: office.unit.court }])
    await office.close()
  })

  it('says the total only where one level would tell what everybody said', async () => {
    const office = await makeOffice(database)
    await serve(
      office,
      20,
      Array.from({ length: 6 }, () => ({ overall: 1, levels: { attitude: 2 } })),
    )
    moveTo(office, '2026-10-12')
    await office.sweep()
    expect(await batches(office)).toMatchObject([{ ratings: 6, poor: null }])
    expect(await levels(office, '2026-W38')).toEqual([
      { dimension: 'attitude', answered: 6, n1: null, n2: null, n3: null, n4: null, n5: null },
      { dimension: 'overall', answered: 6, n1: null, n2: null, n3: null, n4: null, n5: null },
    ])
    await office.close()
  })

  it('may be killed before any transaction and ends as if it had not been', async () => {
    const outcomes: string[] = []
    for (const kills of [0, 1, 2, 3, 5]) {
      const office = await makeOffice(database)
      await serve(office, 21, [poor, good, good, good, { overall: 3 }])
      await serve(office, 25, [good, good, good, good, poor, poor], { unit: 'court.trial' })
      moveTo(office, '2026-10-12')
      let steps = 0
      const failing = {
        ...office.house,
        as: (async (viewer, work) => {
          if (kills > 0 && ++steps % (kills + 1) === 0) throw new Error('killed')
          return office.house.as(viewer, async tx => {
            const result = await work(tx)
            // Killed after the work and before its commit.
            if (kills > 0 && steps % (kills + 2) === 0) throw new Error('killed')
            return result
          })
        }) as Office['house']['as'],
      }
      for (let attempt = 0; attempt < 60; attempt++)
        await releaseDue(failing, office.clock.now()).catch((error: Error) => {
          if (error.message !== 'killed') throw error
        })
      await releaseDue(office.house, office.clock.now())
      const names = (text: string): string => text.replaceAll(office.unit.division, 'D').replaceAll(office.unit.other, 'O')
      outcomes.push(
        names(
          JSON.stringify([
            (await batches(office)).map(row => ({ ...row, unit: names(row.unit) })).sort((a, b) => (a.unit < b.unit ? -1 : 1)),
            await asMixer(office, 'select bucket, count from evaluation.seconds'),
            await asMixer(office, 'select count(*)::int from evaluation.root'),
            await asMixer(office, 'select count(*)::int from evaluation.waiting'),
          ]),
        ),
      )
      await office.close()
    }
    expect(new Set(outcomes).size, outcomes.join('\n')).toBe(1)
  })
})

describe('reminders', () => {
  it('go to those who have not answered, at fixed days, once, and say nothing of office or business', async () => {
    const office = await makeOffice(database, { start: '2026-09-16T10:00:00+08:00' })
    await serve(office, 3, [good])
    await serve(office, 1, [], { line: 'court.juvenile' })
    const sent = (): Promise<readonly { template: string; n: number }[]> =>
      office.house.as(
        { kind: 'system', city: office.city, name: 'sender' },
        async tx =>
          (
            await sql<{
              template: string
              n: number
            }>`select template, count(*)::int as n from outbox.message where city = ${office.city} group by template order by template`.execute(
              tx,
            )
          ).rows,
      )
    expect(await sent()).toEqual([{ template: 'evaluation.invite', n: 3 }])
    moveTo(office, '2026-09-24')
    await office.sweep()
    await office.sweep()
    expect(await sent()).toEqual([
      { template: 'evaluation.invite', n: 3 },
      { template: 'evaluation.remind', n: 2 },
    ])
    await office.close()
  })
})
