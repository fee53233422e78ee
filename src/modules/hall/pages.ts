import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { House } from '../../engine/house.ts'
import { askedView, pageView, sendPage } from '../../platform/http/index.ts'
import { hallItemPage, hallPage } from './citizen/pages.ts'
import { dayAsked } from './register.ts'
import { findItem, findItems } from './store.ts'

/** A neighbourhood may be a whole hall. */
const limit = { name: 'hall', burst: 120, perMinute: 60 } as const
/** More than these nobody reads through; the page says how to narrow. */
const mostFound = 20

/** /hall and /hall/<code>: where a citizen finds an item, without script. */
export const hallPages =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/hall',
      {
        config: { permission: 'public', headers: 'page', limit },
        schema: { querystring: z.object({ ...askedView, find: z.string().trim().max(60).optional().catch(undefined) }) },
      },
      async (request, reply) => {
        const base = pageView(request, request.query, house.programmes.current().words)
        const { find } = request.query
        if (!find) return sendPage(reply, hallPage(base))
        const found = await house.as({ kind: 'public', city: house.city }, tx =>
          findItems(tx, dayAsked(house, undefined), find, mostFound + 1),
        )
        return sendPage(reply, hallPage({ ...base, find, found: found.slice(0, mostFound), more: found.length > mostFound }))
      },
    )

    app.get(
      '/hall/:code',
      {
        config: { permission: 'public', headers: 'page', limit },
        schema: { params: z.object({ code: z.string().max(63) }), querystring: z.object(askedView) },
      },
      async (request, reply) => {
        const base = pageView(request, request.query, house.programmes.current().words)
        const item = await house.as({ kind: 'public', city: house.city }, tx =>
          findItem(tx, request.params.code, dayAsked(house, undefined)),
        )
        return item ? sendPage(reply, hallItemPage({ ...base, item })) : sendPage(reply, hallPage({ ...base, unknown: true }), 404)
      },
    )
  }
