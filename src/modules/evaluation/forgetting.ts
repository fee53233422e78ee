import { addDays, dayOf, startOfDay } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { Bounds } from './bounds.ts'
import { settingsOf } from './push.ts'
import { forget } from './store/forget.ts'
import { forgetImported } from './store/imported.ts'

const most = 1000
/** The day on which a house has looked last; another server may look on the same day and finds nothing. */
const lookedOn = new WeakMap<House, string>()

/**
 * Takes away what has served: records of services that ended long ago and whose week is released, and the marks that keep
 * a wish or a report from being passed on twice. What went, on which day and how many stays for the audit administrator.
 */
export const forgetOutdated = async (house: House, now: Date): Promise<void> => {
  const today = dayOf(now)
  if (lookedOn.get(house) === today) return
  const { keep_services_days: services, keep_requests_days: requests } = settingsOf(house)
  for (let count = 0; ;) {
    const taken = await house.as({ kind: 'system', city: house.city, name: 'sweep' }, tx =>
      forget(tx, today, startOfDay(addDays(today, -services)), addDays(today, -requests), most),
    )
    count += taken
    if (taken < most) {
      if (count > 0) house.log.info({ event: 'services_forgotten', count })
      break
    }
  }
  // Also of a day on which nobody came, yesterday's counts go.
  await new Bounds(house).take(now, [])
  await house.as({ kind: 'system', city: house.city, name: 'sweep' }, tx => forgetImported(tx, now))
  lookedOn.set(house, today)
}
