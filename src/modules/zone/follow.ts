import { dayOf, parseDay, weekdayName } from '../../calendar/index.ts'
import type { Engine, TrailEntry } from '../../engine/contract.ts'
import type { PageLanguage } from '../../kit/page.ts'
import type { ZoneFollowView } from './citizen/followPage.ts'
import type { SayZone, ZoneWord } from './citizen/words.ts'
import { openedOf } from './opened.ts'

type MatterPage = NonNullable<Awaited<ReturnType<Engine['read']>>>
export type ZoneFollowFacts = Omit<ZoneFollowView, 'lang' | 'nonce' | 'largeType' | 'words' | 'code' | 'heard'>

const spokenDay = (iso: string, lang: PageLanguage): string => {
  const day = parseDay(iso)
  return lang === 'en' || day === undefined ? iso : `${Number(iso.slice(5, 7))}月${Number(iso.slice(8, 10))}日（${weekdayName(day)}）`
}

type Input = Readonly<Record<string, string | undefined>>
const inputOf = (entry: TrailEntry | undefined): Input => (entry?.input ?? {}) as Input

/** What was answered in this round, in her words; what was said to other units stays in the house. */
const toldOf = (own: readonly TrailEntry[], lang: PageLanguage, say: SayZone): readonly string[] => {
  const last = own.findLast(entry => entry.action === 'answer')
  if (last === undefined) return []
  const { how = 'phone', result = 'told', told = '' } = inputOf(last)
  return [
    say('when', {
      day: spokenDay(dayOf(new Date(last.at)), lang),
      how: say(`how.${how}` as ZoneWord),
      result: say(`result.${result}` as ZoneWord),
    }),
    told,
  ]
}

/** Pure: the request as whoever asked may read it: the specialist, days and words of the answer, never what she asked. */
export const zoneFollowFacts = (page: MatterPage, specialist: string | undefined, lang: PageLanguage, say: SayZone): ZoneFollowFacts => {
  const { matter, trail, may } = page
  const { stage, round } = matter
  const own = trail.filter(entry => entry.round === round)
  const open = (action: string): boolean => may.some(one => one.action === action && !one.not)
  const clock = matter.clocks.findLast(one => one.round === round && one.state === 'running')
  const due = clock?.dueOn === undefined ? undefined : spokenDay(clock.dueOn, lang)
  const last = open('keep_unsolved')
  return {
    number: matter.number,
    now: say(stage === 'in_hand' && round > 1 ? 'now.again' : (`now.${stage}` as ZoneWord), {
      who: specialist ?? openedOf(trail)?.specialist ?? '',
      round: String(round),
    }),
    ...(clock === undefined
      ? {}
      : { by: due === undefined ? say('by.none') : say(clock.clock === 'answer_within' ? 'by' : 'word.by', { day: due }) }),
    late: clock?.clock === 'answer_within' && clock.mark === 'overdue',
    told: toldOf(own, lang, say),
    after: stage === 'solved',
    judges: stage === 'awaiting_word' || open('say_unsolved') || last,
    yes: stage === 'awaiting_word' && open('confirm_solved'),
    no: last || open('say_unsolved'),
    last,
    moveOn: open('move_myself'),
    moved: stage === 'moved',
    alreadySolved: stage === 'in_hand' && open('confirm_solved'),
    withdraw: stage === 'in_hand' && open('withdraw'),
  }
}
