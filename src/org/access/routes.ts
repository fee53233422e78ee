import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { HttpProblem, languageOf, neighbourhoodOf, sendRefusal } from '../../platform/http/index.ts'
import type { Access } from './access.ts'
import { holdOpen } from './edge.ts'
import { cookieNames } from './cookies.ts'
import type { SignedIn } from './parts.ts'
import { factorRoutes, proofSchema } from './factorRoutes.ts'
import { passwordLimit } from './rules.ts'
import type { SessionRow } from './store.ts'
import type { HeldPost } from '../viewer.ts'
import { roleTitles } from './words.ts'

export interface AccessRoutes {
  readonly access: Access
  readonly city: string
  readonly cityName: () => string
  readonly demo: boolean
  /** Desks of the open rooms at which these posts work. */
  readonly desksOf: (posts: readonly Pick<HeldPost, 'unit' | 'role'>[]) => Promise<readonly string[]>
}

const sessionView = z.object({
  person: z.uuid(),
  name: z.string(),
  posts: z.array(z.object({ unit: z.uuid(), unitName: z.string(), role: z.string(), title: z.string(), forName: z.string().optional() })),
  /** Desks of the open rooms at which one works besides. */
  desks: z.array(z.string()).readonly(),
  city: z.string(),
  cityName: z.string(),
  demo: z.boolean(),
  /** Nothing else is answered until the initial password has been changed. */
  mustChange: z.boolean(),
  /** The password was right, the second factor is still to be shown; nothing else is answered. */
  secondNeeded: z.boolean(),
  /** Whether a second factor is enrolled, and by when one must be where a post demands it. */
  secondEnrolled: z.boolean(),
  secondDueAt: z.string().nullable(),
  secondOverdue: z.boolean(),
})
const password = z
  .string()
  .min(1)
  .max(passwordLimit * 2)
const oneYear = 365 * 86_400

/** Signing in and out, at /api/session. */
export const accessRoutes =
  ({ access, city, cityName, demo, desksOf }: AccessRoutes): FastifyPluginAsyncZod =>
  async app => {
    const names = cookieNames(demo)
    const cookie = { httpOnly: true, secure: !demo, sameSite: 'strict', path: '/' } as const

    const view = async (request: FastifyRequest, session: SessionRow): Promise<z.infer<typeof sessionView>> => ({
      person: session.person,
      name: session.name,
      city,
      cityName: cityName(),
      demo,
      mustChange: session.mustChange,
      secondNeeded: session.second === 'waiting',
      secondEnrolled: session.isEnrolled,
      secondDueAt: session.isEnrolled ? null : (session.secondDueAt?.toISOString() ?? null),
      secondOverdue: access.mustEnrol(session),
      posts: session.posts.map(post => ({
        unit: post.unit,
        unitName: post.unitName,
        role: post.role,
        title: post.title ?? roleTitles[post.role][languageOf(request)],
        ...(post.forName ? { forName: post.forName } : {}),
      })),
      desks: await desksOf(session.posts),
    })
    const tokenOf = (request: FastifyRequest): string => request.cookies[names.session] ?? ''
    const sessionOf = async (request: FastifyRequest): Promise<SessionRow> => {
      const session = await access.session(tokenOf(request))
      if (!session) throw new HttpProblem('sign_in_first')
      return session
    }
    const signedIn = (
      request: FastifyRequest,
      reply: FastifyReply,
      { token, device, session }: SignedIn,
    ): Promise<z.infer<typeof sessionView>> => {
      reply.setCookie(names.session, token, cookie)
      if (device !== undefined) reply.setCookie(names.device, device, { ...cookie, path: '/api/session', maxAge: oneYear })
      return view(request, session)
    }
    const forget = (reply: FastifyReply): FastifyReply => reply.clearCookie(names.session, cookie)

    app.post(
      '/api/session',
      {
        config: { permission: 'public', limit: { name: 'sign_in', burst: 120, perMinute: 120 } },
        schema: { body: z.strictObject({ login: z.string().min(1).max(64), password }), response: { 200: sessionView } },
      },
      async (request, reply) => {
        const origin = {
          neighbourhood: request.neighbourhood,
          network: neighbourhoodOf(request.ip),
          device: request.cookies[names.device],
          token: request.cookies[names.session],
        }
        return signedIn(request, reply, await access.signIn(request.body, origin, holdOpen(request)))
      },
    )

    app.get(
      '/api/session',
      { config: { permission: 'session', halfway: true }, schema: { response: { 200: sessionView } } },
      async request => view(request, await sessionOf(request)),
    )

    // Public, so that signing out of a session that has just ended is no fault.
    app.delete('/api/session', { config: { permission: 'public' } }, async (request, reply) => {
      if (tokenOf(request)) await access.signOut(tokenOf(request))
      return forget(reply).header('clear-site-data', '"cache", "storage"').code(204).send()
    })

    app.get(
      '/api/session/all',
      {
        config: { permission: 'session' },
        schema: {
          response: {
            200: z.object({ items: z.array(z.object({ id: z.uuid(), startedAt: z.string(), seenAt: z.string(), here: z.boolean() })) }),
          },
        },
      },
      async request => {
        const { account } = await sessionOf(request)
        const items = await access.sessions(tokenOf(request), account)
        return {
          items: items.map(({ id, startedAt, seenAt, here }) => ({
            id,
            startedAt: startedAt.toISOString(),
            seenAt: seenAt.toISOString(),
            here,
          })),
        }
      },
    )

    app.delete(
      '/api/session/others',
      { config: { permission: 'session' }, schema: { response: { 200: z.object({ ended: z.int() }) } } },
      async request => {
        const { account } = await sessionOf(request)
        return { ended: await access.signOutOthers(tokenOf(request), account) }
      },
    )

    app.delete(
      '/api/session/all/:id',
      { config: { permission: 'session' }, schema: { params: z.object({ id: z.uuid() }) } },
      async (request, reply) => {
        const { account } = await sessionOf(request)
        if (!(await access.signOutOne(account, request.params.id))) throw new HttpProblem('not_found')
        return reply.code(204).send()
      },
    )

    app.post(
      '/api/session/second',
      {
        config: { permission: 'session', halfway: true, limit: { name: 'second', burst: 60, perMinute: 60 } },
        schema: { body: proofSchema, response: { 200: sessionView } },
      },
      async (request, reply) =>
        signedIn(request, reply, await access.finishSignIn(tokenOf(request), request.body, request.cookies[names.device])),
    )

    app.post(
      '/api/session/step-up',
      {
        config: { permission: 'session', limit: { name: 'password', burst: 20, perMinute: 10 } },
        schema: { body: proofSchema.extend({ password }) },
      },
      async (request, reply) => {
        const refusal = await access.stepUp(tokenOf(request), await sessionOf(request), request.body, request.cookies[names.device])
        return refusal ? sendRefusal(reply, refusal) : reply.code(204).send()
      },
    )

    await app.register(
      factorRoutes({ access, sessionOf, tokenOf, laneOf: (request, account) => access.laneOf(account, request.cookies[names.device]) }),
    )

    app.post(
      '/api/session/password',
      {
        config: { permission: 'session', limit: { name: 'password', burst: 10, perMinute: 2 } },
        schema: { body: z.strictObject({ old: password, password }) },
      },
      async (request, reply) => {
        const refusal = await access.changePassword(tokenOf(request), await sessionOf(request), request.body)
        return refusal ? sendRefusal(reply, refusal) : reply.code(204).send()
      },
    )
  }
