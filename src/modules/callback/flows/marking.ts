import { defineFlow } from '../../../engine/rules/flow.ts'
import { markGiven, markingOpened, markingShown, markShown, objectionRaised, reasonGiven } from '../contract.ts'

/**
 * 记录质检: a record of a call, drawn by chance after its week, is marked by somebody of another department than its caller,
 * who reads it after he has entered on the trail that he looks. The caller may object once; then a second marker's mark
 * stands. Markers see progress alone: what they read comes by a door of its own (`callback.marking_words`).
 */
export const markingFlow = defineFlow({
  kind: 'marking',
  title: '记录质检',
  stages: {
    awaiting_mark: '待评分',
    marked: '已评分，可提异议',
    mark_objected: '有异议，待第二人评分',
    mark_stands: '评分生效',
    second_mark_stands: '第二人评分生效',
    set_aside: '不评',
  },
  first: 'awaiting_mark',
  ends: { mark_stands: 'mark_stands', second_mark_stands: 'second_mark_stands', set_aside: 'set_aside' },
  clocks: { mark_within: '评分时限', object_within: '异议期', second_mark_within: '第二人评分时限' },
  seats: { marker: '质检员', second_marker: '第二质检员', caller: '回访人', system: '系统' },
  opening: { records: markingOpened, shows: markingShown, starts: ['mark_within'] },
  actions: {
    give_mark: {
      title: '评分',
      from: ['awaiting_mark'],
      to: 'marked',
      by: ['marker'],
      records: markGiven,
      shows: markShown,
      clocks: { stop: ['mark_within'], start: ['object_within'] },
      announces: 'callback.marked',
    },
    open_record: { title: '看记录', from: ['awaiting_mark', 'mark_objected'], by: ['marker', 'second_marker'] },
    set_aside: {
      title: '不评（应当回避、记录看不到）',
      from: ['awaiting_mark'],
      to: 'set_aside',
      by: ['marker'],
      records: reasonGiven,
      clocks: { stop: ['mark_within'] },
    },
    object: {
      title: '提异议，请第二人评',
      from: ['marked'],
      to: 'mark_objected',
      by: ['caller'],
      records: objectionRaised,
      clocks: { stop: ['object_within'], start: ['second_mark_within'] },
      passesOn: true,
      announces: 'callback.mark_objected',
      confirm: '只能提一次。第二人评的分为准，可能更高，也可能更低。',
    },
    accept_mark: {
      title: '没有异议',
      from: ['marked'],
      to: 'mark_stands',
      by: ['caller'],
      passesOn: true,
      clocks: { stop: ['object_within'] },
      announces: 'callback.mark_settled',
    },
    mark_again: {
      title: '第二人评分',
      from: ['mark_objected'],
      to: 'second_mark_stands',
      by: ['second_marker'],
      records: markGiven,
      shows: markShown,
      clocks: { stop: ['second_mark_within'] },
      announces: 'callback.mark_settled',
    },
    let_stand: {
      title: '异议期满，评分生效',
      from: ['marked'],
      to: 'mark_stands',
      by: ['system'],
      clocks: { stop: ['object_within'] },
      announces: 'callback.mark_settled',
    },
  },
})
