import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { eraseClosed } from '../../engine/index.ts'
import type { TimedWork } from '../../engine/room.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { settingsNow } from './opened.ts'
import { dayHasCome, deleteFollow, wordRunOut } from './store.ts'

const sweepOf = (house: House) => ({ kind: 'system', city: house.city, name: 'sweep' }) as const

/** Whatever was said in the same moment by somebody else stands. */
const actOn = async (house: House, matters: readonly string[], action: string): Promise<void> => {
  for (const matter of matters) {
    const done = await house.engine.act(sweepOf(house), { matter, action })
    if (isRefusal(done) && done.because !== 'wrong_stage')
      house.log.warn({ event: 'not_moved_on', room: 'reception', matter, error: done.because })
  }
}

export const timed: readonly TimedWork[] = [
  {
    name: 'reception.day_came',
    sentence: '领导接待日到了的，预约转为待记录，开始计记录时限',
    run: async (house, now) => actOn(house, await house.as(sweepOf(house), tx => dayHasCome(tx, house.city, dayOf(now))), 'day_came'),
  },
  {
    name: 'reception.conclude',
    sentence: '领导接待日答复过、本人回话期满没有回话的，办结，另行计数',
    run: async (house, now) => actOn(house, await house.as(sweepOf(house), tx => wordRunOut(tx, house.city, now)), 'conclude_silent'),
  },
  {
    name: 'reception.erase',
    sentence: '领导接待日的件办结满规定年数的，销毁话、姓名和号码，回执码不再通向它；痕迹留下',
    run: async (house, now) => {
      await eraseClosed(house, ['reception'], settingsNow(house).keep_content_years, now, (tx, matters) =>
        deleteFollow(tx, house.city, matters),
      )
    },
  },
]
