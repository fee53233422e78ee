import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { overflow, smallTargets, violations } from './checks.ts'
import { openBrowser } from './chromium.ts'
import { atRest, hurry } from './rest.ts'
import { arrive } from './story.ts'
import type { Person, Size } from './story.ts'
import { openTown, townPassword } from './town.ts'
import type { Town } from './town.ts'

declare const document: any

let browser: Browser
let town: Town
beforeAll(async () => {
  browser = await openBrowser()
  town = await openTown('2026-09-16T15:00:00+08:00', await freshDatabase())
  const citizen = await browser.newContext()
  for (const name of ['one', 'two']) {
    const link = await town.serve(name)
    expect(
      (
        await citizen.request.post(link, {
          data: { overall: 1, callback: { wanted: true, how: 'phone', by: 'department', phone: '13900000000' } },
          headers: { 'idempotency-key': `d-${name}`, accept: 'application/json' },
        })
      ).status(),
    ).toBe(201)
  }
  await citizen.close()
  await town.beat()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await town?.close()
})

const comeAs = async (login: string, size: Size, path = ''): Promise<Person> => {
  const person = await arrive(browser, town, size)
  await hurry(person.page)
  await person.page.context().request.post(`${town.url}/api/session`, { data: { login, password: townPassword } })
  await person.page.goto(`${town.url}/console/${path}`)
  await person.page.locator('main h1').first().waitFor()
  return person
}
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '')

test(
  'from the keyboard alone: a key finds, a key helps, j and k walk the list, Enter opens, g goes; none of them while one types',
  { timeout: 60_000 },
  async () => {
    const person = await comeAs('hanfang', 'desktop', 'work')
    const { page } = person
    await page.locator('.work-item').first().waitFor()
    await page.keyboard.press('j')
    const first = await focused(page)
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    expect(await focused(page)).toBe(first)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/matters\/[0-9a-f-]{36}/)
    const number = (await page.locator('h1 .number').textContent())!
    await page.keyboard.press('g')
    await page.keyboard.press('m')
    await page.waitForURL(/\/console\/matters$/)
    await page.keyboard.press('/')
    const field = page.locator('.ant-modal input')
    await field.waitFor()
    expect(await field.inputValue()).toBe('')
    // A number with a 2 to 9, a J or a K in it is typed and walks nowhere.
    await page.keyboard.type(number.slice(2, 7))
    await page.locator('.found a', { hasText: number }).click()
    await page.waitForURL(/\/matters\/[0-9a-f-]{36}/)
    await page.locator('.ant-modal').waitFor({ state: 'hidden' })
    await page.keyboard.press('?')
    await page.locator('.ant-drawer .help-sentences').waitFor()
    await page.getByRole('checkbox', { name: '使用单键快捷键' }).click()
    await page.keyboard.press('Escape')
    await page.locator('.ant-drawer .help-sentences').waitFor({ state: 'hidden' })
    await page.keyboard.press('/')
    await atRest(page)
    expect(await page.locator('.ant-modal input').count()).toBe(0)
    // Remembered for the person, wherever he signs in.
    await page.reload()
    await page.locator('main h1').first().waitFor()
    await atRest(page)
    await page.keyboard.press('?')
    await atRest(page)
    expect(await page.locator('.ant-drawer .help-sentences').count()).toBe(0)
    expect(person.wrong).toEqual([])
    await person.leave()
  },
)

test('the bell says that a call waits and leads to it; what was opened is read', { timeout: 60_000 }, async () => {
  const person = await comeAs('hanfang', 'phone', 'evaluation')
  const { page, hand } = person
  const bell = page.locator('[data-tour=bell]')
  await page.getByRole('button', { name: /提醒，\d+条未读/ }).waitFor()
  const before = Number(/\d+/.exec((await bell.getAttribute('aria-label'))!)![0])
  await hand.press(bell)
  await hand.press(page.locator('.bell-unread a', { hasText: '待回访' }).first())
  await page.waitForURL(/\/matters\/[0-9a-f-]{36}/)
  await page.waitForFunction(
    n => Number(/\d+/.exec(document.querySelector('[data-tour=bell]').getAttribute('aria-label'))?.[0] ?? 0) === n,
    before - 1,
  )
  await hand.press(bell)
  await atRest(page)
  await hand.press(page.getByRole('button', { name: '全部标为已读' }))
  await page.waitForFunction(() => document.querySelector('[data-tour=bell]').getAttribute('aria-label') === '提醒')
  expect(person.wrong).toEqual([])
  await person.leave()
})

