import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { chineseLeft, overflow, smallTargets, violations } from './checks.ts'
import { bookReception } from './bookedReception.ts'
import { openBrowser } from './chromium.ts'
import { pagesAt, places, posts } from './console-pages.ts'
import { atRest, hurry, still } from './rest.ts'
import { arrive, sizes } from './story.ts'
import type { Size } from './story.ts'
import { openTown, townPassword } from './town.ts'
import type { Town } from './town.ts'
import { unread } from './unread.ts'

declare const document: any

let browser: Browser
let town: Town
let call = ''
let marking = ''

const api = async (login: string) => {
  const context = await browser.newContext(sizes.desktop)
  await context.request.post(`${town.url}/api/session`, { data: { login, password: townPassword } })
  return { request: context.request, close: () => context.close() }
}

/** A call that ended in the week before, whose record was drawn and lies open before the centre. */
const drawnRecord = async (): Promise<string> => {
  const citizen = await browser.newContext()
  const rated = await citizen.request.post(await town.serve('early'), {
    data: { overall: 1, callback: { wanted: true, how: 'phone', by: 'department', phone: '13900000000' } },
    headers: { 'idempotency-key': 'c-early-one', accept: 'application/json' },
  })
  const { receipt } = (await rated.json()) as { receipt: string }
  await town.beat()
  const leader = await api('hanfang')
  const { items } = (await (await leader.request.get(`${town.url}/api/work`)).json()) as { items: { id: string }[] }
  const act = async ({ request }: typeof leader, matter: string, action: string, input: object = {}) =>
    expect((await request.post(`${town.url}/api/matters/${matter}/actions/${action}`, { data: { input } })).status(), action).toBe(200)
  await act(leader, items[0]!.id, 'record_call', { what_was_wrong: '三张表', cause: 'documents', head: 'mechanism', speed_agreed: false })
  await act(leader, items[0]!.id, 'answer_now', { answer: '三张表合成一张，明天起用' })
  await act(leader, items[0]!.id, 'record_second_contact', { how: 'phone', told: '告诉她表合并了，她说好' })
  await leader.close()
  await town.beat()
  const said = await citizen.request.post(`${town.url}/follow/${receipt.replace(/\D/g, '')}`, { data: { say: 'solved' } })
  expect(said.status()).toBe(200)
  await citizen.close()
  await town.at('2026-09-14T09:00:00+08:00')
  const centre = await api('helq')
  const found = (await (await centre.request.get(`${town.url}/api/matters?kind=marking`)).json()) as { items: { id: string }[] }
  await act(centre, found.items[0]!.id, 'open_record')
  await centre.close()
  return found.items[0]!.id
}

