import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase } from '../database.ts'
import type { FreshDatabase } from '../database.ts'
import { startWholeHouse } from '../wholeHouse.ts'
import type { WholeHouse } from '../wholeHouse.ts'
import { accept } from './acceptance.ts'
import { holds } from './figures.ts'
import { asOfToday, readOrders } from './orders.ts'

const file = fileURLToPath(new URL('./orders.jsonl', import.meta.url))
let database: FreshDatabase
let whole: WholeHouse
beforeAll(async () => {
  database = await freshDatabase()
  whole = await startWholeHouse({ database, demo: true, start: '2026-09-25T09:00:00+08:00', console: false })
})
afterAll(async () => {
  await whole?.running.stop()
  await database?.close()
})

it('a hotline’s orders go through the whole loop, bad rows are named, and every total agrees with its other side', async () => {
  const { figures, checks, badRows } = await accept(whole, { file, folder: mkdtempSync(join(tmpdir(), 'huiyin-orders-')), share: 0.7 })
  expect(checks.filter(check => !holds(check))).toEqual([])
  expect(badRows.map(row => row.split(':')[0])).toEqual(['line 6, unit', 'line 21, finishedAt', 'line 41, line'])
  expect(figures).toMatchObject({ 'orders in the file': 60, 'bad rows': 3, 'services in': 57, 'still open': 0 })
  for (const name of ['calls opened', 'released', 'withheld for want of numbers', 'reopened by the citizen’s no (rounds)'] as const)
    expect(Number(figures[name]), name).toBeGreaterThan(0)
  expect(figures['closed by ending']).toMatchObject({ solved: expect.any(Number), citizen_silent: expect.any(Number) })
}, 180_000)

it('a total that differs is seen', () => {
  expect(holds({ says: '', left: 3, right: 4 })).toBe(false)
  expect(holds({ says: '', left: 3, right: 3 })).toBe(true)
})

it('orders of other years are dated to the last three weeks in the order in which they came; what is no date stays none', () => {
  const orders = readOrders(file)
  const dated = asOfToday(orders)
    .split('\n')
    .map(line => JSON.parse(line) as { id: string; date: string })
  const days = orders
    .map((order, at) => [order.date, dated[at]!.date.split(' ')[0]!] as const)
    .filter(([date]) => date.startsWith('20'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, day]) => day)
  expect([...days].sort()).toEqual(days)
  expect([days[0], days.at(-1)]).toEqual(['2026-09-07', '2026-09-25'])
  expect(dated.find(order => order.id === 'yx-bad-2')?.date).toBe('去年冬天')
})
