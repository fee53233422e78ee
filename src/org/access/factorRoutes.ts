import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isRefusal } from '../../kit/refusal.ts'
import { HttpProblem, sendRefusal } from '../../platform/http/index.ts'
import type { Access } from './access.ts'
import { passwordLimit } from './rules.ts'
import type { SessionRow } from './store.ts'

/** What a browser's key sent; read by the library that knows the standard, so only its size is judged here. */
const answerOfKey = z.record(z.string().max(64), z.unknown())
export const proofSchema = z.strictObject({
  code: z.string().max(12).optional(),
  recovery: z.string().max(24).optional(),
  key: answerOfKey.optional(),
})
const password = z
  .string()
  .min(1)
  .max(passwordLimit * 2)
const label = z.string().trim().min(1).max(60)
const shownCodes = z.object({ codes: z.array(z.string()).optional() })
const options = z.record(z.string(), z.unknown())

export interface FactorRoutes {
  readonly access: Access
  readonly sessionOf: (request: FastifyRequest) => Promise<SessionRow>
  readonly tokenOf: (request: FastifyRequest) => string
  readonly laneOf: (request: FastifyRequest, account: string) => string
}

/** One's own second factors, at /api/session/factors. Enrolling needs the password again: whoever found an open screen shall not stay. */
export const factorRoutes =
  ({ access, sessionOf, tokenOf, laneOf }: FactorRoutes): FastifyPluginAsyncZod =>
  async app => {
    const { second } = access
    const fresh = { permission: 'session', fresh: true, limit: { name: 'factors', burst: 30, perMinute: 10 } } as const
    const own = async (request: FastifyRequest, given: string): Promise<SessionRow> => {
      const session = await sessionOf(request)
      if (!(await second.knowsPassword(session, given, laneOf(request, session.account))))
        throw new HttpProblem('wrong_login', { field: 'password', status: 422 })
      return session
    }

    app.get(
      '/api/session/factors',
      {
        config: { permission: 'session' },
        schema: {
          response: {
            200: z.object({
              items: z.array(z.object({ id: z.uuid(), kind: z.enum(['totp', 'webauthn']), label: z.string(), enrolledAt: z.string() })),
              codesLeft: z.int(),
              takesKeys: z.boolean(),
            }),
          },
        },
      },
      async request => {
        const { factors, codesLeft } = await second.list((await sessionOf(request)).account)
        return {
          items: factors.map(({ id, kind, label: name, enrolledAt }) => ({ id, kind, label: name, enrolledAt: enrolledAt.toISOString() })),
          codesLeft,
          takesKeys: second.takesKeys,
        }
      },
    )

    app.post(
      '/api/session/factors/challenge',
      {
        config: { permission: 'session', halfway: true, limit: { name: 'second', burst: 60, perMinute: 60 } },
        schema: { body: z.strictObject({}), response: { 200: z.object({ options: options.nullable() }) } },
      },
      async request => {
        const { account } = await sessionOf(request)
        return {
          options: ((await second.proveOptions(access.digestOf(tokenOf(request)), account)) ?? null) as Record<string, unknown> | null,
        }
      },
    )

    app.post(
      '/api/session/factors/totp',
      {
        config: fresh,
        schema: {
          body: z.strictObject({ password, label }),
          response: {
            200: z.object({ id: z.uuid(), secret: z.string(), uri: z.string(), code: z.object({ size: z.int(), path: z.string() }) }),
          },
        },
      },
      async request => second.beginTotp(await own(request, request.body.password), request.body.label),
    )

    app.post(
      '/api/session/factors/totp/:id/confirm',
      {
        config: fresh,
        schema: { params: z.object({ id: z.uuid() }), body: z.strictObject({ code: z.string().max(12) }), response: { 200: shownCodes } },
      },
      async (request, reply) => {
        const session = await sessionOf(request)
        const done = await second.confirmTotp(
          access.digestOf(tokenOf(request)),
          session,
          request.params.id,
          request.body.code,
          laneOf(request, session.account),
        )
        return isRefusal(done) ? (sendRefusal(reply, done) as never) : done.codes ? { codes: [...done.codes] } : {}
      },
    )

    app.post(
      '/api/session/factors/key',
      {
        config: fresh,
        schema: { body: z.strictObject({ password }), response: { 200: z.object({ options }) } },
      },
      async request => {
        if (!second.takesKeys) throw new HttpProblem('second_factor_no_keys')
        return {
          options: (await second.beginKey(access.digestOf(tokenOf(request)), await own(request, request.body.password))) as Record<
            string,
            unknown
          >,
        }
      },
    )

    app.post(
      '/api/session/factors/key/confirm',
      {
        config: fresh,
        schema: { body: z.strictObject({ label, answer: answerOfKey }), response: { 200: shownCodes } },
      },
      async (request, reply) => {
        const session = await sessionOf(request)
        const done = await second.confirmKey(access.digestOf(tokenOf(request)), session, request.body.label, request.body.answer)
        return isRefusal(done) ? (sendRefusal(reply, done) as never) : done.codes ? { codes: [...done.codes] } : {}
      },
    )

    app.post(
      '/api/session/factors/recovery',
      { config: fresh, schema: { body: z.strictObject({ password }), response: { 200: z.object({ codes: z.array(z.string()) }) } } },
      async request => {
        const session = await own(request, request.body.password)
        if (!session.isEnrolled) throw new HttpProblem('not_found')
        return { codes: [...(await second.redrawCodes(session))] }
      },
    )

    app.delete('/api/session/factors/:id', { config: fresh, schema: { params: z.object({ id: z.uuid() }) } }, async (request, reply) => {
      if (!(await second.remove(await sessionOf(request), request.params.id))) throw new HttpProblem('not_found')
      return reply.code(204).send()
    })
  }
