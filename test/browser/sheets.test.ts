import jsqr from 'jsqr'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runWindowSheets } from '../../tools/window-sheets.ts'
import { freshDatabase } from '../database.ts'
import type { FreshDatabase } from '../database.ts'
import { startWholeHouse, townPassword } from '../wholeHouse.ts'
import type { WholeHouse } from '../wholeHouse.ts'
import { openBrowser } from './chromium.ts'

// What runs inside the page; this project's types know no browser.
declare const document: any

let browser: Browser
let database: FreshDatabase
let whole: WholeHouse
let folder: string
const said: string[] = []
const windows = readFileSync('programmes/yunxi/org/windows.csv', 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map(line => line.split(',')[0]!)

beforeAll(async () => {
  database = await freshDatabase()
  const started = await Promise.all([openBrowser(), startWholeHouse({ database, demo: true, start: '2026-09-16T15:00:00+08:00' })])
  browser = started[0]
  whole = started[1]
  folder = mkdtempSync(join(tmpdir(), 'huiyin-sheets-'))
  expect(
    await runWindowSheets(['--out', folder], {
      out: line => said.push(line),
      err: line => said.push(line),
      env: {},
      house: whole.running.house,
    }),
  ).toBe(0)
})
afterAll(async () => {
  await browser?.close()
  await whole?.running.stop()
  await database?.close()
})

/** A4 at the 96 points of a browser's inch: what a printer at 192 dots per inch would be given. */
const paper = { viewport: { width: 794, height: 1123 }, deviceScaleFactor: 2 } as const

const open = async (address: string, work: (page: Page) => Promise<void>, options: object = paper): Promise<void> => {
  const context = await browser.newContext(options)
  try {
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', request => {
      if (request.url() !== address && !request.url().startsWith('data:')) asked.push(request.url())
    })
    page.on('console', message => {
      if (message.type() === 'error') asked.push(message.text())
    })
    await page.goto(address)
    await work(page)
    expect(asked).toEqual([])
  } finally {
    await context.close()
  }
}

// A CommonJS module whose types speak of a default export.
const decode = jsqr as unknown as (data: Uint8ClampedArray, width: number, height: number) => { readonly data: string } | null

const read = (picture: Buffer): string | undefined => {
  const { data, width, height } = PNG.sync.read(picture)
  return decode(new Uint8ClampedArray(data), width, height)?.data
}

const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.sheet')]
      .filter((one: any) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
      .map((one: any) => `${one.dataset.code} ${one.scrollHeight}/${one.clientHeight}`),
  )

describe('the sheet of a window', () => {
  test('there is one for each window of the town, as a file of its own and all together', () => {
    expect(windows.length).toBeGreaterThan(30)
    expect(readdirSync(folder).sort()).toEqual([...windows.map(code => `${code}.html`), 'all.html'].sort())
  })

  test('at print size a decoder reads back exactly the window’s address, from every sheet', { timeout: 120_000 }, async () => {
    await open(pathToFileURL(join(folder, 'all.html')).href, async page => {
      await page.emulateMedia({ media: 'print' })
      expect(await overflowing(page)).toEqual([])
      const readBack: Record<string, string | undefined> = {}
      for (const code of windows) readBack[code] = read(await page.locator(`[data-code="${code}"] svg:has(path)`).last().screenshot())
      expect(readBack).toEqual(Object.fromEntries(windows.map(code => [code, `${whole.running.house.config.publicUrl}/w/${code}`])))
      const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
      expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(windows.length)
      for (const box of pdf.matchAll(/\/MediaBox\s*\[([^\]]+)\]/g))
        expect(box[1]!.trim().split(/\s+/).map(Number).map(Math.round)).toEqual([0, 0, expect.closeTo(595, -1), expect.closeTo(842, -1)])
    })
  })

  test('the decoder sees nothing where the code is spoiled, and another address where it is another window’s', async () => {
    await open(pathToFileURL(join(folder, `${windows[0]}.html`)).href, async page => {
      expect(read(await page.locator('.sheet').screenshot())).not.toContain(windows[1])
      await page.evaluate(() => {
        document.querySelector('svg path').remove()
      })
      expect(read(await page.locator('.sheet').screenshot())).toBeUndefined()
    })
  })

  test('on a phone it is the same sheet, small, and does not scroll sideways', async () => {
    await open(
      pathToFileURL(join(folder, `${windows[0]}.html`)).href,
      async page => {
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
        expect(await overflowing(page)).toEqual([])
      },
      { viewport: { width: 390, height: 844 } },
    )
  })

  test('the address that it shows opens the rating page of that window', async () => {
    const answer = await whole.running.app.inject({ url: `/w/${windows[0]}`, headers: { accept: 'text/html' } })
    expect([answer.statusCode, answer.body.includes('立案')]).toEqual([200, true])
  })
})

