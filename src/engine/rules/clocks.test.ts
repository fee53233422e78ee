import { describe, expect, it } from 'vitest'
import { dayFrom, loadStatutoryCalendar, withYear } from '../../calendar/index.ts'
import type { WorkCalendar } from '../../calendar/index.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { with2027 } from '../../../test/engine/calendar.ts'
import { exampleSettings } from '../../../test/engine/flows.ts'
import { moveClocks, redateClock, reckon } from './clocks.ts'
import type { ClockChange } from './clocks.ts'
import { evolve } from './evolve.ts'
import type { ClockRun, MatterState } from './evolve.ts'
import type { ClockMoves } from './flow.ts'
import { nearAt, readLadder } from './ladder.ts'
import { ladderSchema, termsSchema } from './terms.ts'

const calendar = loadStatutoryCalendar()
const ladder = ladderSchema.parse(exampleSettings.ladder)
const settings = { ladder, terms: (clock: string) => termsSchema.parse(exampleSettings[clock as 'answer_within']) }
const shanghai = (text: string): Date => new Date(`${text}:00+08:00`)
const empty: MatterState = { stage: '', round: 1, length: 0, clocks: [], rungs: new Set(), seats: [] }

const after = (state: MatterState, moves: ClockMoves<string>, at: Date, on: WorkCalendar = calendar): MatterState => {
  const changes = moveClocks(on, settings, state, moves, at, state.round)
  if (isRefusal(changes)) throw new Error(changes.because)
  return evolve(state, {
    action: 'x',
    at: at.toISOString(),
    stage: 's',
    round: state.round,
    effect: { clocks: changes.map((change: ClockChange) => change.effect) },
  })
}
const run = (state: MatterState, at = -1): ClockRun => state.clocks.at(at) as ClockRun
const started = (at: string, clock = 'answer_within'): MatterState => after(empty, { start: [clock] }, shanghai(at))

describe('clocks', () => {
  it('start on the calendar of make-up days, and are overdue from the midnight that ends the due day', () => {
    // Wed 16 September 2026; Sunday the 20th is worked.
    expect(run(started('2026-09-16T09:30')).told).toEqual({ dueAt: '2026-09-22T16:00:00.000Z', dueOn: '2026-09-22' })
    expect(reckon(calendar, settings.terms('answer_within'), run(started('2026-09-16T09:30'))).because.join()).toContain('2026-09-20')
  })
  it('read the day that people were told before they started, and a later one where the terms give that', () => {
    const promised = (on: string): ClockRun => {
      const changes = moveClocks(calendar, settings, empty, { start: ['answer_within'] }, shanghai('2026-09-16T09:30'), 1, {
        answer_within: { on: dayFrom(on), because: ['清单上写的'] },
      })
      if (isRefusal(changes)) throw new Error(changes.because)
      return changes[0]!.run
    }
    expect(promised('2026-10-11').told).toEqual({ dueOn: '2026-10-11', dueAt: '2026-10-11T16:00:00.000Z' })
    expect(promised('2026-09-18').told.dueOn).toBe('2026-09-22')
    // A notice that comes later does not take it back.
    expect(redateClock(with2027(calendar), settings.terms('answer_within'), promised('2026-10-11')).effect).toBeUndefined()
  })
  it('lose nothing by a pause: the time not worked comes back', () => {
    const paused = after(started('2026-11-02T09:00'), { pause: ['answer_within'] }, shanghai('2026-11-04T10:00'))
    expect(run(paused)).toMatchObject({ state: 'paused', told: { dueOn: '2026-11-09' } })
    expect(run(after(paused, { resume: ['answer_within'] }, shanghai('2026-11-09T10:00')))).toMatchObject({
      state: 'running',
      told: { dueOn: '2026-11-12' },
    })
  })
  it('are extended once, only while they run and before they are due', () => {
    const once = after(started('2026-11-02T09:00'), { extend: ['answer_within'] }, shanghai('2026-11-05T09:00'))
    expect(run(once).told.dueOn).toBe('2026-11-12')
    const tryAgain = (state: MatterState, at: string) =>
      moveClocks(calendar, settings, state, { extend: ['answer_within'] }, shanghai(at), 1)
    expect(tryAgain(once, '2026-11-06T09:00')).toMatchObject({ because: 'extension_used_up' })
    expect(tryAgain(started('2026-11-02T09:00'), '2026-11-10T00:00')).toMatchObject({ because: 'already_overdue' })
    expect(
      tryAgain(after(started('2026-11-02T09:00'), { stop: ['answer_within'] }, shanghai('2026-11-03T09:00')), '2026-11-04T09:00'),
    ).toMatchObject({ because: 'clock_not_running' })
    expect(
      moveClocks(
        calendar,
        settings,
        started('2026-11-02T09:00', 'word_within'),
        { extend: ['word_within'] },
        shanghai('2026-11-03T09:00'),
        1,
      ),
    ).toMatchObject({ because: 'no_extension' })
  })
  it('keep the date that people know when they are started anew while running', () => {
    const extended = after(started('2026-11-02T09:00', 'reply_within'), { extend: ['reply_within'] }, shanghai('2026-11-03T09:00'))
    const anew = after(extended, { start: ['reply_within'] }, shanghai('2026-11-04T09:00'))
    expect(anew.clocks).toHaveLength(2)
    expect(run(anew).told.dueOn! >= run(extended).told.dueOn!).toBe(true)
    expect(run(anew, 0).state).toBe('stopped')
  })
  it('read 期限待定 in a year without a notice, and get their date once it is out', () => {
    const open = started('2026-12-14T09:00', 'reply_within')
    expect(run(open)).toMatchObject({ state: 'undetermined', told: { notBefore: '2026-12-31' } })
    const known = with2027(calendar)
    const dated = redateClock(known, settings.terms('reply_within'), run(open))
    expect(dated.run).toMatchObject({ state: 'running', told: { dueOn: '2027-01-05' } })
    expect(redateClock(known, settings.terms('reply_within'), dated.run).effect).toBeUndefined()
  })
  it('move later by a new notice, never earlier', () => {
    const told = run(started('2026-11-02T09:00'))
    const year = calendar.years.at(-1)!
    const more = withYear(calendar, { ...year, off: [...year.off, { name: '临时放假', from: '2026-11-05', to: '2026-11-06' }] })
    const fewer = withYear(calendar, { ...year, worked: [...year.worked, { name: '调休', days: ['2026-11-07', '2026-11-08'] }] })
    if (isRefusal(more) || isRefusal(fewer)) throw new Error('calendar')
    expect(redateClock(more, settings.terms('answer_within'), told).run.told.dueOn).toBe('2026-11-11')
    expect(redateClock(fewer, settings.terms('answer_within'), told).effect).toBeUndefined()
  })
})

