import { askFaults, askedChoice, askedLine, askedText, codeFault, codeForm, viewFields } from '../../../kit/askForm.ts'
import type { AskForm } from '../../../kit/askForm.ts'
import { html } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { frameWords, grouped, native, page, wayTo, withCalls } from '../../../kit/page.ts'
import type { PageView } from '../../../kit/page.ts'
import { categoryWords, stuckWordsOf } from './words.ts'
import { most, steps } from './steps.ts'
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

const hints: Readonly<Partial<Record<IntakeField, StuckWord>>> = {
  item: 'item.hint',
  where: 'where.hint',
  reason: 'reason.hint',
  rule: 'rule.hint',
  first: 'first.hint',
}

const formOf = (view: IntakeView, say: SayStuck): AskForm<IntakeField> => ({
  question: field => say(field as StuckWord),
  hint: field => hints[field] && say(hints[field]),
  fault: field => view.faults?.[field] && say(`fault.${view.faults[field]}`),
  value: field => view.values?.[field],
  most: field => most[field] ?? 3,
})

const places = (view: IntakeView, say: SayStuck): Html =>
  html`<details><summary>${say('places')}</summary><div class="in stack">${view.windows.map(
    window => html`<h2>${native(view.lang, window.name)}</h2>
<p>${native(view.lang, window.address)}${window.phone !== undefined && html` · <a href="tel:${window.phone}">${window.phone}</a>`}</p>
${window.now !== undefined && html`<p><strong>${window.now}</strong></p>`}
<ul class="dots">${window.hours.map(hours => html`<li>${native(view.lang, hours)}</li>`)}</ul>`,
  )}</div></details>`

const findForm = (view: PageView, say: SayStuck, missed = false): Html =>
  codeForm(view, { action: '/stuck/find', label: say('find.label'), hint: say('find.hint'), send: say('find.do'), quiet: true, missed })

/** The door of last resort, without script: what was wanted, where it was tried, and what they said. */
export const intakePage = (view: IntakeView): string => {
  const say = stuckWordsOf(view.lang)
  const form = formOf(view, say)
  return page(view, frameWords(say), {
    title: say('title'),
    main: html`<div class="stack">${askFaults(form, steps, say('faults'))}
<div class="card stack"><h1>${say('title')}</h1><p>${say('lead', { general: view.general, complex: view.complex })}</p>${
      view.windows.length > 0 &&
      view.values === undefined &&
      html`<a class="button quiet" href="${wayTo({ ...view, largeType: true }, '/stuck/steps')}">${say('steps.begin')}</a>
<a class="button quiet" href="${wayTo(view, '/stuck/book')}">${say('book')}</a>`
    }</div>
${
  view.windows.length === 0
    ? html`<p class="note">${say('closed')}</p>`
    : html`<form class="stack" method="post" action="/stuck" autocomplete="off">${viewFields(view)}<input type="hidden" name="key" value="${view.key}">
<div class="card stack">${askedChoice(
        form,
        'window',
        view.windows.map(window => [window.code, window.name]),
      )}
${askedChoice(
  form,
  'category',
  view.categories.map(category => [category, categoryWords[view.lang][category] ?? category]),
)}
${askedLine(form, 'item', { needed: true })}
${askedLine(form, 'where', { needed: true })}
${askedLine(form, 'trips', { mode: 'numeric' })}
${askedText(form, 'reason')}
${askedLine(form, 'rule')}
${askedText(form, 'words')}</div>
<div class="card stack">${askedChoice(form, 'whom', [
        ['person', say('whom.person')],
        ['enterprise', say('whom.enterprise')],
      ])}
${askedLine(form, 'name', { needed: true })}
${askedLine(form, 'phone', { mode: 'tel', needed: true })}
${askedChoice(form, 'first', [
  ['no', say('first.no')],
  ['yes', say('first.yes')],
])}
${askedLine(form, 'helper')}
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
<a class="button" href="${wayTo(view, `/stuck/${view.code}`)}">${say('done.see')}</a></div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
    stay: true,
  })
}

/** The answer is the same for every unknown code. */
export const stuckNotFoundPage = (view: PageView): string => {
  const say = stuckWordsOf(view.lang)
  return page(view, frameWords(say), {
    title: say('not_found.title'),
    main: html`<div class="card stack"><h1>${say('not_found.title')}</h1><p role="alert" id="${codeFault}">${say('not_found.text')}</p>${findForm(view, say, true)}</div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
  })
}
