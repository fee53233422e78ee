import { z } from 'zod'

/** What a city's programme may set for the engine itself, whatever the room. */
export const engineSettings = z.strictObject({
  announcements_kept_days: z.int().min(30).max(730).default(90).meta({ title: '模块之间的通知办完后保留多少天', range: [30, 730], source: 'ours: long enough to look for a fault; the trail keeps what was done' }),
})
