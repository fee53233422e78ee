import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { readCursor, writeCursor } from '../../kit/cursor.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { personOf } from '../../org/personOf.ts'
import { HttpProblem, languageOf, sendRefusal } from '../../platform/http/index.ts'
import { dayAsked, dayCancelled, dayChanged, dayHeld } from './contract.ts'
import { callOffDay, moveDay, officeOf, publishDay, sayHeld } from './days.ts'
import { dayLine, daysFilter, listRoles, readDays } from './list.ts'
import { dayShares } from './rules/shares.ts'
import { dayById, entriesOf } from './store/days.ts'

const keeping = 'role:clerk,officer,leader' as const
const readers = `role:${listRoles.join(',')}` as const
const day = {
  id: z.uuid(),
  place: z.string(),
  placeName: z.string(),
  onDay: z.string(),
  from: z.string(),
  until: z.string(),
  venue: z.string(),
  leader: z.string(),
  leaderTitle: z.string(),
  purpose: z.string().nullable(),
  slots: z.int(),
  minutes: z.int(),
  free: z.int(),
  share: z.enum(dayShares),
}
const params = z.object({ id: z.uuid() })
const done = { 200: z.object({ id: z.uuid() }) }

/** The schedule under /api/reception/days: published, changed, cancelled and held, each with its history. */
export const receptionDayRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/reception/days',
      {
        config: { permission: readers },
        schema: {
          querystring: daysFilter.extend({
            cursor: z.string().max(200).optional(),
            limit: z.coerce.number().int().min(1).max(100).default(30),
          }),
          response: { 200: z.object({ items: z.array(z.object(day)).readonly(), next: z.string().optional() }) },
        },
      },
      async request => {
        const { cursor, limit, ...filter } = request.query
        const { lines, next } = await house.as(request.viewer, tx =>
          readDays(house, tx, filter, languageOf(request), readCursor(cursor), limit),
        )
        return { items: lines, ...(next === undefined ? {} : { next: writeCursor(next) }) }
      },
    )

    app.get(
      '/api/reception/days/:id',
      {
        config: { permission: readers },
        schema: {
          params,
          response: {
            200: z.object({
              day: z.object(day),
              /** `unit/role/person` of the leader, as the list of leaders names him. */
              leaderId: z.string(),
              keeps: z.boolean(),
              entries: z.array(
                z.object({
                  what: z.enum(['published', 'changed', 'cancelled', 'held']),
                  said: z.string(),
                  why: z.string().nullable(),
                  byName: z.string(),
                  at: z.string(),
                }),
              ),
            }),
          },
        },
      },
      async request => {
        const viewer = personOf(request.viewer)
        const found = await house.as(viewer, async tx => {
          const row = await dayById(tx, house.city, request.params.id)
          if (!row) return undefined
          const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
          const entries = await entriesOf(tx, house.city, row.id)
          return {
            day: dayLine(house, row, languageOf(request)),
            leaderId: `${row.leader_unit}/${row.leader_role}/${row.leader}`,
            keeps: officeOf(house, org, viewer, row.place) === row.office,
            entries: entries.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() })),
          }
        })
        if (!found) throw new HttpProblem('not_found')
        return found
      },
    )

    app.post(
      '/api/reception/days',
      { config: { permission: keeping }, schema: { body: dayAsked, response: { 201: z.object({ id: z.uuid() }) } } },
      async (request, reply) => {
        const outcome = await publishDay(house, personOf(request.viewer), request.body)
        return isRefusal(outcome) ? sendRefusal(reply, outcome) : reply.code(201).send(outcome)
      },
    )

    app.post(
      '/api/reception/days/:id/change',
      { config: { permission: keeping }, schema: { params, body: dayChanged, response: done } },
      async (request, reply) => {
        const outcome = await moveDay(house, personOf(request.viewer), request.params.id, request.body)
        return isRefusal(outcome) ? sendRefusal(reply, outcome) : outcome
      },
    )

    app.post(
      '/api/reception/days/:id/cancel',
      { config: { permission: keeping }, schema: { params, body: dayCancelled, response: done } },
      async (request, reply) => {
        const outcome = await callOffDay(house, personOf(request.viewer), request.params.id, request.body.why)
        return isRefusal(outcome) ? sendRefusal(reply, outcome) : outcome
      },
    )

    app.post(
      '/api/reception/days/:id/held',
      { config: { permission: keeping }, schema: { params, body: dayHeld, response: done } },
      async (request, reply) => {
        const outcome = await sayHeld(house, personOf(request.viewer), request.params.id, request.body)
        return isRefusal(outcome) ? sendRefusal(reply, outcome) : outcome
      },
    )
  }
