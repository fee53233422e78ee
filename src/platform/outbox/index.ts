import type { Tx } from '../database/contract.ts'

export interface Message {
  /** Unique for ever: the same key is queued once, whoever tries again. */
  readonly key: string
  readonly channel: 'sms' | 'console'
  /** Phone number, or person id for the console. Sealed at rest. */
  readonly to: string
  readonly template: string
  /** Ready to send; 70 characters at most for an SMS. Never names an organ, a business or a person to a citizen. */
  readonly text: string
  readonly matter?: string
  /** Not before this instant (quiet hours follow the citizen). */
  readonly notBefore?: Date
}

/** Messages commit with the act that causes them; the sender delivers each once, and never loses one while it is down. */
export interface Outbox {
  queue(tx: Tx, message: Message): Promise<void>
}
