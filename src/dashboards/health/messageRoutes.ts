import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { noteAccess } from '../../org/access/index.ts'
import { realClock } from '../../platform/clock.ts'
import { HttpProblem } from '../../platform/http/index.ts'
import { sendAgain, troubledMessages } from '../../platform/outbox/index.ts'
import type { Sender } from '../../platform/outbox/index.ts'

const message = z.object({
  id: z.uuid(),
  channel: z.enum(['sms', 'console']),
  /** To a citizen or to whoever works here, and no more: what it was about would say of somebody that she spoke. */
  to: z.enum(['citizen', 'staff']),
  state: z.enum(['stuck', 'failed']),
  attempts: z.int(),
  unsure: z.boolean(),
  /** Civil days. */
  givenUpOn: z.string().optional(),
  nextOn: z.string().optional(),
})

/** 发不出去的消息: what whoever runs the house may see and do about them. No words, no number, no matter, no hour. */
export const messageRoutes =
  (house: House, sender: Pick<Sender, 'database' | 'city'>, toCitizens: readonly string[]): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/health/messages',
      { config: { permission: 'role:system_admin' }, schema: { response: { 200: z.object({ items: z.array(message) }) } } },
      async () => ({
        items: (await troubledMessages(sender)).map(({ id, channel, template, state, attempts, unsure, next_at, finished_at }) => ({
          id,
          channel,
          to: toCitizens.includes(template) ? ('citizen' as const) : ('staff' as const),
          state,
          attempts,
          unsure,
          ...(finished_at ? { givenUpOn: dayOf(finished_at) } : {}),
          ...(next_at ? { nextOn: dayOf(next_at) } : {}),
        })),
      }),
    )

    app.post(
      '/api/health/messages/:id/send',
      {
        config: { permission: 'role:system_admin', fresh: true },
        schema: {
          params: z.strictObject({ id: z.uuid() }),
          body: z.strictObject({}),
          response: { 202: z.object({ offered: z.literal(true) }) },
        },
      },
      async (request, reply) => {
        const { viewer } = request
        if (viewer.kind !== 'person') throw new HttpProblem('not_permitted')
        const { id } = request.params
        if (!(await troubledMessages(sender)).some(one => one.id === id)) throw new HttpProblem('not_found')
        // First the trail: an entry too many tells of a wish, one too few would hide an act.
        await house.as(viewer, tx =>
          noteAccess(tx, house.city, {
            id: house.keys.uuid(),
            at: realClock.now(),
            person: viewer.person,
            act: 'message_offered_again',
            about: { message: id },
          }),
        )
        if (!(await sendAgain(sender, id, house.clock.now()))) throw new HttpProblem('not_found')
        return reply.code(202).send({ offered: true as const })
      },
    )
  }
