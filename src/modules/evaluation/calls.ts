import { addDays, dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { aboutAccusation, aboutCall } from './contract.ts'
import type { Accused, CallWished } from './contract.ts'
import { isNight } from './people.ts'
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
  /** Absent for a posted window code. */
  readonly linkDigest?: Buffer
}

const factsOf = (house: House, asked: CallAsked): Promise<CallFactsRow | undefined> =>
  asked.linkDigest ? findCallFacts(house.database.pool('public'), house.city, asked.linkDigest) : Promise.resolve(undefined)

export const ratedOf = (facts: CallFactsRow | undefined): readonly string[] => facts ? [...new Set([...facts.officer === null ? [] : [facts.officer], ...facts.others])] : []

const sealContact = (house: House, id: string, contact: { phone: string }): { sealed: string; about: string } => {
  const about = `evaluation.contact/${house.city}/typed/${id}`
  return { sealed: house.keys.seal('contact', Buffer.from(JSON.stringify(contact)), about).toString('base64'), about }
}

/** The number kept with the service travels as it lies, sealed and unread; a typed one is sealed at once. */
const contactOf = (house: House, id: string, wish: Wish, facts: CallFactsRow | undefined): { sealed: string; about: string } | undefined => {
  if (wish.phone !== undefined) return sealContact(house, id, { phone: wish.phone })
  return facts?.contact ? { sealed: facts.contact.toString('base64'), about: aboutContact(house.city, facts.service, facts.party) } : undefined
}

const callOf = async (house: House, people: People, asked: CallAsked, rating: Rating, wish: Wish, facts: CallFactsRow | undefined): Promise<PassedOn> => {
  const { city, keys, clock } = house
  const { settings } = asked
  const id = keys.uuid()
  const contact = contactOf(house, id, wish, facts)
  if (!contact) throw new Error('a wish for a call without a number')
  const now = clock.now()
  const finishedAt = facts?.finished_at ?? now
  const follow = followDigestOf(keys, city, asked.receipt)
  const payload: CallWished = {
    service: {
      ...(facts ? { id: facts.service } : {}), line: asked.line, lineName: settings.lines[asked.line]?.name ?? asked.line, ...(settings.lines[asked.line]?.lawful_route ? { lawfulRoute: settings.lines[asked.line]?.lawful_route } : {}), ...(facts?.title ? { title: facts.title } : {}),
      finishedOn: dayOf(finishedAt), unit: asked.unit, unitName: await people.unitName(asked.unit), ...(isNight(house, finishedAt) ? { nightAt: finishedAt.toISOString() } : {}),
    },
    levels: describeLevels(rating.levels, settings, words.overall), poor: isPoor(rating.levels, settings),
    reasons: rating.reasons.map(code => ({ code, title: settings.reasons[code]?.title ?? code, cause: settings.reasons[code]?.cause ?? 'process' })),
    ...(rating.words === '' ? {} : { words: rating.words }),
    wish: { how: wish.how === 'sms' ? 'sms' : 'phone', afterCase: wish.how === 'after', by: wish.by, when: [...wish.when], ...(wish.speech ? { speech: wish.speech } : {}), helper: rating.helper, number: wish.number },
    safeWord: safeWordOf(keys, city, asked.receipt), contact, follow: follow.toString('hex'), rated: [...ratedOf(facts)],
  }
  const sealed = keys.seal('matter.rating', Buffer.from(JSON.stringify(payload)), aboutCall(city, id)).toString('base64')
  if (wish.how === 'after' && facts) return { kind: 'held', id, once: follow, sealed, waitsFor: facts.party, until: addDays(dayOf(now), settings.after_latest_days) }
  return { kind: 'call', id, once: follow, sealed }
}

const sealAccusation = (house: House, id: string, payload: Accused): string =>
  house.keys.seal('matter.accusation', Buffer.from(JSON.stringify(payload)), aboutAccusation(house.city, id)).toString('base64')

const accusationOf = async (house: House, people: People, asked: CallAsked, rating: Rating, facts: CallFactsRow | undefined): Promise<PassedOn> => {
  const id = house.keys.uuid()
  const contact = rating.wish && contactOf(house, id, rating.wish, facts)
  const follow = followDigestOf(house.keys, house.city, asked.receipt)
  const payload: Accused = {
    source: 'rating', what: 'words', words: `${rating.sealedWords}\n${words.sealedReport}`, unit: asked.unit, unitName: await people.unitName(asked.unit), rated: [...ratedOf(facts)],
    ...(contact ? { contact } : {}), follow: follow.toString('hex'),
  }
  return { kind: 'report', id, once: house.keys.digest('announcement', 'accused', house.city, asked.receipt, rating.sealedWords), sealed: sealAccusation(house, id, payload) }
}

/** What leaves with a rating besides its sealed body: the same path at every level, so that a wish says nothing about it. */
export const callsOf = async (house: House, people: People, asked: CallAsked, rating: Rating): Promise<{ readonly calls: readonly PassedOn[]; readonly rated: readonly string[] }> => {
  if (!rating.wish && rating.sealedWords === '') return { calls: [], rated: [] }
  const facts = await factsOf(house, asked)
  const calls: PassedOn[] = []
  if (rating.wish) calls.push(await callOf(house, people, asked, rating, rating.wish, facts))
  if (rating.sealedWords !== '') calls.push(await accusationOf(house, people, asked, rating, facts))
  return { calls, rated: ratedOf(facts) }
}

/** 不是我评的: somebody used this link. To the sealed lane, since whoever did it may sit at the counter. */
export const linkUsedReport = async (house: House, people: People, asked: Omit<CallAsked, 'receipt'> & { readonly linkDigest: Buffer }, said: string): Promise<PassedOn> => {
  const facts = await factsOf(house, { ...asked, receipt: '' })
  const id = house.keys.uuid()
  return {
    kind: 'report', id, once: house.keys.digest('announcement', 'link used', house.city, asked.linkDigest),
    sealed: sealAccusation(house, id, { source: 'rating', what: 'link_used', words: said === '' ? words.linkUsed : words.linkUsedWith.replace('{words}', said), unit: asked.unit, unitName: await people.unitName(asked.unit), rated: [...ratedOf(facts)] }),
  }
}
