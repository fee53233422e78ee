import { dayOf } from '../../calendar/index.ts'
import type { TrailEntry } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { contactIn } from '../../engine/index.ts'
import { titleOf } from '../../org/caller.ts'
import type { Viewer } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { explanationRecorded, orderOpened, reasonsOpened, recheckOpened } from './contract.ts'
import type { CallOpened } from './contract.ts'
import { markingCard } from './marking.ts'
import { ordersOnTrail } from './orders.ts'
import { openedOf, settingsNow } from './opened.ts'
import type { MatterPage } from './opened.ts'
import { answersTo } from './store/orders.ts'
import { isOutOfReach, returnedBecause } from './rules/told.ts'
import { explanationSealed, hasOpenedNumber, measuresOf, roundsOf, writeCardRead } from './store.ts'
import type { RoundRow } from './store.ts'
import type {
  CallCardView,
  DeskCardView,
  MarkingCardView,
  OrderCardView,
  ReadingCardView,
  RecheckCardView,
  RepairCardView,
} from './web/card.ts'
import { spoken, usualScript } from './rules/script.ts'
import { centresFor } from './rules/seating.ts'
import { listScripts } from './store/script.ts'
import type { ScriptRow } from './store/script.ts'
import { recheckLines, spokenSpeech, spokenTimes } from './words.ts'

type Person = Extract<Viewer, { kind: 'person' }>

const inputs = <T>(trail: readonly TrailEntry[], action: string): readonly (TrailEntry & { readonly input: T })[] =>
  trail.filter(entry => entry.action === action && entry.input !== undefined) as (TrailEntry & { readonly input: T })[]

const answerIn = (trail: readonly TrailEntry[]): CallCardView['answer'] => {
  const last = trail.findLast(
    entry => ['report_repair', 'answer_now', 'explain', 'guide_elsewhere'].includes(entry.action) && entry.input !== undefined,
  )
  if (!last) return undefined
  const said = last.input as {
    found?: string
    measure?: string
    from?: string
    answer?: string
    explanation?: string
    article?: string
    where?: string
  }
  if (last.action === 'report_repair') return { found: said.found, measure: said.measure, from: said.from }
  return {
    words:
      said.answer ?? [said.explanation, said.article ?? said.where].filter(Boolean).join('（') + ((said.article ?? said.where) ? '）' : ''),
  }
}

/** Who is on the telephone: the viewer's own post and surname, whoever else of that post was asked first. */
const callerOf = async (
  house: House,
  tx: Tx,
  viewer: Person,
  asked: RoundRow | undefined,
): Promise<{ readonly post: string; readonly surname: string } | undefined> => {
  if (!asked?.unit || !asked.role) return undefined
  const post =
    asked.person === viewer.person && asked.title
      ? asked.title
      : titleOf(await house.org.snapshot(tx, dayOf(house.clock.now())), { unit: asked.unit, role: asked.role, person: viewer.person })
  return { post, surname: [...viewer.name][0] ?? '' }
}

/** What the centre that watches over this unit has its callers say. */
const keptScript = async (house: House, tx: Tx, unit: string): Promise<ScriptRow | undefined> => {
  const [centre] = centresFor(await house.org.snapshot(tx, dayOf(house.clock.now())), unit)
  return centre && (await listScripts(tx, house.city, centre.unit, 1))[0]
}

/** To a second reader: the explanation that waits for him, after he has entered that he looks. */
const readingCard = async (house: House, tx: Tx, matter: string): Promise<ReadingCardView | undefined> => {
  const sealed = await explanationSealed(tx, house.city, matter)
  const written = sealed && explanationRecorded.safeParse(await house.engine.unseal(tx, matter, sealed)).data
  return written && { reading: { asked: written.asked, article: written.article, explanation: written.explanation } }
}

