import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { House } from '../../engine/house.ts'
import { personOf } from '../../org/personOf.ts'
import { HttpProblem } from '../../platform/http/index.ts'
import { unitSetBy } from '../exports/columns.ts'
import { viewLists } from './contract.ts'
import { filtersOf, namesSomebody, viewsAtMost } from './rules.ts'
import { dropView, insertView, listViews, ownViews, readChoice, saveChoice, setFirst, share } from './store.ts'

const view = z.object({
  id: z.uuid(),
  list: z.enum(viewLists),
  name: z.string(),
  filter: z.record(z.string(), z.string()),
  first: z.boolean(),
  own: z.boolean(),
  shared: z.boolean(),
  mayDrop: z.boolean(),
})
const choice = z.strictObject({ keys: z.boolean(), tour: z.enum(['new', 'left', 'done']), tourStep: z.int().min(0).max(50) })
const which = z.object({ id: z.uuid() })

/** What somebody arranged for himself: named filters at /api/views, and how the console is to be at /api/own-choices. */
export const ownRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    const config = { permission: 'session' } as const

    app.get(
      '/api/views',
      { config, schema: { response: { 200: z.object({ mayShare: z.boolean(), items: z.array(view) }) } } },
      async request => {
        const viewer = personOf(request.viewer)
        return { mayShare: unitSetBy(viewer) !== undefined, items: [...(await house.as(viewer, listViews))] }
      },
    )

    app.post(
      '/api/views',
      {
        config,
        schema: {
          body: z.strictObject({
            list: z.enum(viewLists),
            name: z.string().trim().min(1).max(20),
            filter: z.record(z.string().max(40), z.string().max(60)),
          }),
          response: { 201: z.object({ id: z.uuid() }) },
        },
      },
      async (request, reply) => {
        const viewer = personOf(request.viewer)
        const { list, name } = request.body
        const filter = filtersOf[list].safeParse(request.body.filter)
        if (!filter.success) throw new HttpProblem('input_invalid', { field: 'filter' })
        if (namesSomebody(name)) throw new HttpProblem('view_name_personal', { field: 'name' })
        const id = house.keys.uuid()
        await house.as(viewer, async tx => {
          const own = await ownViews(tx)
          if (own.length >= viewsAtMost) throw new HttpProblem('view_too_many')
          if (!(await insertView(tx, { id, list, name, filter: filter.data, sharedWith: null })))
            throw new HttpProblem('view_name_taken', { field: 'name' })
        })
        return reply.code(201).send({ id })
      },
    )

    app.post(
      '/api/views/:id',
      { config, schema: { params: which, body: z.strictObject({ first: z.boolean().optional(), shared: z.boolean().optional() }) } },
      async (request, reply) => {
        const viewer = personOf(request.viewer)
        const { first, shared } = request.body
        const unit = unitSetBy(viewer)
        if (shared === true && unit === undefined) throw new HttpProblem('not_permitted')
        await house.as(viewer, async tx => {
          const own = (await ownViews(tx)).find(one => one.id === request.params.id)
          if (!own) throw new HttpProblem('not_found')
          if (first !== undefined) await setFirst(tx, own.list, first ? own.id : null)
          if (shared !== undefined) await share(tx, own.id, shared ? (unit ?? null) : null)
        })
        return reply.code(204).send()
      },
    )

    app.delete('/api/views/:id', { config, schema: { params: which } }, async (request, reply) => {
      if (!(await house.as(personOf(request.viewer), tx => dropView(tx, request.params.id)))) throw new HttpProblem('not_found')
      return reply.code(204).send()
    })

    app.get('/api/own-choices', { config, schema: { response: { 200: choice } } }, request =>
      house.as(personOf(request.viewer), readChoice),
    )

    app.post('/api/own-choices', { config, schema: { body: choice } }, async (request, reply) => {
      await house.as(personOf(request.viewer), tx => saveChoice(tx, request.body))
      return reply.code(204).send()
    })
  }