/** A town in which something waits for everybody: a call, a repair under way, an order to the unit, and a report in the sealed lane. */
beforeAll(async () => {
  browser = await openBrowser()
  town = await openTown('2026-09-10T15:00:00+08:00', await freshDatabase())
  marking = await drawnRecord()
  await town.at('2026-09-16T15:00:00+08:00')
  const citizen = await browser.newContext()
  const rate = async (link: string, body: object) =>
    (
      await citizen.request.post(link, { data: body, headers: { 'idempotency-key': `c-${link.slice(-6)}`, accept: 'application/json' } })
    ).status()
  const wish = { wanted: true, how: 'phone', by: 'department', phone: '13900000000' }
  expect(
    await rate(await town.serve('one'), {
      overall: 2,
      levels: { result: 1 },
      reasons: ['same_form_again'],
      words: '抄了三遍',
      callback: wish,
    }),
  ).toBe(201)
  expect(await rate(await town.serve('two'), { overall: 3, sealed: '有人收了两条烟' })).toBe(201)
  expect(await rate(await town.serve('three'), { overall: 1, callback: wish })).toBe(201)
  await town.beat()
  await town.at('2026-09-17T10:00:00+08:00')
  const { request, close } = await api('hanfang')
  const { items } = (await (await request.get(`${town.url}/api/work`)).json()) as { items: { id: string }[] }
  call = items[0]!.id
  const act = async (action: string, input: object, matter = call) =>
    expect((await request.post(`${town.url}/api/matters/${matter}/actions/${action}`, { data: { input } })).status(), action).toBe(200)
  await act('open_number', { purpose: 'first_call' })
  await act('record_call', { what_was_wrong: '三张表', cause: 'documents', head: 'mechanism', speed_agreed: false })
  // Where the citizen agreed to speed the order reaches the unit on the same day.
  await act('record_call', { what_was_wrong: '叫号屏看不清', cause: 'documents', head: 'mechanism', speed_agreed: true }, items[1]!.id)
  await act(
    'order_repair',
    { cause: 'documents', what_to_change: '叫号屏换成大字的，排到第几号写在门口', responsible: '执行窗口负责人', by: '2026-09-23' },
    items[1]!.id,
  )
  const {
    posts: [own],
  } = (await (await request.get(`${town.url}/api/delegations`)).json()) as {
    posts: { unit: string; role: string; deputies: { person: string }[] }[]
  }
  expect(
    (
      await request.post(`${town.url}/api/delegations`, {
        data: {
          unit: own!.unit,
          role: own!.role,
          deputy: own!.deputies[0]!.person,
          from: '2026-09-17',
          until: '2026-09-18',
          reason: '出差两天',
        },
      })
    ).status(),
  ).toBe(201)
  await close()
  const clerk = await api('liaotl')
  const stuck = { window: 'hetian', channel: 'window', whom: 'person', category: 'many_trips', item: '老楼加装电梯', where: '区住建局窗口' }
  const told = { ...stuck, trips: 5, reason: '“先要有他们的意见”', name: '安桂芳', phone: '13900000000', key: crypto.randomUUID() }
  expect((await clerk.request.post(`${town.url}/api/stuck/intake`, { data: told })).status()).toBe(201)
  await clerk.close()
  const taker = await api('chengsu')
  const papers = { point: 'LDFY-SH01', unit: 'ld.court.civil1', officer: '彭川', about: '买卖合同纠纷', name: '柯律师' }
  const bag = await taker.request.post(`${town.url}/api/transfer/intake`, {
    data: { ...papers, papers: [{ kind: '起诉状', copies: 2, pages: 12 }], key: crypto.randomUUID() },
  })
  expect(bag.status()).toBe(201)
  const { matter: bagged } = (await bag.json()) as { matter: string }
  const sealed = await taker.request.post(`${town.url}/api/matters/${bagged}/actions/seal`, {
    data: { input: { bag: 'SH-2609-01', counted: true } },
  })
  expect(sealed.status()).toBe(200)
  await taker.close()
  const registry = await api('panbc')
  const reach = { place: 'liudu_court', about: '买卖合同纠纷', question: '开庭改到哪天', tried: '周四上午打过电话', name: '安桂芳' }
  const asked = { ...reach, phone: '13900000000', channel: 'window', key: crypto.randomUUID() }
  expect((await registry.request.post(`${town.url}/api/reach/intake`, { data: asked })).status()).toBe(201)
  const help = { place: 'liudu_court', need: '孩子看病没有钱', kind: 'illness', name: '安桂芳', channel: 'window', word: true }
  expect((await registry.request.post(`${town.url}/api/hardship/intake`, { data: { ...help, key: crypto.randomUUID() } })).status()).toBe(
    201,
  )
  expect(await bookReception(registry.request, town.url)).toEqual([201, 201])
  await registry.close()
  const visitor = await api('shitz')
  const stations = (await (await visitor.request.get(`${town.url}/api/units?search=ld.police.dukou`)).json()) as { items: { id: string }[] }
  const station = stations.items[0]!.id
  const visit = {
    campaign: 'visits',
    unit: station,
    visitedOn: '2026-09-14',
    place: '临江社区',
    visitors: '石铁柱',
    key: crypto.randomUUID(),
  }
  const concerns = [
    { kind: 'problem', words: '路口绿灯太短，老人过不去', unit: station, phone: '13900000000' },
    { kind: 'suggestion', words: '办事指南贴大一点', settled: { end: 'accepted', told: '当天换了大字的' } },
  ]
  expect((await visitor.request.post(`${town.url}/api/rounds/visits`, { data: { ...visit, concerns } })).status()).toBe(201)
  await visitor.close()
  const zone = await api('luojh')
  const wanted = { place: 'hetian', kind: 'policy', firm: '青禾食品厂', words: '稳岗补贴怎么申领', name: '安桂芳', phone: '13900000000' }
  const firm = { ...wanted, channel: 'window', key: crypto.randomUUID() }
  expect((await zone.request.post(`${town.url}/api/zone/intake`, { data: firm })).status()).toBe(201)
  const ledger = {
    place: 'hetian',
    name: '2025年台账.csv',
    file: 'csv',
    bytes: Buffer.from('类别,日期,结果\n咨询,2025-05-06,已解决\n').toString('base64'),
    mapping: { fields: { kind: '类别', onDay: '日期', ending: '结果' }, constants: {} },
    dryRun: false,
  }
  expect((await zone.request.post(`${town.url}/api/zone/past`, { data: ledger })).status()).toBe(200)
  await zone.close()
  const register = await api('lianggp')
  const standing = { place: '禾田区', level: 'county', unit: '区民政局' }
  const item = { ...standing, online: true, whole: false, visits: 1, instant: false, promised: 5, legal: 20, firstCheck: false }
  const enter = async (kind: string, code: string, body: object): Promise<void> =>
    expect(
      (
        await register.request.post(`${town.url}/api/hall/entries`, {
          data: { kind, code, seen: 0, fromOn: '2026-09-01', why: '登记', body },
        })
      ).status(),
      code,
    ).toBe(201)
  await enter('item', 'SX-1', { ...item, name: '结婚登记', hall: 'in', window: '综合3号窗口', unitCode: 'ht.hall', oneThing: '新婚一件事' })
  await enter('item', 'SX-2', { ...item, name: '最低生活保障审核确认', hall: 'out', reason: '专网没有接通', papers: '申请书、身份证' })
  await enter('window', 'CK-1', { ...standing, name: '婚姻登记处', state: 'apart', reason: '场地没有定' })
  await enter('hall', 'DT-1', { ...standing, name: '禾田区政务服务中心', area: 3600, counters: 49, address: '禾田街66号' })
  await register.close()
  const keeper = await api('boqc')
  const first = async (address: string): Promise<string> =>
    ((await (await keeper.request.get(town.url + address)).json()) as { items: { id: string }[] }).items[0]!.id
  const change = {
    what: 'post_given',
    person: await first('/api/register/people?search=YX0009'),
    unit: await first('/api/units?search=ld.court.enforcement'),
    role: 'leader',
    deputy: 1,
    from: '2026-12-01',
  }
  expect((await keeper.request.post(`${town.url}/api/proposals`, { data: { changes: [change], reason: '任免文件三号' } })).status()).toBe(
    201,
  )
  await keeper.close()
  await citizen.close()
})
afterAll(async () => {
  await browser?.close()
  await town?.close()
})

