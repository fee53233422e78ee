import { z } from 'zod'
import { defineFlow } from '../../../engine/rules/flow.ts'
import { reasonsOpened, reasonsShown, repairReported, rungPassed } from '../contract.ts'

/**
 * 集中整改: poor ratings without a wish for a call, opened per unit when their batch is released. It knows a unit and
 * its reasons, never a service, a time or a person; so no citizen can judge it and the callback centre checks instead.
 */
export const repairFlow = defineFlow({
  kind: 'repair',
  title: '集中整改',
  stages: {
    awaiting_plan: '待提出整改',
    being_put_right: '正在整改',
    awaiting_check: '待中心核查',
    done: '核查到位',
    not_substantiated: '核查属实无需整改',
  },
  first: 'awaiting_plan',
  ends: { done: 'put_right', not_substantiated: 'explained' },
  clocks: { plan_within: '提出整改时限', repair_within: '整改时限', check_within: '核查时限' },
  seats: {
    leader: '部门负责人',
    superior: '分管领导',
    unit_head: '一把手',
    centre: '评价回访中心',
    supervisor: '政法委执法监督',
    supervisor_above: '上级政法委执法监督',
    system: '系统',
  },
  opening: { records: reasonsOpened, shows: reasonsShown, starts: ['plan_within', 'repair_within'], announces: 'callback.repair_opened' },
  actions: {
    plan: {
      title: '提出整改办法',
      from: ['awaiting_plan'],
      to: 'being_put_right',
      by: ['leader'],
      records: z.object({
        measure: z.string().trim().min(5).max(500).meta({ title: '办法', long: true }),
        responsible: z.string().trim().min(1).max(50).meta({ title: '责任人' }),
      }),
      clocks: { stop: ['plan_within'] },
    },
    report: {
      title: '已整改，报中心核查',
      from: ['being_put_right'],
      to: 'awaiting_check',
      by: ['leader'],
      records: repairReported,
      clocks: { stop: ['repair_within'], start: ['check_within'] },
      document: '整改反馈表',
    },
    accept: {
      title: '核查到位，销号',
      from: ['awaiting_check'],
      to: 'done',
      by: ['centre'],
      clocks: { stop: ['check_within'] },
      announces: 'callback.repair_concluded',
      document: '销号表',
    },
    send_back: {
      title: '没有到位，退回重办',
      from: ['awaiting_check'],
      to: 'being_put_right',
      by: ['centre'],
      records: z.object({ why: z.string().trim().min(5).max(500).meta({ title: '哪里没到位', long: true }) }),
      clocks: { stop: ['check_within'], start: ['repair_within'] },
      reopens: true,
    },
    pass_rung: { title: '这一级没有人，报再上一级', from: 'open', by: ['system'], records: rungPassed },
    not_found: {
      title: '核查后无需整改',
      from: ['awaiting_check'],
      to: 'not_substantiated',
      by: ['centre'],
      records: z.object({ why: z.string().trim().min(5).max(500).meta({ title: '依据', long: true }) }),
      clocks: { stop: ['check_within'] },
      announces: 'callback.repair_concluded',
    },
  },
})
