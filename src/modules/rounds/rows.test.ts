import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importColumns } from './columns.ts'
import { dayIn, readRows } from './rows.ts'
import type { Known } from './rows.ts'

const known: Known = {
  today: '2026-10-12',
  campaignOf: text => (['大走访', 'visits'].includes(text) ? 'visits' : undefined),
  unitOf: text => ({ 渡口派出所: 'dukou', 交警大队: 'traffic', 外局: 'other' })[text],
  visits: unit => unit !== 'other',
}
const good: Readonly<Record<string, string>> = {
  走访日期: '2026/9/3',
  走访活动: '大走访',
  走访单位: '渡口派出所',
  走访地点: '临江社区',
  走访人: '甲、乙',
  类别: '问题',
  内容: '路灯不亮',
  责任单位: '交警大队',
  办理情况: '已解决',
  办结日期: '2026年9月20日',
  办理结果: '修好了',
  当场答复: '否',
}
const columns = importColumns.map(column => column.title.zh)
const read = (...rows: readonly Readonly<Record<string, string>>[]) =>
  readRows({ columns, rows: rows.map((cells, at) => ({ line: at + 2, cells: { ...good, ...cells } })) }, known)
const faultsIn = (cells: Readonly<Record<string, string>>) => read(cells).faults.map(one => one.field)

describe('a row of an office’s ledger', () => {
  it('is one visit with what was said at it', () => {
    expect(read({})).toEqual({
      faults: [],
      visits: [
        {
          line: 2,
          campaign: 'visits',
          unit: 'dukou',
          visitedOn: '2026-09-03',
          place: '临江社区',
          visitors: '甲、乙',
          concern: {
            kind: 'problem',
            words: '路灯不亮',
            unit: 'traffic',
            state: 'solved',
            endedOn: '2026-09-20',
            told: '修好了',
            onSpot: false,
          },
        },
      ],
    })
  })
  it('says that nothing was said where kind and words are empty: a visit is counted all the same', () => {
    const { visits, faults } = read({ 类别: '', 内容: '', 责任单位: '', 办理情况: '', 办结日期: '' })
    expect([faults, visits[0]?.concern]).toEqual([[], undefined])
  })
  it.each([
    ['a suggestion that is solved: only a problem is', { 类别: '建议' }, ['state']],
    ['an end before the visit', { 办结日期: '2026-09-02' }, ['endedOn']],
    ['an end that has not come yet', { 办结日期: '2026-10-13' }, ['endedOn']],
    ['an end of what is open', { 办理情况: '办理中' }, ['endedOn']],
    ['what is open and answered on the spot at once', { 办理情况: '办理中', 办结日期: '', 当场答复: '是' }, ['onSpot']],
    ['a unit that does not visit for this campaign', { 走访单位: '外局' }, ['visitingUnit']],
    ['a unit that nobody knows', { 责任单位: '某某所' }, ['unit']],
    ['a campaign of another city', { 走访活动: '大下访' }, ['campaign']],
    ['a day that is none, and words that are missing', { 走访日期: '2026-02-30', 内容: '' }, ['visitedOn', 'words']],
    ['a kind of our own invention', { 类别: '表扬' }, ['kind']],
  ])('is refused with %s', (_what, cells, fields) => {
    expect(faultsIn(cells as unknown as Readonly<Record<string, string>>)).toEqual(fields)
  })
  it('is refused with a column that is not ours, or without one that we need: a misspelt column is a lost one', () => {
    const faults = readRows(
      { columns: [...columns.filter(name => name !== '内容'), '內容'], rows: [{ line: 2, cells: good }] },
      known,
    ).faults
    expect(faults.map(one => one.field)).toEqual(['words', '內容'])
  })
  it('is either taken or has a fault of its own line, whatever its cells say: no row is lost', () => {
    const cell = fc.oneof(
      fc.constantFrom(...Object.values(good), '', '建议', '办理中', '已答复', '2026-13-01'),
      fc.string({ maxLength: 12 }),
    )
    const row = fc.record(Object.fromEntries(columns.map(name => [name, cell])))
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), rows => {
        const { visits, faults } = read(...(rows as Record<string, string>[]))
        const lines = new Set([...visits, ...faults].map(one => one.line))
        expect([...lines].sort()).toEqual(rows.map((_, at) => at + 2))
        expect(visits.every(visit => !faults.some(fault => fault.line === visit.line))).toBe(true)
      }),
    )
  })
  it('reads a day as offices write it', () => {
    expect(['2026-09-03', '2026/9/3', '2026.9.3', '2026年9月3日', '2026-09-03 00:00:00', '9月3日', '2026-02-29'].map(dayIn)).toEqual([
      ...Array<string>(5).fill('2026-09-03'),
      undefined,
      undefined,
    ])
  })
})
