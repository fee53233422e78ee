import type { FastifyPluginAsync } from 'fastify'
import { z } from 'zod'
import { dayOf } from '../../../calendar/index.ts'
import type { House } from '../../../engine/house.ts'
import { personOf } from '../../../org/personOf.ts'
import type { App } from '../../../platform/http/index.ts'
import { cohortOf } from '../rules/cohort.ts'
import { windowUrl } from '../standingCode.ts'
import { countShown, windowsAt } from '../store/window.ts'

/**
 * What whoever serves visitors may turn to them: the standing codes of the own windows. Deliberately nothing of services,
 * links or ratings: a list of today's services beside a link that is spent or not would say who rated.
 */
export const showingRoutes =
  (house: House): FastifyPluginAsync =>
  async plain => {
    const app = plain as unknown as App
    app.get(
      '/api/evaluation/codes',
      {
        config: { permission: 'role:clerk,officer' },
        schema: {
          response: { 200: z.object({ windows: z.array(z.object({ name: z.string(), unitName: z.string(), url: z.string() })) }) },
        },
      },
      async request => {
        const viewer = personOf(request.viewer)
        const windows = await house.as(viewer, tx =>
          windowsAt(
            tx,
            viewer.posts.map(post => post.unit),
          ),
        )
        return { windows: windows.map(({ code, name, unitName }) => ({ name, unitName, url: windowUrl(house, code) })) }
      },
    )
    app.post(
      '/api/evaluation/shown',
      { config: { permission: 'role:clerk,officer' }, schema: { response: { 204: z.null() } } },
      async (request, reply) => {
        await house.as(personOf(request.viewer), tx => countShown(tx, cohortOf(dayOf(house.clock.now()))))
        return reply.code(204).send(null)
      },
    )
  }
