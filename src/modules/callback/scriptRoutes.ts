import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { House } from '../../engine/house.ts'
import { HttpProblem } from '../../platform/http/index.ts'
import type { Viewer } from '../../org/viewer.ts'
import { settingsNow } from './opened.ts'
import { faultOfRuling, faultOfScript, spoken, usualScript } from './rules/script.ts'
import { listScripts, writeScript } from './store/script.ts'

const lines = z.array(z.string())
const kept = z.object({
  version: z.int(),
  lines: lines.readonly().nullable(),
  ruling: z.string().nullable(),
  keptByName: z.string().nullable(),
  keptAt: z.string(),
})
const typed = z.strictObject({
  /** null: the words of this release, or the programme's. */
  lines: z.array(z.string().trim().max(400)).max(20).nullable(),
  ruling: z.string().trim().max(800).nullable(),
  /** The version that was on the screen. */
  after: z.int().min(0),
  dryRun: z.boolean().default(false),
})

/** Invented: what a card could look like. */
const sample = { safeWord: '荷塘', post: '执行局局长', surname: '韩', dueOn: '2026-09-22' }

/** 回访话术: the centre keeps what its callers say; every version stays, with who kept it. */
export const scriptRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    const centreOf = (viewer: Viewer): string => {
      const unit = viewer.kind === 'person' ? viewer.posts.find(post => post.role === 'callback_centre')?.unit : undefined
      if (unit === undefined) throw new HttpProblem('not_permitted')
      return unit
    }
    const usual = () => ({ lines: usualScript, ruling: settingsNow(house).ruling_text })

    app.get(
      '/api/callback/script',
      {
        config: { permission: 'role:callback_centre' },
        schema: {
          response: {
            200: z.object({
              version: z.int(),
              lines: lines.readonly(),
              ruling: z.string(),
              usual: z.object({ lines: lines.readonly(), ruling: z.string() }),
              preview: lines.readonly(),
              versions: z.array(kept).readonly(),
            }),
          },
        },
      },
      async request => {
        const unit = centreOf(request.viewer)
        const rows = await house.as(request.viewer, tx => listScripts(tx, house.city, unit))
        const now = { lines: rows[0]?.lines ?? usualScript, ruling: rows[0]?.ruling ?? usual().ruling }
        return {
          version: rows[0]?.version ?? 0,
          ...now,
          usual: usual(),
          preview: spoken(now.lines, sample),
          versions: rows.map(row => ({ ...row, keptAt: row.keptAt.toISOString() })),
        }
      },
    )

    app.post(
      '/api/callback/script',
      {
        config: { permission: 'role:callback_centre' },
        schema: {
          body: typed,
          response: { 200: z.object({ preview: lines.readonly() }), 201: z.object({ version: z.int() }) },
        },
      },
      async (request, reply) => {
        const { viewer, body } = request
        const unit = centreOf(viewer)
        const fault = (body.lines === null ? null : faultOfScript(body.lines)) ?? (body.ruling === null ? null : faultOfRuling(body.ruling))
        if (fault)
          throw new HttpProblem(fault.because, {
            ...(fault.field ? { field: fault.field } : {}),
            ...(fault.values ? { values: fault.values } : {}),
          })
        if (body.dryRun) return { preview: spoken(body.lines ?? usualScript, sample) }
        const version = await house.as(viewer, tx =>
          writeScript(tx, house.city, { unit, after: body.after, lines: body.lines, ruling: body.ruling, at: house.clock.now() }),
        )
        if (version === undefined) throw new HttpProblem('changed_meanwhile')
        return reply.code(201).send({ version })
      },
    )
  }
