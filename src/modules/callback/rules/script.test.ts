import { expect, it } from 'vitest'
import { isRefusal } from '../../../kit/refusal.ts'
import { blanks, faultOfRuling, faultOfScript, spoken, usualScript } from './script.ts'

const facts = { safeWord: '荷塘', post: '执行局局长', surname: '韩', dueOn: '2026-09-22' }
const [first = '', ...others] = usualScript
const because = (lines: readonly string[]): string | null => {
  const fault = faultOfScript(lines)
  return isRefusal(fault) ? fault.because : null
}

it('the usual script is one that a centre could keep, and every blank of it is filled', () => {
  expect(because(usualScript)).toBeNull()
  expect(blanks.every(blank => usualScript.some(line => line.includes(blank)))).toBe(true)
  expect(spoken(usualScript, facts).slice(0, 1)).toEqual(['您好，暗号“荷塘”，我是执行局局长，姓韩。现在说话方便吗？'])
  expect(spoken(usualScript, facts).join('')).toContain('9月22日前改好再告诉您')
  expect(spoken(usualScript, facts).join('')).not.toMatch(/[{}]/)
})

it('a day that nobody knows yet is not said: the citizen is told that it will be', () => {
  expect(spoken(usualScript, { ...facts, dueOn: undefined }).join('')).toContain('定了日子再告诉您')
})

it.each([
  [
    'a first line without the password, since the citizen knows a caller by nothing else',
    ['您好，我是{岗位}。', ...others],
    'script_password',
  ],
  ['a first line that does not say who calls', ['您好，暗号“{暗号}”。', ...others], 'script_password'],
  ['a plea for a better mark', [first, '您给个好评吧？'], 'script_begs'],
  ['a plea to take the rating back', [first, '麻烦您撤回评价。'], 'script_begs'],
  ['a blank that the system cannot fill, which the caller would read out', [first, '您的电话是{电话}吗？'], 'script_blank'],
  ['an open brace', [first, '好的{'], 'script_blank'],
  ['one line alone', [first], 'script_length'],
  ['a line that is read out, not said', [first, '说'.repeat(151)], 'script_line'],
])('no centre keeps %s', (_what, lines, reason) => {
  expect(because(lines)).toBe(reason)
})

it('what is said of a ruling is long enough to name a route and asks for no mark either', () => {
  expect([faultOfRuling('去上诉'), faultOfRuling('不服的可以上诉，请把差评改成满意。')].map(isRefusal)).toEqual([true, true])
  expect(faultOfRuling('对裁判不服的，按文书上写明的途径办。')).toBeNull()
})
