import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { overflow, violations } from './checks.ts'
import { openBrowser } from './chromium.ts'
import { citizenFixtures } from './citizen-fixtures.ts'

// What runs inside the page; this project's types know no browser.
declare const document: any
declare const getComputedStyle: any
declare const indexedDB: any
declare const localStorage: any
declare const sessionStorage: any

let browser: Browser
let site: Awaited<ReturnType<typeof citizenFixtures>>
beforeAll(async () => {
  ;[browser, site] = await Promise.all([openBrowser(), citizenFixtures()])
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

const phone = { viewport: { width: 360, height: 740 } }
const desk = { viewport: { width: 1366, height: 768 } }

/** A page of its own that fails the test when it calls anywhere but the loopback server, or when a script breaks a policy. */
async function visit(address: string, options: BrowserContextOptions, work: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext(options)
  const wrong: string[] = []
  try {
    const page = await context.newPage()
    page.on('request', request => {
      if (!request.url().startsWith(site.url) && !request.url().startsWith('data:')) wrong.push(`asked ${request.url()}`)
    })
    page.on('pageerror', error => wrong.push(error.message))
    page.on('console', message => {
      if (message.text().includes('Content Security Policy') || message.text().includes('Trusted')) wrong.push(message.text())
    })
    await page.goto(site.url + address)
    await work(page)
    expect(wrong).toEqual([])
  } finally {
    await context.close()
  }
}

const openAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const part of document.querySelectorAll('details')) part.open = true
  })

const addresses = [
  '/r/token',
  '/r/standing',
  '/r/three',
  '/receipt',
  '/receipt?wish=none',
  '/receipt?at=waiting',
  '/receipt?at=released',
  '/receipt?at=fault',
  '/roots',
  '/window-used',
  '/trouble',
  '/change',
  '/follow/1',
  '/lost',
]
const usual = ['lang=zh', 'lang=en']

// Large type is the harder the smaller the screen: it is looked at on a phone.
describe.each([
  ['a phone', phone, [...usual, 'lang=zh&big=1', 'lang=en&big=1']],
  ['a desk', desk, usual],
] as const)('on %s', (_name, options, versions) => {
  test.each(addresses.flatMap(address => versions.map(version => `${address}${address.includes('?') ? '&' : '?'}${version}`)))(
    '%s has no accessibility fault, folded or opened, and never scrolls sideways',
    async address => {
      await visit(address, options, async page => {
        expect(await violations(page)).toEqual([])
        if ((await page.locator('details').count()) > 0) {
          await openAll(page)
          expect(await violations(page)).toEqual([])
        }
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(options.viewport.width)
      })
    },
  )
})

test('the checker itself sees a planted fault', async () => {
  await visit('/lost', phone, async page => {
    await page.evaluate(() => {
      document.querySelector('main').append(Object.assign(document.createElement('input'), { type: 'text' }))
    })
    expect((await violations(page)).join()).toContain('label')
  })
})

test.each([
  ['', 44, 18],
  ['?big=1', 60, 22],
] as const)('/r/token%s: whatever can be pressed is %d px in both directions, and type is %d px at the least', async (query, tap, type) => {
  await visit(`/r/token${query}`, phone, async page => {
    await openAll(page)
    const small = await page.evaluate(
      least =>
        [...document.querySelectorAll('main button,main summary,main .face,main .choice,main .field,header a')]
          .filter((one: any) => one.offsetParent !== null)
          .map((one: any) => ({ box: one.getBoundingClientRect(), text: one.textContent?.trim().slice(0, 20) }))
          .filter((one: any) => one.box.width < least || one.box.height < least)
          .map((one: any) => `${one.text} ${one.box.width}×${one.box.height}`),
      tap,
    )
    expect(small).toEqual([])
    const sizes = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter(
          (one: any) => one.checkVisibility() && [...one.childNodes].some((node: any) => node.nodeType === 3 && node.textContent?.trim()),
        )
        .map((one: any) => parseFloat(getComputedStyle(one).fontSize)),
    )
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(type)
  })
})

/** Lines, letters and words as far apart as somebody may set them for whom print runs together (WCAG 2.2, 1.4.12). */
const setApart = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const style = document.createElement('style')
    style.nonce = document.querySelector('style').nonce
    style.textContent =
      '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}'
    document.head.append(style)
  })

