/**
 * Pages are written as tagged templates in which every value is escaped, for text and quoted attributes alike. Only
 * what came out of this file is taken as markup: the text sits in a private field, so that no parsed input can pose as it.
 */
export class Html {
  readonly #text: string
  constructor(text: string) {
    this.#text = text
  }
  toString(): string {
    return this.#text
  }
}

export type HtmlValue = Html | string | number | false | null | undefined | readonly HtmlValue[]

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' }

// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g
/** Drops control characters other than tab and line ends, too: no page needs them and some readers stumble. */
export const escapeHtml = (text: string): string => text.replace(controls, '').replace(/[&<>"'`]/g, character => entities[character] ?? '')

const render = (value: HtmlValue): string => {
  if (value instanceof Html) return value.toString()
  if (value === false || value === null || value === undefined) return ''
  if (typeof value === 'object') return value.map(render).join('')
  return escapeHtml(String(value))
}

/** Refuses a value in an unquoted attribute, where escaping would not hold. */
export const html = (strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html => {
  let text = strings[0] ?? ''
  for (const [at, value] of values.entries()) {
    if (strings[at]?.endsWith('=')) throw new Error(`an attribute value without quotes after ${strings[at].slice(-30)}`)
    text += render(value) + (strings[at + 1] ?? '')
  }
  return new Html(text)
}

/** For constants of ours (styles, drawings), never for anything that a person typed. */
export const trusted = (text: string): Html => new Html(text)

/** An attribute without value, with its leading space. */
export const flag = (name: 'checked' | 'hidden' | 'open' | 'required' | 'selected' | 'disabled', on: boolean | undefined): Html =>
  new Html(on ? ` ${name}` : '')

/** Links lead to our own host, to a secure one, or to the telephone; anything else becomes a link to nowhere. */
export const linkTo = (address: string): string => (/^(?:\/(?!\/)|\?|#|https:\/\/|tel:)/i.test(address) ? address : '#')
