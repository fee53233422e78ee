/** What can go wrong, for a person to read. Rooms add their own list from their `errors.ts`. */
export interface ProblemWords {
  /** HTTP status; 409 when absent: the request is well-formed, the state of things says no. */
  readonly status?: number
  /** Sentences; `{name}` is filled from the refusal's values. */
  readonly zh: string
  readonly en: string
}

export type ProblemList = Readonly<Record<string, ProblemWords>>

/** The problems of the HTTP floor itself. */
export const httpProblems = {
  not_found: { status: 404, zh: '没有这一页，或者您无权查看。', en: 'There is nothing here, or nothing that you may see.' },
  sign_in_first: { status: 401, zh: '请先登录。', en: 'Please sign in first.' },
  key_needed: { status: 401, zh: '需要有效的接口密钥。', en: 'A valid API key is needed.' },
  not_permitted: { status: 403, zh: '您现在的岗位不能做这件事。', en: 'The posts you hold today do not permit this.' },
  step_up_needed: { status: 403, zh: '这一步要先再验证一次身份。', en: 'Prove once more that it is you, then go on.' },
  cross_site: { status: 403, zh: '这个请求不是从本系统的页面发出的。', en: 'This request did not come from a page of this system.' },
  input_invalid: { status: 400, zh: '「{field}」填写有误。', en: '"{field}" is not filled in correctly.' },
  body_not_json: { status: 400, zh: '提交的内容不是完整的 JSON。', en: 'The body is not well-formed JSON.' },
  body_too_large: { status: 413, zh: '提交的内容太大。', en: 'The body is too large.' },
  media_type_not_accepted: { status: 415, zh: '这个地址不接受这种格式的内容。', en: 'This address does not accept content of this type.' },
  bad_request: { status: 400, zh: '请求有误。', en: 'The request is not valid.' },
  too_many_requests: { status: 429, zh: '请求太频繁，请稍后再试。', en: 'Too many requests. Please try again a little later.' },
  too_busy: {
    status: 503,
    zh: '系统正忙，请稍后再试；您填写的内容还在。',
    en: 'The system is busy. Please try again shortly; what you filled in is still there.',
  },
  bug: { status: 500, zh: '系统出错了，已记录，编号 {number}。', en: 'Something broke on our side. It is recorded under number {number}.' },
} as const satisfies ProblemList
