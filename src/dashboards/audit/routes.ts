import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { House } from '../../engine/house.ts'
import { noteAccess } from '../../org/access/index.ts'
import type { Ledger, Person } from '../../org/ledger.ts'
import type { Viewer } from '../../org/viewer.ts'
import { realClock } from '../../platform/clock.ts'
import { HttpProblem, languageOf } from '../../platform/http/index.ts'
import { auditFilter } from './ledgers.ts'
import { auditLists, listsOfAudit } from './lists.ts'
import type { AuditList } from './lists.ts'

const watchers = 'role:discipline,audit_admin,inspector' as const
const pageRows = 50
const daysAtMost = 366

const listView = z.object({
  name: z.enum(auditLists),
  title: z.string(),
  note: z.string(),
  columns: z.array(z.object({ key: z.string(), title: z.string(), kind: z.enum(['text', 'number', 'day', 'instant']) })).readonly(),
})

const openTo = (viewer: Viewer): readonly AuditList[] =>
  viewer.kind === 'person' ? listsOfAudit.filter(list => viewer.posts.some(post => list.roles.includes(post.role))) : []

/** Audit lists at /api/audit. Whoever watches is watched: each list that is read is an entry of the access trail. */
export const auditRoutes =
  (house: House, ledgers: readonly Ledger[]): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/audit',
      { config: { permission: watchers }, schema: { response: { 200: z.object({ items: z.array(listView) }) } } },
      async request => {
        const language = languageOf(request)
        return {
          items: openTo(request.viewer).map(list => ({
            name: list.name,
            title: list.title[language],
            note: list.note[language],
            columns: list.columns.map(({ key, title, kind }) => ({ key, title: title[language], kind })),
          })),
        }
      },
    )

    app.get(
      '/api/audit/:list',
      {
        config: { permission: watchers },
        schema: {
          params: z.object({ list: z.string().max(40) }),
          querystring: auditFilter.extend({
            /** `next` of the page before. */
            cursor: z
              .string()
              .regex(/^\d{1,5}$/)
              .optional(),
          }),
          response: {
            200: z.object({
              items: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))).readonly(),
              next: z.string().optional(),
            }),
          },
        },
      },
      async request => {
        const viewer = request.viewer as Person
        const list = openTo(viewer).find(one => one.name === request.params.list)
        // Not his and not there are the same.
        if (!list) throw new HttpProblem('not_found')
        const { cursor, ...filter } = request.query
        if (filter.until < filter.from || (Date.parse(filter.until) - Date.parse(filter.from)) / 86_400_000 > daysAtMost)
          throw new HttpProblem('input_invalid', { field: 'until' })
        const language = languageOf(request)
        const skip = Number(cursor ?? 0)
        return house.as(viewer, async tx => {
          if (cursor === undefined)
            await noteAccess(tx, house.city, {
              id: house.keys.uuid(),
              at: realClock.now(),
              person: viewer.person,
              act: 'audit_read',
              about: { list: list.name, ...filter },
            })
          const rows = await list.read(tx, {
            ...filter,
            skip,
            most: pageRows + 1,
            now: house.clock.now(),
            language,
            ledgerTitle: name => ledgers.find(ledger => ledger.name === name)?.title[language] ?? name,
          })
          return { items: rows.slice(0, pageRows), ...(rows.length > pageRows ? { next: String(skip + pageRows) } : {}) }
        })
      },
    )
  }
