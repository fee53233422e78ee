import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { House } from '../../../engine/house.ts'
import type { Viewer } from '../../../org/viewer.ts'
import { languageOf } from '../../../platform/http/index.ts'
import { boardAsked, boardOf } from '../board.ts'

/** What has been released, by whole batches; the same for everybody who may sign in, and never by person. */
export const boardRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    app.get('/api/boards/evaluation', { config: { permission: 'session' }, schema: { querystring: boardAsked } }, request =>
      boardOf(house, (request as unknown as { viewer: Viewer }).viewer, request.query, languageOf(request)),
    )
  }
