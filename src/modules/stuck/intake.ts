import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { readPhone } from '../../kit/typed.ts'
import type { Viewer } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { Channel, IntakeAsked, StuckOpened } from './contract.ts'
import { numberOf, sayNumber } from '../../engine/index.ts'
import { codes, settingsNow } from './opened.ts'
import { openingSeats } from './rules/seating.ts'
import { unitByCode } from '../../org/rules/tree.ts'
import { insertItem, linkCode } from './store.ts'

export interface TakenIn {
  readonly matter: string
  readonly number: string
  /** 16 digits, for the citizen; the house keeps their digest alone. */
  readonly code: string
}

/** Takes a matter in at a window, whoever writes it down; everything commits together. Pressed twice it is one matter. */
export const takeIn = async (house: House, viewer: Viewer, channel: Channel, asked: IntakeAsked): Promise<TakenIn | Refusal> => {
  const phone = readPhone(asked.phone)
  if (phone === undefined) return refuse('phone_invalid', { field: 'phone' })
  return house.as(viewer, tx => open(house, tx, viewer, channel, asked, { phone }))
}

interface Reached {
  readonly phone: string
  /** The receipt code that she has already, from the room that handed her matter over; without one she gets one. */
  readonly code?: string
}

/** In the caller's transaction. */
export const open = async (
  house: House,
  tx: Tx,
  viewer: Viewer,
  channel: Channel,
  asked: IntakeAsked,
  { phone, code: held }: Reached,
): Promise<TakenIn | Refusal> => {
  const { city, keys } = house
  const { windows, categories } = settingsNow(house)
  const window = windows[asked.window]
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const unit = window && unitByCode(org, window.unit)
  const office = window && unitByCode(org, window.office)
  if (!window || !unit || !office) return refuse('no_such_window', { field: 'window' })
  if (viewer.kind === 'person' && !viewer.posts.some(post => post.unit === unit.id)) return refuse('not_your_window', { field: 'window' })
  if (!categories.includes(asked.category)) return refuse('no_such_category', { field: 'category' })
  const code = held ?? codes.codeOf(keys, city, asked.key)
  const digest = codes.digestOf(keys, city, code)
  const about = `stuck.contact/${city}/${asked.key}`
  const input: StuckOpened = {
    window: asked.window,
    windowName: window.name,
    form: window.form,
    channel,
    ...(channel === 'transfer' && asked.sender ? { sender: asked.sender } : {}),
    whom: asked.whom,
    category: asked.category,
    item: asked.item,
    where: asked.where,
    trips: asked.trips,
    reason: asked.reason,
    ...(asked.itemCode ? { itemCode: asked.itemCode } : {}),
    ...(asked.refusal ? { refusal: asked.refusal } : {}),
    ...(asked.rule ? { rule: asked.rule } : {}),
    ...(asked.words ? { words: asked.words } : {}),
    name: asked.name,
    ...(asked.helper ? { helper: asked.helper } : {}),
    contact: { sealed: keys.seal('contact', Buffer.from(JSON.stringify({ phone })), about).toString('base64'), about },
    follow: digest.toString('hex'),
  }
  const { matter } = await house.engine.open(tx, viewer, {
    kind: 'stuck',
    lane: 'ordinary',
    unit: unit.id,
    seats: openingSeats(org, unit.id, office.id),
    barred: [],
    input,
    source: `stuck/${asked.key}`,
    hoursOf: asked.window,
    first: asked.first === true || asked.helper !== undefined,
  })
  await insertItem(tx, city, { matter, window: asked.window, channel, category: asked.category })
  await linkCode(tx, city, digest, matter)
  return { matter, number: sayNumber((await numberOf(tx, city, matter)) ?? ''), code }
}
