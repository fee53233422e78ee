import { flag, html, linkTo } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { frameWords, grouped, native, page, withCalls } from '../../../kit/page.ts'
import type { PageView } from '../../../kit/page.ts'
import { categoryWords, stuckWordsOf } from './words.ts'
import { most } from './steps.ts'
import type { Step } from './steps.ts'
import type { SayStuck, StuckWord } from './words.ts'

/** Names under which the form is posted. */
export type IntakeField = Step

export interface WindowShown {
  readonly code: string
  readonly name: string
  readonly address: string
  readonly phone?: string
  readonly hours: readonly string[]
  /** Whether it is open now, or when it opens next. */
  readonly now?: string | undefined
}

/** What is wrong with a field: not there, or in one of three ways. */
export type FaultKind = 'needed' | 'phone' | 'window' | 'long'

export interface IntakeView extends PageView {
  readonly windows: readonly WindowShown[]
  /** Kinds that the windows take. */
  readonly categories: readonly string[]
  /** Makes pressing twice one matter. */
  readonly key: string
  readonly general: string
  readonly complex: string
  /** As it was posted; shown again after a fault, so that nothing is lost. */
  readonly values?: Readonly<Partial<Record<IntakeField, string>>>
  readonly faults?: Readonly<Partial<Record<IntakeField, FaultKind>>>
}

export const hiddenParts = (view: PageView): Html =>
  html`<input type="hidden" name="lang" value="${view.lang}">${view.largeType && html`<input type="hidden" name="big" value="1">`}`

/** The question, what it means, what was wrong, and the place for the answer. */
const asked = (
  view: IntakeView,
  say: SayStuck,
  field: IntakeField,
  place: (id: string, described: string) => Html,
  hint?: StuckWord,
): Html => {
  const fault = view.faults?.[field]
  const [id, said] = [`at-${field}`, [...(hint ? [`${field}-hint`] : []), ...(fault ? [`${field}-fault`] : [])].join(' ')]
  return html`<div><label class="q" for="${id}">${say(field as StuckWord)}</label>
${hint && html`<p class="soft" id="${field}-hint">${say(hint)}</p>`}
${fault && html`<p class="fault" id="${field}-fault">${say(`fault.${fault}`)}</p>`}
${place(id, said)}</div>`
}

const line = (
  view: IntakeView,
  say: SayStuck,
  field: IntakeField,
  more: { readonly hint?: StuckWord; readonly mode?: string; readonly needed?: boolean } = {},
): Html =>
  asked(
    view,
    say,
    field,
    (id, said) =>
      html`<input class="field" id="${id}" name="${field}" value="${view.values?.[field] ?? ''}" maxlength="${most[field] ?? 3}" inputmode="${more.mode ?? 'text'}" aria-describedby="${said}" autocomplete="off"${flag('required', more.needed)}>`,
    more.hint,
  )

const text = (view: IntakeView, say: SayStuck, field: IntakeField, hint?: StuckWord): Html =>
  asked(
    view,
    say,
    field,
    (id, said) =>
      html`<textarea class="field" id="${id}" name="${field}" maxlength="${most[field] ?? 500}" aria-describedby="${said}">${view.values?.[field] ?? ''}</textarea>`,
    hint,
  )

const chosen = (
  view: IntakeView,
  say: SayStuck,
  field: IntakeField,
  choices: readonly (readonly [string, string])[],
  hint?: StuckWord,
): Html =>
  asked(
    view,
    say,
    field,
    (id, said) =>
      html`<select class="field" id="${id}" name="${field}" aria-describedby="${said}">${choices.map(([value, title]) => html`<option value="${value}"${flag('selected', (view.values?.[field] ?? choices[0]?.[0]) === value)}>${title}</option>`)}</select>`,
    hint,
  )

const places = (view: IntakeView, say: SayStuck): Html =>
  html`<details><summary>${say('places')}</summary><div class="in stack">${view.windows.map(
    window => html`<h2>${native(view.lang, window.name)}</h2>
<p>${native(view.lang, window.address)}${window.phone !== undefined && html` · <a href="tel:${window.phone}">${window.phone}</a>`}</p>
${window.now !== undefined && html`<p><strong>${window.now}</strong></p>`}
<ul class="dots">${window.hours.map(hours => html`<li>${native(view.lang, hours)}</li>`)}</ul>`,
  )}</div></details>`

