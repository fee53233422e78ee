import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { readCursor, writeCursor } from '../../kit/cursor.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { personOf } from '../../org/personOf.ts'
import { organOf } from '../../org/rules/tree.ts'
import { languageOf, sendRefusal } from '../../platform/http/index.ts'
import { importColumns, listColumns } from './columns.ts'
import { visitTyped } from './contract.ts'
import { visiting } from './desks.ts'
import { importLedger, keptCampaigns } from './importing.ts'
import { concernFilter, listRoles, periodFilter, readList } from './list.ts'
import { settingsNow } from './opened.ts'
import { shares } from './rules/shares.ts'
import { countByCampaign, countByUnit } from './store/list.ts'
import { enterTyped, organOfCampaign } from './visits.ts'

const reading = `role:${listRoles.join(',')}` as const
const entering = 'role:clerk,officer,leader,deputy_head,head' as const
const keeping = 'role:leader,deputy_head,head' as const
const largest = 8 * 1024 * 1024
/** A file of the wrong year has a fault in every row; nobody reads more than these. */
const mostFaults = 200

const cell = z.union([z.string(), z.number(), z.null()])
const counts = Object.fromEntries(shares.map(share => [share, z.int()]))

/** The console's doors under /api/rounds: entering a visit, taking a ledger in, the ledger with what is behind each figure. */
export const roundsRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/rounds/campaigns',
      {
        config: { permission: entering },
        schema: {
          response: {
            200: z.object({
              items: z.array(
                z.object({
                  code: z.string(),
                  name: z.string(),
                  kind: z.enum(['household', 'firm']),
                  /** Units of the viewer's own posts that visit for it. */
                  units: z.array(z.object({ id: z.uuid(), name: z.string() })),
                  keeps: z.boolean(),
                }),
              ),
              key: z.uuid().optional(),
            }),
          },
        },
      },
      async request => {
        const viewer = personOf(request.viewer)
        const org = await house.as(viewer, tx => house.org.snapshot(tx, dayOf(house.clock.now())))
        const kept = keptCampaigns(house, org, viewer)
        const items = Object.entries(settingsNow(house).campaigns).flatMap(([code, campaign]) => {
          const organ = organOfCampaign(org, campaign)
          const own = viewer.posts.filter(post => visiting.includes(post.role) && organOf(org, post.unit) === organ).map(post => post.unit)
          const units = [...new Set(own)].map(id => ({ id, name: org.units.get(id)?.name ?? '' }))
          const name = languageOf(request) === 'en' ? (campaign.name_en ?? campaign.name) : campaign.name
          return units.length === 0 ? [] : [{ code, name, kind: campaign.kind, units, keeps: kept.includes(code) }]
        })
        // The key makes the next pressing one visit. Whoever does not visit reads the same every time.
        return items.length === 0 ? { items } : { items, key: house.keys.uuid() }
      },
    )

    app.post(
      '/api/rounds/visits',
      {
        config: { permission: entering },
        schema: {
          body: visitTyped,
          response: {
            201: z.object({
              concerns: z.int(),
              opened: z.array(z.object({ matter: z.uuid(), number: z.string(), unitName: z.string() })).readonly(),
            }),
          },
        },
      },
      async (request, reply) => {
        const entered = await enterTyped(house, personOf(request.viewer), request.body)
        return isRefusal(entered) ? sendRefusal(reply, entered) : reply.code(201).send(entered)
      },
    )

    app.post(
      '/api/rounds/import',
      {
        config: { permission: keeping },
        bodyLimit: largest * 2,
        schema: {
          body: z.strictObject({
            file: z.enum(['csv', 'xlsx']),
            bytes: z.base64().max(Math.ceil((largest * 4) / 3) + 4),
            dryRun: z.boolean(),
          }),
          response: {
            200: z.object({
              rows: z.int(),
              visits: z.int(),
              added: z.int(),
              opened: z.int(),
              unchanged: z.int(),
              dryRun: z.boolean(),
              faultCount: z.int(),
              faults: z.array(z.object({ line: z.int(), field: z.string(), title: z.string() })),
            }),
          },
        },
      },
      async (request, reply) => {
        const { bytes, ...asked } = request.body
        const outcome = await importLedger(house, personOf(request.viewer), { ...asked, bytes: Buffer.from(bytes, 'base64') })
        if (isRefusal(outcome)) return sendRefusal(reply, outcome)
        const language = languageOf(request)
        return {
          ...outcome,
          dryRun: asked.dryRun,
          faultCount: outcome.faults.length,
          faults: outcome.faults.slice(0, mostFaults).map(({ line, field, ...said }) => ({
            line,
            field: importColumns.find(column => column.key === field)?.title[language] ?? field,
            title: said[language],
          })),
        }
      },
    )

    app.get(
      '/api/rounds/list',
      {
        config: { permission: reading },
        schema: {
          querystring: concernFilter.extend({
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
      '/api/rounds/board',
      {
        config: { permission: reading },
        schema: {
          querystring: periodFilter,
          response: {
            200: z.object({
              campaigns: z.array(z.object({ campaign: z.string(), name: z.string(), visits: z.int(), ...counts })).readonly(),
              units: z.array(z.object({ unit: z.uuid(), name: z.string(), ...counts })).readonly(),
              columns: z.array(z.object({ key: z.string(), title: z.string(), kind: z.enum(['text', 'number', 'day', 'instant']) })),
            }),
          },
        },
      },
      async request => {
        const language = languageOf(request)
        const names = settingsNow(house).campaigns
        return house.as(request.viewer, async tx => ({
          campaigns: (await countByCampaign(tx, request.query)).map(row => ({
            ...row,
            name: (language === 'en' ? names[row.campaign]?.name_en : undefined) ?? names[row.campaign]?.name ?? row.campaign,
          })),
          units: await countByUnit(tx, request.query),
          columns: listColumns.map(({ key, title, kind }) => ({ key, title: title[language], kind })),
        }))
      },
    )
  }
