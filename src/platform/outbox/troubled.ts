import { attemptsUntilAlarm } from './alarm.ts'
import type { Sender } from './sender.ts'
import { asSender, listTroubled, offerAgain } from './store.ts'
import type { TroubledRow } from './store.ts'

/** A page of what does not go out; the figures of the machine count the rest. */
const listed = 200

export const troubledMessages = (sender: Pick<Sender, 'database' | 'city'>): Promise<readonly TroubledRow[]> =>
  asSender(sender.database, sender.city, tx => listTroubled(tx, sender.city, attemptsUntilAlarm, listed))

/** @returns whether there was such a message */
export const sendAgain = (sender: Pick<Sender, 'database' | 'city'>, id: string, now: Date): Promise<boolean> =>
  asSender(sender.database, sender.city, tx => offerAgain(tx, sender.city, id, now))