test('at 320 px, which is a desk at four times its size, no page scrolls sideways, in either language and with the letters set apart', async () => {
  await visit('/lost', { viewport: { width: 320, height: 568 } }, async page => {
    for (const address of addresses)
      for (const language of usual) {
        await page.goto(`${site.url}${address}${address.includes('?') ? '&' : '?'}${language}`)
        await openAll(page)
        const wide = await overflow(page)
        await setApart(page)
        expect.soft([wide, await overflow(page)], `${address} ${language}`).toEqual([0, 0])
      }
  })
})

test('on a small phone the unit, the promises, the faces and the button stand on the first screen', async () => {
  await visit('/r/token', phone, async page => {
    for (const part of ['h1', '.promises', '.faces >> nth=0', 'main button.button >> nth=0']) {
      const box = await page.locator(part).first().boundingBox()
      expect((box?.y ?? 9999) + (box?.height ?? 0), part).toBeLessThanOrEqual(740)
    }
  })
})

test.each([
  ['with script', true],
  ['without script', false],
])('three taps are enough, %s: the link, a face, the button', async (_name, javaScriptEnabled) => {
  const before = site.posts.length
  await visit('/r/token', { ...phone, javaScriptEnabled, hasTouch: true }, async page => {
    await page.locator('.face').nth(1).tap()
    await page.getByRole('button', { name: '交上去', exact: true }).tap()
    await page.waitForURL('**/receipt**')
    expect(await page.locator('h1').textContent()).toBe('收到了，谢谢您说实话')
    expect(site.posts.length).toBe(before + 1)
    expect(site.posts.at(-1)).toMatchObject({ overall: '4', key: '4f5e0e1a-6f0c-4c57-9f4f-0d2c9a0b7c11', lang: 'zh' })
    for (const field of ['attitude', 'conduct', 'ability', 'result', 'wish', 'reason']) expect(site.posts.at(-1)).not.toHaveProperty(field)
  })
})

test('the whole form goes without script, and comes back as it was when something is wrong', async () => {
  await visit('/r/token', { ...phone, javaScriptEnabled: false }, async page => {
    await page.getByRole('button', { name: '交上去', exact: true }).click()
    expect(await page.getByRole('alert').textContent()).toContain('请至少点一个脸')
    await page.locator('summary', { hasText: '要不要给您回个话' }).click()
    await page.getByLabel('打电话给我', { exact: true }).check()
    await page.getByLabel('换一个号码').check()
    await page.getByLabel('电话号码').fill('13900000000')
    await page.getByRole('button', { name: '交上去', exact: true }).click()
    expect(await page.getByLabel('电话号码').inputValue()).toBe('13900000000')
    await page.locator('summary', { hasText: '还想说什么' }).click()
    await page.locator('#at-words').fill('地址写了三回')
    await page.getByRole('button', { name: '都写好了，交上去' }).click()
    await page.waitForURL('**/receipt?wish=phone**')
    expect(site.posts.at(-1)).toMatchObject({ words: '地址写了三回', wish: 'phone', number: 'other', phone: '13900000000' })
  })
})

test('the keyboard alone completes it, and the focus can be seen on the way', async () => {
  await visit('/r/token', desk, async page => {
    let outline = ''
    for (let pressed = 0; pressed < 12 && (await page.evaluate(() => document.activeElement?.name)) !== 'overall'; pressed += 1)
      await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    outline = await page.evaluate(() => getComputedStyle(document.activeElement?.closest('.face')).outlineStyle)
    expect(outline).toBe('solid')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/receipt**')
    expect(Number(site.posts.at(-1)?.overall)).toBeLessThanOrEqual(5)
  })
})

test('after a poor face the questions open and stay unanswered; after a good one they stay folded', async () => {
  await visit('/r/token', phone, async page => {
    await page.locator('[name=overall][value="4"]').check()
    expect(await page.locator('details[data-opens][open]').count()).toBe(0)
    await page.locator('[name=overall][value="2"]').check()
    expect(await page.locator('details[data-opens][open]').count()).toBe(2)
    expect(await page.locator(':checked').count()).toBe(1)
  })
})

