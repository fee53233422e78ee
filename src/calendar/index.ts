export type { Day, Weekday } from './day.ts'
export {
  addDays,
  addMonths,
  dayFrom,
  dayOf,
  daysBetween,
  parseDay,
  spokenDay,
  spokenInstant,
  startOfDay,
  timeOf,
  weekdayName,
  weekdayOf,
  yearOf,
} from './day.ts'
export type { DayKind, WorkCalendar } from './workCalendar.ts'
export { calendarOf, isWorkingDay, kindOfDay, loadStatutoryCalendar, withYear } from './workCalendar.ts'
export type { YearData } from './yearData.ts'
export { readYear } from './yearData.ts'
export type { DayUnit, Due, DueAt, Roll, Terms, Undetermined, Unit } from './terms.ts'
export { isUndetermined, spokenTerms } from './terms.ts'
export type { DayTerms } from './dayTerm.ts'
export { addWorkingDays, dueOf, workingDaysBetween } from './dayTerm.ts'
export type { OfficeHours, Opening } from './officeHours.ts'
export { faultOfOfficeHours, openingsOn } from './officeHours.ts'
export type { Pause } from './pauses.ts'
export type { ClockHistory } from './replay.ts'
export { dueAtOf, replayDue } from './replay.ts'
export { calendarEndsIn } from './horizon.ts'
export { becauseInEnglish } from './becauseEn.ts'
