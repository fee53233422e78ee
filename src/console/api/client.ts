import { languageNow } from '../kit/language.ts'
import { Fault, readProblem } from './problem.ts'

/**
 * Everything the console asks of the server goes through here. A 401 in the middle of work asks for the password over
 * the page and then repeats the request, so nothing typed is lost.
 */

/** Resolves true once the same person has signed in again. Set by the shell; without it a 401 is an ordinary fault. */
type AskToSignIn = () => Promise<boolean>
let askToSignIn: AskToSignIn | undefined
export const whenSignedOut = (asker: AskToSignIn | undefined): void => {
  askToSignIn = asker
}

/** Resolves true once the person has proven himself again: then the same request is sent once more, and what was begun goes on. */
let askToStepUp: AskToSignIn | undefined
export const whenStepUpNeeded = (asker: AskToSignIn | undefined): void => {
  askToStepUp = asker
}
let steppingUp: Promise<boolean> | undefined
const needsStepUp = async (answer: Response): Promise<boolean> =>
  answer.status === 403 &&
  (
    (await answer
      .clone()
      .json()
      .catch(() => undefined)) as { type?: unknown } | undefined
  )?.type === 'urn:huiyin:step_up_needed'

let asking: Promise<boolean> | undefined
const signedInAgain = (asker: AskToSignIn): Promise<boolean> =>
  (asking ??= asker().finally(() => {
    asking = undefined
  }))

let serverAhead = 0
/** Office machines have wrong clocks; the answers' Date header corrects them. In milliseconds. */
export const serverOffset = (): number => serverAhead

/** As the server knows it: a call that nobody at the screen asked for, which does not keep the session alive. */
export const unattendedHeader = 'x-huiyin-unattended'
const touchCountsFor = 60_000
let touchedAt = Date.now()
if (typeof window !== 'undefined') {
  for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchmove'])
    window.addEventListener(
      kind,
      () => {
        touchedAt = Date.now()
      },
      { capture: true, passive: true },
    )
}
/** Screens ask again by themselves; an abandoned one must still be signed out after its quarter of an hour. */
const isAttended = (asked: Asked): boolean => asked.method !== 'GET' || Date.now() - touchedAt < touchCountsFor

interface Asked {
  readonly method: string
  readonly body?: BodyInit
  readonly headers?: Record<string, string>
  readonly quiet?: boolean
  readonly signal?: AbortSignal
}

async function once(path: string, asked: Asked): Promise<Response> {
  try {
    const sentAt = Date.now()
    const answer = await fetch(path, {
      method: asked.method,
      body: asked.body,
      credentials: 'same-origin',
      ...(asked.signal ? { signal: asked.signal } : {}),
      headers: {
        accept: 'application/json',
        'accept-language': languageNow() === 'zh' ? 'zh-CN' : 'en',
        ...(isAttended(asked) ? {} : { [unattendedHeader]: '1' }),
        ...asked.headers,
      },
    })
    const stamped = Date.parse(answer.headers.get('date') ?? '')
    if (!Number.isNaN(stamped) && Math.abs(stamped - sentAt) > 60_000) serverAhead = stamped - sentAt
    else if (!Number.isNaN(stamped)) serverAhead = 0
    return answer
  } catch {
    throw new Fault({ status: 0, because: 'offline', faults: [] })
  }
}

async function signedIn(path: string, asked: Asked): Promise<Response> {
  const first = await once(path, asked)
  const answer = first.status === 401 && !asked.quiet && askToSignIn && (await signedInAgain(askToSignIn)) ? await once(path, asked) : first
  return askToStepUp &&
    (await needsStepUp(answer)) &&
    (await (steppingUp ??= askToStepUp().finally(() => {
      steppingUp = undefined
    })))
    ? once(path, asked)
    : answer
}

async function ask<T>(path: string, asked: Asked): Promise<T> {
  return read<T>(await signedIn(path, asked))
}

async function read<T>(answer: Response): Promise<T> {
  if (answer.status === 204) return undefined as T
  let body: unknown
  try {
    body = await answer.json()
  } catch {
    throw new Fault({ status: answer.status, because: answer.ok ? 'unreadable' : `s${answer.status}`, faults: [] })
  }
  if (!answer.ok) throw new Fault(readProblem(answer.status, body))
  return body as T
}

type Query = Readonly<Record<string, string | number | boolean | undefined>>

export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) if (value !== undefined && value !== '') search.set(key, String(value))
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

const json = (body: unknown): Pick<Asked, 'body' | 'headers'> => ({
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
})

export const get = <T>(path: string, query?: Query): Promise<T> => ask<T>(withQuery(path, query), { method: 'GET' })
export const post = <T>(path: string, body: unknown): Promise<T> => ask<T>(path, { method: 'POST', ...json(body) })
/** `quiet`: a 401 is an answer here, not the end of a session. */
export const getQuietly = <T>(path: string): Promise<T> => ask<T>(path, { method: 'GET', quiet: true })
export const postQuietly = <T>(path: string, body: unknown): Promise<T> => ask<T>(path, { method: 'POST', quiet: true, ...json(body) })
/** Ends something; may ask for the password first. */
export const erase = <T>(path: string): Promise<T> => ask<T>(path, { method: 'DELETE' })
export const remove = <T>(path: string): Promise<T> => ask<T>(path, { method: 'DELETE', quiet: true })
export const upload = <T>(path: string, form: FormData): Promise<T> => ask<T>(path, { method: 'POST', body: form })

/** A paper is made by being asked for, and the asking is noted; so it is posted for, and handed to the browser as a file to keep. */
export async function takeAway(path: string, body: unknown = {}): Promise<void> {
  const answer = await signedIn(path, { method: 'POST', ...json(body) })
  if (!answer.ok) return read(answer)
  const name = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = name === undefined ? '' : decodeURIComponent(name)
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** A long work that tells line by line how far it is. Ending `signal` ends the work; an answer that breaks off is a lost connection. */
export async function postFollowed<T>(path: string, body: unknown, signal: AbortSignal, heard: (line: T) => void): Promise<void> {
  const { headers, ...sent } = json(body)
  const answer = await signedIn(path, { method: 'POST', ...sent, headers: { ...headers, accept: 'application/x-ndjson' }, signal })
  if (!answer.ok || !answer.body) return read(answer)
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
  try {
    for (let text = ''; ;) {
      const { done, value } = await reader.read()
      if (done) return
      const lines = (text + value).split('\n')
      text = lines.pop() ?? ''
      for (const line of lines) heard(JSON.parse(line) as T)
    }
  } catch {
    throw new Fault({ status: 0, because: 'offline', faults: [] })
  }
}
