import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { House } from '../../engine/house.ts'
import { clockSchema } from '../../engine/schemas.ts'
import { deskFilter, readDesk } from './centreDesk.ts'
import { deskCounts } from './store/centreDesk.ts'
import { readCursor, writeCursor } from '../../kit/cursor.ts'

/** When a clock began would tell the hour of the rating. */
const clock = clockSchema.omit({ startedAt: true, stoppedAt: true })
const line = z.object({
  id: z.uuid(),
  number: z.string(),
  unitName: z.string(),
  stage: z.string(),
  stageTitle: z.string(),
  round: z.number(),
  clock: clock.optional(),
  returned: z.boolean(),
  returns: z.int(),
  own: z.boolean(),
})
const count = { total: z.int(), overdue: z.int(), near: z.int(), returned: z.int() }

/** 中心台 at /api/callback/desk: the clocks of all open calls that the viewer's centre watches over; organs, no name and no word. */
export const centreDeskRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/callback/desk',
      {
        config: { permission: 'role:callback_centre' },
        schema: {
          querystring: deskFilter.extend({
            cursor: z.string().max(200).optional(),
            limit: z.coerce.number().int().min(1).max(200).default(50),
          }),
          response: { 200: z.object({ items: z.array(line).readonly(), next: z.string().optional() }) },
        },
      },
      async request => {
        const { cursor, limit, ...filter } = request.query
        const { lines, next } = await readDesk(house, request.viewer, filter, house.clock.now(), readCursor(cursor), limit)
        return { items: lines, ...(next === undefined ? {} : { next: writeCursor(next) }) }
      },
    )

    app.get(
      '/api/callback/desk/counts',
      {
        config: { permission: 'role:callback_centre' },
        schema: {
          response: {
            200: z.object({ ...count, units: z.array(z.object({ unit: z.uuid(), unitName: z.string(), ...count })).readonly() }),
          },
        },
      },
      async request => {
        const units = (await house.as(request.viewer, tx => deskCounts(tx, house.clock.now()))).map(({ unit_name, ...row }) => ({
          ...row,
          unitName: unit_name,
        }))
        const sum = (key: 'total' | 'overdue' | 'near' | 'returned'): number => units.reduce((all, row) => all + row[key], 0)
        return { total: sum('total'), overdue: sum('overdue'), near: sum('near'), returned: sum('returned'), units }
      },
    )
  }
