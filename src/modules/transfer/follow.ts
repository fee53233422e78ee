import { dayOf, parseDay, weekdayName } from '../../calendar/index.ts'
import type { Engine } from '../../engine/contract.ts'
import type { PageLanguage } from '../../kit/page.ts'
import type { TransferFollowView } from './citizen/pages.ts'
import type { SayTransfer, TransferWord } from './citizen/words.ts'
import { openedOf } from './opened.ts'
import { custodyOf } from './rules/custody.ts'
import type { TransferSettings } from './settings.ts'

type MatterPage = NonNullable<Awaited<ReturnType<Engine['read']>>>
export type TransferFacts = Omit<TransferFollowView, 'lang' | 'nonce' | 'largeType' | 'words' | 'code' | 'heard'>

const spokenDay = (instant: string, lang: PageLanguage): string => {
  const iso = dayOf(new Date(instant))
  const day = parseDay(iso)
  return lang === 'en' || day === undefined ? iso : `${Number(iso.slice(5, 7))}月${Number(iso.slice(8, 10))}日（${weekdayName(day)}）`
}

const sentence: Readonly<Record<string, TransferWord>> = {
  taken_in: 'now.taken_in',
  at_point: 'now.at_point',
  passing: 'now.passing',
  passing_to_officer: 'now.passing',
  with_officer: 'now.with_officer',
  short: 'now.short',
  missing: 'now.missing',
  going_back: 'now.going_back',
  delivered: 'now.delivered',
  given_back: 'now.given_back',
  lost: 'now.lost',
}

/** Pure: where the papers are, as the party may read it: points and units, days, and nobody's name. */
export const transferFacts = (
  page: MatterPage,
  settings: TransferSettings,
  lang: PageLanguage,
  say: SayTransfer,
): TransferFacts | undefined => {
  const { matter, trail, may } = page
  const opened = openedOf(trail)
  if (!opened) return undefined
  const custody = custodyOf(trail)
  // The words of this flow are the house's own; a city's point has its English name in the programme.
  const named = (name: string): string =>
    name === '当事人'
      ? say('way.party')
      : lang === 'en'
        ? (Object.values(settings.points).find(point => point.name === name)?.name_en ?? name)
        : name
  const overdue = (clock: string): boolean =>
    matter.clocks.some(one => one.clock === clock && one.state === 'running' && one.mark === 'overdue')
  const told = (action: string): readonly string[] => {
    const { how, why } = (trail.findLast(entry => entry.action === action)?.input ?? {}) as { how?: string; why?: string }
    return [how ?? why ?? ''].filter(text => text !== '')
  }
  const short = matter.stage === 'delivered' && trail.some(entry => entry.action === 'settle_short')
  const point = settings.points[opened.point]
  return {
    number: matter.number,
    now: say(short ? 'now.settled' : (sentence[matter.stage] ?? 'now.at_point'), {
      holder: named(custody.holder),
      to: named(custody.passing?.to ?? opened.unitName),
    }),
    ...(matter.closedAt === undefined ? { since: say('since', { day: spokenDay(custody.passing?.at ?? custody.since, lang) }) } : {}),
    ...(overdue('rest_within') ? { late: say('late') } : overdue('sign_within') ? { late: say('unsigned') } : {}),
    way: custody.signatures.map(one => say('way.line', { day: spokenDay(one.signedAt, lang), from: named(one.from), to: named(one.to) })),
    unitName: opened.unitName,
    papers: opened.papers.map(one => say('paper', { kind: one.kind, copies: String(one.copies), pages: String(one.pages) })),
    ...(custody.bag === undefined ? {} : { bag: custody.bag }),
    told: [
      ...(matter.stage === 'lost' ? told('confirm_lost') : []),
      ...(short ? told('settle_short') : []),
      ...(matter.stage === 'going_back' ? told('offer_back') : []),
    ],
    mayTakeBack: may.some(one => one.action === 'take_back' && !one.not),
    ...(point
      ? {
          place: [
            lang === 'en' ? (point.name_en ?? point.name) : point.name,
            lang === 'en' ? (point.address_en ?? point.address) : point.address,
            ...(point.phone ? [`${say('phone')}${lang === 'en' ? ' ' : ''}${point.phone}`] : []),
          ].join(lang === 'en' ? ', ' : '，'),
        }
      : {}),
  }
}
