import type { House } from '../../engine/house.ts'
import { eraseClosed } from '../../engine/index.ts'
import type { TimedWork } from '../../engine/room.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { settingsNow } from './opened.ts'
import { dropClosed, leaveUnmarked } from './bookingTimes.ts'
import { clearWeek } from './clearing.ts'
import { draftMonth } from './months.ts'
import { deleteFollow, wordRunOut } from './store.ts'
import { deleteBookingCodes } from './store/bookings.ts'

const sweepOf = (house: House) => ({ kind: 'system', city: house.city, name: 'sweep' }) as const

const endings: Readonly<Record<string, string>> = {
  awaiting_word: 'conclude_silent',
  awaiting_word_on_guide: 'conclude_guide',
  awaiting_word_on_conduct: 'conclude_conduct',
  awaiting_word_on_explanation: 'conclude_explained',
  awaiting_word_on_guidance: 'conclude_guided',
  awaiting_word_at_once: 'conclude_at_once',
}

export const timed: readonly TimedWork[] = [
  {
    name: 'stuck.clearing',
    sentence: '每周最后一个工作日前列出没办完的件；到点没有人清、说明、上报的，自动上报并写明',
    run: clearWeek,
  },
  {
    name: 'stuck.month',
    sentence: '每月结束后的第一个工作日，从台账起草上个月的月结，告诉督办单位和有件的单位',
    run: draftMonth,
  },
  {
    name: 'stuck.conclude',
    sentence: '反映人回话期满没有回话的，按六种处置各自的结局办结，另行计数',
    run: async (house, now) => {
      for (const { matter, stage } of await house.as(sweepOf(house), tx => wordRunOut(tx, house.city, now))) {
        const action = endings[stage]
        const done = action && (await house.engine.act(sweepOf(house), { matter, action }))
        // The citizen spoke in the same moment: her word stands.
        if (done && isRefusal(done) && done.because !== 'wrong_stage')
          house.log.warn({ event: 'not_concluded', room: 'stuck', matter, error: done.because })
      }
    },
  },
  {
    name: 'stuck.booking_hours',
    sentence: '窗口改了开门时间，约好的那一刻不开门的，预约取消并告诉本人',
    run: dropClosed,
  },
  {
    name: 'stuck.booking_unmarked',
    sentence: '预约过了七天窗口没有记来没来的，如实记为没有记',
    run: leaveUnmarked,
  },
  {
    name: 'stuck.erase',
    sentence: '办结满规定年数的，销毁反映人的话、号码和答复，回执码不再通向它；痕迹留下',
    run: async (house, now) => {
      await eraseClosed(
        house,
        ['stuck', 'share', 'class', 'appointment'],
        settingsNow(house).keep_content_years,
        now,
        async (tx, matters) => {
          await deleteFollow(tx, house.city, matters)
          await deleteBookingCodes(tx, house.city, matters)
        },
      )
    },
  },
]
