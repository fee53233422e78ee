import { expect, test } from 'vitest'
import { edgePairs, palette, textPairs } from './palette.ts'
import { pageStyle } from './pageStyle.ts'

/** WCAG 2 relative luminance and contrast. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[0-9a-f]{2}/g) ?? [])
    .map(part => parseInt(part, 16) / 255)
    .map(part => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

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
