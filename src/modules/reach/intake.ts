import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { numberOf, sayNumber } from '../../engine/index.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { readPhone } from '../../kit/typed.ts'
import { organOf, unitByCode } from '../../org/rules/tree.ts'
import type { Viewer } from '../../org/viewer.ts'
import type { Channel, ReachAsked, ReachOpened } from './contract.ts'
import { codes, settingsNow } from './opened.ts'
import { officerNamed, registrySeat, seatsOfOfficer, seatsOfRegistry } from './rules/seating.ts'
import { insertAsk, linkCode } from './store.ts'

export interface TakenIn {
  readonly matter: string
  readonly number: string
  /** 16 digits, for the party; the house keeps their digest alone. */
  readonly code: string
}

/** A party could not reach the case officer; everything commits together. Pressed twice it is one matter. */
export const takeIn = async (house: House, viewer: Viewer, channel: Channel, asked: ReachAsked): Promise<TakenIn | Refusal> => {
  const phone = readPhone(asked.phone)
  if (phone === undefined) return refuse('phone_invalid', { field: 'phone' })
  return house.as(viewer, async tx => {
    const { city, keys } = house
    const place = settingsNow(house).places[asked.place]
    const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
    const [unit, registry] = [place && unitByCode(org, place.unit), place && unitByCode(org, place.registry)]
    if (!place || !unit || !registry) return refuse('no_such_place', { field: 'place' })
    if (viewer.kind === 'person' && !viewer.posts.some(post => post.unit === registry.id))
      return refuse('not_your_registry', { field: 'place' })
    const officer = asked.officer ? officerNamed(org, organOf(org, unit.id) ?? unit.id, asked.officer) : undefined
    const has = { unit: officer?.unit ?? registry.id, name: org.units.get(officer?.unit ?? '')?.name ?? registry.name }
    const code = codes.codeOf(keys, city, asked.key)
    const digest = codes.digestOf(keys, city, code)
    const about = `reach.contact/${city}/${asked.key}`
    const input: ReachOpened = {
      place: asked.place,
      placeName: place.name,
      channel,
      about: asked.about,
      ...(asked.officer ? { officer: asked.officer } : {}),
      question: asked.question,
      tried: asked.tried,
      name: asked.name,
      ...(asked.helper ? { helper: asked.helper } : {}),
      unitName: has.name,
      contact: { sealed: keys.seal('contact', Buffer.from(JSON.stringify({ phone })), about).toString('base64'), about },
      follow: digest.toString('hex'),
    }
    const { matter } = await house.engine.open(tx, viewer, {
      kind: 'reach',
      lane: 'ordinary',
      unit: has.unit,
      seats: [...(officer ? seatsOfOfficer(org, officer) : seatsOfRegistry(org, registry.id)), ...registrySeat(org, registry.id)],
      barred: [],
      input,
      source: `reach/${asked.key}`,
      first: asked.helper !== undefined,
    })
    await insertAsk(tx, city, { matter, place: asked.place, channel, has })
    await linkCode(tx, city, digest, matter)
    return { matter, number: sayNumber((await numberOf(tx, city, matter)) ?? ''), code }
  })
}
