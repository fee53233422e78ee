import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { checkSeal } from '../../engine/index.ts'
import { isServed } from '../../modules/evaluation/board.ts'
import { noteAccess } from '../../org/access/index.ts'
import { findRegion, regionLevels } from '../../org/firstStart/index.ts'
import { realClock } from '../../platform/clock.ts'
import { HttpProblem, languageOf } from '../../platform/http/index.ts'
import type { Reading } from '../health/rules.ts'
import { asideKeys, comesFirst, firstDayKeys, firstDayOf } from './rules.ts'
import { deleteAside, insertAside, listAside, readCounts } from './store.ts'
import { sayItem } from './words.ts'

export interface FirstDayRoutes {
  readonly look: () => Promise<readonly Reading[]>
  /** Whether texts leave the house, or are written into a file of the data folder. */
  readonly smsGoesOut: boolean
}

const administrators = 'role:system_admin,security_admin,audit_admin' as const
const item = z.object({
  key: z.enum(firstDayKeys),
  state: z.enum(['done', 'todo', 'aside']),
  title: z.string(),
  why: z.string(),
  says: z.string(),
  mayAside: z.boolean(),
  aside: z.object({ by: z.string(), on: z.string(), why: z.string() }).optional(),
})
/** Of a city that was asked for it at its first start. */
const region = z.object({ code: z.string(), level: z.enum(regionLevels), name: z.string().optional() })
const which = z.strictObject({ key: z.enum(asideKeys) })

/** 第一天清单: what is left between the first start and the first citizen. Each administrator sees what is his to do. */
export const firstDayRoutes =
  (house: House, { look, smsGoesOut }: FirstDayRoutes): FastifyPluginAsyncZod =>
  async app => {
    app.get(
      '/api/first-day',
      {
        config: { permission: administrators },
        schema: { response: { 200: z.object({ leads: z.boolean(), region: region.optional(), items: z.array(item) }) } },
      },
      async request => {
        const { viewer } = request
        if (viewer.kind !== 'person') throw new HttpProblem('not_permitted')
        const roles = viewer.posts.map(post => post.role)
        const language = languageOf(request)
        const readings = await look()
        const { state: chain } = roles.includes('audit_admin') ? await checkSeal(house) : { state: 'unknown' as const }
        const { items, region: here } = await house.as(viewer, async tx => {
          const counts = await readCounts(tx, dayOf(house.clock.now()))
          if (!counts) throw new HttpProblem('not_permitted')
          const facts = { counts: { ...counts, served: await isServed(tx) }, readings, smsGoesOut, chain, aside: await listAside(tx) }
          return { items: firstDayOf(facts, roles), region: await findRegion(tx) }
        })
        return {
          leads: comesFirst(items, house.config.demo),
          ...(here ? { region: here } : {}),
          items: items.map(one => sayItem(one, language)),
        }
      },
    )

    app.post(
      '/api/first-day/:key/aside',
      {
        config: { permission: 'role:system_admin' },
        schema: {
          params: which,
          body: z.strictObject({ why: z.string().trim().min(4).max(200) }),
          response: { 200: z.object({ aside: z.literal(true) }) },
        },
      },
      async request => {
        const { viewer } = request
        if (viewer.kind !== 'person') throw new HttpProblem('not_permitted')
        const { key } = request.params
        await house.as(viewer, async tx => {
          if (!(await insertAside(tx, { item: key, why: request.body.why, on: dayOf(house.clock.now()) }))) return
          await noteAccess(tx, house.city, {
            id: house.keys.uuid(),
            at: realClock.now(),
            person: viewer.person,
            act: 'first_day_set_aside',
            about: { item: key },
          })
        })
        return { aside: true as const }
      },
    )

    app.delete(
      '/api/first-day/:key/aside',
      {
        config: { permission: 'role:system_admin' },
        schema: { params: which, response: { 200: z.object({ aside: z.literal(false) }) } },
      },
      async request => {
        const { viewer } = request
        if (viewer.kind !== 'person') throw new HttpProblem('not_permitted')
        const { key } = request.params
        await house.as(viewer, async tx => {
          if (!(await deleteAside(tx, key))) return
          await noteAccess(tx, house.city, {
            id: house.keys.uuid(),
            at: realClock.now(),
            person: viewer.person,
            act: 'first_day_taken_up',
            about: { item: key },
          })
        })
        return { aside: false as const }
      },
    )
  }
