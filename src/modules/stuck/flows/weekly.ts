import { clearingListed, weekEscalated, weekExplained } from '../contract.ts'

/** Where somebody of ours must do something; what waits for the citizen's word is her day and stands on no list. */
const unitsTurn = ['handling', 'mending_guide', 'under_conduct_check'] as const
const ourTurn = ['received', 'accepted', 'awaiting_dispatch', 'awaiting_lead', 'awaiting_second_reader'] as const
export const clearable = [...unitsTurn, ...ourTurn] as const

/**
 * 周清 (五华法院“周清月结”): on the week's last working day each open matter is cleared, explained by a sentence, or escalated.
 * Whoever has it says so; what nobody touched is escalated by the clock. None of these moves the matter or its terms.
 */
export const weeklyActions = {
  explain_week: {
    title: '周清：说明为什么还没办完',
    from: unitsTurn,
    by: ['lead'],
    records: weekExplained,
    announces: 'stuck.week_explained',
  },
  explain_week_here: {
    title: '周清：说明为什么还没办完（窗口、督办单位）',
    from: ourTurn,
    by: ['window', 'office'],
    records: weekExplained,
    announces: 'stuck.week_explained',
  },
  escalate_week: {
    title: '周清：办不下去，报上级定',
    from: clearable,
    by: ['lead', 'window', 'office'],
    records: weekEscalated,
    announces: 'stuck.week_escalated',
  },
  list_for_week: { title: '列入本周清理单', from: clearable, by: ['system'], records: clearingListed, announces: 'stuck.week_listed' },
  escalate_uncleared: { title: '周清到点没有人动，自动上报', from: clearable, by: ['system'], announces: 'stuck.week_escalated' },
} as const
