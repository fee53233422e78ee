import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { defineLedger } from '../../org/ledger.ts'
import type { Ledger } from '../../org/ledger.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { Criterion, MarksOfUnit } from './contract.ts'
import { settingsNow } from './opened.ts'
import { aboutAsked, leastAsked } from './rules/voices.ts'
import { marksSince } from './store/marks.ts'

const monthsBack = 6

/** Since the beginning of the month half a year ago; departments with too few are left out. */
export const marksNow = async (
  house: House,
  tx: Tx,
): Promise<{
  readonly since: string
  readonly least: number
  readonly criteria: readonly Criterion[]
  readonly units: readonly MarksOfUnit[]
}> => {
  const [year = 0, month = 0] = dayOf(house.clock.now()).split('-').map(Number)
  const since = new Date(Date.UTC(year, month - 1 - monthsBack, 1)).toISOString().slice(0, 7)
  const units = new Map<string, MarksOfUnit & { missing: { criterion: string; share: number }[] }>()
  for (const row of await marksSince(tx, since, leastAsked)) {
    const known = units.get(row.unit) ?? {
      unit: row.unit,
      unitName: row.unit_name,
      marked: aboutAsked(row.marked),
      upheld: row.upheld,
      missing: [],
    }
    known.missing.push({ criterion: row.criterion, share: row.missing })
    units.set(row.unit, known)
  }
  return { since: `${since}-01`, least: leastAsked, criteria: settingsNow(house).marks, units: [...units.values()] }
}

/** 记录质检 as a file: the rows of the screen, one for each criterion. */
export const marksLedger = (house: House): Ledger =>
  defineLedger({
    name: 'record_marks',
    title: { zh: '记录质检', en: 'Marking of records' },
    roles: ['supervisor', 'callback_centre'],
    filter: z.strictObject({}),
    columns: [
      { key: 'unit', title: { zh: '部门', en: 'Department' }, kind: 'text', width: 28 },
      { key: 'marked', title: { zh: '评了（至少）', en: 'Marked (at least)' }, kind: 'number', width: 14 },
      { key: 'criterion', title: { zh: '评分项', en: 'Criterion' }, kind: 'text', width: 18 },
      { key: 'share', title: { zh: '少的分（约%）', en: 'Missing (about %)' }, kind: 'number', width: 14 },
      { key: 'upheld', title: { zh: '异议后提了分的（约%）', en: 'Raised after an objection (about %)' }, kind: 'number', width: 18 },
    ],
    pages: async function* ({ viewer, language }) {
      const { units, criteria } = await house.as(viewer, tx => marksNow(house, tx))
      const titleOf = (key: string): string => {
        const known = criteria.find(one => one.key === key)
        return known === undefined ? key : language === 'zh' ? known.title : known.title_en
      }
      yield units.flatMap(({ unitName, marked, upheld, missing }) =>
        missing.map(({ criterion, share }) => ({ unit: unitName, marked, criterion: titleOf(criterion), share, upheld })),
      )
    },
  })
