import { addMonths, dayOf } from '../../calendar/index.ts'
import { eraseClosed } from '../../engine/index.ts'
import type { TimedWork } from '../../engine/room.ts'
import { drawInspections } from './inspections.ts'
import { settingsNow } from './opened.ts'
import { forgetWords } from './store.ts'

export const timed: readonly TimedWork[] = [
  {
    name: 'rounds.draw',
    sentence: '每周先公布下一周随机抽查的指纹，再抽出本周的地方和钟点；周末后公布随机数和抽取单',
    run: drawInspections,
  },
  {
    name: 'rounds.erase',
    sentence: '走访意见办结满规定年数的，销毁话、姓名和号码；当场答复和导入台账的，内容一并销毁；痕迹和数字留下',
    run: async (house, now) => {
      const years = settingsNow(house).keep_content_years
      await eraseClosed(house, ['concern', 'inspection', 'finding'], years, now)
      const before = addMonths(dayOf(now), -12 * years)
      const forgotten = await house.as({ kind: 'system', city: house.city, name: 'sweep' }, tx => forgetWords(tx, house.city, before))
      if (forgotten > 0) house.log.info({ event: 'content_erased', room: 'rounds', count: forgotten })
    },
  },
]
