import { z } from 'zod'
import { defineFlow } from '../../../engine/rules/flow.ts'
import { acceptedRecorded, contactPurpose, feedbackRecorded, reportOpened, reportShown } from '../contract.ts'

/**
 * 保密举报 (纪检监察机关处理检举控告工作规则): bribery, threats, retaliation. Only the stationed discipline post holds a
 * seat; the accused's unit has neither the item nor a count of it. Outcomes are the discipline organ's own, not ours.
 */
export const reportFlow = defineFlow({
  kind: 'report',
  title: '保密举报',
  stages: {
    received: '待受理',
    accepted: '已受理',
    under_check: '核实中',
    concluded: '已了结',
    kept: '暂存待查',
    passed_on: '已转有权机关',
  },
  first: 'received',
  ends: { concluded: 'concluded', kept: 'kept', passed_on: 'passed_on' },
  clocks: { accept_within: '受理告知时限', feedback_within: '结果反馈时限' },
  seats: { discipline: '派驻纪检监察组', discipline_superior: '纪委监委', citizen: '举报人', system: '系统' },
  opening: { records: reportOpened, shows: reportShown, starts: ['accept_within'], announces: 'discipline.report_opened' },
  actions: {
    open_contact: {
      title: '查看联系方式',
      from: ['received', 'accepted', 'under_check', 'concluded', 'kept', 'passed_on'],
      by: ['discipline', 'discipline_superior'],
      records: contactPurpose,
      stepUp: true,
      confirm: '查看一次记一次，只用于这件举报；先报暗号，不向任何人透露举报人。',
    },
    accept: {
      title: '受理',
      from: ['received'],
      to: 'accepted',
      by: ['discipline', 'discipline_superior'],
      records: acceptedRecorded,
      clocks: { stop: ['accept_within'] },
    },
    check: {
      title: '初步核实',
      from: ['accepted'],
      to: 'under_check',
      by: ['discipline', 'discipline_superior'],
      records: z.object({ note: z.string().trim().min(2).max(500).meta({ title: '安排', long: true }) }),
    },
    pass_on: {
      title: '转有权机关',
      from: ['received', 'accepted'],
      to: 'passed_on',
      by: ['discipline', 'discipline_superior'],
      records: z.object({
        to: z.string().trim().min(2).max(100).meta({ title: '转往' }),
        document: z.string().trim().max(50).optional().meta({ title: '文号' }),
      }),
      clocks: { stop: ['accept_within'] },
    },
    keep: {
      title: '暂存待查',
      from: ['accepted', 'under_check'],
      to: 'kept',
      by: ['discipline', 'discipline_superior'],
      records: z.object({ why: z.string().trim().min(2).max(500).meta({ title: '理由', long: true }) }),
      clocks: { start: ['feedback_within'] },
    },
    conclude: {
      title: '了结',
      from: ['under_check'],
      to: 'concluded',
      by: ['discipline', 'discipline_superior'],
      records: z.object({ outcome: z.string().trim().min(2).max(500).meta({ title: '结论', long: true }) }),
      clocks: { start: ['feedback_within'] },
    },
    give_feedback: {
      title: '已反馈举报人',
      from: ['concluded', 'kept'],
      by: ['discipline', 'discipline_superior'],
      records: feedbackRecorded,
      clocks: { stop: ['feedback_within'] },
    },
  },
})
