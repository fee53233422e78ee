import { describe, expect, it } from 'vitest'
import { placeTable } from './placeTable.ts'
import { placesOf } from './places.ts'
import { findRegionIn } from './region.ts'

const places = placeTable()
const codes = (typed: string, atMost = 12): readonly string[] => places.search(typed, atMost).map(({ code }) => code)

describe('the table of regions', () => {
  it('says its day and holds places alone: no heading, no development zone, no city twice', () => {
    expect(places.on).toBe('2023-06-30')
    expect(places.listWithin()).toHaveLength(31)
    for (const absent of ['110100', '500200', '419000', '130171', '320576', '620201']) expect(places.find(absent)).toBeUndefined()
    expect(places.find('620200')?.path).toEqual(['甘肃省', '嘉峪关市'])
    expect(places.find('441900')).toMatchObject({ name: '东莞市', level: 'city' })
  })
  it('hangs districts of a municipality, and counties that a province keeps itself, below the province', () => {
    expect(places.listWithin('110000').map(({ code }) => code)).toContain('110101')
    expect(places.find('419001')?.path).toEqual(['河南省', '济源市'])
    expect(places.listWithin('530100').map(({ name }) => name)).toContain('五华区')
  })
})

describe('a place is found', () => {
  it.each([
    ['昆明', '530100'],
    ['昆明五华', '530102'],
    ['昆明市五华区', '530102'],
    ['云南 五华', '530102'],
    ['云南昆明五', '530102'],
    ['北京东城', '110101'],
    ['吉林', '220000'],
    ['５３０１０２', '530102'],
  ])('by “%s”, as people say it: %s comes first', (typed, code) => {
    expect(codes(typed)[0]).toBe(code)
  })
  it('in all places of one name, the greater first, because nobody can know which was meant', () => {
    expect(codes('朝阳')).toEqual(['211300', '110105', '211321', '220104'])
  })
  it('by its code’s first digits, in order; by nothing not at all; and never more than asked for', () => {
    expect(codes('5301', 3)).toEqual(['530100', '530102', '530103'])
    expect(codes('  ')).toEqual([])
    expect(codes('市', 5)).toHaveLength(5)
    expect(codes('<script>')).toEqual([])
  })
})

describe('a region', () => {
  const typed = (code: string, level = '', name = '') => findRegionIn(places, { code, level, name })

  it('that the table knows needs its code alone; a level beside it must be the same', () => {
    expect(typed('530102')).toEqual({
      code: '530102',
      level: 'county',
      name: '云南省昆明市五华区',
      path: ['云南省', '昆明市', '五华区'],
    })
    expect(typed('530102', 'city')).toMatchObject({ because: 'region_level_other', field: 'level' })
  })
  it('that the table does not know is refused by its field, with what was typed', () => {
    expect(typed('539900')).toMatchObject({ because: 'region_unknown', field: 'region', values: { code: '539900' } })
    expect(typed('130171', 'county')).toMatchObject({ because: 'region_unknown' })
    expect(typed('53010')).toMatchObject({ because: 'region_not_possible', field: 'region' })
  })
  it('is no dead end: with a name typed by hand, and a level that proves the code, the table is not asked', () => {
    expect(typed('539900', 'city', '新港市')).toEqual({ code: '539900', level: 'city', name: '云南省新港市', path: ['云南省', '新港市'] })
    expect(typed('810000', 'province', '香港特别行政区')).toMatchObject({ name: '香港特别行政区' })
    expect(typed('530102', 'county', '五华新区')).toMatchObject({ name: '云南省昆明市五华新区' })
    expect(typed('530199', 'county', '云南省昆明市新港区')).toMatchObject({ name: '云南省昆明市新港区' })
    expect(typed('539900', '', '新港市')).toMatchObject({ because: 'region_level', field: 'level' })
    expect(typed('539900', 'city', '港')).toMatchObject({ because: 'region_name', field: 'regionName' })
  })
})

it('a table without its day, or with a row that is no region, is not read', () => {
  expect(() => placesOf('# somewhere\ncode,name\n530000,云南省\n')).toThrow('day')
  expect(() => placesOf('# 2023-06-30\ncode,name\n530100,昆明市\n530001,错\n')).toThrow('530001')
})
