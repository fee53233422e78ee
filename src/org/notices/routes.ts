import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { calendarEndsIn, dayOf, withYear } from '../../calendar/index.ts'
import type { WorkCalendar, YearData } from '../../calendar/index.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { Clock } from '../../platform/clock.ts'
import { HttpProblem } from '../../platform/http/index.ts'
import type { As } from '../viewer.ts'
import { enterNotice, readFitting } from './enter.ts'
import { confirmNotice, listNotices, withdrawNotice } from './store.ts'

/** The part of the house that these routes need; a house fits. */
export interface CalendarRoutes {
  readonly as: As
  readonly clock: Clock
  readonly calendar: () => WorkCalendar
  readonly readCalendar: () => Promise<void>
}

const span = z.object({ name: z.string(), from: z.string(), to: z.string() })
const yearView = z.object({ year: z.int(), off: z.array(span), worked: z.array(z.object({ name: z.string(), days: z.array(z.string()) })) })
const noticeView = z.object({
  year: z.int(),
  version: z.int(),
  notice: z.string(),
  source: z.string(),
  state: z.enum(['waiting', 'confirmed', 'withdrawn']),
  enteredByName: z.string().nullable(),
  enteredAt: z.string(),
  confirmedByName: z.string().nullable(),
  confirmedAt: z.string().nullable(),
  /** Whether this viewer is the second person. */
  mayConfirm: z.boolean(),
  mayWithdraw: z.boolean(),
  days: yearView,
})
const typed = z.strictObject({
  kind: z.enum(['csv', 'json']),
  text: z.string().max(12_000),
  year: z.int().min(2004).max(2999).optional(),
  notice: z.string().max(200).optional(),
  source: z.string().max(4000).optional(),
})
const which = z.object({ year: z.coerce.number().int(), version: z.coerce.number().int() })

const viewOf = ({ year, off, worked }: YearData): z.infer<typeof yearView> => ({
  year,
  off: off.map(({ name, from, to }) => ({ name, from, to })),
  worked: worked.map(({ name, days }) => ({ name, days: [...days] })),
})

const watchers = 'role:system_admin,security_admin,audit_admin'
const deciders = 'role:system_admin,security_admin'

/** The statutory calendar at run time: entered by one administrator, in force once another has confirmed it. */
export const calendarRoutes =
  ({ as, clock, calendar, readCalendar }: CalendarRoutes): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/calendar',
      {
        config: { permission: watchers },
        schema: {
          response: {
            200: z.object({
              firstKnown: z.string(),
              lastKnown: z.string(),
              alarm: z.boolean(),
              because: z.string(),
              years: z.array(yearView.extend({ notice: z.string().nullable() })),
              notices: z.array(noticeView),
            }),
          },
        },
      },
      async request => {
        const { viewer } = request
        const posts = viewer.kind === 'person' ? viewer.posts.map(post => post.role) : []
        const decides = posts.includes('system_admin') || posts.includes('security_admin')
        const person = viewer.kind === 'person' ? viewer.person : ''
        const rows = await as(viewer, listNotices)
        const now = calendar()
        const { alarm, because } = calendarEndsIn(now, dayOf(clock.now()))
        return {
          firstKnown: now.firstKnown,
          lastKnown: now.lastKnown,
          alarm,
          because,
          years: now.years
            .slice(-3)
            .reverse()
            .map(year => ({ ...viewOf(year), notice: year.notices?.join('、') ?? null })),
          notices: rows.map(row => {
            const state = row.confirmedAt ? ('confirmed' as const) : row.withdrawnAt ? ('withdrawn' as const) : ('waiting' as const)
            return {
              year: row.year,
              version: row.version,
              notice: row.notice,
              source: row.source,
              state,
              enteredByName: row.enteredByName,
              enteredAt: row.enteredAt.toISOString(),
              confirmedByName: row.confirmedByName,
              confirmedAt: row.confirmedAt?.toISOString() ?? null,
              mayConfirm: state === 'waiting' && decides && row.enteredBy !== person,
              mayWithdraw: state === 'waiting' && decides,
              days: viewOf(row.data as YearData),
            }
          }),
        }
      },
    )

    app.post(
      '/api/calendar/preview',
      {
        config: { permission: 'role:system_admin' },
        schema: {
          body: typed,
          response: {
            200: z.object({
              faults: z.array(z.object({ line: z.int(), field: z.string(), zh: z.string(), en: z.string() })),
              days: yearView.optional(),
            }),
          },
        },
      },
      async request => {
        const { kind, text, ...head } = request.body
        const read = readFitting(calendar(), text, kind, head)
        return 'notice' in read ? { faults: [], days: viewOf(read.notice.data) } : { faults: [...read] }
      },
    )

    app.post(
      '/api/calendar/notices',
      {
        config: { permission: 'role:system_admin', fresh: true },
        schema: { body: typed, response: { 201: z.object({ year: z.int(), version: z.int() }) } },
      },
      async (request, reply) => {
        const { kind, text, ...head } = request.body
        const { viewer } = request
        const read = readFitting(calendar(), text, kind, head)
        if (!('notice' in read) || viewer.kind !== 'person') throw new HttpProblem('notice_faulty')
        const entered = await as(viewer, tx => enterNotice(tx, read.notice, viewer.person, clock.now()))
        if (isRefusal(entered)) throw new HttpProblem(entered.because)
        return reply.code(201).send({ year: read.notice.data.year, version: entered.version })
      },
    )

    app.post(
      '/api/calendar/notices/:year/:version/confirm',
      { config: { permission: deciders, fresh: true }, schema: { params: which, body: z.strictObject({}) } },
      async (request, reply) => {
        const {
          viewer,
          params: { year, version },
        } = request
        const refusal = await as(viewer, async tx => {
          const row = (await listNotices(tx)).find(one => one.year === year && one.version === version)
          if (!row) throw new HttpProblem('not_found')
          if (viewer.kind !== 'person' || row.enteredBy === viewer.person) throw new HttpProblem('notice_own')
          const fitting = withYear(calendar(), row.data)
          if (isRefusal(fitting)) throw new HttpProblem('notice_faulty')
          return (await confirmNotice(tx, year, version, clock.now())) ? null : 'notice_decided'
        })
        if (refusal) throw new HttpProblem(refusal)
        await readCalendar()
        return reply.code(204).send()
      },
    )

    app.post(
      '/api/calendar/notices/:year/:version/withdraw',
      { config: { permission: deciders }, schema: { params: which, body: z.strictObject({}) } },
      async (request, reply) => {
        const {
          viewer,
          params: { year, version },
        } = request
        if (!(await as(viewer, tx => withdrawNotice(tx, year, version, clock.now())))) throw new HttpProblem('notice_decided')
        return reply.code(204).send()
      },
    )
  }
