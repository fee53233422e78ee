import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayFrom, dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { personOf } from '../../org/personOf.ts'
import { wordType } from '../../platform/documents/index.ts'
import { attachment } from '../../platform/files/index.ts'
import { HttpProblem } from '../../platform/http/index.ts'
import { centreDeskRoutes } from './centreDeskRoutes.ts'
import { causes } from './contract.ts'
import { markRoutes } from './markRoutes.ts'
import { recoveryNow } from './recovery.ts'
import { hearInbound } from './inbound.ts'
import { orderReaders } from './ledger.ts'
import { ordersPaper } from './rules/papers.ts'
import { scriptRoutes } from './scriptRoutes.ts'
import { listedBecause } from './rules/weeklyList.ts'
import { voicesRoutes } from './voicesRoutes.ts'
import { answerOrder, repairOrdersUntil } from './store/orders.ts'

const answer = z.object({ done: z.boolean(), said: z.string(), answeredOn: z.string() })
const order = z.object({
  id: z.uuid(),
  unit: z.uuid(),
  unitName: z.string(),
  cause: z.string(),
  causeTitle: z.string(),
  what: z.string(),
  by: z.string(),
  responsible: z.string(),
  releasedOn: z.string(),
  because: z.array(z.string()),
  answers: z.array(answer),
})
const inbound = z.strictObject({ from: z.string().min(5).max(24), text: z.string().max(500), id: z.string().min(1).max(80) })
const answered = z.strictObject({ done: z.boolean(), said: z.string().trim().min(2).max(500) })

const orderPermission = `role:${orderReaders.join(',')}` as const

/** The unit's weekly list at /api/callback/repair-orders: what to change and by when, and nothing that leads to a citizen. */
export const callbackRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    await app.register(scriptRoutes(house))
    await app.register(centreDeskRoutes(house))
    await app.register(voicesRoutes(house))
    await app.register(markRoutes(house))
    app.get(
      '/api/callback/repair-orders',
      {
        config: { permission: orderPermission },
        schema: { response: { 200: z.object({ today: z.string(), items: z.array(order) }) } },
      },
      async request => {
        const today = dayOf(house.clock.now())
        const items = await house.as(personOf(request.viewer), tx => repairOrdersUntil(tx, house.city, today))
        return {
          today,
          items: items.map(item => ({
            ...item,
            answers: [...item.answers],
            because: [...listedBecause(dayFrom(item.releasedOn), dayFrom(item.by))],
            causeTitle: causes[item.cause as keyof typeof causes] ?? item.cause,
          })),
        }
      },
    )

    app.get(
      '/api/callback/recovery',
      {
        config: { permission: 'role:supervisor,callback_centre' },
        schema: { response: { 200: z.object({ since: z.string(), confirmed: z.int().nullable(), unasked: z.int().nullable() }) } },
      },
      request => house.as(personOf(request.viewer), tx => recoveryNow(house, tx)),
    )

    // Whatever was heard, the gateway gets the same answer: it learns nothing of anybody's call.
    app.post(
      '/api/callback/inbound-sms',
      { config: { permission: 'key:inbound_sms' }, schema: { body: inbound, response: { 202: z.object({ received: z.literal(true) }) } } },
      async (request, reply) => {
        await hearInbound(house, request.body)
        return reply.code(202).send({ received: true as const })
      },
    )

    app.post(
      '/api/callback/repair-orders/:id/answers',
      {
        config: { permission: orderPermission },
        schema: { params: z.strictObject({ id: z.uuid() }), body: answered, response: { 201: z.object({ done: z.boolean() }) } },
      },
      async (request, reply) => {
        const viewer = personOf(request.viewer)
        const { id } = request.params
        const { done, said } = request.body
        await house.as(viewer, async tx => {
          if (!(await answerOrder(tx, house.city, id, dayOf(house.clock.now()), { done, said, person: viewer.person })))
            throw new HttpProblem('not_found')
          await house.engine.announce(tx, 'callback.order_answered', { order: id, done })
        })
        return reply.code(201).send({ done })
      },
    )

    // The paper of a whole list, as the unit reads it: the day of printing is the printer's own, and no matter hears of it.
    app.post(
      '/api/callback/repair-orders/paper',
      {
        config: {
          permission: 'role:leader,deputy_head,clerk,officer',
          headers: 'download',
          limit: { name: 'papers', burst: 120, perMinute: 60 },
        },
        schema: { body: z.strictObject({ unit: z.uuid(), releasedOn: z.iso.date() }) },
      },
      async (request, reply) => {
        const viewer = personOf(request.viewer)
        const { unit, releasedOn } = request.body
        const bytes = await house.as(viewer, async tx => {
          const now = house.clock.now()
          const orders = (await repairOrdersUntil(tx, house.city, dayOf(now))).filter(
            order => order.unit === unit && order.releasedOn === releasedOn,
          )
          const [first] = orders
          if (!first) throw new HttpProblem('not_found')
          await house.papers.notePrinted(tx, { paper: 'repair_order', about: releasedOn, by: viewer.person, at: now })
          return house.papers.print(tx, 'repair_order', ordersPaper(first.unitName, orders))
        })
        return reply.header('content-disposition', attachment('问题整改单.docx')).type(wordType).send(bytes)
      },
    )
  }
