import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { languageOf } from '../../platform/http/index.ts'
import { healthKeys } from './rules.ts'
import type { HealthWatch } from './watch.ts'
import { sayReading } from './words.ts'

const reading = z.object({
  key: z.enum(healthKeys),
  state: z.enum(['good', 'watch', 'act']),
  title: z.string(),
  says: z.string(),
  todo: z.string().optional(),
})

/** 运行状况: for whoever runs the house; no content, no count of anybody's words. */
export const healthRoutes =
  (watch: HealthWatch, now: () => Date): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/health',
      {
        config: { permission: 'role:system_admin' },
        schema: { response: { 200: z.object({ asOf: z.string(), readings: z.array(reading) }) } },
      },
      async request => {
        const language = languageOf(request)
        return { asOf: now().toISOString(), readings: (await watch.look()).map(one => sayReading(one, language)) }
      },
    )
  }
