import type { FastifyPluginAsync } from 'fastify'
import { sendPage } from '../../../platform/http/index.ts'
import { rootsPage } from '../citizen/index.ts'
import { askerOf, wantsPage } from '../desk.ts'
import type { Desk } from '../desk.ts'
import { publishedRoots } from '../presence.ts'

/** What anybody may copy down today and compare in a year: one line a released week. */
export const rootsRoute =
  (desk: Desk): FastifyPluginAsync =>
  async app => {
    app.get(
      '/roots',
      { config: { permission: 'public', headers: 'page', limit: { name: 'roots', burst: 60, perMinute: 60 } } },
      async (request, reply) => {
        const roots = await publishedRoots(desk.house)
        return wantsPage(request)
          ? sendPage(reply, rootsPage({ ...askerOf(desk, request), roots }))
          : reply.send({ city: desk.house.city, roots })
      },
    )
  }
