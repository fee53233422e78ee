import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import { HttpProblem, languageOf } from '../../platform/http/index.ts'
import { roleTitles } from '../access/index.ts'
import { note } from '../administration/index.ts'
import type { Role } from '../viewer.ts'
import { edgeKinds, edgeLines, levels, postTimes } from './contract.ts'
import { findPeople, findPersonPage, insertPerson } from './personStore.ts'
import { listEdges, listPosts, placeOfEdge } from './postStore.ts'
import { code, edgeView, name, pageOf, postOf, postView, readers, titleOf } from './unitRoutes.ts'
import type { RegisterRoutes } from './unitRoutes.ts'

const roles = Object.keys(roleTitles).filter(role => role !== 'duty_leader') as [Role, ...Role[]]
const delegationView = z.object({
  id: z.uuid(),
  unitName: z.string(),
  role: z.string(),
  title: z.string(),
  other: z.uuid(),
  otherName: z.string(),
  from: z.string(),
  until: z.string(),
  reason: z.string(),
  ended: z.boolean(),
})

/** 任职和上下级: who holds which post, since when and until when; which unit stands above which, on which line. Read here, changed by two. */
export const postRoutes =
  ({ as, city, keys, clock, realClock }: RegisterRoutes): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/register/posts',
      {
        config: { permission: readers },
        schema: {
          querystring: z.strictObject({
            search: z.string().trim().max(40).default(''),
            unit: z.uuid().optional(),
            role: z.enum(roles).optional(),
            time: z.enum(postTimes).optional(),
            cursor: z.string().max(250).optional(),
          }),
          response: { 200: z.object({ items: z.array(postView), next: z.string().optional() }) },
        },
      },
      async request => {
        const limit = 50
        const { search, unit, role, time, cursor } = request.query
        const rows = await as(request.viewer, tx =>
          listPosts(tx, {
            search,
            ...(unit && { unit }),
            ...(role && { role }),
            ...(time && { time }),
            ...(cursor && { after: cursor }),
            day: dayOf(clock.now()),
            limit: limit + 1,
          }),
        )
        return pageOf(rows, limit, postOf(languageOf(request)), row => row.place)
      },
    )

    app.get(
      '/api/register/edges',
      {
        config: { permission: readers },
        schema: {
          querystring: z.strictObject({
            search: z.string().trim().max(40).default(''),
            line: z.enum(edgeLines).optional(),
            kind: z.enum(edgeKinds).optional(),
            level: z.enum(levels).optional(),
            cursor: z.string().max(100).optional(),
          }),
          response: { 200: z.object({ items: z.array(edgeView), next: z.string().optional() }) },
        },
      },
      async request => {
        const limit = 50
        const { search, line, kind, level, cursor } = request.query
        const rows = await as(request.viewer, tx =>
          listEdges(tx, {
            search,
            ...(line && { line }),
            ...(kind && { kind }),
            ...(level && { level }),
            ...(cursor && { after: cursor }),
            limit: limit + 1,
          }),
        )
        return pageOf(rows, limit, row => ({ ...row }), placeOfEdge)
      },
    )

    app.get(
      '/api/register/people',
      {
        config: { permission: readers },
        schema: {
          querystring: z.strictObject({ search: z.string().trim().min(1).max(40) }),
          response: { 200: z.object({ items: z.array(z.object({ id: z.uuid(), code: z.string(), name: z.string() })) }) },
        },
      },
      async request => ({ items: [...(await as(request.viewer, tx => findPeople(tx, request.query.search, 20)))] }),
    )

    app.get(
      '/api/register/people/:id',
      {
        config: { permission: readers },
        schema: {
          params: z.object({ id: z.uuid() }),
          response: {
            200: z.object({
              id: z.uuid(),
              code: z.string(),
              name: z.string(),
              accounts: z.array(z.object({ login: z.string(), state: z.enum(['first', 'open', 'disabled']) })),
              posts: z.array(postView),
              ties: z.array(
                z.object({
                  other: z.uuid(),
                  otherName: z.string(),
                  kind: z.enum(['kin', 'panel']),
                  from: z.string().nullable(),
                  until: z.string().nullable(),
                }),
              ),
              lent: z.array(delegationView),
              borrowed: z.array(delegationView),
            }),
          },
        },
      },
      async request =>
        as(request.viewer, async tx => {
          const { id } = request.params
          const day = dayOf(clock.now())
          const page = await findPersonPage(tx, id)
          if (!page) throw new HttpProblem('not_found')
          const language = languageOf(request)
          const traces = (rows: typeof page.lent): z.infer<typeof delegationView>[] =>
            rows.map(row => ({ ...row, title: titleOf({ title: null, role: row.role }, language) }))
          return {
            id,
            code: page.code,
            name: page.name,
            accounts: [...page.accounts],
            ties: [...page.ties],
            lent: traces(page.lent),
            borrowed: traces(page.borrowed),
            posts: (await listPosts(tx, { search: '', person: id, day, limit: 300 }))
              .map(postOf(language))
              .sort((a, b) => (a.from < b.from ? 1 : -1)),
          }
        }),
    )

    app.post(
      '/api/register/people',
      {
        config: { permission: 'role:security_admin' },
        schema: { body: z.strictObject({ code, name }), response: { 201: z.object({ id: z.uuid() }) } },
      },
      async (request, reply) => {
        const id = keys.uuid()
        await as(request.viewer, async tx => {
          if (!(await insertPerson(tx, { id, ...request.body })))
            throw new HttpProblem('person_code_taken', { field: 'code', values: { code: request.body.code } })
          await note(tx, { city, keys, viewer: request.viewer, now: realClock.now() }, 'person_added', request.body)
        })
        return reply.code(201).send({ id })
      },
    )
  }