describe('the ladder', () => {
  // Story 2: due Monday 28 September; the national holidays begin on 1 October.
  const late = (round = 1): ClockRun => ({
    ...run(started('2026-09-21T09:00')),
    round,
    told: { dueOn: '2026-09-28' as never, dueAt: '2026-09-28T16:00:00.000Z' },
  })
  const reached = (one: ClockRun, at: string, done: string[] = []) => readLadder(calendar, ladder, one, new Set(done), shanghai(at))

  it('climbs by working days, over the holidays: told on the 29th, slip on 8 October', () => {
    expect(reached(late(), '2026-09-23T23:59').reached).toEqual([])
    expect(reached(late(), '2026-09-28T23:59').reached.map(rung => rung.do)).toEqual(['remind'])
    expect(reached(late(), '2026-09-29T00:00').reached.map(rung => [rung.do, rung.tell])).toEqual([
      ['remind', 'handler'],
      ['tell_superior', 'superior'],
    ])
    expect(reached(late(), '2026-10-07T23:59').reached).toHaveLength(2)
    expect(reached(late(), '2026-10-08T00:00').reached.at(-1)).toMatchObject({ do: 'supervision_slip', at: shanghai('2026-10-08T00:00') })
  })
  it('repeats, says when the next rung comes, and never counts one twice', () => {
    const first = reached(late(), '2026-10-20T09:00', ['answer_within/1/0', 'answer_within/1/1', 'answer_within/1/2'])
    expect(first.reached.map(rung => rung.rung)).toEqual(['2+1'])
    expect(first.nextAt).toEqual(shanghai('2026-10-21T00:00'))
    expect(
      reached(late(), '2026-10-20T09:00', ['answer_within/1/0', 'answer_within/1/1', 'answer_within/1/2', 'answer_within/1/2+1']).reached,
    ).toEqual([])
  })
  it('begins one rung higher in the second round, but brings no proposal forward', () => {
    expect(reached(late(2), '2026-09-29T00:00').reached.map(rung => rung.do)).toEqual(['remind', 'supervision_slip'])
    expect(reached(late(9), '2026-10-08T00:00').reached.map(rung => rung.do)).toEqual(['remind', 'supervision_slip', 'supervision_slip'])
  })
  it('makes a missed night good after the answer, reminders excepted', () => {
    const stopped: ClockRun = { ...late(), state: 'stopped', stoppedAt: shanghai('2026-09-29T10:00').toISOString() }
    expect(reached(stopped, '2026-12-01T09:00')).toEqual({ reached: [expect.objectContaining({ do: 'tell_superior', afterStop: true })] })
  })
  it('stands still in a pause', () => {
    const paused: ClockRun = { ...late(), state: 'paused', pauses: [{ from: shanghai('2026-09-23T10:00').toISOString() }] }
    expect(reached(paused, '2026-12-01T09:00')).toEqual({ reached: [] })
  })
  it('says from when a clock is near: by its first reminder, else from its due day', () => {
    expect(nearAt(calendar, ladder, late())).toEqual(shanghai('2026-09-24T00:00'))
    expect(nearAt(calendar, [], late())).toEqual(shanghai('2026-09-28T00:00'))
  })
  it('refuses anything but a reminder before the due instant', () => {
    expect(ladderSchema.safeParse([{ clock: 'answer_within', when: 'near', do: 'supervision_slip', tell: 'superior' }]).success).toBe(false)
    expect(ladderSchema.safeParse([{ clock: 'answer_within', when: 'late', do: 'remind', tell: 'superior' }]).success).toBe(false)
  })
})
