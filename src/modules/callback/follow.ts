import { becauseInEnglish, dayOf, parseDay, weekdayName } from '../../calendar/index.ts'
import type { TrailEntry } from '../../engine/contract.ts'
import type { PageLanguage } from '../../kit/page.ts'
import type { Answer, EarlierRound, FollowView, Step } from './citizen/index.ts'
import { rungPassed } from './contract.ts'
import { openedOf } from './opened.ts'
import type { MatterPage } from './opened.ts'
import { callbackWords } from './words.ts'
import type { CallbackWord } from './words.ts'

/** What the follow page says of a matter, without what the route adds (language frame, addresses). */
export type FollowFacts = Pick<
  FollowView,
  | 'steps'
  | 'promised'
  | 'safeWord'
  | 'answer'
  | 'judge'
  | 'final'
  | 'late'
  | 'earlier'
  | 'withdraw'
  | 'again'
  | 'last'
  | 'rights'
  | 'drawn'
  | 'ended'
>

const spoken = (iso: string, lang: PageLanguage): string => {
  const day = parseDay(iso)
  if (day === undefined) return iso
  return lang === 'zh' ? `${Number(iso.slice(5, 7))}月${Number(iso.slice(8, 10))}日（${weekdayName(day)}）` : iso
}

/** A line of the calendar's, in the reader's language. */
const sayLine = (line: string, lang: PageLanguage): string =>
  lang === 'en' ? becauseInEnglish(line) : line.replaceAll(/(\d{4}-\d{2}-\d{2})(?: 周.)?/g, (_whole, iso: string) => spoken(iso, lang))

const reached: Readonly<Record<string, number>> = {
  awaiting_contact: 1,
  contacted: 2,
  being_put_right: 3,
  awaiting_second_reader: 3,
  awaiting_second_contact: 4,
  awaiting_word: 5,
  awaiting_word_on_explanation: 5,
  awaiting_word_on_guidance: 5,
  awaiting_own_word: 5,
  awaiting_unreachable_check: 1,
}

const answerOf = (trail: readonly TrailEntry[], round: number, stage: string, lang: PageLanguage): Answer | undefined => {
  // An explanation that a second person has not read yet is not an answer.
  if (stage === 'awaiting_second_reader' || stage === 'being_put_right' || stage === 'awaiting_contact' || stage === 'contacted')
    return undefined
  return answerIn(trail, round, lang)
}

const answerIn = (trail: readonly TrailEntry[], round: number, lang: PageLanguage): Answer | undefined => {
  const last = trail.findLast(
    entry =>
      entry.round === round &&
      ['report_repair', 'answer_now', 'explain', 'guide_elsewhere'].includes(entry.action) &&
      entry.input !== undefined,
  )
  if (!last) return undefined
  const said = last.input as Record<string, string | undefined>
  if (last.action === 'report_repair')
    return { found: said['found'] ?? '', measure: said['measure'] ?? '', from: spoken(said['from'] ?? '', lang) }
  return { said: [said['answer'], said['explanation'], said['article'], said['where']].filter(Boolean).join('　') }
}

/** Rounds that have passed. What a second person had not agreed to was no answer. */
const earlierRounds = (
  trail: readonly TrailEntry[],
  now: number,
  posts: ReadonlyMap<number, string>,
  lang: PageLanguage,
): readonly EarlierRound[] => {
  const say = callbackWords(lang)
  const dayOfEntry = (entry: TrailEntry | undefined): string | undefined => entry && spoken(dayOf(new Date(entry.at)), lang)
  return Array.from({ length: now - 1 }, (_, n): EarlierRound => {
    const round = n + 1
    const own = trail.filter(entry => entry.round === round)
    const explained = own.findLast(entry => entry.action === 'explain')
    const agreed = explained && own.some(entry => entry.action === 'agree_explanation' && entry.seq > explained.seq)
    const answer = answerIn(explained && !agreed ? own.filter(entry => entry.action !== 'explain') : own, round, lang)
    const contacted = dayOfEntry(own.find(entry => entry.action === 'record_call' || entry.action === 'text_first'))
    // The no that ended a round is the first entry of the next.
    const no = dayOfEntry(trail.find(entry => entry.round === round + 1)) ?? ''
    return {
      round,
      post: posts.get(round) ?? say('someone'),
      no,
      ...(contacted === undefined ? {} : { contacted }),
      ...(answer ? { answer } : {}),
    }
  })
}

