import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { countRequests } from './rest.ts'

declare const document: any

/** The page's policy refuses a script tag, so the checker is run through the debugging protocol. An open `popup` hangs below the body, in no landmark, as the library has it. */
export const violations = async (page: Page, popup = false): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  return page.evaluate(
    async open =>
      (
        await (globalThis as never as { axe: typeof axe }).axe.run(document, {
          rules: { region: { enabled: !open } },
          resultTypes: ['violations'],
          // Neither is read by a rule that we ask for: fetching the sheets anew, and a path to each element, took a sixth of its time.
          preload: false,
          selectors: false,
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        })
      ).violations.map(
        one =>
          `${one.id}: ${one.nodes
            .map(
              node =>
                `${node.html.slice(0, 160)} ${node.any
                  .map(any => any.message)
                  .join('; ')
                  .slice(0, 160)}`,
            )
            .join(' | ')}`,
      ),
    popup,
  )
}

/** By how many pixels the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth))

/**
 * What a finger must hit on the console and cannot: lower than `least`, or narrower than it and than 40 px. Links that stand
 * in a line are exempt, whether or not the line says anything else; fields of several lines and lists of choices are not asked.
 */
export const smallTargets = (page: Page, least: number): Promise<string[]> =>
  page.evaluate(
    size =>
      [...document.querySelectorAll('button,a[href],summary,[role=button],[role=combobox],input:not([type=hidden]),label:has(input)')]
        .filter(
          (one: any) =>
            one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
            !one.closest('[aria-hidden=true],.skip') &&
            !(one.matches('input') && one.closest('label,.ant-select')),
        )
        .map((one: any) => ({
          one,
          box: (one.matches('.ant-select input,[role=combobox]') ? (one.closest('.ant-select') ?? one) : one).getBoundingClientRect(),
        }))
        .filter(
          ({ one, box }: any) =>
            box.width > 1 &&
            (box.height < size - 0.5 || box.width < Math.min(size, 40) - 0.5) &&
            !(one.matches('a') && getComputedStyle(one).display === 'inline'),
        )
        .map(
          ({ one, box }: any) =>
            `${one.tagName.toLowerCase()} “${(one.textContent || one.getAttribute('aria-label') || one.className).trim().slice(0, 24)}” ${Math.round(box.width)}×${Math.round(box.height)}`,
        ),
    least,
  )

/**
 * What a trembling finger must hit on a citizens' page and cannot: less than `least` high or wide, whatever it is that one
 * presses or types in. Exempt is a link in a sentence alone (WCAG 2.2, 2.5.8): one whose own paragraph, heading or entry says
 * something beside it. A box or button in its label is as large as the label.
 */
export const hardToHit = (page: Page, least: number): Promise<string[]> =>
  page.evaluate(size => {
    const words = (one: any): string => one.textContent.replace(/\s/g, '')
    const stands = (one: any): any => {
      let block = one.parentElement
      while (getComputedStyle(block).display === 'inline') block = block.parentElement
      return block
    }
    return [...document.querySelectorAll('a[href],button,[role=button],summary,select,textarea,input:not([type=hidden]),label:has(input)')]
      .filter(
        (one: any) =>
          one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
          !one.matches('.skip') &&
          !(one.matches('input') && one.closest('label')) &&
          !(one.matches('a') && getComputedStyle(one).display === 'inline' && words(stands(one)) !== words(one)),
      )
      .map((one: any) => ({ one, box: one.getBoundingClientRect() }))
      .filter(({ box }: any) => box.width < size - 0.5 || box.height < size - 0.5)
      .map(
        ({ one, box }: any) =>
          `${one.tagName.toLowerCase()} “${(one.textContent || one.name).trim().slice(0, 24)}” ${Math.round(box.width)}×${Math.round(box.height)}`,
      )
  }, least)

declare const getComputedStyle: any

/**
 * Notes what a page must never do: ask another host, break a policy, fail in its script. Chromium reports every answer
 * of 400 and more as an error; those that are answers here are named by the caller.
 */
export const watch = (page: Page, home: string, expected: readonly RegExp[] = []): readonly string[] => {
  const wrong: string[] = []
  countRequests(page)
  page.on('request', request => {
    if (!request.url().startsWith(home) && !/^(data|blob):/.test(request.url())) wrong.push(`asked ${request.url()}`)
  })
  page.on('pageerror', error => wrong.push(error.stack ?? error.message))
  page.on('console', message => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    const said = `${message.text()} ${message.location().url}`
    if (!expected.some(one => one.test(said))) wrong.push(said)
  })
  return wrong
}

/** Whoever is not signed in is told so with a 401, and Chromium puts it on its console. */
export const notSignedIn = /401.*\/api\/session$/

/** Words that no page has in English: names of people, places, posts and lines, and what citizens and leaders wrote, stay as they are. */
export const chineseLeft = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = document.documentElement.lang === 'en' ? [] : ['the page says it is in another language']
    const walker = document.createTreeWalker(document.body, 4)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent.trim()
      const holder = node.parentElement
      if (/[\u3400-\u9fff]/.test(text) && holder.checkVisibility() && !holder.closest('[lang^=zh]:not(html)'))
        found.push(`${text} <${holder.className || holder.tagName}>`)
    }
    for (const one of document.querySelectorAll('[aria-label],[placeholder],[title]')) {
      if (one.closest('[lang^=zh]:not(html)')) continue
      for (const name of ['aria-label', 'placeholder', 'title'])
        if (/[\u3400-\u9fff]/.test(one.getAttribute(name) ?? '')) found.push(`${name}: ${one.getAttribute(name)}`)
    }
    return found
  })
