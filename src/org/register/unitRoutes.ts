import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import { HttpProblem, languageOf } from '../../platform/http/index.ts'
import { roleTitles } from '../access/index.ts'
import type { KeyRoutes } from '../administration/index.ts'
import { note } from '../administration/index.ts'
import type { Role } from '../viewer.ts'
import { edgeKinds, edgeLines, levels, organs, postTimes, unitKinds } from './contract.ts'
import { listEdges, listPosts } from './postStore.ts'
import type { PlacedPost } from './postStore.ts'
import { findRegistered, insertUnit, listUnits, renameUnit } from './unitStore.ts'
import { listWindows } from './windowStore.ts'

export type RegisterRoutes = KeyRoutes

export const drawers = 'role:system_admin'
export const readers = 'role:system_admin,security_admin,audit_admin'
export const code = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/)
export const name = z.string().trim().min(1).max(80)
const address = z.string().trim().min(2).max(120)
const level = z.enum(levels)

const unitView = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(unitKinds),
  level,
  organ: z.enum(organs),
  parent: z.uuid().nullable(),
  parentName: z.string().nullable(),
  address: z.string().nullable(),
  closedOn: z.string().nullable(),
})
export const edgeView = z.object({
  lower: z.uuid(),
  lowerName: z.string(),
  lowerLevel: level,
  upper: z.uuid(),
  upperName: z.string(),
  upperLevel: level,
  kind: z.enum(edgeKinds),
  line: z.enum(edgeLines),
})
export const postView = z.object({
  id: z.uuid(),
  unit: z.uuid(),
  unitName: z.string(),
  person: z.uuid(),
  personName: z.string(),
  personCode: z.string(),
  role: z.string(),
  title: z.string(),
  ownTitle: z.string().nullable(),
  deputy: z.int(),
  from: z.string(),
  until: z.string().nullable(),
  time: z.enum(postTimes),
})
export const pageOf = <Row, View>(
  rows: readonly Row[],
  limit: number,
  show: (row: Row) => View,
  placeOf: (row: Row) => string,
): { items: View[]; next?: string } => {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { items: page.map(show), ...(rows.length > limit && last !== undefined && { next: placeOf(last) }) }
}
export const titleOf = (row: { readonly title: string | null; readonly role: Role }, language: 'zh' | 'en'): string =>
  row.title ?? roleTitles[row.role][language]
export const postOf =
  (language: 'zh' | 'en') =>
  (row: PlacedPost): z.infer<typeof postView> => ({ ...row, ownTitle: row.title, title: titleOf(row, language) })

/** 单位: the register of units as one administrator keeps it. What a unit is part of, and its end, are kept by two. */
export const unitRoutes =
  ({ as, city, keys, clock, realClock }: RegisterRoutes): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/register/units',
      {
        config: { permission: readers },
        schema: {
          querystring: z.strictObject({
            search: z.string().trim().max(40).default(''),
            level: level.optional(),
            organ: z.enum(organs).optional(),
            state: z.enum(['open', 'closed']).optional(),
            cursor: z.string().max(64).optional(),
          }),
          response: {
            200: z.object({ items: z.array(unitView.extend({ posts: z.int(), windows: z.int() })), next: z.string().optional() }),
          },
        },
      },
      async request => {
        const limit = 50
        const { cursor, level: atLevel, organ, state, search } = request.query
        const rows = await as(request.viewer, tx =>
          listUnits(tx, {
            search,
            ...(atLevel && { level: atLevel }),
            ...(organ && { organ }),
            ...(state && { state }),
            ...(cursor && { after: cursor }),
            day: dayOf(clock.now()),
            limit: limit + 1,
          }),
        )
        return pageOf(
          rows,
          limit,
          row => ({ ...row }),
          row => row.code,
        )
      },
    )

    app.get(
      '/api/register/units/:id',
      {
        config: { permission: readers },
        schema: {
          params: z.object({ id: z.uuid() }),
          response: {
            200: unitView.extend({
              edges: z.array(edgeView),
              posts: z.array(postView),
              windows: z.array(z.object({ id: z.uuid(), code: z.string(), name: z.string(), line: z.string() })),
            }),
          },
        },
      },
      async request =>
        as(request.viewer, async tx => {
          const { id } = request.params
          const unit = await findRegistered(tx, { id })
          if (!unit) throw new HttpProblem('not_found')
          return {
            ...unit,
            edges: [...(await listEdges(tx, { search: '', unit: id, limit: 200 }))],
            posts: (await listPosts(tx, { search: '', unit: id, day: dayOf(clock.now()), limit: 300 })).map(postOf(languageOf(request))),
            windows: (await listWindows(tx, { search: '', unit: id, state: 'open', limit: 200 }))
              .filter(one => one.unit === id)
              .map(({ id: window, code: at, name: called, line }) => ({ id: window, code: at, name: called, line })),
          }
        }),
    )

    app.post(
      '/api/register/units',
      {
        config: { permission: drawers },
        schema: {
          body: z.strictObject({
            code,
            name,
            kind: z.enum(unitKinds),
            level,
            organ: z.enum(organs),
            parent: z.uuid().optional(),
            address: address.optional(),
          }),
          response: { 201: z.object({ id: z.uuid() }) },
        },
      },
      async (request, reply) => {
        const { parent = null, address: at = null, ...rest } = request.body
        const id = keys.uuid()
        await as(request.viewer, async tx => {
          const above = parent === null ? undefined : await findRegistered(tx, { id: parent })
          if ((rest.kind === 'department') !== (parent !== null) || (parent !== null && (!above || above.closedOn !== null)))
            throw new HttpProblem('unit_parent_wrong', { field: 'parent' })
          if (!(await insertUnit(tx, { id, ...rest, parent, address: at })))
            throw new HttpProblem('unit_code_taken', { field: 'code', values: { code: rest.code } })
          await note(tx, { city, keys, viewer: request.viewer, now: realClock.now() }, 'unit_added', {
            code: rest.code,
            name: rest.name,
            ...(above && { parent: above.name }),
          })
        })
        return reply.code(201).send({ id })
      },
    )

    app.post(
      '/api/register/units/:id',
      {
        config: { permission: drawers },
        schema: { params: z.object({ id: z.uuid() }), body: z.strictObject({ name, address: address.optional() }) },
      },
      async (request, reply) => {
        await as(request.viewer, async tx => {
          const { id } = request.params
          const before = await findRegistered(tx, { id })
          if (!before) throw new HttpProblem('not_found')
          const { name: called, address: at = null } = request.body
          await renameUnit(tx, id, called, at)
          await note(tx, { city, keys, viewer: request.viewer, now: realClock.now() }, 'unit_renamed', {
            code: before.code,
            before: before.name,
            name: called,
            ...(at !== null && { address: at }),
          })
        })
        return reply.code(204).send()
      },
    )
  }
