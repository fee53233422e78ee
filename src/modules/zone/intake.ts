import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { numberOf, sayNumber } from '../../engine/index.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { readPhone } from '../../kit/typed.ts'
import { unitByCode } from '../../org/rules/tree.ts'
import type { Viewer } from '../../org/viewer.ts'
import type { Channel, ZoneAsked, ZoneOpened } from './contract.ts'
import { codes, settingsNow } from './opened.ts'
import { freest, openingSeats, specialistsOf } from './rules/seating.ts'
import { insertRequest, linkCode, openBySpecialist } from './store.ts'

export interface TakenIn {
  readonly matter: string
  readonly number: string
  /** 16 digits, for whoever asked; the house keeps their digest alone. */
  readonly code: string
  /** 营商服务专员, by name. */
  readonly specialist: string
}

/**
 * A request comes to a zone and a specialist has it by name: whoever writes it down in the zone, else the one with the fewest
 * open ones. Everything commits together; pressed twice it is one matter.
 */
export const takeIn = async (house: House, viewer: Viewer, channel: Channel, asked: ZoneAsked): Promise<TakenIn | Refusal> => {
  const phone = readPhone(asked.phone)
  if (phone === undefined) return refuse('phone_invalid', { field: 'phone' })
  return house.as(viewer, async tx => {
    const { city, keys } = house
    const place = settingsNow(house).places[asked.place]
    const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
    const [unit, office] = [place && unitByCode(org, place.unit), place && unitByCode(org, place.office)]
    if (!place || !unit || !office) return refuse('no_such_zone', { field: 'place' })
    if (viewer.kind === 'person' && !viewer.posts.some(post => post.unit === unit.id)) return refuse('not_your_zone', { field: 'place' })
    const specialists = specialistsOf(org, unit.id)
    const own = viewer.kind === 'person' ? specialists.find(one => one.person === viewer.person) : undefined
    const specialist = own ?? freest(specialists, await openBySpecialist(tx, city, unit.id))
    if (!specialist) return refuse('zone_without_specialist', { field: 'place' })
    const code = codes.codeOf(keys, city, asked.key)
    const digest = codes.digestOf(keys, city, code)
    const about = `zone.contact/${city}/${asked.key}`
    const input: ZoneOpened = {
      place: asked.place,
      placeName: place.name,
      kind: asked.kind,
      channel,
      ...(asked.firm ? { firm: asked.firm } : {}),
      words: asked.words,
      name: asked.name,
      ...(asked.helper ? { helper: asked.helper } : {}),
      specialist: specialist.name,
      contact: { sealed: keys.seal('contact', Buffer.from(JSON.stringify({ phone, code })), about).toString('base64'), about },
      follow: digest.toString('hex'),
    }
    const { matter } = await house.engine.open(tx, viewer, {
      kind: 'zone',
      lane: 'ordinary',
      unit: unit.id,
      seats: openingSeats(org, unit.id, office.id, specialist),
      barred: [],
      input,
      source: `zone/${asked.key}`,
      first: asked.helper !== undefined,
    })
    await insertRequest(tx, city, { matter, place: asked.place, kind: asked.kind, channel, unit: unit.id, specialist })
    await linkCode(tx, city, digest, matter)
    return { matter, number: sayNumber((await numberOf(tx, city, matter)) ?? ''), code, specialist: specialist.name }
  })
}
