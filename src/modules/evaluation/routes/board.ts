import { addDays } from '../../../calendar/index.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { House } from '../../../engine/house.ts'
import type { Viewer } from '../../../org/viewer.ts'
import { settingsOf } from '../push.ts'
import { mondayOf } from '../rules/cohort.ts'
import { listBoard, releasedUpTo } from '../store/board.ts'

/** The Sunday that ends the week; what people read instead of a week's number. */
const lastDay = (cohort: string | null): string | null => cohort === null ? null : addDays(mondayOf(cohort), 6)

/** What has been released, by whole batches; the same for everybody who may sign in, and never by person. */
export const boardRoutes = (house: House): FastifyPluginAsyncZod => async app => {
  app.get('/api/boards/evaluation', { config: { permission: 'session' }, schema: { querystring: z.strictObject({ unit: z.uuid().optional() }) } }, async request => {
    const viewer = (request as unknown as { viewer: Viewer }).viewer
    const { levels, reasons } = settingsOf(house)
    return house.as(viewer, async tx => ({
      releasedUpTo: lastDay(await releasedUpTo(tx, house.city)),
      levelTitles: levels,
      rows: (await listBoard(tx, house.city, levels.length, request.query.unit ?? null)).map(row => ({
        ...row, silent: Math.max(0, row.rateable - row.answered),
        reasons: row.reasons && Object.entries(row.reasons).sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, count]) => ({ code, title: reasons[code]?.title ?? code, count })),
      })),
    }))
  })
}
