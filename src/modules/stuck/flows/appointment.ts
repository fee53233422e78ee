import { defineFlow } from '../../../engine/rules/flow.ts'
import { appointmentOpened, appointmentShown, callOffHeard } from '../contract.ts'

/**
 * 到窗口的预约 (B1): a half hour of a window's published hours that is kept for somebody. It has no clock: whoever books wants
 * nothing decided yet, and what she comes for is a matter of its own.
 */
export const appointmentFlow = defineFlow({
  kind: 'appointment',
  title: '到窗口的预约',
  stages: {
    booked: '已预约',
    came: '来了',
    missed: '没有来',
    called_off: '本人取消了预约',
    hours_changed: '窗口改了时间，预约取消',
    unmarked: '窗口没有记来没来',
  },
  first: 'booked',
  ends: { came: 'came', missed: 'missed', called_off: 'called_off', hours_changed: 'hours_changed', unmarked: 'unmarked' },
  clocks: {},
  seats: { window: '办不成事窗口', citizen: '预约人', system: '系统' },
  opening: { records: appointmentOpened, shows: appointmentShown, starts: [] },
  actions: {
    record_came: { title: '来了', from: ['booked'], to: 'came', by: ['window'] },
    record_missed: { title: '没有来', from: ['booked'], to: 'missed', by: ['window'] },
    call_off: { title: '取消预约', from: ['booked'], to: 'called_off', by: ['citizen'] },
    record_call_off: {
      title: '本人说不来了',
      from: ['booked'],
      to: 'called_off',
      by: ['window'],
      records: callOffHeard,
      passesOn: true,
      confirm: '这个时间马上空出来，别人可以约。',
    },
    drop_with_hours: {
      title: '窗口改了开门时间，预约取消',
      from: ['booked'],
      to: 'hours_changed',
      by: ['system'],
      announces: 'stuck.hours_changed',
    },
    leave_unmarked: { title: '窗口没有记来没来', from: ['booked'], to: 'unmarked', by: ['system'] },
  },
})
