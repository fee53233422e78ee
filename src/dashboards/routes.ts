import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { checkSeal } from '../engine/index.ts'
import type { House } from '../engine/house.ts'
import { pageSchema } from '../engine/schemas.ts'
import { HttpProblem, languageOf } from '../platform/http/index.ts'
import { loopHealthKeys } from './contract.ts'
import type { DisciplineDesk, LoopHealthCounts, LoopHealthKey } from './contract.ts'
import { deskOf } from './desk.ts'
import { countLoops, loopPage } from './store.ts'
import type { Place } from './store.ts'
import { loopTitles } from './words.ts'

const isKey = (key: string): key is LoopHealthKey => (loopHealthKeys as readonly string[]).includes(key)

const writeCursor = ({ due, id }: Place): string => Buffer.from(`${due} ${id}`, 'utf8').toString('base64url')
/** A cursor that is not ours reads as none. */
const readCursor = (cursor: string | undefined): Place | undefined => {
  const found = /^(infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d(?::\d\d)?) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor ?? '', 'base64url').toString('utf8'))
  const [, due, id] = found ?? []
  return due !== undefined && id !== undefined && z.uuid().safeParse(id).success ? { due, id } : undefined
}

const line = z.object({
  unitName: z.string().optional(), who: z.string().optional(), post: z.string().optional(), why: z.string().optional(),
  on: z.string().optional(), weekOf: z.string().optional(), ending: z.string().optional(), rung: z.string().optional(), dueOn: z.string().optional(),
})
const lines = z.array(line).readonly().optional()
const deskSchema = z.object({
  opened: lines, closedWithoutContact: lines, changedAfterContact: z.array(z.object({ unitName: z.string(), count: z.int() })).readonly().optional(),
  routedAround: lines, rungsMissed: lines, openedByDay: z.array(z.object({ on: z.string(), count: z.int() })).readonly().optional(), chain: z.object({ state: z.enum(['whole', 'broken', 'unknown']), at: z.string().optional() }),
})
const countsSchema = z.object({ counts: z.array(z.object({ key: z.enum(loopHealthKeys), title: z.string(), count: z.int() })).readonly(), asOf: z.string() })

/** Boards: counts that are lists, and the desk of the discipline organ. Each shows what its viewer sees anyway, or a few lines without content. */
export const dashboardRoutes = (house: House): FastifyPluginAsyncZod => async app => {
  app.get('/api/boards/loop-health', { config: { permission: 'session' }, schema: { response: { 200: countsSchema } } }, async (request): Promise<LoopHealthCounts> => {
    const now = house.clock.now()
    const language = languageOf(request)
    return house.as(request.viewer, async tx => {
      const counted = await countLoops(tx, now)
      return { counts: loopHealthKeys.map(key => ({ key, title: loopTitles[key][language], count: counted[key] })), asOf: now.toISOString() }
    })
  })

  app.get('/api/boards/loop-health/:key', {
    config: { permission: 'session' },
    schema: {
      params: z.object({ key: z.string().max(40) }),
      querystring: z.strictObject({ cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
      response: { 200: pageSchema },
    },
  }, async request => {
    const { key } = request.params
    if (!isKey(key)) throw new HttpProblem('not_found')
    const { cursor, limit } = request.query
    return house.as(request.viewer, async tx => {
      const found = await loopPage(tx, key, house.clock.now(), readCursor(cursor), limit + 1)
      const page = found.slice(0, limit)
      const last = page.at(-1)
      return { items: await house.engine.viewsIn(tx, request.viewer, page.map(one => one.id)), ...(last && found.length > limit ? { next: writeCursor(last) } : {}) }
    })
  })

  app.get('/api/discipline/desk', { config: { permission: 'role:discipline,audit_admin' }, schema: { response: { 200: deskSchema } } }, async (request): Promise<DisciplineDesk> => {
    const desk = await house.as(request.viewer, tx => deskOf(tx, request.viewer, house.clock.now(), languageOf(request)))
    return { ...desk, chain: await checkSeal(house) }
  })
}
