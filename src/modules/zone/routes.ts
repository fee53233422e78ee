import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { readCursor, writeCursor } from '../../kit/cursor.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { personOf } from '../../org/personOf.ts'
import { unitByCode } from '../../org/rules/tree.ts'
import { languageOf, sendRefusal } from '../../platform/http/index.ts'
import { zoneAsked } from './contract.ts'
import { takeIn } from './intake.ts'
import { boardFilter, listColumns, listFilter, readBoard, readList } from './list.ts'
import { settingsNow } from './opened.ts'
import { shares } from './store/list.ts'

const atZone = 'role:clerk,officer,leader' as const
const readers = 'role:clerk,officer,leader,deputy_head,head,supervisor' as const
const cell = z.union([z.string(), z.number(), z.null()])
const counts = Object.fromEntries([...shares, 'before', 'beforeSolved', 'all'].map(share => [share, z.int()]))

/** The console's doors under /api/zone: taking in at the zone, the list, and the four works apart. */
export const zoneRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/zone/places',
      {
        config: { permission: atZone },
        schema: {
          response: { 200: z.object({ items: z.array(z.object({ code: z.string(), name: z.string() })), key: z.uuid().optional() }) },
        },
      },
      async request => {
        const viewer = personOf(request.viewer)
        const org = await house.as(viewer, tx => house.org.snapshot(tx, dayOf(house.clock.now())))
        const items = Object.entries(settingsNow(house).places)
          .filter(([, place]) => viewer.posts.some(post => post.unit === unitByCode(org, place.unit)?.id))
          .map(([code, { name }]) => ({ code, name }))
        // The key makes the next pressing one matter. Whoever works in no zone reads the same every time.
        return items.length === 0 ? { items } : { items, key: house.keys.uuid() }
      },
    )

    app.post(
      '/api/zone/intake',
      {
        config: { permission: atZone },
        schema: {
          body: zoneAsked.extend({ channel: z.enum(['window', 'phone']) }).strict(),
          response: {
            201: z.object({ matter: z.uuid(), number: z.string(), code: z.string(), specialist: z.string(), url: z.string() }),
          },
        },
      },
      async (request, reply) => {
        const { channel, ...asked } = request.body
        const taken = await takeIn(house, personOf(request.viewer), channel, asked)
        return isRefusal(taken)
          ? sendRefusal(reply, taken)
          : reply.code(201).send({ ...taken, url: `${house.config.publicUrl}/zone/${taken.code}` })
      },
    )

    app.get(
      '/api/zone/list',
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
      '/api/zone/board',
      {
        config: { permission: readers },
        schema: {
          querystring: boardFilter,
          response: {
            200: z.object({
              rows: z.array(z.object({ place: z.string(), placeName: z.string(), kind: z.string(), ...counts })).readonly(),
              columns: z.array(z.object({ key: z.string(), title: z.string(), kind: z.enum(['text', 'number', 'day', 'instant']) })),
            }),
          },
        },
      },
      async request => ({
        rows: await house.as(request.viewer, tx => readBoard(house, tx, request.query)),
        columns: listColumns.map(({ key, title, kind }) => ({ key, title: title[languageOf(request)], kind })),
      }),
    )
  }
