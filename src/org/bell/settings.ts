import { z } from 'zod'

/** What a city's programme may set about the bell. */
export const bellSettings = z.strictObject({
  keep_days: z
    .int()
    .min(7)
    .max(366)
    .default(90)
    .meta({
      title: '提醒保留多少天，过后删除',
      range: [7, 366],
      source: 'ours: a quarter, so that a leave ends with its reminders still there',
    }),
})
export type BellSettings = z.infer<typeof bellSettings>
