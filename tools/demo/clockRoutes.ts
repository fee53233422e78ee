import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { addWorkingDays, dayOf, timeOf } from '../../src/calendar/index.ts'
import type { WorkCalendar } from '../../src/calendar/index.ts'
import type { MovableClock } from '../../src/platform/clock.ts'
import { allowSlowAnswer, HttpProblem } from '../../src/platform/http/index.ts'

const hour = 3_600_000
/** A year is as far as anybody wishes to see; each hour of it is lived. */
const farthest = 366 * 24 * hour

const moved = z.union([
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
  z.strictObject({ workingDays: z.number().int().min(1).max(60) }),
  z.strictObject({
    hours: z
      .number()
      .positive()
      .max(24 * 60),
  }),
])
const answer = z.object({ now: z.string(), demo: z.literal(true) })

/** The clock of the demo at /api/demo/clock. It moves forward only, hour by hour, and every hour has its beat. */
export const clockRoutes =
  (given: {
    readonly clock: MovableClock
    readonly calendar: () => WorkCalendar
    readonly beat: () => Promise<void>
    readonly moved: (now: Date) => void
  }): FastifyPluginAsyncZod =>
  async app => {
    const { clock } = given
    const config = { permission: 'public' } as const
    const now = () => ({ now: clock.now().toISOString(), demo: true as const })
    let last: Promise<unknown> = Promise.resolve()

    const targetOf = (asked: z.infer<typeof moved>): Date => {
      if ('to' in asked) return new Date(asked.to)
      if ('hours' in asked) return new Date(clock.now().getTime() + asked.hours * hour)
      const day = addWorkingDays(given.calendar(), dayOf(clock.now()), asked.workingDays)
      if (typeof day !== 'string') throw new HttpProblem('input_invalid', { field: 'workingDays' })
      return new Date(`${day}T${timeOf(clock.now())}:00+08:00`)
    }

    const tick = async (asked: z.infer<typeof moved>): Promise<void> => {
      const to = targetOf(asked).getTime()
      const from = clock.now().getTime()
      if (to < from || to - from > farthest) throw new HttpProblem('input_invalid', { field: 'to' })
      for (let at = from; at < to;) {
        at = Math.min(at + hour, to)
        // The clock runs on by itself while the beat works.
        if (at > clock.now().getTime()) clock.moveTo(new Date(at))
        await given.beat()
      }
      given.moved(clock.now())
    }

    app.get('/api/demo/clock', { config, schema: { response: { 200: answer } } }, async () => now())
    app.post('/api/demo/clock', { config, schema: { body: moved, response: { 200: answer } } }, async request => {
      allowSlowAnswer(request, 900_000)
      const mine = last.then(() => tick(request.body))
      last = mine.catch(() => undefined)
      await mine
      return now()
    })
  }
