import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayIn, readPast } from './pastRows.ts'

const mapping = { fields: { kind: '类别', onDay: '日期', ending: '结果' }, constants: {} }
const columns = ['类别', '日期', '结果']
const table = (...rows: readonly (readonly [string, string, string])[]) => ({
  columns,
  rows: rows.map(([kind, day, ending], at) => ({ line: at + 2, cells: { 类别: kind, 日期: day, 结果: ending } })),
})
const today = '2026-10-12'

describe('an old ledger of the zone', () => {
  it('is read as offices write it: four kinds by their own words, days in every usual form, endings in words', () => {
    const { rows, faults } = readPast(
      table(
        ['办不成事', '2026/3/5', '已解决'],
        ['投诉', '2026年3月6日', '否'],
        ['policy', '2026-03-07 09:30', '办结'],
        ['代办', '2026.3.8', '在办'],
      ),
      mapping,
      today,
    )
    expect(faults).toEqual([])
    expect(rows.map(row => [row.kind, row.onDay, row.ending])).toEqual([
      ['consult', '2026-03-05', 'solved'],
      ['complaint', '2026-03-06', 'unsolved'],
      ['policy', '2026-03-07', 'solved'],
      ['agency', '2026-03-08', 'open'],
    ])
  })
  it('says line and field of whatever it cannot take, for each fault of a row, and takes no day that has not come', () => {
    const { faults } = readPast(table(['别的', '2026-02-30', ''], ['投诉', '2026-10-13', '是']), mapping, today)
    expect(faults.map(({ line, field }) => [line, field])).toEqual([
      [2, 'kind'],
      [2, 'onDay'],
      [2, 'ending'],
      [3, 'onDay'],
    ])
  })
  it('a column that nobody matched is one fault, not one for every row', () => {
    const { faults } = readPast(
      table(['投诉', '2026-03-05', '是']),
      { fields: { kind: '类别', onDay: '受理' }, constants: { ending: '是' } },
      today,
    )
    expect(faults.map(({ field }) => field)).toEqual(['onDay'])
  })
  it('one value may stand for every row where a ledger has no such column', () => {
    const { rows } = readPast(
      table(['', '2026-03-05', '']),
      { fields: mapping.fields, constants: { kind: '咨询', ending: '已解决' } },
      today,
    )
    expect(rows).toMatchObject([{ kind: 'consult', ending: 'solved' }])
  })
  it('a file without rows says so', () => {
    expect(readPast({ columns, rows: [] }, mapping, today).faults).toHaveLength(1)
  })
  it('never takes a row in part: whatever stands in the cells, a row is read whole or has a fault', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string(), fc.string()), { minLength: 1, maxLength: 8 }), cells => {
        const { rows, faults } = readPast(table(...cells), mapping, today)
        for (const line of cells.keys()) {
          const read = rows.some(row => row.line === line + 2)
          expect(read).toBe(!faults.some(fault => fault.line === line + 2))
        }
      }),
    )
  })
  it('every real day is read back, and no other', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), at => {
        const iso = at.toISOString().slice(0, 10)
        const [year, month, day] = iso.split('-').map(Number)
        expect([dayIn(iso), dayIn(`${year}/${month}/${day}`), dayIn(`${year}年${month}月${day}日`)]).toEqual([iso, iso, iso])
      }),
    )
    for (const none of ['2026-13-01', '2026-02-29', '26-1-1', '2026', '', '昨天']) expect(dayIn(none)).toBeUndefined()
  })
})
