import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, loadStatutoryCalendar } from '../../../calendar/index.ts'
import type { Day } from '../../../calendar/index.ts'
import type { TrailEntry } from '../../../engine/contract.ts'
import { checkFlow } from '../../../engine/index.ts'
import type { Check } from '../../../engine/room.ts'
import { callFlow } from '../flows/call.ts'
import { orderFlow } from '../flows/order.ts'
import { repairFlow } from '../flows/repair.ts'
import { leaderSms, listSms, rungSms, secondSms } from '../messages.ts'
import { callbackSettings } from '../settings.ts'
import { callChecks } from './checks.ts'
import { hintsIn } from '../../../kit/hints.ts'
import { listDayAfter, listedDays } from './weeklyList.ts'

const settings = callbackSettings.parse({})
const entry = (action: string, at: string, round = 1, by = '回访人 韩芳'): TrailEntry => ({
  seq: 1,
  action,
  title: action,
  by,
  at,
  stage: 'awaiting_contact',
  round,
})
const ask = (action: string, trail: readonly TrailEntry[], more: Partial<Parameters<Check>[0]> = {}): string | undefined =>
  callChecks[action]?.({
    trail,
    round: 1,
    input: undefined,
    now: new Date('2026-09-14T10:00:00+08:00'),
    settings,
    viewer: { kind: 'public', city: 'x' },
    calendar: loadStatutoryCalendar(),
    ...more,
  })?.because

