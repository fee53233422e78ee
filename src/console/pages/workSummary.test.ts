import { expect, test } from 'vitest'
import type { MatterView } from '../api/matters.ts'
import { kit } from '../kit/words.ts'
import { summarise } from './workSummary.ts'

const matter = (kind: string, stage: string, dueAt?: string): MatterView => ({
  id: crypto.randomUUID(),
  number: '3F7K-8M2PX',
  kind,
  lane: 'rating',
  stage,
  stageTitle: '',
  round: 1,
  unit: 'u',
  unitName: '执行局',
  openedAt: '2026-09-16T07:00:00Z',
  sight: 'full',
  length: 1,
  clocks:
    dueAt === undefined
      ? []
      : [{ clock: 'c', title: '', round: 1, state: 'running', dueAt, because: [], startedAt: '2026-09-16T07:00:00Z', mark: 'in_time' }],
})
const now = new Date('2026-09-17T10:00:00+08:00')

test('calls are told apart from other work, and the first due is the first still ahead', () => {
  const items = [
    matter('callback', 'awaiting_contact', '2026-09-17T17:00:00+08:00'),
    matter('callback', 'awaiting_second_contact', '2026-09-23T00:00:00+08:00'),
    matter('callback', 'being_put_right', '2026-09-15T00:00:00+08:00'),
    matter('repair', 'awaiting_plan'),
  ]
  expect(summarise(items, now, 'zh', kit.zh)).toEqual({ calls: 2, others: 2, overdue: 1, earliest: '17:00' })
})

test('a due at midnight is told as the day that ends with it', () => {
  expect(summarise([matter('repair', 'awaiting_plan', '2026-09-18T00:00:00+08:00')], now, 'zh', kit.zh).earliest).toBe('今天')
  expect(summarise([matter('repair', 'awaiting_plan', '2026-09-19T00:00:00+08:00')], now, 'zh', kit.zh).earliest).toBe('明天')
})

test('work without any date still counts', () => {
  expect(summarise([matter('repair', 'awaiting_plan')], now, 'zh', kit.zh)).toEqual({
    calls: 0,
    others: 1,
    overdue: 0,
    earliest: undefined,
  })
})
