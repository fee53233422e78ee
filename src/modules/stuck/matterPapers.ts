import { dayOf } from '../../calendar/index.ts'
import type { TrailEntry } from '../../engine/contract.ts'
import type { MatterPaper, SeenMatter } from '../../engine/room.ts'
import { refuse } from '../../kit/refusal.ts'
import { categories, channels, whoms } from './contract.ts'
import type { StuckOpened } from './contract.ts'
import { leadNameOf } from './store.ts'
import { stuckIntakeForm, stuckNegativeForm, stuckOrderForm, stuckOutcomeForm } from './rules/matterForms.ts'

const sayDay = (day: string): string => `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
const dayAt = (at: string | undefined): string => (at === undefined ? '' : sayDay(dayOf(new Date(at))))

type Said = Readonly<Record<string, string | undefined>>
const saidBy = (entry: TrailEntry | undefined): Said => (entry?.input ?? {}) as Said
const lastOf = ({ trail }: SeenMatter, ...actions: readonly string[]): TrailEntry | undefined =>
  trail.findLast(entry => actions.includes(entry.action))
const ofRound = (seen: SeenMatter, ...actions: readonly string[]): TrailEntry | undefined =>
  seen.trail.findLast(entry => entry.round === seen.matter.round && actions.includes(entry.action))
const openedIn = ({ trail }: SeenMatter): Partial<StuckOpened> => (trail[0]?.input ?? {}) as Partial<StuckOpened>

/** The window notes the code and the document of refusal when it learns them. */
const itemOf = (seen: SeenMatter): { 想办什么事: string; 事项编码: string } => ({
  想办什么事: openedIn(seen).item ?? '',
  事项编码: saidBy(lastOf(seen, 'note_item'))['itemCode'] ?? openedIn(seen).itemCode ?? '',
})
/** The terms that run; once none does, those that ran in this round: a paper printed afterwards still says what was promised. */
const termsOf = ({ matter }: SeenMatter): string => {
  const all = matter.clocks.filter(clock => clock.round === matter.round && /^(enquiry|general|complex)_within$/.test(clock.clock))
  const running = all.filter(clock => clock.state !== 'stopped')
  return (running.length > 0 ? running : all)
    .map(clock => `${clock.title}：${clock.dueOn === undefined ? '待定' : sayDay(clock.dueOn)}`)
    .join('；')
}

const isFull = ({ matter }: SeenMatter): boolean => matter.sight === 'full'
/** Away from the window a name is a surname, as in the ledger. */
const named = (seen: SeenMatter, name: string | undefined): string =>
  name === undefined || name === '' ? '' : seen.seats.includes('window') ? name : `${[...name][0]}**`

/** 登记表: what came in, without a telephone number. */
export const stuckIntake: MatterPaper = {
  ...stuckIntakeForm,
  kinds: ['stuck'],
  sealed: true,
  offers: seen => (isFull(seen) && seen.seats.some(seat => seat === 'window' || seat === 'office') ? null : undefined),
  fill: seen => {
    const opened = openedIn(seen)
    return {
      fields: {
        ...itemOf(seen),
        件号: seen.matter.number,
        收到日期: dayAt(seen.matter.openedAt),
        窗口: opened.windowName ?? '',
        从哪里来: opened.channel ? channels[opened.channel] : '',
        反映人: named(seen, opened.name),
        替谁办: opened.whom ? whoms[opened.whom] : '',
        代办人: named(seen, opened.helper),
        去哪里办的: opened.where ?? '',
        跑动次数: String(opened.trips ?? ''),
        类别: opened.category ? categories[opened.category] : '',
        理由: opened.reason ?? '',
        规定: opened.rule ?? '',
        文书: saidBy(lastOf(seen, 'note_item'))['refusal'] ?? opened.refusal ?? '',
        还说了: opened.words ?? '',
        期限: termsOf(seen),
      },
    }
  },
}

const orders = ['assign_joint', 'assign_guide', 'assign_attitude', 'name_lead'] as const

/** 交办单: to the unit that leads now, with neither the citizen's name nor her number. */
export const stuckOrder: MatterPaper = {
  ...stuckOrderForm,
  kinds: ['stuck'],
  offers: seen => {
    if (!isFull(seen) || !seen.seats.some(seat => seat === 'window' || seat === 'office' || seat === 'lead')) return undefined
    return ofRound(seen, ...orders) ? null : refuse('not_dispatched_yet')
  },
  gather: (house, tx, { matter }) => leadNameOf(tx, house.city, matter.id),
  fill: seen => {
    const order = ofRound(seen, ...orders)
    const first = ofRound(seen, 'assign_joint', 'assign_guide', 'assign_attitude')
    const said = { ...saidBy(first), ...saidBy(order) }
    return {
      fields: {
        ...itemOf(seen),
        件号: seen.matter.number,
        交给: typeof seen.gathered === 'string' ? seen.gathered : '',
        怎么处置: first?.title ?? order?.title ?? '',
        依据: said['ground'] ?? '',
        要办成什么: said['task'] ?? said['wrong'] ?? said['what'] ?? said['why'] ?? '',
        期限: termsOf(seen),
        交办日期: dayAt(order?.at),
        交办人: order?.by ?? '',
        退回: order?.action === 'name_lead' ? '牵头已按权责清单定下，不能再退。' : '不归本单位的，按权责清单写明理由退回，只能退一次。',
      },
    }
  },
}

/** 否定答复报告: as it was reported, and what the other person said of it. */
export const stuckNegative: MatterPaper = {
  ...stuckNegativeForm,
  kinds: ['stuck'],
  offers: seen => {
    if (!isFull(seen) || !seen.seats.some(seat => seat === 'window' || seat === 'office' || seat === 'lead')) return undefined
    return ofRound(seen, 'explain', 'report_negative') ? null : refuse('no_negative_answer')
  },
  fill: seen => {
    const report = ofRound(seen, 'explain', 'report_negative')
    const read = ofRound(seen, 'approve_negative', 'refuse_negative')
    const answers = read !== undefined && report !== undefined && read.seq > report.seq ? read : undefined
    const said = saidBy(report)
    return {
      fields: {
        ...itemOf(seen),
        件号: seen.matter.number,
        依据: said['article'] ?? '',
        哪个单位说的: said['named_by'] ?? '',
        说明: said['explanation'] ?? '',
        还能怎么办: said['instead'] ?? '',
        报告人: report?.by ?? '',
        报告日期: dayAt(report?.at),
        复核:
          answers === undefined
            ? '还没有复核'
            : answers.action === 'approve_negative'
              ? '同意，可以告诉反映人'
              : `不同意：${saidBy(answers)['why'] ?? ''}`,
        复核人: answers?.by ?? '',
        复核日期: dayAt(answers?.at),
      },
    }
  },
}

const answered = ['answer', 'settle_at_once', 'approve_negative', 'guide_elsewhere', 'report_guide', 'report_conduct']
const words = ['confirm_solved', 'accept_partly', 'say_unsolved', 'keep_unsolved', 'record_no', 'record_kept_no', 'withdraw']

/** 办结反馈单: the answer, her own word and how it ended; a silent citizen is not a satisfied one. */
export const stuckOutcome: MatterPaper = {
  ...stuckOutcomeForm,
  kinds: ['stuck'],
  offers: seen => (!isFull(seen) ? undefined : seen.matter.closedAt === undefined ? refuse('not_closed_yet') : null),
  fill: seen => {
    const answer = lastOf(seen, ...answered)
    const said = saidBy(answer?.action === 'approve_negative' ? lastOf(seen, 'explain', 'report_negative') : answer)
    const word = lastOf(seen, ...words)
    const heard = word !== undefined && word.seq > (answer?.seq ?? 0) ? word : undefined
    return {
      fields: {
        ...itemOf(seen),
        件号: seen.matter.number,
        怎么办结的: seen.matter.stageTitle,
        答复: said['measure'] ?? said['answer'] ?? said['explanation'] ?? said['after'] ?? '',
        答复日期: dayAt(answer?.at),
        群众的话: heard?.title ?? '没有回话',
        回话日期: dayAt(heard?.at),
        轮次: String(seen.matter.round),
        改进措施: saidBy(lastOf(seen, 'note_improvement'))['measure'] ?? '',
        归档号: seen.matter.number,
      },
      rows: {
        经过: seen.trail
          .filter(entry => entry.action === 'open' || Object.hasOwn(seen.flow.actions, entry.action))
          .map(entry => ({ 时间: dayAt(entry.at), 办理: entry.title, 人员: seen.flow.seats[entry.by] ?? entry.by })),
      },
    }
  },
}

export const matterPapers: readonly MatterPaper[] = [stuckIntake, stuckOrder, stuckNegative, stuckOutcome]