test('no page is left out: every route of the console stands in the table', () => {
  const routes = ['router', 'roomRoutes']
    .flatMap(file => [...readFileSync(`src/console/${file}.tsx`, 'utf8').matchAll(/\bpath: '([^']+)'/g)])
    .map(found => found[1])
  expect(routes.length).toBeGreaterThan(10)
  expect([...new Set(posts.flatMap(([, pages]) => pages.map(name => places[name]?.route)))].sort()).toEqual(routes.sort())
})

type Language = 'zh' | 'en'

interface Looked {
  readonly size: Size
  readonly where: string
  readonly language: Language
}

declare const history: any

const enlarge = (page: Page, zoom: '' | '1.5'): Promise<void> =>
  page.evaluate(to => {
    // A ring that fades around what was tapped was laid out before.
    for (const ring of document.querySelectorAll('.ant-wave')) ring.remove()
    document.documentElement.style.zoom = to
  }, zoom)

/** Large type is the browser's own: everything must hold at the size people set there. */
const fitsInLargeType = async (page: Page, where: string): Promise<void> => {
  expect.soft(await overflow(page), `${where}: no scrolling sideways in large type`).toBe(0)
}

/** Words of the phone's menu that do not stand in one line. */
const brokenTabs = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.tabs a')]
      .filter((tab: any) => {
        const range = document.createRange()
        range.selectNodeContents(tab.lastChild)
        return new Set([...range.getClientRects()].map((line: any) => Math.round(line.top))).size > 1
      })
      .map((tab: any) => tab.textContent),
  )

