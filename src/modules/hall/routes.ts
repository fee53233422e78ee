import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { House } from '../../engine/house.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { personOf } from '../../org/personOf.ts'
import { HttpProblem, languageOf, sendRefusal } from '../../platform/http/index.ts'
import { unitByCode } from '../../org/rules/tree.ts'
import { columns, optional } from './columns.ts'
import { enterOne, importFile, isKeeper } from './change.ts'
import { code, hallBody, itemBody, kinds, why, windowBody } from './contract.ts'
import type { Held, Kind } from './contract.ts'
import {
  countingNow,
  dayAsked,
  hallFilter,
  hallsFor,
  itemFilter,
  itemsFor,
  lineOf,
  narrowing,
  readers,
  windowFilter,
  windowsFor,
} from './register.ts'
import { groupings, groupsOf, hallsOf, meanEntered, oneThingsOf, shareNames, sharesOf, windowsOf } from './rules/shares.ts'
import { listVersions } from './store.ts'

const reading = `role:${readers.join(',')}` as const
const keeping = 'role:leader,deputy_head,head' as const
const largest = 8 * 1024 * 1024
/** A file of the wrong year has a fault in every row; nobody reads more than these. */
const mostFaults = 200

const named = z.record(z.string().max(40), z.string().max(200))
const cell = z.union([z.string(), z.number(), z.null()])
const paging = { cursor: code.optional(), limit: z.coerce.number().int().min(1).max(100).default(30) }
/** Also what a file may head it with, and whether a file must have it. */
const columnSaid = z.object({ key: z.string(), title: z.string(), known: z.array(z.string()), needed: z.boolean() })
const columnsSaid = (kind: Kind, language: 'zh' | 'en'): z.infer<typeof columnSaid>[] =>
  columns[kind].map(({ key, title }) => ({ key, title: title[language], known: [title.zh, title.en], needed: !optional.includes(key) }))
const listed = z.object({
  /** As asked. Absent: today, which is not said, so that the same register reads the same on every day. */
  on: z.string().optional(),
  total: z.int(),
  columns: z.array(columnSaid),
  items: z.array(z.record(z.string(), cell)),
  next: z.string().optional(),
})
const fraction = z.object({ part: z.int(), of: z.int() })
const figures = {
  items: z.int(),
  shares: z.object(Object.fromEntries(shareNames.map(name => [name, fraction]))),
  shortened: fraction,
}
const entry = { code, seen: z.int().min(0), fromOn: z.iso.date(), why, gone: z.boolean().default(false) }

