import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { UnitFigures } from '../../src/modules/evaluation/contract.ts'
import { createAccount } from '../../src/org/access/index.ts'
import { freshDatabase } from '../database.ts'
import { overflow, violations } from './checks.ts'
import { openBrowser } from './chromium.ts'
import { hurry, still } from './rest.ts'
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
  const link = await town.serve('state')
  const wish = { wanted: true, how: 'phone', by: 'department', phone: '13900000000' }
  expect(
    (
      await citizen.request.post(link, {
        data: { overall: 2, callback: wish },
        headers: { 'idempotency-key': 'state', accept: 'application/json' },
      })
    ).status(),
  ).toBe(201)
  await citizen.close()
  await town.beat()
})
afterAll(async () => {
  await browser?.close()
  await town?.close()
})

const problem =
  (status: number, because: string, title: string) =>
  (route: Route): Promise<void> =>
    route.fulfill({
      status,
      contentType: 'application/problem+json',
      body: JSON.stringify({ type: `urn:huiyin:${because}`, title, status }),
    })
const answer =
  (body: object) =>
  (route: Route): Promise<void> =>
    route.fulfill({ contentType: 'application/json', body: JSON.stringify(body) })

/** States that the checker of accessibility has read. It reads each where it comes first: each page by itself is read on both devices by the console's test. */
const read = new Set<string>()
const look = async (page: Page, name: string, popup = false): Promise<void> => {
  await still(page)
  if (process.env['HUIYIN_PICTURES']) await page.screenshot({ path: `${process.env['HUIYIN_PICTURES']}/state-${name}.png` })
  const state = name.replace(/-(phone|desktop)$/, '')
  if (!read.has(state)) expect.soft(await violations(page, popup), name).toEqual([])
  read.add(state)
  expect.soft(await overflow(page), name).toBe(0)
}

const askedOf =
  (path: RegExp) =>
  (url: URL): boolean =>
    path.test(url.pathname)

/** Login, page, what it asks for, and what an empty answer of that is. */
const pages = [
  ['hanfang', 'work', /^\/api\/work$/, { items: [], counts: { mine: 0, near: 0, overdue: 0 } }, '眼下没有等您办的事'],
  ['hanfang', 'matters', /^\/api\/matters$/, { items: [] }, '这里还没有内容'],
  [
    'hanfang',
    'evaluation',
    /^\/api\/boards\/evaluation$/,
    { releasedUpTo: null, from: null, levelTitles: [], rows: [] },
    '还没有发布的评价',
  ],
  ['zhouyq', 'loop-health/call_overdue', /^\/api\/boards\/loop-health\/call_overdue$/, { items: [] }, '这一类现在没有件'],
  [
    'guosz',
    'discipline',
    /^\/api\/discipline\/desk$/,
    { opened: [], closedWithoutContact: [], changedAfterContact: [], routedAround: [], rungsMissed: [], chain: { state: 'unknown' } },
    '没有',
  ],
] as const

const open = async (login: string, size: Size, expected: readonly RegExp[] = []): Promise<Person> => {
  const person = await arrive(browser, town, size, expected)
  await hurry(person.page)
  await person.page.context().request.post(`${town.url}/api/session`, { data: { login, password: townPassword } })
  return person
}
/** On the page that the post begins with. */
const begin = async (login: string, size: Size): Promise<Person> => {
  const person = await open(login, size)
  await person.page.goto(`${town.url}/console/`)
  await person.page.locator('#main h1').waitFor()
  return person
}

