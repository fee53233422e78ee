import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { readNumber } from '../../engine/index.ts'
import { isRefusal, refuse } from '../../kit/refusal.ts'
import { readCode } from '../../kit/typed.ts'
import { personOf } from '../../org/personOf.ts'
import { languageOf, sendRefusal } from '../../platform/http/index.ts'
import { intakeAsked } from './contract.ts'
import { takeIn } from './intake.ts'
import { listColumns, listFilter, readList, unitsOf } from './list.ts'
import { codes, settingsNow } from './opened.ts'
import { unitByCode } from '../../org/rules/tree.ts'
import { findByCode, findByLabel } from './store.ts'
import { countWhere, wheres } from './store/list.ts'
import { readCursor, writeCursor } from '../../kit/cursor.ts'

const atPoint = 'role:clerk,officer,leader' as const
const readers = 'role:clerk,officer,leader,deputy_head,head' as const
const cell = z.union([z.string(), z.number(), z.null()])
const pointShown = z.object({
  code: z.string(),
  name: z.string(),
  serves: z.array(z.object({ code: z.string(), name: z.string() })),
})

/** What was scanned or typed: a receipt's code or address, a matter's number, a bag's. */
const readLabel = (text: string) => ({
  code: readCode(/\/transfer\/(\d{16})/.exec(text)?.[1] ?? text),
  number: readNumber(text) ?? '',
  bag: text.trim().toUpperCase(),
})

/** The points' own doors under /api/transfer: taking papers in, where they are, and finding one by its label. */
export const transferRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/transfer/points',
      {
        config: { permission: atPoint },
        schema: { response: { 200: z.object({ items: z.array(pointShown), key: z.uuid().optional() }) } },
      },
      async request => {
        const viewer = personOf(request.viewer)
        const org = await house.as(viewer, tx => house.org.snapshot(tx, dayOf(house.clock.now())))
        const items = Object.entries(settingsNow(house).points)
          .filter(([, point]) => viewer.posts.some(post => post.unit === unitByCode(org, point.unit)?.id))
          .map(([code, { name, serves }]) => ({
            code,
            name,
            serves: serves.flatMap(one => {
              const unit = unitByCode(org, one)
              return unit ? [{ code: one, name: unit.name }] : []
            }),
          }))
        // The key makes the next pressing one matter. Whoever has no point reads the same every time.
        return items.length === 0 ? { items } : { items, key: house.keys.uuid() }
      },
    )

    app.post(
      '/api/transfer/intake',
      {
        config: { permission: atPoint },
        schema: {
          body: intakeAsked,
          response: { 201: z.object({ matter: z.uuid(), number: z.string(), code: z.string(), url: z.string() }) },
        },
      },
      async (request, reply) => {
        const taken = await takeIn(house, personOf(request.viewer), request.body)
        return isRefusal(taken)
          ? sendRefusal(reply, taken)
          : reply.code(201).send({ ...taken, url: `${house.config.publicUrl}/transfer/${taken.code}` })
      },
    )

    app.get(
      '/api/transfer/list',
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
      '/api/transfer/board',
      {
        config: { permission: readers },
        schema: {
          querystring: listFilter.omit({ where: true }),
          response: {
            200: z.object({
              counts: z.object(Object.fromEntries(wheres.map(where => [where, z.int()]))),
              columns: z.array(z.object({ key: z.string(), title: z.string(), kind: z.enum(['text', 'number', 'day', 'instant']) })),
            }),
          },
        },
      },
      async request => ({
        counts: await house.as(request.viewer, tx => countWhere(tx, house.clock.now(), unitsOf(personOf(request.viewer)), request.query)),
        columns: listColumns.map(({ key, title, kind }) => ({ key, title: title[languageOf(request)], kind })),
      }),
    )

    // Posted, so that a receipt's code stays out of addresses and logs.
    app.post(
      '/api/transfer/find',
      {
        config: { permission: readers },
        schema: { body: z.strictObject({ text: z.string().trim().min(4).max(200) }), response: { 200: z.object({ matter: z.uuid() }) } },
      },
      async (request, reply) => {
        const viewer = personOf(request.viewer)
        const { code, ...label } = readLabel(request.body.text)
        const matter = await house.as(viewer, async tx => {
          const found =
            code === undefined
              ? await findByLabel(tx, house.city, label)
              : await findByCode(tx, house.city, codes.digestOf(house.keys, house.city, code))
          return found !== undefined && (await house.engine.readIn(tx, viewer, found)) ? found : undefined
        })
        return matter === undefined ? sendRefusal(reply, refuse('code_unknown', { field: 'text' })) : { matter }
      },
    )
  }