test('a chosen face looks the same whichever it is, for eyes from the side', async () => {
  await visit('/r/token', phone, async page => {
    const looks = new Set<string>()
    for (const level of [1, 2, 3, 4, 5]) {
      await page.locator(`[name=overall][value="${level}"]`).check()
      await page.waitForTimeout(250)
      looks.add(
        await page
          .locator('.face:has(:checked)')
          .first()
          .evaluate(one => {
            const style = getComputedStyle(one)
            return [style.backgroundColor, style.borderColor, style.fontWeight].join()
          }),
      )
    }
    expect(looks.size).toBe(1)
  })
})

test('a lost line loses nothing: the rating waits in the page and goes out once, under one key', async () => {
  const before = site.posts.length
  await visit('/r/token', phone, async page => {
    await page.locator('[name=overall][value="1"]').check()
    await page.context().setOffline(true)
    await page.getByRole('button', { name: '交上去', exact: true }).click()
    await page.getByText('网络不通').waitFor()
    expect(site.posts.length).toBe(before)
    await page.context().setOffline(false)
    await page.waitForURL('**/receipt**', { timeout: 20_000 })
    expect(site.posts.length).toBe(before + 1)
  })
})

test('a busy server is asked again after its own time, and nothing is sent twice', async () => {
  const before = site.posts.length
  site.fail(2)
  await visit('/r/token', phone, async page => {
    await page.locator('[name=overall][value="5"]').check()
    await page.getByRole('button', { name: '交上去', exact: true }).click()
    await page.waitForURL('**/receipt**', { timeout: 20_000 })
    expect(site.posts.length).toBe(before + 1)
  })
})

test.each([
  ['with script', true],
  ['without script', false],
])(
  'afterwards nothing of the rating is left in the browser, %s: no storage, no cookie, and going back shows nothing (N-11)',
  async (_name, javaScriptEnabled) => {
    await visit('/lost', { ...phone, javaScriptEnabled }, async page => {
      await page.goto(`${site.url}/r/token`)
      await page.locator('[name=overall][value="1"]').check()
      await page.locator('summary', { hasText: '还想说什么' }).click()
      await page.locator('#at-words').fill('有人让我改口')
      await page.getByRole('button', { name: '都写好了，交上去' }).click()
      await page.waitForURL('**/receipt**')
      await page.goBack()
      expect(page.url()).toContain(javaScriptEnabled ? '/lost' : '/r/token')
      expect(await page.locator('[name=overall]:checked').count()).toBe(0)
      for (const text of await page.locator('textarea').all()) expect(await text.inputValue()).toBe('')
      expect(
        await page.evaluate(async () => [
          localStorage.length,
          sessionStorage.length,
          document.cookie,
          (await indexedDB.databases()).length,
        ]),
      ).toEqual([0, 0, '', 0])
      expect((await page.context().cookies()).length).toBe(0)
    })
  },
)

test('large type is a press away and keeps what was typed', async () => {
  await visit('/r/token', phone, async page => {
    await page.locator('[name=overall][value="3"]').check()
    await page.getByRole('button', { name: '大字版' }).click()
    expect(await page.locator('html').getAttribute('class')).toBe('big')
    expect(await page.locator('[name=overall][value="3"]').isChecked()).toBe(true)
    await page.getByRole('button', { name: '交上去', exact: true }).click()
    await page.waitForURL('**/receipt**big=1**')
  })
})

test.each([
  [true, true],
  [false, false],
])(
  'reading aloud is offered only with a voice of this device (here: %s), since a remote voice would carry the words away',
  async (localService, offered) => {
    await visit('/lost', phone, async page => {
      await page.addInitScript(local => {
        ;(globalThis as any).speechSynthesis.getVoices = () => [{ lang: 'zh-CN', localService: local }]
      }, localService)
      await page.goto(`${site.url}/r/token`)
      expect(await page.locator('[data-read]').isVisible()).toBe(offered)
    })
  },
)

test('writing in the sealed way ticks it, so that a missed tick sends no report to the wrong place', async () => {
  await visit('/r/token', phone, async page => {
    await page.locator('summary', { hasText: '有人要钱要物' }).click()
    await page.locator('#at-sealed_words').fill('有人收烟')
    expect(await page.locator('[name=sealed]').isChecked()).toBe(true)
  })
})

test('the citizen says on the follow page that it is not solved, without script', async () => {
  await visit('/follow/4821073359161204', { ...phone, javaScriptEnabled: false }, async page => {
    await page.getByRole('button', { name: '没解决，请再办' }).click()
    expect(await page.getByRole('status').textContent()).toContain('收到了')
  })
})
