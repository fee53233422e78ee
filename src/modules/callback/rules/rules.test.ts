import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, loadStatutoryCalendar } from '../../../calendar/index.ts'
import type { Day } from '../../../calendar/index.ts'
import type { TrailEntry } from '../../../engine/contract.ts'
import { checkFlow } from '../../../engine/index.ts'
import type { Check } from '../../../engine/room.ts'
import { callFlow } from '../flows/call.ts'
import { repairFlow } from '../flows/repair.ts'
import { leaderSms, rungSms, secondSms } from '../messages.ts'
import { callbackSettings } from '../settings.ts'
import { listDayAfter } from '../writes.ts'
import { callChecks } from './checks.ts'
import { hintsIn } from './hints.ts'

const settings = callbackSettings.parse({})
const entry = (action: string, at: string, round = 1, by = '回访人 韩芳'): TrailEntry => ({ seq: 1, action, title: action, by, at, stage: 'awaiting_contact', round })
const ask = (action: string, trail: readonly TrailEntry[], more: Partial<Parameters<Check>[0]> = {}): string | undefined =>
  callChecks[action]?.({ trail, round: 1, input: undefined, now: new Date('2026-09-14T10:00:00+08:00'), settings, viewer: { kind: 'public', city: 'x' }, calendar: loadStatutoryCalendar(), ...more })?.because

describe('the flows of the room', () => {
  it('lose and trap no matter', () => {
    expect(checkFlow(callFlow)).toEqual([])
    expect(checkFlow(repairFlow)).toEqual([])
  })
  it('let only the citizen or silence end a call that was answered', () => {
    for (const [name, action] of Object.entries(callFlow.actions)) {
      if (['solved', 'partly_solved', 'unsolved', 'withdrawn'].includes(action.to ?? '')) expect(action.by, name).toEqual(['citizen'])
    }
  })
})

describe('unreachable', () => {
  it('needs three different days: three tries in one evening are one', () => {
    const evening = ['2026-09-11T10:00:00Z', '2026-09-11T10:01:00Z', '2026-09-11T10:02:00Z'].map(at => entry('record_attempt', at))
    expect(ask('conclude_unreachable', evening)).toBe('attempts_missing')
    const days = ['2026-09-09T10:00:00Z', '2026-09-10T10:00:00Z', '2026-09-11T10:00:00Z'].map(at => entry('record_attempt', at))
    expect(ask('conclude_unreachable', days)).toBeUndefined()
  })
  it('counts days as people here live them: 23:30 and 00:30 in Shanghai are two', () => {
    const night = ['2026-09-09T15:30:00Z', '2026-09-09T16:30:00Z', '2026-09-10T16:30:00Z'].map(at => entry('record_attempt', at))
    expect(ask('conclude_unreachable', night)).toBeUndefined()
  })
  it('forgets the tries of an earlier round', () => {
    const days = ['2026-09-09T10:00:00Z', '2026-09-10T10:00:00Z', '2026-09-11T10:00:00Z'].map(at => entry('record_attempt', at))
    expect(ask('conclude_unreachable', days, { round: 2 })).toBe('attempts_missing')
  })
})

describe('the citizen\'s no', () => {
  it('is either a new round or kept for good, never both and never neither', () => {
    for (let round = 1; round <= 6; round++) {
      expect([ask('say_unsolved', [], { round }), ask('keep_unsolved', [], { round })].filter(no => no === undefined), `round ${round}`).toHaveLength(1)
    }
    expect(ask('say_unsolved', [], { round: settings.rounds })).toBe('last_organ_has_looked')
  })
})

it('no answer, order or report without having called in the same round', () => {
  for (const action of ['order_repair', 'answer_now', 'report_repair', 'explain', 'guide_elsewhere']) {
    expect(ask(action, [entry('record_call', '2026-09-10T10:00:00Z')]), action).toBeUndefined()
    expect(ask(action, [entry('record_call', '2026-09-10T10:00:00Z')], { round: 2 }), action).toBe('call_first')
  }
})

describe('hints in an order', () => {
  it.each([
    ['9月3日那次应当一次讲全', ['date']], ['上周二来的那位要道歉', ['date']], ['退还多收的三百元', ['sum']], ['给王女士一个说法', ['person']],
    ['（2026）云01执123号要加快', ['number']], ['13700001111的事要回电', ['number']], ['收件清单一次讲全，贴在窗口', []], ['增设引导，排队叫号要看得见', []], ['办得快一点，一号窗口也收件，一年内做好', []],
  ])('%s', (text, hints) => { expect(hintsIn(text)).toEqual(hints) })
})

describe('the weekly list', () => {
  it('never goes out on the day of the order itself, and always within a week', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 5 }), (n, weekday) => {
      const today = addDays('2026-01-01' as Day, n)
      const released = listDayAfter(today, weekday)
      expect(released > today).toBe(true)
      expect((Date.parse(released) - Date.parse(today)) / 86_400_000).toBeLessThanOrEqual(7)
    }))
  })
})

it('messages fit one SMS and name neither organ nor citizen', () => {
  const all = [leaderSms({}, '2026-09-17', '3F7KABCDE', '2026-09-16'), leaderSms({}, undefined, '3F7KABCDE', '2026-09-16'), leaderSms({}, '2026-09-17', '3F7KABCDE', '2026-09-18'), secondSms({}), ...['remind', 'tell_superior', 'supervision_slip', 'propose_inquiry'].map(act => rungSms({}, act, '3F7KABCDE'))]
  for (const text of all) expect([...text].length).toBeLessThanOrEqual(70)
  expect(all[0]).toBe('【回音】您有1件待回访，请于9月17日24:00前登录办理，尾号3F7K。')
  // A day that is past is not named as if it could still be kept.
  expect(all[2]).toBe('【回音】您有1件待回访已过期，请马上登录办理，尾号3F7K。')
})
