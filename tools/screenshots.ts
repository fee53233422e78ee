import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../test/browser/chromium.ts'
import { playStory, sizes } from '../test/browser/story.ts'
import type { Size } from '../test/browser/story.ts'
import { openTown } from '../test/browser/town.ts'

/**
 * All pictures of the README, by one command: `npm run screenshots -- [docs/pictures]`. Most are taken while the story of
 * the browser test is played on a house of its own. Ratings are released after weeks, so the page of released figures is
 * taken from a demo, which lives through its eighty days in a folder of its own and is stopped afterwards.
 */
const [folder = 'docs/pictures'] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })

declare const document: any

/** Pages of the story that are shown, and whether the whole page is. */
const shown: Readonly<Record<string, boolean>> = {
  rate: false,
  receipt: false,
  work: false,
  card: true,
  repair: false,
  follow: true,
  again: false,
  'board-list': false,
  desk: false,
  sealed: false,
}

const take = async (page: Page, name: string, fullPage = false): Promise<void> => {
  // What slides in stands still, and what passes has passed.
  await page.waitForTimeout(600)
  await page.locator('.ant-message-notice, .ant-message-notice-wrapper').first().waitFor({ state: 'detached' })
  const window = page.viewportSize()!
  // A window as long as the page, not the browser's own whole-page picture: that forgets the finger and leaves the bar of tabs in the middle.
  if (fullPage)
    await page.setViewportSize({ width: window.width, height: await page.evaluate(() => document.documentElement.scrollHeight) })
  await page.screenshot({ path: join(folder, `${name}.png`), scale: 'css' })
  if (fullPage) await page.setViewportSize(window)
  process.stdout.write(`${name}.png\n`)
}

const story = async (browser: Browser, size: Size): Promise<void> => {
  const town = await openTown('2026-09-16T15:00:00+08:00')
  try {
    const camera = async (name: string, page: Page): Promise<void> => {
      if (shown[name] !== undefined) await take(page, `${name}-${size}`, shown[name])
    }
    await playStory(browser, town, size, camera, (what, is, shouldBe) => {
      if (JSON.stringify(is) !== JSON.stringify(shouldBe)) throw new Error(`${what}: ${JSON.stringify(is)}`)
    })
  } finally {
    await town.close()
  }
}

interface Demo {
  readonly url: string
  readonly accounts: readonly { readonly login: string; readonly password: string }[]
}

/** A demo of its own; `work` begins when it says that it is ready. */
const withDemo = async (work: (demo: Demo) => Promise<void>): Promise<void> => {
  const data = mkdtempSync(join(tmpdir(), 'huiyin-pictures-'))
  const demo = spawn(process.execPath, ['tools/demo.ts'], {
    env: { ...process.env, HUIYIN_DATA: data, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>(resolve => {
    demo.once('exit', () => resolve())
  })
  try {
    await new Promise<void>((resolve, reject) => {
      createInterface({ input: demo.stdout }).on('line', line => {
        if (/^ *\d+%/.test(line)) process.stdout.write(`${line}\n`)
        if (line.startsWith('ready ')) resolve()
      })
      void ended.then(() => reject(new Error('the demo ended before it was ready')))
    })
    await work(JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8')) as Demo)
  } finally {
    demo.kill('SIGINT')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
}

const released = async (browser: Browser, size: Size, { url, accounts }: Demo): Promise<void> => {
  const context = await browser.newContext(sizes[size])
  try {
    const page = await context.newPage()
    const account = accounts.find(one => one.login === 'zhouyq')
    if (account === undefined) throw new Error('the demo has no account for the committee')
    await context.request.post(`${url}/api/session`, { data: { login: account.login, password: account.password } })
    await page.goto(`${url}/console/evaluation`)
    await page.locator('main h1').waitFor()
    // On a phone the chart lies folded.
    if (size === 'phone') await page.locator('summary', { hasText: '各等次份数' }).click()
    await page.locator('canvas').first().waitFor()
    await page.waitForTimeout(1_500)
    await take(page, `evaluation-${size}`)
  } finally {
    await context.close()
  }
}

const browser = await openBrowser()
try {
  for (const size of ['phone', 'desktop'] as const) await story(browser, size)
  await withDemo(async demo => {
    for (const size of ['phone', 'desktop'] as const) await released(browser, size, demo)
  })
} finally {
  await browser.close()
}
