import { describe, expect, test } from 'vitest'
import type { ClockView } from '../../engine/contract.ts'
import { nearest, readClock } from './clockReading.ts'
import { kit } from './words.ts'

const at = (text: string): Date => new Date(`${text}+08:00`)
const clock = (over: Partial<ClockView>): ClockView => ({
  clock: 'call_within',
  title: '回访时限',
  round: 1,
  state: 'running',
  because: [],
  startedAt: '2026-09-16T07:00:00Z',
  mark: 'in_time',
  dueAt: '2026-09-22T16:00:00Z',
  dueOn: '2026-09-22',
  ...over,
})
const read = (over: Partial<ClockView>, now: string) => readClock(clock(over), at(now), 'zh', kit.zh)

describe('a clock says in words what its colour says', () => {
  test('a day clock counts civil days, and its last day is not yet overdue at any hour', () => {
    expect(read({}, '2026-09-17T23:59')).toEqual({ tone: 'calm', words: '还剩5天', due: '9月22日（周二）到期' })
    expect(read({ mark: 'near' }, '2026-09-22T23:59')).toEqual({ tone: 'near', words: '今天到期', due: undefined })
  })

  test('from midnight it is overdue, even when the list was fetched before midnight', () => {
    expect(read({ mark: 'near' }, '2026-09-23T00:00')).toMatchObject({ tone: 'overdue', words: '逾期1天' })
    expect(read({ mark: 'overdue' }, '2026-09-25T09:00')).toMatchObject({ tone: 'overdue', words: '逾期3天' })
  })

  test('an hour clock tells the hour', () => {
    const hours = { dueAt: '2026-09-17T09:00:00Z', dueOn: '2026-09-17', mark: 'near' as const }
    expect(read(hours, '2026-09-17T10:20')).toEqual({ tone: 'near', words: '还剩6小时', due: '今天17:00到期' })
    expect(read(hours, '2026-09-17T16:40').words).toBe('还剩20分钟')
    expect(read(hours, '2026-09-17T17:00')).toMatchObject({ tone: 'overdue', words: '刚刚逾期' })
    expect(read(hours, '2026-09-16T09:00').due).toBe('明天17:00到期')
  })

  test('without a calendar no date is stated', () => {
    expect(read({ state: 'undetermined', dueAt: undefined, dueOn: undefined, notBefore: '2026-12-31' }, '2026-12-20T09:00')).toEqual({
      tone: 'open',
      words: '期限待定',
      due: '不早于12月31日（周四）',
    })
  })

  test('a stopped clock tells whether it was kept', () => {
    expect(read({ state: 'stopped', mark: 'kept' }, '2026-10-01T09:00').words).toBe('按时办完')
    expect(read({ state: 'stopped', mark: 'late' }, '2026-10-01T09:00').tone).toBe('late')
  })

  test('the nearest clock is the first that is due; one without a date never hides one with', () => {
    const open = clock({ clock: 'open', state: 'undetermined', dueAt: undefined })
    const late = clock({ clock: 'late', dueAt: '2026-09-30T16:00:00Z' })
    expect(nearest([clock({ state: 'stopped', dueAt: '2026-01-01T00:00:00Z' }), open, late, clock({})])?.clock).toBe('call_within')
    expect(nearest([clock({ state: 'stopped' })])).toBeUndefined()
  })
})
