import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../calendar/index.ts'
import type { Clock } from '../platform/clock.ts'
import { HttpProblem, languageOf } from '../platform/http/index.ts'
import { roleTitles } from './access/index.ts'
import type { OrgDirectory } from './contract.ts'
import { childrenOf, findUnit, postsAt, windowsOf } from './store.ts'
import type { As } from './viewer.ts'

/** The part of the house that these routes need; a house fits. */
export interface OrgRoutes {
  readonly as: As
  readonly org: OrgDirectory
  readonly clock: Clock
}

const unitView = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(['organ', 'department']),
  level: z.string(),
  organ: z.string(),
  parentName: z.string().optional(),
})
const search = z.object({ search: z.string().trim().max(40).default(''), limit: z.coerce.number().int().min(1).max(50).default(20) })
const postTitle = z.object({ role: z.string(), title: z.string() })

/** Pickers of units, and of people through the unit whose posts they hold, for those signed in. Numbers, kin and accounts are not among what is shown. */
export const orgRoutes =
  ({ as, org, clock }: OrgRoutes): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/units',
      {
        config: { permission: 'session' },
        schema: { querystring: search, response: { 200: z.object({ items: z.array(unitView) }) } },
      },
      async request =>
        as(request.viewer, async tx => ({
          items: (await org.searchUnits(tx, request.query.search, request.query.limit)).map(({ parentName, ...unit }) => ({
            ...unit,
            ...(parentName && { parentName }),
          })),
        })),
    )

    app.get(
      '/api/units/:id',
      {
        config: { permission: 'session' },
        schema: {
          params: z.object({ id: z.uuid() }),
          response: {
            200: unitView.extend({
              departments: z.array(unitView),
              windows: z.array(z.object({ id: z.uuid(), code: z.string(), name: z.string(), line: z.string() })),
              posts: z.array(postTitle.extend({ person: z.uuid(), name: z.string(), deputy: z.int() })),
            }),
          },
        },
      },
      async request =>
        as(request.viewer, async tx => {
          const { id } = request.params
          const unit = await findUnit(tx, { id })
          if (!unit) throw new HttpProblem('not_found')
          const language = languageOf(request)
          const plain = ({ parentName, ...one }: typeof unit): z.infer<typeof unitView> => ({ ...one, ...(parentName && { parentName }) })
          return {
            ...plain(unit),
            departments: (await childrenOf(tx, id)).map(plain),
            windows: [...(await windowsOf(tx, id))],
            posts: (await postsAt(tx, id, dayOf(clock.now()))).map(({ person, name, role, deputy, title }) => ({
              person,
              name,
              role,
              deputy,
              title: title ?? roleTitles[role][language],
            })),
          }
        }),
    )
  }
