import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { House } from '../../engine/house.ts'
import { voicesNow } from './voices.ts'

const unit = z.object({
  unit: z.uuid(),
  unitName: z.string(),
  asked: z.int(),
  share: z.int(),
  from: z.int(),
  to: z.int(),
})

/** 两个声音 at /api/callback/voices: how often whoever was asked again by another unit said otherwise, by department. */
export const voicesRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/callback/voices',
      {
        config: { permission: 'role:supervisor,callback_centre' },
        schema: { response: { 200: z.object({ since: z.string(), least: z.int(), units: z.array(unit).readonly() }) } },
      },
      request => house.as(request.viewer, tx => voicesNow(house, tx)),
    )
  }