describe('whoever may print', () => {
  const ask = async (login: string, url: string) => {
    const signedIn = await whole.running.app.inject({ method: 'POST', url: '/api/session', payload: { login, password: townPassword } })
    return whole.running.app.inject({
      url,
      cookies: { huiyin_session: signedIn.cookies.find(one => one.name === 'huiyin_session')?.value ?? '' },
      headers: { accept: 'application/json' },
    })
  }
  const codes = async (login: string): Promise<string[]> =>
    (await ask(login, '/api/windows'))
      .json<{ items: { code: string }[] }>()
      .items.map(item => item.code)
      .sort()

  test('a leader has the windows of the own department, a head those of the organ, and nobody those of others', async () => {
    expect(await codes('hanfang')).toEqual(['LDFY-ZX01', 'LDFY-ZX02'])
    expect(await codes('luocz')).toEqual(windows.filter(code => code.startsWith('LDFY-')).sort())
    expect((await ask('hanfang', '/windows/sheets?code=LDFY-ZX01')).statusCode).toBe(200)
    expect((await ask('hanfang', '/windows/sheets?code=LDFY-LA01')).statusCode).toBe(404)
  })

  test('an officer and a stranger have none', async () => {
    expect((await ask('luxm', '/api/windows')).statusCode).toBe(403)
    expect((await ask('luxm', '/windows/sheets')).statusCode).toBe(403)
    expect((await whole.running.app.inject({ url: '/windows/sheets' })).statusCode).toBe(401)
  })

  test('in the browser the page keeps its own content policy and reads back too', async () => {
    const context = await browser.newContext(paper)
    const page = await context.newPage()
    const wrong: string[] = []
    page.on('console', message => {
      if (message.type() === 'error' && !message.location().url.endsWith('/api/demo/clock')) wrong.push(message.text())
    })
    await page.request.post(`${whole.running.url}/api/session`, { data: { login: 'hanfang', password: townPassword } })
    await page.goto(`${whole.running.url}/windows/sheets?code=LDFY-ZX01`)
    expect(read(await page.locator('.sheet').screenshot())).toBe(`${whole.running.url}/w/LDFY-ZX01`)
    await page.setViewportSize({ width: 1366, height: 768 })
    await page.goto(`${whole.running.url}/console/windows`)
    await page.getByRole('link', { name: '打印这张' }).first().waitFor()
    expect(await page.getByRole('link', { name: '打印这张' }).count()).toBe(2)
    expect(wrong).toEqual([])
    await context.close()
  })
})

test('the command says what is wrong', async () => {
  const lines: string[] = []
  const run = (...argv: string[]) =>
    runWindowSheets(argv, { out: line => lines.push(line), err: line => lines.push(line), env: {}, house: whole.running.house })
  expect([await run(), await run('--out', folder, '--unit', 'nowhere'), await run('--nothing'), await run('--help')]).toEqual([1, 1, 1, 0])
  expect(lines.join('\n')).toContain('There is no such unit')
  const one = mkdtempSync(join(tmpdir(), 'huiyin-sheets-'))
  expect(await run('--out', one, '--unit', 'ld.court.enforcement')).toBe(0)
  expect(readdirSync(one).sort()).toEqual(['LDFY-ZX01.html', 'LDFY-ZX02.html', 'all.html'])
})
