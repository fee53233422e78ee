import { askFaults, askedChoice, askedLine, askedText, codeFault, codeForm, viewFields } from '../../../kit/askForm.ts'
import type { AskForm } from '../../../kit/askForm.ts'
import { html } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { frameWords, grouped, page, wayTo, withCalls } from '../../../kit/page.ts'
import type { PageView } from '../../../kit/page.ts'
import { reachWordsOf } from './words.ts'
import type { ReachWord, SayReach } from './words.ts'

/** Names under which the form is posted. */
export const askFields = ['place', 'about', 'officer', 'question', 'tried', 'name', 'phone', 'helper'] as const
export type AskField = (typeof askFields)[number]
export type FaultKind = 'needed' | 'phone' | 'place' | 'long'

export interface PlaceShown {
  readonly code: string
  readonly name: string
}

export interface AskView extends PageView {
  readonly places: readonly PlaceShown[]
  /** Makes pressing twice one matter. */
  readonly key: string
  /** '3个工作日' */
  readonly days: string
  /** As it was posted; shown again after a fault, so that nothing is lost. */
  readonly values?: Readonly<Partial<Record<AskField, string>>>
  readonly faults?: Readonly<Partial<Record<AskField, FaultKind>>>
}

export const hints: Readonly<Partial<Record<AskField, ReachWord>>> = { about: 'about.hint', officer: 'officer.hint', tried: 'tried.hint' }
/** In characters, as the contract takes them; 40 where nothing is said. */
export const most: Readonly<Partial<Record<AskField, number>>> = { about: 60, question: 500, tried: 200, phone: 30 }

const formOf = (view: AskView, say: SayReach): AskForm<AskField> => ({
  question: say,
  hint: field => hints[field] && say(hints[field]),
  fault: field => view.faults?.[field] && say(`fault.${view.faults[field]}`),
  value: field => view.values?.[field],
  most: field => most[field] ?? 40,
})

const findForm = (view: PageView, say: SayReach, missed = false): Html =>
  codeForm(view, { action: '/reach/find', label: say('find.label'), hint: say('find.hint'), send: say('find.do'), quiet: true, missed })

/** Asked once, without script: whose case, what about, when she tried. */
export const askPage = (view: AskView): string => {
  const say = reachWordsOf(view.lang)
  const form = formOf(view, say)
  return page(view, frameWords(say), {
    title: say('title'),
    main: html`<div class="stack">${askFaults(form, askFields, say('faults'))}
<div class="card stack"><h1>${say('title')}</h1><p>${say('lead', { days: view.days })}</p>${
      view.places.length > 0 &&
      view.values === undefined &&
      html`<a class="button quiet" href="${wayTo({ ...view, largeType: true }, '/reach/steps')}">${say('steps.begin')}</a>`
    }</div>
${
  view.places.length === 0
    ? html`<p class="note">${say('closed')}</p>`
    : html`<form class="stack" method="post" action="/reach" autocomplete="off">${viewFields(view)}<input type="hidden" name="key" value="${view.key}">
<div class="card stack">${askedChoice(
        form,
        'place',
        view.places.map(({ code, name }) => [code, name]),
      )}
${askedLine(form, 'about', { needed: true })}
${askedLine(form, 'officer')}
${askedText(form, 'question')}
${askedLine(form, 'tried', { needed: true })}</div>
<div class="card stack">${askedLine(form, 'name', { needed: true })}
${askedLine(form, 'phone', { needed: true, mode: 'tel' })}
${askedLine(form, 'helper')}
<p class="soft">${say('who')}</p></div>
<button class="button">${say('send')}</button></form>`
}
<details><summary>${say('already')}</summary><div class="in">${findForm(view, say)}</div></details></div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
    stay: view.values !== undefined,
  })
}

/** The code, and where it leads. */
export const takenInPage = (view: PageView & { readonly code: string; readonly number: string }): string => {
  const say = reachWordsOf(view.lang)
  return page(view, frameWords(say), {
    title: say('done.title'),
    main: html`<div class="stack"><div class="card stack"><h1>${say('done.title')}</h1><p>${say('done.text')}</p></div>
<div class="card stack"><h2>${say('code')}</h2><p class="code">${grouped(view.code)}</p><p class="note">${say('code.keep')}</p><p class="soft">${say('number')} ${view.number}</p></div>
<a class="button" href="${wayTo(view, `/reach/${view.code}`)}">${say('done.see')}</a></div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
    stay: true,
  })
}

/** The answer is the same for every unknown code. */
export const reachNotFoundPage = (view: PageView): string => {
  const say = reachWordsOf(view.lang)
  return page(view, frameWords(say), {
    title: say('not_found.title'),
    main: html`<div class="card stack"><h1>${say('not_found.title')}</h1><p role="alert" id="${codeFault}">${say('not_found.text')}</p>${findForm(view, say, true)}</div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
  })
}
