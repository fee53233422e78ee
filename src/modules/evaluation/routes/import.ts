import type { FastifyPluginAsync } from 'fastify'
import { PassThrough } from 'node:stream'
import { z } from 'zod'
import type { House } from '../../../engine/house.ts'
import { isRefusal } from '../../../kit/refusal.ts'
import type { Viewer } from '../../../org/viewer.ts'
import { allowSlowAnswer, HttpProblem, languageOf } from '../../../platform/http/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { importFields, importServices, mappingSchema, neededFields } from '../import.ts'
import { importsOf, undoImported } from '../imports.ts'
import { importKinds, previewOf, readSource } from '../importSource.ts'

const largest = 8 * 1024 * 1024
const asked = z.strictObject({
  kind: z.enum(importKinds),
  name: z.string().trim().max(120).optional(),
  /** The file's bytes in base64: the encoding is found out here, since Chinese Excel writes another than browsers read. */
  bytes: z.base64().max(Math.ceil((largest * 4) / 3) + 4),
  mapping: mappingSchema.default({ fields: {}, values: {}, constants: {} }),
  dryRun: z.boolean(),
})
/** A file of the wrong year has a fault in every row; nobody reads more than these. */
const mostFaults = 200
const answered = z.object({
  fields: z.array(z.object({ name: z.string(), needed: z.boolean() })),
  columns: z.array(z.string()),
  sample: z.array(z.array(z.string())),
  rows: z.int(),
  services: z.int(),
  /** Taken in, and still to be taken back by. */
  id: z.uuid().optional(),
  dryRun: z.boolean(),
  faultCount: z.int(),
  faults: z.array(z.object({ line: z.int(), field: z.string(), title: z.string() })),
})

const kept = z.object({
  id: z.uuid(),
  fileName: z.string().nullable(),
  importedAt: z.string(),
  byName: z.string().nullable(),
  services: z.int(),
  links: z.int(),
  undoUntil: z.string(),
  undoneAt: z.string().nullable(),
  undoneByName: z.string().nullable(),
  mayUndo: z.boolean(),
})

/** Who asks so is told line by line how many rows have been looked at, and last what came of it. */
const followed = 'application/x-ndjson'

/** An administrator brings an agency's list in: first a dry run, then all rows or none, and none if he goes away before the end. Nothing in the answer says who has rated. */
export const importRoutes =
  (house: House): FastifyPluginAsync =>
  async app => {
    const viewerOf = (request: object): Extract<Viewer, { kind: 'person' }> =>
      (request as { viewer: Viewer }).viewer as Extract<Viewer, { kind: 'person' }>
    app.post(
      '/api/services/import',
      { config: { permission: 'role:system_admin' }, bodyLimit: largest * 2, schema: { body: asked, response: { 200: answered } } },
      async (request, reply) => {
        const { kind, name, bytes, mapping, dryRun } = request.body as z.infer<typeof asked>
        allowSlowAnswer(request, 300_000)
        const content = Buffer.from(bytes, 'base64')
        if (content.length > largest) throw new HttpProblem('body_too_large', { field: 'bytes' })
        const source = await readSource(content, kind)
        const language = languageOf(request)
        const gone = new AbortController()
        reply.raw.once('close', () => gone.abort())
        const take = async (progress?: (done: number, all: number) => void): Promise<z.infer<typeof answered>> => {
          const outcome = await importServices(house, {
            source,
            mapping,
            dryRun,
            by: viewerOf(request),
            signal: gone.signal,
            ...(name ? { fileName: name } : {}),
            ...(progress ? { progress } : {}),
          })
          return {
            fields: importFields.map(name => ({ name, needed: neededFields.includes(name) })),
            ...previewOf(source),
            services: outcome.services,
            ...(outcome.id === undefined ? {} : { id: outcome.id }),
            dryRun,
            faultCount: outcome.faults.length,
            faults: outcome.faults.slice(0, mostFaults).map(({ line, field, ...sentence }) => ({ line, field, title: sentence[language] })),
          }
        }
        if (request.headers.accept !== followed) return take()
        const body = new PassThrough()
        const say = (line: object): void => {
          if (!body.destroyed) body.write(`${JSON.stringify(line)}\n`)
        }
        // The status has been sent by then: a fault ends the stream without its last line, which the console takes for a lost connection.
        void take((done, all) => say({ done, all })).then(
          answer => {
            say({ answer })
            body.end()
          },
          error => {
            house.log.error({ event: 'import_failed', error: (error as Error).stack ?? String(error) })
            body.destroy()
          },
        )
        return reply.header('x-accel-buffering', 'no').type(`${followed}; charset=utf-8`).send(body)
      },
    )

    const typed = app as unknown as App
    typed.get(
      '/api/services/imports',
      { config: { permission: 'role:system_admin,audit_admin' }, schema: { response: { 200: z.object({ items: z.array(kept) }) } } },
      async request => {
        const now = house.clock.now()
        return {
          items: (await importsOf(house, viewerOf(request))).map(({ importedAt, undoUntil, undoneAt, ...row }) => ({
            ...row,
            importedAt: importedAt.toISOString(),
            undoUntil: undoUntil.toISOString(),
            undoneAt: undoneAt?.toISOString() ?? null,
            mayUndo: undoneAt === null && undoUntil > now,
          })),
        }
      },
    )
    typed.post(
      '/api/services/imports/:id/undo',
      {
        config: { permission: 'role:system_admin', fresh: true },
        schema: { params: z.object({ id: z.uuid() }), body: z.strictObject({}) },
      },
      async (request, reply) => {
        const refusal = await undoImported(house, request.params.id, viewerOf(request))
        if (isRefusal(refusal)) throw new HttpProblem(refusal.because)
        return reply.code(204).send()
      },
    )
  }
