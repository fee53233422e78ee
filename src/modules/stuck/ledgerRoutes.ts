import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { House } from '../../engine/house.ts'
import type { Person } from '../../org/ledger.ts'
import { languageOf } from '../../platform/http/index.ts'
import { ledgerColumns, ledgerFilter, readLedger } from './ledger.ts'
import { ledgerValues } from './ledgerWords.ts'
import { settingsNow } from './opened.ts'
import { countShares, leadsSeen, shares } from './store/ledger.ts'
import { readCursor, writeCursor } from '../../kit/cursor.ts'

const readers = 'role:clerk,officer,leader,deputy_head,head,supervisor' as const

/** Filters whose values the ledger has words for. */
const chosenBy = ['channel', 'category', 'treatment'] as const

const cell = z.union([z.string(), z.number(), z.null()])

/** 台账 and its board at /api/stuck/ledger: what the viewer sees of the windows of last resort, and the three shares of it. */
export const ledgerRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/stuck/ledger',
      {
        config: { permission: readers },
        schema: {
          querystring: ledgerFilter.extend({
            cursor: z.string().max(200).optional(),
            limit: z.coerce.number().int().min(1).max(100).default(30),
          }),
          response: { 200: z.object({ items: z.array(z.record(z.string(), cell)).readonly(), next: z.string().optional() }) },
        },
      },
      async request => {
        const { cursor, limit, ...filter } = request.query
        const viewer = request.viewer as Person
        const asked = { viewer, filter, language: languageOf(request) }
        const { lines, next } = await house.as(viewer, tx => readLedger(house, tx, asked, readCursor(cursor), limit))
        return { items: lines, ...(next === undefined ? {} : { next: writeCursor(next) }) }
      },
    )

    app.get(
      '/api/stuck/board',
      {
        config: { permission: readers },
        schema: {
          querystring: ledgerFilter.omit({ share: true }),
          response: {
            200: z.object({
              counts: z.object(Object.fromEntries(shares.map(share => [share, z.int()]))),
              columns: z.array(z.object({ key: z.string(), title: z.string(), kind: z.enum(['text', 'number', 'day', 'instant']) })),
              windows: z.array(z.object({ code: z.string(), name: z.string() })),
              choices: z.object(
                Object.fromEntries(chosenBy.map(group => [group, z.array(z.object({ value: z.string(), title: z.string() }))])),
              ),
              leads: z.array(z.object({ unit: z.uuid(), name: z.string() })).readonly(),
            }),
          },
        },
      },
      async request => {
        const language = languageOf(request)
        return house.as(request.viewer, async tx => ({
          counts: await countShares(tx, request.query, house.clock.now()),
          columns: ledgerColumns.map(({ key, title, kind }) => ({ key, title: title[language], kind })),
          windows: Object.entries(settingsNow(house).windows).map(([code, { name }]) => ({ code, name })),
          choices: Object.fromEntries(
            chosenBy.map(group => [
              group,
              Object.entries(ledgerValues[group] ?? {}).map(([value, title]) => ({ value, title: title[language] })),
            ]),
          ),
          leads: await leadsSeen(tx),
        }))
      },
    )
  }
