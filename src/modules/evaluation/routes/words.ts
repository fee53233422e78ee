import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { addDays } from '../../../calendar/index.ts'
import type { House } from '../../../engine/house.ts'
import type { Viewer } from '../../../org/viewer.ts'
import { hintsIn, hintTitles } from '../../../kit/hints.ts'
import { HttpProblem } from '../../../platform/http/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { aboutWords } from '../release.ts'
import { isUnverified, mondayOf } from '../rules/cohort.ts'
import { redacted } from '../rules/redact.ts'
import { countUnread, decideWords, findWords, listWords } from '../store/words.ts'

const viewerOf = (request: FastifyRequest): Viewer => (request as unknown as { viewer: Viewer }).viewer

const asked = z.strictObject({
  state: z.enum(['unread', 'released']).default('unread'),
  unit: z.uuid().optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
const decided = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('release'), text: z.string().trim().min(1).max(1000).optional() }),
  z.strictObject({ decision: z.literal('keep_back'), because: z.string().trim().min(2).max(200) }),
])
const hint = z.object({ hint: z.string(), title: z.string() })
const listed = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      unit: z.uuid(),
      unitName: z.string(),
      batch: z.string(),
      until: z.iso.date(),
      verified: z.boolean(),
      text: z.string(),
      hints: z.array(hint),
      mayDecide: z.boolean(),
    }),
  ),
  next: z.uuid().optional(),
})
const readers = 'role:callback_centre,supervisor'

/**
 * 留言: read first by a person above the unit, who may shorten them and releases them or keeps them back. A word that
 * points at somebody is taken out here; what is kept back is emptied. What is released is read by the unit itself and
 * those above it, by whole batches.
 */
export const wordsRoutes =
  (house: House): FastifyPluginAsync =>
  async plain => {
    const app = plain as unknown as App
    const { city, keys } = house
    const open = (id: string, sealed: Buffer): string => keys.open('matter.rating', sealed, aboutWords(city, id)).toString('utf8')
    app.get(
      '/api/evaluation/words',
      { config: { permission: 'session' }, schema: { querystring: asked, response: { 200: listed } } },
      async request => {
        const { state, unit, cursor, limit } = request.query
        const rows = await house.as(viewerOf(request), tx => listWords(tx, state, unit, cursor, limit + 1))
        const items = rows.slice(0, limit).map(row => {
          const text = open(row.id, row.sealed)
          const mayDecide = row.may_read && row.state === 'unread'
          return {
            id: row.id,
            unit: row.unit,
            unitName: row.unit_name,
            batch: row.batch,
            until: addDays(mondayOf(row.batch), 6),
            verified: !isUnverified(row.batch),
            text,
            hints: mayDecide ? hintsIn(text).map(one => ({ hint: one, title: hintTitles[one] })) : [],
            mayDecide,
          }
        })
        return { items, ...(rows.length > limit ? { next: items.at(-1)?.id } : {}) }
      },
    )
    app.get(
      '/api/evaluation/words/waiting',
      { config: { permission: readers }, schema: { response: { 200: z.object({ count: z.int() }) } } },
      async request => ({ count: await house.as(viewerOf(request), countUnread) }),
    )
    app.post(
      '/api/evaluation/words/:id',
      {
        config: { permission: readers },
        schema: {
          params: z.strictObject({ id: z.uuid() }),
          body: decided,
          response: { 200: z.object({ state: z.enum(['released', 'kept_back']) }) },
        },
      },
      async request => {
        const { body } = request
        const { id } = request.params
        return house.as(viewerOf(request), async tx => {
          const row = await findWords(tx, id)
          if (!row || !row.may_read) throw new HttpProblem('not_found')
          const state = body.decision === 'release' ? ('released' as const) : ('kept_back' as const)
          const shown = body.decision === 'release' ? redacted(body.text ?? open(id, row.sealed)) : ''
          if (
            row.state !== 'unread' ||
            !(await decideWords(
              tx,
              id,
              state,
              keys.seal('matter.rating', Buffer.from(shown, 'utf8'), aboutWords(city, id)),
              body.decision === 'keep_back' ? body.because : null,
            ))
          )
            throw new HttpProblem('words_read_already')
          return { state }
        })
      },
    )
  }
