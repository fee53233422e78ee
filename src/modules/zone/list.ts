import { z } from 'zod'
import type { Engine } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import type { ListPlace } from '../../kit/cursor.ts'
import { allPages, defineLedger } from '../../org/ledger.ts'
import type { Ledger, LedgerColumn, LedgerRow, Person, Said } from '../../org/ledger.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { kindNames, kinds } from './contract.ts'
import type { ZoneKind } from './contract.ts'
import { openedOf, settingsNow } from './opened.ts'
import { countByKind, listPage, shares } from './store/list.ts'
import type { Share, ZoneFilter, ZoneItem } from './store/list.ts'
import { countPast } from './store/past.ts'

type Language = 'zh' | 'en'
type MatterPage = NonNullable<Awaited<ReturnType<Engine['read']>>>

/** Whose screen the list is; which requests stand in it the walls of each matter decide. */
export const listRoles = ['clerk', 'officer', 'leader', 'deputy_head', 'head', 'supervisor'] as const

export const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)
const place = z.string().regex(/^[a-z0-9_]{1,40}$/)
export const listFilter = z.strictObject({
  from: month.optional(),
  until: month.optional(),
  place: place.optional(),
  kind: z.enum(kindNames).optional(),
  share: z.enum(shares).optional(),
})
export const boardFilter = listFilter.pick({ from: true, until: true })

const said = (zh: string, en: string): Said => ({ zh, en })
export const kindTitles: Readonly<Record<ZoneKind, Said>> = {
  consult: said(kinds.consult.zh, 'Consultation'),
  complaint: said(kinds.complaint.zh, 'Complaint'),
  policy: said(kinds.policy.zh, 'Policies for firms'),
  agency: said(kinds.agency.zh, 'Acting for a firm'),
}
export const unitTitles: Readonly<Record<ZoneKind, Said>> = {
  consult: said('件', 'matters'),
  complaint: said('条', 'complaints'),
  policy: said('次', 'times'),
  agency: said('次', 'times'),
}
const titles = {
  number: said('编号', 'Number'),
  opened: said('提出时间', 'Asked'),
  kind: said('类别', 'Kind'),
  stage: said('到哪一步', 'Stage'),
  specialist: said('专员', 'Specialist'),
  firm: said('企业', 'Firm'),
  name: said('提出人', 'Name'),
  due: said('到期', 'Due'),
  mark: said('是否逾期', 'Mark'),
} as const
type ListKey = keyof typeof titles
const columnKinds: Readonly<Partial<Record<ListKey, LedgerColumn['kind']>>> = { opened: 'instant', due: 'day' }
export const listColumns: readonly LedgerColumn[] = (Object.keys(titles) as ListKey[]).map(key => ({
  key,
  title: titles[key],
  kind: columnKinds[key] ?? 'text',
}))

const marks: Readonly<Record<string, Said>> = {
  in_time: said('未到期', 'in time'),
  near: said('临期', 'near'),
  overdue: said('逾期', 'overdue'),
}

/** Pure: one line, no more than this viewer's page of the matter shows. Who merely sees the course reads neither firm nor name. */
export const listLine = ({ matter, trail }: MatterPage, item: ZoneItem, language: Language): LedgerRow => {
  const opened = matter.sight === 'full' ? openedOf(trail) : undefined
  const clock = matter.clocks.findLast(one => one.state === 'running')
  return {
    number: matter.number,
    opened: matter.openedAt,
    kind: kindTitles[item.kind as ZoneKind][language],
    stage: matter.stageTitle,
    specialist: item.specialist_name,
    firm: opened?.firm ?? null,
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
  { viewer, filter, language }: { readonly viewer: Person; readonly filter: ZoneFilter; readonly language: Language },
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
export const zoneLedger = (house: House): Ledger =>
  defineLedger<ZoneFilter>({
    name: 'zone',
    title: { zh: '服务保障专区台账', en: 'Ledger of the service zones' },
    roles: listRoles,
    personal: true,
    filter: listFilter,
    columns: listColumns,
    pages: ({ viewer, filter, language }) =>
      allPages<ListPlace, ListLine>(after => house.as(viewer, tx => readList(house, tx, { viewer, filter, language }, after, rowsAtOnce))),
  })

export const shareTitles: Readonly<Record<Share, Said>> = {
  asked: said('本系统受理', 'Taken in here'),
  waiting: said('在办', 'In hand'),
  solved: said('本人说解决了', 'Solved, by her word'),
  silent: said('已答复，没有回话', 'Answered, silent'),
  unsolved: said('没有解决', 'Not solved'),
  moved: said('转办不成事', 'To the last resort'),
  late: said('逾期', 'Late'),
}

export type BoardRow = Readonly<Record<Share, number>> & {
  readonly place: string
  readonly placeName: string
  readonly kind: ZoneKind
  /** Of ledgers brought in. */
  readonly before: number
  readonly beforeSolved: number
  /** Here and in ledgers; never added up over kinds. */
  readonly all: number
}

/** Every zone with its four works, in the order of the programme, nothing added up across them. */
export const readBoard = async (house: House, tx: Tx, filter: Pick<ZoneFilter, 'from' | 'until'>): Promise<readonly BoardRow[]> => {
  const counts = await countByKind(tx, house.clock.now(), filter)
  const past = await countPast(tx, filter)
  const nothing = Object.fromEntries(shares.map(share => [share, 0])) as Record<Share, number>
  return Object.entries(settingsNow(house).places).flatMap(([code, { name }]) =>
    kindNames.map(kind => {
      const here = counts.find(one => one.place === code && one.kind === kind) ?? nothing
      const { before, beforeSolved } = past.find(one => one.place === code && one.kind === kind) ?? { before: 0, beforeSolved: 0 }
      const own = Object.fromEntries(shares.map(share => [share, here[share]])) as Record<Share, number>
      return { ...own, place: code, placeName: name, kind, before, beforeSolved, all: own.asked + before }
    }),
  )
}

/** 四类分计: counts alone. */
export const zoneCountsLedger = (house: House): Ledger =>
  defineLedger<Pick<ZoneFilter, 'from' | 'until'>>({
    name: 'zone_counts',
    title: { zh: '服务保障专区四类分计', en: 'The four works of the service zones' },
    roles: listRoles,
    filter: boardFilter,
    columns: [
      { key: 'place', title: said('专区', 'Zone'), kind: 'text' },
      { key: 'kind', title: said('类别', 'Kind'), kind: 'text' },
      { key: 'unit', title: said('计量', 'Counted in'), kind: 'text' },
      { key: 'all', title: said('合计', 'All'), kind: 'number' },
      { key: 'before', title: said('原台账', 'Of old ledgers'), kind: 'number' },
      { key: 'beforeSolved', title: said('原台账记为解决', 'Solved, by old ledgers'), kind: 'number' },
      ...shares.map(share => ({ key: share, title: shareTitles[share], kind: 'number' as const })),
    ],
    pages: async function* ({ viewer, filter, language }) {
      const rows = await house.as(viewer, tx => readBoard(house, tx, filter))
      yield rows.map(row => ({
        place: row.placeName,
        kind: kindTitles[row.kind][language],
        unit: unitTitles[row.kind][language],
        all: row.all,
        before: row.before,
        beforeSolved: row.beforeSolved,
        ...Object.fromEntries(shares.map(share => [share, row[share]])),
      }))
    },
  })
