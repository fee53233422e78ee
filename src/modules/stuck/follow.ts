import { becauseInEnglish, dayOf, parseDay, weekdayName } from '../../calendar/index.ts'
import type { Engine, TrailEntry } from '../../engine/contract.ts'
import type { PageLanguage } from '../../kit/page.ts'
import type { StuckFollowView, StuckStep } from './citizen/followPage.ts'
import type { SayStuck, StuckWord } from './citizen/words.ts'
import { openedOf } from './opened.ts'

type MatterPage = NonNullable<Awaited<ReturnType<Engine['read']>>>
export type StuckFollowFacts = Omit<StuckFollowView, 'lang' | 'nonce' | 'largeType' | 'words' | 'code' | 'heard'>

export const spokenDayIn = (iso: string, lang: PageLanguage): string => {
  const day = parseDay(iso)
  if (day === undefined) return iso
  return lang === 'zh' ? `${Number(iso.slice(5, 7))}月${Number(iso.slice(8, 10))}日（${weekdayName(day)}）` : iso
}
const sayLine = (line: string, lang: PageLanguage): string =>
  lang === 'en' ? becauseInEnglish(line) : line.replaceAll(/(\d{4}-\d{2}-\d{2})(?: 周.)?/g, (_whole, iso: string) => spokenDayIn(iso, lang))

/** How many of the six steps are behind her, by the stage of an open matter. */
const reached: Readonly<Record<string, number>> = {
  received: 1,
  accepted: 2,
  awaiting_dispatch: 2,
  awaiting_lead: 2,
  awaiting_second_reader: 3,
  handling: 3,
  mending_guide: 3,
  under_conduct_check: 3,
}

type Said = Readonly<Record<string, string | undefined>>
const shown: readonly (readonly [field: string, title: StuckWord])[] = [
  ['found', 'answer.found'],
  ['measure', 'answer.measure'],
  ['answer', 'answer.said'],
  ['explanation', 'answer.said'],
  ['article', 'answer.article'],
  ['instead', 'answer.instead'],
  ['where', 'answer.where'],
  ['after', 'answer.after'],
  ['from', 'answer.from'],
  ['hers', 'answer.hers'],
]

/** The answer of the round that stands. A negative one that no second person has agreed to is none; what was found about a person is his office's, not hers. */
const answerOf = (trail: readonly TrailEntry[], round: number, lang: PageLanguage): StuckFollowView['answer'] => {
  const own = trail.filter(entry => entry.round === round)
  const last = own.findLast(entry =>
    ['answer', 'settle_at_once', 'explain', 'report_negative', 'guide_elsewhere', 'report_guide', 'report_conduct'].includes(entry.action),
  )
  if (!last?.input) return undefined
  if (
    (last.action === 'explain' || last.action === 'report_negative') &&
    !own.some(entry => entry.action === 'approve_negative' && entry.seq > last.seq)
  )
    return undefined
  const said = last.input as Said
  return shown
    .filter(([field]) => said[field] && !(last.action === 'report_conduct' && field === 'found'))
    .map(([field, title]) => ({ title, text: field === 'from' ? spokenDayIn(said[field] ?? '', lang) : (said[field] ?? '') }))
}

const toldOf = (trail: readonly TrailEntry[], round: number, say: SayStuck): readonly string[] => {
  const last = (action: string): TrailEntry | undefined => trail.findLast(entry => entry.round === round && entry.action === action)
  const why = (entry: TrailEntry | undefined): string => (entry?.input as { why?: string } | undefined)?.why ?? ''
  const complex = last('mark_complex')
  const first = last('first_reply')
  return [
    ...(first ? [say('replied.first', { reply: (first.input as { reply?: string } | undefined)?.reply ?? '' })] : []),
    ...(complex ? [say('complex', { why: why(complex) })] : []),
    ...(last('grant_extension') ? [say('extended', { why: why(last('ask_extension')) })] : []),
  ]
}

/** Pure: the matter as whoever reported it may read it. */
export const stuckFollowFacts = (page: MatterPage, leadName: string | undefined, lang: PageLanguage, say: SayStuck): StuckFollowFacts => {
  const { matter, trail, may } = page
  const { stage, round } = matter
  const closed = matter.closedAt !== undefined
  const at = closed ? 6 : (reached[stage] ?? 5)
  const contact = trail.find(entry => entry.round === round && entry.action === 'record_contact')
  const known = (entry: TrailEntry | undefined): { at?: string } => (entry ? { at: spokenDayIn(dayOf(new Date(entry.at)), lang) } : {})
  const titles: readonly (readonly [string, { at?: string }])[] = [
    [say('received'), { at: spokenDayIn(dayOf(new Date(matter.openedAt)), lang) }],
    [say('contacted'), known(contact)],
    [leadName === undefined && at > 3 ? say('window_itself') : say('given', { unit: leadName ?? say('someone') }), {}],
    [say('handled'), {}],
    [say('answered'), {}],
    [say('yours'), {}],
  ]
  const open = (action: string): boolean => may.some(one => one.action === action && !one.not)
  const marked = (action: string): boolean => trail.some(entry => entry.round === round && entry.action === action)
  const term = marked('mark_complex') ? 'complex_within' : marked('mark_enquiry') ? 'enquiry_within' : 'general_within'
  const clock = matter.clocks.findLast(
    one =>
      one.round === round && one.state !== 'stopped' && one.clock === (stage.startsWith('awaiting_word') ? 'citizen_word_within' : term),
  )
  const answer = answerOf(trail, round, lang)
  return {
    number: matter.number,
    item: openedOf(trail)?.item ?? '',
    steps: titles.map(([title, day], n): StuckStep => ({ title, ...day, state: n < at ? 'done' : n === at ? 'current' : 'ahead' })),
    ...(clock && !closed
      ? {
          promised: {
            ...(clock.dueOn === undefined ? {} : { dateText: spokenDayIn(clock.dueOn, lang) }),
            because: clock.because.map(one => sayLine(one, lang)),
            late: clock.mark === 'overdue' && clock.clock !== 'citizen_word_within',
            ...(clock.clock === 'citizen_word_within' ? { yours: true as const } : {}),
          },
        }
      : {}),
    told: toldOf(trail, round, say),
    ...(answer ? { answer } : {}),
    round,
    judge: open('say_unsolved') || open('keep_unsolved'),
    final: open('keep_unsolved'),
    withdraw: open('withdraw'),
    ...(closed ? { ended: `end.${stage}` as StuckWord } : {}),
  }
}
