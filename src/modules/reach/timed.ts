import type { House } from '../../engine/house.ts'
import { eraseClosed } from '../../engine/index.ts'
import type { TimedWork } from '../../engine/room.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { settingsNow } from './opened.ts'
import { deleteFollow, wordRunOut } from './store.ts'

const sweepOf = (house: House) => ({ kind: 'system', city: house.city, name: 'sweep' }) as const

export const timed: readonly TimedWork[] = [
  {
    name: 'reach.conclude',
    sentence: '联系过、释明过，当事人回话期满没有回话的，各自办结，另行计数',
    run: async (house, now) => {
      for (const { matter, stage } of await house.as(sweepOf(house), tx => wordRunOut(tx, house.city, now))) {
        const action = stage === 'awaiting_word' ? 'conclude_silent' : 'conclude_explained'
        const done = await house.engine.act(sweepOf(house), { matter, action })
        // The party spoke in the same moment: her word stands.
        if (isRefusal(done) && done.because !== 'wrong_stage')
          house.log.warn({ event: 'not_concluded', room: 'reach', matter, error: done.because })
      }
    },
  },
  {
    name: 'reach.erase',
    sentence: '联系承办人办结满规定年数的，销毁案号、话、姓名和号码，回执码不再通向它；痕迹留下',
    run: async (house, now) => {
      await eraseClosed(house, ['reach'], settingsNow(house).keep_content_years, now, (tx, matters) =>
        deleteFollow(tx, house.city, matters),
      )
    },
  },
]
