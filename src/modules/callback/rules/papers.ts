import { dayFrom, dayOf, daysBetween, timeOf } from '../../../calendar/index.ts'
import type { ClockView, TrailEntry } from '../../../engine/contract.ts'
import type { MatterPaper, SeenMatter } from '../../../engine/room.ts'
import { refuse } from '../../../kit/refusal.ts'
import type { Refusal } from '../../../kit/refusal.ts'
import type { Fields, Values } from '../../../platform/documents/contract.ts'
import {
  answerRecorded,
  callRecorded,
  callShown,
  causeHeads,
  causes,
  explanationRecorded,
  guidanceRecorded,
  reasonsShown,
  repairOrdered,
  repairReported,
  slipAsked,
  slipOpened,
  slipReplied,
  urgencies,
} from '../contract.ts'
import { forms } from './paperForms.ts'

/** An order as the unit reads it: no number, writer or time, the day of the list alone. */
export interface OrderOnPaper {
  readonly cause: string
  readonly what: string
  readonly responsible: string
  readonly by: string
  readonly releasedOn: string
  readonly answers: readonly { readonly done: boolean; readonly said: string; readonly answeredOn: string }[]
}

export const sayDay = (day: string): string => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
/** For a narrow column, which would break it within its month. */
const sayDayInTwo = (day: string): string => sayDay(day).replace('年', '年\n')
const dayAt = (at: string): string => sayDay(dayOf(new Date(at)))
const momentAt = (at: string): string => `${dayAt(at)} ${timeOf(new Date(at))}`
const nameOf = (words: object, key: string): string => (words as Readonly<Record<string, string>>)[key] ?? key

const last = <T>(
  trail: readonly TrailEntry[],
  action: string,
  schema: { safeParse(input: unknown): { readonly data?: T } },
): { readonly entry: TrailEntry; readonly said: T } | undefined => {
  const entry = trail.findLast(one => one.action === action && one.input !== undefined)
  const said = entry && schema.safeParse(entry.input).data
  return entry && said !== undefined ? { entry, said } : undefined
}

const shownOf = ({ trail }: SeenMatter) => callShown.safeParse(trail[0]?.input).data
const spokenKind = ({ flow }: SeenMatter): string => flow.title
const headOf = (seen: SeenMatter): Fields => ({ 件号: seen.matter.number, 类别: spokenKind(seen), 单位: seen.matter.unitName })

/** The paper that the unit is given, whoever prints it: made of the list's lines alone. */
export const ordersPaper = (unitName: string, orders: readonly OrderOnPaper[]): Values => ({
  fields: { 单位: unitName },
  rows: {
    要求: orders.map((order, at) => ({
      序号: String(at + 1),
      原因: nameOf(causes, order.cause),
      要改什么: order.what,
      责任人: order.responsible,
      期限: sayDayInTwo(order.by),
      发出日期: sayDayInTwo(order.releasedOn),
      回复: order.answers.map(answer => `${answer.done ? '已改好' : '还在改'}：${answer.said}（${sayDay(answer.answeredOn)}）`).join('\n'),
    })),
  },
})

const fullOnly = (seen: SeenMatter, then: () => Refusal | null): Refusal | null | undefined =>
  seen.matter.sight === 'full' ? then() : undefined

const outcomes: Readonly<Record<string, string>> = {
  no_answer: '没人接',
  busy: '占线',
  wrong_number: '号码不对',
  asked_later: '请晚点再打',
  refused_to_talk: '不愿多谈',
}
const contacts: readonly string[] = ['record_attempt', 'record_call', 'record_second_contact', 'record_yes', 'record_no', 'record_kept_no']

const callRecord: MatterPaper = {
  ...forms.call_record,
  kinds: ['callback'],
  sealed: true,
  offers: seen => fullOnly(seen, () => (last(seen.trail, 'record_call', callRecorded) ? null : refuse('not_called_yet'))),
  fill: seen => {
    const opened = shownOf(seen)
    const call = last(seen.trail, 'record_call', callRecorded)
    return {
      fields: {
        ...headOf(seen),
        单位: opened?.service.unitName ?? seen.matter.unitName,
        事项: [opened?.service.lineName, opened?.service.title].filter(Boolean).join('：'),
        办结日期: opened ? sayDay(opened.service.finishedOn) : '',
        评价: Object.values(opened?.levels ?? {})
          .map(one => `${one.title}：${one.levelTitle}`)
          .join('；'),
        原因: (opened?.reasons ?? []).join('；'),
        群众留言: opened?.words ?? '',
        回访人: call?.entry.by ?? '',
        回访时间: call ? momentAt(call.entry.at) : '',
        群众反映: call?.said.what_was_wrong ?? '',
        原因类别: call ? nameOf(causes, call.said.cause) : '',
        归口: call ? nameOf(causeHeads, call.said.head) : '',
        群众建议: call?.said.suggestion ?? '',
        立刻交办: call ? (call.said.speed_agreed ? '同意' : '不同意') : '',
      },
      rows: {
        联系: seen.trail
          .filter(entry => contacts.includes(entry.action))
          .map(entry => ({
            时间: momentAt(entry.at),
            办理: entry.title,
            人员: entry.by,
            情况:
              entry.action === 'record_attempt'
                ? nameOf(outcomes, String((entry.input as { outcome?: unknown } | undefined)?.outcome ?? ''))
                : String((entry.input as { told?: unknown } | undefined)?.told ?? ''),
          })),
      },
    }
  },
}

