import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { addDays, dayFrom, dayOf, spokenInstant, startOfDay } from '../../calendar/index.ts'
import { HttpProblem } from '../../platform/http/index.ts'
import { note, orRefused } from '../administration/index.ts'
import type { ListedWatch } from './contract.ts'
import { findWatch, firstMeeting, insertWatches, leadersAt, listWatches, removeWatch } from './dutyStore.ts'
import { watchesOf } from './rules.ts'
import { drawers, pageOf, readers } from './unitRoutes.ts'
import type { RegisterRoutes } from './unitRoutes.ts'
import { findRegistered } from './unitStore.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const watchView = z.object({
  id: z.uuid(),
  unit: z.uuid(),
  unitName: z.string(),
  person: z.uuid(),
  personName: z.string(),
  fromAt: z.string(),
  untilAt: z.string(),
  begun: z.boolean(),
})

/** 值班领导: who leads outside of office hours. The roster gives nobody a power: on it stands whoever leads there anyway. */
export const dutyRoutes =
  ({ as, city, keys, clock, realClock }: RegisterRoutes): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/register/duty',
      {
        config: { permission: readers },
        schema: {
          querystring: z.strictObject({
            unit: z.uuid().optional(),
            from: z.iso.date().optional(),
            until: z.iso.date().optional(),
            cursor: z
              .string()
              .regex(/^\d+ [0-9a-f-]{36}$/)
              .optional(),
          }),
          response: { 200: z.object({ items: z.array(watchView), next: z.string().optional() }) },
        },
      },
      async request => {
        const limit = 50
        const now = clock.now()
        const { unit, from, until, cursor } = request.query
        const [at, id] = cursor?.split(' ') ?? []
        const rows = await as(request.viewer, tx =>
          listWatches(tx, {
            ...(unit && { unit }),
            fromAt: from ? startOfDay(dayFrom(from)) : now,
            ...(until && { untilAt: startOfDay(addDays(dayFrom(until), 1)) }),
            ...(at !== undefined && id !== undefined && { after: { at: new Date(Number(at)), id } }),
            limit: limit + 1,
          }),
        )
        return pageOf(
          rows,
          limit,
          ({ fromAt, untilAt, ...row }: ListedWatch) => ({
            ...row,
            fromAt: fromAt.toISOString(),
            untilAt: untilAt.toISOString(),
            begun: fromAt <= now,
          }),
          row => `${row.fromAt.getTime()} ${row.id}`,
        )
      },
    )

    app.get(
      '/api/register/duty/leaders',
      {
        config: { permission: drawers },
        schema: {
          querystring: z.strictObject({ unit: z.uuid(), from: z.iso.date(), until: z.iso.date() }),
          response: { 200: z.object({ items: z.array(z.object({ person: z.uuid(), name: z.string(), code: z.string() })) }) },
        },
      },
      async request => ({
        items: [...(await as(request.viewer, tx => leadersAt(tx, request.query.unit, request.query.from, request.query.until)))],
      }),
    )

    app.post(
      '/api/register/duty',
      {
        config: { permission: drawers },
        schema: {
          body: z.strictObject({
            unit: z.uuid(),
            people: z.array(z.uuid()).min(1).max(40),
            from: z.iso.date(),
            until: z.iso.date(),
            begins: time,
            ends: time,
          }),
          response: { 201: z.object({ entered: z.int() }) },
        },
      },
      async (request, reply) => {
        const { viewer, body } = request
        const watches = orRefused(watchesOf(body, clock.now()))
        await as(viewer, async tx => {
          const unit = await findRegistered(tx, { id: body.unit })
          if (!unit || unit.closedOn !== null) throw new HttpProblem('unit_not_known', { field: 'unit' })
          // The last night may end on the day after.
          const leaders = new Set((await leadersAt(tx, body.unit, body.from, dayOf(watches.at(-1)!.untilAt))).map(one => one.person))
          if (body.people.some(person => !leaders.has(person))) throw new HttpProblem('watch_not_a_leader', { field: 'people' })
          const met = await firstMeeting(tx, watches)
          if (met) throw new HttpProblem('watch_meets', { field: 'from', values: { at: spokenInstant(met) } })
          await insertWatches(
            tx,
            watches.map(watch => ({ ...watch, id: keys.uuid() })),
          )
          await note(tx, { city, keys, viewer, now: realClock.now() }, 'watches_entered', {
            unit: unit.name,
            from: body.from,
            until: body.until,
            count: watches.length,
          })
        })
        return reply.code(201).send({ entered: watches.length })
      },
    )

    app.delete(
      '/api/register/duty/:id',
      { config: { permission: drawers }, schema: { params: z.object({ id: z.uuid() }) } },
      async (request, reply) => {
        const { viewer, params } = request
        await as(viewer, async tx => {
          const watch = await findWatch(tx, params.id)
          if (!watch) throw new HttpProblem('not_found')
          if (!(await removeWatch(tx, params.id, clock.now()))) throw new HttpProblem('watch_begun')
          await note(tx, { city, keys, viewer, now: realClock.now() }, 'watch_removed', {
            unit: watch.unitName,
            name: watch.personName,
            from: spokenInstant(watch.fromAt),
          })
        })
        return reply.code(204).send()
      },
    )
  }
