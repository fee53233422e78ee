import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const source = fileURLToPath(new URL('../../src/', import.meta.url))

/**
 * A field that grows with its text is measured by antd in a second one, hidden by a style in an attribute. Our policy refuses that
 * style, and the second field stands at the foot of the page for everybody to type into. A field has `rows`.
 */
const growsByItself = (text: string): boolean => /\bautoSize\b/.test(text)

it('no field of the console grows by itself, because what measures it would stand on the page', () => {
  const screens = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.tsx'))
  expect(screens.length).toBeGreaterThan(100)
  expect(screens.filter(name => growsByItself(readFileSync(`${source}${name}`, 'utf8')))).toEqual([])
})

it.each([
  '<Input.TextArea autoSize />',
  '<Input.TextArea autoSize={{ minRows: 2 }} />',
  'const field = { autoSize: { minRows: 2, maxRows: 6 } }',
])('is stopped: %s', planted => expect(growsByItself(planted)).toBe(true))
it('lets a field of a fixed height be', () => expect(growsByItself('<Input.TextArea rows={2} maxLength={200} />')).toBe(false))
