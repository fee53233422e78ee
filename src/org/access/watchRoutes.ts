import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Clock } from '../../platform/clock.ts'
import type { Keys } from '../../platform/crypto/index.ts'
import type { As } from '../viewer.ts'
import { insertAccessEntry, listAccessEntries } from './secondStore.ts'
import { deleteSessionsOfPerson } from './store.ts'

export interface WatchRoutes { readonly as: As; readonly city: string; readonly keys: Keys; readonly realClock: Clock }

/** The trail of access, and ending somebody's sessions: a lost telephone cannot wait for its owner. */
export const watchRoutes = ({ as, city, keys, realClock }: WatchRoutes): FastifyPluginAsyncZod => async app => {
  app.get('/api/access-trail', {
    config: { permission: 'session' },
    schema: {
      querystring: z.strictObject({ before: z.iso.datetime().optional() }),
      response: { 200: z.object({ items: z.array(z.object({ id: z.uuid(), at: z.string(), personName: z.string(), act: z.string(), about: z.record(z.string(), z.unknown()) })), next: z.string().nullable() }) },
    },
  }, async request => {
    const limit = 100
    const rows = await as(request.viewer, tx => listAccessEntries(tx, request.query.before ? new Date(request.query.before) : null, limit))
    return { items: rows.map(({ at, about, ...row }) => ({ ...row, at: at.toISOString(), about: about as Record<string, unknown> })), next: rows.length < limit ? null : rows.at(-1)!.at.toISOString() }
  })

  app.delete('/api/people/:id/sessions', {
    config: { permission: 'role:security_admin', fresh: true },
    schema: { params: z.object({ id: z.uuid() }), response: { 200: z.object({ ended: z.int() }) } },
  }, async request => {
    const { viewer, params: { id } } = request
    return as(viewer, async tx => {
      const ended = await deleteSessionsOfPerson(tx, city, id)
      if (viewer.kind === 'person') await insertAccessEntry(tx, city, { id: keys.uuid(), at: realClock.now(), person: viewer.person, act: 'sessions_ended', about: { of: id, ended } })
      return { ended }
    })
  })
}
