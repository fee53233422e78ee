import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import type { House } from '../../../engine/house.ts'
import type { Viewer } from '../../../org/viewer.ts'
import { HttpProblem } from '../../../platform/http/index.ts'
import type { App } from '../../../platform/http/index.ts'
import { mappingSchema } from '../import.ts'
import { hasUnit, listMappings, removeMapping, saveMapping } from '../store/mapping.ts'

const config = { permission: 'role:system_admin' } as const
const kept = z.object({ id: z.uuid(), unit: z.uuid(), unitName: z.string(), name: z.string(), mapping: mappingSchema })

/** What an agency's columns are called, kept for its next ledger. */
export const mappingRoutes =
  (house: House): FastifyPluginAsync =>
  async plain => {
    const app = plain as unknown as App
    const viewerOf = (request: object): Viewer => (request as { viewer: Viewer }).viewer
    app.get(
      '/api/services/import/mappings',
      { config, schema: { response: { 200: z.object({ items: z.array(kept) }) } } },
      async request => {
        const rows = await house.as(viewerOf(request), tx => listMappings(tx, house.city))
        return { items: rows.map(row => ({ ...row, mapping: mappingSchema.parse(row.mapping) })) }
      },
    )
    app.post(
      '/api/services/import/mappings',
      { config, schema: { body: z.strictObject({ unit: z.uuid(), name: z.string().trim().min(1).max(40), mapping: mappingSchema }) } },
      async (request, reply) => {
        const { unit, name, mapping } = request.body
        await house.as(viewerOf(request), async tx => {
          if (!(await hasUnit(tx, house.city, unit))) throw new HttpProblem('input_invalid', { field: 'unit' })
          await saveMapping(tx, house.city, { id: house.keys.uuid(), unit, name, mapping })
        })
        return reply.code(204).send()
      },
    )
    app.delete('/api/services/import/mappings/:id', { config, schema: { params: z.object({ id: z.uuid() }) } }, async (request, reply) => {
      if (!(await house.as(viewerOf(request), tx => removeMapping(tx, house.city, request.params.id)))) throw new HttpProblem('not_found')
      return reply.code(204).send()
    })
  }
