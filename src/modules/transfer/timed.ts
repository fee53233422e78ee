import { eraseClosed } from '../../engine/index.ts'
import type { TimedWork } from '../../engine/room.ts'
import { settingsNow } from './opened.ts'
import { deleteFollow } from './store.ts'

export const timed: readonly TimedWork[] = [
  {
    name: 'transfer.erase',
    sentence: '材料接转办结满规定年数的，销毁清单、姓名和号码，回执码不再通向它；痕迹留下',
    run: async (house, now) => {
      await eraseClosed(house, ['bundle'], settingsNow(house).keep_content_years, now, (tx, matters) =>
        deleteFollow(tx, house.city, matters),
      )
    },
  },
]
