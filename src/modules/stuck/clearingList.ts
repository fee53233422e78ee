import { z } from 'zod'
import { addDays, dayFrom } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { allPages, defineLedger } from '../../org/ledger.ts'
import type { Ledger, LedgerRow, Person, Said } from '../../org/ledger.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { ledgerRoles } from './ledger.ts'
import { openedOf } from './opened.ts'
import { clearingDay, mondayOf } from './rules/clearing.ts'
import { outcomes, weekPage } from './store/clearing.ts'
import type { WeekFilter, WeekPlace } from './store/clearing.ts'

const said = (zh: string, en: string): Said => ({ zh, en })

export const clearingTitles = {
  unit: said('单位', 'Unit'),
  number: said('编号', 'Number'),
  item: said('想办什么事', 'What was wanted'),
  stage: said('到哪一步', 'Stage'),
  due: said('到期日', 'Due'),
  state: said('周清结果', 'This week'),
  why: said('说明或上报的话', 'What was said'),
  promised: said('答应的日子', 'Promised day'),
  by: said('谁说的', 'By whom'),
} as const

export const clearingStates: Readonly<Record<string, Said>> = {
  open: said('还没清', 'open'),
  cleared: said('已清', 'cleared'),
  explained: said('已说明', 'explained'),
  escalated: said('已上报', 'escalated'),
  escalated_by_clock: said('到点没人动，自动上报', 'touched by nobody: escalated by the clock'),
}

/** What the address of the list may say; the same for its file. `week`: any day of it. */
export const clearingFilter = z.strictObject({
  week: z.iso.date(),
  unit: z.uuid().optional(),
  state: z.enum([...outcomes, 'open']).optional(),
})
type ClearingFilter = z.infer<typeof clearingFilter>

/** The week's last working day; null: none; undefined: no calendar tells. */
export const weekAsked = (house: House, week: string) => {
  const day = dayFrom(week)
  const monday = mondayOf(day)
  return { monday, before: addDays(monday, -7), after: addDays(monday, 7), until: clearingDay(house.calendar(), day) }
}

const touches: readonly string[] = ['explain_week', 'explain_week_here', 'escalate_week', 'escalate_uncleared']

export type ClearingLine = LedgerRow & { readonly id: string }

/** A page of one week's list: each line from the page of the matter as this viewer sees it, so that it never says more. */
export const readClearing = async (
  house: House,
  tx: Tx,
  {
    viewer,
    until,
    filter,
    language,
  }: { readonly viewer: Person; readonly until: string; readonly filter: WeekFilter; readonly language: 'zh' | 'en' },
  after: WeekPlace | undefined,
  most: number,
): Promise<{ readonly lines: readonly ClearingLine[]; readonly next?: WeekPlace }> => {
  const found = await weekPage(tx, until, filter, after, most + 1)
  const lines: ClearingLine[] = []
  for (const { matter, unitName, state } of found.slice(0, most)) {
    const page = await house.engine.readIn(tx, viewer, matter)
    if (!page) continue
    const listed = page.trail.findIndex(
      entry => entry.action === 'list_for_week' && (entry.input as { until?: string } | undefined)?.until === until,
    )
    const touch = listed < 0 ? undefined : page.trail.slice(listed).find(entry => touches.includes(entry.action))
    const { why, promised } = (touch?.input ?? {}) as { why?: string; promised?: string }
    // The term of the round in which it was listed; a later round has another.
    const round = page.trail[listed]?.round ?? page.matter.round
    const marked = (action: string): boolean => page.trail.some(entry => entry.round === round && entry.action === action)
    const term = marked('mark_complex') ? 'complex_within' : marked('mark_enquiry') ? 'enquiry_within' : 'general_within'
    const ours = page.matter.clocks.findLast(one => one.round === round && one.clock === term)
    lines.push({
      id: matter,
      unit: unitName,
      number: page.matter.number,
      item: openedOf(page.trail)?.item ?? null,
      stage: page.matter.stageTitle,
      due: ours?.dueOn ?? null,
      state: clearingStates[state]?.[language] ?? state,
      why: why ?? null,
      promised: promised ?? null,
      by: state === 'explained' || state === 'escalated' ? (touch?.by ?? null) : null,
    })
  }
  const last = found[most - 1]
  return { lines, ...(last && found.length > most ? { next: { unitName: last.unitName, matter: last.matter } } : {}) }
}

/** 周清单 as a file: the lines of its screen. */
export const clearingLedger = (house: House): Ledger =>
  defineLedger<ClearingFilter>({
    name: 'stuck_clearing',
    title: said('周清单', 'Weekly clearing'),
    roles: ledgerRoles,
    personal: true,
    filter: clearingFilter,
    columns: (Object.keys(clearingTitles) as (keyof typeof clearingTitles)[]).map(key => ({
      key,
      title: clearingTitles[key],
      kind: key === 'due' || key === 'promised' ? 'day' : 'text',
      ...(key === 'why' ? { width: 36 } : {}),
    })),
    pages: async function* ({ viewer, filter, language }) {
      const { until } = weekAsked(house, filter.week)
      if (!until) return
      yield* allPages<WeekPlace, ClearingLine>(after =>
        house.as(viewer, tx => readClearing(house, tx, { viewer, until, filter, language }, after, 100)),
      )
    },
  })
