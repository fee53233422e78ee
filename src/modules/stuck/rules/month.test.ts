import { describe, expect, it } from 'vitest'
import { loadStatutoryCalendar } from '../../../calendar/index.ts'
import type { ClockView, TrailEntry } from '../../../engine/contract.ts'
import { draftedOn, factsOf, monthAt, monthOf, sameArticle } from './month.ts'

const calendar = loadStatutoryCalendar()
const october = monthOf('2026-10')
const at = (day: string): string => new Date(`2026-${day}T10:00:00+08:00`).toISOString()
type Step = readonly [day: string, action: string, stage: string, input?: object]
const trail = (...steps: readonly Step[]): readonly TrailEntry[] =>
  steps.map(([day, action, stage, input], n) => ({ seq: n + 1, action, title: '', by: '', at: at(day), stage, round: 1, input }))
const clock = (dueOn: string, stoppedOn?: string): ClockView => ({
  clock: 'general_within',
  title: '',
  round: 1,
  state: stoppedOn === undefined ? 'running' : 'stopped',
  dueAt: at(dueOn),
  because: [],
  startedAt: at('09-01'),
  mark: 'in_time',
  ...(stoppedOn === undefined ? {} : { stoppedAt: at(stoppedOn) }),
})
const counted = (steps: readonly TrailEntry[], clocks: readonly ClockView[] = []): readonly string[] | undefined => {
  const facts = factsOf(steps, clocks, october)
  return facts && [...facts.counts].sort()
}

describe('the day on which a month is drafted', () => {
  it('is the first working day after it: the 8th after National Day, the 2nd where the 1st is a Sunday', () => {
    expect([draftedOn(calendar, '2026-09'), draftedOn(calendar, '2026-10')]).toEqual(['2026-10-08', '2026-11-02'])
  })
  it('is not determined where no notice speaks about the days that decide it: it is never guessed', () => {
    expect(draftedOn(calendar, '2026-12')).toBeUndefined()
  })
  it('counts months across a year', () => {
    expect([monthAt('2026-01', -1), monthAt('2026-12', 1), monthAt('2026-10', -2)]).toEqual(['2025-12', '2027-01', '2026-08'])
  })
})

describe('what a matter counts for in a month', () => {
  it('is nothing where it was closed before and stayed so, or came later', () => {
    expect(
      counted(trail(['09-20', 'open', 'received'], ['09-25', 'confirm_solved', 'solved'], ['10-12', 'note_improvement', 'solved'])),
    ).toBeUndefined()
    expect(counted(trail(['11-01', 'open', 'received']))).toBeUndefined()
  })
  it('is open, where nobody had closed it when the month ended, whatever became of it later', () => {
    expect(counted(trail(['10-30', 'open', 'received'], ['11-02', 'confirm_solved', 'solved']))).toEqual(['open', 'opened'])
  })
  it('is closed where it ended within, and open where the citizen’s no opened it again', () => {
    const done = [
      ['09-20', 'open', 'received'],
      ['10-09', 'answer', 'awaiting_word'],
      ['10-10', 'confirm_solved', 'solved'],
    ] as const
    expect(counted(trail(...done))).toEqual(['closed'])
    expect(counted(trail(...done, ['10-20', 'say_unsolved', 'awaiting_lead']))).toEqual(['open'])
  })
  it('is late where it overran a term by the month’s end, and only until whoever was late was done with it', () => {
    const steps = trail(['09-20', 'open', 'received'])
    expect(counted(steps, [clock('10-15')])).toEqual(['late', 'open'])
    expect(counted(steps, [clock('11-02')])).toEqual(['open'])
    expect(counted(steps, [clock('09-25', '09-28')])).toEqual(['open'])
    expect(counted(steps, [clock('09-25', '10-12')])).toEqual(['late', 'open'])
    expect(counted(steps, [clock('10-15', '10-14')])).toEqual(['open'])
  })
  it('names extensions that were granted and what was found not doable within the month', () => {
    expect(counted(trail(['09-20', 'open', 'received'], ['10-13', 'grant_extension', 'handling']))).toEqual(['extended', 'open'])
    expect(counted(trail(['10-12', 'open', 'received'], ['10-13', 'guide_elsewhere', 'awaiting_word_on_guidance']))).toEqual([
      'not_doable',
      'open',
      'opened',
    ])
  })
})

describe('why it got stuck', () => {
  const causeOf = (...steps: readonly Step[]) => factsOf(trail(['10-12', 'open', 'received'], ...steps), [], october)?.cause
  it('is the root that the answer names; a muddled guide and a person’s conduct are roots by their treatment', () => {
    expect(causeOf(['10-14', 'answer', 'awaiting_word', { root: 'several_units' }])).toEqual({ root: 'several_units' })
    expect(causeOf(['10-14', 'report_guide', 'awaiting_word_on_guide', {}])).toEqual({ root: 'guide' })
    expect(causeOf(['10-14', 'report_conduct', 'awaiting_word_on_conduct', {}])).toEqual({ root: 'staff' })
  })
  it('is the rule that a negative answer cites, once a second person agreed, and not before', () => {
    const report = ['10-13', 'explain', 'awaiting_second_reader', { article: '《办法》第六条' }] as const
    expect(causeOf(report)).toBeUndefined()
    expect(causeOf(report, ['10-14', 'approve_negative', 'awaiting_word_on_explanation'])).toEqual({ article: '《办法》第六条' })
  })
  it('counts in the month of the answer alone, so that no cause recurs by waiting', () => {
    const steps = trail(['10-12', 'open', 'received'], ['10-14', 'answer', 'awaiting_word', { root: 'guide' }])
    expect(factsOf(steps, [], monthOf('2026-11'))).toEqual({ counts: new Set(['open']) })
  })
  it('is the same article however it is spelt', () => {
    expect(sameArticle('《城市房屋租赁管理办法》 第六条。')).toBe(sameArticle('城市房屋租赁管理办法第六条'))
    expect(sameArticle('办法第六条')).not.toBe(sameArticle('办法第七条'))
  })
})
