import { askFaults, askedChoice, askedLine, askedText, codeFault, codeForm, viewFields } from '../../../kit/askForm.ts'
import type { AskForm } from '../../../kit/askForm.ts'
import { html } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { frameWords, grouped, page, wayTo, withCalls } from '../../../kit/page.ts'
import type { PageView } from '../../../kit/page.ts'
import { hardshipWordsOf } from './words.ts'
import type { HardshipWord, SayHardship } from './words.ts'

/** As the contract names them; a test holds it. */
export const kinds = ['no_income', 'illness', 'disability', 'bereaved', 'unpaid', 'alone', 'disaster', 'other'] as const

/** Names under which the form is posted. */
export const askFields = ['place', 'need', 'kind', 'about', 'name', 'phone', 'helper'] as const
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
  /** '10个工作日' */
  readonly days: string
  /** As it was posted; shown again after a fault, so that nothing is lost. */
  readonly values?: Readonly<Partial<Record<AskField, string>>>
  readonly faults?: Readonly<Partial<Record<AskField, FaultKind>>>
}

const hints: Readonly<Partial<Record<AskField, HardshipWord>>> = {
  need: 'need.hint',
  kind: 'kind.hint',
  about: 'about.hint',
  phone: 'phone.hint',
}
const most: Readonly<Partial<Record<AskField, number>>> = { about: 60, need: 500, phone: 30 }

const formOf = (view: AskView, say: SayHardship): AskForm<AskField> => ({
  question: say,
  hint: field => hints[field] && say(hints[field]),
  fault: field => view.faults?.[field] && say(`fault.${view.faults[field]}`),
  value: field => view.values?.[field],
  most: field => most[field] ?? 40,
})

const findForm = (view: PageView, say: SayHardship, missed = false): Html =>
  codeForm(view, { action: '/hardship/find', label: say('find.label'), hint: say('find.hint'), send: say('find.do'), quiet: true, missed })

/** Asked once, without script. Only what help she wants and how she is called must be written; all else may stay empty. */
export const askPage = (view: AskView): string => {
  const say = hardshipWordsOf(view.lang)
  const form = formOf(view, say)
  return page(view, frameWords(say), {
    title: say('title'),
    main: html`<div class="stack">${askFaults(form, askFields, say('faults'))}
<div class="card stack"><h1>${say('title')}</h1><p>${say('lead', { days: view.days })}</p></div>
${
  view.places.length === 0
    ? html`<p class="note">${say('closed')}</p>`
    : html`<form class="stack" method="post" action="/hardship" autocomplete="off">${viewFields(view)}<input type="hidden" name="key" value="${view.key}">
<div class="card stack">${askedChoice(
        form,
        'place',
        view.places.map(({ code, name }) => [code, name]),
      )}
${askedText(form, 'need')}
${askedChoice(form, 'kind', [['', say('kind.none')], ...kinds.map(kind => [kind, say(`kind.${kind}`)] as const)])}
${askedLine(form, 'about')}</div>
<div class="card stack">${askedLine(form, 'name', { needed: true })}
${askedLine(form, 'phone', { mode: 'tel' })}
${askedLine(form, 'helper')}
<p class="soft">${say('who')}</p>
<p class="soft">${withCalls(say('right.discipline'))}</p></div>
<button class="button">${say('send')}</button></form>`
}
<details><summary>${say('already')}</summary><div class="in">${findForm(view, say)}</div></details></div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
    stay: view.values !== undefined,
  })
}

/** The code, and where it leads. */
export const takenInPage = (view: PageView & { readonly code: string; readonly number: string }): string => {
  const say = hardshipWordsOf(view.lang)
  return page(view, frameWords(say), {
    title: say('done.title'),
    main: html`<div class="stack"><div class="card stack"><h1>${say('done.title')}</h1><p>${say('done.text')}</p></div>
<div class="card stack"><h2>${say('code')}</h2><p class="code">${grouped(view.code)}</p><p class="note">${say('code.keep')}</p><p class="soft">${say('number')} ${view.number}</p></div>
<a class="button" href="${wayTo(view, `/hardship/${view.code}`)}">${say('done.see')}</a></div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
    stay: true,
  })
}

/** The answer is the same for every unknown code. */
export const hardshipNotFoundPage = (view: PageView): string => {
  const say = hardshipWordsOf(view.lang)
  return page(view, frameWords(say), {
    title: say('not_found.title'),
    main: html`<div class="card stack"><h1>${say('not_found.title')}</h1><p role="alert" id="${codeFault}">${say('not_found.text')}</p>${findForm(view, say, true)}</div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
  })
}
