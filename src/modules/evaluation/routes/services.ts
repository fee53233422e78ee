import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Refusal } from '../../../kit/refusal.ts'
import { HttpProblem, languageOf } from '../../../platform/http/index.ts'
import { servicePushed } from '../contract.ts'
import type { ServiceResult } from '../contract.ts'
import type { Desk } from '../desk.ts'
import { evaluationProblems } from '../errors.ts'
import { isRefused, pushServices, urlsOf } from '../push.ts'
import { readKeyLimits } from '../store/service.ts'
import type { Viewer } from '../../../org/viewer.ts'

/** Rows are read one by one, so the schema describes them without refusing the whole request for one. */
const described = z.strictObject({
  services: z
    .array(z.unknown().meta(z.toJSONSchema(servicePushed, { unrepresentable: 'any' }) as Record<string, unknown>))
    .min(1)
    .max(1000),
  allOrNone: z.boolean().default(false),
})
const answered = z.object({
  results: z.array(
    z.object({
      index: z.int(),
      externalId: z.string(),
      id: z.uuid().optional(),
      ratingUrl: z.string().optional(),
      parties: z.array(z.object({ ref: z.string(), ratingUrl: z.string() })).optional(),
      errors: z.array(z.object({ type: z.string(), title: z.string(), field: z.string() })).optional(),
    }),
  ),
})

const faultOf = (request: FastifyRequest, refusal: Refusal): NonNullable<ServiceResult['errors']>[number] => {
  const sentence =
    (evaluationProblems as Readonly<Record<string, { zh: string; en: string }>>)[refusal.because]?.[languageOf(request)] ?? refusal.because
  const values: Record<string, string | number> = { ...refusal.values, field: refusal.field ?? '' }
  return {
    type: `urn:huiyin:${refusal.because}`,
    title: sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')),
    field: refusal.field ?? '',
  }
}

const externalIdOf = (row: unknown): string => {
  const id = (row as { externalId?: unknown } | null)?.externalId
  return typeof id === 'string' ? id.slice(0, 80) : ''
}

class TakenBack extends Error {
  readonly results: ServiceResult[]
  constructor(results: ServiceResult[]) {
    super()
    this.results = results
  }
}

/**
 * Agencies push what they did. The same externalId again gives the same id and link. A row is taken whole or not at all;
 * with `allOrNone` one faulty row keeps all the others out too. The answer names no rating, whether or not there is one:
 * a key cannot ask who has rated.
 */
export const serviceRoutes =
  (desk: Desk): FastifyPluginAsync =>
  async app => {
    const { house } = desk
    app.post(
      '/api/services',
      { config: { permission: 'key:services' }, bodyLimit: 4 * 1024 * 1024, schema: { body: described, response: { 200: answered } } },
      async request => {
        const viewer = (request as unknown as { viewer: Viewer }).viewer
        if (viewer.kind !== 'key') throw new HttpProblem('key_needed')
        const { services, allOrNone } = request.body as z.infer<typeof described>
        try {
          return await house.as(viewer, async tx => {
            const limits = await readKeyLimits(tx, house.city, viewer.key)
            if (!limits) throw new HttpProblem('key_needed')
            const pushed = await pushServices(house, tx, services, limits)
            const named = (at: number): { index: number; externalId: string } => ({ index: at, externalId: externalIdOf(services[at]) })
            const refused = pushed.flatMap((one, at) =>
              isRefused(one) ? [{ ...named(at), errors: one.refusals.map(refusal => faultOf(request, refusal)) }] : [],
            )
            if (allOrNone && refused.length > 0) throw new TakenBack(refused)
            return {
              results: pushed.map((one, at): ServiceResult => {
                if (isRefused(one)) return { ...named(at), errors: one.refusals.map(refusal => faultOf(request, refusal)) }
                if (!limits.sees_links) return { ...named(at), id: one.id }
                const urls = urlsOf(house, one)
                return { ...named(at), id: one.id, ratingUrl: urls[0]?.ratingUrl, ...(urls.length > 1 ? { parties: urls } : {}) }
              }),
            }
          })
        } catch (error) {
          if (error instanceof TakenBack) return { results: error.results }
          throw error
        }
      },
    )
  }
