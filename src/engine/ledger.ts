import type { z } from 'zod'
import { dayOf } from '../calendar/index.ts'
import { defineLedger } from '../org/ledger.ts'
import type { Ledger, LedgerColumn, LedgerRow } from '../org/ledger.ts'
import type { ClockView, MatterView } from './contract.ts'
import type { House } from './house.ts'
import { limitAtMost } from './read.ts'
import { filterSchema } from './schemas.ts'

/** The columns of every list of matters, as the screen has them and two more that it says by colour. */
export const matterColumns: readonly LedgerColumn[] = [
  { key: 'number', title: { zh: '编号', en: 'Number' }, kind: 'text', width: 14 },
  { key: 'stage', title: { zh: '到哪一步', en: 'Stage' }, kind: 'text', width: 18 },
  { key: 'round', title: { zh: '轮次', en: 'Round' }, kind: 'number', width: 8 },
  { key: 'kind', title: { zh: '种类', en: 'Kind' }, kind: 'text', width: 14 },
  { key: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'text', width: 28 },
  { key: 'clock', title: { zh: '时限', en: 'Clock' }, kind: 'text', width: 16 },
  { key: 'due', title: { zh: '到期日', en: 'Due' }, kind: 'day', width: 12 },
  { key: 'mark', title: { zh: '是否逾期', en: 'Mark' }, kind: 'text', width: 10 },
  { key: 'opened', title: { zh: '开始', en: 'Began' }, kind: 'day', width: 12 },
  { key: 'closed', title: { zh: '办结', en: 'Closed' }, kind: 'day', width: 12 },
]

const marks = {
  zh: { in_time: '期限内', near: '快到期', overdue: '已逾期', kept: '按期', late: '逾期完成' },
  en: { in_time: 'in time', near: 'near', overdue: 'overdue', kept: 'kept', late: 'late' },
} as const
const open = { zh: '期限待定', en: 'date to be set' } as const

/** The clock that the screen shows: of those that go on, the one that falls due first. */
const nearest = (clocks: readonly ClockView[]): ClockView | undefined =>
  clocks.filter(clock => clock.state !== 'stopped').sort((a, b) => (a.dueAt ?? '9999').localeCompare(b.dueAt ?? '9999'))[0]

const dayOr = (iso: string | undefined): string | null => (iso === undefined ? null : dayOf(new Date(iso)))

export const matterRow = (kindTitles: ReadonlyMap<string, string>, matter: MatterView, language: 'zh' | 'en'): LedgerRow => {
  const clock = nearest(matter.clocks)
  return {
    number: matter.number,
    stage: matter.stageTitle,
    round: matter.round,
    kind: kindTitles.get(matter.kind) ?? matter.kind,
    unit: matter.unitName,
    clock: clock?.title ?? null,
    due: clock === undefined ? null : (clock.dueOn ?? (clock.dueAt === undefined ? open[language] : dayOr(clock.dueAt))),
    mark: clock === undefined ? null : marks[language][clock.mark],
    opened: dayOr(matter.openedAt),
    closed: dayOr(matter.closedAt),
  }
}

const matterFilter = filterSchema.omit({ cursor: true, limit: true })

/** Every matter that this viewer's list shows, by the list's own filters. */
export const matterLedger = (house: House, kindTitles: ReadonlyMap<string, string>): Ledger =>
  defineLedger<z.infer<typeof matterFilter>>({
    name: 'matters',
    title: { zh: '件', en: 'Matters' },
    filter: matterFilter,
    columns: matterColumns,
    count: async ({ viewer, filter }) => (await house.engine.countBy(viewer, [], filter))[0]?.count ?? 0,
    pages: async function* ({ viewer, filter, language }) {
      for (let cursor: string | undefined, more = true; more;) {
        const page = await house.engine.list(viewer, { ...filter, ...(cursor === undefined ? {} : { cursor }), limit: limitAtMost })
        yield page.items.map(matter => matterRow(kindTitles, matter, language))
        cursor = page.next
        more = cursor !== undefined
      }
    },
  })
