import { z } from 'zod'

/** What a city's programme may set for lists that are taken out. */
export const exportSettings = z.strictObject({
  link_hours: z
    .int()
    .min(1)
    .max(720)
    .default(72)
    .meta({
      title: '导出的文件保留多少小时，过后链接失效、文件销毁',
      range: [1, 720],
      source: 'ours: three days, so that what was made on Friday is there on Monday',
    }),
})
export type ExportSettings = z.infer<typeof exportSettings>
