import { addDays, dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { eraseClosed, inOfficeTime } from '../../engine/index.ts'
import type { TimedWork } from '../../engine/room.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { nextReminder, tellCaller, tellUnit } from './dispatch.ts'
import { drawRecords } from './draw.ts'
import { seatRound } from './effects.ts'
import { eraseMarkings, letMarksStand } from './marking.ts'
import { settingsNow } from './opened.ts'
import { openOrders } from './orderMatter.ts'
import { forgetAsked } from './store/asked.ts'
import { listsOut } from './store/orders.ts'
import { deleteFollow, markReminded, takeCallerless, takeUnseen, wordRunOut } from './store.ts'

const sweepOf = (house: House) => ({ kind: 'system', city: house.city, name: 'sweep' }) as const

const endings: Readonly<Record<string, string>> = {
  awaiting_word: 'conclude_silent',
  awaiting_own_word: 'conclude_one_sided',
  awaiting_word_on_explanation: 'conclude_explained',
  awaiting_word_on_guidance: 'conclude_guided',
}

export const timed: readonly TimedWork[] = [
  {
    name: 'callback.remind',
    sentence: '回访人没有点“已看到”的，在办公时间每隔几小时再提醒一次',
    run: async (house, now) => {
      if (!inOfficeTime(house, now)) return
      await house.as(sweepOf(house), async tx => {
        for (const unseen of await takeUnseen(tx, house.city, now)) {
          await tellCaller(house, tx, unseen.matter, unseen.round, unseen.person, unseen.reminders + 1)
          await markReminded(tx, house.city, unseen, nextReminder(house, now))
        }
      })
    },
  },
  {
    name: 'callback.find_caller',
    sentence: '没有合适回访人的，补岗后自动交办',
    run: (house, now) =>
      house.as(sweepOf(house), async tx => {
        for (const { matter } of await takeCallerless(tx, house.city, now)) await seatRound(house, tx, sweepOf(house), matter)
      }),
  },
  {
    name: 'callback.erase',
    sentence: '办结满规定年数的，销毁群众的话、号码和答复，回执码不再通向它；痕迹留下',
    run: async (house, now) => {
      await eraseClosed(
        house,
        ['callback', 'repair', 'order', 'slip', 'recheck', 'marking'],
        settingsNow(house).keep_content_years,
        now,
        async (tx, matters) => {
          await deleteFollow(tx, house.city, matters)
          await eraseMarkings(house, tx, matters)
        },
      )
    },
  },
  {
    name: 'callback.forget_asked',
    sentence: '问过群众的号码摘要，六十天后忘掉',
    run: (house, now) => house.as(sweepOf(house), tx => forgetAsked(tx, house.city, addDays(dayOf(now), -60))),
  },
  { name: 'callback.open_orders', sentence: '随清单发出的整改要求开始计时，到期没改好的按阶梯告知', run: openOrders },
  {
    name: 'callback.lists_out',
    sentence: '整改清单发出的，在办公时间告诉本单位一次，不带内容',
    run: async (house, now) => {
      if (!inOfficeTime(house, now)) return
      // Nine days reach over the longest holiday; the key of the message makes each list told once.
      await house.as(sweepOf(house), async tx => {
        for (const list of await listsOut(tx, house.city, addDays(dayOf(now), -9), dayOf(now)))
          await tellUnit(house, tx, list.unit, list.releasedOn)
      })
    },
  },
  { name: 'callback.draw_records', sentence: '每周先公布抽取随机数的指纹，周末后抽回访记录质检并公布随机数', run: drawRecords },
  { name: 'callback.marks_stand', sentence: '异议期满没有异议的，评分生效', run: letMarksStand },
  {
    name: 'callback.conclude',
    sentence: '群众回话期满没有回话的，按各自的结局办结，另行计数',
    run: async (house, now) => {
      for (const { matter, stage } of await house.as(sweepOf(house), tx => wordRunOut(tx, house.city, now))) {
        const action = endings[stage]
        const done = action && (await house.engine.act(sweepOf(house), { matter, action }))
        // The citizen spoke in the same moment: her word stands.
        if (done && isRefusal(done) && done.because !== 'wrong_stage')
          house.log.warn({ event: 'not_concluded', room: 'callback', matter, error: done.because })
      }
    },
  },
]