/** The doors of the register under /api/hall: reading as of a day, figures with what is behind them, changes by hand and by file. */
export const hallRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    const paged = <K extends Kind>(
      kind: K,
      rows: readonly Held<K>[],
      { on, cursor, limit }: { readonly on?: string | undefined; readonly cursor?: string | undefined; readonly limit: number },
      language: 'zh' | 'en',
    ): z.infer<typeof listed> => {
      const from = cursor === undefined ? 0 : rows.findIndex(row => row.code > cursor)
      const page = from < 0 ? [] : rows.slice(from, from + limit)
      const last = page.at(-1)
      return {
        ...(on === undefined ? {} : { on }),
        total: rows.length,
        columns: columnsSaid(kind, language),
        items: page.map(row => ({ ...lineOf(kind, row, language) })),
        ...(last !== undefined && last !== rows.at(-1) ? { next: last.code } : {}),
      }
    }

    app.get(
      '/api/hall/items',
      { config: { permission: reading }, schema: { querystring: itemFilter.extend(paging), response: { 200: listed } } },
      async request => {
        const { cursor: _c, limit: _l, ...filter } = request.query
        return paged('item', await house.as(request.viewer, tx => itemsFor(house, tx, filter)), request.query, languageOf(request))
      },
    )
    app.get(
      '/api/hall/windows',
      { config: { permission: reading }, schema: { querystring: windowFilter.extend(paging), response: { 200: listed } } },
      async request => {
        const { cursor: _c, limit: _l, ...filter } = request.query
        return paged('window', await house.as(request.viewer, tx => windowsFor(house, tx, filter)), request.query, languageOf(request))
      },
    )

    app.get(
      '/api/hall/halls',
      { config: { permission: reading }, schema: { querystring: hallFilter.extend(paging), response: { 200: listed } } },
      async request => {
        const { cursor: _c, limit: _l, ...filter } = request.query
        return paged('hall', await house.as(request.viewer, tx => hallsFor(house, tx, filter)), request.query, languageOf(request))
      },
    )

    app.get(
      '/api/hall/entries/:kind/:code',
      {
        config: { permission: reading },
        schema: {
          params: z.object({ kind: z.enum(kinds), code }),
          response: {
            200: z.object({
              mayChange: z.boolean(),
              columns: z.array(columnSaid),
              versions: z.array(
                z.object({
                  version: z.int(),
                  fromOn: z.string(),
                  gone: z.boolean(),
                  line: z.record(z.string(), cell),
                  body: z.union([itemBody, windowBody, hallBody]),
                  changedAt: z.string(),
                  byName: z.string(),
                  why: z.string(),
                  /** As the organisation's register has it today. */
                  org: z.object({ id: z.uuid(), name: z.string() }).optional(),
                }),
              ),
            }),
          },
        },
      },
      async request => {
        const { kind, code: asked } = request.params
        const viewer = personOf(request.viewer)
        const { versions, mayChange, org } = await house.as(viewer, async tx => ({
          org: await house.org.snapshot(tx, dayAsked(house, undefined)),
          versions: await listVersions(tx, kind, asked),
          mayChange: await isKeeper(house, tx, viewer),
        }))
        if (versions.length === 0) throw new HttpProblem('not_found')
        return {
          mayChange,
          columns: columnsSaid(kind, languageOf(request)),
          versions: versions.map(({ changedAt, ...row }) => {
            const unit = row.body.unitCode === undefined ? undefined : unitByCode(org, row.body.unitCode)
            return {
              ...row,
              line: { ...lineOf(kind, { code: asked, ...row }, languageOf(request)) },
              changedAt: changedAt.toISOString(),
              ...(unit
                ? { org: { id: unit.id, name: [org.units.get(unit.parent ?? '')?.name, unit.name].filter(Boolean).join(' ') } }
                : {}),
            }
          }),
        }
      },
    )

    app.get(
      '/api/hall/shares',
      {
        config: { permission: reading },
        schema: {
          querystring: narrowing.extend({ by: z.enum(groupings).default('place') }),
          response: {
            200: z.object({
              on: z.string().optional(),
              negativeListCounts: z.boolean(),
              mayChange: z.boolean(),
              all: z.object(figures),
              /** The mean of the places' shares moved in. */
              meanEntered: z.number().optional(),
              groups: z.array(z.object({ level: z.string(), name: z.string(), ...figures })).readonly(),
              windows: z.object({ all: z.int(), integrated: z.int(), managed: z.int(), apart: z.int() }),
              halls: z.object({ all: z.int(), area: z.int(), counters: z.int() }),
              /** Items of the negative list. */
              negative: z.int(),
              oneThings: z.array(z.object({ name: z.string(), items: z.int(), entered: z.int(), online: z.int() })).readonly(),
            }),
          },
        },
      },
      async request => {
        const { by, ...filter } = request.query
        const viewer = personOf(request.viewer)
        const counting = countingNow(house)
        const { items, windows, halls, mayChange } = await house.as(viewer, async tx => ({
          items: (await itemsFor(house, tx, filter)).map(one => one.body),
          windows: (await windowsFor(house, tx, filter)).map(one => one.body),
          halls: (await hallsFor(house, tx, filter)).map(one => one.body),
          mayChange: await isKeeper(house, tx, viewer),
        }))
        const mean = meanEntered(items, counting)
        return {
          ...(filter.on === undefined ? {} : { on: filter.on }),
          ...counting,
          mayChange,
          all: sharesOf(items, counting),
          ...(mean === undefined ? {} : { meanEntered: mean }),
          groups: groupsOf(items, by, counting),
          windows: windowsOf(windows),
          halls: hallsOf(halls),
          negative: items.filter(item => item.hall === 'negative').length,
          oneThings: oneThingsOf(items),
        }
      },
    )

    app.post(
      '/api/hall/entries',
      {
        config: { permission: keeping },
        schema: {
          body: z.discriminatedUnion('kind', [
            z.strictObject({ kind: z.literal('item'), ...entry, body: itemBody }),
            z.strictObject({ kind: z.literal('window'), ...entry, body: windowBody }),
            z.strictObject({ kind: z.literal('hall'), ...entry, body: hallBody }),
          ]),
          response: { 201: z.object({ version: z.int() }) },
        },
      },
      async (request, reply) => {
        const done = await enterOne(house, personOf(request.viewer), request.body)
        return isRefusal(done) ? sendRefusal(reply, done) : reply.code(201).send(done)
      },
    )

    app.post(
      '/api/hall/import',
      {
        config: { permission: keeping },
        bodyLimit: largest * 2,
        schema: {
          body: z.strictObject({
            kind: z.enum(kinds),
            file: z.enum(['csv', 'xlsx']),
            bytes: z.base64().max(Math.ceil((largest * 4) / 3) + 4),
            fromOn: z.iso.date(),
            why,
            mapping: z.strictObject({ fields: named, constants: named }).optional(),
            dryRun: z.boolean(),
          }),
          response: {
            200: z.object({
              columns: z.array(z.string()).readonly(),
              sample: z.array(z.array(z.string()).readonly()).readonly(),
              rows: z.int(),
              added: z.int(),
              changed: z.int(),
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
        const outcome = await importFile(house, personOf(request.viewer), { ...asked, bytes: Buffer.from(bytes, 'base64') })
        if (isRefusal(outcome)) return sendRefusal(reply, outcome)
        return {
          ...outcome,
          dryRun: asked.dryRun,
          faultCount: outcome.faults.length,
          faults: outcome.faults.slice(0, mostFaults).map(({ line, field, ...said }) => ({
            line,
            field: columns[asked.kind].find(column => column.key === field)?.title[languageOf(request)] ?? field,
            title: said[languageOf(request)],
          })),
        }
      },
    )
  }
