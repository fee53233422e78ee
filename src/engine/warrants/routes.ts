import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import { accessSettings, noteAccess } from '../../org/access/index.ts'
import { ring } from '../../org/bell/index.ts'
import { personOf } from '../../org/personOf.ts'
import type { Role, Viewer } from '../../org/viewer.ts'
import { realClock } from '../../platform/clock.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { HttpProblem, sendRefusal } from '../../platform/http/index.ts'
import type { House } from '../house.ts'
import type { Room } from '../room.ts'
import { isNumber, readNumber } from '../rules/number.ts'
import { agreeWarrant, endWarrant, findDrawable, insertWarrant, listKeptFrom, listWarrants, noteDrawn } from './store.ts'
import type { WarrantKind, WarrantRow } from './store.ts'
import { drawnMatter, drawnReceipt, latestTelling, tellingFault } from './told.ts'

const watchers = 'role:discipline,head,deputy_head,supervisor,security_admin,audit_admin'
const openers = 'role:discipline,head,deputy_head,supervisor'
/** Who may ask for which, and agree to it. */
const opening: Readonly<Record<WarrantKind, readonly Role[]>> = {
  drawing: ['discipline'],
  break_glass: ['head', 'deputy_head', 'supervisor', 'discipline'],
}
const which = z.object({ id: z.uuid() })
const view = z.object({
  id: z.uuid(),
  kind: z.enum(['drawing', 'break_glass']),
  scope: z.enum(['matter', 'receipt', 'service']),
  document: z.string().nullable(),
  reason: z.string(),
  askedByName: z.string(),
  askedAt: z.string(),
  untilAt: z.string(),
  /** From which day the citizen is told; null: as soon as it is opened. */ tellFrom: z.string().nullable(),
  agreedByName: z.string().nullable(),
  state: z.enum(['waiting', 'open', 'over']),
  /** Only for those who may agree to it, and so open it. */
  reference: z.string().nullable(),
  mayAgree: z.boolean(),
  mayOpen: z.boolean(),
  mayEnd: z.boolean(),
})
/** Numbers, sealed or not, are opened as an act of their own; a drawing is of what was said, and nobody calls in the caller's name with it. */
const withheld = new Set(['contact', 'family', 'follow', 'phone', 'number', 'rated', 'route', 'safeWord', 'ticked'])
const without = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(without)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([key]) => !withheld.has(key))
            .map(([key, one]) => [key, without(one)]),
        )
      : value

