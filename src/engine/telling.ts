import { dayOf } from '../calendar/index.ts'
import { ring } from '../org/bell/index.ts'
import type { Tx } from '../platform/database/contract.ts'
import type { House } from './house.ts'
import { numberOf, seatPosts } from './store/seat.ts'

type Words = Readonly<Record<string, string>>

/** What a room writes to telephones. Keys begin with `sms.`; a programme may say each in its own words, under the room's name. */
export interface RoomTexts<K extends string> {
  readonly room: string
  /** Keys of `words:` in a programme. */
  readonly overridable: readonly string[]
  /** At most 70 characters, one SMS. @param number the matter's number; its first four signs are enough to find it */
  readonly say: (words: Words, key: K, number?: string) => string
  /** The text of that name; of a name that has none, the reminder's. */
  readonly keyOf: (what: string) => K
}

export const defineTexts = <const T extends Readonly<Record<string, string>> & { readonly 'sms.remind': string }>(
  room: string,
  texts: T,
): RoomTexts<keyof T & string> => {
  type K = keyof T & string
  const isText = (key: string): key is K => Object.hasOwn(texts, key)
  return {
    room,
    overridable: Object.keys(texts).map(key => `${room}.${key}`),
    say: (words, key, number = '') =>
      [...(words[`${room}.${key}`] ?? (texts[key] as string)).replace('{tail}', number.slice(0, 4))].slice(0, 70).join(''),
    keyOf: what => {
      const key = `sms.${what}`
      return isText(key) ? key : 'sms.remind'
    },
  }
}

/** That something concerns whoever holds the seat today: his bell, and a message. The key makes it go out once. @returns whether anybody was told */
export const tellSeat = async <K extends string>(
  house: House,
  tx: Tx,
  { room, say, keyOf }: RoomTexts<K>,
  matter: string,
  { key, what, seat }: { readonly key: string | number; readonly what: string; readonly seat: string },
): Promise<boolean> => {
  const today = dayOf(house.clock.now())
  const number = (await numberOf(tx, house.city, matter)) ?? ''
  let told = false
  for (const post of await seatPosts(tx, house.city, matter, seat)) {
    const holders = await house.org.holdersOf(tx, post, today)
    for (const { person } of holders.filter(one => post.person === null || post.person === one.person).slice(0, 1)) {
      told = true
      const phone = await house.org.phoneOf(tx, person)
      const once = `${room}/${matter}/${key}/${person}`
      await ring(tx, { key: once, person, about: `${room}.${what}`, matter, on: today })
      await house.outbox.queue(tx, {
        key: once,
        channel: phone === undefined ? 'console' : 'sms',
        to: phone ?? person,
        template: `${room}.${what}`,
        text: say(house.programmes.current().words, keyOf(what), number),
        matter,
      })
    }
  }
  return told
}
