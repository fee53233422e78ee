import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import { matterNumber, sayNumber } from '../../engine/index.ts'
import type { House } from '../../engine/house.ts'
import { roleTitles } from '../../org/access/index.ts'
import { mayTakeOut } from '../../org/ledger.ts'
import type { Ledger, Person } from '../../org/ledger.ts'
import { personOf } from '../../org/personOf.ts'
import { attachment } from '../../platform/files/index.ts'
import { allowSlowAnswer, HttpProblem, languageOf } from '../../platform/http/index.ts'
import { wallTime } from '../../platform/sheets/index.ts'
import { chosenColumns, unitSetBy, usualColumns } from './columns.ts'
import type { ExportView, LedgerView } from './contract.ts'
import { folderOf, makeExport, placeOf, postsOf } from './make.ts'
import { stateOf, stillHolds } from './rules.ts'
import { columnSets, dropColumns, findOwn, insertExport, listOwn, openKey, revoke, saveColumns } from './store.ts'
import type { ExportRow } from './store.ts'

/** Up to so many rows the answer waits for the file; beyond, it is made in the background and the screen follows. */
export const backgroundAbove = 2000
const underwayAtMost = 2

const chosen = z
  .array(z.strictObject({ key: z.string().max(40), heading: z.string().trim().min(1).max(40) }))
  .min(1)
  .max(40)
const ledgerView = z.object({
  name: z.string(),
  title: z.string(),
  personal: z.boolean(),
  columns: z.array(z.object({ key: z.string(), heading: z.string() })).readonly(),
  chosen: z.array(z.object({ key: z.string(), heading: z.string() })).readonly(),
  chosenBy: z.enum(['person', 'unit', 'house']),
  unit: z.string().optional(),
  unitName: z.string().optional(),
})
const exportView = z.object({
  id: z.uuid(),
  number: z.string(),
  ledger: z.string(),
  title: z.string(),
  format: z.enum(['xlsx', 'csv']),
  purpose: z.string().optional(),
  askedAt: z.string(),
  state: z.enum(['making', 'ready', 'failed', 'revoked', 'expired']),
  done: z.int(),
  total: z.int().optional(),
  bytes: z.int().optional(),
  expiresAt: z.string().optional(),
  opened: z.int(),
})
const asked = z.strictObject({
  ledger: z.string().max(40),
  format: z.enum(['xlsx', 'csv']),
  /** The list's own filter, as its screen puts it into the address. */
  filter: z.record(z.string().max(40), z.union([z.string().max(600), z.number(), z.boolean()])).default({}),
  purpose: z.string().trim().max(200).optional(),
  /** For this once; absent: the saved ones. */
  columns: chosen.optional(),
})
const which = z.object({ id: z.uuid() })

const freshNumber = (house: House): string => {
  for (;;) {
    const number = matterNumber(house.keys.randomBytes(24))
    if (number !== undefined) return number
  }
}

