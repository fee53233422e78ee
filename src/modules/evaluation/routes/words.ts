import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { House } from '../../../engine/house.ts'
import type { Viewer } from '../../../org/viewer.ts'
import { HttpProblem } from '../../../platform/http/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { aboutWords } from '../release.ts'
import { redacted } from '../rules/redact.ts'
import { decideWords, findWords, listWords } from '../store/words.ts'

const viewerOf = (request: FastifyRequest): Viewer => (request as unknown as { viewer: Viewer }).viewer

const asked = z.strictObject({ state: z.enum(['unread', 'released']).default('unread'), unit: z.uuid().optional(), cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) })
const decided = z.strictObject({ decision: z.enum(['release', 'keep_back']), text: z.string().trim().min(1).max(1000).optional() })
const listed = z.object({ items: z.array(z.object({ id: z.uuid(), unit: z.uuid(), batch: z.string(), text: z.string(), mayDecide: z.boolean() })), next: z.uuid().optional() })

/**
 * 留言: read first by a person above the unit, who may shorten them and releases them or keeps them back. A word that
 * points at somebody is taken out here; what is kept back is emptied.
 */
export const wordsRoutes = (house: House): FastifyPluginAsync => async plain => {
  const app = plain as unknown as App
  const { city, keys } = house
  const open = (id: string, sealed: Buffer): string => keys.open('matter.rating', sealed, aboutWords(city, id)).toString('utf8')
  app.get('/api/evaluation/words', { config: { permission: 'session' }, schema: { querystring: asked, response: { 200: listed } } }, async request => {
    const { state, unit, cursor, limit } = request.query
    const rows = await house.as(viewerOf(request), tx => listWords(tx, state, unit, cursor, limit + 1))
    const items = rows.slice(0, limit).map(row => ({ id: row.id, unit: row.unit, batch: row.batch, text: open(row.id, row.sealed), mayDecide: row.may_read && row.state === 'unread' }))
    return { items, ...(rows.length > limit ? { next: items.at(-1)?.id } : {}) }
  })
  app.post('/api/evaluation/words/:id', { config: { permission: 'role:callback_centre,supervisor' }, schema: { params: z.strictObject({ id: z.uuid() }), body: decided, response: { 200: z.object({ state: z.enum(['released', 'kept_back']) }) } } }, async request => {
    const { decision, text } = request.body
    const { id } = request.params
    return house.as(viewerOf(request), async tx => {
      const row = await findWords(tx, id)
      if (!row || !row.may_read) throw new HttpProblem('not_found')
      const state = decision === 'release' ? 'released' as const : 'kept_back' as const
      const shown = decision === 'release' ? redacted(text ?? open(id, row.sealed)) : ''
      if (row.state !== 'unread' || !await decideWords(tx, id, state, keys.seal('matter.rating', Buffer.from(shown, 'utf8'), aboutWords(city, id)))) throw new HttpProblem('words_read_already')
      return { state }
    })
  })
}
