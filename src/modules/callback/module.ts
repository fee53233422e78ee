import { defineRoom } from '../../engine/room.ts'
import { callCard } from './card.ts'
import { deskLedger } from './centreDesk.ts'
import { countRecovery } from './recovery.ts'
import { askSecond, correctCall, openCall, openRepairs, reseat, sendText, tellAnswered, tellReturned } from './effects.ts'
import { callbackProblems } from './errors.ts'
import { callFlow } from './flows/call.ts'
import { markingFlow } from './flows/marking.ts'
import { orderFlow } from './flows/order.ts'
import { recheckFlow } from './flows/recheck.ts'
import { repairFlow } from './flows/repair.ts'
import { slipFlow } from './flows/slip.ts'
import { findSecondMarker, seatMarked, settleMark } from './marking.ts'
import { marksLedger } from './marksLedger.ts'
import { overridableTexts } from './messages.ts'
import { followPages, overridablePageWords } from './pages.ts'
import { ordersLedger } from './ledger.ts'
import { tellNotDelivered } from './notDelivered.ts'
import { hearOrder } from './orderMatter.ts'
import { callbackPapers } from './papers.ts'
import { drawRecheck, hearRecheck } from './recheck.ts'
import { callbackRoutes } from './routes.ts'
import { callChecks, recheckChecks, slipChecks } from './rules/checks.ts'
import { markingChecks } from './rules/markChecks.ts'
import { openingInWords } from './rules/papers.ts'
import { findSecondReader } from './secondReader.ts'
import { withoutEnglish } from './english.ts'
import { callbackSayings } from './sayings.ts'
import { callbackSettings } from './settings.ts'
import type { CallbackSettings } from './settings.ts'
import { tellRung, tellSlip } from './slip.ts'
import { giveToCentre, handToCentre, passOverdue } from './takeOver.ts'
import { timed } from './timed.ts'
import { countVoice, voicesLedger } from './voices.ts'
import { callWrites, markingWrites, orderWrites, recheckWrites, repairWrites, slipWrites } from './writes.ts'

/** 回访整改: the leader calls, has it put right, asks again; the citizen's word decides. */
export const callback = defineRoom({
  name: 'callback',
  title: '回访整改',
  flows: [callFlow, repairFlow, orderFlow, recheckFlow, slipFlow, markingFlow],
  settings: callbackSettings,
  withoutEnglish: settings => withoutEnglish(settings as CallbackSettings),
  sayings: callbackSayings,
  overridableWords: [...overridableTexts, ...overridablePageWords],
  writes: {
    callback: callWrites,
    repair: repairWrites,
    order: orderWrites,
    recheck: recheckWrites,
    slip: slipWrites,
    marking: markingWrites,
  },
  checks: { callback: callChecks, recheck: recheckChecks, slip: slipChecks, marking: markingChecks },
  card: callCard,
  routes: callbackRoutes,
  pages: followPages,
  papers: callbackPapers,
  openingInWords,
  timed,
  // Whoever has the watch is told of a call at any hour; an answer to a text goes back while the citizen holds the telephone.
  toCitizens: ['callback.second', 'callback.text', 'callback.inbound'],
  atOnce: ['callback.leader', 'callback.inbound'],
  ledgers: house => [ordersLedger(house), deskLedger(house), voicesLedger(house), marksLedger(house)],
  problems: callbackProblems,
  announces: ['callback.handed_over', 'callback.pressure_reported', 'callback.order_answered'],
  effects: {
    open_call: openCall,
    correct_call: correctCall,
    reseat,
    find_second_reader: findSecondReader,
    ask_second: askSecond,
    send_text: sendText,
    open_repairs: openRepairs,
    tell_rung: tellRung,
    tell_slip: tellSlip,
    tell_answered: tellAnswered,
    hear_order: hearOrder,
    tell_not_delivered: tellNotDelivered,
    tell_returned: tellReturned,
    give_to_centre: giveToCentre,
    hand_to_centre: handToCentre,
    pass_overdue: passOverdue,
    draw_recheck: drawRecheck,
    hear_recheck: hearRecheck,
    count_voice: countVoice,
    count_recovery: countRecovery,
    seat_marked: seatMarked,
    find_second_marker: findSecondMarker,
    settle_mark: settleMark,
  },
  migrations: new URL('./migrations/', import.meta.url),
})
