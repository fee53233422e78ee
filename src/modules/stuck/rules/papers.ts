import { dayOf } from '../../../calendar/index.ts'
import type { TrailEntry } from '../../../engine/contract.ts'
import type { MatterPaper } from '../../../engine/room.ts'
import { refuse } from '../../../kit/refusal.ts'
import type { Values } from '../../../platform/documents/contract.ts'
import { classAnswered, classOpened, remedies } from '../contract.ts'
import type { MonthSeen } from '../contract.ts'
import { classRecordForm, stuckMonthForm } from './paperForms.ts'

const sayDay = (day: string): string => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
const sayMonth = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`

/** The screen of whoever prints, on paper. */
export const monthOnPaper = ({ month, drafted, total, units, causes, classes }: MonthSeen, organ: string): Values => ({
  fields: {
    月份: sayMonth(month),
    单位: organ,
    起草日期: drafted === undefined ? '' : sayDay(drafted),
    合计: total
      ? `有过${total.listed}件，新收${total.opened}件，办结${total.closed}件，月末未结${total.open}件，超过时限${total.late}件，延期${total.extended}件，退回${total.returned}件，不能办${total.not_doable}件`
      : '',
  },
  rows: {
    各单位: units.map(one => ({
      单位: one.unitName,
      有过: String(one.listed),
      新收: String(one.opened),
      办结: String(one.closed),
      未结: String(one.open),
      超期: String(one.late),
      延期: String(one.extended),
      退回: String(one.returned),
      不能办: String(one.not_doable),
    })),
    反复: causes.map(one => ({
      单位: one.unitName,
      类别: one.categoryTitle,
      原因: one.causeTitle,
      件数: String(one.count),
      一类事: one.class?.number ?? '没有立',
    })),
    一类事: classes.map(one => ({
      名称: one.title,
      单位: one.unitName,
      责任人: one.responsible,
      日子: one.dueOn === null ? '待定' : sayDay(one.dueOn),
      到哪一步: one.stageTitle,
    })),
  },
})

const lastOf = (trail: readonly TrailEntry[], action: string): TrailEntry | undefined => trail.findLast(entry => entry.action === action)
const whyOf = (entry: TrailEntry): string => (entry.input as { why?: string } | undefined)?.why ?? ''

/** Closed by the office alone; one that was dropped says why. */
export const classRecord: MatterPaper = {
  ...classRecordForm,
  kinds: ['class'],
  offers: ({ matter }) => (matter.sight !== 'full' ? undefined : matter.closedAt === undefined ? refuse('not_closed_yet') : null),
  fill: ({ matter, trail, flow }) => {
    const opened = classOpened.safeParse(trail[0]?.input).data
    const answered = classAnswered.safeParse(lastOf(trail, 'answer_class')?.input).data
    return {
      fields: {
        件号: matter.number,
        一类事: opened?.title ?? '',
        责任单位: matter.unitName,
        责任人: opened?.responsible ?? '',
        定的日子: opened ? sayDay(opened.by) : '',
        从几件来: opened ? `${opened.count}件` : '',
        要改什么: opened?.ask ?? '',
        改的是: answered ? remedies[answered.remedy] : opened ? remedies[opened.remedy] : '',
        改了哪一份: answered?.document ?? '',
        原来: answered?.before ?? '',
        现在: answered?.after ?? '',
        哪天起: answered ? sayDay(answered.from) : '',
        怎么知道: answered?.tried ?? '',
        办结方式: matter.stageTitle,
        办结日期: matter.closedAt ? sayDay(dayOf(new Date(matter.closedAt))) : '',
      },
      rows: {
        经过: trail
          .filter(entry => Object.hasOwn(titles, entry.action))
          .map(entry => ({
            时间: sayDay(dayOf(new Date(entry.at))),
            办理: entry.title,
            人员: flow.seats[entry.by] ?? entry.by,
            情况: whyOf(entry),
          })),
      },
    }
  },
}
const titles = { open: true, answer_class: true, return_class: true, accept_class: true, drop_class: true } as const

export const stuckPapers: readonly MatterPaper[] = [classRecord]
export const stuckOwnPapers = [stuckMonthForm] as const
