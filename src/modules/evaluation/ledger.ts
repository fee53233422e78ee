import type { z } from 'zod'
import type { House } from '../../engine/house.ts'
import { defineLedger } from '../../org/ledger.ts'
import type { Ledger, LedgerColumn } from '../../org/ledger.ts'
import type { Cell } from '../../platform/sheets/index.ts'
import { boardAsked, boardOf } from './board.ts'

const count = (key: string, zh: string, en: string): LedgerColumn => ({ key, title: { zh, en }, kind: 'number', width: 12 })

const columns: readonly LedgerColumn[] = [
  { key: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'text', width: 30 },
  { key: 'upTo', title: { zh: '已发布至', en: 'Released up to' }, kind: 'day', width: 12 },
  count('rateable', '应评', 'Rateable'),
  count('invited', '已邀请', 'Invited'),
  count('delivered', '已送达', 'Delivered'),
  count('answered', '已评', 'Answered'),
  count('silent', '未评', 'Silent'),
  count('poor', '差评', 'Poor'),
  count('level1', '总体第1级（最低）', 'Overall level 1 (lowest)'),
  count('level2', '总体第2级', 'Overall level 2'),
  count('level3', '总体第3级', 'Overall level 3'),
  count('level4', '总体第4级', 'Overall level 4'),
  count('level5', '总体第5级', 'Overall level 5'),
  count('opened', '要求回话', 'Calls wished'),
  count('ended', '已办结', 'Ended'),
  count('solved', '已解决', 'Solved'),
  count('confirmed', '群众认可解决', 'Confirmed by citizens'),
  count('unsolved', '群众说没解决', 'Unsolved, said citizens'),
  count('unasked', '没问到本人', 'Citizen not asked'),
  { key: 'reasons', title: { zh: '群众点的原因', en: 'Reasons' }, kind: 'text', width: 50 },
]

const withheld = { zh: '不显示', en: 'withheld' } as const

/** The board of released ratings, unit by unit in its own order; what the screen keeps back is kept back here. */
export const ratingsLedger = (house: House): Ledger =>
  defineLedger<z.infer<typeof boardAsked>>({
    name: 'evaluation',
    title: { zh: '评价情况', en: 'Ratings' },
    filter: boardAsked,
    columns,
    pages: async function* ({ viewer, filter, language }) {
      const board = await boardOf(house, viewer, filter)
      const say = (value: number | null): Cell => value ?? withheld[language]
      yield board.rows.map(row => {
        const levels = row.levels['overall']
        const level = (at: number): Cell =>
          levels === undefined || (at >= board.levelTitles.length && board.levelTitles.length > 0)
            ? null
            : levels.counts === null
              ? withheld[language]
              : (levels.counts[at] ?? null)
        return {
          unit: row.unitName,
          upTo: board.releasedUpTo,
          rateable: row.coverage.rateable,
          invited: row.coverage.invited,
          delivered: row.coverage.delivered,
          answered: row.ratings,
          silent: say(row.coverage.silent),
          poor: say(row.poor),
          level1: level(0),
          level2: level(1),
          level3: level(2),
          level4: level(3),
          level5: level(4),
          // Where matters are not counted for this viewer the cells are empty: a zero would be an answer.
          ...row.calls,
          reasons: row.reasons === null ? withheld[language] : row.reasons.map(reason => `${reason.title} ${reason.count}`).join('、'),
        }
      })
    },
  })
