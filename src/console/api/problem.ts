import { defineWords } from '../kit/language.ts'

/** RFC 9457 as our server sends it, read into what the screen needs. */
export interface Problem {
  readonly status: number
  /** The stable word of `urn:huiyin:<because>`; 'offline' and 'unreadable' are the client's own. */
  readonly because: string
  /** The server's sentence in the caller's language. */
  readonly title?: string
  /** Name of the input, without any path in front of it. */
  readonly field?: string
  /** Several faults at once, from imports and forms. */
  readonly faults: readonly FieldFault[]
}

export interface FieldFault {
  readonly field: string
  readonly title: string
}

export const faults = defineWords<Record<string, string>>({
  zh: {
    offline: '连不上服务器。您填的还在，请稍后再试。',
    unreadable: '服务器的回答读不懂，请稍后再试。',
    changed_meanwhile: '这件事刚刚有了新的变化，请看过再提交。',
    not_allowed: '您的岗位不能办这一步。',
    not_found: '没有这件事，或者您看不到它。',
    wrong_login: '账号或密码不对。',
    wrong_stage: '这件事现在不在这一步。',
    too_many_requests: '点得太快了，请等一会儿。',
    s400: '填的内容有不对的地方，请看标红处。',
    s401: '请先登录。',
    s403: '您的岗位不能看或办这件事。',
    s404: '没有这件事，或者您看不到它。',
    s409: '情况已有变化，请刷新后再看。',
    s413: '文件太大了。',
    s422: '填的内容有不对的地方，请看标红处。',
    s429: '点得太快了，请等一会儿。',
    s500: '服务器出了问题，没有办成。请稍后再试。',
    s503: '系统正忙，请稍后再试。',
  },
  en: {
    offline: 'The server cannot be reached. What you typed is kept; try again shortly.',
    unreadable: 'The server’s answer could not be read. Try again shortly.',
    changed_meanwhile: 'The matter has just changed. Look again before sending.',
    not_allowed: 'Your post may not do this.',
    not_found: 'There is no such matter, or you may not see it.',
    wrong_login: 'Account or password is wrong.',
    wrong_stage: 'The matter is not at this stage now.',
    too_many_requests: 'Too fast; please wait a moment.',
    s400: 'Something filled in is not right; see the marked fields.',
    s401: 'Please sign in.',
    s403: 'Your post may not see or do this.',
    s404: 'There is no such matter, or you may not see it.',
    s409: 'Things have changed; refresh and look again.',
    s413: 'The file is too large.',
    s422: 'Something filled in is not right; see the marked fields.',
    s429: 'Too fast; please wait a moment.',
    s500: 'The server failed and nothing was done. Try again shortly.',
    s503: 'The system is busy. Try again shortly.',
  },
})

const prefix = 'urn:huiyin:'
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** 'input.words', '/input/words' and 'body/input/words' all mean the field `words`. */
export function fieldName(path: string): string {
  const steps = path.split(/[./]/).filter(step => step !== '' && step !== 'body' && step !== 'input')
  return steps[0] ?? path
}

export function readProblem(status: number, body: unknown): Problem {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const type = text(given.type)
  const field = text(given.field)
  const listed = Array.isArray(given.faults) ? given.faults : Array.isArray(given.errors) ? given.errors : []
  const several = listed.flatMap((one: unknown): FieldFault[] => {
    const fault = (typeof one === 'object' && one !== null ? one : {}) as Record<string, unknown>
    const name = text(fault.field)
    return name === undefined ? [] : [{ field: fieldName(name), title: text(fault.title) ?? '' }]
  })
  return {
    status,
    because: type?.startsWith(prefix)
      ? type.slice(prefix.length)
      : type === undefined && given.status === undefined
        ? 'unreadable'
        : `s${status}`,
    title: text(given.title),
    field: field === undefined ? undefined : fieldName(field),
    faults: several,
  }
}

/** One sentence for the person; the server's own wins, as it knows the values. */
export function sentenceOf(problem: Problem, words: Record<string, string>): string {
  if (problem.title !== undefined) return problem.title
  return words[problem.because] ?? words[`s${problem.status}`] ?? (problem.status >= 500 ? words.s500 : words.s400) ?? problem.because
}

/** Thrown by the client, so that queries and forms meet one kind of error. */
export class Fault extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.because)
    this.problem = problem
  }
}
