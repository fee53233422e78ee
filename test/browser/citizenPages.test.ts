import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lost } from '../architecture/citizenWays.ts'
import { hardToHit, overflow, watch } from './checks.ts'
import { openBrowser } from './chromium.ts'
import { citizenFixtures } from './citizen-fixtures.ts'
import { citizenPages } from './citizen-pages.ts'

// What runs inside the page; this project's types know no browser.
declare const document: any

interface Visited {
  readonly html: string
  /** What was read aloud, one line after the other. */
  readonly spoken: readonly string[]
  /** What stands on the page to be read. */
  readonly seen: string
  /** At the smallest width and on a phone: what is too small, and by how much the page is too wide. */
  readonly small: readonly (readonly [width: number, small: readonly string[], wide: number])[]
}

const widths = [320, 390] as const
let browser: Browser
let site: Awaited<ReturnType<typeof citizenFixtures>>
let page: Page
let wrong: readonly string[]
const visited = new Map<string, Visited>()

/** Voices of no device, and a record of what they are told to say. */
const recorder = (): void => {
  const any = globalThis as any
  any.said = []
  any.SpeechSynthesisUtterance = class {
    readonly text: string
    constructor(text: string) {
      this.text = text
    }
  }
  any.speechSynthesis.getVoices = () => ['zh-CN', 'en-GB'].map(lang => ({ lang, localService: true }))
  any.speechSynthesis.speak = (one: { text: string }) => any.said.push(one.text)
}

/** Large type and every fold opened by hand, then read aloud, as she would. */
const press = (): { html: string; spoken: string[] } => {
  document.querySelector('[data-big]').click()
  for (const fold of document.querySelectorAll('details')) fold.open = true
  document.querySelector('[data-read]').click()
  return { html: document.documentElement.outerHTML, spoken: (globalThis as any).said }
}

/** The browser's own account of what can be seen: of a list what is chosen, without what was typed and without checksums. */
const readable = (): string => {
  for (const list of document.querySelectorAll('main select'))
    list.replaceWith(Object.assign(document.createElement('span'), { textContent: list.selectedOptions[0].text }))
  for (const other of document.querySelectorAll('main textarea,main dd.code')) other.remove()
  return document.querySelector('main').innerText
}

// Each page is opened once for all that is asked of it here: opening is what takes the time.
beforeAll(async () => {
  ;[browser, site] = await Promise.all([openBrowser(), citizenFixtures(citizenPages)])
  page = await (await browser.newContext()).newPage()
  wrong = watch(page, site.url, [/evidence/])
  await page.addInitScript(recorder)
  for (const [at, { name }] of citizenPages.entries()) {
    await page.goto(`${site.url}/page/${at}?lang=zh`, { waitUntil: 'domcontentloaded' })
    const pressed = await page.evaluate(press)
    const small: [number, string[], number][] = []
    for (const width of widths) {
      await page.setViewportSize({ width, height: 740 })
      small.push([width, await hardToHit(page, 60), await overflow(page)])
    }
    visited.set(name, { ...pressed, small, seen: await page.evaluate(readable) })
  }
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})

describe('every citizens’ page', () => {
  test('is opened here under its own name, and none breaks a policy or fails in its script', () => {
    expect([visited.size, wrong]).toEqual([citizenPages.length, []])
  })

  test('keeps large type once its button was pressed, by every link and every form: the type is not asked for again', () => {
    for (const [name, { html }] of visited) expect.soft(lost(html, { lang: 'zh', largeType: true }), name).toEqual([])
  })

  test('is read aloud as a whole, each word once and in the order of the page, because whoever listens sees nothing that was left out', () => {
    const bare = (text: string): string => text.replace(/\s/g, '')
    for (const [name, { spoken, seen }] of visited) expect.soft(bare(spoken.join('')), name).toBe(bare(seen))
  })

  test.each(widths)(
    'has in large type nothing to press that is smaller than 60 px in either direction, at %d px, and does not scroll sideways',
    width => {
      for (const [name, { small }] of visited)
        expect
          .soft(
            small.filter(one => one[0] === width),
            name,
          )
          .toEqual([[width, [], 0]])
    },
  )
})

test('a lone link, a list of choices and a narrow button are found to be small, a link in a sentence is not', async () => {
  await page.goto(`${site.url}/lost?big=1`)
  await page.evaluate(() => {
    const put = (tag: string, inside: readonly (readonly [string, string])[], before = ''): void => {
      const block = document.createElement(tag)
      block.append(before)
      for (const [kind, text] of inside)
        block.append(Object.assign(document.createElement(kind), { textContent: text, ...(kind === 'a' ? { href: '/x' } : {}) }))
      document.querySelector('main').append(block)
    }
    put('p', [['a', '孤零零的一条']])
    put('p', [['a', '句子里的一条']], '请看')
    put('div', [['select', '']])
    put('div', [['button', '窄']])
  })
  expect((await hardToHit(page, 60)).map(one => one.split(' ')[0])).toEqual(['a', 'select', 'button'])
})

test('the answer of the unit, everything that was answered, and what an item asks for are among what is read', () => {
  expect(visited.get('follow')?.spoken).toContain('三张表都要填姓名、地址和电话，老人看不清、填得累。')
  expect(visited.get('stuck, one question: all')?.spoken).toEqual(expect.arrayContaining(['营业执照变更', '13900000000']))
  expect(visited.get('hall, item')?.spoken).toEqual(expect.arrayContaining(['柳渡区 市场监督管理局', '身份证']))
  expect(visited.get('receipt')?.spoken, 'a code is read digit by digit').toContain('4 8 2 1')
})

test('what is folded away is not read before it is opened', async () => {
  await page.goto(`${site.url}/page/${citizenPages.findIndex(one => one.name === 'reach')}?lang=zh`)
  await page.evaluate(() => document.querySelector('[data-read]').click())
  const spoken = await page.evaluate(() => (globalThis as any).said)
  expect(spoken).toContain('已经有回执码了')
  expect(spoken.join()).not.toContain('16位数字')
})

test('on an English page each language is read by a voice of its own', async () => {
  await page.goto(`${site.url}/page/${citizenPages.findIndex(one => one.name === 'hall, item')}?lang=en`)
  const voices = await page.evaluate(() => {
    const any = globalThis as any
    any.speechSynthesis.speak = (one: any) => any.said.push([one.lang, one.voice.lang])
    document.querySelector('[data-read]').click()
    return any.said.map((one: readonly string[]) => one.join())
  })
  expect(new Set(voices)).toEqual(new Set(['zh-CN,zh-CN', 'en,en-GB']))
})