describe('the flows of the room', () => {
  it('lose and trap no matter', () => {
    expect(checkFlow(callFlow)).toEqual([])
    expect(checkFlow(repairFlow)).toEqual([])
    expect(checkFlow(orderFlow)).toEqual([])
  })
  it('let only the citizen or silence end a call that was answered', () => {
    for (const [name, action] of Object.entries(callFlow.actions)) {
      if (['solved', 'partly_solved', 'withdrawn'].includes(action.to ?? '')) expect(action.by, name).toEqual(['citizen'])
      // A no that was heard on the telephone is recorded; a yes that was heard is not yet one.
      if (action.to === 'unsolved') expect(['keep_unsolved', 'record_kept_no'], name).toContain(name)
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
  it('leaves the result to be read after three days of tries at the second contact; those of the first call are not among them', () => {
    const days = ['2026-09-09', '2026-09-10', '2026-09-11'].map(day => entry('record_attempt', `${day}T10:00:00Z`))
    const repaired = entry('report_repair', '2026-09-12T10:00:00Z')
    const tries = ['2026-09-13', '2026-09-14', '2026-09-15'].map(day => entry('record_attempt', `${day}T10:00:00Z`))
    const numbered = (trail: readonly TrailEntry[]) => trail.map((one, at) => ({ ...one, seq: at + 1 }))
    expect(ask('leave_answer', numbered([...days, repaired]))).toBe('attempts_missing')
    expect(ask('leave_answer', numbered([...days, repaired, ...tries.slice(1)]))).toBe('attempts_missing')
    expect(ask('leave_answer', numbered([...days, repaired, ...tries]))).toBeUndefined()
  })
  it('forgets the tries of an earlier round', () => {
    const days = ['2026-09-09T10:00:00Z', '2026-09-10T10:00:00Z', '2026-09-11T10:00:00Z'].map(at => entry('record_attempt', at))
    expect(ask('conclude_unreachable', days, { round: 2 })).toBe('attempts_missing')
  })
})

describe("the citizen's no", () => {
  it('is either a new round or kept for good, never both and never neither', () => {
    for (let round = 1; round <= 6; round++) {
      for (const last of [
        [],
        [entry('enter_last_organ', '2026-09-14T10:00:00Z', round)],
        [entry('enter_last_organ', '2026-09-14T10:00:00Z', round - 1)],
      ]) {
        expect(
          [ask('say_unsolved', last, { round }), ask('keep_unsolved', last, { round })].filter(no => no === undefined),
          `round ${round}`,
        ).toHaveLength(1)
      }
    }
    expect(ask('say_unsolved', [entry('enter_last_organ', '2026-09-14T10:00:00Z', 2)], { round: 2 })).toBe('last_organ_has_looked')
    expect(
      ask('say_unsolved', [], { round: settings.rounds }),
      'no number of rounds ends it while the last organ has not looked',
    ).toBeUndefined()
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
    ['9月3日那次应当一次讲全', ['date']],
    ['上周二来的那位要道歉', ['date']],
    ['退还多收的三百元', ['sum']],
    ['给王女士一个说法', ['person']],
    ['（2026）云01执123号要加快', ['number']],
    ['13700001111的事要回电', ['number']],
    ['收件清单一次讲全，贴在窗口', []],
    ['增设引导，排队叫号要看得见', []],
    ['办得快一点，一号窗口也收件，一年内做好', []],
    ['2026-09-03那次', ['date']],
    ['9/3来的', ['date']],
    ['09.03', ['date']],
    ['柜台加宽到1.5米，版本2.1.3的表也收', []],
  ])('%s', (text, hints) => {
    expect(hintsIn(text)).toEqual(hints)
  })
})

describe('what the leader types into an order', () => {
  const typed = (more: object): string | undefined =>
    ask('order_repair', [entry('record_call', '2026-09-10T10:00:00Z')], {
      input: { what_to_change: '收件清单一次讲全', responsible: '内勤', by: '2026-09-25', ...more },
    })
  it('is looked at field by field: a day beside the responsible post tells as much as one in the text', () => {
    expect(typed({})).toBeUndefined()
    expect(typed({ responsible: '9月3日值班的人' })).toBe('text_gives_hints')
    expect(typed({ responsible: '9月3日值班的人', checked_hints: true })).toBeUndefined()
    expect(typed({ responsible: '窗口负责人王师傅' }), 'who shall do it may be named').toBeUndefined()
    expect(typed({ by: '2026-09-13' })).toBe('day_passed')
  })
})

describe('the weekly list', () => {
  it('hands out no order that is due already, in whole weeks that say nothing of the day of the rating', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        (n, term, weekday, atOnce) => {
          const today = addDays('2026-01-01' as Day, n)
          const { releasedOn, by } = listedDays(addDays(today, term), today, weekday, atOnce)
          expect(by >= releasedOn).toBe(true)
          expect(by >= addDays(today, term)).toBe(true)
          // The day after it is a day of the list: a due day is always the end of a whole week.
          expect(listDayAfter(by, weekday)).toBe(addDays(by, 1))
        },
      ),
    )
  })
  it('reads the same for ratings of one week, on whatever day they came in and were called about', () => {
    // Monday 14 to Friday 18 September; each leader gives five working days, as the clock has it.
    const read = ['2026-09-14', '2026-09-15', '2026-09-16', '2026-09-17', '2026-09-18'].map((day, n) =>
      listedDays(addDays('2026-09-21' as Day, n), day as Day, 1, false),
    )
    expect(new Set(read.map(one => JSON.stringify(one)))).toEqual(new Set([JSON.stringify({ releasedOn: '2026-09-21', by: '2026-09-27' })]))
  })

  it('never goes out on the day of the order itself, and always within a week', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 5 }), (n, weekday) => {
        const today = addDays('2026-01-01' as Day, n)
        const released = listDayAfter(today, weekday)
        expect(released > today).toBe(true)
        expect((Date.parse(released) - Date.parse(today)) / 86_400_000).toBeLessThanOrEqual(7)
      }),
    )
  })
})

it('messages fit one SMS and name neither organ nor citizen', () => {
  const all = [
    leaderSms({}, '2026-09-17', '3F7KABCDE', '2026-09-16'),
    leaderSms({}, undefined, '3F7KABCDE', '2026-09-16'),
    leaderSms({}, '2026-09-17', '3F7KABCDE', '2026-09-18'),
    secondSms({}),
    listSms({}),
    ...['order_answered', 'remind', 'tell_superior', 'supervision_slip', 'propose_inquiry'].map(act => rungSms({}, act, '3F7KABCDE')),
  ]
  for (const text of all) expect([...text].length).toBeLessThanOrEqual(70)
  expect(all[0]).toBe('【回音】您有1件待回访，请于9月17日24:00前登录办理，尾号3F7K。')
  // A day that is past is not named as if it could still be kept.
  expect(all[2]).toBe('【回音】您有1件待回访已过期，请马上登录办理，尾号3F7K。')
})
