import type { Sender } from './sender.ts'
import { asSender, countTroubled } from './store.ts'

/** Three attempts are a quarter of an hour: then it is no hiccup. */
export const attemptsUntilAlarm = 3
/** Milliseconds of the house's clock between two alarms about the same trouble. */
const repeatedEvery = 15 * 60_000

export interface Trouble {
  /** Tried several times and still here. */
  readonly stuck: number
  /** Given up in the last days; somebody must be told otherwise. */
  readonly failed: number
  /** Gone out, or perhaps not: offered again under the same reference. */
  readonly unsure: number
}

/** Looks after the sender: what does not go out is said in the log again and again until it has gone, and stands in the figures. */
export class SenderAlarm {
  trouble: Trouble = { stuck: 0, failed: 0, unsure: 0 }
  #saidAt = -Infinity

  async look(sender: Pick<Sender, 'database' | 'city' | 'log'>, now: Date): Promise<void> {
    const before = this.trouble
    this.trouble = await asSender(sender.database, sender.city, tx => countTroubled(tx, sender.city, attemptsUntilAlarm))
    const { stuck, failed } = this.trouble
    if (stuck === 0 && before.stuck > 0) sender.log.info({ event: 'messages_flow_again' })
    if (failed > before.failed) sender.log.error({ event: 'messages_given_up', count: failed })
    if (stuck === 0) this.#saidAt = -Infinity
    else if (now.getTime() - this.#saidAt >= repeatedEvery) {
      this.#saidAt = now.getTime()
      sender.log.error({ event: 'messages_stuck', count: stuck })
    }
  }
}
