import type { FastifyRequest } from 'fastify'
import { allowSlowAnswer } from '../../platform/http/index.ts'
import type { Viewer } from '../viewer.ts'
import type { SessionRow } from './store.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set before the handler runs. */
    viewer: Viewer
  }
  interface FastifyContextConfig {
    /** Answered although the second factor is still to be shown. */
    halfway?: boolean
  }
}

export const viewerOf = (city: string, session: SessionRow): Viewer => ({
  kind: 'person',
  city,
  person: session.person,
  account: session.account,
  name: session.name,
  posts: session.posts.map(post => ({ unit: post.unit, role: post.role, ...(post.for ? { for: post.for } : {}) })),
  ...(session.posts.some(post => post.role === 'inspector') ? { readsOnly: true } : {}),
})

/** The answer is held back beyond the socket's idle limit. */
export const holdOpen =
  (request: FastifyRequest) =>
  (seconds: number): void =>
    allowSlowAnswer(request, (seconds + 30) * 1000)
