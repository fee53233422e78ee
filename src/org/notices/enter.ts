import { withYear } from '../../calendar/index.ts'
import type { WorkCalendar } from '../../calendar/index.ts'
import { isRefusal, refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { faultOf, isNotice, readNotice } from './read.ts'
import type { Notice, NoticeFault, NoticeHead, NoticeKind } from './read.ts'
import { insertNotice } from './store.ts'

/** A notice that can be read and that follows the years which are loaded; else all its faults. */
export const readFitting = (
  calendar: WorkCalendar,
  text: string,
  kind: NoticeKind,
  head: NoticeHead = {},
): { readonly notice: Notice; readonly calendar: WorkCalendar } | readonly NoticeFault[] => {
  const notice = readNotice(text, kind, head)
  if (!isNotice(notice)) return notice
  const fitting = withYear(calendar, notice.data)
  return isRefusal(fitting) ? [faultOf(fitting.because, fitting.field ?? '', 0, fitting.values)] : { notice, calendar: fitting }
}

/** @param by null from the command line. It holds only once another person has confirmed it. */
export const enterNotice = async (
  tx: Tx,
  { data, source }: Notice,
  by: string | null,
  now: Date,
): Promise<{ readonly version: number } | Refusal> => {
  const version = await insertNotice(tx, { year: data.year, data, notice: (data.notices ?? []).join('、'), source, enteredBy: by, at: now })
  return version === undefined ? refuse('notice_waiting') : { version }
}