/** 调取 and 紧急查看 at /api/warrants. Each opening is an entry of the access trail, written before anything is read. */
export const warrantRoutes =
  (house: House, rooms: readonly Room[]): FastifyPluginAsyncZod =>
  async app => {
    const { as, city, clock, keys, engine } = house
    const settings = () => house.programmes.current().settings('access', accessSettings)
    const about = (id: string): string => `engine.warrant/${city}/${id}`
    const note = (tx: Tx, person: string, act: string, row: { id: string; kind: string; scope: string }): Promise<void> =>
      noteAccess(tx, city, {
        id: keys.uuid(),
        at: realClock.now(),
        person,
        act,
        about: { warrant: row.id, kind: row.kind, scope: row.scope },
      })
    const stateOf = (row: WarrantRow): 'waiting' | 'open' | 'over' =>
      row.endedAt !== null || row.untilAt <= clock.now() ? 'over' : row.agreedBy === null ? 'waiting' : 'open'
    const isParty = (row: WarrantRow, person: string): boolean => row.askedBy === person || row.agreedBy === person
    const system: Viewer = { kind: 'system', city, name: 'loops' }
    const referenceOf = (row: WarrantRow): string => keys.open('factor', row.reference, about(row.id)).toString('utf8')
    const drawer = rooms.find(room => room.draws)?.draws
    const mustKeepAway = async (person: string, row: WarrantRow): Promise<boolean> =>
      row.scope === 'matter'
        ? (await as(system, tx => listKeptFrom(tx, person, [readNumber(referenceOf(row))]))).size > 0
        : ((await drawer?.served(house, row.scope, referenceOf(row))) ?? []).includes(person)
    /**
     * To whoever is no party and no administrator only what waits for somebody to agree; and without what this person must
     * keep away from: who was rated is not told that somebody opens it, nor why.
     */
    const knownTo = async (viewer: Extract<Viewer, { kind: 'person' }>, rows: readonly WarrantRow[]): Promise<readonly WarrantRow[]> => {
      const watches = viewer.posts.some(post => post.role === 'security_admin' || post.role === 'audit_admin')
      const known: WarrantRow[] = []
      for (const row of rows) {
        if (isParty(row, viewer.person) || ((watches || stateOf(row) === 'waiting') && !(await mustKeepAway(viewer.person, row))))
          known.push(row)
      }
      return known
    }
    const find = async (tx: Tx, id: string): Promise<WarrantRow> => {
      const [row] = await listWarrants(tx, id)
      if (!row) throw new HttpProblem('not_found')
      return row
    }

    /** Loud: the security and the audit administrators hear of it at once. */
    const alarm = async (tx: Tx, row: { id: string }, word: 'asked' | 'agreed'): Promise<void> => {
      const today = dayOf(clock.now())
      const told = new Set(
        (await house.org.snapshot(tx, today)).holdings
          .filter(one => one.role === 'security_admin' || one.role === 'audit_admin')
          .map(one => one.person),
      )
      for (const person of told) {
        const key = `warrant/${row.id}/${word}/${person}`
        await ring(tx, { key, person, about: `warrant.${word}`, on: today })
        await house.outbox.queue(tx, {
          key,
          channel: 'console',
          to: person,
          template: 'warrant.alarm',
          text: word === 'asked' ? '【回音】有人申请紧急查看，请登录查看。' : '【回音】紧急查看已经打开，请登录查看。',
        })
      }
      house.log.warn({ event: `break_glass_${word}`, number: row.id })
    }

    app.get(
      '/api/warrants',
      {
        config: { permission: watchers },
        schema: {
          response: {
            200: z.object({
              items: z.array(view),
              hoursAtMost: z.int(),
              daysAtMost: z.int(),
              /** The latest day on which a citizen can be told. */ tellUntil: z.string(),
              /** Which of the two the viewer may ask for. */ mayAsk: z.array(z.enum(['drawing', 'break_glass'])),
            }),
          },
        },
      },
      async request => {
        const viewer = personOf(request.viewer)
        const opens = (row: WarrantRow): boolean => viewer.posts.some(post => opening[row.kind].includes(post.role))
        const rows = await knownTo(viewer, await as(viewer, tx => listWarrants(tx)))
        return {
          hoursAtMost: settings().break_glass_hours_at_most,
          daysAtMost: settings().drawing_days_at_most,
          tellUntil: latestTelling(dayOf(clock.now()), settings().drawing_told_within_days),
          mayAsk: (['drawing', 'break_glass'] as const).filter(kind => viewer.posts.some(post => opening[kind].includes(post.role))),
          items: rows.map(row => {
            const state = stateOf(row)
            return {
              id: row.id,
              kind: row.kind,
              scope: row.scope,
              document: row.document,
              reason: row.reason,
              askedByName: row.askedByName,
              askedAt: row.askedAt.toISOString(),
              untilAt: row.untilAt.toISOString(),
              tellFrom: row.tellFrom,
              agreedByName: row.agreedByName,
              state,
              reference: opens(row) ? referenceOf(row) : null,
              mayAgree: state === 'waiting' && opens(row) && row.askedBy !== viewer.person,
              mayOpen: state === 'open' && isParty(row, viewer.person),
              mayEnd:
                state !== 'over' &&
                (isParty(row, viewer.person) || (row.kind === 'break_glass' && viewer.posts.some(post => post.role === 'security_admin'))),
            }
          }),
        }
      },
    )

    app.post(
      '/api/warrants',
      {
        config: { permission: openers, fresh: true },
        schema: {
          body: z.strictObject({
            kind: z.enum(['drawing', 'break_glass']),
            scope: z.enum(['matter', 'receipt', 'service']),
            reference: z.string().trim().min(4).max(80),
            document: z.string().trim().min(4).max(60).optional(),
            reason: z.string().trim().min(6).max(500),
            hours: z
              .int()
              .min(1)
              .max(24 * 30),
            tellFrom: z.iso.date().optional(),
          }),
          response: { 201: z.object({ id: z.uuid() }) },
        },
      },
      async (request, reply) => {
        const viewer = personOf(request.viewer)
        const { kind, scope, reference, document, reason, hours, tellFrom } = request.body
        const mayAsk = viewer.posts.some(post => opening[kind].includes(post.role))
        if (!mayAsk) throw new HttpProblem('not_permitted')
        if (kind === 'drawing' && document === undefined) throw new HttpProblem('warrant_document_missing', { field: 'document' })
        if (kind === 'break_glass' && scope !== 'matter') throw new HttpProblem('warrant_scope', { field: 'scope' })
        // Whether such a number exists is not said before two people have agreed.
        if (scope === 'matter' && !isNumber(reference)) throw new HttpProblem('input_invalid', { field: 'reference' })
        const most = kind === 'drawing' ? settings().drawing_days_at_most * 24 : settings().break_glass_hours_at_most
        if (hours > most) throw new HttpProblem('warrant_too_long', { field: 'hours', values: { hours: most } })
        if (kind === 'break_glass' && tellFrom !== undefined) throw new HttpProblem('input_invalid', { field: 'tellFrom' })
        const askedAt = clock.now()
        const telling = tellingFault(dayOf(askedAt), tellFrom, settings().drawing_told_within_days)
        if (telling) return sendRefusal(reply, telling) as never
        const id = keys.uuid()
        await as(viewer, async tx => {
          await insertWarrant(tx, {
            id,
            kind,
            scope,
            reference: keys.seal('factor', Buffer.from(reference), about(id)),
            document: document ?? null,
            reason,
            askedAt,
            untilAt: new Date(askedAt.getTime() + hours * 3_600_000),
            tellFrom: tellFrom ?? null,
          })
          await note(tx, viewer.person, 'warrant_asked', { id, kind, scope })
          if (kind === 'break_glass') await alarm(tx, { id }, 'asked')
        })
        return reply.code(201).send({ id })
      },
    )

    app.post(
      '/api/warrants/:id/agree',
      { config: { permission: openers, fresh: true }, schema: { params: which, body: z.strictObject({}) } },
      async (request, reply) => {
        const viewer = personOf(request.viewer)
        const known = await knownTo(viewer, await as(viewer, tx => listWarrants(tx, request.params.id)))
        if (known.length === 0) throw new HttpProblem('not_found')
        await as(viewer, async tx => {
          const row = await find(tx, request.params.id)
          if (row.askedBy === viewer.person) throw new HttpProblem('warrant_own')
          if (!(await agreeWarrant(tx, row.id, clock.now()))) throw new HttpProblem('warrant_over')
          await note(tx, viewer.person, 'warrant_agreed', row)
          if (row.kind === 'break_glass') await alarm(tx, row, 'agreed')
        })
        return reply.code(204).send()
      },
    )

    app.post(
      '/api/warrants/:id/end',
      { config: { permission: watchers }, schema: { params: which, body: z.strictObject({}) } },
      async (request, reply) => {
        const viewer = personOf(request.viewer)
        await as(viewer, async tx => {
          const row = await find(tx, request.params.id)
          if (!isParty(row, viewer.person) && !(row.kind === 'break_glass' && viewer.posts.some(post => post.role === 'security_admin')))
            throw new HttpProblem('not_found')
          if (!(await endWarrant(tx, row.id, clock.now()))) throw new HttpProblem('warrant_over')
          await note(tx, viewer.person, 'warrant_ended', row)
        })
        return reply.code(204).send()
      },
    )

    app.post(
      '/api/warrants/:id/open',
      {
        config: { permission: openers, fresh: true },
        schema: {
          params: which,
          body: z.strictObject({}),
          response: {
            200: z.object({
              found: z.boolean(),
              matter: z.unknown().optional(),
              trail: z.array(z.unknown()).optional(),
              rating: z.unknown().optional(),
              released: z.boolean().optional(),
            }),
          },
        },
      },
      async request => {
        const viewer = personOf(request.viewer)
        const row = await as(viewer, async tx => {
          const asked = await find(tx, request.params.id)
          if (!isParty(asked, viewer.person)) throw new HttpProblem('not_found')
          const state = stateOf(asked)
          if (state !== 'open') throw new HttpProblem(state === 'waiting' ? 'warrant_not_agreed' : 'warrant_over')
          await note(tx, viewer.person, 'warrant_opened', asked)
          return asked
        })
        const reference = referenceOf(row)
        const people = [row.askedBy, row.agreedBy as string]
        if (row.scope !== 'matter') {
          const drawn = await drawer?.read(house, row.scope, reference, people)
          if (drawn === undefined) return { found: false }
          // Whose it is is for the telling alone.
          const { receipts = [], ...shown } = drawn
          await as(system, tx =>
            noteDrawn(tx, {
              warrant: row.id,
              subjects: receipts.map(receipt => drawnReceipt(keys, city, receipt)),
              openedOn: dayOf(clock.now()),
              tellFrom: row.tellFrom,
            }),
          )
          return { found: true, ...shown }
        }
        return as(system, async tx => {
          const id = await findDrawable(tx, readNumber(reference), people)
          const page = id === undefined ? undefined : await engine.readIn(tx, system, id)
          if (id !== undefined && page)
            await noteDrawn(tx, {
              warrant: row.id,
              subjects: [drawnMatter(keys, city, id)],
              openedOn: dayOf(clock.now()),
              tellFrom: row.tellFrom,
            })
          return page
            ? {
                found: true,
                matter: page.matter,
                trail: page.trail.map(({ input, ...entry }) => ({ ...entry, ...(input === undefined ? {} : { input: without(input) }) })),
              }
            : { found: false }
        })
      },
    )
  }
