import { lazy } from 'react'
import type { ComponentType } from 'react'
import type { TrailEntry } from '../engine/contract.ts'
import { callFlowEn, orderFlowEn, markingFlowEn, recheckFlowEn, repairFlowEn, slipFlowEn } from '../modules/callback/web/flow.en.ts'
import { markingKind } from '../modules/callback/web/marking.words.ts'
import { callKind, orderKind, recheckKind, repairKind, slipKind } from '../modules/callback/web/words.ts'
import { reportFlowEn } from '../modules/discipline/web/flow.en.ts'
import { reportKind } from '../modules/discipline/web/words.ts'
import { appointmentFlowEn, classFlowEn, shareFlowEn, stuckFlowEn } from '../modules/stuck/web/flow.en.ts'
import { appointmentKind } from '../modules/stuck/web/bookings.words.ts'
import { classKind, shareKind, stuckKind } from '../modules/stuck/web/words.ts'
import { hardshipFlowEn } from '../modules/hardship/web/flow.en.ts'
import { hardshipKind } from '../modules/hardship/web/words.ts'
import { reachFlowEn } from '../modules/reach/web/flow.en.ts'
import { reachKind } from '../modules/reach/web/words.ts'
import { concernFlowEn } from '../modules/rounds/web/flow.en.ts'
import { concernKind } from '../modules/rounds/web/words.ts'
import { receptionFlowEn } from '../modules/reception/web/flow.en.ts'
import { receptionKind } from '../modules/reception/web/words.ts'
import { zoneFlowEn } from '../modules/zone/web/flow.en.ts'
import { zoneKind } from '../modules/zone/web/words.ts'
import { findingFlowEn, inspectionFlowEn } from '../modules/rounds/web/inspection.en.ts'
import { findingKind, inspectionKind } from '../modules/rounds/web/inspection.words.ts'
import { bundleFlowEn } from '../modules/transfer/web/flow.en.ts'
import { bundleKind } from '../modules/transfer/web/words.ts'
import type { MatterView, MayDo } from './api/matters.ts'
import type { FlowWords } from './flowWords.ts'
import type { Begin, Perform } from './kit/ActionBar.tsx'
import type { Words } from './kit/language.ts'
import type { RecordWords } from './kit/Timeline.tsx'

/** What a room's own card on the matter page is given. */
export interface CardProps {
  /** As the room's server side produced it; the room knows the shape. */
  readonly card: unknown
  readonly matter: MatterView
  readonly trail: readonly TrailEntry[]
  readonly may: readonly MayDo[]
  readonly begin: Begin
  readonly perform: Perform
}

export interface KindWords {
  readonly title: string
  readonly stages: Readonly<Record<string, string>>
  readonly records: RecordWords
}

interface KindScreen {
  readonly words: Words<KindWords>
  /** The flow's own words are Chinese, and come from the server. */
  readonly english: FlowWords
  readonly card?: ComponentType<CardProps>
  /** Actions that the card has buttons for; the common bar leaves them out. */
  readonly onCard?: readonly string[]
  /** The one main action of a stage, where the flow's order alone would not tell. */
  readonly main?: Readonly<Record<string, string>>
  /** The card lets out what progress alone would not show, and says so itself. */
  readonly lets?: true
  /** What stands before the card while it is due: whoever opens the page does it first. */
  readonly first?: string
  /** A citizen stands behind it, for whom help in hardship may be applied. */
  readonly helps?: true
  /** The stages in which the next thing to do is a telephone call. */
  readonly calls?: readonly string[]
}

