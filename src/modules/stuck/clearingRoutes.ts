import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import type { Person } from '../../org/ledger.ts'
import { languageOf } from '../../platform/http/index.ts'
import { clearingFilter, readClearing, weekAsked } from './clearingList.ts'
import { settingsNow } from './opened.ts'
import { listOpensOn } from './rules/clearing.ts'
import { countWeek } from './store/clearing.ts'
import type { WeekPlace } from './store/clearing.ts'

const readers = 'role:clerk,officer,leader,deputy_head,head,supervisor' as const
const writeCursor = (place: WeekPlace): string => Buffer.from(JSON.stringify([place.unitName, place.matter]), 'utf8').toString('base64url')
/** A cursor that is not ours reads as none. */
const readCursor = (cursor: string | undefined): WeekPlace | undefined => {
  try {
    const read = z.tuple([z.string(), z.uuid()]).safeParse(JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString('utf8'))).data
    return read && { unitName: read[0], matter: read[1] }
  } catch {
    return undefined
  }
}
const cell = z.union([z.string(), z.number(), z.null()])

/** 周清 at /api/stuck/clearing: a week's list by unit, and its lines. The reader says which week, so that no day of ours is news in an answer. */
export const clearingRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/stuck/clearing',
      {
        config: { permission: readers },
        schema: {
          querystring: z.strictObject({ week: z.iso.date() }),
          response: {
            200: z.object({
              monday: z.string(),
              before: z.string(),
              after: z.string().optional(),
              until: z.string().nullable().optional(),
              opens: z.string().optional(),
              over: z.boolean(),
              units: z
                .array(
                  z.object({
                    unit: z.uuid(),
                    unitName: z.string(),
                    listed: z.int(),
                    cleared: z.int(),
                    explained: z.int(),
                    escalated: z.int(),
                    byClock: z.int(),
                    open: z.int(),
                  }),
                )
                .readonly(),
            }),
          },
        },
      },
      async request => {
        const { monday, before, after, until } = weekAsked(house, request.query.week)
        const today = dayOf(house.clock.now())
        return house.as(request.viewer, async tx => ({
          monday,
          before,
          ...(after <= today ? { after } : {}),
          ...(until === undefined ? {} : { until }),
          ...(until ? { opens: listOpensOn(house.calendar(), until, settingsNow(house).clearing_opens_before) } : {}),
          over: Boolean(until && today > until),
          units: until ? await countWeek(tx, until) : [],
        }))
      },
    )

    app.get(
      '/api/stuck/clearing/lines',
      {
        config: { permission: readers },
        schema: {
          querystring: clearingFilter.extend({
            cursor: z.string().max(400).optional(),
            limit: z.coerce.number().int().min(1).max(100).default(50),
          }),
          response: { 200: z.object({ items: z.array(z.record(z.string(), cell)).readonly(), next: z.string().optional() }) },
        },
      },
      async request => {
        const { cursor, limit, week, ...filter } = request.query
        const { until } = weekAsked(house, week)
        if (!until) return { items: [] }
        const viewer = request.viewer as Person
        const asked = { viewer, until, filter, language: languageOf(request) }
        const { lines, next } = await house.as(viewer, tx => readClearing(house, tx, asked, readCursor(cursor), limit))
        return { items: lines, ...(next === undefined ? {} : { next: writeCursor(next) }) }
      },
    )
  }
