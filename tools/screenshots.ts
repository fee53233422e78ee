import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser } from '../test/browser/chromium.ts'
import { playStory, sizes } from '../test/browser/story.ts'
import type { Size } from '../test/browser/story.ts'
import { openTown } from '../test/browser/town.ts'

/**
 * The README's pictures, taken while the story of the browser test is played on a house of its own:
 * `npm run screenshots -- [docs/pictures] [huiyin-data/demo]`. Ratings are released after weeks, so the page of released
 * figures is taken from a running demo, where one is named.
 */
const [folder = 'docs/pictures', demo] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })

/** Pages of the story that are shown, and whether the whole page is. */
const shown: Readonly<Record<string, boolean>> = { rate: false, receipt: false, work: false, card: true, repair: false, follow: true, again: false, 'board-list': false, desk: false, sealed: false }

const browser = await openBrowser()
const camera = (size: Size) => async (name: string, page: Page): Promise<void> => {
  const whole = shown[name]
  if (whole === undefined) return
  // What slides in stands still, and what passes has passed.
  await page.waitForTimeout(600)
  await page.locator('.ant-message-notice, .ant-message-notice-wrapper').first().waitFor({ state: 'detached' })
  await page.screenshot({ path: join(folder, `${name}-${size}.png`), fullPage: whole, scale: 'css' })
}

try {
  for (const size of ['phone', 'desktop'] as const) {
    const town = await openTown('2026-09-16T15:00:00+08:00')
    try {
      await playStory(browser, town, size, camera(size), (what, is, shouldBe) => {
        if (JSON.stringify(is) !== JSON.stringify(shouldBe)) throw new Error(`${what}: ${JSON.stringify(is)}`)
      })
    } finally {
      await town.close()
    }
    if (demo === undefined) continue
    const facts = JSON.parse(readFileSync(join(resolve(demo), 'demo.json'), 'utf8')) as { url: string; accounts: readonly { login: string; password: string }[] }
    const { login, password } = facts.accounts.find(account => account.login === 'zhouyq')!
    const context = await browser.newContext(sizes[size])
    const page = await context.newPage()
    await context.request.post(`${facts.url}/api/session`, { data: { login, password } })
    await page.goto(`${facts.url}/console/evaluation`)
    await page.locator('canvas').waitFor()
    await page.waitForTimeout(1_500)
    await page.screenshot({ path: join(folder, `evaluation-${size}.png`), scale: 'css' })
    await context.close()
  }
} finally {
  await browser.close()
}
