import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { personOf } from '../../org/personOf.ts'
import { sendRefusal } from '../../platform/http/index.ts'
import { intakeAsked } from './contract.ts'
import { takeIn } from './intake.ts'
import { settingsNow } from './opened.ts'
import { unitByCode } from '../../org/rules/tree.ts'

const atWindow = 'role:clerk,officer,leader' as const
const windowShown = z.object({ code: z.string(), name: z.string(), form: z.enum(['hall', 'court']) })

/** The window's own doors under /api/stuck: which windows are of one's post, and taking in what is told there or by telephone. */
export const stuckRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/stuck/windows',
      {
        config: { permission: atWindow },
        schema: {
          response: {
            200: z.object({ items: z.array(windowShown), categories: z.array(z.string()).readonly().optional(), key: z.uuid().optional() }),
          },
        },
      },
      async request => {
        const viewer = personOf(request.viewer)
        const org = await house.as(viewer, tx => house.org.snapshot(tx, dayOf(house.clock.now())))
        const own = Object.entries(settingsNow(house).windows).filter(([, window]) => {
          const unit = unitByCode(org, window.unit)
          return viewer.posts.some(post => post.unit === unit?.id)
        })
        const items = own.map(([code, { name, form }]) => ({ code, name, form }))
        // The key makes the next pressing one matter, however often it is pressed. Whoever has no window reads the same every time.
        const { categories } = settingsNow(house)
        return items.length === 0 ? { items } : { items, categories, key: house.keys.uuid() }
      },
    )

    app.post(
      '/api/stuck/intake',
      {
        config: { permission: atWindow },
        schema: {
          body: intakeAsked.extend({ channel: z.enum(['window', 'phone', 'transfer']) }).strict(),
          response: { 201: z.object({ matter: z.uuid(), number: z.string(), code: z.string(), url: z.string() }) },
        },
      },
      async (request, reply) => {
        const { channel, ...asked } = request.body
        const taken = await takeIn(house, personOf(request.viewer), channel, asked)
        return isRefusal(taken)
          ? sendRefusal(reply, taken)
          : reply.code(201).send({ ...taken, url: `${house.config.publicUrl}/stuck/${taken.code}` })
      },
    )
  }