const listedIn = ({ gathered, today }: SeenMatter): readonly OrderOnPaper[] =>
  ((gathered ?? []) as readonly OrderOnPaper[]).filter(order => order.releasedOn <= today)

/** Before its list is out nobody may carry an order to the unit: its day would tell the day of the call. */
const repairOrder: MatterPaper = {
  ...forms.repair_order,
  kinds: ['callback'],
  offers: seen => fullOnly(seen, () => (listedIn(seen).length > 0 ? null : refuse('order_not_listed'))),
  // Full sight is told the unit by the very name that its list bears.
  fill: seen => ordersPaper(seen.matter.unitName, listedIn(seen)),
}

const repairReport: MatterPaper = {
  ...forms.repair_report,
  kinds: ['callback', 'repair'],
  sealed: true,
  offers: seen =>
    fullOnly(seen, () =>
      (last(seen.trail, 'report_repair', repairReported) ?? last(seen.trail, 'report', repairReported))
        ? null
        : refuse('not_put_right_yet'),
    ),
  fill: seen => {
    const report = last(seen.trail, 'report_repair', repairReported) ?? last(seen.trail, 'report', repairReported)
    const asked = seen.trail.flatMap(entry =>
      entry.action === 'order_repair' ? (repairOrdered.safeParse(entry.input).data?.what_to_change ?? []) : [],
    )
    const reasons = reasonsShown.safeParse(seen.trail[0]?.input).data?.reasons.map(reason => reason.title) ?? []
    const kinds = { document_difference: '前后文书对照', photo: '现场照片', site_record: '群众会签的现场记录', record: '制度、通知、台账' }
    return {
      fields: {
        ...headOf(seen),
        单位: shownOf(seen)?.service.unitName ?? seen.matter.unitName,
        要改什么: [...asked, ...reasons].join('\n'),
        查到的问题: report?.said.found ?? '',
        整改办法: report?.said.measure ?? '',
        起始日期: report ? sayDay(report.said.from) : '',
        责任人: report?.said.responsible ?? '',
        凭据: report ? `${nameOf(kinds, report.said.evidence_kind)}，${report.said.evidence.length}份，存本件档案` : '',
        反馈人: report?.entry.by ?? '',
        反馈日期: report ? dayAt(report.entry.at) : '',
      },
    }
  },
}

const states = (clock: ClockView, today: string): string => {
  if (clock.state === 'undetermined') return '期限待定'
  if (clock.state === 'stopped') return clock.mark === 'late' ? '逾期后办结' : '按期办结'
  if (clock.mark !== 'overdue') return clock.state === 'paused' ? '暂停计时' : '未到期'
  return clock.dueOn ? `已逾期${Math.max(1, daysBetween(dayFrom(clock.dueOn), dayFrom(today)))}天` : '已逾期'
}
const clockRows = ({ matter, today }: SeenMatter): readonly Fields[] =>
  matter.clocks.map(clock => ({
    轮次: `第${clock.round}轮`,
    时限: clock.title,
    应于: clock.dueOn ? sayDay(clock.dueOn) : '期限待定',
    情况: states(clock, today),
  }))

