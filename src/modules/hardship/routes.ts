import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { readCursor, writeCursor } from '../../kit/cursor.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { personOf } from '../../org/personOf.ts'
import { languageOf, sendRefusal } from '../../platform/http/index.ts'
import { hardshipAsked } from './contract.ts'
import { sourceOf, takeIn, worksAt } from './intake.ts'
import { listColumns, listFilter, monthFilter, readList } from './list.ts'
import { settingsNow } from './opened.ts'
import { countByUnit, shares } from './store/list.ts'

/** Whoever may have a matter before him, or works at a window. */
const takers = 'role:clerk,officer,leader,deputy_head,head,callback_centre' as const
const readers = 'role:clerk,officer,leader,deputy_head,head,supervisor' as const
const cell = z.union([z.string(), z.number(), z.null()])
const counts = Object.fromEntries(shares.map(share => [share, z.int()]))

/** The console's doors under /api/hardship: taking in at a window or from a matter, the list, and the month unit by unit. */
export const hardshipRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/hardship/places',
      {
        config: { permission: takers },
        schema: {
          querystring: z.object({ from: z.uuid().optional() }),
          response: {
            200: z.object({
              items: z.array(z.object({ code: z.string(), name: z.string() })),
              from: z.string().optional(),
              key: z.uuid().optional(),
            }),
          },
        },
      },
      async request => {
        const viewer = personOf(request.viewer)
        const source = await sourceOf(house, viewer, request.query.from)
        const org = await house.as(viewer, tx => house.org.snapshot(tx, dayOf(house.clock.now())))
        const items = Object.entries(settingsNow(house).places)
          .filter(([, place]) => source !== undefined || worksAt(org, viewer, place))
          .map(([code, { name }]) => ({ code, name }))
        // The key makes the next pressing one application. Whoever may take none in reads the same every time.
        return items.length === 0 ? { items } : { items, ...(source ? { from: source.number } : {}), key: house.keys.uuid() }
      },
    )

    app.post(
      '/api/hardship/intake',
      {
        config: { permission: takers },
        schema: {
          body: hardshipAsked
            .extend({
              channel: z.enum(['window', 'phone']),
              /** The matter from which it is applied for. */
              from: z.uuid().optional(),
              /** Her own word that she wishes it: without it nobody applies for her. */
              word: z.literal(true),
            })
            .strict(),
          response: { 201: z.object({ number: z.string(), code: z.string(), url: z.string() }) },
        },
      },
      async (request, reply) => {
        const { channel, from, word: _, ...asked } = request.body
        const taken = await takeIn(house, { by: personOf(request.viewer), channel, from }, asked)
        if (isRefusal(taken)) return sendRefusal(reply, taken)
        // Not which matter it is: whoever wrote it down has no more to do with it.
        const { number, code } = taken
        return reply.code(201).send({ number, code, url: `${house.config.publicUrl}/hardship/${code}` })
      },
    )

    app.get(
      '/api/hardship/list',
      {
        config: { permission: readers },
        schema: {
          querystring: listFilter.extend({
            cursor: z.string().max(200).optional(),
            limit: z.coerce.number().int().min(1).max(100).default(30),
          }),
          response: { 200: z.object({ items: z.array(z.record(z.string(), cell)).readonly(), next: z.string().optional() }) },
        },
      },
      async request => {
        const { cursor, limit, ...filter } = request.query
        const asked = { viewer: personOf(request.viewer), filter, language: languageOf(request) }
        const { lines, next } = await house.as(request.viewer, tx => readList(house, tx, asked, readCursor(cursor), limit))
        return { items: lines, ...(next === undefined ? {} : { next: writeCursor(next) }) }
      },
    )

    app.get(
      '/api/hardship/board',
      {
        config: { permission: readers },
        schema: {
          querystring: monthFilter,
          response: {
            200: z.object({
              units: z.array(z.object({ unit: z.uuid(), name: z.string(), ...counts })).readonly(),
              columns: z.array(z.object({ key: z.string(), title: z.string(), kind: z.enum(['text', 'number', 'day', 'instant']) })),
            }),
          },
        },
      },
      async request => ({
        units: await house.as(request.viewer, tx => countByUnit(tx, house.clock.now(), request.query)),
        columns: listColumns.map(({ key, title, kind }) => ({ key, title: title[languageOf(request)], kind })),
      }),
    )
  }
