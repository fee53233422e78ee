import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { HttpProblem } from '../../platform/http/index.ts'
import type { AdministrationRoutes } from '../administration/index.ts'
import { orRefused } from '../administration/index.ts'
import { edgeKinds, edgeLines, levels, organs } from '../register/contract.ts'
import type { Viewer } from '../viewer.ts'
import { changeWhats, diffFields, givenRoles, proposalStates } from './contract.ts'
import { propose } from './propose.ts'
import type { Proposer } from './propose.ts'
import { spokenOf, viewOf } from './rules.ts'
import { settle, undo, whyNot } from './settle.ts'
import type { Settlement } from './settle.ts'
import { findProposal, listProposals, namesOf } from './store.ts'
import type { ProposalRow } from './store.ts'

export interface ProposalRoutes extends AdministrationRoutes {
  readonly daysAtMost: () => number
}

const readers = 'role:system_admin,security_admin,audit_admin'
export const proposers = 'role:system_admin,security_admin'
const day = z.iso.date()
const title = z.string().trim().min(1).max(80)
const deputy = z.int().min(0).max(9)
const line = z.enum(edgeLines)
const tied = { person: z.uuid(), other: z.uuid(), kind: z.enum(['kin', 'panel']) }
const wanted = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('post_given'),
    unit: z.uuid(),
    role: z.enum(givenRoles),
    person: z.uuid(),
    title: title.optional(),
    deputy: deputy.default(0),
    from: day,
    until: day.optional(),
  }),
  z.strictObject({ what: z.literal('post_ended'), id: z.uuid(), until: day }),
  z.strictObject({ what: z.literal('post_changed'), id: z.uuid(), title: title.optional(), deputy: deputy.default(0), from: day }),
  z.strictObject({ what: z.literal('post_cancelled'), id: z.uuid() }),
  z.strictObject({ what: z.literal('edge_drawn'), lower: z.uuid(), upper: z.uuid(), line, kind: z.enum(edgeKinds), from: day }),
  z.strictObject({ what: z.literal('edge_removed'), lower: z.uuid(), upper: z.uuid(), line, from: day }),
  z.strictObject({
    what: z.literal('unit_moved'),
    id: z.uuid(),
    parent: z.uuid().optional(),
    level: z.enum(levels),
    organ: z.enum(organs),
    from: day,
  }),
  z.strictObject({ what: z.enum(['unit_closed', 'unit_reopened']), id: z.uuid(), from: day }),
  z.strictObject({ what: z.literal('person_renamed'), id: z.uuid(), name: z.string().trim().min(1).max(80) }),
  z.strictObject({ what: z.literal('tie_declared'), ...tied }),
  z.strictObject({ what: z.literal('tie_ended'), ...tied, until: day }),
  z.strictObject({ what: z.enum(['key_links_given', 'key_links_taken']), id: z.uuid() }),
])
export const reason = z.string().trim().min(4).max(300)
const which = z.object({ id: z.uuid() })
export const changeView = z.object({
  what: z.enum(changeWhats),
  about: z.string(),
  fields: z.array(z.object({ field: z.enum(diffFields), before: z.string().nullable(), after: z.string().nullable() })),
})
const proposalView = z.object({
  id: z.uuid(),
  state: z.enum(proposalStates),
  changes: z.array(changeView),
  count: z.int(),
  reason: z.string(),
  from: z.string(),
  waits: z.boolean(),
  proposedByName: z.string(),
  proposedAt: z.string(),
  expiresOn: z.string(),
  approvers: z.array(z.string()),
  settledByName: z.string().nullable(),
  settledOn: z.string().nullable(),
  settledReason: z.string().nullable(),
  appliedOn: z.string().nullable(),
  undoes: z.uuid().nullable(),
  undoneBy: z.uuid().nullable(),
  /** What this viewer may do with it, and why not what he might expect to. */
  mayDo: z.array(z.enum(['approve', 'refuse', 'withdraw', 'undo'])),
  not: z.string().nullable(),
})

/** As many as a screen shows of one proposal in a list, and of one that is opened. */
const inList = 8
const inFull = 1000

const viewsOf = async (tx: Tx, rows: readonly ProposalRow[], viewer: Viewer): Promise<z.infer<typeof proposalView>[]> => {
  const added = rows.flatMap(row =>
    row.changes.flatMap(change =>
      change.what === 'unit_added' || change.what === 'person_added' ? [[change.id, change.name] as const] : [],
    ),
  )
  const names = new Map([...added, ...(await namesOf(tx, [...new Set(rows.flatMap(row => row.changes.flatMap(spokenOf)))]))])
  const posts: readonly string[] = viewer.kind === 'person' ? viewer.posts.map(post => post.role) : []
  return rows.map(row => {
    const not = whyNot(row, viewer, 'approve')
    const undoes = row.state === 'applied' && row.undoneBy === null && posts.some(role => row.proposers.includes(role))
    return {
      id: row.id,
      state: row.state,
      changes: row.changes.map(change => ({ ...viewOf(change, names), fields: [...viewOf(change, names).fields] })),
      count: row.count,
      reason: row.reason,
      from: row.from,
      waits: row.waits,
      proposedByName: row.proposedByName,
      proposedAt: row.proposedAt.toISOString(),
      expiresOn: row.expiresOn,
      approvers: [...row.approvers],
      settledByName: row.settledByName,
      settledOn: row.settledOn,
      settledReason: row.settledReason,
      appliedOn: row.appliedOn,
      undoes: row.undoes,
      undoneBy: row.undoneBy,
      mayDo: [
        ...(not ? [] : ['approve' as const, 'refuse' as const]),
        ...(whyNot(row, viewer, 'withdraw') ? [] : ['withdraw' as const]),
        ...(undoes ? ['undo' as const] : []),
      ],
      not: not && row.state === 'waiting' ? not.because : null,
    }
  })
}

