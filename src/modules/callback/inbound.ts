import type { House } from '../../engine/house.ts'
import { judge } from './judge.ts'
import type { CitizenWord } from './judge.ts'
import { inboundSms } from './messages.ts'
import { listAsked } from './store/asked.ts'

/** As telephones write it: with or without the country in front. */
const plain = (phone: string): string =>
  phone
    .normalize('NFKC')
    .replace(/[\s()-]/g, '')
    .replace(/^(\+|00)?86(?=1\d{10}$)/, '')

export const digestOfPhone = (house: Pick<House, 'keys' | 'city'>, phone: string): Buffer =>
  house.keys.digest('phone', house.city, plain(phone))

const words: Readonly<Record<string, CitizenWord>> = { 1: 'solved', 2: 'partly', 3: 'unsolved' }

/** The number alone, however it was typed; a sentence is no answer, since it may say the opposite. */
export const wordIn = (text: string): CitizenWord | undefined => words[text.normalize('NFKC').replace(/[\s。.!,，！“”"]/g, '')]

export interface InboundSms {
  readonly from: string
  readonly text: string
  /** The gateway's own: the same one is answered once. */ readonly id: string
}

/**
 * A citizen answers 1, 2 or 3 to the message that asked her: the same word as on her page. Where several calls wait for
 * her, a number cannot say which: she is shown to her receipts. Whoever was not asked is not answered.
 */
export const hearInbound = async (house: House, { from, text, id }: InboundSms): Promise<void> => {
  const system = { kind: 'system', city: house.city, name: 'loops' } as const
  const asked = await house.as(system, tx => listAsked(tx, house.city, digestOfPhone(house, from)))
  const [only] = asked
  if (!only) return
  const word = wordIn(text)
  const heard = word !== undefined && asked.length === 1 && (await judge(house, only.matter, word, 'sms')) === undefined
  const answer = heard ? 'heard' : word === undefined ? 'unread' : 'many'
  await house.as(system, tx =>
    house.outbox.queue(tx, {
      key: `inbound/${only.matter}/${only.round}/${answer}${heard ? `/${id}` : ''}`,
      channel: 'sms',
      to: plain(from),
      template: 'callback.inbound',
      text: inboundSms(house.programmes.current().words, answer),
      matter: only.matter,
    }),
  )
}
