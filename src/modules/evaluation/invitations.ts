import { addDays, dayOf, startOfDay } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { EvaluationSettings } from './settings.ts'
import { longestMessage, messageText } from './words.ts'
import type { MessageKey } from './words.ts'

const hour = 3_600_000

/** The next instant at which people may be written to: quiet hours follow the citizen. */
export const inDaytime = (at: Date, settings: Pick<EvaluationSettings, 'messages_from' | 'messages_until'>): Date => {
  const midnight = startOfDay(dayOf(at)).getTime()
  const opens = midnight + settings.messages_from * hour
  if (at.getTime() < opens) return new Date(opens)
  if (at.getTime() >= midnight + settings.messages_until * hour)
    return new Date(startOfDay(addDays(dayOf(at), 1)).getTime() + settings.messages_from * hour)
  return at
}

/**
 * Some hours after the service and at random, so that nobody stands at the counter with the link, and its arrival says
 * nothing about when a rating can have been written.
 * @param share uniform in [0, 1)
 */
export const inviteAt = (finishedAt: Date, now: Date, settings: EvaluationSettings, share: number): Date => {
  const from = Math.max(finishedAt.getTime(), now.getTime() - settings.invite_after_hours * hour)
  const earliest = from + settings.invite_after_hours * hour
  const span = (settings.invite_within_hours - settings.invite_after_hours) * hour
  return inDaytime(new Date(earliest + share * span), settings)
}

export const randomShare = (house: Pick<House, 'keys'>): number => house.keys.randomBytes(4).readUInt32BE(0) / 2 ** 32

export const linkUrl = (house: Pick<House, 'config'>, token: string): string => `${house.config.publicUrl}/r/${token}`

/** In a text message every sign counts: the shorter address, where the city has one. */
const messageUrl = (house: Pick<House, 'config'>, token: string): string => `${house.config.shortUrl ?? house.config.publicUrl}/r/${token}`

/** Said at the start, when somebody can still choose a shorter address. */
export const sayWhatIsTooLong = (house: Pick<House, 'config' | 'programmes' | 'log'>): void => {
  const link = messageUrl(house, 'x'.repeat(22))
  const own = house.programmes.current().words
  for (const key of ['evaluation.sms.invite', 'evaluation.sms.remind'] satisfies MessageKey[]) {
    const length = [...messageText(own, key, link)].length
    if (length > longestMessage)
      house.log.warn({
        event: 'message_too_long',
        state: key,
        count: length,
        error: 'An invitation does not fit into one text message of 70 signs; set SHORT_URL to a shorter address of this server.',
      })
    const given = own[key]
    if (given !== undefined && [...given.replaceAll('{link}', link)].length > longestMessage)
      house.log.warn({
        event: 'words_too_long',
        state: key,
        error: "The programme's own words do not fit into one text message of 70 signs with the link; ours are sent instead.",
      })
  }
}

/** The outbox keeps the text sealed; its key names the link's digest, so that one link is invited once. */
export const queueInvitation = (
  house: House,
  tx: Tx,
  message: {
    readonly kind: 'invite' | 'remind'
    readonly once: string
    readonly phone: string
    readonly token: string
    readonly notBefore: Date
  },
): Promise<void> =>
  house.outbox.queue(tx, {
    key: `evaluation.${message.kind}/${message.once}`,
    channel: 'sms',
    to: message.phone,
    template: `evaluation.${message.kind}`,
    text: messageText(house.programmes.current().words, `evaluation.sms.${message.kind}`, messageUrl(house, message.token)),
    notBefore: message.notBefore,
  })
