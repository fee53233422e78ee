import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { House } from '../../engine/house.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { personOf } from '../../org/personOf.ts'
import { languageOf, sendRefusal } from '../../platform/http/index.ts'
import { listFilter } from './list.ts'
import { settingsNow } from './opened.ts'
import { bringIn, keepsZone, takeBack } from './past.ts'
import { pastFields } from './rules/pastRows.ts'
import type { PastMapping } from './rules/pastRows.ts'
import { listFiles, listPast } from './store/past.ts'

const keeping = 'role:leader,deputy_head,head' as const
const readers = 'role:clerk,officer,leader,deputy_head,head,supervisor' as const
const largest = 8 * 1024 * 1024
/** A file of the wrong year has a fault in every row; nobody reads more than these. */
const mostFaults = 200
const perPage = 50
const placeCode = z.string().regex(/^[a-z0-9_]{1,40}$/)
const named = z.partialRecord(z.enum(pastFields), z.string().max(80))

/** The doors of old ledgers under /api/zone/past: brought in as a whole, looked at line by line, taken back as a whole. */
export const pastRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/zone/past',
      {
        config: { permission: readers },
        schema: {
          querystring: listFilter
            .omit({ share: true })
            .extend({ solved: z.stringbool().optional(), cursor: z.coerce.number().int().min(0).max(10_000_000).default(0) }),
          response: {
            200: z.object({
              items: z
                .array(
                  z.object({
                    file: z.uuid(),
                    fileName: z.string(),
                    line: z.int(),
                    kind: z.string(),
                    onDay: z.string(),
                    ending: z.string(),
                  }),
                )
                .readonly(),
              next: z.string().optional(),
            }),
          },
        },
      },
      async request => {
        const { cursor, ...filter } = request.query
        const found = await house.as(request.viewer, tx => listPast(tx, filter, cursor, perPage + 1))
        return { items: found.slice(0, perPage), ...(found.length > perPage ? { next: String(cursor + perPage) } : {}) }
      },
    )

    app.get(
      '/api/zone/files',
      {
        config: { permission: readers },
        schema: {
          response: {
            200: z.object({
              places: z.array(z.object({ code: z.string(), name: z.string() })),
              items: z.array(
                z.object({
                  id: z.uuid(),
                  place: z.string(),
                  name: z.string(),
                  rows: z.int(),
                  broughtAt: z.string(),
                  byName: z.string(),
                  takenBackAt: z.string().nullable(),
                  takenBackBy: z.string().nullable(),
                  mayTakeBack: z.boolean(),
                }),
              ),
            }),
          },
        },
      },
      async request => {
        const viewer = personOf(request.viewer)
        return house.as(viewer, async tx => {
          const all = Object.entries(settingsNow(house).places)
          const kept = new Set<string>()
          for (const [code] of all) if (await keepsZone(house, tx, viewer, code)) kept.add(code)
          return {
            places: all.filter(([code]) => kept.has(code)).map(([code, { name }]) => ({ code, name })),
            items: (await listFiles(tx)).map(({ broughtAt, takenBackAt, ...file }) => ({
              ...file,
              broughtAt: broughtAt.toISOString(),
              takenBackAt: takenBackAt?.toISOString() ?? null,
              mayTakeBack: takenBackAt === null && kept.has(file.place),
            })),
          }
        })
      },
    )

    app.post(
      '/api/zone/past',
      {
        config: { permission: keeping },
        bodyLimit: largest * 2,
        schema: {
          body: z.strictObject({
            place: placeCode,
            name: z.string().trim().min(1).max(120),
            file: z.enum(['csv', 'xlsx']),
            bytes: z.base64().max(Math.ceil((largest * 4) / 3) + 4),
            mapping: z.strictObject({ fields: named, constants: named }),
            dryRun: z.boolean(),
          }),
          response: {
            200: z.object({
              id: z.uuid().optional(),
              rows: z.int(),
              columns: z.array(z.string()).readonly(),
              sample: z.array(z.array(z.string()).readonly()).readonly(),
              faultCount: z.int(),
              faults: z.array(z.object({ line: z.int(), field: z.string(), title: z.string() })),
            }),
          },
        },
      },
      async (request, reply) => {
        const { bytes, mapping, ...asked } = request.body
        const outcome = await bringIn(house, personOf(request.viewer), {
          ...asked,
          mapping: mapping as PastMapping,
          bytes: Buffer.from(bytes, 'base64'),
        })
        if (isRefusal(outcome)) return sendRefusal(reply, outcome)
        return {
          ...outcome,
          faultCount: outcome.faults.length,
          faults: outcome.faults
            .slice(0, mostFaults)
            .map(({ line, field, ...said }) => ({ line, field, title: said[languageOf(request)] })),
        }
      },
    )

    app.post(
      '/api/zone/files/:id/take-back',
      {
        config: { permission: keeping },
        schema: { params: z.object({ id: z.uuid() }), response: { 200: z.object({ id: z.uuid() }) } },
      },
      async (request, reply) => {
        const done = await takeBack(house, personOf(request.viewer), request.params.id)
        return done === true ? { id: request.params.id } : sendRefusal(reply, done)
      },
    )
  }
