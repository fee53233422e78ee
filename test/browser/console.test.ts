import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { overflow, smallTargets, violations } from './checks.ts'
import { openBrowser } from './chromium.ts'
import { arrive, sizes } from './story.ts'
import type { Size } from './story.ts'
import { openTown, townPassword } from './town.ts'
import type { Town } from './town.ts'

declare const document: any
declare const localStorage: any

let browser: Browser
let town: Town
let call = ''

const api = async (login: string) => {
  const context = await browser.newContext(sizes.desktop)
  await context.request.post(`${town.url}/api/session`, { data: { login, password: townPassword } })
  return { request: context.request, close: () => context.close() }
}

/** A town in which something waits for everybody: a call, a repair under way, and a report in the sealed lane. */
beforeAll(async () => {
  browser = await openBrowser()
  town = await openTown('2026-09-16T15:00:00+08:00', await freshDatabase())
  const citizen = await browser.newContext()
  const rate = async (link: string, body: object) => (await citizen.request.post(link, { data: body, headers: { 'idempotency-key': `c-${link.slice(-6)}`, accept: 'application/json' } })).status()
  const wish = { wanted: true, how: 'phone', by: 'department', phone: '13900000000' }
  expect(await rate(await town.serve('one'), { overall: 2, levels: { result: 1 }, reasons: ['same_form_again'], words: '抄了三遍', callback: wish })).toBe(201)
  expect(await rate(await town.serve('two'), { overall: 3, sealed: '有人收了两条烟' })).toBe(201)
  expect(await rate(await town.serve('three'), { overall: 1, callback: wish })).toBe(201)
  await town.beat()
  await town.at('2026-09-17T10:00:00+08:00')
  const { request, close } = await api('hanfang')
  const { items } = await (await request.get(`${town.url}/api/work`)).json() as { items: { id: string }[] }
  call = items[0]!.id
  const act = async (action: string, input: object) => expect((await request.post(`${town.url}/api/matters/${call}/actions/${action}`, { data: { input } })).status(), action).toBe(200)
  await act('open_number', { purpose: 'first_call' })
  await act('record_call', { what_was_wrong: '三张表', cause: 'documents', head: 'mechanism', speed_agreed: false })
  await close()
  await citizen.close()
})
afterAll(async () => { await browser?.close(); await town?.close() })

/** Posts of the cast and the pages that each finds in its menu. */
const posts = [
  ['hanfang', ['work', 'matters', 'evaluation', 'matter', 'card']], ['luocz', ['work', 'matters', 'evaluation']], ['helq', ['work', 'loop-health', 'matters', 'evaluation']],
  ['zhouyq', ['loop-health', 'loop-health/call_overdue', 'matters', 'evaluation', 'work']], ['guosz', ['discipline', 'work', 'matters', 'evaluation', 'report']],
  ['guxc', ['import']], ['boqc', ['none']], ['yuwl', ['discipline']], ['luxm', ['work', 'matters', 'evaluation']],
] as const

/** Words that no page has in English: names of people, places, posts and lines, and what citizens and leaders wrote, stay as they are. */
const chineseLeft = (page: Page): Promise<string[]> => page.evaluate(() => {
  const found: string[] = document.documentElement.lang === 'en' ? [] : ['the page says it is in another language']
  const walker = document.createTreeWalker(document.body, 4)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim()
    const holder = node.parentElement
    if (/[\u3400-\u9fff]/.test(text) && holder.checkVisibility() && !holder.closest('[lang^=zh]:not(html)')) found.push(`${text} <${holder.className || holder.tagName}>`)
  }
  for (const one of document.querySelectorAll('[aria-label],[placeholder],[title]')) {
    if (one.closest('[lang^=zh]:not(html)')) continue
    for (const name of ['aria-label', 'placeholder', 'title']) if (/[\u3400-\u9fff]/.test(one.getAttribute(name) ?? '')) found.push(`${name}: ${one.getAttribute(name)}`)
  }
  return found
})

const settled = async (page: Page): Promise<void> => {
  await page.locator('main').first().waitFor()
  await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' })
  // Not until the network is idle: live screens keep a line open.
  await page.waitForTimeout(700)
}

describe.each(['phone', 'desktop'] as const)('on a %s', (size: Size) => {
  test.each(posts)('%s finds every page of his menu in both languages and in large type, without a fault, and in English no Chinese word of ours', { timeout: 180_000 }, async (login, pages) => {
    const person = await arrive(browser, town, size)
    const { page } = person
    try {
      await page.context().request.post(`${town.url}/api/session`, { data: { login, password: townPassword } })
      for (const language of ['zh', 'en'] as const) {
        await page.goto(`${town.url}/console/sign-in`)
        await page.evaluate(chosen => { localStorage.setItem('huiyin.language', chosen) }, language)
        for (const name of pages) {
          const where = `${login} ${name} ${language}`
          const path = name === 'card' || name === 'matter' ? `matters/${call}` : name === 'none' ? '' : name === 'report' ? 'work' : name
          await page.goto(`${town.url}/console/${path}`)
          await settled(page)
          if (name === 'report') {
            await page.locator('.work-item a').first().click()
            await settled(page)
          }
          if (name === 'card') {
            await page.locator('.action-bar button').first().click()
            await page.locator('.ant-drawer form').waitFor()
            await page.waitForTimeout(400)
          }
          expect.soft(await violations(page), `${where}: accessible`).toEqual([])
          expect.soft(await overflow(page), `${where}: no scrolling sideways`).toBe(0)
          if (size === 'phone') expect.soft(await smallTargets(page, 44), `${where}: a finger hits it`).toEqual([])
          if (language === 'en') expect.soft(await chineseLeft(page), `${where}: English`).toEqual([])
          // Large type is the browser's own: everything must hold at the size people set there.
          await page.evaluate(() => { document.documentElement.style.zoom = '1.5' })
          expect.soft(await overflow(page), `${where}: no scrolling sideways in large type`).toBe(0)
          await page.evaluate(() => { document.documentElement.style.zoom = '' })
          if (process.env['HUIYIN_PICTURES']) await page.screenshot({ path: `${process.env['HUIYIN_PICTURES']}/console-${login}-${name.replace('/', '-')}-${language}-${size}.png` })
        }
      }
      expect(person.wrong).toEqual([])
    } finally {
      await person.leave()
    }
  })
})

test('a clerk sees nothing of ratings: no call, no count, no page of those who watch', async () => {
  const { request, close } = await api('luxm')
  const get = async (path: string) => ({ status: (await request.get(town.url + path)).status(), body: await (await request.get(town.url + path)).text() })
  expect(JSON.parse((await get('/api/matters')).body)).toMatchObject({ items: [] })
  expect(JSON.parse((await get('/api/work')).body)).toMatchObject({ items: [], counts: { mine: 0 } })
  expect((await get(`/api/matters/${call}`)).status).toBe(404)
  expect((await get('/api/discipline/desk')).status).toBe(403)
  const health = JSON.parse((await get('/api/boards/loop-health')).body) as { counts?: { count: number }[] }
  expect((health.counts ?? []).every(one => one.count === 0)).toBe(true)
  expect((await get('/api/boards/evaluation')).body).not.toMatch(/same_form_again|抄了三遍/)
  await close()
})
