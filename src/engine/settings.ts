import { z } from 'zod'

/** What a city's programme may set for the engine itself, whatever the room. */
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
export const engineSettings = z.strictObject({
  office_hours: z
    .strictObject({ from: clockTime, to: clockTime })
    .default({ from: '08:30', to: '18:00' })
    .meta({ title: '办公时间（催办在此时间内发；此外由值班领导回访）', source: 'ours; by the city’s own rule' }),
  announcements_kept_days: z
    .int()
    .min(30)
    .max(730)
    .default(90)
    .meta({
      title: '模块之间的通知办完后保留多少天',
      range: [30, 730],
      source: 'ours: long enough to look for a fault; the trail keeps what was done',
    }),
})
export type EngineSettings = z.infer<typeof engineSettings>
