import { z } from 'zod'
import { addDays, parseDay } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import type { Viewer } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { PageLanguage } from '../../kit/page.ts'
import { inLanguage } from './english.ts'
import { readFigures } from './figures.ts'
import type { FiguresWished } from './figures.ts'
import { settingsOf } from './push.ts'
import { secondBuckets } from './rules/body.ts'
import { cohortOf, mondayOf } from './rules/cohort.ts'
import { restLine } from './rules/coverage.ts'
import { readReleasedUpTo } from './store/figures.ts'

export { isServed } from './store/figures.ts'

/** What people read instead of a week's number: the day it begins, the day it ends. */
const firstDay = (cohort: string | null): string | null => (cohort === null ? null : mondayOf(cohort))
const lastDay = (cohort: string | null): string | null => (cohort === null ? null : addDays(mondayOf(cohort), 6))

export const boardAsked = z.strictObject({ unit: z.uuid().optional(), weeks: z.enum(['13', '26', '52', 'all']).default('13') })

/** Posts that matters are shown to. To all others a count of the matters they see would say "none". */
const seesMatters = new Set(['leader', 'deputy_head', 'head', 'duty_leader', 'callback_centre', 'supervisor'])

/** The released figures in the city's own words, as this viewer may read them. */
export const readBoard = async (house: House, tx: Tx, viewer: Viewer, wished: Omit<FiguresWished, 'calls'>, lang: PageLanguage = 'zh') => {
  const settings = settingsOf(house)
  const { levels, reasons, lines } = settings
  const say = inLanguage(settings, lang)
  const calls = viewer.kind === 'person' && viewer.posts.some(post => seesMatters.has(post.role))
  const { releasedUpTo: upTo, from, units, windows, shown, seconds } = await readFigures(tx, { ...wished, calls })
  return {
    releasedUpTo: lastDay(upTo),
    from: firstDay(from),
    levelTitles: levels.map(say),
    windows,
    shown,
    secondBuckets,
    seconds,
    rows: units.map(row => ({
      ...row,
      levels: Object.fromEntries(
        Object.entries(row.levels).map(([key, one]) => [key, one && { ...one, counts: one.counts?.slice(0, levels.length) ?? null }]),
      ),
      coverage: {
        ...row.coverage,
        lines: row.coverage.lines.map(one => ({ ...one, title: one.line === restLine ? null : say(lines[one.line]?.name ?? one.line) })),
      },
      reasons: row.reasons?.map(reason => ({ ...reason, title: say(reasons[reason.code]?.title ?? reason.code) })) ?? null,
    })),
  }
}

/** The last day of the last week that is wholly released. */
export const releasedUpTo = async (tx: Tx): Promise<string | null> => lastDay(await readReleasedUpTo(tx))

/** The board as this viewer's screen and his table show it. */
export const boardOf = (house: House, viewer: Viewer, { unit, weeks }: z.infer<typeof boardAsked>, lang: PageLanguage = 'zh') =>
  house.as(viewer, tx =>
    readBoard(house, tx, viewer, { ...(unit === undefined ? {} : { unit }), ...(weeks === 'all' ? {} : { weeks: Number(weeks) }) }, lang),
  )

/** The weeks of a month are those that begin in it: whole weeks, as everything that is released. @param month 'YYYY-MM' */
export const weeksOfMonth = (
  month: string,
): { readonly from: string; readonly to: string; readonly firstDay: string; readonly lastDay: string } => {
  const days = Array.from({ length: 31 }, (_, at) => `${month}-${String(at + 1).padStart(2, '0')}`)
  const cohorts = [
    ...new Set(
      days.flatMap(day => {
        const read = parseDay(day)
        return read === undefined ? [] : [cohortOf(read)]
      }),
    ),
  ].filter(cohort => mondayOf(cohort).startsWith(month))
  const [from = '', to = ''] = [cohorts[0], cohorts.at(-1)]
  return { from, to, firstDay: mondayOf(from), lastDay: addDays(mondayOf(to), 6) }
}

/** The month of the last wholly released week, or of today. */
export const monthReleased = (releasedUpTo: string | null, today: string): string =>
  (releasedUpTo === null ? today : addDays(parseDay(releasedUpTo)!, -6)).slice(0, 7)
