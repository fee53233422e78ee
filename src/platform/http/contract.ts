import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Limit } from './limiter.ts'

/**
 * Who may call a route. Every route names one; a route without is refused at start.
 * 'session': any signed-in person; 'role:leader,head': a person who holds one of these posts today;
 * 'key:services': an API key with that scope. What a viewer then sees of a matter is decided by row-level security.
 */
export type Permission = 'public' | 'session' | `key:${string}` | `role:${string}`

/** What the browser may do with the answer; absent means 'api'. */
export type HeaderClass = 'api' | 'page' | 'console' | 'asset' | 'download'

/** The part of a viewer that the HTTP floor understands; `org` gives the whole. */
export interface HttpViewer {
  readonly kind: 'person' | 'citizen' | 'public' | 'key' | 'system'
  readonly posts?: readonly { readonly role: string }[]
  readonly readsOnly?: boolean
  readonly scopes?: readonly string[]
}

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: Permission
    headers?: HeaderClass
    /** What a body may be besides JSON. Only public pages take forms: a form needs no script, and asks for no CORS. */
    body?: 'json' | 'form' | 'multipart'
    /** Only for whoever has just shown all factors of the account; others are asked for them and may go on. */
    fresh?: boolean
    /** The answer stays open. A page asks for it by itself, so it keeps no session alive, and its length is no time to answer. */
    stays?: boolean
    /** Calls allowed to one neighbourhood of addresses. */
    limit?: Limit
  }
}

export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>

/** One line of the list that the permission test and the matrix of roles walk through. */
export interface RouteFacts {
  readonly method: string
  readonly url: string
  readonly permission: Permission
  readonly headers: HeaderClass
  /** Zod schemas of body, params, querystring and response, where the route has them. */
  readonly schema?: object
}