test('a filter is kept under a name, opens with the page, and stays away when somebody takes it off', { timeout: 60_000 }, async () => {
  const person = await comeAs('shenyue', 'desktop', 'matters?state=all')
  const { page } = person
  await page.getByRole('button', { name: '存为常用' }).click()
  await page.getByLabel('起个名字').fill('全都看')
  await page.locator('.ant-modal button[type=submit]').click()
  await page.locator('.views button', { hasText: '全都看' }).waitFor()
  await page.locator('.ant-modal').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '管理' }).click()
  await page.getByRole('checkbox', { name: '打开这页时先用它' }).click()
  await page.getByRole('checkbox', { name: '打开这页时先用它', checked: true }).waitFor()
  await page.goto(`${town.url}/console/matters`)
  await page.waitForURL(/state=all/)
  await page.getByRole('button', { name: '清除筛选' }).click()
  await page.waitForURL(/plain=true/)
  await atRest(page)
  expect(page.url()).not.toContain('state=all')
  expect(person.wrong).toEqual([])
  await person.leave()
})

describe('the tour', () => {
  // Officer, leader, head, 政法委, callback centre, discipline, and the three administrators.
  const walk = ['luxm', 'hanfang', 'luocz', 'zhouyq', 'huifang', 'guosz', 'guxc', 'boqc', 'yuwl'].flatMap(login =>
    (login === 'hanfang' || login === 'luxm' ? (['desktop', 'phone'] as const) : (['desktop'] as const)).map(
      size => [login, size] as const,
    ),
  )
  test.each(walk)(
    'of %s on a %s frames something at each step; of two posts, can be left and gone on with, and is not offered again',
    { timeout: 120_000 },
    async (login, size) => {
      // Leaving and going on is of no post's own: the officer does it at a desk and the leader on a phone.
      const isLeft = (login === 'luxm' && size === 'desktop') || (login === 'hanfang' && size === 'phone')
      const person = await comeAs(login, size)
      const { page } = person
      const next = page.locator('.tour .ant-btn-primary')
      const step = async (n: number): Promise<void> => {
        await page.locator('.tour h2', { hasText: `第${n}步` }).waitFor()
        // One thing is framed, and the step has the focus: what shows it comes a moment after the heading.
        await page.waitForFunction(
          nth => document.querySelectorAll('.tour-target').length === 1 && document.activeElement?.textContent?.includes(`第${nth}步`),
          n,
        )
      }
      if ((await page.getByRole('button', { name: '开始', exact: true }).count()) > 0)
        await page.getByRole('button', { name: '开始', exact: true }).click()
      else {
        await page.locator('[data-tour=help]').click()
        await page.getByRole('button', { name: /看一遍带看|十分钟带看/ }).click()
      }
      await step(1)
      const steps = Number(/共(\d+)步/.exec((await page.locator('.tour h2').textContent())!)![1])
      expect(steps).toBeGreaterThanOrEqual(7)
      expect(await violations(page)).toEqual([])
      expect(await overflow(page)).toBe(0)
      if (size === 'phone') expect(await smallTargets(page, 44)).toEqual([])
      await next.click()
      await step(2)
      if (isLeft) {
        await page.keyboard.press('Escape')
        await page.locator('.tour').waitFor({ state: 'detached' })
        await atRest(page)
        // Where he was is kept by the server: whoever loads the page anew, here on a phone, finds it too.
        if (size === 'phone') await page.reload()
        await page.locator('[data-tour=help]').click()
        await page.getByRole('button', { name: '接着带看（第2步）' }).click()
        // A drawer that has gone does not take the focus back from the step.
        await step(2)
        await page.locator('.ant-drawer-mask').waitFor({ state: 'detached' })
        await atRest(page)
        await step(2)
      }
      for (let n = 2; n <= steps; n++) {
        await step(n)
        if (process.env['HUIYIN_PICTURES'] && n === 3)
          await page.screenshot({ path: `${process.env['HUIYIN_PICTURES']}/tour-${login}-${size}.png` })
        await next.click()
      }
      await page.locator('.tour').waitFor({ state: 'detached' })
      if (isLeft) {
        await atRest(page)
        await page.goto(`${town.url}/console/`)
        await page.locator('main h1').first().waitFor()
        await atRest(page)
        expect(await page.getByRole('button', { name: '开始', exact: true }).count()).toBe(0)
      }
      expect(person.wrong).toEqual([])
      await person.leave()
    },
  )
})
