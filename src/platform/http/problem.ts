import type { FastifyReply, FastifyRequest } from 'fastify'
import { randomInt } from 'node:crypto'
import type { Refusal } from '../../kit/refusal.ts'
import type { Config } from '../config.ts'
import { isUnavailable, DatabaseUnavailable } from '../database/faults.ts'
import type { Log } from '../log.ts'
import type { HeaderClass } from './contract.ts'
import { problemPage } from './problemPage.ts'
import { httpProblems } from './problems.ts'
import type { ProblemList, ProblemWords } from './problems.ts'

declare module 'fastify' {
  interface FastifyInstance {
    problems: Map<string, ProblemWords>
  }
}

/** Thrown where a handler cannot go on; becomes RFC 9457 problem JSON at the edge, and a plain page where a page was asked for. */
export class HttpProblem extends Error {
  readonly because: string
  readonly more: {
    readonly field?: string
    readonly values?: Readonly<Record<string, string | number>>
    readonly retryAfter?: number
    readonly status?: number
  }
  constructor(because: string, more: HttpProblem['more'] = {}) {
    super(because)
    this.because = because
    this.more = more
  }
}

const wantsPage = (request: FastifyRequest): boolean =>
  !request.url.startsWith('/api') && (request.headers.accept ?? '').includes('text/html')

/** What the page's own link to the other language asks for. */
const langIn = (given: unknown): 'zh' | 'en' | undefined => {
  const lang = (given as { lang?: unknown } | null | undefined)?.lang
  return lang === 'zh' || lang === 'en' ? lang : undefined
}

/** zh unless the caller prefers English: the language of the office is the default. */
export const languageOf = (request: FastifyRequest): 'zh' | 'en' => {
  const chosen = wantsPage(request) ? (langIn(request.body) ?? langIn(request.query)) : undefined
  if (chosen) return chosen
  const weights = { zh: 0, en: 0 }
  for (const part of (request.headers['accept-language'] ?? '').toLowerCase().split(',').slice(0, 16)) {
    const [tag = '', ...parameters] = part.trim().split(';')
    const language = tag.slice(0, 2)
    const weight = Number(
      parameters
        .find(p => p.trim().startsWith('q='))
        ?.trim()
        .slice(2) ?? 1,
    )
    if (language === 'zh' || language === 'en') weights[language] = Math.max(weights[language], Number.isFinite(weight) ? weight : 0)
  }
  return weights.en > weights.zh ? 'en' : 'zh'
}

/** The same word may be listed by several rooms, but only with the same sentence. */
export const addProblems = (problems: Map<string, ProblemWords>, list: ProblemList): void => {
  for (const [because, words] of Object.entries(list)) {
    const known = problems.get(because)
    if (known && (known.zh !== words.zh || known.en !== words.en || known.status !== words.status))
      throw new Error(`two sentences for the problem ${because}`)
    problems.set(because, words)
  }
}

const fill = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)

/** Whoever mistyped an address meets a page like every other, with its way on; what a program asked for stays bare. */
export const headersOf = (request: FastifyRequest): HeaderClass =>
  request.is404 && wantsPage(request) ? 'page' : (request.routeOptions.config?.headers ?? 'api')

interface Problem {
  readonly status: number
  readonly type: string
  readonly title: string
  readonly field?: string
  readonly number?: string
  readonly values?: Readonly<Record<string, string | number>>
}

export const sendProblem = (reply: FastifyReply, problem: Problem, retryAfter?: number): FastifyReply => {
  reply.code(problem.status)
  if (wantsPage(reply.request)) {
    const language = languageOf(reply.request)
    // A route without the citizens' headers may have no style: there the sentence stands alone.
    if (headersOf(reply.request) === 'page') {
      const { status, title } = problem
      return reply
        .type('text/html; charset=utf-8')
        .serializer(String)
        .send(
          problemPage(reply.request, language, {
            status,
            title,
            because: problem.type.slice('urn:huiyin:'.length),
            ...(retryAfter === undefined ? {} : { retryAfter }),
          }),
        )
    }
    return reply
      .type('text/html; charset=utf-8')
      .serializer(String)
      .send(
        `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${problem.status}</title><main><h1>${escapeHtml(problem.title)}</h1></main></html>`,
      )
  }
  return reply.type('application/problem+json; charset=utf-8').serializer(String).send(JSON.stringify(problem))
}

