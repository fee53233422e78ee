import { describe, expect, it } from 'vitest'
import { answerFlow } from '../../../test/engine/flows.ts'
import { decide } from './decide.ts'
import type { Flow } from './flow.ts'

const flow = answerFlow as unknown as Flow
const at = (stage: string, round = 1) => ({ stage, round })

describe('deciding', () => {
  it('says where an act leads, which clocks move and what is announced', () => {
    expect(decide(flow, at('awaiting_answer'), ['handler'], 'answer', { answer: '已改' })).toMatchObject({
      stage: 'awaiting_word',
      round: 1,
      seat: 'handler',
      input: { answer: '已改' },
      reopened: false,
      announces: 'answer.answered',
    })
  })
  it('asks for the seat before anything else, so that outsiders learn neither stage nor form', () => {
    expect(decide(flow, at('solved'), ['supervisor'], 'answer', 7)).toEqual({ refused: true, because: 'not_your_seat' })
    expect(decide(flow, at('awaiting_answer'), [], 'answer', { answer: '好的' })).toMatchObject({ because: 'not_your_seat' })
  })
  it('refuses what does not start from this stage, and says which stage it is', () => {
    expect(decide(flow, at('awaiting_word'), ['handler'], 'answer', { answer: '好的' })).toMatchObject({
      because: 'wrong_stage',
      values: { stage: '等群众的话' },
    })
  })
  it('names the field that is wrong and never what was typed', () => {
    expect(decide(flow, at('awaiting_answer'), ['handler'], 'answer', { answer: 'x' })).toEqual({
      refused: true,
      because: 'input_incomplete',
      field: 'answer',
    })
    expect(decide(flow, at('awaiting_answer'), ['handler'], 'answer', { answer: '好的', secret: 1 })).toMatchObject({
      because: 'input_incomplete',
      field: 'secret',
    })
  })
  it('does not take inherited properties for actions', () => {
    expect(decide(flow, at('awaiting_answer'), ['handler'], 'constructor', {})).toMatchObject({ because: 'no_such_action' })
    expect(decide(flow, at('awaiting_answer'), ['system'], 'open', {})).toMatchObject({ because: 'no_such_action' })
  })
  it("opens a new round on the citizen's no, from silence as well", () => {
    expect(decide(flow, at('silent', 2), ['citizen'], 'say_no', undefined)).toMatchObject({
      stage: 'awaiting_answer',
      round: 3,
      reopened: true,
    })
  })
  it('says how it ended', () => {
    expect(decide(flow, at('awaiting_word'), ['citizen'], 'say_solved', {})).toMatchObject({ stage: 'solved', ending: 'solved' })
  })
})
