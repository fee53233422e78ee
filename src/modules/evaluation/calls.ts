import { addDays, dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { aboutAccusation, aboutCall } from './contract.ts'
import type { Accused, CallWished } from './contract.ts'
import { nightOf, promisedDay } from './people.ts'
import type { People } from './people.ts'
import { aboutContact } from './push.ts'
import { followDigestOf, safeWordOf } from './rules/code.ts'
import { describeLevels, isPoor } from './rules/rating.ts'
import type { Rating, Wish } from './rules/rating.ts'
import type { EvaluationSettings } from './settings.ts'
import { findCallFacts } from './store/intake.ts'
import type { CallFactsRow, PassedOn } from './store/intake.ts'
import { words } from './words.ts'

export interface CallAsked {
  readonly settings: EvaluationSettings
  readonly unit: string
  readonly line: string
  readonly receipt: string
  /** Of the service; absent for a posted window code. */
  readonly facts?: CallFactsRow | undefined
  /** The one instant of this request: what is promised, announced and counted starts from it. */
  readonly now: Date
}

export const factsOf = (house: House, linkDigest: Buffer): Promise<CallFactsRow | undefined> =>
  findCallFacts(house.database.pool('public'), house.city, linkDigest)

export const ratedOf = (facts: CallFactsRow | undefined): readonly string[] =>
  facts ? [...new Set([...(facts.officer === null ? [] : [facts.officer]), ...facts.others])] : []

const sealContact = (house: House, id: string, contact: { name?: string; phone: string }): { sealed: string; about: string } => {
  const about = `evaluation.contact/${house.city}/typed/${id}`
  return { sealed: house.keys.seal('contact', Buffer.from(JSON.stringify(contact)), about).toString('base64'), about }
}

/** The number kept with the service travels as it lies, sealed and unread; a typed one is sealed at once. */
const contactOf = (
  house: House,
  id: string,
  wish: Wish,
  facts: CallFactsRow | undefined,
): { sealed: string; about: string } | undefined => {
  if (wish.phone !== undefined) return sealContact(house, id, { phone: wish.phone })
  return facts?.contact
    ? { sealed: facts.contact.toString('base64'), about: aboutContact(house.city, facts.service, facts.party) }
    : undefined
}

/** Whoever waits for the end of a case waits no longer than until this day. */
export const latestOf = (settings: EvaluationSettings, now: Date): string => addDays(dayOf(now), settings.after_latest_days)

const callOf = async (house: House, people: People, asked: CallAsked, rating: Rating, wish: Wish): Promise<PassedOn> => {
  const { city, keys } = house
  const { settings, facts, now } = asked
  const id = keys.uuid()
  const contact = contactOf(house, id, wish, facts)
  if (!contact) throw new Error('a wish for a call without a number')
  const family = wish.family && sealContact(house, `${id}/family`, wish.family)
  const finishedAt = facts?.finished_at ?? now
  const follow = followDigestOf(keys, city, asked.receipt)
  const promisedOn = wish.how === 'after' ? undefined : promisedDay(house, now)
  const payload: CallWished = {
    service: {
      ...(facts ? { id: facts.service } : {}),
      line: asked.line,
      lineName: settings.lines[asked.line]?.name ?? asked.line,
      ...(settings.lines[asked.line]?.lawful_route ? { lawfulRoute: settings.lines[asked.line]?.lawful_route } : {}),
      ...(facts?.title ? { title: facts.title } : {}),
      finishedOn: dayOf(finishedAt),
      unit: asked.unit,
      unitName: await people.unitName(asked.unit),
      ...nightOf(house, finishedAt),
    },
    levels: describeLevels(rating.levels, settings, words.overall),
    poor: isPoor(rating.levels, settings),
    reasons: rating.reasons.map(code => ({
      code,
      title: settings.reasons[code]?.title ?? code,
      cause: settings.reasons[code]?.cause ?? 'process',
      ...(settings.reasons[code]?.rule ? { rule: settings.reasons[code].rule } : {}),
    })),
    ...(rating.words === '' ? {} : { words: rating.words }),
    wish: {
      how: wish.how === 'sms' ? 'sms' : 'phone',
      afterCase: wish.how === 'after',
      by: wish.by,
      when: [...wish.when],
      ...(wish.speech ? { speech: wish.speech } : {}),
      helper: rating.helper,
      number: wish.number,
      ...(facts ? {} : { unconfirmed: true }),
    },
    safeWord: safeWordOf(keys, city, asked.receipt),
    ...(promisedOn === undefined ? {} : { promisedOn }),
    contact,
    ...(family ? { family } : {}),
    follow: follow.toString('hex'),
    rated: [...ratedOf(facts)],
  }
  const sealed = keys.seal('matter.rating', Buffer.from(JSON.stringify(payload)), aboutCall(city, id)).toString('base64')
  if (wish.how === 'after' && facts?.case_key)
    return { kind: 'held', id, once: follow, sealed, at: now, waitsFor: facts.case_key, until: latestOf(settings, now) }
  return { kind: 'call', id, once: follow, sealed, at: now }
}

const sealAccusation = (house: House, id: string, payload: Accused): string =>
  house.keys.seal('matter.accusation', Buffer.from(JSON.stringify(payload)), aboutAccusation(house.city, id)).toString('base64')

const accusationOf = async (house: House, people: People, asked: CallAsked, rating: Rating): Promise<PassedOn> => {
  const { facts } = asked
  const id = house.keys.uuid()
  const contact = rating.wish && contactOf(house, id, rating.wish, facts)
  const follow = followDigestOf(house.keys, house.city, asked.receipt)
  const payload: Accused = {
    source: 'rating',
    what: 'words',
    words: `${rating.sealedWords}\n${words.sealedReport}`,
    unit: asked.unit,
    unitName: await people.unitName(asked.unit),
    rated: [...ratedOf(facts)],
    ...(contact ? { contact, safeWord: safeWordOf(house.keys, house.city, asked.receipt) } : {}),
    follow: follow.toString('hex'),
  }
  return {
    kind: 'report',
    id,
    once: house.keys.digest('announcement', 'accused', house.city, asked.receipt, rating.sealedWords),
    sealed: sealAccusation(house, id, payload),
    at: asked.now,
  }
}

/** What leaves with a rating besides its sealed body: the same path at every level, so that a wish says nothing about it. */
export const callsOf = async (house: House, people: People, asked: CallAsked, rating: Rating): Promise<readonly PassedOn[]> => {
  const calls: PassedOn[] = []
  if (rating.wish) calls.push(await callOf(house, people, asked, rating, rating.wish))
  if (rating.sealedWords !== '') calls.push(await accusationOf(house, people, asked, rating))
  return calls
}

/** 不是我评的: somebody used this link. To the sealed lane, since whoever did it may sit at the counter. */
export const linkUsedReport = async (
  house: House,
  people: People,
  asked: { readonly unit: string; readonly linkDigest: Buffer; readonly now: Date },
  said: string,
): Promise<PassedOn> => {
  const facts = await factsOf(house, asked.linkDigest)
  const id = house.keys.uuid()
  return {
    kind: 'report',
    id,
    at: asked.now,
    once: house.keys.digest('announcement', 'link used', house.city, asked.linkDigest),
    sealed: sealAccusation(house, id, {
      source: 'rating',
      what: 'link_used',
      words: said === '' ? words.linkUsed : words.linkUsedWith.replace('{words}', said),
      unit: asked.unit,
      unitName: await people.unitName(asked.unit),
      rated: [...ratedOf(facts)],
    }),
  }
}

export interface Told {
  readonly what: 'pressure' | 'words'
  readonly words: string
}

/**
 * Told with a receipt, in whatever state: to the sealed lane, past the unit. While the cohort is open the persons of the
 * service are known, so that none of them may receive it; afterwards the receipt knows its unit alone.
 */
export const toldReport = async (
  house: House,
  people: People,
  asked: Pick<CallAsked, 'unit' | 'receipt' | 'facts' | 'now'>,
  told: Told,
): Promise<PassedOn> => {
  const id = house.keys.uuid()
  const payload: Accused = {
    source: 'rating',
    what: told.what,
    words: `${told.words}\n${told.what === 'pressure' ? words.pressureReport : words.receiptReport}`.trim(),
    unit: asked.unit,
    unitName: await people.unitName(asked.unit),
    rated: [...ratedOf(asked.facts)],
    follow: followDigestOf(house.keys, house.city, asked.receipt).toString('hex'),
  }
  // The same words on one day are one report; the same trouble on another day is another.
  return {
    kind: 'report',
    id,
    at: asked.now,
    once: house.keys.digest('announcement', 'told', house.city, asked.receipt, told.what, told.words, dayOf(asked.now)),
    sealed: sealAccusation(house, id, payload),
  }
}