/** The kinds of matter the console knows in words; any other kind still has its page, drawn from what the server says. */
export const kinds: Readonly<Record<string, KindScreen>> = {
  callback: {
    words: callKind,
    english: callFlowEn,
    card: lazy(async () => ({ default: (await import('../modules/callback/web/CallCard.tsx')).CallCard })),
    onCard: ['open_number', 'record_call', 'record_attempt', 'hand_over', 'explain_ruling'],
    first: 'acknowledge',
    main: { being_put_right: 'report_repair' },
    calls: ['awaiting_contact', 'awaiting_second_contact'],
    helps: true,
  },
  recheck: {
    words: recheckKind,
    english: recheckFlowEn,
    card: lazy(async () => ({ default: (await import('../modules/callback/web/CallCard.tsx')).CallCard })),
    onCard: ['open_number'],
    calls: ['awaiting_recheck'],
  },
  repair: {
    words: repairKind,
    english: repairFlowEn,
    card: lazy(async () => ({ default: (await import('../modules/callback/web/UnitCards.tsx')).RepairCard })),
  },
  order: {
    words: orderKind,
    english: orderFlowEn,
    card: lazy(async () => ({ default: (await import('../modules/callback/web/UnitCards.tsx')).OrderCard })),
  },
  slip: { words: slipKind, english: slipFlowEn },
  marking: {
    words: markingKind,
    english: markingFlowEn,
    card: lazy(async () => ({ default: (await import('../modules/callback/web/MarkingCard.tsx')).MarkingCard })),
    onCard: ['give_mark', 'mark_again', 'open_record', 'set_aside'],
    lets: true,
  },
  stuck: {
    words: stuckKind,
    english: stuckFlowEn,
    card: lazy(async () => ({ default: (await import('../modules/stuck/web/StuckCard.tsx')).StuckCard })),
    onCard: ['open_number'],
    main: { accepted: 'assign_joint', handling: 'answer', received: 'accept' },
    helps: true,
  },
  share: { words: shareKind, english: shareFlowEn },
  appointment: { words: appointmentKind, english: appointmentFlowEn, main: { booked: 'record_came' } },
  class: {
    words: classKind,
    english: classFlowEn,
    card: lazy(async () => ({ default: (await import('../modules/stuck/web/ClassCard.tsx')).ClassCard })),
  },
  bundle: {
    words: bundleKind,
    english: bundleFlowEn,
    card: lazy(async () => ({ default: (await import('../modules/transfer/web/TransferCard.tsx')).TransferCard })),
    onCard: ['hand_to_point'],
    main: {
      taken_in: 'seal',
      at_point: 'hand_to_officer',
      passing: 'sign',
      passing_to_officer: 'sign_for',
      with_officer: 'close',
      missing: 'found',
    },
    helps: true,
  },
  reach: {
    words: reachKind,
    english: reachFlowEn,
    card: lazy(async () => ({ default: (await import('../modules/reach/web/ReachCard.tsx')).ReachCard })),
    onCard: ['open_number'],
    main: { asked: 'answer' },
    calls: ['asked'],
    helps: true,
  },
  hardship: {
    words: hardshipKind,
    english: hardshipFlowEn,
    card: lazy(async () => ({ default: (await import('../modules/hardship/web/HardshipCard.tsx')).HardshipCard })),
    onCard: ['open_number'],
    main: { asked: 'grant', handed_over: 'sign_for', with_civil: 'civil_grant', granted: 'give' },
  },
  concern: {
    words: concernKind,
    english: concernFlowEn,
    card: lazy(async () => ({ default: (await import('../modules/rounds/web/ConcernCard.tsx')).ConcernCard })),
    onCard: ['open_number'],
    main: { raised: 'answer_concern' },
    helps: true,
  },
  zone: {
    words: zoneKind,
    english: zoneFlowEn,
    card: lazy(async () => ({ default: (await import('../modules/zone/web/ZoneCard.tsx')).ZoneCard })),
    onCard: ['open_number'],
    main: { in_hand: 'answer' },
    calls: ['in_hand'],
  },
  reception: {
    words: receptionKind,
    english: receptionFlowEn,
    card: lazy(async () => ({ default: (await import('../modules/reception/web/ReceptionCard.tsx')).ReceptionCard })),
    onCard: ['open_number'],
    main: { to_record: 'record_promise', promised: 'answer' },
  },
  inspection: {
    words: inspectionKind,
    english: inspectionFlowEn,
    card: lazy(async () => ({ default: (await import('../modules/rounds/web/InspectionCard.tsx')).InspectionCard })),
    main: { to_inspect: 'finish_inspection' },
  },
  finding: {
    words: findingKind,
    english: findingFlowEn,
    card: lazy(async () => ({ default: (await import('../modules/rounds/web/FindingCard.tsx')).FindingCard })),
    main: { found: 'report_fixed', fixed: 'clear_finding' },
  },
  report: {
    words: reportKind,
    english: reportFlowEn,
    card: lazy(async () => ({ default: (await import('../modules/discipline/web/ReportCard.tsx')).ReportCard })),
    onCard: ['open_contact'],
  },
}
