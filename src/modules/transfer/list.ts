import { z } from 'zod'
import type { ClockView, Engine } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import type { ListPlace } from '../../kit/cursor.ts'
import { allPages, defineLedger } from '../../org/ledger.ts'
import type { Ledger, LedgerColumn, LedgerRow, Person, Said } from '../../org/ledger.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { wallTime } from '../../platform/sheets/index.ts'
import { openedOf } from './opened.ts'
import { listPage, wheres } from './store/list.ts'
import type { ListFilter, ListItem } from './store/list.ts'

type Language = 'zh' | 'en'
type MatterPage = NonNullable<Awaited<ReturnType<Engine['read']>>>

/** Whose screen the list is; which papers stand in it the walls of each matter decide. */
export const listRoles = ['clerk', 'officer', 'leader', 'deputy_head', 'head'] as const

export const listFilter = z.strictObject({
  where: z.enum(wheres).optional(),
  state: z.enum(['open', 'closed']).optional(),
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
  find: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9-]{1,20}$/)
    .optional(),
})

const said = (zh: string, en: string): Said => ({ zh, en })
export const listTitles = {
  number: said('编号', 'Number'),
  opened: said('收到时间', 'Taken in'),
  stage: said('到哪一步', 'Stage'),
  bag: said('封袋号', 'Bag'),
  holder: said('现在谁保管', 'Held by'),
  since: said('从什么时候起', 'Since'),
  passing: said('交给谁（未签收）', 'Given to, unsigned'),
  given: said('交出时间', 'Given'),
  unit: said('给哪个单位', 'For'),
  officer: said('承办人', 'Case officer'),
  about: said('案号或事由', 'Case'),
  name: said('当事人', 'Party'),
  papers: said('材料清单', 'Papers'),
  due: said('到期', 'Due'),
  mark: said('是否逾期', 'Mark'),
} as const
type ListKey = keyof typeof listTitles
const kinds: Readonly<Partial<Record<ListKey, LedgerColumn['kind']>>> = {
  opened: 'instant',
  since: 'instant',
  given: 'instant',
}
export const listColumns: readonly LedgerColumn[] = (Object.keys(listTitles) as ListKey[]).map(key => ({
  key,
  title: listTitles[key],
  kind: kinds[key] ?? 'text',
  ...(key === 'papers' ? { width: 36 } : {}),
}))

const marks: Readonly<Record<string, Said>> = {
  in_time: said('未到期', 'in time'),
  near: said('临期', 'near'),
  overdue: said('逾期', 'overdue'),
  kept: said('按期', 'kept'),
  late: said('逾期后办', 'late'),
}

/** A term of days ends with its last day, one of hours at its hour: '2026-10-15', '2026-10-15 14:30'. */
const dueOf = (clock: ClockView | undefined): string | null => {
  if (clock?.dueAt === undefined) return null
  const wall = wallTime(clock.dueAt)
  return clock.dueOn !== undefined && wall.endsWith('00:00') ? clock.dueOn : wall
}

/** Pure: one line, no more than this viewer's page of the matter shows. Who merely sees the course reads neither name nor case. */
export const listLine = (page: MatterPage, item: ListItem, language: Language): LedgerRow => {
  const { matter, trail } = page
  const opened = matter.sight === 'full' ? openedOf(trail) : undefined
  const clock = matter.clocks.findLast(one => one.state === 'running')
  return {
    number: matter.number,
    opened: matter.openedAt,
    stage: matter.stageTitle,
    bag: item.bag,
    holder: item.holder_name,
    since: item.held_at.toISOString(),
    passing: item.passing_name,
    given: item.passed_at?.toISOString() ?? null,
    unit: item.unit_name,
    officer: opened?.officer ?? null,
    about: opened?.about ?? null,
    name: opened?.name ?? null,
    papers: opened?.list.join('；') ?? null,
    due: dueOf(clock),
    mark: clock ? (marks[clock.mark]?.[language] ?? clock.mark) : null,
  }
}
export type ListLine = LedgerRow & { readonly id: string }

export const unitsOf = (viewer: Person): readonly string[] => [...new Set(viewer.posts.map(post => post.unit))]

/** A page of the list in the viewer's own transaction. */
export const readList = async (
  house: House,
  tx: Tx,
  { viewer, filter, language }: { readonly viewer: Person; readonly filter: ListFilter; readonly language: Language },
  after: ListPlace | undefined,
  most: number,
): Promise<{ readonly lines: readonly ListLine[]; readonly next?: ListPlace }> => {
  const found = await listPage(tx, house.clock.now(), unitsOf(viewer), filter, after, most + 1)
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
export const transferLedger = (house: House): Ledger =>
  defineLedger<ListFilter>({
    name: 'transfer',
    title: { zh: '材料接转台账', en: 'Ledger of papers handed over' },
    roles: listRoles,
    personal: true,
    filter: listFilter,
    columns: listColumns,
    pages: ({ viewer, filter, language }) =>
      allPages<ListPlace, ListLine>(after => house.as(viewer, tx => readList(house, tx, { viewer, filter, language }, after, rowsAtOnce))),
  })
