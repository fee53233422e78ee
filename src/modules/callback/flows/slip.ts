import { defineFlow } from '../../../engine/rules/flow.ts'
import { reasonGiven, slipAsked, slipOpened, slipReplied } from '../contract.ts'

/**
 * 督办函: a call or a repair is late by so much that the ladder drafts a slip. Nothing is sent by itself: 政法委 issues it
 * with its own document number or says why not; the unit's head signs for it and replies; 政法委 reads the reply. It says
 * which clock is late, and nothing of who rated or what was said.
 */
export const slipFlow = defineFlow({
  kind: 'slip',
  title: '督办函',
  stages: {
    slip_drafted: '待签发',
    slip_issued: '待签收',
    slip_received: '待回复',
    slip_replied: '待核阅回复',
    slip_closed: '回复收悉',
    slip_not_issued: '未签发',
  },
  first: 'slip_drafted',
  ends: { slip_closed: 'slip_closed', slip_not_issued: 'slip_not_issued' },
  clocks: { issue_within: '签发时限', receipt_within: '签收时限', reply_within: '回复时限' },
  seats: { supervisor: '政法委执法监督', unit_head: '一把手', system: '系统' },
  opening: { records: slipOpened, shows: slipOpened, starts: ['issue_within'] },
  actions: {
    issue_slip: {
      title: '签发督办函',
      from: ['slip_drafted'],
      to: 'slip_issued',
      by: ['supervisor'],
      records: slipAsked,
      clocks: { stop: ['issue_within'], start: ['receipt_within', 'reply_within'] },
      document: '督办函',
      announces: 'callback.slip_issued',
    },
    withhold_slip: {
      title: '不签发',
      from: ['slip_drafted'],
      to: 'slip_not_issued',
      by: ['supervisor'],
      records: reasonGiven,
      clocks: { stop: ['issue_within'] },
    },
    sign_receipt: { title: '签收', from: ['slip_issued'], to: 'slip_received', by: ['unit_head'], clocks: { stop: ['receipt_within'] } },
    reply_slip: {
      title: '回复督办函',
      from: ['slip_issued', 'slip_received'],
      to: 'slip_replied',
      by: ['unit_head'],
      records: slipReplied,
      clocks: { stop: ['receipt_within', 'reply_within'] },
      document: '督办回复',
      announces: 'callback.slip_replied',
    },
    return_reply: {
      title: '回复不清楚，退回',
      from: ['slip_replied'],
      to: 'slip_received',
      by: ['supervisor'],
      records: reasonGiven,
      clocks: { start: ['reply_within'] },
      announces: 'callback.slip_issued',
    },
    close_slip: { title: '回复收悉', from: ['slip_replied'], to: 'slip_closed', by: ['supervisor'] },
  },
})
