import { expect, it } from 'vitest'
import { belongsTo, comesFirst, firstDayKeys, firstDayOf } from './rules.ts'
import type { FirstDayFacts } from './rules.ts'
import { firstDayWords, sayItem } from './words.ts'

const empty: FirstDayFacts = {
  counts: {
    departments: 0,
    leaderless: 0,
    callers: 0,
    accountless: 0,
    unused: 0,
    administrators: 3,
    unsecured: 3,
    secured: false,
    windows: 0,
    served: false,
    serviceKeys: 0,
    adopted: false,
  },
  readings: [
    { key: 'backup', state: 'watch', because: 'unwatched' },
    { key: 'calendar', state: 'good', because: 'good' },
  ],
  smsGoesOut: false,
  chain: 'unknown',
  aside: [],
}
const whole: FirstDayFacts = {
  counts: {
    departments: 12,
    leaderless: 0,
    callers: 20,
    accountless: 0,
    unused: 4,
    administrators: 3,
    unsecured: 0,
    secured: true,
    windows: 5,
    served: true,
    serviceKeys: 1,
    adopted: true,
  },
  readings: [
    { key: 'backup', state: 'good', because: 'good' },
    { key: 'calendar', state: 'good', because: 'good' },
  ],
  smsGoesOut: true,
  chain: 'whole',
  aside: [],
}
const stateOf = (facts: FirstDayFacts, key: string, role = 'system_admin') => firstDayOf(facts, [role]).find(one => one.key === key)

it('each administrator is shown what is his to do, and nobody else anything', () => {
  for (const role of ['system_admin', 'security_admin', 'audit_admin'] as const)
    expect(firstDayOf(empty, [role]).map(one => one.key)).toEqual(firstDayKeys.filter(key => belongsTo[key].includes(role)))
  expect(stateOf(empty, 'accounts')).toBeUndefined()
  expect(stateOf(empty, 'backup', 'security_admin')).toBeUndefined()
  expect(firstDayOf(empty, ['head', 'supervisor', 'inspector'])).toEqual([])
})

it('a new city has all of it before it, but the holidays that we bring; a city that is set up has nothing left', () => {
  const left = (facts: FirstDayFacts) =>
    ['system_admin', 'security_admin', 'audit_admin'].flatMap(role => firstDayOf(facts, [role])).filter(one => one.state === 'todo')
  expect(new Set(left(empty).map(one => one.key))).toEqual(new Set(firstDayKeys.filter(key => key !== 'calendar')))
  expect(left(whole)).toEqual([])
})

it('two people on three posts are not three, a backup that was only read again proves nothing, and half the departments are not all', () => {
  expect(stateOf({ ...whole, counts: { ...whole.counts, administrators: 2 } }, 'seconds', 'security_admin')).toMatchObject({
    state: 'todo',
    because: 'few',
  })
  expect(stateOf({ ...whole, readings: [{ key: 'backup', state: 'watch', because: 'unproven' }] }, 'backup')?.state).toBe('todo')
  expect(stateOf({ ...whole, counts: { ...whole.counts, leaderless: 6 } }, 'posts')).toMatchObject({
    state: 'todo',
    values: { leaderless: 6 },
  })
})

it('what a city does not need is set aside by name and reason; what protects it cannot be; once it is there, nobody speaks of it', () => {
  const aside = [{ item: 'sms' as const, by: '顾行舟', on: '2026-09-16', why: '只用窗口码' }]
  expect(stateOf({ ...empty, aside }, 'sms')).toMatchObject({ state: 'aside', aside: { by: '顾行舟', why: '只用窗口码' } })
  expect(stateOf({ ...whole, aside }, 'sms')).toMatchObject({ state: 'done' })
  expect(stateOf({ ...whole, aside }, 'sms')?.aside).toBeUndefined()
  expect(firstDayOf(empty, ['system_admin']).filter(one => one.mayAside)).toHaveLength(4)
  expect(stateOf(empty, 'services', 'security_admin')?.mayAside).toBe(false)
  for (const key of ['second', 'units', 'posts', 'backup', 'calendar']) expect(stateOf(empty, key)?.mayAside).toBe(false)
})

it('every way in which an item can stand has its sentence in both languages', () => {
  for (const facts of [empty, whole])
    for (const role of ['system_admin', 'security_admin', 'audit_admin'])
      for (const item of firstDayOf(facts, [role]))
        for (const language of ['zh', 'en'] as const) expect(sayItem(item, language).says).not.toMatch(/[{}]|undefined|^$/)
  expect(Object.keys(firstDayWords.backup.says).sort()).toEqual(['failed', 'good', 'late', 'none', 'unproven', 'unwatched'])
})

it('the list comes first while something is left to do, never in a demo, and not for the sake of what was set aside', () => {
  expect(comesFirst(firstDayOf(empty, ['system_admin']), false)).toBe(true)
  expect(comesFirst(firstDayOf(empty, ['system_admin']), true)).toBe(false)
  const aside = [{ item: 'sms' as const, by: '顾晓晨', on: '2026-09-16', why: '只用窗口码' }]
  expect(comesFirst(firstDayOf({ ...whole, smsGoesOut: false }, ['system_admin']), false)).toBe(true)
  expect(comesFirst(firstDayOf({ ...whole, smsGoesOut: false, aside }, ['system_admin']), false)).toBe(false)
})
