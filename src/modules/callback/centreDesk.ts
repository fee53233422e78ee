import { z } from 'zod'
import type { ClockView } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import type { ListPlace } from '../../kit/cursor.ts'
import { allPages, defineLedger } from '../../org/ledger.ts'
import type { Ledger, LedgerRow } from '../../org/ledger.ts'
import type { Viewer } from '../../org/viewer.ts'
import type { DeskClock, DeskLine } from './contract.ts'
import { callFlow } from './flows/call.ts'
import { deskPage } from './store/centreDesk.ts'
import type { DeskFilter } from './store/centreDesk.ts'

type StageKey = keyof typeof callFlow.stages
type ClockKey = keyof typeof callFlow.clocks

const isEnd = (stage: string): boolean => Object.hasOwn(callFlow.ends, stage)
const openStages = (Object.keys(callFlow.stages) as StageKey[]).filter(stage => !isEnd(stage)) as [StageKey, ...StageKey[]]

/** What the address of the desk may say; the same for its file. */
export const deskFilter = z.strictObject({
  stage: z.enum(openStages).optional(),
  clock: z.enum(Object.keys(callFlow.clocks) as [ClockKey, ...ClockKey[]]).optional(),
  mark: z.enum(['near', 'overdue']).optional(),
  unit: z.uuid().optional(),
  returned: z
    .enum(['true'])
    .transform(() => true)
    .optional(),
})

const deskClock = ({ clock, title, round, state, dueAt, dueOn, notBefore, because, mark }: ClockView): DeskClock => ({
  clock,
  title,
  round,
  state,
  ...(dueAt === undefined ? {} : { dueAt }),
  ...(dueOn === undefined ? {} : { dueOn }),
  ...(notBefore === undefined ? {} : { notBefore }),
  because,
  mark,
})

/** A page of the desk, in one transaction of the viewer's own. Organs alone, also where the centre calls and knows the department. */
export const readDesk = (
  house: House,
  viewer: Viewer,
  filter: DeskFilter,
  now: Date,
  after: ListPlace | undefined,
  most: number,
): Promise<{ readonly lines: readonly DeskLine[]; readonly next?: ListPlace }> =>
  house.as(viewer, async tx => {
    const found = await deskPage(tx, filter, now, after, most + 1)
    const page = found.slice(0, most)
    const views = new Map(
      (
        await house.engine.viewsIn(
          tx,
          viewer,
          page.map(row => row.id),
        )
      ).map(view => [view.id, view]),
    )
    const last = page.at(-1)
    return {
      lines: page.flatMap(({ id, organ_name, clock: first, returned, returns, own }): readonly DeskLine[] => {
        const view = views.get(id)
        if (view === undefined) return []
        const { number, stage, stageTitle, round } = view
        const clock = view.clocks.find(one => one.clock === first)
        const line = { id, number, stage, stageTitle, round, unitName: organ_name ?? '', returned, returns, own }
        return [clock === undefined ? line : { ...line, clock: deskClock(clock) }]
      }),
      ...(last && found.length > most ? { next: { at: last.at, id: last.id } } : {}),
    }
  })

const said = {
  zh: { overdue: '已逾期', near: '快到期', in_time: '期限内', waits: '待补记', own: '中心自己打' },
  en: { overdue: 'overdue', near: 'near', in_time: 'in time', waits: 'to be completed', own: 'called by the centre' },
} as const
const open = { zh: '期限待定', en: 'date to be set' } as const

const deskRow = (line: DeskLine, language: 'zh' | 'en'): LedgerRow => ({
  number: line.number,
  unit: line.unitName,
  stage: line.stageTitle,
  round: line.round,
  clock: line.clock?.title ?? null,
  due: line.clock === undefined ? null : (line.clock.dueOn ?? open[language]),
  mark: line.clock === undefined ? null : said[language][line.clock.mark as 'overdue' | 'near' | 'in_time'],
  record: line.returned ? said[language].waits : null,
  returns: line.returns,
  caller: line.own ? said[language].own : null,
})

const rowsAtOnce = 200

/** The desk as a file: the same lines, by the same filters. */
export const deskLedger = (house: House): Ledger =>
  defineLedger<z.infer<typeof deskFilter>>({
    name: 'centre_desk',
    title: { zh: '中心台', en: 'The centre’s desk' },
    roles: ['callback_centre'],
    filter: deskFilter,
    columns: [
      { key: 'number', title: { zh: '编号', en: 'Number' }, kind: 'text', width: 14 },
      { key: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'text', width: 28 },
      { key: 'stage', title: { zh: '到哪一步', en: 'Stage' }, kind: 'text', width: 18 },
      { key: 'round', title: { zh: '轮次', en: 'Round' }, kind: 'number', width: 8 },
      { key: 'clock', title: { zh: '先到期的时限', en: 'Next clock' }, kind: 'text', width: 16 },
      { key: 'due', title: { zh: '到期日', en: 'Due' }, kind: 'day', width: 12 },
      { key: 'mark', title: { zh: '是否逾期', en: 'Mark' }, kind: 'text', width: 10 },
      { key: 'record', title: { zh: '记录', en: 'Record' }, kind: 'text', width: 10 },
      { key: 'returns', title: { zh: '退回次数', en: 'Times returned' }, kind: 'number', width: 10 },
      { key: 'caller', title: { zh: '谁打', en: 'Caller' }, kind: 'text', width: 12 },
    ],
    pages: async function* ({ viewer, filter, language }) {
      const now = house.clock.now()
      for await (const lines of allPages<ListPlace, DeskLine>(after => readDesk(house, viewer, filter, now, after, rowsAtOnce)))
        yield lines.map(line => deskRow(line, language))
    },
  })
