import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Keys } from '../../platform/crypto/index.ts'
import { HttpProblem, languageOf, sendRefusal } from '../../platform/http/index.ts'
import { noteAccess } from '../access/trail.ts'
import { roleTitles } from '../access/words.ts'
import type { OrgDirectory } from '../contract.ts'
import { personOf } from '../personOf.ts'
import type { As } from '../viewer.ts'
import { delegable, delegationFault, deputiesFor } from './rules.ts'
import { endDelegation, insertDelegation, listDelegations } from './store.ts'

export interface DelegationRoutes {
  readonly as: As
  readonly city: string
  readonly keys: Keys
  readonly clock: Clock
  readonly realClock: Clock
  readonly org: Pick<OrgDirectory, 'snapshot'>
  readonly daysAtMost: () => number
}

const day = z.iso.date()
const role = z.enum(['leader', 'deputy_head', 'head', 'callback_centre', 'supervisor', 'discipline'])
/** 委托 at /api/delegations: given by whoever holds the post, ended by him, by the security administrator, or by its last day. */
export const delegationRoutes =
  ({ as, city, keys, clock, realClock, org, daysAtMost }: DelegationRoutes): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/delegations',
      {
        config: { permission: 'session' },
        schema: {
          response: {
            200: z.object({
              items: z.array(
                z.object({
                  id: z.uuid(),
                  unitName: z.string(),
                  title: z.string(),
                  personName: z.string(),
                  deputyName: z.string(),
                  from: z.string(),
                  until: z.string(),
                  reason: z.string(),
                  ended: z.boolean(),
                  mine: z.boolean(),
                  /** Lent to whoever asks. */ lent: z.boolean(),
                  mayEnd: z.boolean(),
                }),
              ),
              /** Own posts that may be lent, each with those who could stand in. */
              posts: z.array(
                z.object({
                  unit: z.uuid(),
                  unitName: z.string(),
                  role,
                  title: z.string(),
                  deputies: z.array(z.object({ person: z.uuid(), name: z.string() })),
                }),
              ),
              daysAtMost: z.int(),
            }),
          },
        },
      },
      async request => {
        const { viewer } = request
        const { person } = personOf(viewer)
        const today = dayOf(clock.now())
        return as(viewer, async tx => {
          const snapshot = await org.snapshot(tx, today)
          const own = viewer.kind === 'person' ? viewer.posts.filter(post => post.for === undefined && delegable.includes(post.role)) : []
          const keeps = viewer.kind === 'person' && viewer.posts.some(post => post.role === 'security_admin')
          return {
            items: (await listDelegations(tx))
              .map(row => ({ row, ended: row.endedAt !== null || row.until < today }))
              .map(({ row, ended }) => ({
                id: row.id,
                unitName: row.unitName,
                title: roleTitles[row.role][languageOf(request)],
                personName: row.personName,
                deputyName: row.deputyName,
                from: row.from,
                until: row.until,
                reason: row.reason,
                ended,
                mine: row.person === person,
                lent: row.deputy === person,
                mayEnd: !ended && (keeps || row.person === person),
              })),
            posts: own.map(post => ({
              unit: post.unit,
              unitName: snapshot.units.get(post.unit)?.name ?? '',
              role: post.role as z.infer<typeof role>,
              title: roleTitles[post.role][languageOf(request)],
              deputies: [...deputiesFor(snapshot, { ...post, person })],
            })),
            daysAtMost: daysAtMost(),
          }
        })
      },
    )

    app.post(
      '/api/delegations',
      {
        config: { permission: 'session', fresh: true },
        schema: {
          body: z.strictObject({
            unit: z.uuid(),
            role,
            deputy: z.uuid(),
            from: day,
            until: day,
            reason: z.string().trim().min(2).max(200),
          }),
          response: { 201: z.object({ id: z.uuid() }) },
        },
      },
      async (request, reply) => {
        const {
          viewer,
          body: { reason, ...wanted },
        } = request
        const { person } = personOf(viewer)
        const id = keys.uuid()
        const refusal = await as(viewer, async tx => {
          const fault = delegationFault(await org.snapshot(tx, dayOf(clock.now())), { ...wanted, person }, daysAtMost())
          if (fault) return fault
          if (!(await insertDelegation(tx, id, { ...wanted, person }, reason, clock.now()))) throw new HttpProblem('delegated_already')
          await noteAccess(tx, city, {
            id: keys.uuid(),
            at: realClock.now(),
            person,
            act: 'post_delegated',
            about: { delegation: id, to: wanted.deputy, unit: wanted.unit, role: wanted.role, from: wanted.from, until: wanted.until },
          })
          return null
        })
        return refusal ? (sendRefusal(reply, refusal) as never) : reply.code(201).send({ id })
      },
    )

    app.post(
      '/api/delegations/:id/end',
      { config: { permission: 'session' }, schema: { params: z.object({ id: z.uuid() }), body: z.strictObject({}) } },
      async (request, reply) => {
        const {
          viewer,
          params: { id },
        } = request
        const { person } = personOf(viewer)
        await as(viewer, async tx => {
          if (!(await endDelegation(tx, id, clock.now()))) throw new HttpProblem('not_found')
          await noteAccess(tx, city, { id: keys.uuid(), at: realClock.now(), person, act: 'delegation_ended', about: { delegation: id } })
        })
        return reply.code(204).send()
      },
    )
  }
