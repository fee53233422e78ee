import { expect, it } from 'vitest'
import { answerFlow, orderFlow } from '../../../test/engine/flows.ts'
import { findIn } from './find.ts'

const flows = [answerFlow, orderFlow]

it('three signs may be of a number, with the hyphen and small letters that people type; two are too few, and O is no sign of ours', () => {
  expect(findIn(flows, '7k-9').number).toBe('7K9')
  expect(findIn(flows, '7K').number).toBeUndefined()
  expect(findIn(flows, 'O7K').number).toBeUndefined()
})

it('words are those that the list shows: of kinds and of stages, each with its kind', () => {
  expect(findIn(flows, '督办')).toEqual({ text: '督办', kinds: ['order'], stages: [] })
  expect(findIn(flows, '待答复').stages).toEqual(['answer awaiting_answer'])
})

it('ends that are told as one are found as one, whichever of them was meant: a search must not tell them apart', () => {
  const alike = { ...answerFlow, alike: { stages: ['silent', 'unsolved'], as: 'ended', title: '已办结' } } as const
  const both = ['answer silent', 'answer unsolved']
  for (const text of ['群众未回应', '未解决', '已办结'])
    expect(
      findIn([alike], text)
        .stages.filter(stage => both.includes(stage))
        .toSorted(),
      text,
    ).toEqual(both)
})
