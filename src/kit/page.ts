import { html, linkTo, trusted } from './html.ts'
import type { Html, HtmlValue } from './html.ts'
import { pageStyle } from './pageStyle.ts'

export type PageLanguage = 'zh' | 'en'

/** What every citizen page is told by its route. */
export interface PageView {
  readonly lang: PageLanguage
  /** Of this answer's content policy; the style is written into the page and carries it. */
  readonly nonce: string
  readonly largeType?: boolean
  /** Address of a kiosk's start page; the screen goes back to it after a minute without a touch. */
  readonly kiosk?: string
  /** Overrides from the programme (`programme.words`). */
  readonly words?: Readonly<Record<string, string>>
  /** What else stands in the address and is kept when language or type change: the words that she looked for. */
  readonly keep?: Readonly<Record<string, string>>
}

/** Where the one browser file of the citizen pages is served. Without it every page still works. */
export const enhancePath = '/citizen/enhance.js'

/** The words that stand around every page; each room brings its own. */
export interface FrameWords {
  readonly brand: string
  readonly big: string
  readonly usual: string
  readonly read: string
  readonly stop: string
  readonly skip: string
  readonly otherLanguage: string
}

/** A room's words begin with these. */
export const frameZh = {
  brand: '回音',
  big: '大字版',
  usual: '标准字',
  read: '读给我听',
  stop: '别读了',
  skip: '直接看内容',
  otherLanguage: 'English',
} as const satisfies FrameWords
export const frameEn: FrameWords = {
  brand: 'Huiyin 回音',
  big: 'Large type',
  usual: 'Usual type',
  read: 'Read to me',
  stop: 'Stop',
  skip: 'Skip to the content',
  otherLanguage: '中文',
}

/** @param say of a room's own words, which keep those of the frame under the same names */
export const frameWords = (say: (word: keyof FrameWords) => string): FrameWords => ({
  brand: say('brand'),
  big: say('big'),
  usual: say('usual'),
  read: say('read'),
  stop: say('stop'),
  skip: say('skip'),
  otherLanguage: say('otherLanguage'),
})

const mark = trusted(
  '<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.6"><rect x="2.5" y="2.5" width="19" height="19" rx="5"/><rect x="8.5" y="8.5" width="7" height="7" rx="2"/></svg>',
)

/**
 * The way to another citizens' page: her language and the type that she reads go with her. Whatever else leads from page to
 * page is a form, and carries both in its fields.
 * @param more what else the next page is asked
 */
export const wayTo = (
  { lang, largeType }: Pick<PageView, 'lang' | 'largeType'>,
  path: string,
  more: Readonly<Record<string, string>> = {},
): string => linkTo(`${path}?${new URLSearchParams({ lang, ...(largeType ? { big: '1' } : {}), ...more }).toString()}`)

/** `stay` leaves out what would load the page anew and so lose what was typed. */
const frameTools = (view: PageView, words: FrameWords, stay: boolean): Html =>
  html`<nav class="tools" aria-label="${words.brand}"><button type="button" data-read data-stop="${words.stop}" hidden>${words.read}</button>${html`<a href="${wayTo({ ...view, largeType: !view.largeType }, '', view.keep)}" data-big="${words.big}" data-usual="${words.usual}"${stay ? trusted(' hidden') : ''}>${view.largeType ? words.usual : words.big}</a>`}${
    !stay &&
    html`<a href="${wayTo({ ...view, lang: view.lang === 'zh' ? 'en' : 'zh' }, '', view.keep)}" lang="${view.lang === 'zh' ? 'en' : 'zh-CN'}">${words.otherLanguage}</a>`
  }</nav>`

export interface PageParts {
  readonly title: string
  readonly main: HtmlValue
  readonly footer?: HtmlValue
  readonly stay?: boolean
  /** Without the browser file, where nothing serves it yet. */
  readonly plain?: boolean
}

export const page = (view: PageView, words: FrameWords, { title, main, footer, stay = false, plain = false }: PageParts): string =>
  `<!doctype html>${html`<html lang="${view.lang === 'zh' ? 'zh-CN' : 'en'}"${view.largeType && trusted(' class="big"')}${view.kiosk !== undefined && html` data-kiosk="${linkTo(view.kiosk)}"`}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="format-detection" content="telephone=no"><title>${title}</title><link rel="icon" href="data:,"><style nonce="${view.nonce}">${trusted(pageStyle)}</style></head><body><a class="skip" href="#main">${words.skip}</a><header><span class="brand">${mark}${words.brand}</span>${frameTools(view, words, stay)}</header><main id="main">${main}</main>${footer !== undefined && html`<footer>${footer}</footer>`}${!plain && html`<script src="${enhancePath}" defer></script>`}</body></html>`}`

/** Numbers of three to five digits become links that call. */
export const withCalls = (sentence: string): Html[] =>
  sentence.split(/(\d{3,5})/).map((part, at) => (at % 2 === 1 ? html`<a href="tel:${part}">${part}</a>` : html`${part}`))

/** A long number in fours, each kept whole, so that it can be read out and copied by hand. */
export const grouped = (digits: string): Html[] =>
  (digits.match(/.{1,4}/g) ?? []).map((four, at) => html`${at > 0 && ' '}<span>${four}</span>`)

/** Words of the city's own inside an English page are marked as Chinese, and they alone, for the voice and for the glyphs. */
export const native = (lang: PageLanguage, text: string): Html =>
  lang === 'zh'
    ? html`${text}`
    : html`${text.split(/(\p{Script=Han}(?:[^A-Za-z]*[\p{Script=Han}。）〕”])?)/u).map((part, at) => (at % 2 === 1 ? html`<span lang="zh-CN">${part}</span>` : html`${part}`))}`