/** What holds of every page in either language, at the size it comes in. */
const check = async (page: Page, { size, where, language }: Looked): Promise<void> => {
  expect.soft(await overflow(page), `${where}: no scrolling sideways`).toBe(0)
  if (size === 'phone') expect.soft(await smallTargets(page, 44), `${where}: a finger hits it`).toEqual([])
  if (size === 'phone' && language === 'zh')
    expect.soft(await brokenTabs(page), `${where}: a word of the menu stands in one line`).toEqual([])
  if (language === 'en') expect.soft(await chineseLeft(page), `${where}: English`).toEqual([])
  const [heading, title] = await page.evaluate(() => [document.querySelector('main h1')?.textContent, document.title])
  const names = where.endsWith(' sign-in') ? ['登录', 'Sign in'] : ['回音', 'Huiyin']
  const called = names.map(name => `${String(heading).trim().replaceAll(/\s+/g, ' ')} · ${name}`)
  expect.soft(called, `${where}: the window is called as its page is`).toContain(title)
  if (process.env['HUIYIN_PICTURES'])
    await page.screenshot({ path: `${process.env['HUIYIN_PICTURES']}/console-${where.replace(/[ /]/g, '-')}-${size}.png` })
}

/** By the button that every page has. */
const speak = async (page: Page, language: Language): Promise<void> => {
  await page.locator('button[lang]').first().click()
  await page.locator(`html[lang=${language === 'zh' ? 'zh-CN' : 'en'}]`).waitFor({ state: 'attached' })
}

/** As a link of the menu does, without loading the console anew: that took a third of this test's time. */
const go = async (page: Page, url: string): Promise<void> => {
  if (page.url().startsWith(town.url)) {
    await page.evaluate(to => history.pushState(null, '', to), url)
    // The page before stands until the new one comes.
    await still(page)
  } else await page.goto(url)
  await page.locator('main').first().waitFor()
  // The door alone leads on, to the page that the post begins with.
  if (!url.endsWith('/console/')) expect(page.url(), url).toContain(url)
}

const closePopup = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape')
  await page.locator('.ant-modal:visible, .ant-drawer-mask:visible').waitFor({ state: 'detached' })
}