describe.each(['phone', 'desktop'] as const)('on a %s', (size: Size) => {
  test.each(pages)(
    '%s sees of %s that it loads, that it failed and can be tried again, and that it is empty',
    { timeout: 90_000 },
    async (login, path, asked, empty, words) => {
      const person = await open(login, size, [/500|Failed to load resource/])
      const { page, hand } = person
      const name = `${path.replace('/', '-')}-${size}`
      try {
        let answerNow: () => void = () => {}
        const waits = new Promise<void>(resolve => {
          answerNow = resolve
        })
        await page.route(askedOf(asked), async route => {
          await waits
          await route.fulfill({ contentType: 'application/json', body: JSON.stringify(empty) })
        })
        await page.goto(`${town.url}/console/${path}`)
        await page.getByRole('status', { name: '正在取数据…' }).waitFor()
        await look(page, `loading-${name}`)
        answerNow()
        await page.getByText(words).first().waitFor()
        await look(page, `empty-${name}`)

        await page.unrouteAll()
        await page.route(askedOf(asked), problem(500, 'internal', '服务器出了问题，没有办成。请稍后再试。'))
        await page.goto(`${town.url}/console/${path}`)
        await page.getByText('服务器出了问题').waitFor()
        await look(page, `error-${name}`)
        await page.unrouteAll()
        await page.route(askedOf(asked), answer(empty))
        await hand.press(page.getByRole('button', { name: '再试一次' }))
        await page.getByText(words).first().waitFor()
        expect(person.wrong).toEqual([])
      } finally {
        await person.leave()
      }
    },
  )
})

test('one tap can be taken back by the keyboard within five seconds, and then nothing was sent', { timeout: 60_000 }, async () => {
  const { page, hand, leave } = await begin('hanfang', 'desktop')
  await hand.press(page.locator('.work-item a').first())
  let sent = 0
  page.on('request', request => {
    if (request.method() === 'POST' && request.url().includes('/actions/')) sent++
  })
  await hand.press(page.getByRole('button', { name: '已看到，我来办' }))
  await hand.press(page.getByRole('button', { name: '撤销' }))
  await page.getByText('已撤销，没有提交').waitFor()
  await look(page, 'undone-desktop', true)
  expect(sent).toBe(0)
  await hand.press(page.getByRole('button', { name: '已看到，我来办' }))
  await page.getByText('已办：已看到，我来办').waitFor()
  expect(sent).toBe(1)
  await leave()
})

test.each(['phone', 'desktop'] as const)('a clock tells on a %s day by day how its date came about', async size => {
  const { page, hand, leave } = await begin('hanfang', size)
  const clock = page.locator('.work-item .clock').first()
  if (size === 'phone') await clock.tap()
  // Reaching it is enough: the explanation follows the focus.
  else
    for (let pressed = 0; pressed < 60 && !(await clock.evaluate(one => one === document.activeElement)); pressed++)
      await page.keyboard.press('Tab')
  await page.locator('.because').waitFor()
  expect(await page.locator('.because li').count()).toBeGreaterThan(1)
  await look(page, `clock-${size}`, true)
  await page.keyboard.press('Escape')
  await hand.press(page.getByRole('link', { name: '件', exact: true }))
  await leave()
})

test('a unit is found by some characters with the keyboard alone, the filter stands in the address, and it can be cleared', async () => {
  const { page, hand, leave } = await begin('hanfang', 'desktop')
  await hand.press(page.getByRole('link', { name: '件', exact: true }))
  const unit = page.getByRole('combobox', { name: '单位' })
  await hand.write(unit, '诉讼服务')
  await page.locator('.ant-select-item-option', { hasText: '诉讼服务中心' }).first().waitFor()
  await look(page, 'picker-desktop', true)
  await page.keyboard.press('Enter')
  await page.waitForURL('**unit=**')
  await page.getByText('这里还没有内容').waitFor()
  await hand.press(page.getByRole('button', { name: '清除筛选' }))
  await page.locator('td .number').first().waitFor()
  await leave()
})

test.each(['phone', 'desktop'] as const)(
  'figures stand on a %s as a chart and as a table that says the same, and one kept back says why',
  async size => {
    const { page, hand, leave } = await begin('hanfang', size)
    const row: Omit<UnitFigures, 'unit' | 'unitName' | 'levels'> = {
      batches: 1,
      ratings: 20,
      poor: 3,
      reasons: null,
      calls: null,
      coverage: { rateable: 60, invited: 40, delivered: null, silent: 20, lines: [] },
    }
    const rows: readonly UnitFigures[] = [
      { ...row, unit: 'u1', unitName: '执行局', levels: { overall: { counts: [1, 2, 3, 9, 5], withheldBatches: 0 } } },
      { ...row, unit: 'u2', unitName: '双槐法庭', levels: { overall: { counts: null, withheldBatches: 1 } } },
    ]
    await page.route(
      askedOf(/^\/api\/boards\/evaluation$/),
      answer({
        releasedUpTo: '2026-09-06',
        from: null,
        levelTitles: ['非常不满意', '不满意', '基本满意', '满意', '非常满意'],
        windows: [],
        secondBuckets: [],
        seconds: [],
        rows,
      }),
    )
    await hand.press(page.getByRole('link', { name: '评价情况' }))
    // On a phone each part of a long page is behind its title.
    if (size === 'phone') for (const title of ['各等次份数', '分单位看']) await page.locator('summary', { hasText: title }).tap()
    await page.locator('canvas').waitFor()
    await look(page, `chart-${size}`)
    await hand.press(page.getByRole('button', { name: '看表格' }))
    expect((await page.locator('.chart tbody tr').last().innerText()).replace(/\s+/g, ' ')).toContain('执行局 1 2 3 9 5')
    const kept = page.getByRole('button', { name: '人数太少，不显示' }).first()
    if (size === 'phone') await kept.tap()
    else await kept.focus()
    await page.getByText('就能猜到是谁').waitFor()
    await look(page, `table-${size}`, true)
    await leave()
  },
)

