import { dayOf, parseDay, weekdayName } from '../../calendar/index.ts'
import type { Engine, TrailEntry } from '../../engine/contract.ts'
import type { PageLanguage } from '../../kit/page.ts'
import type { ReachFollowView } from './citizen/followPage.ts'
import type { ReachWord, SayReach } from './citizen/words.ts'
import type { AskRow } from './store.ts'

type MatterPage = NonNullable<Awaited<ReturnType<Engine['read']>>>
export type ReachFollowFacts = Omit<ReachFollowView, 'lang' | 'nonce' | 'largeType' | 'words' | 'code' | 'heard'>

const spokenDay = (iso: string, lang: PageLanguage): string => {
  const day = parseDay(iso)
  return lang === 'en' || day === undefined ? iso : `${Number(iso.slice(5, 7))}月${Number(iso.slice(8, 10))}日（${weekdayName(day)}）`
}

type Input = Readonly<Record<string, string | undefined>>
const inputOf = (entry: TrailEntry | undefined): Input => (entry?.input ?? {}) as Input

/** What was done in this round, in her words; which of the officials did it, she knows from the call itself. */
const toldOf = (own: readonly TrailEntry[], lang: PageLanguage, say: SayReach): readonly string[] => {
  const attempts = own.filter(entry => entry.action === 'record_attempt').length
  const last = own.findLast(entry => entry.action === 'answer' || entry.action === 'hear_papers')
  const bundle = inputOf(own.findLast(entry => entry.action === 'hand_on_papers'))['bundle']
  return [
    ...(attempts > 0 ? [say('attempts', { n: String(attempts) })] : []),
    ...(last === undefined && bundle !== undefined ? [say('papers', { bundle })] : []),
    ...(last === undefined
      ? []
      : [
          say('when', {
            day: inputOf(last)['when'] ?? spokenDay(dayOf(new Date(last.at)), lang),
            how: say(`how.${inputOf(last)['how'] ?? 'papers'}` as ReachWord),
          }),
          inputOf(last)['told'] ?? '',
        ]),
  ]
}

/** Pure: the question as whoever asked it may read it: units, days and words, never the case. */
export const reachFollowFacts = (page: MatterPage, ask: AskRow | undefined, lang: PageLanguage, say: SayReach): ReachFollowFacts => {
  const { matter, trail, may } = page
  const { stage, round } = matter
  const own = trail.filter(entry => entry.round === round)
  const open = (action: string): boolean => may.some(one => one.action === action && !one.not)
  const clock = matter.clocks.findLast(one => one.round === round && one.state === 'running')
  const due = clock?.dueOn === undefined ? undefined : spokenDay(clock.dueOn, lang)
  const explaining = stage === 'awaiting_word_on_explanation'
  const explained = explaining || stage === 'explained'
  const after = stage === 'explained' || stage === 'reached'
  const last = open('keep_unreached')
  const no: ReachWord | undefined = last
    ? 'say.kept'
    : open('say_unreached')
      ? explained
        ? 'say.not_elsewhere'
        : 'say.unreached'
      : undefined
  const why = inputOf(own.findLast(entry => entry.action === 'explain_elsewhere'))['why']
  const where: readonly (readonly [ReachWord, string])[] =
    explained && ask?.told_name
      ? [
          ['where.unit', ask.told_name],
          ['where.address', ask.told_address ?? say('where.none')],
          ...(ask.told_phone ? ([['where.phone', ask.told_phone]] as const) : []),
          ...(why ? ([['where.why', why]] as const) : []),
        ]
      : []
  return {
    number: matter.number,
    now: say(stage === 'asked' && round > 1 ? 'now.again' : (`now.${stage}` as ReachWord), {
      unit: ask?.unit_name ?? '',
      round: String(round),
    }),
    ...(clock === undefined
      ? {}
      : { by: due === undefined ? say('by.none') : say(clock.clock === 'answer_within' ? 'by' : 'word.by', { day: due }) }),
    late: clock?.clock === 'answer_within' && clock.mark === 'overdue',
    told: toldOf(own, lang, say),
    ...(where.length > 0 ? { where: where.map(([title, text]) => ({ title, text })) } : {}),
    ...(no === undefined
      ? {}
      : {
          ask: {
            title: after ? 'ask.after' : explaining ? 'ask.explained' : 'ask.reached',
            ...(explaining ? { yes: 'say.explained' } : stage === 'awaiting_word' ? { yes: 'say.reached' } : {}),
            no,
            hint: last ? 'say.last' : 'say.hint',
          } as const,
        }),
    alreadyReached: stage === 'asked' && open('confirm_reached'),
    withdraw: stage === 'asked' && open('withdraw'),
  }
}
