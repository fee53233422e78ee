import fc from 'fast-check'
import { expect, it } from 'vitest'
import { loadStatutoryCalendar, replayDue } from '../../../calendar/index.ts'
import { moveClocks } from '../../../engine/rules/clocks.ts'
import { decide } from '../../../engine/rules/decide.ts'
import { evolve, replay } from '../../../engine/rules/evolve.ts'
import { isEnd } from '../../../engine/rules/flow.ts'
import type { Flow } from '../../../engine/rules/flow.ts'
import { isRefusal } from '../../../kit/refusal.ts'
import { shareFlow } from '../flows/share.ts'
import { stuckSettings } from '../settings.ts'
import { shareChecks } from './checks.ts'

/* What one co-handler does with its share, driven by random acts of every seat. */
const calendar = loadStatutoryCalendar()
const set = stuckSettings.parse({})
const settings = { ladder: [], terms: (clock: string) => set[clock as 'share_within'] }
const flow = shareFlow as unknown as Flow
const words = '写清楚的一段话，够长'
const inputs: Readonly<Record<string, unknown>> = {
  deliver_share: { said: words },
  object_share: { ground: words, why: words },
  uphold_share: { why: words },
  release_share: { why: words },
}
const seats = ['co_handler', 'superior', 'lead', 'office', 'system'] as const
const started = new Date('2026-10-12T01:00:00Z')
/** Mostly by whoever may, sometimes by anybody. */
const steps = fc.array(
  fc.tuple(
    fc.constantFrom(...Object.keys(inputs)),
    fc.constantFrom(...seats),
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 0, max: 12 }),
  ),
  { maxLength: 40 },
)

const lives = (subject: { flow?: Flow; checks?: typeof shareChecks }) =>
  fc.property(steps, list => {
    const { flow: played = flow, checks = shareChecks } = subject
    const empty = replay([])
    const opened = moveClocks(calendar, settings, empty, { start: played.opening.starts }, started, 1)
    if (isRefusal(opened)) throw new Error(opened.because)
    let now = started
    let state = evolve(empty, {
      action: 'open',
      at: now.toISOString(),
      stage: played.first,
      round: 1,
      effect: { clocks: opened.map(one => one.effect) },
    })
    const promised = state.clocks[0]!.told
    const trail = [{ action: 'open', at: now.toISOString(), round: 1 }]
    const objections: Date[] = []
    for (const [action, anybody, wild, hours] of list) {
      const seat = wild === 0 ? anybody : flow.actions[action]!.by[0]!
      now = new Date(now.getTime() + hours * 3_600_000)
      const done = decide(played, state, [seat], action, inputs[action])
      if (isRefusal(done)) continue
      if (checks[action]?.({ trail, round: 1, input: done.input, now, settings: set, viewer: {}, calendar } as never)) continue
      const changes = moveClocks(calendar, settings, state, done.moves, now, 1)
      if (isRefusal(changes)) continue
      const at = now.toISOString()
      state = evolve(state, { action, at, stage: done.stage, round: 1, effect: { clocks: changes.map(one => one.effect) } })
      trail.push({ action, at, round: 1 })
      if (action === 'object_share') objections.push(now)
      // An objection stops nothing: its own clock runs on, to the day that was told, until the share is delivered or let off.
      expect(state.clocks.map(run => [run.told, run.state])).toEqual([[promised, isEnd(played, state.stage) ? 'stopped' : 'running']])
      if (state.stage === 'share_delivered') expect(seat).toBe('co_handler')
      if (state.stage === 'share_released') expect([seat, objections.length]).toEqual(['office', 1])
    }
    expect(objections.length).toBeLessThanOrEqual(1)
    const limit = replayDue(calendar, { startedAt: started, terms: set.return_within })
    for (const when of objections) expect('dueAt' in limit && when < limit.dueAt).toBe(true)
  })

const failsOn = (subject: Parameters<typeof lives>[0]): boolean => fc.check(lives(subject), { numRuns: 5000, endOnFailure: true }).failed
const withAction = (name: string, change: object): Flow => ({
  ...flow,
  actions: { ...flow.actions, [name]: { ...flow.actions[name]!, ...change } },
})

it('a co-handler objects once and in time, its own clock runs on meanwhile, and it is let off by the office alone', () => {
  fc.assert(lives({}), { numRuns: 400 })
  const once = shareChecks['object_share']!
  // It forgets what was objected before; it asks as if no time had passed.
  expect(failsOn({ checks: { object_share: given => once({ ...given, trail: given.trail.slice(0, 1) }) } }), 'objecting twice').toBe(true)
  expect(failsOn({ checks: { object_share: given => once({ ...given, now: started }) } }), 'objecting weeks later').toBe(true)
  expect(failsOn({ flow: withAction('object_share', { clocks: { stop: ['share_within'] } }) }), 'an objection that stops the clock').toBe(
    true,
  )
  expect(failsOn({ flow: withAction('release_share', { by: ['co_handler'] }) }), 'letting oneself off').toBe(true)
})