/** 政法委 urges on procedure, never on a result: an organ, a clock, a day, and what the slip itself asks. */
const supervisionLetter: MatterPaper = {
  ...forms.supervision_letter,
  kinds: ['slip'],
  offers: seen => fullOnly(seen, () => (last(seen.trail, 'issue_slip', slipAsked) ? null : refuse('slip_not_issued_yet'))),
  fill: seen => {
    const about = slipOpened.safeParse(seen.trail[0]?.input).data
    const issued = last(seen.trail, 'issue_slip', slipAsked)
    return {
      fields: {
        件号: seen.matter.number,
        发文机关: seen.seats.includes('supervisor') ? seen.by.organ : '',
        文号: issued?.said.document_no ?? '',
        紧急程度: issued?.said.urgency === undefined ? '' : urgencies[issued.said.urgency],
        单位: about?.organName ?? '',
        原件: about ? `${about.tail}…` : '',
        逾期情况: about?.late ?? '',
        应于: about?.dueOn ? sayDay(about.dueOn) : '',
        督办要求: issued?.said.asks ?? '',
        签发日期: issued ? dayAt(issued.entry.at) : '',
      },
    }
  },
}

const supervisionReply: MatterPaper = {
  ...forms.supervision_reply,
  kinds: ['slip'],
  offers: seen => fullOnly(seen, () => (last(seen.trail, 'reply_slip', slipReplied) ? null : refuse('slip_not_answered_yet'))),
  fill: seen => {
    const about = slipOpened.safeParse(seen.trail[0]?.input).data
    const replied = last(seen.trail, 'reply_slip', slipReplied)
    return {
      fields: {
        件号: seen.matter.number,
        文号: last(seen.trail, 'issue_slip', slipAsked)?.said.document_no ?? '',
        单位: about?.organName ?? '',
        逾期情况: about?.late ?? '',
        回复: replied?.said.reply ?? '',
        办到日期: replied ? sayDay(replied.said.done_by) : '',
      },
    }
  },
}

const struckOff = new Set([
  'solved',
  'partly_solved',
  'citizen_silent',
  'one_sided',
  'explained',
  'out_of_scope',
  'unreachable',
  'withdrawn',
  'done',
  'not_substantiated',
])
const notForThisSeat = '（本岗位只看进度）'

const answered = ({ trail }: SeenMatter): string => {
  const report = last(trail, 'report_repair', repairReported) ?? last(trail, 'report', repairReported)
  return (
    report?.said.measure ??
    last(trail, 'answer_now', answerRecorded)?.said.answer ??
    last(trail, 'explain', explanationRecorded)?.said.explanation ??
    last(trail, 'guide_elsewhere', guidanceRecorded)?.said.explanation ??
    ''
  )
}

const closingRecord: MatterPaper = {
  ...forms.closing_record,
  kinds: ['callback', 'repair'],
  sealed: true,
  offers: ({ matter }) => {
    if (matter.stage === 'handed_over') return undefined
    if (matter.closedAt === undefined) return refuse('not_closed_yet')
    return struckOff.has(matter.stage) ? null : refuse('unsolved_is_kept')
  },
  fill: seen => {
    const full = seen.matter.sight === 'full'
    const problem =
      last(seen.trail, 'record_call', callRecorded)?.said.what_was_wrong ??
      (reasonsShown.safeParse(seen.trail[0]?.input).data?.reasons ?? []).map(reason => reason.title).join('；')
    return {
      fields: {
        ...headOf(seen),
        立件日期: dayAt(seen.matter.openedAt),
        办结日期: seen.matter.closedAt ? dayAt(seen.matter.closedAt) : '',
        办结方式: seen.matter.stageTitle,
        轮次: `共${seen.matter.round}轮`,
        反映的问题: full ? problem : notForThisSeat,
        整改或答复: full ? answered(seen) : notForThisSeat,
      },
      rows: { 时限: clockRows(seen) },
    }
  },
}

/** For the bound file: what the citizen said, or the reasons of a batch. */
export const openingInWords = (seen: SeenMatter): Fields | undefined => {
  const opened = shownOf(seen)
  if (opened) {
    return {
      单位: opened.service.unitName,
      事项: [opened.service.lineName, opened.service.title].filter(Boolean).join('：'),
      办结日期: sayDay(opened.service.finishedOn),
      评价: Object.values(opened.levels)
        .map(one => `${one.title}：${one.levelTitle}`)
        .join('；'),
      原因: opened.reasons.join('；'),
      群众留言: opened.words ?? '',
    }
  }
  const slip = slipOpened.safeParse(seen.trail[0]?.input).data
  if (slip) return { 单位: slip.organName, 逾期情况: slip.late, 应于: slip.dueOn ? sayDay(slip.dueOn) : '' }
  const reasons = reasonsShown.safeParse(seen.trail[0]?.input).data
  return reasons && { 单位: reasons.unitName, 原因: reasons.reasons.map(reason => reason.title).join('；') }
}

export const papers = { callRecord, repairOrder, repairReport, supervisionLetter, supervisionReply, closingRecord } as const
