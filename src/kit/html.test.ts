import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeHtml, html, linkTo, trusted } from './html.ts'

const hostile = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)",
    '</textarea><svg onload=alert(1)>',
    '&lt;b&gt;',
    '${alert(1)}',
    '`onclick=alert(1)`',
    '<!--',
    ']]>',
    '\u0000<b>',
  ),
)

test('whatever a person typed stays text, in an element and in an attribute', () => {
  fc.assert(
    fc.property(hostile, typed => {
      const page = html`<p title="${typed}">${typed}</p>`.toString()
      expect(page.match(/[<>]/g)).toEqual(['<', '>', '<', '>'])
      expect(page.match(/"/g)).toHaveLength(2)
      for (const character of ["'", '`', '\u0000']) expect(page).not.toContain(character)
    }),
    { numRuns: 2000 },
  )
})

test('an object that looks like markup is not taken as markup, since requests can hold any shape', () => {
  const forged = JSON.parse('{"text":"<b>","toString":"x"}') as never
  expect(() => html`<p>${forged}</p>`.toString()).toThrow()
})

test('escaping is done once: a page inside a page is not escaped again', () => {
  expect(html`<div>${html`<p>${'a & b'}</p>`}${[html`<i>1</i>`, '<']}</div>`.toString()).toBe('<div><p>a &amp; b</p><i>1</i>&lt;</div>')
  expect(html`${trusted('<hr>')}${false}${undefined}${null}${0}`.toString()).toBe('<hr>0')
})

test('a value in an unquoted attribute is refused when the page is written', () => {
  expect(() => html`<p title=${'x'}></p>`).toThrow(/quotes/)
})

test('a link cannot run a script or lead to a stranger by a double slash', () => {
  for (const bad of ['javascript:alert(1)', ' javascript:alert(1)', 'data:text/html,x', '//evil.example', 'http://plain.example'])
    expect(linkTo(bad)).toBe('#')
  for (const good of ['/r/abc', '?big=1', '#at-words', 'tel:110', 'https://host.example/r/a']) expect(linkTo(good)).toBe(good)
})

test('line ends and tabs in a text area survive', () => {
  expect(escapeHtml('一\n二\t三\r\n')).toBe('一\n二\t三\r\n')
})
