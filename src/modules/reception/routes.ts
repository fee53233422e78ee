import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { readCursor, writeCursor } from '../../kit/cursor.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { personOf } from '../../org/personOf.ts'
import { languageOf, sendRefusal } from '../../platform/http/index.ts'
import { bookingAsked } from './contract.ts'
import { officeOf } from './days.ts'
import { book } from './intake.ts'
import { boardFilter, dayLine, listColumns, listFilter, listRoles, readBoard, readList } from './list.ts'
import { settingsNow } from './opened.ts'
import { dayShares, shares } from './rules/shares.ts'
import { leadersOf } from './rules/seating.ts'
import { comingDays } from './store/days.ts'

const atDesk = 'role:clerk,officer,leader' as const
const readers = `role:${listRoles.join(',')}` as const
const cell = z.union([z.string(), z.number(), z.null()])
const counts = Object.fromEntries([...dayShares, 'offered', ...shares].map(share => [share, z.int()]))
/** Coming days that one desk is shown at once. */
const mostDays = 60

/** The console's doors under /api/reception: whose schedule one keeps, booking at the window and by telephone, the list and the board. */
export const receptionRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/reception/desk',
      {
        config: { permission: readers },
        schema: {
          response: {
            200: z.object({
              items: z.array(
                z.object({
                  code: z.string(),
                  name: z.string(),
                  leaders: z.array(z.object({ id: z.string(), name: z.string(), title: z.string() })),
                  /** Coming days with their free places. */
                  days: z.array(
                    z.object({
                      id: z.uuid(),
                      onDay: z.string(),
                      from: z.string(),
                      until: z.string(),
                      leader: z.string(),
                      venue: z.string(),
                      free: z.int(),
                    }),
                  ),
                }),
              ),
              key: z.uuid().optional(),
            }),
          },
        },
      },
      async request => {
        const viewer = personOf(request.viewer)
        const language = languageOf(request)
        return house.as(viewer, async tx => {
          const today = dayOf(house.clock.now())
          const org = await house.org.snapshot(tx, today)
          const kept = Object.entries(settingsNow(house).places).flatMap(([code, place]) => {
            const office = officeOf(house, org, viewer, code)
            return office === undefined ? [] : [{ code, place, office }]
          })
          if (kept.length === 0) return { items: [] }
          const coming = await comingDays(tx, house.city, today, mostDays)
          const items = kept.map(({ code, place, office }) => ({
            code,
            name: language === 'en' ? (place.name_en ?? place.name) : place.name,
            leaders: leadersOf(org, office).map(({ unit, role, person, name, title }) => ({
              id: `${unit}/${role}/${person}`,
              name,
              title: title ?? '',
            })),
            days: coming
              .filter(day => day.place === code)
              .map(day => {
                const { id, onDay, from, until, leader, leaderTitle, venue, free } = dayLine(house, day, language)
                return { id, onDay, from, until, leader: `${leaderTitle} ${leader}`, venue, free }
              }),
          }))
          // The key makes the next pressing one. Whoever keeps no schedule reads the same every time.
          return { items, key: house.keys.uuid() }
        })
      },
    )

    app.post(
      '/api/reception/intake',
      {
        config: { permission: atDesk },
        schema: {
          body: bookingAsked.extend({ channel: z.enum(['window', 'phone']) }).strict(),
          response: {
            201: z.object({
              matter: z.uuid(),
              number: z.string(),
              code: z.string(),
              onDay: z.string(),
              at: z.string(),
              venue: z.string(),
              leader: z.string(),
              url: z.string(),
            }),
          },
        },
      },
      async (request, reply) => {
        const { channel, ...asked } = request.body
        const booked = await book(house, personOf(request.viewer), channel, asked)
        return isRefusal(booked)
          ? sendRefusal(reply, booked)
          : reply.code(201).send({ ...booked, url: `${house.config.publicUrl}/reception/${booked.code}` })
      },
    )

    app.get(
      '/api/reception/list',
      {
        config: { permission: readers },
        schema: {
          querystring: listFilter.extend({
            cursor: z.string().max(200).optional(),
            limit: z.coerce.number().int().min(1).max(100).default(30),
          }),
          response: { 200: z.object({ items: z.array(z.record(z.string(), cell)).readonly(), next: z.string().optional() }) },
        },
      },
      async request => {
        const { cursor, limit, ...filter } = request.query
        const asked = { viewer: personOf(request.viewer), filter, language: languageOf(request) }
        const { lines, next } = await house.as(request.viewer, tx => readList(house, tx, asked, readCursor(cursor), limit))
        return { items: lines, ...(next === undefined ? {} : { next: writeCursor(next) }) }
      },
    )

    app.get(
      '/api/reception/board',
      {
        config: { permission: readers },
        schema: {
          querystring: boardFilter,
          response: {
            200: z.object({
              rows: z.array(z.object({ place: z.string(), placeName: z.string(), ...counts })).readonly(),
              columns: z.array(z.object({ key: z.string(), title: z.string(), kind: z.enum(['text', 'number', 'day', 'instant']) })),
            }),
          },
        },
      },
      async request => ({
        rows: await house.as(request.viewer, tx => readBoard(house, tx, request.query, languageOf(request))),
        columns: listColumns.map(({ key, title, kind }) => ({ key, title: title[languageOf(request)], kind })),
      }),
    )
  }
