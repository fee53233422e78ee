import type { Keys } from '../crypto/contract.ts'
import type { Message, Outbox } from './contract.ts'
import { cityOf, insertMessage, withdrawMessages } from './store.ts'

export interface Content {
  readonly key: string
  readonly to: string
  readonly text: string
}

const placeOf = (city: string, id: string): string => `outbox.message/content/${city}/${id}`

export const sealContent = (keys: Keys, city: string, id: string, content: Content): Buffer =>
  keys.seal('contact', Buffer.from(JSON.stringify(content)), placeOf(city, id))

export const openContent = (keys: Keys, city: string, id: string, sealed: Buffer): Content =>
  JSON.parse(keys.open('contact', sealed, placeOf(city, id)).toString('utf8')) as Content

export const makeOutbox = (keys: Keys): Outbox => ({
  queue: async (tx, message: Message) => {
    const city = await cityOf(tx)
    const id = keys.uuid()
    await insertMessage(tx, {
      city,
      id,
      key: keys.digest('announcement', 'outbox', city, message.key),
      channel: message.channel,
      template: message.template,
      content: sealContent(keys, city, id, { key: message.key, to: message.to, text: message.text }),
      matter: message.matter,
      notBefore: message.notBefore,
    })
  },
  withdraw: async (tx, given) => {
    const city = await cityOf(tx)
    return withdrawMessages(
      tx,
      given.map(key => keys.digest('announcement', 'outbox', city, key)),
    )
  },
})
