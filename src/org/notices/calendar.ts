import { calendarEndsIn, dayOf, loadStatutoryCalendar, withYear } from '../../calendar/index.ts'
import type { Day, WorkCalendar } from '../../calendar/index.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { Log } from '../../platform/log.ts'
import type { As } from '../viewer.ts'
import { readYearsInForce } from './store.ts'

/** The city's calendar: the years of this release, and over them those that its administrators have loaded. */
export interface CityCalendar {
  readonly current: () => WorkCalendar
  /** Takes over what was confirmed since, by whichever server; cheap where nothing was. */
  readonly refresh: () => Promise<void>
  /** Says once a day in the log that the calendar is about to end. */
  readonly watch: (now: Date) => void
}

export const openCityCalendar = ({ as, city, log }: { readonly as: As; readonly city: string; readonly log: Log }): CityCalendar => {
  const released = loadStatutoryCalendar()
  let current = released
  let known = ''
  let told: Day | undefined
  return {
    current: () => current,
    refresh: async () => {
      const years = await as({ kind: 'system', city, name: 'sweep' }, readYearsInForce)
      const versions = years.map(({ year, version }) => `${year}/${version}`).join(' ')
      if (versions === known) return
      let next = released
      for (const { year, version, data } of years) {
        const added = withYear(next, data)
        // A later release may judge more strictly; the years that fit still count.
        if (isRefusal(added)) log.error({ event: 'calendar.year_refused', error: added.because, number: `${year}/${version}` })
        else next = added
      }
      current = next
      known = versions
      log.info({ event: 'calendar.loaded', number: next.version, state: next.lastKnown })
    },
    watch: now => {
      const today = dayOf(now)
      if (told === today) return
      told = today
      const { alarm, days } = calendarEndsIn(current, today)
      if (alarm) log.warn({ event: 'calendar.ends', count: days, state: current.lastKnown })
    },
  }
}
