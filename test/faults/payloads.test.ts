import { parse } from 'csv-parse/sync'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { html, trusted } from '../../src/kit/html.ts'
import { followPage } from '../../src/modules/callback/citizen/index.ts'
import { fillTemplate, officialDocument } from '../../src/platform/documents/index.ts'
import { csvOf, isHostile } from '../../src/platform/sheets/index.ts'
import { openBrowser } from '../browser/chromium.ts'
import { followOf } from '../browser/citizen-fixtures.ts'
import { wordsOfDocx } from '../paperText.ts'
import { payloads } from './payloads.ts'

/* F-05 and F-06 in small: what leaves the house again as a page, a sheet or a paper. What the doors do with it is fuzz.test.ts. */

const unseen = /[\u0000\u202e]/g // oxlint-disable-line no-control-regex
const bare = (text: string): string => text.replace(unseen, '').replace(/\r\n?/g, '\n')

it('there are 300, each another one', () => expect(new Set(payloads).size).toBe(300))

describe('a browser without any content policy runs none of them', () => {
  let browser: Browser
  let tab: Page
  beforeAll(async () => {
    browser = await openBrowser()
    tab = await browser.newPage()
    // Nothing outside is asked for, and what a payload would load fails at once, which is when an onerror would run.
    await tab.route('**/*', route => (route.request().url() === 'http://payloads.test/' ? route.fallback() : route.abort()))
  })
  afterAll(() => browser?.close())

  /** How often something ran, and whether one of them went away from the page. */
  const show = async (text: string): Promise<unknown> => {
    await tab.route('http://payloads.test/', route => route.fulfill({ contentType: 'text/html; charset=utf-8', body: text }))
    await tab.goto('http://payloads.test/')
    await tab.evaluate(`for (const one of document.querySelectorAll('a[href^="javascript"],button[formaction]')) one.click()`)
    await tab.waitForTimeout(150)
    return tab.evaluate('window.ran ?? 0')
  }

  it('in a text, an attribute, a field and its many lines, where each is read as it was typed', async () => {
    const text = html`<!doctype html><meta charset="utf-8"><body>${payloads.map(one => html`<p title="${one}">${one}</p><input value="${one}"><textarea>${one}</textarea>`)}</body>`
    expect(await show(text.toString())).toBe(0)
    const read: readonly (readonly [string, string])[] = await tab.evaluate(
      `[...document.querySelectorAll('p')].map(one => [one.textContent, one.title])`,
    )
    expect(read.map(([inside]) => bare(inside))).toEqual(payloads.map(bare))
    expect(read.map(([, title]) => bare(title))).toEqual(payloads.map(bare))
  })
  it('on the page by which a citizen follows her matter, wherever others’ words stand on it', async () => {
    for (let at = 0; at < payloads.length; at += 50) {
      const some = payloads.slice(at, at + 50)
      const text = followPage(followOf('zh', { judge: false, ended: some[0]!, last: { organ: some[1]! }, rights: some }))
      expect(await show(text)).toBe(0)
      const made = `document.querySelectorAll('main script, main iframe, main svg[onload], main [onerror], main [onfocus]').length`
      expect(await tab.evaluate(made)).toBe(0)
    }
  })
  it('and those that would run are seen to run where nobody escapes them', async () => {
    expect(await show(`<!doctype html><body>${trusted(payloads.slice(0, 60).join('<hr>')).toString()}</body>`)).toBeGreaterThan(5)
  })
})

it('no cell of a sheet begins as a formula, and what was typed can be read from it', async () => {
  const pages = (async function* () {
    yield payloads.map(one => [one])
  })()
  const bytes: Buffer[] = []
  for await (const part of csvOf({ name: '件', mark: '导出', columns: [{ title: '说的话', kind: 'text' }], pages })) bytes.push(part)
  const cells = (parse(Buffer.concat(bytes), { bom: true, relax_column_count: true }) as string[][]).slice(2).map(([cell]) => cell!)
  expect(cells).toHaveLength(300)
  expect(cells.filter(isHostile)).toEqual([])
  expect(payloads.filter(isHostile).length).toBeGreaterThanOrEqual(40)
})

it('a paper in Word says them as text: no field, no markup, no link comes of one', () => {
  const form = officialDocument([{ title: '样　表' }, { text: '{话}' }])
  for (const one of payloads) {
    const words = wordsOfDocx(fillTemplate(form, { fields: { 话: one } }))
    expect(bare(words).replace(/\s/g, ''), one).toContain(bare(one).replace(/\s/g, ''))
  }
})