export const findForm = (view: PageView, say: SayStuck): Html =>
  html`<form class="stack" method="post" action="/stuck/find" autocomplete="off">${hiddenParts(view)}
<label class="q" for="code">${say('find.label')}</label>
<input class="field code" id="code" name="code" inputmode="numeric" maxlength="24" required aria-describedby="code-hint">
<p class="soft" id="code-hint">${say('find.hint')}</p>
<button class="button quiet">${say('find.do')}</button></form>`

/** The door of last resort, without script: what was wanted, where it was tried, and what they said. */
export const intakePage = (view: IntakeView): string => {
  const say = stuckWordsOf(view.lang)
  const faults = Object.keys(view.faults ?? {}) as IntakeField[]
  return page(view, frameWords(say), {
    title: say('title'),
    main: html`<div class="stack">${
      faults.length > 0 &&
      html`<div class="faults" role="alert"><p>${say('faults')}</p><ul>${faults.map(field => html`<li><a href="#at-${field}">${say(field as StuckWord)}</a></li>`)}</ul></div>`
    }
<div class="card stack"><h1>${say('title')}</h1><p>${say('lead', { general: view.general, complex: view.complex })}</p>${
      view.windows.length > 0 &&
      view.values === undefined &&
      html`<a class="button quiet" href="${linkTo(`/stuck/steps?lang=${view.lang}&big=1`)}">${say('steps.begin')}</a>`
    }</div>
${
  view.windows.length === 0
    ? html`<p class="note">${say('closed')}</p>`
    : html`<form class="stack" method="post" action="/stuck" autocomplete="off">${hiddenParts(view)}<input type="hidden" name="key" value="${view.key}">
<div class="card stack">${chosen(
        view,
        say,
        'window',
        view.windows.map(window => [window.code, window.name]),
      )}
${chosen(
  view,
  say,
  'category',
  view.categories.map(category => [category, categoryWords[view.lang][category] ?? category]),
)}
${line(view, say, 'item', { hint: 'item.hint', needed: true })}
${line(view, say, 'where', { hint: 'where.hint', needed: true })}
${line(view, say, 'trips', { mode: 'numeric' })}
${text(view, say, 'reason', 'reason.hint')}
${line(view, say, 'rule', { hint: 'rule.hint' })}
${text(view, say, 'words')}</div>
<div class="card stack">${chosen(view, say, 'whom', [
        ['person', say('whom.person')],
        ['enterprise', say('whom.enterprise')],
      ])}
${line(view, say, 'name', { needed: true })}
${line(view, say, 'phone', { mode: 'tel', needed: true })}
${chosen(
  view,
  say,
  'first',
  [
    ['no', say('first.no')],
    ['yes', say('first.yes')],
  ],
  'first.hint',
)}
${line(view, say, 'helper')}
<p class="soft">${say('who')}</p></div>
<button class="button">${say('send')}</button></form>
${places(view, say)}`
}
<details><summary>${say('already')}</summary><div class="in">${findForm(view, say)}</div></details></div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
    stay: view.values !== undefined,
  })
}

/** The code, and where it leads. */
export const takenInPage = (view: PageView & { readonly code: string; readonly number: string }): string => {
  const say = stuckWordsOf(view.lang)
  return page(view, frameWords(say), {
    title: say('done.title'),
    main: html`<div class="stack"><div class="card stack"><h1>${say('done.title')}</h1><p>${say('done.text')}</p></div>
<div class="card stack"><h2>${say('code')}</h2><p class="code">${grouped(view.code)}</p><p class="note">${say('code.keep')}</p><p class="soft">${say('number')} ${view.number}</p></div>
<a class="button" href="${linkTo(`/stuck/${view.code}?lang=${view.lang}${view.largeType ? '&big=1' : ''}`)}">${say('done.see')}</a></div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
    stay: true,
  })
}

/** The answer is the same for every unknown code. */
export const stuckNotFoundPage = (view: PageView): string => {
  const say = stuckWordsOf(view.lang)
  return page(view, frameWords(say), {
    title: say('not_found.title'),
    main: html`<div class="card stack"><h1>${say('not_found.title')}</h1><p role="alert">${say('not_found.text')}</p>${findForm(view, say)}</div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
  })
}
