import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { checkSeal } from '../engine/index.ts'
import type { House } from '../engine/house.ts'
import { pageSchema } from '../engine/schemas.ts'
import { realClock } from '../platform/clock.ts'
import { wordType } from '../platform/documents/index.ts'
import type { Paper } from '../platform/documents/index.ts'
import { attachment } from '../platform/files/index.ts'
import { HttpProblem, languageOf } from '../platform/http/index.ts'
import { dayOf } from '../calendar/index.ts'
import { noteAccess } from '../org/access/index.ts'
import { organOf } from '../org/rules/tree.ts'
import { loopHealthKeys } from './contract.ts'
import type { DisciplineDesk, LoopHealthCounts, LoopHealthKey, MonthReport } from './contract.ts'
import { deskOf } from './desk.ts'
import { monthOnPaper, monthPaper, readMonth } from './monthReport.ts'
import { countLoops, loopPage } from './store.ts'
import { readCursor, writeCursor } from '../kit/cursor.ts'
import { loopTitles } from './words.ts'

const isKey = (key: string): key is LoopHealthKey => (loopHealthKeys as readonly string[]).includes(key)

const line = z.object({
  unitName: z.string().optional(),
  who: z.string().optional(),
  post: z.string().optional(),
  why: z.string().optional(),
  on: z.string().optional(),
  weekOf: z.string().optional(),
  ending: z.string().optional(),
  rung: z.string().optional(),
  dueOn: z.string().optional(),
})
const lines = z.array(line).readonly().optional()
const deskSchema = z.object({
  opened: lines,
  closedWithoutContact: lines,
  changedAfterContact: z
    .array(z.object({ unitName: z.string(), count: z.int() }))
    .readonly()
    .optional(),
  routedAround: lines,
  rungsMissed: lines,
  openedByDay: z
    .array(z.object({ on: z.string(), count: z.int() }))
    .readonly()
    .optional(),
  chain: z.object({ state: z.enum(['whole', 'broken', 'unknown']), at: z.string().optional() }),
})
const countsSchema = z.object({
  counts: z.array(z.object({ key: z.enum(loopHealthKeys), title: z.string(), count: z.int() })).readonly(),
  asOf: z.string(),
})

const matterLine = z.object({
  id: z.uuid(),
  number: z.string(),
  unitName: z.string(),
  stageTitle: z.string(),
  dueOn: z.string().optional(),
})
const monthSchema = z.object({
  month: z.string(),
  firstDay: z.string(),
  lastDay: z.string(),
  releasedUpTo: z.string().nullable(),
  whole: z.boolean(),
  asOf: z.string(),
  units: z
    .array(
      z.object({
        unit: z.uuid(),
        unitName: z.string(),
        ratings: z.int(),
        poor: z.int().nullable(),
        rateable: z.int(),
        silent: z.int().nullable(),
        reasons: z
          .array(z.object({ title: z.string(), count: z.int() }))
          .readonly()
          .nullable(),
        calls: z.object({ opened: z.int(), ended: z.int(), confirmed: z.int(), unsolved: z.int() }).nullable(),
      }),
    )
    .readonly(),
  counts: z
    .array(z.object({ key: z.enum(loopHealthKeys), title: z.string(), count: z.int(), matters: z.array(matterLine).readonly() }))
    .readonly(),
})
const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)
const reporters = 'role:supervisor,callback_centre,head,deputy_head,leader' as const

/** Papers of this floor. */
export const dashboardPapers: readonly Paper[] = [monthPaper]

/** Boards: counts that are lists, and the desk of the discipline organ. Each shows what its viewer sees anyway, or a few lines without content. */
export const dashboardRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/boards/loop-health',
      { config: { permission: 'session' }, schema: { response: { 200: countsSchema } } },
      async (request): Promise<LoopHealthCounts> => {
        const now = house.clock.now()
        const language = languageOf(request)
        return house.as(request.viewer, async tx => {
          const counted = await countLoops(tx, now)
          return {
            counts: loopHealthKeys.map(key => ({ key, title: loopTitles[key][language], count: counted[key] })),
            asOf: now.toISOString(),
          }
        })
      },
    )

    app.get(
      '/api/boards/loop-health/:key',
      {
        config: { permission: 'session' },
        schema: {
          params: z.object({ key: z.string().max(40) }),
          querystring: z.strictObject({
            cursor: z.string().max(200).optional(),
            limit: z.coerce.number().int().min(1).max(200).default(50),
          }),
          response: { 200: pageSchema },
        },
      },
      async request => {
        const { key } = request.params
        if (!isKey(key)) throw new HttpProblem('not_found')
        const { cursor, limit } = request.query
        return house.as(request.viewer, async tx => {
          const found = await loopPage(tx, key, house.clock.now(), readCursor(cursor), limit + 1)
          const page = found.slice(0, limit)
          const last = page.at(-1)
          return {
            items: await house.engine.viewsIn(
              tx,
              request.viewer,
              page.map(one => one.id),
            ),
            ...(last && found.length > limit ? { next: writeCursor(last) } : {}),
          }
        })
      },
    )

    app.get(
      '/api/discipline/desk',
      { config: { permission: 'role:discipline,audit_admin,inspector' }, schema: { response: { 200: deskSchema } } },
      async (request): Promise<DisciplineDesk> => {
        const { viewer } = request
        const desk = await house.as(viewer, async tx => {
          // Whoever watches is watched.
          if (viewer.kind === 'person')
            await noteAccess(tx, house.city, {
              id: house.keys.uuid(),
              at: realClock.now(),
              person: viewer.person,
              act: 'desk_read',
              about: {},
            })
          return deskOf(tx, viewer, house.clock.now(), languageOf(request))
        })
        return { ...desk, chain: await checkSeal(house) }
      },
    )

    app.get(
      '/api/boards/month-report',
      {
        config: { permission: reporters },
        schema: { querystring: z.strictObject({ month: month.optional() }), response: { 200: monthSchema } },
      },
      async (request): Promise<MonthReport> =>
        house.as(request.viewer, tx => readMonth(house, tx, request.viewer, request.query.month, languageOf(request))),
    )

    app.post(
      '/api/boards/month-report/paper',
      {
        config: { permission: reporters, headers: 'download', limit: { name: 'papers', burst: 120, perMinute: 60 } },
        schema: { body: z.strictObject({ month }) },
      },
      async (request, reply) => {
        const { viewer } = request
        if (viewer.kind !== 'person') throw new HttpProblem('not_permitted')
        const bytes = await house.as(viewer, async tx => {
          const now = house.clock.now()
          const org = await house.org.snapshot(tx, dayOf(now))
          const unit = viewer.posts[0]?.unit ?? ''
          const values = monthOnPaper(
            await readMonth(house, tx, viewer, request.body.month, 'zh'),
            org.units.get(organOf(org, unit) ?? unit)?.name ?? '',
          )
          await house.papers.notePrinted(tx, { paper: monthPaper.name, about: request.body.month, by: viewer.person, at: now })
          return house.papers.print(tx, monthPaper.name, values)
        })
        return reply
          .header('content-disposition', attachment(`月报 ${request.body.month}.docx`))
          .type(wordType)
          .send(bytes)
      },
    )
  }
