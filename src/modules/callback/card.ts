import type { TrailEntry } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import type { Viewer } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { ordersOnTrail } from './orders.ts'
import { phoneIn, readOpened, settingsNow } from './opened.ts'
import { hasOpenedNumber, roundsOf } from './store.ts'
import type { CallCardView } from './web/card.ts'
import { scriptLines, spokenSpeech, spokenTimes } from './words.ts'

const inputs = <T>(trail: readonly TrailEntry[], action: string): readonly (TrailEntry & { readonly input: T })[] =>
  trail.filter(entry => entry.action === action && entry.input !== undefined) as (TrailEntry & { readonly input: T })[]

const answerIn = (trail: readonly TrailEntry[]): CallCardView['answer'] => {
  const last = trail.findLast(entry => ['report_repair', 'answer_now', 'explain', 'guide_elsewhere'].includes(entry.action) && entry.input !== undefined)
  if (!last) return undefined
  const said = last.input as { found?: string; measure?: string; from?: string; answer?: string; explanation?: string; article?: string; where?: string }
  if (last.action === 'report_repair') return { found: said.found, measure: said.measure, from: said.from }
  return { words: said.answer ?? [said.explanation, said.article ?? said.where].filter(Boolean).join('（') + (said.article ?? said.where ? '）' : '') }
}

/** The leader's card; only with full sight, and the number only after this viewer has opened it in this round. */
export const callCard = async (house: House, tx: Tx, viewer: Viewer, matter: string): Promise<CallCardView | undefined> => {
  const read = await readOpened(house, tx, viewer, matter)
  if (!read || read.page.matter.sight !== 'full' || read.page.matter.kind !== 'callback') return undefined
  const { opened, page: { trail, matter: { round } } } = read
  const isOpened = viewer.kind === 'person' && await hasOpenedNumber(tx, house.city, matter, round, viewer.person)
  const { phone } = isOpened ? phoneIn(house, opened.contact) : {}
  const rounds = viewer.kind === 'person' ? await roundsOf(tx, house.city, matter) : []
  const listed = viewer.kind === 'person' ? await ordersOnTrail(house, tx, matter, trail) : undefined
  const dueOn = read.page.matter.clocks.find(clock => clock.clock === 'rectify_within' && clock.round === round)?.dueOn
  return {
    service: { line: opened.service.lineName, ...(opened.service.title === undefined ? {} : { title: opened.service.title }), finishedOn: opened.service.finishedOn, unitName: opened.service.unitName },
    dimensions: Object.entries(opened.levels).map(([key, { title, level, levelTitle }]) => ({ key, title, level, levelTitle })),
    reasons: opened.reasons,
    ...(opened.words === undefined ? {} : { words: opened.words }),
    wish: { ...opened.wish, when: spokenTimes(opened.wish.when), ...(opened.wish.speech === undefined ? {} : { speech: spokenSpeech(opened.wish.speech) }) },
    safeWord: opened.safeWord,
    attempts: inputs<{ outcome: string }>(trail, 'record_attempt').filter(entry => entry.round === round).map(entry => ({ at: entry.at, outcome: entry.input.outcome })),
    contact: { opened: isOpened, ...(phone === undefined ? {} : { number: phone }) },
    script: scriptLines({ safeWord: opened.safeWord, post: rounds.find(one => one.round === round)?.title ?? opened.service.unitName, surname: viewer.kind === 'person' ? [...viewer.name][0] ?? '' : '', dueOn }),
    orders: inputs<{ what_to_change: string; by: string; responsible: string; cause: string }>(trail, 'order_repair').map(({ seq, input }) => ({ what: input.what_to_change, by: listed?.get(seq)?.by ?? input.by, responsible: input.responsible, cause: input.cause, releasedOn: listed?.get(seq)?.releasedOn, answers: [...listed?.get(seq)?.answers ?? []] })),
    ...(answerIn(trail) ? { answer: answerIn(trail) } : {}),
    rulingText: settingsNow(house).ruling_text,
  }
}
