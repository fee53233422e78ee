import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Viewer } from '../org/viewer.ts'
import type { House } from './house.ts'
import { actsLent } from './store/lent.ts'

/** What was done under a post that was lent, at /api/delegations/:id/acts: as its lender or its deputy reads those matters today. */
export const lentRoutes =
  ({ as, engine }: House): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/delegations/:id/acts',
      {
        config: { permission: 'session' },
        schema: {
          params: z.object({ id: z.uuid() }),
          response: {
            200: z.object({
              items: z.array(
                z.object({
                  matter: z.uuid(),
                  number: z.string(),
                  kind: z.string(),
                  seq: z.int(),
                  action: z.string(),
                  title: z.string(),
                  by: z.string(),
                  at: z.string(),
                }),
              ),
            }),
          },
        },
      },
      async request => {
        const { viewer } = request as unknown as { viewer: Viewer }
        return as(viewer, async tx => {
          const found = await actsLent(tx, request.params.id)
          const pages = new Map<string, Awaited<ReturnType<typeof engine.readIn>>>()
          for (const id of new Set(found.map(one => one.matter))) pages.set(id, await engine.readIn(tx, viewer, id))
          return {
            items: found.flatMap(({ matter, seq }) => {
              const page = pages.get(matter)
              const entry = page?.trail.find(one => one.seq === seq)
              return page && entry
                ? [
                    {
                      matter,
                      number: page.matter.number,
                      kind: page.matter.kind,
                      seq,
                      action: entry.action,
                      title: entry.title,
                      by: entry.by,
                      at: entry.at,
                    },
                  ]
                : []
            }),
          }
        })
      },
    )
  }
