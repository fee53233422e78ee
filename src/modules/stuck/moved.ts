import { z } from 'zod'
import type { Announcement } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { contactIn } from '../../engine/index.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { categories } from './contract.ts'
import type { Category } from './contract.ts'
import { open } from './intake.ts'
import { settingsNow } from './opened.ts'

/** What a matter that another room hands over recorded at its opening; read from its own trail, under its own key. */
const openedThere = z.object({
  placeName: z.string(),
  firm: z.string().optional(),
  words: z.string(),
  name: z.string(),
  helper: z.string().optional(),
  contact: z.object({ sealed: z.string(), about: z.string() }),
})
/** What whoever handed it over wrote; absent where the citizen moved it herself. */
const handedThere = z.object({ step: z.string(), item: z.string(), where: z.string(), trips: z.number(), reason: z.string() })

/** A window takes the kinds that its city takes; whatever else is another thing that cannot be got done. */
const categoryOf = (step: string | undefined, taken: readonly Category[]): Category | undefined =>
  step !== undefined && step in categories && taken.includes(step as Category)
    ? (step as Category)
    : taken.includes('other')
      ? 'other'
      : taken[0]

/**
 * What could not be got done elsewhere in the hall comes to the window of last resort, with a term of its own and under the receipt
 * code that she has. The announcement names the window alone; words and number are read on the trail that was handed over.
 */
export const openMoved = async (house: House, tx: Tx, { matter, payload }: Announcement): Promise<void> => {
  if (matter === undefined) return
  const system = { kind: 'system', city: house.city, name: 'loops' } as const
  const trail = (await house.engine.readIn(tx, system, matter))?.trail ?? []
  const opened = openedThere.safeParse(trail[0]?.input).data
  const { window } = payload as { readonly window?: string }
  const handed = handedThere.safeParse(trail.findLast(entry => handedThere.safeParse(entry.input).success)?.input).data
  const { windows, categories: taken } = settingsNow(house)
  const category = categoryOf(handed?.step, taken)
  // Erased in the meantime: there is nothing left that anybody could get done.
  if (!opened) return
  if (window === undefined || windows[window] === undefined || category === undefined)
    throw new Error('a matter was handed over to a window of last resort that the programme does not name')
  const { phone = '', code } = z.object({ phone: z.string(), code: z.string() }).partial().parse(contactIn(house, opened.contact))
  const done = await open(
    house,
    tx,
    system,
    'transfer',
    {
      window,
      whom: opened.firm === undefined ? 'person' : 'enterprise',
      category,
      item: handed?.item ?? opened.words.slice(0, 60),
      where: handed?.where ?? opened.placeName,
      trips: handed?.trips ?? 1,
      reason: handed?.reason ?? '专区答复过，本人认为没有解决',
      words: opened.words,
      name: opened.firm === undefined ? opened.name : `${opened.firm} ${opened.name}`.slice(0, 40),
      phone,
      sender: 'organ',
      key: matter,
      ...(opened.helper === undefined ? {} : { helper: opened.helper }),
    },
    { phone, ...(code === undefined ? {} : { code }) },
  )
  if (isRefusal(done)) throw new Error(`what was handed over was not taken in: ${done.because}`)
}
