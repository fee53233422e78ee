import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { House } from '../../engine/house.ts'
import { askedView, pageView, sendPage } from '../../platform/http/index.ts'
import { hallItemPage, hallPage } from './citizen/pages.ts'
import { code } from './contract.ts'
import { dayAsked } from './register.ts'
import { findItem, findItems, listHeld } from './store.ts'

/** A neighbourhood may be a whole hall. */
const limit = { name: 'hall', burst: 120, perMinute: 60 } as const
/** More than these nobody reads through; the page says how to narrow. */
const mostFound = 20

/** What a person types has no sign that cannot be seen; a database has no place for some of them. */
const find = z
  .string()
  .trim()
  .max(60)
  .regex(/^\P{Cc}*$/u)
  .optional()
  .catch(undefined)

/** /hall and /hall/<code>: where a citizen finds an item, without script. */
export const hallPages =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/hall',
      {
        config: { permission: 'public', headers: 'page', limit },
        schema: { querystring: z.object({ ...askedView, find }) },
      },
      async (request, reply) => {
        const { find } = request.query
        const plain = pageView(request, request.query, house.programmes.current().words)
        if (!find) return sendPage(reply, hallPage(plain))
        const base = { ...plain, keep: { find } }
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
        const asked = code.safeParse(request.params.code).data
        const today = dayAsked(house, undefined)
        const { item, hall } = await house.as({ kind: 'public', city: house.city }, async tx => {
          const item = asked === undefined ? undefined : await findItem(tx, asked, today)
          const halls = item ? await listHeld(tx, 'hall', today) : []
          return { item, hall: halls.find(({ body }) => body.level === item?.body.level && body.place === item.body.place)?.body }
        })
        return item ? sendPage(reply, hallItemPage({ ...base, item, hall })) : sendPage(reply, hallPage({ ...base, unknown: true }), 404)
      },
    )
  }
