import type { TrailEntry } from '../../../engine/contract.ts'
import { maskHints } from '../../../kit/hints.ts'
import { refuse } from '../../../kit/refusal.ts'
import type { Refusal } from '../../../kit/refusal.ts'
import { causeHeads, causes } from '../contract.ts'
import type { CallOpened, Criterion, MarkGiven, RecordLine } from '../contract.ts'

type Words = Readonly<Record<string, unknown>>

const how: Words = { phone: '电话', sms: '短信', visit: '见面', mail: '寄书面' }
/** What of each entry makes up the record, in the order of the card. A day, a person responsible and evidence are no part of it. */
const parts: Readonly<Record<string, readonly (readonly [field: string, title: string, values?: Words])[]>> = {
  record_call: [
    ['what_was_wrong', '哪里没办好'],
    ['cause', '原因', causes],
    ['head', '归到哪一头', causeHeads],
    ['suggestion', '群众的建议'],
  ],
  complete_record: [['more', '补记']],
  answer_now: [['answer', '当场答复']],
  report_repair: [
    ['found', '查到的问题'],
    ['measure', '改的办法'],
  ],
  explain: [
    ['explanation', '怎么说明的'],
    ['article', '依据'],
  ],
  guide_elsewhere: [['explanation', '怎么转告的']],
  record_second_contact: [
    ['how', '二次联系的方式', how],
    ['told', '告知了什么、群众怎么说'],
  ],
  record_yes: [['told', '群众的原话']],
}

/**
 * What a marker reads: the caller's own words of one round, without the days, sums, numbers and persons in them, and without
 * the names of office and business. Nothing of what was rated, said or wished on the rating page.
 */
export const recordOf = (trail: readonly TrailEntry[], round: number, { service }: Pick<CallOpened, 'service'>): readonly RecordLine[] => {
  const names = [service.unitName, service.title, service.lineName].filter((name): name is string => name !== undefined && name !== '')
  const hide = (text: string): string => maskHints(names.reduce((left, name) => left.replaceAll(name, '■■'), text))
  return trail
    .filter(entry => entry.round === round && entry.input !== undefined)
    .flatMap(entry =>
      (parts[entry.action] ?? []).flatMap(([field, title, values]) => {
        const said = (entry.input as Words)[field]
        return typeof said === 'string' && said !== '' ? [{ title, text: values ? String(values[said] ?? said) : hide(said) }] : []
      }),
    )
}

/** Each criterion once, within its points; and whoever takes points off says why. */
export const marksFault = (criteria: readonly Criterion[], given: MarkGiven): Refusal | null => {
  for (const { key, title, points: most } of criteria) {
    const found = given.marks.filter(one => one.criterion === key)
    const [one] = found
    if (!one || found.length > 1) return refuse('marks_incomplete', { field: 'marks', values: { title } })
    if (one.points > most) return refuse('mark_out_of_range', { field: 'marks', values: { title, most } })
    if (one.points < most && (one.why ?? '').length < 2) return refuse('mark_needs_reason', { field: 'marks', values: { title } })
  }
  return given.marks.length === criteria.length ? null : refuse('marks_incomplete', { field: 'marks', values: { title: '' } })
}

const sum = ({ marks }: MarkGiven): number => marks.reduce((all, one) => all + one.points, 0)

/** What one record counts for, once its mark stands. */
export interface MarkTally {
  readonly criterion: string
  readonly points: number
  readonly missing: number
}
export const tallyOf = (criteria: readonly Criterion[], given: MarkGiven): readonly MarkTally[] =>
  criteria.map(({ key, points }) => ({
    criterion: key,
    points,
    missing: points - (given.marks.find(one => one.criterion === key)?.points ?? points),
  }))

/** The second mark is higher than the first: the caller was right to object. */
export const isUpheld = (first: MarkGiven, second: MarkGiven | undefined): boolean => second !== undefined && sum(second) > sum(first)
