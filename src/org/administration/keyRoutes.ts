import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { keepers, orRefused } from './accountRoutes.ts'
import type { AdministrationRoutes } from './accountRoutes.ts'
import { endKey, isOver, keyScopes, makeKey, renewKey } from './keys.ts'
import { listKeys } from './keyStore.ts'

export interface LineFacts {
  readonly code: string
  readonly title: string
}
export interface KeyRoutes extends AdministrationRoutes {
  /** Business lines of the programme in force. */ readonly lines: () => readonly LineFacts[]
}

const which = z.object({ id: z.uuid() })
const shown = z.object({ id: z.uuid(), name: z.string(), token: z.string() })
const keyState = z.enum(['open', 'ended', 'revoked'])

/** 接口密钥: which system may push what. The token is shown once. */
export const keyRoutes =
  ({ as, city, keys, realClock, lines }: KeyRoutes): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/api-keys',
      {
        config: { permission: 'role:security_admin,audit_admin' },
        schema: {
          response: {
            200: z.object({
              lines: z.array(z.object({ code: z.string(), title: z.string() })),
              items: z.array(
                z.object({
                  id: z.uuid(),
                  name: z.string(),
                  scopes: z.array(z.string()),
                  seesLinks: z.boolean(),
                  lines: z.array(z.string()).nullable(),
                  units: z.array(z.object({ id: z.uuid(), name: z.string() })).nullable(),
                  expiresAt: z.string().nullable(),
                  lastUsedOn: z.string().nullable(),
                  state: keyState,
                }),
              ),
            }),
          },
        },
      },
      async request => {
        const now = realClock.now()
        const rows = await as(request.viewer, listKeys)
        return {
          lines: [...lines()],
          items: rows.map(row => ({
            id: row.id,
            name: row.name,
            scopes: [...row.scopes],
            seesLinks: row.seesLinks,
            lines: row.lines && [...row.lines],
            units: row.units && [...row.units],
            lastUsedOn: row.lastUsedOn,
            expiresAt: row.expiresAt?.toISOString() ?? null,
            state: row.revokedAt ? ('revoked' as const) : isOver(row, now) ? ('ended' as const) : ('open' as const),
          })),
        }
      },
    )

    app.post(
      '/api/api-keys',
      {
        config: { permission: keepers, fresh: true },
        schema: {
          body: z.strictObject({
            name: z.string().trim().min(2).max(60),
            scopes: z.array(z.enum(keyScopes)).min(1).max(keyScopes.length),
            lines: z.array(z.string().max(40)).min(1).max(200).optional(),
            units: z.array(z.uuid()).min(1).max(200).optional(),
            expiresOn: z.iso.date().optional(),
          }),
          response: { 201: shown },
        },
      },
      async (request, reply) => {
        const { lines: ofLines, units, expiresOn, ...rest } = request.body
        const asked = { ...rest, ...(ofLines && { lines: ofLines }), ...(units && { units }), ...(expiresOn && { expiresOn }) }
        const made = await as(request.viewer, async tx =>
          orRefused(
            await makeKey(tx, { city, keys, viewer: request.viewer, now: realClock.now(), lines: lines().map(line => line.code) }, asked),
          ),
        )
        return reply.code(201).send({ id: made.id, name: made.name, token: made.token })
      },
    )

    app.post(
      '/api/api-keys/:id/rotate',
      { config: { permission: keepers, fresh: true }, schema: { params: which, body: z.strictObject({}), response: { 200: shown } } },
      async request => {
        const { id, name, token } = await as(request.viewer, async tx =>
          orRefused(await renewKey(tx, { city, keys, viewer: request.viewer, now: realClock.now() }, request.params.id)),
        )
        return { id, name, token }
      },
    )

    app.delete('/api/api-keys/:id', { config: { permission: keepers, fresh: true }, schema: { params: which } }, async (request, reply) => {
      await as(request.viewer, async tx =>
        orRefused(await endKey(tx, { city, keys, viewer: request.viewer, now: realClock.now() }, request.params.id)),
      )
      return reply.code(204).send()
    })
  }
