import type { Tx } from '../database/contract.ts'

export interface Message {
  /** Unique for ever: the same key is queued once, whoever tries again. */
  readonly key: string
  readonly channel: Channel
  /** Phone number, or person id for the console. Sealed at rest. */
  readonly to: string
  readonly template: string
  /** Ready to send; 70 characters at most for an SMS. Never names an organ, a business or a person to a citizen. */
  readonly text: string
  readonly matter?: string
  /** Not before this instant (quiet hours follow the citizen). */
  readonly notBefore?: Date
}

export type Channel = 'sms' | 'console'

/** Messages commit with the act that causes them; the sender delivers each once, and never loses one while it is down. */
export interface Outbox {
  queue(tx: Tx, message: Message): Promise<void>
  /** As the import: takes back what has not been tried yet, by its keys. @returns how many */
  withdraw(tx: Tx, keys: readonly string[]): Promise<number>
}

/** A message on its way. `reference` never changes over all attempts: a provider that knows it must not deliver again. */
export interface Parcel extends Omit<Message, 'notBefore'> {
  readonly reference: string
  readonly attempt: number
  /** The outcome of an earlier attempt is not known. */
  readonly again: boolean
}

/**
 * What a provider said. 'not_accepted': surely not taken, try again; 'impossible': surely not taken and never will be
 * (no such number); 'unknown': a time-out or a broken line after the request had gone out.
 */
export type Outcome = 'accepted' | 'not_accepted' | 'impossible' | 'unknown'

/** One way out of the house. A throw counts as 'unknown'. */
export interface Adapter {
  send(parcel: Parcel, now: Date): Promise<Outcome>
}
