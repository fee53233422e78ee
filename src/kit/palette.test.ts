import { expect, test } from 'vitest'
import { contrast } from '../../test/contrast.ts'
import { edgePairs, palette, textPairs } from './palette.ts'
import { pageStyle } from './pageStyle.ts'

test.each(textPairs)('text in %s on %s can be read by weak eyes: 4.5 to 1', (text, ground) => {
  expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5)
})

test.each(edgePairs)('the edge %s of what can be pressed stands out on %s: 3 to 1', (edge, ground) => {
  expect(contrast(palette[edge], palette[ground])).toBeGreaterThanOrEqual(3)
})

test('the style uses no text colour outside the palette, so the computed contrasts are all there are', () => {
  const used = [...pageStyle.matchAll(/[^-]color:([^;}]+)/g)]
    .map(([, value]) => value)
    .filter(value => value !== undefined && !/^var\(--(ink|soft|house|seal|white)\)$/.test(value))
  expect(used).toEqual([])
})

test('type is 18 px at the least, 23 px in the large version, and nothing is set smaller than that', () => {
  expect(pageStyle).toContain('html{font-size:112.5%')
  expect(pageStyle).toContain('html.big{font-size:143.75%')
  for (const [, size] of pageStyle.matchAll(/[^-]font-size:([\d.]+)rem/g)) expect(Number(size)).toBeGreaterThanOrEqual(1)
})