/** 提请和批准: what gives a power or a sight, proposed by one administrator and settled by another. */
export const proposalRoutes =
  ({ as, city, keys, clock, realClock, daysAtMost }: ProposalRoutes): FastifyPluginAsyncZod =>
  async app => {
    const by = (viewer: Viewer): Proposer => ({ city, keys, viewer, now: realClock.now(), cityNow: clock.now(), daysAtMost: daysAtMost() })
    const act = <T>(viewer: Viewer, work: (tx: Tx, by: Proposer) => Promise<T | Refusal>): Promise<T> =>
      as(viewer, async tx => orRefused(await work(tx, by(viewer))))

    app.get(
      '/api/proposals',
      {
        config: { permission: readers },
        schema: {
          querystring: z.strictObject({
            state: z.enum(proposalStates).optional(),
            cursor: z
              .string()
              .regex(/^\d+ [0-9a-f-]{36}$/)
              .optional(),
          }),
          response: { 200: z.object({ items: z.array(proposalView), next: z.string().optional() }) },
        },
      },
      async request => {
        const limit = 20
        const { state, cursor } = request.query
        const [at, id] = cursor?.split(' ') ?? []
        return as(request.viewer, async tx => {
          const rows = await listProposals(tx, {
            ...(state && { state }),
            day: dayOf(clock.now()),
            ...(at !== undefined && id !== undefined && { after: { at: new Date(Number(at)), id } }),
            first: inList,
            limit: limit + 1,
          })
          const page = rows.slice(0, limit)
          const last = page.at(-1)
          return {
            items: await viewsOf(tx, page, request.viewer),
            ...(rows.length > limit && last && { next: `${last.proposedAt.getTime()} ${last.id}` }),
          }
        })
      },
    )

    app.get(
      '/api/proposals/:id',
      { config: { permission: readers }, schema: { params: which, response: { 200: proposalView } } },
      async request =>
        as(request.viewer, async tx => {
          const row = await findProposal(tx, request.params.id, dayOf(clock.now()), inFull)
          if (!row) throw new HttpProblem('not_found')
          return (await viewsOf(tx, [row], request.viewer))[0]!
        }),
    )

    app.post(
      '/api/proposals',
      {
        config: { permission: proposers, fresh: true },
        schema: {
          body: z.strictObject({ changes: z.array(wanted).min(1).max(50), reason }),
          response: { 201: z.object({ id: z.uuid() }) },
        },
      },
      async (request, reply) =>
        reply
          .code(201)
          .send({ id: await act(request.viewer, (tx, proposer) => propose(tx, proposer, request.body.changes, request.body.reason)) }),
    )

    const settlement = (viewer: Viewer, id: string, how: Settlement, said: string | null): Promise<void> =>
      as(viewer, async tx => {
        const refusal = await settle(tx, by(viewer), id, how, said)
        if (isRefusal(refusal)) orRefused(refusal)
      })

    app.post(
      '/api/proposals/:id/approve',
      { config: { permission: readers, fresh: true }, schema: { params: which, body: z.strictObject({}) } },
      async (request, reply) => {
        await settlement(request.viewer, request.params.id, 'approve', null)
        return reply.code(204).send()
      },
    )

    app.post(
      '/api/proposals/:id/refuse',
      { config: { permission: readers }, schema: { params: which, body: z.strictObject({ reason }) } },
      async (request, reply) => {
        await settlement(request.viewer, request.params.id, 'refuse', request.body.reason)
        return reply.code(204).send()
      },
    )

    app.post(
      '/api/proposals/:id/withdraw',
      { config: { permission: readers }, schema: { params: which, body: z.strictObject({}) } },
      async (request, reply) => {
        await settlement(request.viewer, request.params.id, 'withdraw', null)
        return reply.code(204).send()
      },
    )

    app.post(
      '/api/proposals/:id/undo',
      {
        config: { permission: proposers, fresh: true },
        schema: { params: which, body: z.strictObject({ reason }), response: { 201: z.object({ id: z.uuid() }) } },
      },
      async (request, reply) =>
        reply
          .code(201)
          .send({ id: await act(request.viewer, (tx, proposer) => undo(tx, proposer, request.params.id, request.body.reason)) }),
    )
  }
