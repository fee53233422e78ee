import { z } from 'zod'
import type { Engine } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import type { ListPlace } from '../../kit/cursor.ts'
import { allPages, defineLedger } from '../../org/ledger.ts'
import type { Ledger, LedgerColumn, LedgerRow, Person, Said } from '../../org/ledger.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { openedOf } from './opened.ts'
import { countByUnit, listPage, shares } from './store/list.ts'
import type { HardshipFilter, HardshipItem, ShareCounts } from './store/list.ts'

type Language = 'zh' | 'en'
type MatterPage = NonNullable<Awaited<ReturnType<Engine['read']>>>

/** Whose screen the list is; which applications stand in it the walls of each matter decide. */
export const listRoles = ['clerk', 'officer', 'leader', 'deputy_head', 'head', 'supervisor'] as const

export const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)
export const listFilter = z.strictObject({ month: month.optional(), unit: z.uuid().optional(), share: z.enum(shares).optional() })
export const monthFilter = listFilter.pick({ month: true })

const said = (zh: string, en: string): Said => ({ zh, en })
const titles = {
  number: said('编号', 'Number'),
  opened: said('申请时间', 'Applied'),
  unit: said('决定单位', 'Decided by'),
  stage: said('到哪一步', 'Stage'),
  round: said('第几轮', 'Round'),
  name: said('申请人', 'Applicant'),
  due: said('到期', 'Due'),
  mark: said('是否逾期', 'Mark'),
} as const
type ListKey = keyof typeof titles
const kinds: Readonly<Partial<Record<ListKey, LedgerColumn['kind']>>> = { opened: 'instant', due: 'day', round: 'number' }
export const listColumns: readonly LedgerColumn[] = (Object.keys(titles) as ListKey[]).map(key => ({
  key,
  title: titles[key],
  kind: kinds[key] ?? 'text',
}))

const marks: Readonly<Record<string, Said>> = {
  in_time: said('未到期', 'in time'),
  near: said('临期', 'near'),
  overdue: said('逾期', 'overdue'),
}

/**
 * Pure: one line, no more than this viewer's page of the matter shows. Who merely sees the course reads no name; hardship and sums
 * stand in no line of anybody's.
 */
export const listLine = ({ matter, trail }: MatterPage, item: HardshipItem, language: Language): LedgerRow => {
  const opened = matter.sight === 'full' ? openedOf(trail) : undefined
  const clock = matter.clocks.findLast(one => one.state === 'running')
  return {
    number: matter.number,
    opened: matter.openedAt,
    unit: item.unit_name,
    stage: matter.stageTitle,
    round: matter.round,
    name: opened?.name ?? null,
    due: clock?.dueOn ?? null,
    mark: clock ? (marks[clock.mark]?.[language] ?? null) : null,
  }
}
export type ListLine = LedgerRow & { readonly id: string }

/** A page of the list in the viewer's own transaction. */
export const readList = async (
  house: House,
  tx: Tx,
  { viewer, filter, language }: { readonly viewer: Person; readonly filter: HardshipFilter; readonly language: Language },
  after: ListPlace | undefined,
  most: number,
): Promise<{ readonly lines: readonly ListLine[]; readonly next?: ListPlace }> => {
  const found = await listPage(tx, house.clock.now(), filter, after, most + 1)
  const lines: ListLine[] = []
  for (const item of found.slice(0, most)) {
    const page = await house.engine.readIn(tx, viewer, item.id)
    if (page) lines.push({ id: item.id, ...listLine(page, item, language) })
  }
  const last = found[most - 1]
  return { lines, ...(last && found.length > most ? { next: { at: last.at, id: last.id } } : {}) }
}

const rowsAtOnce = 100

/** The list as a file: the same lines, by the same filters. */
export const hardshipLedger = (house: House): Ledger =>
  defineLedger<HardshipFilter>({
    name: 'hardship',
    title: { zh: '困难救助台账', en: 'Ledger of applications for help in hardship' },
    roles: listRoles,
    personal: true,
    filter: listFilter,
    columns: listColumns,
    pages: ({ viewer, filter, language }) =>
      allPages<ListPlace, ListLine>(after => house.as(viewer, tx => readList(house, tx, { viewer, filter, language }, after, rowsAtOnce))),
  })

export const shareTitles: Readonly<Record<keyof ShareCounts, Said>> = {
  asked: said('申请', 'Applied'),
  waiting: said('待决定', 'Waiting'),
  with_civil: said('转过民政', 'Handed over'),
  granted: said('同意救助', 'Granted'),
  refused: said('不予救助', 'Refused'),
  helped: said('本人说得到帮助', 'Helped, by her word'),
  silent: said('本人没有回话', 'Applicant silent'),
  late: said('逾期', 'Late'),
  unhelped: said('没有得到帮助', 'Not helped'),
}

/** 月清单: per unit how many applied, were helped, were late; counts alone. */
export const hardshipMonthLedger = (house: House): Ledger =>
  defineLedger<Pick<HardshipFilter, 'month'>>({
    name: 'hardship_month',
    title: { zh: '困难救助月清单', en: 'Monthly list of help in hardship' },
    roles: listRoles,
    filter: monthFilter,
    columns: [
      { key: 'unit', title: said('单位', 'Unit'), kind: 'text' },
      ...shares.map(share => ({ key: share, title: shareTitles[share], kind: 'number' as const })),
    ],
    pages: async function* ({ viewer, filter }) {
      const units = await house.as(viewer, tx => countByUnit(tx, house.clock.now(), filter))
      yield units.map(row => ({ unit: row.name, ...Object.fromEntries(shares.map(share => [share, row[share]])) }))
    },
  })
