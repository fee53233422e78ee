import { expect, test } from 'vitest'
import { columns } from './columns.ts'
import { readRows } from './rows.ts'

const good: Readonly<Record<string, string>> = {
  事项编码: 'LN-01',
  事项名称: '老年人优待证办理',
  办理单位: '区民政局',
  层级: '县级',
  地方: '禾田区',
  进驻情况: '已进驻',
  网上可办: '是',
  全程网办: '是',
  最多跑几次: '0',
  即办件: '否',
  '承诺时限（工作日）': '5',
  '法定时限（工作日）': '20',
}
const titles = columns.item.map(column => column.title.zh)
const saidOf = (cells: Readonly<Record<string, string>>) =>
  readRows('item', { columns: titles, rows: [{ line: 2, cells: { ...good, ...cells } }] }).faults.map(({ field, zh, en }) => [
    field,
    zh,
    en,
  ])

test('a number that cannot be taken says which of three it is and what to write instead, because “五天” is corrected otherwise than 99999', () => {
  expect(saidOf({})).toEqual([])
  expect(saidOf({ '承诺时限（工作日）': '五天' })).toEqual([
    ['promised', '写的是“五天”，不是整数，请写阿拉伯数字，例如 5', 'is “五天”, not a whole number; write digits alone, such as 5'],
  ])
  expect(saidOf({ '承诺时限（工作日）': '2.5' })[0]?.[1]).toBe('写的是“2.5”，不是整数，请写阿拉伯数字，例如 5')
  expect(saidOf({ 最多跑几次: '12' })).toEqual([['visits', '写的是“12”，太大，最大 9', 'is “12”, too large: 9 at most']])
  expect(saidOf({ '法定时限（工作日）': '0' })).toEqual([['legal', '写的是“0”，太小，最小 1', 'is “0”, too small: 1 at least']])
  // Longer than any number that we read; still a number, and too large.
  expect(saidOf({ '承诺时限（工作日）': '20261127' })[0]?.[1]).toBe('写的是“20261127”，太大，最大 3650')
})
