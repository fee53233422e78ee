import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import { refuse } from '../../kit/refusal.ts'
import { HttpProblem } from '../../platform/http/index.ts'
import type { Outbox } from '../../platform/outbox/index.ts'
import { ring } from '../bell/index.ts'
import type { OrgDirectory } from '../contract.ts'
import type { Viewer } from '../viewer.ts'
import { keepers, orRefused } from './accountRoutes.ts'
import type { AdministrationRoutes } from './accountRoutes.ts'
import { barred } from './accounts.ts'
import { findAccountOf } from './accountStore.ts'
import { agreeReset, endReset, forgetFactors, headsOf, insertReset, listResets } from './resetStore.ts'
import type { ResetRow } from './resetStore.ts'
import { note } from './trail.ts'
import type { Actor } from './trail.ts'

export interface ResetRoutes extends AdministrationRoutes {
  readonly outbox: Outbox
  readonly org: Pick<OrgDirectory, 'snapshot' | 'phoneOf'>
}

/** Whoever is not the one that asks: another administrator, or the head of the organ, who knows the person by sight. */
const agreers = 'role:security_admin,system_admin,head'
const which = z.object({ id: z.uuid() })
const view = z.object({
  id: z.uuid(),
  personName: z.string(),
  reason: z.string(),
  askedByName: z.string(),
  askedAt: z.string(),
  agreedByName: z.string().nullable(),
  decidedAt: z.string().nullable(),
  state: z.enum(['waiting', 'done', 'ended']),
  mayAgree: z.boolean(),
  mayEnd: z.boolean(),
})
const stateOf = (row: ResetRow): 'waiting' | 'done' | 'ended' => (row.agreedAt ? 'done' : row.endedAt ? 'ended' : 'waiting')

/** Lost second factors (手机丢了): one proposes, another agrees, the person is told, and must enrol anew before anything opens. */
export const resetRoutes =
  ({ as, city, keys, clock, realClock, outbox, org }: ResetRoutes): FastifyPluginAsyncZod =>
  async app => {
    const personOf = (viewer: Viewer): Extract<Viewer, { kind: 'person' }> => {
      if (viewer.kind !== 'person') throw new HttpProblem('not_permitted')
      return viewer
    }
    const actor = (viewer: Viewer): Actor => ({ city, keys, viewer, now: realClock.now() })
    const today = (): string => dayOf(clock.now())
    const holds = (viewer: Viewer, ...roles: readonly string[]): boolean =>
      viewer.kind === 'person' && viewer.posts.some(post => roles.includes(post.role))

    app.get(
      '/api/factor-resets',
      {
        config: { permission: 'role:security_admin,system_admin,audit_admin,head' },
        schema: { response: { 200: z.object({ items: z.array(view) }) } },
      },
      async request => {
        const viewer = personOf(request.viewer)
        const rows = await as(viewer, tx => listResets(tx))
        const agrees = holds(viewer, 'security_admin', 'system_admin', 'head')
        return {
          items: rows.map(row => {
            const state = stateOf(row)
            return {
              id: row.id,
              personName: row.personName,
              reason: row.reason,
              askedByName: row.askedByName,
              askedAt: row.askedAt.toISOString(),
              agreedByName: row.agreedByName,
              decidedAt: (row.agreedAt ?? row.endedAt)?.toISOString() ?? null,
              state,
              mayAgree: state === 'waiting' && agrees && row.askedBy !== viewer.person && row.person !== viewer.person,
              mayEnd: state === 'waiting' && agrees,
            }
          }),
        }
      },
    )

    app.post(
      '/api/accounts/:id/factor-reset',
      {
        config: { permission: keepers, fresh: true },
        schema: {
          params: which,
          body: z.strictObject({ reason: z.string().trim().min(4).max(200) }),
          response: { 201: z.object({ id: z.uuid() }) },
        },
      },
      async (request, reply) => {
        const viewer = personOf(request.viewer)
        const id = keys.uuid()
        await as(viewer, async tx => {
          const account = await findAccountOf(tx, { id: request.params.id }, today())
          const owner = orRefused(account ?? refuse('not_found'))
          const no = barred(actor(viewer), owner)
          if (no) orRefused(no)
          if (!(await insertReset(tx, { id, account: owner.id, reason: request.body.reason, at: realClock.now() })))
            throw new HttpProblem('reset_waiting')
          await note(tx, actor(viewer), 'factor_reset_asked', { login: owner.login, name: owner.name })
          const administrators = (await org.snapshot(tx, today())).holdings
            .filter(one => one.role === 'security_admin' || one.role === 'system_admin')
            .map(one => one.person)
          for (const person of new Set([...administrators, ...(await headsOf(tx, owner.person, today()))])) {
            if (person !== viewer.person && person !== owner.person)
              await ring(tx, { key: `factor_reset/${id}/${person}`, person, about: 'second.reset_asked', on: today() })
          }
        })
        return reply.code(201).send({ id })
      },
    )

    app.post(
      '/api/factor-resets/:id/agree',
      { config: { permission: agreers, fresh: true }, schema: { params: which, body: z.strictObject({}) } },
      async (request, reply) => {
        const viewer = personOf(request.viewer)
        const [row] = await as(viewer, tx => listResets(tx, request.params.id))
        if (!row) throw new HttpProblem('not_found')
        if (row.askedBy === viewer.person) throw new HttpProblem('reset_own')
        if (row.person === viewer.person) throw new HttpProblem('account_own')
        const phone = await as({ kind: 'system', city, name: 'loops' }, tx => org.phoneOf(tx, row.person))
        await as(viewer, async tx => {
          const at = realClock.now()
          if (!(await agreeReset(tx, row.id, at))) throw new HttpProblem('reset_over')
          const ended = await forgetFactors(tx, row.id, at)
          await note(tx, actor(viewer), 'factor_reset_agreed', { name: row.personName, ended })
          await ring(tx, { key: `factor_reset/${row.id}/done`, person: row.person, about: 'second.reset', on: today() })
          const text = '【回音】您的第二重验证已解除，登录后请重新绑定。不是您本人要求的，请马上告诉安全管理员。'
          await outbox.queue(tx, {
            key: `factor_reset/${row.id}/console`,
            channel: 'console',
            to: row.person,
            template: 'second.reset',
            text,
          })
          if (phone !== undefined)
            await outbox.queue(tx, { key: `factor_reset/${row.id}/sms`, channel: 'sms', to: phone, template: 'second.reset', text })
        })
        return reply.code(204).send()
      },
    )

    app.post(
      '/api/factor-resets/:id/end',
      { config: { permission: agreers }, schema: { params: which, body: z.strictObject({}) } },
      async (request, reply) => {
        const viewer = personOf(request.viewer)
        await as(viewer, async tx => {
          const [row] = await listResets(tx, request.params.id)
          if (!row) throw new HttpProblem('not_found')
          if (!(await endReset(tx, row.id, realClock.now()))) throw new HttpProblem('reset_over')
          await note(tx, actor(viewer), 'factor_reset_ended', { name: row.personName })
        })
        return reply.code(204).send()
      },
    )
  }
