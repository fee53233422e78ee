import { dayOf, parseDay, weekdayName } from '../../calendar/index.ts'
import type { Engine, TrailEntry } from '../../engine/contract.ts'
import type { PageLanguage } from '../../kit/page.ts'
import type { ReceptionFollowView } from './citizen/followPage.ts'
import type { ReceptionWord, SayReception } from './citizen/words.ts'
import { hoursOf } from './intake.ts'
import type { Place } from './settings.ts'
import type { BookingRow } from './store.ts'
import type { DayRow } from './store/days.ts'

type MatterPage = NonNullable<Awaited<ReturnType<Engine['read']>>>
export type ReceptionFollowFacts = Omit<ReceptionFollowView, 'lang' | 'nonce' | 'largeType' | 'words' | 'code' | 'heard'>

export const spokenDay = (iso: string, lang: PageLanguage): string => {
  const day = parseDay(iso)
  return lang === 'en' || day === undefined ? iso : `${Number(iso.slice(5, 7))}月${Number(iso.slice(8, 10))}日（${weekdayName(day)}）`
}

type Input = Readonly<Record<string, string | undefined>>
const inputOf = (entry: TrailEntry | undefined): Input => (entry?.input ?? {}) as Input
const waits: readonly string[] = ['booked', 'to_record']
const over: readonly string[] = ['missed', 'called_off', 'day_off']

interface Known {
  readonly day: DayRow | undefined
  readonly booking: BookingRow | undefined
  readonly place: Place | undefined
}

/** Where she is expected, and how to come; of a place that is hers no more, why. */
const placeOf = (
  stage: string,
  trail: readonly TrailEntry[],
  { day, booking, place }: Known,
  lang: PageLanguage,
  say: SayReception,
): readonly string[] => {
  if (!day || !booking) return []
  if (stage === 'day_off') return [say('off', { why: inputOf(trail.findLast(entry => entry.action === 'end_with_day')).why ?? '' })]
  if (!waits.includes(stage)) return []
  const { onDay, at, venue, leader, leaderTitle } = hoursOf(day, booking.slot)
  const moved = trail.findLast(entry => entry.action === 'move_day')
  return [
    say('when', { day: spokenDay(onDay, lang), at }),
    say('see', { leader: `${leaderTitle} ${leader}` }),
    say('where', { venue }),
    ...(place ? [say('how', { address: lang === 'en' ? (place.address_en ?? place.address) : place.address })] : []),
    ...(moved ? [say('moved', { why: inputOf(moved).why ?? '' })] : []),
  ]
}

/** What the leader promised and who does it; where it was handed on, by whom now. */
const promisedOf = (trail: readonly TrailEntry[], booking: BookingRow | undefined, say: SayReception): readonly string[] => {
  const promise = trail.findLast(entry => entry.action === 'record_promise')
  if (promise === undefined) return []
  const { told = '', who } = inputOf(promise)
  const isHandedOn = trail.some(entry => entry.action === 'give_unit')
  return [told, say('promised.who', { unit: booking?.unit_name ?? '', who: who === undefined || isHandedOn ? '' : ` ${who}` })]
}

/** What was answered in this round; at the reception, or afterwards. */
const toldOf = (
  own: readonly TrailEntry[],
  lang: PageLanguage,
  say: SayReception,
): { readonly told: readonly string[]; readonly there: boolean } => {
  const last = own.findLast(entry => entry.action === 'answer' || entry.action === 'record_answered')
  if (last === undefined) return { told: [], there: false }
  const { result, told = '' } = inputOf(last)
  const there = last.action === 'record_answered'
  return {
    told: [
      ...(result === undefined
        ? []
        : [say('told.when', { day: spokenDay(dayOf(new Date(last.at)), lang), result: say(`result.${result}` as ReceptionWord) })]),
      told,
    ],
    there,
  }
}

const nowOf = (stage: string, round: number, own: readonly TrailEntry[]): ReceptionWord => {
  if (stage === 'promised' && round > 1) return 'now.again'
  return stage === 'solved' && own.at(-1)?.action === 'record_solved' ? 'now.solved.heard' : (`now.${stage}` as ReceptionWord)
}

/** Pure: the matter as whoever booked may read it: her place, what was promised and answered, never what she said. */
export const receptionFollowFacts = (page: MatterPage, known: Known, lang: PageLanguage, say: SayReception): ReceptionFollowFacts => {
  const { matter, trail, may } = page
  const { stage, round } = matter
  const own = trail.filter(entry => entry.round === round)
  const open = (action: string): boolean => may.some(one => one.action === action && !one.not)
  const clock = matter.clocks.findLast(one => one.round === round && one.state === 'running' && one.clock !== 'record_within')
  const due = clock?.dueOn === undefined ? undefined : spokenDay(clock.dueOn, lang)
  const last = open('keep_unsolved')
  return {
    number: matter.number,
    now: say(nowOf(stage, round, own), {
      unit: known.booking?.unit_name ?? '',
      round: String(round),
    }),
    place: placeOf(stage, trail, known, lang, say),
    ...(waits.includes(stage) && known.place?.phone ? { phone: known.place.phone } : {}),
    ...(clock === undefined
      ? {}
      : { by: due === undefined ? say('by.none') : say(clock.clock === 'answer_within' ? 'by' : 'word.by', { day: due }) }),
    late: clock?.clock === 'answer_within' && clock.mark === 'overdue',
    promised: promisedOf(trail, known.booking, say),
    ...toldOf(own, lang, say),
    after: stage === 'solved',
    judges: stage === 'awaiting_word' || open('say_unsolved') || last,
    yes: stage === 'awaiting_word' && open('confirm_solved'),
    no: last || open('say_unsolved'),
    last,
    alreadySolved: stage === 'promised' && open('confirm_solved'),
    callOff: open('call_off'),
    withdraw: stage === 'promised' && open('withdraw'),
    again: over.includes(stage),
  }
}
