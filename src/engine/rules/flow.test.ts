import { describe, expect, it } from 'vitest'
import { answerFlow, orderFlow } from '../../../test/engine/flows.ts'
import { checkFlow, keysAtMost } from './checkFlow.ts'
import { turnsOf } from './flow.ts'
import type { Flow } from './flow.ts'

const flow = answerFlow as unknown as Flow
const without = (...names: string[]): Flow['actions'] =>
  Object.fromEntries(Object.entries(flow.actions).filter(([name]) => !names.includes(name)))
const changed = (name: string, change: object): Flow => ({
  ...flow,
  actions: { ...flow.actions, [name]: { ...flow.actions[name], ...change } as Flow['actions'][string] },
})

describe('a flow checks itself', () => {
  it('finds nothing wrong with the two examples', () => {
    expect(checkFlow(flow)).toEqual([])
    expect(checkFlow(orderFlow as unknown as Flow)).toEqual([])
  })
  it('names a stage that is never reached', () => {
    expect(checkFlow({ ...flow, actions: without('keep_unsolved') })).toEqual(['stage unsolved is never reached'])
  })
  it('names a trap, where a matter would lie for ever', () => {
    const faults = checkFlow({
      ...flow,
      stages: { ...flow.stages, lost: '不见了' },
      actions: {
        ...flow.actions,
        lose: { title: '搁下', from: ['awaiting_answer'], to: 'lost', by: ['handler'], clocks: { stop: ['answer_within'] } },
      },
    })
    expect(faults).toContain('stage lost is a trap: no end can be reached from it')
  })
  it('lets no end be left except by reopening, and no official rewrite how a matter ended', () => {
    expect(checkFlow(changed('answer', { from: ['awaiting_answer', 'solved'] }))).toContain(
      'answer: leads out of the end solved without reopening',
    )
    expect(checkFlow(changed('say_solved', { by: ['handler'] }))).toContain(
      "say_solved: only the citizen's own word may change the end silent",
    )
  })
  it('refuses a reopening that starts no clock: a no without a date is no new round', () => {
    expect(checkFlow(changed('say_no', { clocks: { stop: ['word_within'] } }))).toContain('say_no: reopens without a new clock')
  })
  it('names a clock that runs on after the end', () => {
    expect(checkFlow(changed('say_solved', { clocks: {} }))).toContain(
      'clock word_within runs on at the end solved, where nothing stops it',
    )
  })
  it("names misspelt stages, clocks and seats, the engine's own names, and actions with too many keys", () => {
    expect(checkFlow(changed('answer', { to: 'awaiting_wrod', by: ['hanlder'], clocks: { stop: ['answer_wihtin'] } }))).toEqual([
      'answer: to the unknown stage awaiting_wrod',
      'answer: by the unknown seat hanlder',
      'answer: the unknown clock answer_wihtin',
    ])
    expect(checkFlow({ ...flow, actions: { ...flow.actions, ladder: flow.actions['note'] as Flow['actions'][string] } })).toEqual([
      'ladder: the name belongs to the engine',
    ])
    expect(checkFlow(changed('note', Object.fromEntries(Array.from({ length: keysAtMost }, (_, n) => [`key${n}`, 1]))))).toEqual([
      `note: more than ${keysAtMost} keys`,
    ])
  })
  it('knows whose turn it is: the first seat of what leads on, never a mere right', () => {
    expect(turnsOf(flow)).toEqual([
      { stage: 'awaiting_answer', seat: 'handler' },
      { stage: 'awaiting_word', seat: 'citizen' },
      { stage: 'awaiting_word', seat: 'system' },
    ])
  })
})
