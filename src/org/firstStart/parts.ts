import { flag, html } from '../../kit/html.ts'
import type { Html, HtmlValue } from '../../kit/html.ts'
import { frameWords, page } from '../../kit/page.ts'
import type { PageLanguage } from '../../kit/page.ts'
import type { FoundingOrgan } from './unitNames.ts'
import { setupWordsOf } from './words.ts'
import type { SaySetup, SetupWord } from './words.ts'

export interface SetupFault {
  readonly field: string
  readonly sentence: string
}

export interface SetupFrame {
  readonly lang: PageLanguage
  readonly nonce: string
  readonly faults?: readonly SetupFault[]
}

/** A page of an opened setup; `key` stands in its form and nowhere else, so no other page can make a browser send it. */
export interface StepFrame extends SetupFrame {
  readonly key: string
}

export const sayDay = (lang: PageLanguage, day: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  return lang === 'zh' ? `${year}年${month}月${date}日` : day
}

export const shell = (view: SetupFrame, main: HtmlValue, stay: boolean): string => {
  const say = setupWordsOf(view.lang)
  return page({ lang: view.lang, nonce: view.nonce }, frameWords(say), { title: say('title'), main, stay, plain: true })
}

export const faultsBox = (view: SetupFrame, say: SaySetup): Html | false =>
  (view.faults?.length ?? 0) > 0 &&
  html`<div class="faults" role="alert"><p class="q">${say('faults')}</p><ul>${view.faults?.map(fault => html`<li>${fault.field === '' ? fault.sentence : html`<a href="#${fault.field}">${fault.sentence}</a>`}</li>`)}</ul></div>`

export const hidden = (view: StepFrame, more: Readonly<Record<string, string>> = {}): Html[] =>
  Object.entries({ key: view.key, lang: view.lang, ...more }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )

export interface Field {
  readonly name: 'code' | 'region' | 'regionName' | 'name' | 'login' | 'password' | 'again' | FoundingOrgan
  readonly label: SetupWord
  readonly hint?: SetupWord
  readonly value?: string
  readonly kind?: 'password'
  /** May be left empty. */
  readonly free?: boolean
  readonly complete: 'off' | 'name' | 'username' | 'new-password' | 'organization'
}

export const field = (view: SetupFrame, say: SaySetup, { name, label, hint, value = '', kind, free, complete }: Field): Html => {
  const wrong = view.faults?.some(fault => fault.field === name) ?? false
  return html`<div><label class="q" for="${name}">${say(label)}</label>${hint !== undefined && html`<p class="soft" id="${name}-hint">${say(hint)}</p>`}<input class="field" id="${name}" name="${name}" type="${kind ?? 'text'}" value="${value}" autocomplete="${complete}" autocapitalize="none" spellcheck="false"${flag('required', free !== true)}${hint !== undefined && html` aria-describedby="${name}-hint"`}${wrong && html` aria-invalid="true"`}></div>`
}

export const back = (view: StepFrame, say: SaySetup): Html =>
  html`<form method="post" action="/setup/back">${hidden(view)}<button class="button quiet">${say('back')}</button></form>`
