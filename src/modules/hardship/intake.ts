import { dayOf } from '../../calendar/index.ts'
import type { MatterView } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { numberOf, sayNumber } from '../../engine/index.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { readPhone } from '../../kit/typed.ts'
import type { OrgSnapshot } from '../../org/contract.ts'
import { unitByCode } from '../../org/rules/tree.ts'
import type { Person } from '../../org/ledger.ts'
import type { Channel, HardshipAsked, HardshipOpened } from './contract.ts'
import { codes, settingsNow } from './opened.ts'
import { deciderName, seatsOfDecider } from './rules/seating.ts'
import type { Place } from './settings.ts'
import { awayFrom, insertApplication, linkCode } from './store.ts'

export interface TakenIn {
  readonly matter: string
  readonly number: string
  /** 16 digits, for the applicant; the house keeps their digest alone. */
  readonly code: string
}

/** From which matter somebody applies for her, as far as he handles it himself. */
export const sourceOf = async (house: House, viewer: Person, matter: string | undefined): Promise<MatterView | undefined> => {
  const page = matter === undefined ? undefined : await house.engine.read(viewer, matter)
  return page?.matter.sight === 'full' && page.matter.kind !== 'hardship' ? page.matter : undefined
}

export const worksAt = (org: OrgSnapshot, viewer: Person, place: Place): boolean => {
  const window = unitByCode(org, place.window)?.id
  return window !== undefined && viewer.posts.some(post => post.unit === window)
}

const takerOf = (org: OrgSnapshot, { person, posts }: Person): string => {
  const held = org.holdings.find(one => one.person === person && posts.some(post => post.unit === one.unit && post.role === one.role))
  return held ? `${org.units.get(held.unit)?.name ?? ''}${held.name}` : ''
}

export interface Taking {
  /** Whoever writes it down with her word; absent online. */
  readonly by?: Person
  readonly channel: Channel
  /** The matter from which it is applied for. */
  readonly from?: string | undefined
}

/**
 * An application for help; everything commits together, by the hand of the house, since whoever writes it down for her has no seat
 * of it afterwards. Pressed twice it is one. Of a rating or an accusation it bears no trace: whoever decides would read who spoke.
 */
export const takeIn = async (house: House, { by, channel, from }: Taking, asked: HardshipAsked): Promise<TakenIn | Refusal> => {
  const phone = asked.phone ? readPhone(asked.phone) : undefined
  if (asked.phone && phone === undefined) return refuse('phone_invalid', { field: 'phone' })
  const source = by && (await sourceOf(house, by, from))
  if (from !== undefined && !source) return refuse('not_found')
  const { city, keys } = house
  return house.as({ kind: 'system', city, name: 'intake' }, async tx => {
    const place = settingsNow(house).places[asked.place]
    const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
    const unit = place && unitByCode(org, place.unit)
    if (!place || !unit) return refuse('no_such_desk', { field: 'place' })
    if (by && !source && !worksAt(org, by, place)) return refuse('not_from_here', { field: 'place' })
    const code = codes.codeOf(keys, city, asked.key)
    const digest = codes.digestOf(keys, city, code)
    const about = `hardship.contact/${city}/${asked.key}`
    // 回避: whoever the matter is about does not decide on it, nor reads that she applied.
    const away = source ? await awayFrom(tx, city, source.id, source.lane === 'ordinary') : []
    const decider = deciderName(org, unit.id, 1, away)
    const input: HardshipOpened = {
      place: asked.place,
      placeName: place.name,
      // Of any other lane it looks as if it had come by itself.
      channel: source?.lane === 'ordinary' ? 'matter' : channel,
      need: asked.need,
      ...(asked.kind ? { kind: asked.kind } : {}),
      name: asked.name,
      ...(asked.helper ? { helper: asked.helper } : {}),
      ...(source?.lane === 'ordinary' ? { from: source.number } : {}),
      ...(asked.about ? { about: asked.about } : {}),
      ...(by && (source?.lane ?? 'ordinary') === 'ordinary' ? { takenBy: takerOf(org, by) } : {}),
      decider,
      contact: { sealed: keys.seal('contact', Buffer.from(JSON.stringify({ phone })), about).toString('base64'), about },
      reachable: phone !== undefined,
      follow: digest.toString('hex'),
    }
    const { matter } = await house.engine.open(
      tx,
      { kind: 'system', city, name: 'intake' },
      {
        kind: 'hardship',
        lane: 'ordinary',
        unit: unit.id,
        seats: seatsOfDecider(org, unit.id, away),
        barred: away,
        input,
        source: `hardship/${asked.key}`,
        first: asked.helper !== undefined,
      },
    )
    const isNew = await insertApplication(tx, city, {
      matter,
      place: asked.place,
      channel: input.channel,
      unit: unit.id,
      unitName: unit.name,
      decider,
    })
    await linkCode(tx, city, digest, matter)
    // The other room hears that it was applied for, and neither the number nor a word of it.
    if (isNew && source?.lane === 'ordinary') await house.engine.announce(tx, 'hardship.asked_from', {}, source.id)
    return { matter, number: sayNumber((await numberOf(tx, city, matter)) ?? ''), code }
  })
}
