import type { FastifyPluginAsync } from 'fastify'
import { PassThrough } from 'node:stream'
import { z } from 'zod'
import type { House } from '../../../engine/house.ts'
import { allowSlowAnswer, HttpProblem, languageOf } from '../../../platform/http/index.ts'
import { importFields, importServices, mappingSchema, neededFields } from '../import.ts'
import { importKinds, previewOf, readSource } from '../importSource.ts'

const largest = 8 * 1024 * 1024
const asked = z.strictObject({
  kind: z.enum(importKinds),
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
  dryRun: z.boolean(),
  faultCount: z.int(),
  faults: z.array(z.object({ line: z.int(), field: z.string(), title: z.string() })),
})

/** Who asks so is told line by line how many rows have been looked at, and last what came of it. */
const followed = 'application/x-ndjson'

/** An administrator brings an agency's list in: first a dry run, then all rows or none, and none if he goes away before the end. Nothing in the answer says who has rated. */
export const importRoutes =
  (house: House): FastifyPluginAsync =>
  async app => {
    app.post(
      '/api/services/import',
      { config: { permission: 'role:system_admin' }, bodyLimit: largest * 2, schema: { body: asked, response: { 200: answered } } },
      async (request, reply) => {
        const { kind, bytes, mapping, dryRun } = request.body as z.infer<typeof asked>
        allowSlowAnswer(request, 300_000)
        const content = Buffer.from(bytes, 'base64')
        if (content.length > largest) throw new HttpProblem('body_too_large', { field: 'bytes' })
        const source = await readSource(content, kind)
        const language = languageOf(request)
        const gone = new AbortController()
        reply.raw.once('close', () => gone.abort())
        const take = async (progress?: (done: number, all: number) => void): Promise<z.infer<typeof answered>> => {
          const outcome = await importServices(house, { source, mapping, dryRun, signal: gone.signal, ...(progress ? { progress } : {}) })
          return {
            fields: importFields.map(name => ({ name, needed: neededFields.includes(name) })),
            ...previewOf(source),
            services: outcome.services,
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
  }
