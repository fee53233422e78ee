import { describe, expect, test } from 'vitest'
import { faults, fieldName, readProblem, sentenceOf } from './problem.ts'

describe('a fault becomes one sentence, at its field where it has one', () => {
  test('the server’s own sentence wins, since it knows the values', () => {
    const problem = readProblem(409, { type: 'urn:huiyin:names_a_sum', title: '这段话提到了金额。', status: 409, field: 'what_to_change' })
    expect(problem).toMatchObject({ because: 'names_a_sum', field: 'what_to_change' })
    expect(sentenceOf(problem, faults.zh)).toBe('这段话提到了金额。')
  })

  test('without a sentence the word is looked up, then the status', () => {
    expect(sentenceOf(readProblem(409, { type: 'urn:huiyin:changed_meanwhile', status: 409 }), faults.zh)).toBe(faults.zh.changed_meanwhile)
    expect(sentenceOf(readProblem(403, { type: 'urn:huiyin:something_new', status: 403 }), faults.zh)).toBe(faults.zh.s403)
    expect(sentenceOf(readProblem(502, '<html>'), faults.zh)).toBe(faults.zh.unreadable)
  })

  test('a path in front of the field is dropped, whoever wrote it', () => {
    expect(['input.words', '/input/words', 'body/input/words', 'words', 'levels.attitude'].map(fieldName)).toEqual([
      'words',
      'words',
      'words',
      'words',
      'levels',
    ])
  })

  test('several faults are kept one by one; anything else in the list is passed over', () => {
    expect(
      readProblem(400, {
        type: 'urn:huiyin:input_invalid',
        status: 400,
        faults: [{ field: 'input.by', title: '日期不对' }, 7, { title: 'x' }],
      }).faults,
    ).toEqual([{ field: 'by', title: '日期不对' }])
  })

  test('every word has both languages', () => {
    expect(Object.keys(faults.en).sort()).toEqual(Object.keys(faults.zh).sort())
  })
})
