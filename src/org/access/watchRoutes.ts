import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Clock } from '../../platform/clock.ts'
import type { Keys } from '../../platform/crypto/index.ts'
import type { As } from '../viewer.ts'
import { insertAccessEntry, listAccessEntries } from './secondStore.ts'
import { deleteSessionsOfPerson } from './store.ts'

export interface WatchRoutes {
  readonly as: As
  readonly city: string
  readonly keys: Keys
  readonly realClock: Clock
}

const place = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z(~[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$/
const midnight = (day: string): Date => new Date(`${day}T00:00:00+08:00`)

/** The trail of access, and ending somebody's sessions: a lost telephone cannot wait for its owner. */
export const watchRoutes =
  ({ as, city, keys, realClock }: WatchRoutes): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/access-trail',
      {
        config: { permission: 'session' },
        schema: {
          querystring: z.strictObject({
            /** `next` of the page before, or an instant. */
            before: z.string().regex(place).optional(),
            act: z
              .string()
              .regex(/^[a-z_]{2,40}(,[a-z_]{2,40}){0,19}$/)
              .optional(),
            person: z.uuid().optional(),
            from: z.iso.date().optional(),
            until: z.iso.date().optional(),
          }),
          response: {
            200: z.object({
              items: z.array(
                z.object({
                  id: z.uuid(),
                  at: z.string(),
                  personName: z.string().nullable(),
                  act: z.string(),
                  about: z.record(z.string(), z.unknown()),
                }),
              ),
              next: z.string().nullable(),
            }),
          },
        },
      },
      async request => {
        const limit = 50
        const { before, act, person, from, until } = request.query
        const [at, id] = before?.split('~') ?? []
        const rows = await as(request.viewer, tx =>
          listAccessEntries(tx, {
            limit,
            ...(at && { after: { at: new Date(at), id: id ?? null } }),
            ...(act && { acts: act.split(',') }),
            ...(person && { person }),
            ...(from && { from: midnight(from) }),
            ...(until && { until: new Date(midnight(until).getTime() + 86_400_000) }),
          }),
        )
        const last = rows.at(-1)
        return {
          items: rows.map(({ at, about, ...row }) => ({ ...row, at: at.toISOString(), about: about as Record<string, unknown> })),
          next: last === undefined || rows.length < limit ? null : `${last.at.toISOString()}~${last.id}`,
        }
      },
    )

    app.delete(
      '/api/people/:id/sessions',
      {
        config: { permission: 'role:security_admin', fresh: true },
        schema: { params: z.object({ id: z.uuid() }), response: { 200: z.object({ ended: z.int() }) } },
      },
      async request => {
        const {
          viewer,
          params: { id },
        } = request
        return as(viewer, async tx => {
          const ended = await deleteSessionsOfPerson(tx, city, id)
          if (viewer.kind === 'person')
            await insertAccessEntry(tx, city, {
              id: keys.uuid(),
              at: realClock.now(),
              person: viewer.person,
              act: 'sessions_ended',
              about: { of: id, ended },
            })
          return { ended }
        })
      },
    )
  }
