import { expect, it } from 'vitest'
import { levelOfRegion, readRegion } from './region.ts'

it.each([
  ['530000', 'province'],
  ['110000', 'province'],
  ['530100', 'city'],
  ['620200', 'city'],
  ['530102', 'county'],
  ['110101', 'county'],
  ['429004', 'county'],
] as const)('%s is of the level that it says itself: %s', (code, level) => {
  expect(levelOfRegion(code)).toBe(level)
  expect(readRegion(` ${code} `, level)).toEqual({ code, level })
})

it.each(['', '53010', '5301021', '53010a', '990000', '530001', '110100', '500200', '429000', '530102001'])(
  '"%s" is no region: too short, too long, of no province, or a heading of the list',
  code => {
    expect(levelOfRegion(code)).toMatchObject({ because: 'region_not_possible', field: 'region' })
  },
)

it('a slip in the last digits is found by the level, and whoever types full-width digits is understood', () => {
  expect(readRegion('530102', 'city')).toMatchObject({ because: 'region_level_other', field: 'level', values: { level: 'county' } })
  expect(readRegion('530100', 'village')).toMatchObject({ because: 'region_level' })
  expect(readRegion('５３０１００', 'city')).toEqual({ code: '530100', level: 'city' })
})
