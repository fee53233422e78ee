import { dayOf, parseDay, weekdayName } from '../../calendar/index.ts'
import type { Engine, TrailEntry } from '../../engine/contract.ts'
import type { PageLanguage } from '../../kit/page.ts'
import type { HardshipFollowView } from './citizen/followPage.ts'
import type { HardshipWord, SayHardship } from './citizen/words.ts'
import { helpGranted, helpRefused } from './contract.ts'
import type { HardshipSettings } from './settings.ts'
import type { ApplicationRow } from './store.ts'

type MatterPage = NonNullable<Awaited<ReturnType<Engine['read']>>>
export type HardshipFollowFacts = Omit<HardshipFollowView, 'lang' | 'nonce' | 'largeType' | 'words' | 'code' | 'heard'>

const spokenDay = (iso: string, lang: PageLanguage): string => {
  const day = parseDay(iso)
  return lang === 'en' || day === undefined ? iso : `${Number(iso.slice(5, 7))}月${Number(iso.slice(8, 10))}日（${weekdayName(day)}）`
}

type Input = Readonly<Record<string, string | undefined>>
const inputOf = (entry: TrailEntry | undefined): Input => (entry?.input ?? {}) as Input

/** What was decided and done in this round, in the words that were written for her. */
const toldOf = (own: readonly TrailEntry[], lang: PageLanguage, say: SayHardship): readonly string[] => {
  const last = (...actions: readonly string[]) => own.findLast(entry => actions.includes(entry.action))
  const decided = last('grant', 'civil_grant', 'refuse', 'civil_refuse')
  const granted = decided?.action.endsWith('grant') ? helpGranted.safeParse(decided.input).data : undefined
  const refused = decided?.action.endsWith('refuse') ? helpRefused.safeParse(decided.input).data : undefined
  const given = last('give')
  const asks = decided === undefined ? last('ask_papers') : undefined
  const moved = decided === undefined ? last('hand_over') : undefined
  const receipt = inputOf(last('sign_for'))['receipt']
  return [
    ...(asks ? [say('told.papers', { what: inputOf(asks)['what'] ?? '' })] : []),
    ...(moved ? [inputOf(moved)['told'] ?? ''] : []),
    ...(receipt === undefined ? [] : [say('told.receipt', { receipt })]),
    ...(decided === undefined ? [] : [say('told.when', { day: spokenDay(dayOf(new Date(decided.at)), lang) })]),
    ...(granted === undefined
      ? []
      : [
          say(`help.${granted.help}`) + (granted.amount === undefined ? '' : say('help.amount', { amount: String(granted.amount) })),
          say('told.rule', { rule: granted.rule }),
          granted.told,
        ]),
    ...(refused === undefined ? [] : [say(`refusal.${refused.reason}`), say('told.rule', { rule: refused.rule }), refused.told]),
    ...(given === undefined
      ? []
      : [say('told.given', { when: inputOf(given)['when'] ?? '', how: say(`how.${inputOf(given)['how'] ?? 'done'}` as HardshipWord) })]),
    ...(given === undefined ? [] : [inputOf(given)['told'] ?? '']),
  ]
}

const dues: Readonly<Record<string, HardshipWord>> = {
  decide_within: 'by',
  receipt_within: 'receipt.by',
  civil_within: 'civil.by',
  give_within: 'give.by',
  citizen_word_within: 'word.by',
}

/** Pure: the application as whoever made it may read it; what she wrote of herself is not repeated on a page that may lie open. */
export const hardshipFollowFacts = (
  page: MatterPage,
  application: ApplicationRow | undefined,
  unknown: HardshipSettings['unknown'],
  lang: PageLanguage,
  say: SayHardship,
): HardshipFollowFacts => {
  const { matter, trail, may } = page
  const { stage, round } = matter
  const own = trail.filter(entry => entry.round === round)
  const open = (action: string): boolean => may.some(one => one.action === action && !one.not)
  const clock = matter.clocks.findLast(one => one.round === round && one.state === 'running')
  const due = clock?.dueOn === undefined ? undefined : spokenDay(clock.dueOn, lang)
  const stopgap = clock === undefined ? undefined : unknown[clock.clock as 'decide_within']
  const refusing = ['awaiting_word_on_refusal', 'refused_silent', 'refused'].includes(stage)
  const after = stage === 'refused' || stage === 'helped'
  const last = open('keep_unhelped')
  const no: HardshipWord | undefined = last ? 'say.kept' : open('say_unhelped') ? (refusing ? 'say.appeal' : 'say.unhelped') : undefined
  return {
    number: matter.number,
    now: say(stage === 'asked' && round > 1 ? 'now.again' : (`now.${stage}` as HardshipWord), {
      unit: application?.decider ?? '',
      civil: application?.civil_name ?? say('civil'),
      round: String(round),
    }),
    ...(clock === undefined ? {} : { by: due === undefined ? say('by.none') : say(dues[clock.clock] ?? 'by', { day: due }) }),
    ...(stopgap ? { stopgap: say('by.stopgap', { what: lang === 'en' ? stopgap.what_en : stopgap.what }) } : {}),
    late: clock !== undefined && clock.clock !== 'citizen_word_within' && clock.mark === 'overdue',
    told: toldOf(own, lang, say),
    ...(no === undefined
      ? {}
      : {
          ask: {
            title: after ? 'ask.after' : refusing ? 'ask.refused' : 'ask.given',
            ...(open('accept_refusal') ? { yes: 'say.understood' } : open('confirm_helped') ? { yes: 'say.helped' } : {}),
            no,
            hint: last ? 'say.last' : 'say.hint',
          } as const,
        }),
    alreadyHelped: stage === 'granted' && open('confirm_helped'),
    withdraw: open('withdraw') && ['asked', 'handed_over', 'with_civil', 'granted'].includes(stage),
  }
}
