import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { addDays, dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { sayNumber } from '../../engine/index.ts'
import { personOf } from '../../org/personOf.ts'
import { unitByCode } from '../../org/rules/tree.ts'
import { appointmentOpened } from './contract.ts'
import { settingsNow } from './opened.ts'
import { bookingsUntil } from './store/bookings.ts'

const bookingShown = z.object({
  id: z.uuid(),
  number: z.string(),
  onDay: z.string(),
  at: z.string(),
  window: z.string(),
  name: z.string(),
  item: z.string().nullable(),
  helper: z.string().nullable(),
  /** To be served first. */
  first: z.boolean(),
  /** Number of the matter that she comes about. */
  about: z.string().nullable(),
  stage: z.enum(['booked', 'came', 'missed']),
})

/** Whom a window expects today and tomorrow, and who stood in its book before without a mark. */
export const bookingRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/stuck/bookings',
      {
        config: { permission: 'role:clerk,officer,leader' },
        schema: { response: { 200: z.object({ items: z.array(bookingShown), today: z.string().optional() }) } },
      },
      async request => {
        const viewer = personOf(request.viewer)
        const today = dayOf(house.clock.now())
        return house.as(viewer, async tx => {
          const org = await house.org.snapshot(tx, today)
          const own = Object.entries(settingsNow(house).windows)
            .filter(([, window]) => viewer.posts.some(post => post.unit === unitByCode(org, window.unit)?.id))
            .map(([code]) => code)
          // Whoever has no window reads the same every day.
          if (own.length === 0) return { items: [] }
          const items: z.infer<typeof bookingShown>[] = []
          for (const row of await bookingsUntil(tx, house.city, own, today, addDays(today, 1))) {
            const page = await house.engine.readIn(tx, viewer, row.matter)
            const opened = appointmentOpened.safeParse(page?.trail[0]?.input).data
            if (!page || !opened) continue
            items.push({
              id: row.matter,
              number: page.matter.number,
              onDay: row.onDay,
              at: row.at,
              window: opened.windowName,
              name: opened.name,
              item: opened.item ?? null,
              helper: opened.helper ?? null,
              first: row.first,
              about: row.about === null ? null : sayNumber(row.about),
              stage: page.matter.stage as 'booked',
            })
          }
          return { items, today }
        })
      },
    )
  }
