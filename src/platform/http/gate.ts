import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import type { App, HttpViewer } from './contract.ts'
import { newNonce } from './headers.ts'
import type { Limiter } from './limiter.ts'
import { barrier } from './permission.ts'
import { HttpProblem } from './problem.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** For inline script and style of this one answer; drawn when a page first reads it. */
    readonly nonce: string
    /** What `nonce` has given out, if anything has read it. */
    nonceGiven: string | undefined
    /** Salted hash of the caller's neighbourhood (/24, /56), good for today and this process only. */
    readonly neighbourhood: string
    /** All factors of the account were shown a short while ago; set with the viewer. */
    isFresh: boolean
  }
}

export interface Gate<V extends HttpViewer> {
  readonly config: Pick<Config, 'publicUrl' | 'demo'>
  /** Asked anew for every request that needs somebody, so that a revoked right ends with the next request. */
  readonly resolveViewer: (request: FastifyRequest) => Promise<V>
  /** Public routes are answered without looking at cookies: who is signed in must not matter there. */
  readonly publicViewer: V
  readonly limiter: Limiter
  readonly now: () => Date
}

const changing = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

const acceptedTypes = {
  json: ['application/json'],
  form: ['application/json', 'application/x-www-form-urlencoded'],
  multipart: ['application/json', 'multipart/form-data'],
} as const

const hostOf = (url: string): string | undefined => {
  try {
    return new URL(url).host
  } catch {
    return undefined
  }
}

/**
 * A foreign page can make a browser send our cookie only as a form, a picture or with our leave. The cookie is
 * SameSite=Strict; besides, what changes something must come from our own origin, and be JSON unless the route says
 * otherwise (which a foreign page cannot send without asking, and we never answer such questions).
 */
const isOwnOrigin = (request: FastifyRequest, publicUrl: string): boolean => {
  const site = request.headers['sec-fetch-site']
  if (typeof site === 'string' && site !== 'same-origin' && site !== 'none') return false
  const { origin } = request.headers
  if (origin === undefined) return true
  const host = hostOf(origin)
  return host !== undefined && (host === request.host || host === hostOf(publicUrl))
}

/** What whoever only reads still changes: how he signs in, and what he has seen. */
const ownAccount = /^\/api\/(session|own-choices|bell)(\/|$)/

const hasAcceptedType = (request: FastifyRequest): boolean => {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type === undefined) return true
  return (acceptedTypes[request.routeOptions.config.body ?? 'json'] as readonly string[]).includes(type)
}

const isForm = (request: FastifyRequest): boolean => request.method === 'POST' && request.routeOptions.config.body === 'form'

/** Runs before a body is read: nobody unknown makes us parse, or learns what a body should look like. */
export const installGate = <V extends HttpViewer>(app: App, gate: Gate<V>): void => {
  app.decorateRequest('viewer', null as never)
  app.decorateRequest('isFresh', false)
  app.decorateRequest('nonceGiven', undefined)
  app.decorateRequest('nonce', {
    getter(this: FastifyRequest) {
      return (this.nonceGiven ??= newNonce())
    },
  })
  app.decorateRequest('neighbourhood', {
    getter(this: FastifyRequest) {
      return gate.limiter.bucketOf(this.ip, gate.now())
    },
  })

  const slowDown = (request: FastifyRequest): void => {
    const { limit } = request.routeOptions.config
    const wait = limit ? gate.limiter.take(limit, request.neighbourhood, gate.now()) : 0
    if (wait > 0) throw new HttpProblem('too_many_requests', { retryAfter: wait })
  }
  // A citizen's form is read first, so that the answer can hold what was typed; it is small.
  app.addHook('preValidation', async request => {
    if (!request.is404 && isForm(request)) slowDown(request)
  })

  app.addHook('onRequest', async request => {
    const carrier = request as unknown as { viewer: V }
    carrier.viewer = gate.publicViewer
    const { config } = request.routeOptions
    if (request.is404) return
    if (!isForm(request)) slowDown(request)
    if (changing.has(request.method) && !hasAcceptedType(request)) throw new HttpProblem('media_type_not_accepted')
    if (config.permission === 'public') return
    const viewer = await gate.resolveViewer(request)
    const reason = barrier(config.permission ?? '', viewer)
    if (reason) throw new HttpProblem(reason)
    if (viewer.readsOnly && changing.has(request.method) && !ownAccount.test(request.routeOptions.url ?? ''))
      throw new HttpProblem('not_permitted')
    if (viewer.kind === 'person' && changing.has(request.method) && !isOwnOrigin(request, gate.config.publicUrl))
      throw new HttpProblem('cross_site')
    // Before anything is looked up: whether the thing exists must not show in the answer.
    if (config.fresh && !request.isFresh) throw new HttpProblem('step_up_needed')
    carrier.viewer = viewer
  })
}

/** For the few answers that take long on purpose (a slowed sign-in, a stream of events): the socket's idle limit. 0 = none. */
export const allowSlowAnswer = (request: FastifyRequest, milliseconds: number): void => {
  const { socket } = request.raw
  // A request injected in the process has a stand-in for a socket, which never idles.
  if ('setTimeout' in socket) socket.setTimeout(milliseconds)
}
