import { z } from 'zod'
import type { Engine } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import type { ListPlace } from '../../kit/cursor.ts'
import { allPages, defineLedger } from '../../org/ledger.ts'
import type { Ledger, LedgerColumn, LedgerRow, Person, Said } from '../../org/ledger.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { openedOf } from './opened.ts'
import { countByUnit, listPage, shares } from './store/list.ts'
import type { ReachFilter, ReachItem, ShareCounts } from './store/list.ts'

type Language = 'zh' | 'en'
type MatterPage = NonNullable<Awaited<ReturnType<Engine['read']>>>

/** Whose screen the list is; which questions stand in it the walls of each matter decide. */
export const listRoles = ['clerk', 'officer', 'leader', 'deputy_head', 'head', 'supervisor'] as const

export const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)
export const listFilter = z.strictObject({ month: month.optional(), unit: z.uuid().optional(), share: z.enum(shares).optional() })
export const monthFilter = listFilter.pick({ month: true })

const said = (zh: string, en: string): Said => ({ zh, en })
const titles = {
  number: said('编号', 'Number'),
  opened: said('提出时间', 'Asked'),
  unit: said('现在谁办', 'With'),
  stage: said('到哪一步', 'Stage'),
  round: said('第几轮', 'Round'),
  officer: said('要找的承办人', 'Case officer asked for'),
  about: said('案号或事由', 'Case'),
  name: said('当事人', 'Party'),
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

/** Pure: one line, no more than this viewer's page of the matter shows. Who merely sees the course reads neither name nor case. */
export const listLine = ({ matter, trail }: MatterPage, item: ReachItem, language: Language): LedgerRow => {
  const opened = matter.sight === 'full' ? openedOf(trail) : undefined
  const clock = matter.clocks.findLast(one => one.state === 'running')
  return {
    number: matter.number,
    opened: matter.openedAt,
    unit: item.unit_name,
    stage: matter.stageTitle,
    round: matter.round,
    officer: opened?.officer ?? null,
    about: opened?.about ?? null,
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
  { viewer, filter, language }: { readonly viewer: Person; readonly filter: ReachFilter; readonly language: Language },
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
export const reachLedger = (house: House): Ledger =>
  defineLedger<ReachFilter>({
    name: 'reach',
    title: { zh: '联系承办人台账', en: 'Ledger of parties who asked for the case officer' },
    roles: listRoles,
    personal: true,
    filter: listFilter,
    columns: listColumns,
    pages: ({ viewer, filter, language }) =>
      allPages<ListPlace, ListLine>(after => house.as(viewer, tx => readList(house, tx, { viewer, filter, language }, after, rowsAtOnce))),
  })

export const shareTitles: Readonly<Record<keyof ShareCounts, Said>> = {
  asked: said('提出', 'Asked'),
  waiting: said('待联系', 'Waiting'),
  reached: said('联系上了', 'Reached'),
  silent: said('已联系，没有回话', 'Answered, party silent'),
  explained: said('不归本院，已释明', 'Sent elsewhere'),
  late: said('逾期', 'Late'),
  unreached: said('没有联系上', 'Not reached'),
}

/** 月清单: per unit how many were late and not reached; counts alone. */
export const reachMonthLedger = (house: House): Ledger =>
  defineLedger<Pick<ReachFilter, 'month'>>({
    name: 'reach_month',
    title: { zh: '联系不上承办人月清单', en: 'Monthly list of units not reached' },
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