/** The caller's own; the number only after this viewer has opened it in this round. That it was read is kept. */
const callersCard = async (house: House, tx: Tx, viewer: Person, page: MatterPage, opened: CallOpened): Promise<CallCardView> => {
  const {
    trail,
    matter: { id: matter, round },
  } = page
  await writeCardRead(tx, house.city, { matter, round, person: viewer.person, readOn: dayOf(house.clock.now()) })
  const isOpened = await hasOpenedNumber(tx, house.city, matter, round, viewer.person)
  const { phone } = isOpened ? contactIn(house, opened.contact) : {}
  const family = isOpened && opened.family ? contactIn(house, opened.family) : undefined
  const asked = (await roundsOf(tx, house.city, matter)).find(one => one.round === round)
  const listed = await ordersOnTrail(house, tx, matter, trail)
  const caller = await callerOf(house, tx, viewer, asked)
  const kept = await keptScript(house, tx, page.matter.unit)
  const returned = returnedBecause(trail, round)
  const dueOn = page.matter.clocks.find(clock => clock.clock === 'rectify_within' && clock.round === round)?.dueOn
  return {
    service: {
      line: opened.service.lineName,
      ...(opened.service.title === undefined ? {} : { title: opened.service.title }),
      finishedOn: opened.service.finishedOn,
      unitName: opened.service.unitName,
    },
    dimensions: Object.entries(opened.levels).map(([key, { title, level, levelTitle }]) => ({ key, title, level, levelTitle })),
    unit: opened.service.unit,
    reasons: opened.ticked ?? opened.reasons.map(title => ({ title })),
    ...(opened.words === undefined ? {} : { words: opened.words }),
    wish: {
      ...opened.wish,
      when: spokenTimes(opened.wish.when),
      ...(opened.wish.speech === undefined ? {} : { speech: spokenSpeech(opened.wish.speech) }),
    },
    safeWord: opened.safeWord,
    ...(isOutOfReach(trail, round) ? { outOfReach: true as const } : {}),
    ...(returned === undefined ? {} : { returned }),
    attempts: inputs<{ outcome: string }>(trail, 'record_attempt')
      .filter(entry => entry.round === round)
      .map(entry => ({ at: entry.at, outcome: entry.input.outcome })),
    contact: {
      opened: isOpened,
      ...(phone === undefined ? {} : { number: phone }),
      ...(family?.phone === undefined ? {} : { family: { name: family.name ?? '', number: family.phone } }),
    },
    script: caller ? spoken(kept?.lines ?? usualScript, { safeWord: opened.safeWord, ...caller, dueOn }) : [],
    orders: inputs<{ what_to_change: string; by: string; responsible: string; cause: string }>(trail, 'order_repair').map(
      ({ seq, input }) => ({
        what: input.what_to_change,
        by: listed?.get(seq)?.by ?? input.by,
        responsible: input.responsible,
        cause: input.cause,
        releasedOn: listed?.get(seq)?.releasedOn,
        answers: [...(listed?.get(seq)?.answers ?? [])],
      }),
    ),
    ...(answerIn(trail) ? { answer: answerIn(trail) } : {}),
    rulingText: kept?.ruling ?? settingsNow(house).ruling_text,
  }
}

/** To the callback centre: how much was written in this round, not what. */
const deskCard = async (house: House, tx: Tx, { matter: { id, round }, trail }: MatterPage): Promise<DeskCardView | undefined> => {
  const measures = (await measuresOf(tx, house.city, id)).filter(one => one.round === round)
  return measures.length === 0
    ? undefined
    : { desk: { records: measures.map(one => ({ title: trail.find(entry => entry.seq === one.seq)?.title ?? '', signs: one.signs })) } }
}

/** To whoever asks again: password, number once opened, and the question. */
const recheckCard = async (house: House, tx: Tx, viewer: Person, { matter, trail }: MatterPage): Promise<RecheckCardView | undefined> => {
  const given = recheckOpened.safeParse(trail[0]?.input).data
  if (!given || matter.sight !== 'full') return undefined
  const isOpened = matter.closedAt === undefined && (await hasOpenedNumber(tx, house.city, matter.id, matter.round, viewer.person))
  const { phone } = isOpened ? contactIn(house, given.contact) : {}
  const held = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const post = viewer.posts.find(one => one.role === 'callback_centre' || one.role === 'supervisor')
  const script = recheckLines({
    safeWord: given.safeWord,
    post: post ? titleOf(held, { ...post, person: viewer.person }) : '',
    surname: [...viewer.name][0] ?? '',
    organName: given.organName,
    why: given.why,
  })
  return { recheck: { safeWord: given.safeWord, script, ...(phone === undefined ? {} : { number: phone }) } }
}

/** To whoever plans or checks a unit's repair: what was ticked, as it was released. */
const repairCard = ({ matter: { sight }, trail }: MatterPage): RepairCardView | undefined => {
  const given = sight === 'full' ? reasonsOpened.safeParse(trail[0]?.input).data : undefined
  return given && { repair: { unitName: given.unitName, reasons: given.reasons.map(reason => reason.title) } }
}

/** To whoever answers a line of the list, and to those above him: what was answered so far, here or on the list. */
const orderCard = async (tx: Tx, { matter: { sight }, trail }: MatterPage): Promise<OrderCardView | undefined> => {
  const given = sight === 'full' ? orderOpened.safeParse(trail[0]?.input).data : undefined
  if (!given) return undefined
  const { order, ...line } = given
  const answers = (await answersTo(tx, [order])).flatMap(({ done, said, answeredOn }) =>
    said === null || answeredOn === null ? [] : [{ done: done ?? false, said, answeredOn }],
  )
  return { order: { ...line, answers } }
}

/** What stands beside the trail: the caller's card, the one explanation that a superior has to judge, a unit's reasons. */
export const callCard = async (
  house: House,
  tx: Tx,
  viewer: Viewer,
  matter: string,
): Promise<
  CallCardView | ReadingCardView | DeskCardView | OrderCardView | RecheckCardView | RepairCardView | MarkingCardView | undefined
> => {
  if (viewer.kind !== 'person') return undefined
  const page = await house.engine.readIn(tx, viewer, matter)
  if (page?.matter.kind === 'repair') return repairCard(page)
  if (page?.matter.kind === 'order') return orderCard(tx, page)
  if (page?.matter.kind === 'marking') return markingCard(house, tx, page)
  if (page?.matter.kind === 'recheck') return recheckCard(house, tx, viewer, page)
  if (page?.matter.kind !== 'callback') return undefined
  if (page.matter.sight === 'progress') return (await readingCard(house, tx, matter)) ?? (await deskCard(house, tx, page))
  const opened = openedOf(page.trail)
  return opened && callersCard(house, tx, viewer, page, opened)
}
