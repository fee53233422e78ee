import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { isRefusal } from '../kit/refusal.ts'
import type { Viewer } from '../org/viewer.ts'
import { HttpProblem, languageOf, sendRefusal } from '../platform/http/index.ts'
import type { ActingSeat, May } from './contract.ts'
import type { House } from './house.ts'
import type { Room } from './room.ts'
import type { Flow } from './rules/flow.ts'
import { filterSchema, matterSchema, maySchema, pageSchema, trailSchema } from './schemas.ts'
import { personNames } from './store/trail.ts'
import { screenTrail } from './view.ts'

const viewerOf = (request: FastifyRequest): Viewer => (request as unknown as { viewer: Viewer }).viewer

/** The reason why an act is not open now, as the sentence that the screen shows. */
const sayMay = (may: readonly May[], request: FastifyRequest, reply: FastifyReply): z.infer<typeof maySchema> =>
  may.map(({ not, ...rest }) => {
    if (!not) return rest
    const words = reply.server.problems.get(not.because)
    const sentence = (words?.[languageOf(request)] ?? not.because).replace(/\{(\w+)\}/g, (_, name: string) =>
      String({ ...not.values, field: not.field }[name] ?? ''),
    )
    return { ...rest, not: { because: not.because, title: sentence, ...(not.values ? { values: not.values } : {}) } }
  })

/** Matters of every kind, at /api/matters and /api/work. What a viewer sees of them is decided by row-level security. */
export const matterRoutes =
  (house: House, rooms: readonly Room[]): FastifyPluginAsyncZod =>
  async app => {
    const { engine } = house
    const config = { permission: 'session' } as const
    const params = z.object({ id: z.string().max(40) })
    const cardOf = (kind: string): Room['card'] => rooms.find(room => room.flows?.some(flow => flow.kind === kind))?.card
    // By the action's name alone: whether such a matter exists must not show in the answer.
    const stepUps = new Set(
      rooms
        .flatMap(room => room.flows ?? [])
        .flatMap(flow =>
          Object.entries(flow.actions)
            .filter(([, action]) => action.stepUp)
            .map(([action]) => action),
        ),
    )
    const flowOf = (kind: string): Flow => rooms.flatMap(room => room.flows ?? []).find(flow => flow.kind === kind) as Flow

    const lenderOf = async (viewer: Viewer, seats: readonly ActingSeat[]): Promise<string | undefined> => {
      if (viewer.kind !== 'person') return undefined
      const lenders = seats.map(seat => viewer.posts.find(post => post.unit === seat.unit && post.role === seat.role)?.for)
      const [first] = lenders
      if (first === undefined || lenders.includes(undefined)) return undefined
      return (await house.as(viewer, tx => personNames(tx, house.city, [first]))).get(first)
    }

    app.get('/api/matters', { config, schema: { querystring: filterSchema, response: { 200: pageSchema } } }, request =>
      engine.list(viewerOf(request), request.query),
    )

    app.get(
      '/api/work',
      {
        config,
        schema: {
          querystring: z.strictObject({
            cursor: z.string().max(200).optional(),
            limit: z.coerce.number().int().min(1).max(200).optional(),
          }),
          response: { 200: pageSchema.extend({ counts: z.object({ mine: z.number(), near: z.number(), overdue: z.number() }) }) },
        },
      },
      async request => {
        const viewer = viewerOf(request)
        const mine = { mine: true, open: true } as const
        const marks = await engine.countBy(viewer, ['mark'], mine)
        const of = (mark: string): number => marks.find(row => row.mark === mark)?.count ?? 0
        return {
          counts: { mine: marks.reduce((sum, row) => sum + row.count, 0), near: of('near'), overdue: of('overdue') },
          ...(await engine.list(viewer, { ...mine, ...request.query })),
        }
      },
    )

    app.get(
      '/api/matters/:id',
      {
        config,
        schema: {
          params,
          response: {
            200: z.object({
              matter: matterSchema,
              trail: trailSchema,
              may: maySchema,
              /** Whose post it is that the viewer would act with, where every seat of his was lent to him. */ actsFor: z
                .string()
                .optional(),
              card: z.unknown().optional(),
            }),
          },
        },
      },
      async (request, reply) => {
        const viewer = viewerOf(request)
        const page = await engine.read(viewer, request.params.id)
        if (!page) throw new HttpProblem('not_found')
        const card = cardOf(page.matter.kind)
        const shown = card && (await house.as(viewer, tx => card(house, tx, viewer, page.matter.id)))
        const actsFor = await lenderOf(viewer, page.seats)
        return {
          matter: page.matter,
          ...(actsFor === undefined ? {} : { actsFor }),
          trail: screenTrail(flowOf(page.matter.kind), page.trail),
          may: sayMay(page.may, request, reply),
          ...(shown === undefined ? {} : { card: shown }),
        }
      },
    )

    app.post(
      '/api/matters/:id/actions/:action',
      {
        config,
        schema: {
          params: params.extend({ action: z.string().max(60) }),
          body: z.strictObject({ input: z.unknown().optional(), seen: z.number().int().min(0).optional() }),
          // Absent when the act gave the matter away: then the one who acted no longer sees it.
          response: {
            200: z.object({
              done: z.object({ matter: z.uuid(), seq: z.number(), stage: z.string(), round: z.number() }),
              matter: matterSchema.optional(),
              may: maySchema.optional(),
            }),
          },
        },
      },
      async (request, reply) => {
        const viewer = viewerOf(request)
        const { id, action } = request.params
        if (stepUps.has(action) && !request.isFresh) throw new HttpProblem('step_up_needed')
        const done = await engine.act(viewer, { matter: id, action, ...request.body })
        if (isRefusal(done)) return sendRefusal(reply, done) as never
        const page = await engine.read(viewer, id)
        return { done, ...(page ? { matter: page.matter, may: sayMay(page.may, request, reply) } : {}) }
      },
    )
  }
