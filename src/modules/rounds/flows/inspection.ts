import { defineFlow } from '../../../engine/rules/flow.ts'
import { findingNoted, inspectionFinished, inspectionOpened, inspectionShown, reasonWritten } from '../contract.ts'

const both = ['inspector', 'inspector_lead'] as const
const over = { stop: ['inspect_within'] } as const

/**
 * 巡查 (明察暗访): a place is looked at by a check list on a day, drawn or chosen. Each item that does not hold is noted with its time and
 * becomes a matter of the place by a line of `loops.ts`. The place sees no inspection, only what was found.
 */
export const inspectionFlow = defineFlow({
  kind: 'inspection',
  title: '巡查',
  stages: { to_inspect: '待巡查', inspected: '巡查完了', not_inspected: '没有去' },
  first: 'to_inspect',
  ends: { inspected: 'inspected', not_inspected: 'not_inspected' },
  clocks: { inspect_within: '巡查日期' },
  seats: { inspector: '巡查人', inspector_lead: '巡查负责人', system: '系统' },
  opening: { records: inspectionOpened, shows: inspectionShown, starts: ['inspect_within'], announces: 'rounds.inspection_set' },
  actions: {
    finish_inspection: {
      title: '巡查完了',
      from: ['to_inspect'],
      to: 'inspected',
      by: both,
      records: inspectionFinished,
      clocks: over,
      announces: 'rounds.inspected',
      confirm: '没有记问题的项都算合格。',
    },
    note_finding: { title: '记一个问题', from: ['to_inspect'], by: both, records: findingNoted, announces: 'rounds.found' },
    give_up_inspection: {
      title: '没有去，写明理由',
      from: ['to_inspect'],
      to: 'not_inspected',
      by: both,
      records: reasonWritten,
      clocks: over,
      announces: 'rounds.inspected',
      confirm: '抽到没有去的，照样公布在抽取单上。',
    },
  },
})
