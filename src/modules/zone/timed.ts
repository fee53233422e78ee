import type { House } from '../../engine/house.ts'
import { eraseClosed } from '../../engine/index.ts'
import type { TimedWork } from '../../engine/room.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { settingsNow } from './opened.ts'
import { deleteFollow, wordRunOut } from './store.ts'

const sweepOf = (house: House) => ({ kind: 'system', city: house.city, name: 'sweep' }) as const

export const timed: readonly TimedWork[] = [
  {
    name: 'zone.conclude',
    sentence: '服务保障专区答复过、本人回话期满没有回话的，办结，另行计数',
    run: async (house, now) => {
      for (const matter of await house.as(sweepOf(house), tx => wordRunOut(tx, house.city, now))) {
        const done = await house.engine.act(sweepOf(house), { matter, action: 'conclude_silent' })
        // She spoke in the same moment: her word stands.
        if (isRefusal(done) && done.because !== 'wrong_stage')
          house.log.warn({ event: 'not_concluded', room: 'zone', matter, error: done.because })
      }
    },
  },
  {
    name: 'zone.erase',
    sentence: '服务保障专区的件办结满规定年数的，销毁话、姓名和号码，回执码不再通向它；痕迹留下',
    run: async (house, now) => {
      await eraseClosed(house, ['zone'], settingsNow(house).keep_content_years, now, (tx, matters) => deleteFollow(tx, house.city, matters))
    },
  },
]
