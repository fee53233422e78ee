export type { Day } from './day.ts'
export type { WorkCalendar } from './workCalendar.ts'
