import { z } from 'zod'

/** What a city's programme may set for the register of its halls. `source`: where our default comes from; "ours" is a proposal. */
export const hallSettings = z.strictObject({
  negative_list_counts: z.boolean().default(false).meta({
    title: '负面清单上的事项算不算进驻率的分母',
    source: 'ours: the inquiry speaks of moving in all items outside of the list; how 89.32 % was counted is not said',
  }),
})
export type HallSettings = z.infer<typeof hallSettings>