describe.each(['phone', 'desktop'] as const)('on a %s', (size: Size) => {
  // Each page stands in Chinese on a phone and in English at a desk: each language is seen, and each width.
  const language: Language = size === 'phone' ? 'zh' : 'en'
  /** Pages that several posts share are read by the checker of accessibility for the first of them. */
  const readFor = new Map<string, string>()
  test.each(posts)(
    `%s finds every page of his menu in ${size === 'phone' ? 'Chinese' : 'English, with no Chinese word of ours'} and in large type, without a fault`,
    { timeout: 180_000 },
    async (login, his) => {
      const pages = pagesAt(size, login, his)
      const person = await arrive(browser, town, size)
      await hurry(person.page)
      const { page } = person
      try {
        if (login !== 'nobody') await page.context().request.post(`${town.url}/api/session`, { data: { login, password: townPassword } })
        // Only where it is looked at: a browser that is asked to pass on its requests keeps none of the files it has fetched.
        if (pages.includes('words'))
          await page.route(
            url => url.pathname === '/api/evaluation/words',
            route => route.fulfill({ contentType: 'application/json', body: JSON.stringify(unread) }),
          )
        // A page is laid out anew with each change of size, so every other is met in large type and left as it comes.
        let isLarge = false
        for (const name of pages) {
          const place = places[name]!
          const path = place.path ?? name
          const matter = path === 'matter' ? call : path === 'marking' ? marking : undefined
          await go(page, `${town.url}/console/${matter === undefined ? path : `matters/${matter}`}`)
          await atRest(page)
          const where = `${login} ${name}`
          if (isLarge) {
            if (!place.open) await fitsInLargeType(page, where)
            await enlarge(page, '')
          }
          if (place.open) await place.open(page)
          if (language === 'en' && name === pages[0]) await speak(page, language)
          if (place.open || name === pages[0]) await atRest(page)
          await check(page, { size, where, language })
          const popup = (await page.locator('.ant-modal:visible, .ant-drawer-mask:visible').count()) > 0
          if (!readFor.has(name)) readFor.set(name, login)
          if (readFor.get(name) === login) expect.soft(await violations(page, popup), `${where} ${language}: accessible`).toEqual([])
          const wasLarge: boolean = isLarge && !place.open
          isLarge = !wasLarge && !popup
          if (!wasLarge) {
            await enlarge(page, '1.5')
            await fitsInLargeType(page, where)
            if (!isLarge) await enlarge(page, '')
          }
          if (popup) await closePopup(page)
          // What a key opened was opened by no button.
          if (popup && size === 'desktop' && name !== 'find')
            expect
              .soft(
                await page.evaluate(() => document.activeElement !== document.body),
                `${login} ${name}: closed, the focus is where it was`,
              )
              .toBe(true)
        }
        expect(person.wrong).toEqual([])
      } finally {
        await person.leave()
      }
    },
  )
})

test.each(['phone', 'desktop'] as const)(
  '/hall and an item of it are read on a %s without a fault, and in another language the words looked for stay',
  async size => {
    const citizen = await arrive(browser, town, size)
    const { page } = citizen
    try {
      for (const address of ['/hall?find=登记&lang=zh', '/hall/SX-1?lang=zh', '/hall/SX-2?lang=en&big=1', '/hall?find=没有&lang=en']) {
        await page.goto(town.url + encodeURI(address))
        expect.soft(await violations(page), `${address}: accessible`).toEqual([])
        expect.soft(await overflow(page), `${address}: no scrolling sideways`).toBe(0)
      }
      await page.goto(`${town.url}${encodeURI('/hall?find=结婚&lang=zh')}`)
      await page.locator('nav.tools a[lang=en]').click()
      await page.locator('html[lang=en]').waitFor({ state: 'attached' })
      expect(await page.locator('#find').inputValue()).toBe('结婚')
      expect(await page.locator('h2 a').allTextContents()).toEqual(['结婚登记（禾田区）'])
      expect(citizen.wrong).toEqual([])
    } finally {
      await citizen.leave()
    }
  },
)

test('a clerk sees nothing of ratings: no call, no count, no page of those who watch', async () => {
  const { request, close } = await api('luxm')
  const get = async (path: string) => ({
    status: (await request.get(town.url + path)).status(),
    body: await (await request.get(town.url + path)).text(),
  })
  expect(JSON.parse((await get('/api/matters')).body)).toMatchObject({ items: [] })
  expect(JSON.parse((await get('/api/work')).body)).toMatchObject({ items: [], counts: { mine: 0 } })
  expect((await get(`/api/matters/${call}`)).status).toBe(404)
  expect((await get('/api/discipline/desk')).status).toBe(403)
  const health = JSON.parse((await get('/api/boards/loop-health')).body) as { counts?: { count: number }[] }
  expect((health.counts ?? []).every(one => one.count === 0)).toBe(true)
  expect((await get('/api/boards/evaluation')).body).not.toMatch(/same_form_again|抄了三遍/)
  await close()
})
