import { defineFlow } from '../../../engine/rules/flow.ts'
import { orderAnswered, orderOpened, orderShown, rungPassed } from '../contract.ts'

/**
 * 整改要求: one line of a unit's weekly list, from the day on which the list goes out. It is due on the day that the list says,
 * and the ladder climbs as for everything else. It knows the line alone: no call, no citizen, no writer. The unit's head
 * answers here or on the list; whoever serves visitors has the list and no matter.
 */
export const orderFlow = defineFlow({
  kind: 'order',
  title: '整改要求',
  stages: { order_listed: '待改', order_under_way: '正在改', order_done: '已改好' },
  first: 'order_listed',
  ends: { order_done: 'order_done' },
  clocks: { order_within: '整改要求时限' },
  seats: {
    leader: '部门负责人',
    superior: '分管领导',
    unit_head: '一把手',
    supervisor: '政法委执法监督',
    supervisor_above: '上级政法委执法监督',
    system: '系统',
  },
  // A department and a week may name one visitor, to whoever knows the call's stage as well.
  shell: 'organ',
  opening: { records: orderOpened, shows: orderShown, starts: ['order_within'] },
  actions: {
    answer_done: {
      title: '已改好',
      from: ['order_listed', 'order_under_way'],
      to: 'order_done',
      by: ['leader'],
      records: orderAnswered,
      clocks: { stop: ['order_within'] },
      confirm: '交办的人会看到这段话；群众由他告知。',
    },
    answer_under_way: {
      title: '还在改，先说一声',
      from: ['order_listed', 'order_under_way'],
      to: 'order_under_way',
      by: ['leader'],
      records: orderAnswered,
    },
    // What was answered on the list.
    hear_done: {
      title: '清单上回复：已改好',
      from: ['order_listed', 'order_under_way'],
      to: 'order_done',
      by: ['system'],
      clocks: { stop: ['order_within'] },
    },
    hear_under_way: { title: '清单上回复：正在改', from: ['order_listed'], to: 'order_under_way', by: ['system'] },
    pass_rung: { title: '这一级没有人，报再上一级', from: 'open', by: ['system'], records: rungPassed },
  },
})
