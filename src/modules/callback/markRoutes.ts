import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { House } from '../../engine/house.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { attachment } from '../../platform/files/index.ts'
import { HttpProblem } from '../../platform/http/index.ts'
import type { DrawOfWeek } from './contract.ts'
import { drawLines, sheetOf } from './draw.ts'
import { marksNow } from './marksLedger.ts'
import { settingsNow } from './opened.ts'
import { listDraws, ticketsOf } from './store/marks.ts'

const weeksShown = 8

const criterion = z.object({
  key: z.string(),
  title: z.string(),
  title_en: z.string(),
  points: z.int(),
  says: z.string(),
  says_en: z.string(),
})
const unit = z.object({
  unit: z.uuid(),
  unitName: z.string(),
  marked: z.int(),
  upheld: z.int(),
  missing: z.array(z.object({ criterion: z.string(), share: z.int() })).readonly(),
})
const draw = z.object({
  week: z.string(),
  commitment: z.string(),
  seed: z.string().optional(),
  listed: z.int().optional(),
  drawn: z.int().optional(),
})

const drawsIn = async (house: House, tx: Tx): Promise<readonly DrawOfWeek[]> => {
  const draws = await listDraws(tx, house.city, weeksShown)
  const tickets = await ticketsOf(
    tx,
    house.city,
    draws.map(one => one.week),
  )
  return draws.map(({ week, commitment, seed }) => {
    const own = tickets.filter(one => one.week === week)
    return seed === null ? { week, commitment } : { week, commitment, seed, listed: own.length, drawn: own.filter(one => one.drawn).length }
  })
}

/** 记录质检: the weekly draw, for everybody to copy and for an auditor to draw again; and what was marked, by department. */
export const markRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    // Says how many are drawn of a hundred, never how many there were: those are no stranger's to count.
    app.get('/api/callback/draws', { config: { permission: 'public' } }, async (_request, reply) =>
      reply.type('text/plain; charset=utf-8').send(await drawLines(house)),
    )

    app.get(
      '/api/callback/draws/:week',
      {
        config: { permission: 'role:supervisor,callback_centre', headers: 'download' },
        schema: { params: z.strictObject({ week: z.iso.date() }) },
      },
      async (request, reply) => {
        const { week } = request.params
        const sheet = await house.as(request.viewer, tx => sheetOf(house, tx, week))
        if (!sheet) throw new HttpProblem('no_such_draw')
        return reply
          .header('content-disposition', attachment(`质检抽取-${week}.json`))
          .type('application/json; charset=utf-8')
          .send(`${JSON.stringify(sheet, undefined, 1)}\n`)
      },
    )

    app.get(
      '/api/callback/marks',
      {
        config: { permission: 'role:supervisor,callback_centre' },
        schema: {
          response: {
            200: z.object({
              since: z.string(),
              least: z.int(),
              share: z.object({ percent: z.int(), least: z.int() }),
              criteria: z.array(criterion).readonly(),
              units: z.array(unit).readonly(),
              draws: z.array(draw).readonly(),
            }),
          },
        },
      },
      request =>
        house.as(request.viewer, async tx => ({
          ...(await marksNow(house, tx)),
          share: settingsNow(house).marks_share,
          draws: await drawsIn(house, tx),
        })),
    )
  }
