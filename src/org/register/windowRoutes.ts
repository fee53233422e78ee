import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { HttpProblem } from '../../platform/http/index.ts'
import { note } from '../administration/index.ts'
import type { AdministrationAct } from '../administration/index.ts'
import type { Viewer } from '../viewer.ts'
import type { ListedWindow } from './contract.ts'
import { code, drawers, name, pageOf, readers } from './unitRoutes.ts'
import type { RegisterRoutes } from './unitRoutes.ts'
import { findRegistered } from './unitStore.ts'
import { changeWindow, closeWindow, findListed, insertWindow, listWindows } from './windowStore.ts'

const windowView = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  line: z.string(),
  unit: z.uuid(),
  unitName: z.string(),
  closedOn: z.string().nullable(),
})
const which = z.object({ id: z.uuid() })
const line = z.string().max(40)

/** 窗口和评价码: which window stands where, and under which code its sheet hangs. A code that was used means no other window, ever. */
export const windowRoutes =
  ({ as, city, keys, clock, realClock, lines }: RegisterRoutes): FastifyPluginAsyncZod =>
  async app => {
    const checkLine = (given: string): void => {
      if (!lines().some(one => one.code === given)) throw new HttpProblem('line_not_known', { field: 'line', values: { line: given } })
    }
    /** A window that stands there, changed and noted in one transaction. */
    const act = (
      viewer: Viewer,
      id: string,
      what: AdministrationAct,
      work: (tx: Tx, window: ListedWindow) => Promise<object>,
    ): Promise<void> =>
      as(viewer, async tx => {
        const window = await findListed(tx, id)
        if (!window) throw new HttpProblem('not_found')
        const more = await work(tx, window)
        await note(tx, { city, keys, viewer, now: realClock.now() }, what, {
          code: window.code,
          name: window.name,
          unit: window.unitName,
          ...more,
        })
      })
    const orStale = (done: boolean): void => {
      if (!done) throw new HttpProblem('window_state')
    }

    app.get(
      '/api/register/windows',
      {
        config: { permission: readers },
        schema: {
          querystring: z.strictObject({
            search: z.string().trim().max(40).default(''),
            unit: z.uuid().optional(),
            line: line.optional(),
            state: z.enum(['open', 'closed']).optional(),
            cursor: z.string().max(64).optional(),
          }),
          response: {
            200: z.object({
              lines: z.array(z.object({ code: z.string(), title: z.string() })),
              items: z.array(windowView),
              next: z.string().optional(),
            }),
          },
        },
      },
      async request => {
        const limit = 50
        const { cursor, search, unit, line: of, state } = request.query
        const rows = await as(request.viewer, tx =>
          listWindows(tx, {
            search,
            ...(unit && { unit }),
            ...(of && { line: of }),
            ...(state && { state }),
            ...(cursor && { after: cursor }),
            limit: limit + 1,
          }),
        )
        return {
          lines: [...lines()],
          ...pageOf(
            rows,
            limit,
            row => ({ ...row }),
            row => row.code,
          ),
        }
      },
    )

    app.post(
      '/api/register/windows',
      {
        config: { permission: drawers },
        schema: { body: z.strictObject({ unit: z.uuid(), code, name, line }), response: { 201: z.object({ id: z.uuid() }) } },
      },
      async (request, reply) => {
        const { body, viewer } = request
        checkLine(body.line)
        const id = keys.uuid()
        await as(viewer, async tx => {
          const unit = await findRegistered(tx, { id: body.unit })
          if (!unit || unit.closedOn !== null) throw new HttpProblem('unit_not_known', { field: 'unit' })
          if (!(await insertWindow(tx, { id, ...body })))
            throw new HttpProblem('window_code_taken', { field: 'code', values: { code: body.code } })
          await note(tx, { city, keys, viewer, now: realClock.now() }, 'window_added', {
            code: body.code,
            name: body.name,
            unit: unit.name,
          })
        })
        return reply.code(201).send({ id })
      },
    )

    app.post(
      '/api/register/windows/:id',
      { config: { permission: drawers }, schema: { params: which, body: z.strictObject({ name, line }) } },
      async (request, reply) => {
        const { body, params, viewer } = request
        checkLine(body.line)
        await act(viewer, params.id, 'window_changed', async tx => {
          orStale(await changeWindow(tx, params.id, body.name, body.line))
          return { now: body.name, line: body.line }
        })
        return reply.code(204).send()
      },
    )

    app.post(
      '/api/register/windows/:id/close',
      { config: { permission: drawers }, schema: { params: which, body: z.strictObject({}) } },
      async (request, reply) => {
        const { params, viewer } = request
        await act(viewer, params.id, 'window_closed', async tx => {
          orStale(await closeWindow(tx, params.id, dayOf(clock.now())))
          return {}
        })
        return reply.code(204).send()
      },
    )

    app.post(
      '/api/register/windows/:id/open',
      { config: { permission: drawers }, schema: { params: which, body: z.strictObject({}) } },
      async (request, reply) => {
        const { params, viewer } = request
        await act(viewer, params.id, 'window_opened', async tx => {
          orStale(await closeWindow(tx, params.id, null))
          return {}
        })
        return reply.code(204).send()
      },
    )

    app.post(
      '/api/register/windows/:id/code',
      {
        config: { permission: drawers },
        schema: { params: which, body: z.strictObject({ code }), response: { 201: z.object({ id: z.uuid() }) } },
      },
      async (request, reply) => {
        const { body, params, viewer } = request
        const id = keys.uuid()
        await act(viewer, params.id, 'window_code_renewed', async (tx, { unit, name: called, line: of }) => {
          orStale(await closeWindow(tx, params.id, dayOf(clock.now())))
          if (!(await insertWindow(tx, { id, unit, name: called, line: of, code: body.code })))
            throw new HttpProblem('window_code_taken', { field: 'code', values: { code: body.code } })
          return { now: body.code }
        })
        return reply.code(201).send({ id })
      },
    )
  }
