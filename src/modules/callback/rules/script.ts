import { refuse } from '../../../kit/refusal.ts'
import type { Refusal } from '../../../kit/refusal.ts'

/** What a line may leave open: the citizen's password, the caller's post and surname, the day by which it is put right. */
export const blanks = ['{暗号}', '{岗位}', '{姓}', '{日期}'] as const

/** What the caller says unless the centre keeps words of its own; the citizen decides whether the day is right. */
export const usualScript: readonly string[] = [
  '您好，暗号“{暗号}”，我是{岗位}，姓{姓}。现在说话方便吗？',
  '这次办事哪里没办好，您怎么说都行，被评的人不会从我这里知道是您。',
  '还有什么建议？',
  '我这样记，您听对不对？',
  '{日期}前改好再告诉您，行不行由您定。',
  '整改单跟着每周的清单发出，不写您是谁。您要急，也可以马上交办，不过承办人可能猜到是您。有人为难您，回执页上可以直接告诉纪检。',
]
const withoutDay = '什么时候改好，定了日子再告诉您，行不行由您定。'

export interface CallersFacts {
  readonly safeWord: string
  readonly post: string
  readonly surname: string
  /** Civil day. */
  readonly dueOn: string | undefined
}

/** The lines as this caller says them to this citizen. A line with a day that nobody knows yet says so instead. */
export const spoken = (lines: readonly string[], { safeWord, post, surname, dueOn }: CallersFacts): readonly string[] =>
  lines.map(line =>
    dueOn === undefined && line.includes('{日期}')
      ? withoutDay
      : line
          .replaceAll('{暗号}', safeWord)
          .replaceAll('{岗位}', post)
          .replaceAll('{姓}', surname)
          .replaceAll('{日期}', dueOn === undefined ? '' : `${Number(dueOn.slice(5, 7))}月${Number(dueOn.slice(8, 10))}日`),
  )

/** 求改评: a caller asks what went wrong, never for a better mark. */
const begging = /好评|改评|评价改|改成满意|打高分|五星|撤(回|销|掉)(评价|差评|投诉)|删(除|掉)?(评价|差评)/

/** A line that nobody can say in one breath is read out, not said. */
const longest = 150

/**
 * The citizen knows a caller by the password alone, so it stands in the first line beside who calls; and no line asks for
 * another mark.
 */
export const faultOfScript = (lines: readonly string[]): Refusal | null => {
  if (lines.length < 2 || lines.length > 12) return refuse('script_length', { field: 'lines' })
  for (const [n, line] of lines.entries()) {
    const values = { line: n + 1 }
    if ([...line].length < 2 || [...line].length > longest) return refuse('script_line', { field: 'lines', values })
    const unknown = /\{[^{}]*\}?|\}/.exec(blanks.reduce((text, blank) => text.replaceAll(blank, ''), line))
    if (unknown) return refuse('script_blank', { field: 'lines', values: { ...values, blank: unknown[0] } })
    if (begging.test(line)) return refuse('script_begs', { field: 'lines', values })
  }
  return lines[0]!.includes('{暗号}') && lines[0]!.includes('{岗位}') ? null : refuse('script_password', { field: 'lines' })
}

export const faultOfRuling = (text: string): Refusal | null =>
  [...text].length < 10 || [...text].length > 500
    ? refuse('script_ruling', { field: 'ruling' })
    : begging.test(text)
      ? refuse('script_begs', { field: 'ruling', values: { line: 1 } })
      : null