/** The promised day has passed. Said as it is: since when, and to whom the ladder brought it. */
const lateness = (
  { matter, trail }: MatterPage,
  clock: MatterPage['matter']['clocks'][number] | undefined,
  lang: PageLanguage,
): FollowView['late'] => {
  // Her own seven days are nobody's promise to her.
  if (clock?.mark !== 'overdue' || clock.dueOn === undefined || clock.clock === 'citizen_word_within') return undefined
  const say = callbackWords(lang)
  const passed = trail.flatMap(entry => (entry.action === 'pass_rung' ? (rungPassed.safeParse(entry.input).data ?? []) : []))
  const told = trail
    .filter(entry => entry.round === matter.round && entry.rung?.clock === clock.clock && entry.rung.do !== 'remind')
    .map(entry => {
      const whom = passed.findLast(one => one.rung === entry.seq)?.to ?? entry.rung!.tell
      return {
        day: spoken(dayOf(new Date(entry.at)), lang),
        whom: say(entry.rung!.do === 'supervision_slip' ? 'told.slip' : (`told.${whom}` as CallbackWord)),
      }
    })
  return { since: spoken(clock.dueOn, lang), told: told.filter((one, at) => told.findIndex(other => other.whom === one.whom) === at) }
}

/** Pure: the matter as its citizen may read it. Nothing here depends on a level, a reason or a word of the rating. */
export const followFacts = (
  page: MatterPage,
  more: {
    readonly post?: string
    readonly posts?: ReadonlyMap<number, string>
    readonly organ?: string
    readonly lang: PageLanguage
    readonly rights: readonly string[]
    /** How this reader is told a right. */
    readonly sayRight?: (text: string) => string
    /** Days on which somebody drew it. */
    readonly drawn?: readonly string[]
    readonly now: Date
  },
): FollowFacts => {
  const { matter, trail, may } = page
  const { lang } = more
  const say = callbackWords(lang)
  const { stage, round } = matter
  const called = trail.some(one => one.round === round && (one.action === 'record_call' || one.action === 'text_first'))
  const brokenOff = stage === 'unreachable' || stage === 'withdrawn' || stage === 'handed_over'
  const at = matter.closedAt === undefined ? (reached[stage] ?? 0) : brokenOff ? (called ? 3 : 2) : 6
  const known = (action: string): string | undefined => {
    const entry = trail.findLast(one => one.round === round && one.action === action)
    return entry && spoken(dayOf(new Date(entry.at)), lang)
  }
  const explained = stage.startsWith('awaiting_word_on_') || stage === 'explained' || stage === 'out_of_scope'
  const titles: readonly (readonly [string, string | undefined])[] = [
    [say('received'), spoken(dayOf(new Date(matter.openedAt)), lang)],
    [say('given', { post: more.post ?? say('someone') }), undefined],
    [say('contacted'), known('record_call') ?? known('text_first')],
    [say('mending'), undefined],
    [say(explained ? 'answered' : 'mended'), undefined],
    [say('yours'), undefined],
  ]
  const steps = titles.map(([title, day], n): Step => ({
    title,
    ...(day === undefined ? {} : { at: day }),
    state: n < at ? 'done' : n === at && !brokenOff ? 'current' : 'ahead',
  }))
  const open = (action: string): boolean => may.some(one => one.action === action && !one.not)
  const clock = matter.clocks.find(
    one =>
      one.state !== 'stopped' &&
      one.round === round &&
      (stage === 'awaiting_contact' ? one.clock === 'call_within' : one.clock !== 'call_within'),
  )
  const opened = openedOf(trail)
  const late = lateness(page, clock, lang)
  const ended = matter.closedAt === undefined ? undefined : say(`end.${stage}` as CallbackWord)
  const dated = clock?.dueOn === undefined ? {} : { dateText: spoken(clock.dueOn, lang) }
  const answer = answerOf(trail, round, stage, lang)
  return {
    steps,
    ...(clock ? { promised: { ...dated, because: clock.because.map(line => sayLine(line, lang)) } } : {}),
    ...(opened && matter.closedAt === undefined ? { safeWord: opened.safeWord } : {}),
    ...(answer ? { answer } : {}),
    judge: open('say_unsolved') || open('keep_unsolved'),
    ...(open('keep_unsolved') ? { final: true } : {}),
    ...(late ? { late } : {}),
    ...(round > 1 ? { earlier: earlierRounds(trail, round, more.posts ?? new Map(), lang) } : {}),
    ...(open('withdraw') ? { withdraw: true } : {}),
    ...(round > 1 && stage === 'awaiting_contact' ? { again: dated } : {}),
    ...(stage === 'unsolved' ? { last: { organ: more.organ ?? say('organ') } } : {}),
    // What the law gives for this business comes first: once we have come to our end it is what is left.
    rights: [...(opened?.service.lawfulRoute === undefined ? [] : [opened.service.lawfulRoute]), ...more.rights].map(
      right => more.sayRight?.(right) ?? right,
    ),
    ...(more.drawn && more.drawn.length > 0 ? { drawn: more.drawn.map(day => spoken(day, lang)) } : {}),
    ...(ended ? { ended } : {}),
  }
}