/** Answers with the sentence of a problem word, in the caller's language. An unlisted word is still answered, as 409. */
export const sendBecause = (reply: FastifyReply, because: string, more: HttpProblem['more'] = {}): FastifyReply => {
  const words = reply.server.problems.get(because) ?? { zh: `现在不能这样做（${because}）。`, en: `This is not possible now (${because}).` }
  if (more.retryAfter !== undefined) reply.header('retry-after', Math.max(1, Math.ceil(more.retryAfter)))
  const number = more.values?.['number']
  return sendProblem(
    reply,
    {
      type: `urn:huiyin:${because}`,
      title: fill(words[languageOf(reply.request)], { ...more.values, ...(more.field === undefined ? {} : { field: more.field }) }),
      status: more.status ?? words.status ?? 409,
      ...(more.field === undefined ? {} : { field: more.field }),
      ...(more.values === undefined || because === 'bug' ? {} : { values: more.values }),
      ...(because === 'bug' ? { number: String(number) } : {}),
    },
    more.retryAfter,
  )
}

/** A rule's "no" as the answer of a route. */
export const sendRefusal = (reply: FastifyReply, refusal: Refusal): FastifyReply =>
  sendBecause(reply, refusal.because, { field: refusal.field, values: refusal.values })

interface Thrown {
  readonly name?: string
  readonly code?: string
  readonly statusCode?: number
  readonly message?: string
  readonly stack?: string
  readonly validation?: readonly { readonly instancePath?: string; readonly params?: { readonly keys?: readonly string[] } }[]
  readonly validationContext?: string
}

const byCode: Readonly<Record<string, keyof typeof httpProblems>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_REQ_FILE_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media_type_not_accepted',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'body_not_json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'body_not_json',
}

/** 'levels.attitude'; for an unknown key that key. Only names travel, never what was typed. */
const fieldOf = (error: Thrown): string => {
  const first = error.validation?.[0]
  const path = (first?.instancePath ?? '').split('/').filter(Boolean)
  const [unknownKey] = first?.params?.keys ?? []
  return [...path, ...(unknownKey ? [unknownKey] : [])].join('.') || error.validationContext || 'body'
}

/**
 * What may be said of a bug in a log: kind, code and places in our code. Messages stay out, since the database quotes
 * what people typed; the demo's data are invented, so there they help.
 */
const traceOf = (error: Thrown, demo: boolean): string => {
  // A message of several lines may look like places.
  const places = (error.stack ?? '')
    .replace(error.message ?? '', '')
    .split('\n')
    .filter(line => line.trimStart().startsWith('at '))
    .slice(0, 4)
    .map(line => line.trim().replace(/\(?(file:\/\/)?\/[^\s]*\/(src|node_modules|test)\//, '($2/'))
  return [error.name ?? 'Error', error.code ?? '', demo ? (error.message ?? '') : '', ...places].filter(Boolean).join(' | ')
}

const bugLetters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const bugNumber = (): string => Array.from({ length: 8 }, () => bugLetters[randomInt(bugLetters.length)]).join('')

export const problemHandler =
  (config: Pick<Config, 'demo'>, log: Log) =>
  (thrown: unknown, _request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    if (thrown instanceof HttpProblem) return sendBecause(reply, thrown.because, thrown.more)
    const error: Thrown = typeof thrown === 'object' && thrown !== null ? thrown : { name: 'Thrown' }
    if (error.validation) return sendBecause(reply, 'input_invalid', { field: fieldOf(error) })
    const known = byCode[error.code ?? '']
    if (known) return sendBecause(reply, known)
    // Worth another try, and no bug of ours.
    if (thrown instanceof DatabaseUnavailable || isUnavailable(thrown)) {
      log.warn({ event: 'database_away', error: error.code ?? error.name })
      return sendBecause(reply, 'too_busy', { retryAfter: 2 })
    }
    if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
      return sendBecause(reply, error.statusCode === 404 ? 'not_found' : 'bad_request', { status: error.statusCode })
    const number = bugNumber()
    log.error({ event: 'bug', number, error: traceOf(error, config.demo) })
    return sendBecause(reply, 'bug', { values: { number } })
  }
