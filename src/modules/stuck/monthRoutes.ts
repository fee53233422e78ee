import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { personOf } from '../../org/personOf.ts'
import { organOf } from '../../org/rules/tree.ts'
import { attachment } from '../../platform/files/index.ts'
import { wordType } from '../../platform/documents/index.ts'
import { HttpProblem, languageOf, sendRefusal } from '../../platform/http/index.ts'
import { setUpClass } from './classes.ts'
import { classAsked, figures, remedies } from './contract.ts'
import { month, monthFilter, readMonth, readMonthLines } from './monthList.ts'
import { monthOnPaper } from './rules/papers.ts'
import { stuckMonthForm } from './rules/paperForms.ts'
import type { MonthPlace } from './store/months.ts'

const readers = 'role:clerk,officer,leader,deputy_head,head,supervisor' as const
const offices = 'role:leader,deputy_head,head,supervisor' as const
const writeCursor = (place: MonthPlace): string => Buffer.from(JSON.stringify([place.unitName, place.matter]), 'utf8').toString('base64url')
/** A cursor that is not ours reads as none. */
const readCursor = (cursor: string | undefined): MonthPlace | undefined => {
  try {
    const read = z.tuple([z.string(), z.uuid()]).safeParse(JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString('utf8'))).data
    return read && { unitName: read[0], matter: read[1] }
  } catch {
    return undefined
  }
}
const cell = z.union([z.string(), z.number(), z.null()])
const counts = z.object(
  Object.fromEntries(['listed', ...figures].map(figure => [figure, z.int()])) as Record<'listed' | (typeof figures)[number], z.ZodInt>,
)
const monthSeen = z.object({
  month: z.string(),
  before: z.string(),
  after: z.string().optional(),
  drafted: z.string().optional(),
  due: z.string().optional(),
  least: z.int(),
  months: z.int(),
  office: z.boolean(),
  total: counts.optional(),
  units: z.array(counts.extend({ unit: z.uuid(), unitName: z.string() })).readonly(),
  causes: z
    .array(
      z.object({
        unit: z.uuid(),
        unitName: z.string(),
        category: z.string(),
        categoryTitle: z.string(),
        cause: z.string(),
        causeTitle: z.string(),
        count: z.int(),
        class: z.object({ id: z.uuid(), number: z.string(), stage: z.string() }).optional(),
      }),
    )
    .readonly(),
  classes: z
    .array(
      z.object({
        id: z.uuid(),
        number: z.string(),
        title: z.string(),
        unitName: z.string(),
        responsible: z.string(),
        remedy: z.enum(Object.keys(remedies) as [keyof typeof remedies, ...(keyof typeof remedies)[]]),
        dueOn: z.string().nullable(),
        mark: z.string(),
        stage: z.string(),
        stageTitle: z.string(),
        count: z.int(),
      }),
    )
    .readonly(),
})

/** 月结 and 一类事 at /api/stuck/months: a month by unit, what came again, the matters behind each number, and the class that an office sets up. */
export const monthRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/stuck/months',
      {
        config: { permission: readers },
        schema: { querystring: z.strictObject({ month }), response: { 200: monthSeen } },
      },
      async request => {
        const viewer = personOf(request.viewer)
        return house.as(viewer, tx => readMonth(house, tx, viewer, request.query.month, languageOf(request)))
      },
    )

    app.get(
      '/api/stuck/months/lines',
      {
        config: { permission: readers },
        schema: {
          querystring: monthFilter.extend({
            cursor: z.string().max(400).optional(),
            limit: z.coerce.number().int().min(1).max(100).default(50),
          }),
          response: { 200: z.object({ items: z.array(z.record(z.string(), cell)).readonly(), next: z.string().optional() }) },
        },
      },
      async request => {
        const { cursor, limit, ...filter } = request.query
        const viewer = personOf(request.viewer)
        const asked = { viewer, filter, language: languageOf(request) }
        const { lines, next } = await house.as(viewer, tx => readMonthLines(house, tx, asked, readCursor(cursor), limit))
        return { items: lines, ...(next === undefined ? {} : { next: writeCursor(next) }) }
      },
    )

    app.post(
      '/api/stuck/months/paper',
      {
        config: { permission: readers, headers: 'download', limit: { name: 'papers', burst: 120, perMinute: 60 } },
        schema: { body: z.strictObject({ month }) },
      },
      async (request, reply) => {
        const viewer = personOf(request.viewer)
        const { month: asked } = request.body
        const bytes = await house.as(viewer, async tx => {
          const now = house.clock.now()
          const seen = await readMonth(house, tx, viewer, asked, 'zh')
          if (seen.drafted === undefined) throw new HttpProblem('month_not_over')
          const org = await house.org.snapshot(tx, dayOf(now))
          const unit = viewer.posts[0]?.unit ?? ''
          await house.papers.notePrinted(tx, { paper: stuckMonthForm.name, about: asked, by: viewer.person, at: now })
          return house.papers.print(tx, stuckMonthForm.name, monthOnPaper(seen, org.units.get(organOf(org, unit) ?? unit)?.name ?? ''))
        })
        return reply
          .header('content-disposition', attachment(`办不成事月结 ${asked}.docx`))
          .type(wordType)
          .send(bytes)
      },
    )

    app.post(
      '/api/stuck/classes',
      {
        config: { permission: offices },
        schema: { body: classAsked, response: { 201: z.object({ matter: z.uuid(), number: z.string() }) } },
      },
      async (request, reply) => {
        const viewer = personOf(request.viewer)
        const set = await house.as(viewer, tx => setUpClass(house, tx, viewer, request.body))
        return isRefusal(set) ? sendRefusal(reply, set) : reply.code(201).send(set)
      },
    )
  }
