import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { HttpProblem } from '../../platform/http/index.ts'
import type { Viewer } from '../../org/viewer.ts'
import { causes } from './contract.ts'
import { repairOrdersUntil } from './store.ts'

const order = z.object({ id: z.uuid(), unit: z.uuid(), cause: z.string(), causeTitle: z.string(), what: z.string(), by: z.string(), responsible: z.string(), releasedOn: z.string() })

/** The unit's weekly list at /api/callback/repair-orders: what to change and by when, and nothing that leads to a citizen. */
export const callbackRoutes = (house: House): FastifyPluginAsyncZod => async app => {
  app.get('/api/callback/repair-orders', {
    config: { permission: 'role:leader,deputy_head,clerk,officer' }, schema: { response: { 200: z.object({ items: z.array(order) }) } },
  }, async request => {
    const { viewer } = request as unknown as { viewer: Viewer }
    if (viewer.kind !== 'person') throw new HttpProblem('not_permitted')
    const items = await house.as(viewer, tx => repairOrdersUntil(tx, house.city, dayOf(house.clock.now())))
    return { items: items.map(item => ({ ...item, causeTitle: causes[item.cause as keyof typeof causes] ?? item.cause })) }
  })
}
