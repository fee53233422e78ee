import type { House } from '../../engine/house.ts'
import { eraseClosed } from '../../engine/index.ts'
import type { TimedWork } from '../../engine/room.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { settingsNow } from './opened.ts'
import { deleteFollow, wordRunOut } from './store.ts'

const sweepOf = (house: House) => ({ kind: 'system', city: house.city, name: 'sweep' }) as const

export const timed: readonly TimedWork[] = [
  {
    name: 'hardship.conclude',
    sentence: '给付过、不予救助过，本人回话期满没有回话的，各自办结，另行计数',
    run: async (house, now) => {
      for (const { matter, stage } of await house.as(sweepOf(house), tx => wordRunOut(tx, house.city, now))) {
        const action = stage === 'awaiting_word' ? 'conclude_silent' : 'conclude_refused'
        const done = await house.engine.act(sweepOf(house), { matter, action })
        // She spoke in the same moment: her word stands.
        if (isRefusal(done) && done.because !== 'wrong_stage')
          house.log.warn({ event: 'not_concluded', room: 'hardship', matter, error: done.because })
      }
    },
  },
  {
    name: 'hardship.erase',
    sentence: '困难救助办结满规定年数的，销毁难处、金额、话、姓名和号码，回执码不再通向它；痕迹留下',
    run: async (house, now) => {
      await eraseClosed(house, ['hardship'], settingsNow(house).keep_content_years, now, (tx, matters) =>
        deleteFollow(tx, house.city, matters),
      )
    },
  },
]