/** Lists taken out at /api/exports: asked for, followed, opened by whoever asked, taken back. */
export const exportRoutes =
  (house: House, ledgers: readonly Ledger[]): FastifyPluginAsyncZod =>
  async app => {
    const config = { permission: 'session' } as const
    const openTo = (viewer: Person): readonly Ledger[] => ledgers.filter(ledger => mayTakeOut(ledger, viewer))
    /** Not his and not there are the same. */
    const ledgerOf = (viewer: Person, name: string): Ledger => {
      const found = openTo(viewer).find(ledger => ledger.name === name)
      if (!found) throw new HttpProblem('not_found')
      return found
    }
    const viewOf = (row: ExportRow, language: 'zh' | 'en'): ExportView => ({
      id: row.id,
      number: sayNumber(row.number),
      ledger: row.ledger,
      title: ledgers.find(ledger => ledger.name === row.ledger)?.title[language] ?? row.ledger,
      format: row.format,
      ...(row.purpose === null ? {} : { purpose: row.purpose }),
      askedAt: row.asked_at.toISOString(),
      state: stateOf(row, house.clock.now()),
      done: row.done,
      ...(row.total === null ? {} : { total: row.total }),
      ...(row.bytes === null ? {} : { bytes: Number(row.bytes) }),
      ...(row.expires_at === null ? {} : { expiresAt: row.expires_at.toISOString() }),
      opened: row.opened,
    })
    const own = async (viewer: Person, id: string): Promise<ExportRow> => {
      const row = await house.as(viewer, tx => findOwn(tx, id))
      if (!row) throw new HttpProblem('not_found')
      return row
    }

    app.get('/api/exports/ledgers', { config, schema: { response: { 200: z.object({ items: z.array(ledgerView) }) } } }, async request => {
      const viewer = personOf(request.viewer)
      const language = languageOf(request)
      const unit = unitSetBy(viewer)
      return house.as(viewer, async tx => {
        const sets = await columnSets(tx)
        const unitName = unit === undefined ? undefined : (await house.org.snapshot(tx, dayOf(house.clock.now()))).units.get(unit)?.name
        return {
          items: openTo(viewer).map((ledger): LedgerView => ({
            name: ledger.name,
            title: ledger.title[language],
            personal: ledger.personal === true,
            columns: usualColumns(ledger, language),
            ...chosenColumns(ledger, viewer, sets, language),
            ...(unit === undefined ? {} : { unit, ...(unitName === undefined ? {} : { unitName }) }),
          })),
        }
      })
    })

    app.post(
      '/api/exports/columns',
      {
        config,
        schema: {
          body: z.strictObject({
            ledger: z.string().max(40),
            owner: z.enum(['person', 'unit']),
            /** null: back to the usual ones. */ columns: chosen.nullable(),
          }),
        },
      },
      async (request, reply) => {
        const viewer = personOf(request.viewer)
        const { ledger: name, owner, columns } = request.body
        const ledger = ledgerOf(viewer, name)
        const of = owner === 'person' ? viewer.person : unitSetBy(viewer)
        if (of === undefined) throw new HttpProblem('not_permitted')
        if (columns?.some(column => !ledger.columns.some(known => known.key === column.key)))
          throw new HttpProblem('input_invalid', { field: 'columns' })
        await house.as(viewer, tx =>
          columns === null
            ? dropColumns(tx, { ledger: ledger.name, owner, of })
            : saveColumns(tx, { ledger: ledger.name, owner, of, columns }),
        )
        return reply.code(204).send()
      },
    )

    app.get('/api/exports', { config, schema: { response: { 200: z.object({ items: z.array(exportView) }) } } }, async request => {
      const rows = await house.as(personOf(request.viewer), tx => listOwn(tx))
      return { items: rows.map(row => viewOf(row, languageOf(request))) }
    })

    app.post('/api/exports', { config, schema: { body: asked, response: { 201: exportView } } }, async (request, reply) => {
      const viewer = personOf(request.viewer)
      const language = languageOf(request)
      const { format, purpose, filter: given } = request.body
      const ledger = ledgerOf(viewer, request.body.ledger)
      // Names and free words leave the house only with every factor shown a short while ago.
      if (ledger.personal && !request.isFresh) throw new HttpProblem('step_up_needed')
      const filter = ledger.filter.safeParse(Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)])))
      if (!filter.success) throw new HttpProblem('input_invalid', { field: 'filter' })
      if (ledger.personal && (purpose ?? '').length < 4) throw new HttpProblem('export_purpose_missing', { field: 'purpose' })
      allowSlowAnswer(request, 60_000)
      const total = (await ledger.count?.({ viewer, filter: filter.data, language })) ?? null
      const now = house.clock.now()
      const id = house.keys.uuid()
      const number = freshNumber(house)
      const { key, wrapped } = house.keys.dataKey('files')
      const columns = await house.as(viewer, async tx => {
        if ((await listOwn(tx)).filter(row => stateOf(row, now) === 'making').length >= underwayAtMost)
          throw new HttpProblem('export_underway')
        const named = request.body.columns ?? chosenColumns(ledger, viewer, await columnSets(tx), language).chosen
        if (named.some(column => !ledger.columns.some(known => known.key === column.key)))
          throw new HttpProblem('input_invalid', { field: 'columns' })
        await insertExport(tx, {
          id,
          number,
          ledger: ledger.name,
          format,
          filter: given,
          purpose: (purpose ?? '').length < 4 ? null : (purpose ?? null),
          person: viewer.person,
          person_name: viewer.name,
          posts: postsOf(viewer),
          columns: named,
          at: now,
          total,
          wrappedKey: wrapped,
        })
        return named
      })
      const role = viewer.posts[0]?.role
      const mark = `${viewer.name}${role === undefined ? '' : language === 'zh' ? `（${roleTitles[role].zh}）` : ` (${roleTitles[role].en})`}　${wallTime(now.toISOString())}　${language === 'zh' ? '导出号' : 'Export'} ${sayNumber(number)}`
      const behind = total !== null && total > backgroundAbove
      const made = makeExport(house, { id, ledger, filter: filter.data, format, columns, viewer, language, mark, behind, key })
      if (!behind) await made
      return reply.code(201).send(viewOf(await own(viewer, id), language))
    })

    app.get('/api/exports/:id', { config, schema: { params: which, response: { 200: exportView } } }, async request =>
      viewOf(await own(personOf(request.viewer), request.params.id), languageOf(request)),
    )

    app.post('/api/exports/:id/revoke', { config, schema: { params: which, body: z.strictObject({}) } }, async (request, reply) => {
      const viewer = personOf(request.viewer)
      const row = await own(viewer, request.params.id)
      await house.as(viewer, tx => revoke(tx, row.id, house.clock.now()))
      await folderOf(house).remove(row.id)
      return reply.code(204).send()
    })

    app.get(
      '/api/exports/:id/file',
      { config: { permission: 'session', headers: 'download' }, schema: { params: which } },
      async (request, reply) => {
        const viewer = personOf(request.viewer)
        const row = await own(viewer, request.params.id)
        const state = stateOf(row, house.clock.now())
        if (state === 'making') throw new HttpProblem('export_not_ready')
        if (state !== 'ready') throw new HttpProblem('export_gone')
        if (!stillHolds(row.posts, postsOf(viewer))) throw new HttpProblem('export_posts_changed')
        const wrapped = await house.as(viewer, tx => openKey(tx, row.id, house.clock.now()))
        if (!wrapped) throw new HttpProblem('export_gone')
        allowSlowAnswer(request, 600_000)
        const title = viewOf(row, languageOf(request)).title
        const bytes = folderOf(house).read(row.id, house.keys.unwrap('files', wrapped), placeOf(house.city, row.id))
        return reply
          .header('content-disposition', attachment(`${title}-${sayNumber(row.number)}.${row.format}`))
          .type(row.format === 'xlsx' ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv; charset=utf-8')
          .send(Readable.from(bytes, { objectMode: false }))
      },
    )
  }