test.each(['phone', 'desktop'] as const)(
  'whoever comes with an initial password can on a %s do nothing but change it, is told what is wrong with a weak one, and then goes on',
  { timeout: 90_000 },
  async size => {
    const login = `first-${size}`
    const { as, city, keys, org } = town.house
    await as({ kind: 'system', city, name: 'import' }, async tx => {
      const person = await org.personByCode(tx, size === 'phone' ? 'YX0045' : 'YX0047')
      await createAccount(tx, keys, city, { login, person: person!.id, password: townPassword, names: [person!.name], mustChange: true })
    })
    // The server's word for a weak password, and for everything else until it is changed.
    const person = await open(login, size, [/40[03]|Failed to load resource/])
    const { page, hand } = person
    try {
      await page.goto(`${town.url}/console/`)
      await page.getByText('这是初始密码').waitFor()
      await look(page, `first-password-${size}`)
      for (const path of ['', 'work', 'matters', 'evaluation', 'windows']) {
        await page.goto(`${town.url}/console/${path}`)
        await page.getByText('这是初始密码').waitFor()
        expect(new URL(page.url()).pathname, path).toBe('/console/account')
      }
      expect(await page.getByRole('navigation').getByRole('link').count()).toBe(0)
      expect((await page.request.get(`${town.url}/api/work`)).status()).toBe(403)

      const type = async (fresh: string, again: string): Promise<void> => {
        await page.reload()
        await hand.write(page.getByLabel('初始密码', { exact: true }), townPassword)
        await hand.write(page.getByLabel('新密码', { exact: true }), fresh)
        await hand.write(page.getByLabel('再输一遍新密码', { exact: true }), again)
        await hand.press(page.getByRole('button', { name: '修改密码', exact: true }))
      }
      await type('Meridian-Harbour-47', 'Meridian-Harbour-48')
      await page.getByText('两次输入的不一样').waitFor()
      await type('123456', '123456')
      await page.locator('.ant-form-item-explain-error').first().waitFor()
      await look(page, `weak-password-${size}`)
      await type('Meridian-Harbour-47', 'Meridian-Harbour-47')
      await page.waitForURL('**/console/work')
      await page.getByText('眼下没有等您办的事').waitFor()
      await look(page, `password-changed-${size}`, true)
      const again = (password: string) =>
        browser.newContext().then(async context => {
          const status = (await context.request.post(`${town.url}/api/session`, { data: { login, password } })).status()
          await context.close()
          return status
        })
      expect([await again(townPassword), await again('Meridian-Harbour-47')]).toEqual([401, 200])
      expect(person.wrong).toEqual([])
    } finally {
      await person.leave()
    }
  },
)

test('a list that was sent to somebody names the unit of its filter, not the number in its address', async () => {
  const { page, leave } = await open('hanfang', 'desktop')
  const { items } = (await (await page.request.get(`${town.url}/api/units?search=ld.court.enforcement`)).json()) as {
    items: { id: string }[]
  }
  await page.goto(`${town.url}/console/matters?unit=${items[0]!.id}`)
  await page.locator('.unit-filter', { hasText: '执行局' }).waitFor()
  expect(await page.locator('main').innerText()).not.toContain(items[0]!.id.slice(0, 8))
  await leave()
})
