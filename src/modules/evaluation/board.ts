import { z } from 'zod'
import { addDays } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import type { Viewer } from '../../org/viewer.ts'
import { readFigures } from './figures.ts'
import { settingsOf } from './push.ts'
import { secondBuckets } from './rules/body.ts'
import { mondayOf } from './rules/cohort.ts'
import { restLine } from './rules/coverage.ts'

/** What people read instead of a week's number: the day it begins, the day it ends. */
const firstDay = (cohort: string | null): string | null => cohort === null ? null : mondayOf(cohort)
const lastDay = (cohort: string | null): string | null => cohort === null ? null : addDays(mondayOf(cohort), 6)

export const boardAsked = z.strictObject({ unit: z.uuid().optional(), weeks: z.enum(['13', '26', '52', 'all']).default('13') })

/** Posts that matters are shown to. To all others a count of the matters they see would say "none". */
const seesMatters = new Set(['leader', 'deputy_head', 'head', 'duty_leader', 'callback_centre', 'supervisor'])

/** The board as this viewer's screen and his table show it. */
export const boardOf = async (house: House, viewer: Viewer, { unit, weeks }: z.infer<typeof boardAsked>) => {
  const { levels, reasons, lines } = settingsOf(house)
  const calls = viewer.kind === 'person' && viewer.posts.some(post => seesMatters.has(post.role))
  const { releasedUpTo, from, units, windows, shown, seconds } = await house.as(viewer, tx => readFigures(tx, { ...(unit === undefined ? {} : { unit }), ...(weeks === 'all' ? {} : { weeks: Number(weeks) }), calls }))
  return {
    releasedUpTo: lastDay(releasedUpTo), from: firstDay(from), levelTitles: levels, windows, shown, secondBuckets, seconds,
    rows: units.map(row => ({
      ...row,
      levels: Object.fromEntries(Object.entries(row.levels).map(([key, one]) => [key, one && { ...one, counts: one.counts?.slice(0, levels.length) ?? null }])),
      coverage: { ...row.coverage, lines: row.coverage.lines.map(one => ({ ...one, title: one.line === restLine ? null : lines[one.line]?.name ?? one.line })) },
      reasons: row.reasons?.map(reason => ({ ...reason, title: reasons[reason.code]?.title ?? reason.code })) ?? null,
    })),
  }
}
