import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { personOf } from '../../org/personOf.ts'
import { HttpProblem, languageOf, sendRefusal } from '../../platform/http/index.ts'
import { inspectionBegun } from './contract.ts'
import { beginInspection, drawLines, ownInspections, placesOf, sheetOf } from './inspections.ts'
import { campaignCode } from './list.ts'
import { listDraws } from './store/draws.ts'
import { waitingFor } from './waiting.ts'

const inspecting = 'role:clerk,officer,leader,deputy_head,head' as const
const weeksShown = 12

/** Inspections under /api/rounds: what this post inspects, and the promises, lists and seeds of the draws, which are everybody's. */
export const inspectionRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/rounds/inspections',
      {
        config: { permission: inspecting },
        schema: {
          response: {
            200: z.object({
              items: z.array(
                z.object({
                  code: z.string(),
                  name: z.string(),
                  way: z.enum(['daily', 'random', 'special', 'walk']),
                  items: z.array(z.string()).readonly(),
                  places: z.array(z.object({ id: z.uuid(), name: z.string() })).readonly(),
                  each: z.int().optional(),
                }),
              ),
              waiting: z
                .array(
                  z.object({
                    id: z.uuid(),
                    number: z.string(),
                    inspectionName: z.string(),
                    placeName: z.string(),
                    day: z.string(),
                    hour: z.string().optional(),
                  }),
                )
                .readonly(),
              counts: z.array(z.object({ kind: z.string(), stage: z.string(), count: z.int() })),
              draws: z.array(z.object({ code: z.string(), week: z.string(), commitment: z.string(), seed: z.string().optional() })),
              key: z.uuid().optional(),
            }),
          },
        },
      },
      async request => {
        const viewer = personOf(request.viewer)
        const { org, draws } = await house.as(viewer, async tx => ({
          org: await house.org.snapshot(tx, dayOf(house.clock.now())),
          draws: await listDraws(tx, weeksShown * 4),
        }))
        const own = ownInspections(house, org, viewer)
        if (own.length === 0) return { items: [], waiting: [], counts: [], draws: [] }
        const counted = await house.engine.countBy(viewer, ['kind', 'stage'])
        const english = languageOf(request) === 'en'
        return {
          items: own.map(([code, one]) => ({
            code,
            name: english ? (one.name_en ?? one.name) : one.name,
            way: one.way,
            items: one.items,
            places: placesOf(org, one),
            ...(one.way === 'random' ? { each: one.each_week } : {}),
          })),
          waiting: await waitingFor(house, viewer),
          counts: counted.flatMap(({ kind, stage, count }) =>
            kind === 'inspection' || kind === 'finding' ? [{ kind, stage: String(stage), count }] : [],
          ),
          draws: draws
            .filter(one => own.some(([code]) => code === one.code))
            .slice(0, weeksShown)
            .map(({ code, week, commitment, seed }) => ({ code, week, commitment, ...(seed === null ? {} : { seed }) })),
          // The key makes the next pressing one inspection.
          key: house.keys.uuid(),
        }
      },
    )

    app.post(
      '/api/rounds/inspections',
      {
        config: { permission: inspecting },
        schema: { body: inspectionBegun, response: { 201: z.object({ matter: z.uuid(), number: z.string() }) } },
      },
      async (request, reply) => {
        const begun = await beginInspection(house, personOf(request.viewer), request.body)
        return isRefusal(begun) ? sendRefusal(reply, begun) : reply.code(201).send(begun)
      },
    )

    app.get('/api/rounds/draws', { config: { permission: 'public' } }, async (_request, reply) =>
      reply.type('text/plain; charset=utf-8').send(await drawLines(house)),
    )

    app.get(
      '/api/rounds/draws/:code/:week',
      {
        config: { permission: 'public' },
        schema: {
          params: z.object({ code: campaignCode, week: z.iso.date() }),
          response: {
            200: z.object({
              week: z.string(),
              about: z.string(),
              commitment: z.string(),
              seed: z.string(),
              percent: z.int(),
              least: z.int(),
              tickets: z.array(z.string()).readonly(),
              drawn: z.array(z.string()).readonly(),
            }),
          },
        },
      },
      async request => {
        const sheet = await sheetOf(house, request.params.code, request.params.week)
        if (!sheet) throw new HttpProblem('not_found')
        return sheet
      },
    )
  }
