import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { addDays, dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { bellSettings, countUnread, forgetLines, markRead, ownLines } from '../../org/bell/index.ts'
import type { Place } from '../../org/bell/index.ts'
import { personOf } from '../../org/personOf.ts'

/** A badge says 99+; more is not counted. */
export const unreadAtMost = 100

const line = z.object({
  id: z.uuid(),
  about: z.string(),
  matter: z.object({ id: z.uuid(), number: z.string() }).optional(),
  on: z.string(),
  read: z.boolean(),
})

const writeCursor = ({ on, id }: Place): string => Buffer.from(`${on} ${id}`, 'utf8').toString('base64url')
/** A cursor that is not ours reads as none. */
const readCursor = (cursor: string | undefined): Place | undefined => {
  const [on, id] = Buffer.from(cursor ?? '', 'base64url')
    .toString('utf8')
    .split(' ')
  return z.iso.date().safeParse(on).success && z.uuid().safeParse(id).success ? { on: on as string, id: id as string } : undefined
}

/** What concerns me, at /api/bell: that it does and where, by the day; what is behind it stands on its page, for whoever may see it. */
export const bellRoutes =
  (house: House): FastifyPluginAsyncZod =>
  async app => {
    const config = { permission: 'session' } as const

    app.get(
      '/api/bell',
      {
        config,
        schema: {
          querystring: z.strictObject({
            cursor: z.string().max(200).optional(),
            limit: z.coerce.number().int().min(1).max(100).default(20),
          }),
          response: { 200: z.object({ unread: z.int(), items: z.array(line), next: z.string().optional() }) },
        },
      },
      async request => {
        const viewer = personOf(request.viewer)
        const { cursor, limit } = request.query
        return house.as(viewer, async tx => {
          const found = await ownLines(tx, readCursor(cursor), limit + 1)
          const page = found.slice(0, limit)
          const numbers = new Map(
            (
              await house.engine.viewsIn(
                tx,
                viewer,
                page.flatMap(one => one.matter ?? []),
              )
            ).map(matter => [matter.id, matter.number]),
          )
          const last = page.at(-1)
          return {
            unread: await countUnread(tx, unreadAtMost),
            items: page.map(({ id, about, matter, on, read }) => ({
              id,
              about,
              on,
              read,
              ...(matter !== null && numbers.has(matter) ? { matter: { id: matter, number: numbers.get(matter) as string } } : {}),
            })),
            ...(last && found.length > limit ? { next: writeCursor(last) } : {}),
          }
        })
      },
    )

    app.post(
      '/api/bell/read',
      { config, schema: { body: z.strictObject({ ids: z.array(z.uuid()).max(100).optional() }) } },
      async (request, reply) => {
        await house.as(personOf(request.viewer), tx => markRead(tx, request.body.ids))
        return reply.code(204).send()
      },
    )
  }

/** Lines older than the programme keeps them go. */
export const forgetBell = (house: House): Promise<number> =>
  house.as({ kind: 'system', city: house.city, name: 'sweep' }, tx =>
    forgetLines(tx, addDays(dayOf(house.clock.now()), -house.programmes.current().settings('bell', bellSettings).keep_days)),
  )
