import { dayOf, kindOfDay, timeOf } from '../calendar/index.ts'
import type { House } from './house.ts'
import { engineSettings } from './settings.ts'

/**
 * Whether the city's offices are at work, as its programme sets their hours once for all rooms: reminders go out then, and
 * outside of them the leader on duty stands in. A year without a notice is never called a day off.
 */
export const inOfficeTime = (house: Pick<House, 'calendar' | 'programmes'>, at: Date): boolean => {
  const { office_hours: hours } = house.programmes.current().settings('engine', engineSettings)
  const { kind } = kindOfDay(house.calendar(), dayOf(at))
  const time = timeOf(at)
  return kind !== 'weekend' && kind !== 'holiday' && time >= hours.from && time < hours.to
}
