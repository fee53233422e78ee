import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import { refuse } from '../../kit/refusal.ts'
import { HttpProblem } from '../../platform/http/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { Outbox } from '../../platform/outbox/index.ts'
import { ring } from '../bell/index.ts'
import type { OrgDirectory } from '../contract.ts'
import { personOf } from '../personOf.ts'
import type { Viewer } from '../viewer.ts'
import { keepers, orRefused } from './accountRoutes.ts'
import type { AdministrationRoutes } from './accountRoutes.ts'
import { hashPassword } from '../access/index.ts'
import { barred, drawPassword } from './accounts.ts'
import { findAccountOf } from './accountStore.ts'
import type { AccountFacts } from './accountStore.ts'
import { agreeReset, endReset, forgetFactors, givePassword, headsOf, insertReset, listResets } from './resetStore.ts'
import type { ResetKind, ResetRow } from './resetStore.ts'
import { note } from './trail.ts'
import type { Actor } from './trail.ts'

export interface ResetRoutes extends AdministrationRoutes {
  readonly outbox: Outbox
  readonly org: Pick<OrgDirectory, 'snapshot' | 'phoneOf'>
}

/** Whoever is not the one that asks: another administrator, or the head of the organ, who knows the person by sight. */
const agreers = 'role:security_admin,system_admin,head'
const which = z.object({ id: z.uuid() })
const asked = { params: which, body: z.strictObject({ reason: z.string().trim().min(4).max(200) }) }
const view = z.object({
  id: z.uuid(),
  what: z.enum(['factors', 'password']),
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

const texts: Readonly<Record<ResetKind, string>> = {
  factors: '【回音】您的第二重验证已解除，登录后请重新绑定。不是您本人要求的，请马上告诉安全管理员。',
  password: '【回音】您的密码已由两个人重置，原密码作废。不是您本人要求的，请马上告诉审计管理员。',
}
const acts = {
  factors: { asked: 'factor_reset_asked', agreed: 'factor_reset_agreed', ended: 'factor_reset_ended' },
  password: { asked: 'password_reset_asked', agreed: 'password_reset_agreed', ended: 'password_reset_ended' },
} as const

/**
 * 账号重置: lost second factors (手机丢了) and forgotten passwords. One proposes, another agrees, all sessions end, the person is
 * told. Factors must be enrolled anew before anything opens; of a new password the two know one half each.
 */
export const resetRoutes =
  ({ as, city, keys, clock, realClock, outbox, org }: ResetRoutes): FastifyPluginAsyncZod =>
  async app => {
    const actor = (viewer: Viewer): Actor => ({ city, keys, viewer, now: realClock.now() })
    const about = (id: string): string => `org.account_reset/${city}/${id}`
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
              what: row.what,
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

    const ownerOf = async (tx: Tx, viewer: Viewer, account: string): Promise<AccountFacts> => {
      const owner = orRefused((await findAccountOf(tx, { id: account }, today())) ?? refuse('not_found'))
      const no = barred(actor(viewer), owner)
      return no ? orRefused<AccountFacts>(no) : owner
    }
    /** Who may agree, and so hears of it. */
    const agreersOf = async (tx: Tx, viewer: Viewer, owner: AccountFacts): Promise<readonly string[]> => {
      const administrators = (await org.snapshot(tx, today())).holdings
        .filter(one => one.role === 'security_admin' || one.role === 'system_admin')
        .map(one => one.person)
      const all = new Set([...administrators, ...(await headsOf(tx, owner.person, today()))])
      return [...all].filter(person => person !== personOf(viewer).person && person !== owner.person)
    }

    app.post(
      '/api/accounts/:id/factor-reset',
      { config: { permission: keepers, fresh: true }, schema: { ...asked, response: { 201: z.object({ id: z.uuid() }) } } },
      async (request, reply) => {
        const { viewer } = request
        const id = keys.uuid()
        await as(viewer, async tx => {
          const owner = await ownerOf(tx, viewer, request.params.id)
          if (!(await insertReset(tx, { id, account: owner.id, reason: request.body.reason, at: realClock.now() })))
            throw new HttpProblem('reset_waiting')
          await note(tx, actor(viewer), acts.factors.asked, { login: owner.login, name: owner.name })
          for (const person of await agreersOf(tx, viewer, owner))
            await ring(tx, { key: `factor_reset/${id}/${person}`, person, about: 'second.reset_asked', on: today() })
        })
        return reply.code(201).send({ id })
      },
    )

    app.post(
      '/api/accounts/:id/password-reset',
      {
        config: { permission: keepers, fresh: true },
        schema: { ...asked, response: { 201: z.object({ id: z.uuid(), login: z.string(), name: z.string(), half: z.string() }) } },
      },
      async (request, reply) => {
        const { viewer } = request
        const id = keys.uuid()
        const drawn = await as(viewer, async tx => {
          const owner = await ownerOf(tx, viewer, request.params.id)
          const password = drawPassword([owner.login, owner.name, ...owner.unitNames])
          // Cut behind its middle dash, so that both are typed as they are read.
          const half = password.slice(0, password.lastIndexOf('-', password.length / 2) + 1)
          const kept = {
            hash: await hashPassword(password),
            secondHalf: keys.seal('factor', Buffer.from(password.slice(half.length)), about(id)),
          }
          if (!(await insertReset(tx, { id, account: owner.id, reason: request.body.reason, at: realClock.now(), password: kept })))
            throw new HttpProblem('reset_waiting')
          await note(tx, actor(viewer), acts.password.asked, { login: owner.login, name: owner.name })
          for (const person of await agreersOf(tx, viewer, owner))
            await ring(tx, { key: `password_reset/${id}/${person}`, person, about: 'account.reset_asked', on: today() })
          return { login: owner.login, name: owner.name, half }
        })
        return reply.code(201).send({ id, ...drawn })
      },
    )

    app.post(
      '/api/factor-resets/:id/agree',
      {
        config: { permission: agreers, fresh: true },
        // The half of a new password, for whoever agreed; of factors there is nothing to say.
        schema: { params: which, body: z.strictObject({}), response: { 200: z.object({ half: z.string() }), 204: z.null() } },
      },
      async (request, reply) => {
        const viewer = personOf(request.viewer)
        const [row] = await as(viewer, tx => listResets(tx, request.params.id))
        if (!row) throw new HttpProblem('not_found')
        if (row.askedBy === viewer.person) throw new HttpProblem('reset_own')
        if (row.person === viewer.person) throw new HttpProblem('account_own')
        const phone = await as({ kind: 'system', city, name: 'loops' }, tx => org.phoneOf(tx, row.person))
        const half = await as(viewer, async tx => {
          const at = realClock.now()
          if (!(await agreeReset(tx, row.id, at))) throw new HttpProblem('reset_over')
          const given = row.what === 'password' ? await givePassword(tx, row.id, at) : undefined
          const ended = given?.sessions ?? (await forgetFactors(tx, row.id, at))
          await note(tx, actor(viewer), acts[row.what].agreed, { name: row.personName, ended })
          if (given) await ring(tx, { key: `password_reset/${row.id}/done`, person: row.person, about: 'account.reset', on: today() })
          else await ring(tx, { key: `factor_reset/${row.id}/done`, person: row.person, about: 'second.reset', on: today() })
          const message = { template: given ? 'account.reset' : 'second.reset', text: texts[row.what] }
          const key = `${row.what === 'password' ? 'password_reset' : 'factor_reset'}/${row.id}`
          await outbox.queue(tx, { ...message, key: `${key}/console`, channel: 'console', to: row.person })
          if (phone !== undefined) await outbox.queue(tx, { ...message, key: `${key}/sms`, channel: 'sms', to: phone })
          return given && keys.open('factor', given.half, about(row.id)).toString('utf8')
        })
        return half === undefined ? reply.code(204).send(null) : reply.code(200).send({ half })
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
          await note(tx, actor(viewer), acts[row.what].ended, { name: row.personName })
        })
        return reply.code(204).send()
      },
    )
  }
