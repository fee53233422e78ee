import type { LedgerColumn, Said } from '../../org/ledger.ts'

const column = (key: string, zh: string, en: string, width = 14, kind: LedgerColumn['kind'] = 'text'): LedgerColumn => ({
  key,
  title: { zh, en },
  kind,
  width,
})

/** The office's columns, in the file that is taken in. */
export const importColumns: readonly LedgerColumn[] = [
  column('visitedOn', '走访日期', 'Visited on', 12),
  column('campaign', '走访活动', 'Campaign'),
  column('visitingUnit', '走访单位', 'Visiting unit', 18),
  column('place', '走访地点', 'Place', 22),
  column('visitors', '走访人', 'Visitors', 16),
  column('kind', '类别', 'Kind', 8),
  column('words', '内容', 'What was said', 40),
  column('unit', '责任单位', 'Responsible unit', 18),
  column('state', '办理情况', 'State', 12),
  column('endedOn', '办结日期', 'Ended on', 12),
  column('told', '办理结果', 'Answer', 40),
  column('onSpot', '当场答复', 'On the spot', 10),
]
/** May be left out of a file; all others it must have. */
export const optional: readonly string[] = ['onSpot', 'told']

export const kindWords: Readonly<Record<string, Said>> = {
  suggestion: { zh: '建议', en: 'suggestion' },
  problem: { zh: '问题', en: 'problem' },
}
export const stateWords: Readonly<Record<string, Said>> = {
  open: { zh: '办理中', en: 'open' },
  solved: { zh: '已解决', en: 'solved' },
  accepted: { zh: '已答复', en: 'answered' },
  untold: { zh: '未能告知', en: 'answered, not told' },
  unsolved: { zh: '没有解决', en: 'not solved' },
  withdrawn: { zh: '不用办了', en: 'withdrawn' },
}
export const yesWords: Readonly<Record<string, Said>> = { true: { zh: '是', en: 'yes' }, false: { zh: '否', en: 'no' } }

/** The list on screen, and the file that is taken out. */
export const listColumns: readonly LedgerColumn[] = [
  column('number', '编号', 'Number'),
  ...importColumns.filter(({ key }) => !['visitors', 'onSpot', 'campaign'].includes(key)),
]
