import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Keys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { HttpProblem, languageOf } from '../../platform/http/index.ts'
import { idleLimit } from '../access/rules.ts'
import { roleTitles } from '../access/index.ts'
import type { As, Role, Viewer } from '../viewer.ts'
import { disable, enable, openAccount } from './accounts.ts'
import type { AccountActor, OpenedAccount } from './accounts.ts'
import { listPeople } from './accountStore.ts'
import { accountStates } from './contract.ts'

/** The part of the house that these routes need, and the time that sessions live by. */
export interface AdministrationRoutes {
  readonly as: As
  readonly city: string
  readonly keys: Keys
  readonly clock: Clock
  readonly realClock: Clock
}

export const keepers = 'role:security_admin'
const watchers = 'role:security_admin,audit_admin'
const which = z.object({ id: z.uuid() })
const shown = z.object({ id: z.uuid(), login: z.string(), name: z.string(), password: z.string() })

/** A refusal undoes what the transaction has done so far. */
export const orRefused = <T>(answer: T | Refusal): T => {
  if (isRefusal(answer))
    throw new HttpProblem(answer.because, {
      ...(answer.field !== undefined && { field: answer.field }),
      ...(answer.values && { values: answer.values }),
    })
  return answer
}

/** 人员与账号: who can sign in. Kept by the security administrator, read by the audit administrator. */
export const accountRoutes =
  ({ as, city, keys, clock, realClock }: AdministrationRoutes): FastifyPluginAsyncZod =>
  async app => {
    const actor = (viewer: Viewer): AccountActor => ({ city, keys, viewer, now: realClock.now(), day: dayOf(clock.now()) })
    const act = async <T>(viewer: Viewer, work: (tx: Tx, actor: AccountActor) => Promise<T | Refusal>): Promise<T> =>
      as(viewer, async tx => orRefused(await work(tx, actor(viewer))))
    const opened = ({ id, login, name, password }: OpenedAccount): z.infer<typeof shown> => ({ id, login, name, password })

    app.get(
      '/api/accounts',
      {
        config: { permission: watchers },
        schema: {
          querystring: z.strictObject({
            search: z.string().trim().max(40).default(''),
            state: z.enum(accountStates).optional(),
            unit: z.uuid().optional(),
            cursor: z.string().max(140).optional(),
          }),
          response: {
            200: z.object({
              items: z.array(
                z.object({
                  person: z.uuid(),
                  code: z.string(),
                  name: z.string(),
                  account: z.uuid().nullable(),
                  login: z.string().nullable(),
                  state: z.enum(accountStates),
                  sessions: z.int(),
                  isAdministrator: z.boolean(),
                  posts: z.array(z.object({ unit: z.uuid(), unitName: z.string(), role: z.string(), title: z.string(), deputy: z.int() })),
                }),
              ),
              next: z.string().optional(),
            }),
          },
        },
      },
      async request => {
        const limit = 50
        const now = realClock.now()
        const { search, state, unit, cursor } = request.query
        const rows = await as(request.viewer, tx =>
          listPeople(tx, {
            search,
            ...(state && { state }),
            ...(unit && { unit }),
            ...(cursor && { after: cursor }),
            day: dayOf(clock.now()),
            now,
            seenSince: new Date(now.getTime() - idleLimit),
            limit: limit + 1,
          }),
        )
        const page = rows.slice(0, limit)
        const last = page.at(-1)
        return {
          items: page.map(({ posts, ...row }) => ({
            person: row.person,
            code: row.code,
            name: row.name,
            account: row.account,
            login: row.login,
            state: row.state,
            sessions: row.sessions,
            isAdministrator: row.isAdministrator,
            posts: posts.map(post => ({ ...post, title: post.title ?? roleTitles[post.role as Role][languageOf(request)] })),
          })),
          ...(rows.length > limit && last && { next: `${last.code} ${last.login ?? ''}` }),
        }
      },
    )

    app.post(
      '/api/accounts',
      {
        config: { permission: keepers, fresh: true },
        schema: { body: z.strictObject({ person: z.uuid(), login: z.string().max(80) }), response: { 201: shown } },
      },
      async (request, reply) =>
        reply
          .code(201)
          .send(
            opened(
              await act(request.viewer, (tx, by) =>
                openAccount(tx, by, { person: { id: request.body.person }, login: request.body.login }),
              ),
            ),
          ),
    )

    app.post(
      '/api/accounts/:id/disable',
      { config: { permission: keepers, fresh: true }, schema: { params: which, body: z.strictObject({}) } },
      async (request, reply) => {
        await act(request.viewer, (tx, by) => disable(tx, by, { id: request.params.id }))
        return reply.code(204).send()
      },
    )

    app.post(
      '/api/accounts/:id/enable',
      { config: { permission: keepers, fresh: true }, schema: { params: which, body: z.strictObject({}) } },
      async (request, reply) => {
        await act(request.viewer, (tx, by) => enable(tx, by, { id: request.params.id }))
        return reply.code(204).send()
      },
    )
  }
