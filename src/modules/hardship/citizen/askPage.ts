import { flag, html, linkTo } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { frameWords, grouped, page, withCalls } from '../../../kit/page.ts'
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

export const hiddenParts = (view: PageView): Html =>
  html`<input type="hidden" name="lang" value="${view.lang}">${view.largeType && html`<input type="hidden" name="big" value="1">`}`

const hints: Readonly<Partial<Record<AskField, HardshipWord>>> = {
  need: 'need.hint',
  kind: 'kind.hint',
  about: 'about.hint',
  phone: 'phone.hint',
}
const most: Readonly<Partial<Record<AskField, number>>> = { about: 60, need: 500, phone: 30 }

/** The question, what it means, what was wrong, and the place for the answer. */
const asked = (view: AskView, say: SayHardship, field: AskField, place: (id: string, described: string) => Html): Html => {
  const [fault, hint, id] = [view.faults?.[field], hints[field], `at-${field}`]
  const described = [...(hint ? [`${field}-hint`] : []), ...(fault ? [`${field}-fault`] : [])].join(' ')
  return html`<div><label class="q" for="${id}">${say(field)}</label>
${hint && html`<p class="soft" id="${field}-hint">${say(hint)}</p>`}
${fault && html`<p class="fault" id="${field}-fault">${say(`fault.${fault}`)}</p>`}
${place(id, described)}</div>`
}

const line = (view: AskView, say: SayHardship, field: AskField, needed = false, mode = 'text'): Html =>
  asked(
    view,
    say,
    field,
    (id, described) =>
      html`<input class="field" id="${id}" name="${field}" value="${view.values?.[field] ?? ''}" maxlength="${most[field] ?? 40}" inputmode="${mode}" aria-describedby="${described}" autocomplete="off"${flag('required', needed)}>`,
  )
const text = (view: AskView, say: SayHardship, field: AskField): Html =>
  asked(
    view,
    say,
    field,
    (id, described) =>
      html`<textarea class="field" id="${id}" name="${field}" maxlength="${most[field] ?? 500}" aria-describedby="${described}">${view.values?.[field] ?? ''}</textarea>`,
  )

const choice = (
  view: AskView,
  say: SayHardship,
  field: AskField,
  choices: readonly { readonly value: string; readonly title: string }[],
): Html =>
  asked(
    view,
    say,
    field,
    (id, described) =>
      html`<select class="field" id="${id}" name="${field}" aria-describedby="${described}">${choices.map(one => html`<option value="${one.value}"${flag('selected', view.values?.[field] === one.value)}>${one.title}</option>`)}</select>`,
  )

export const findForm = (view: PageView, say: SayHardship): Html =>
  html`<form class="stack" method="post" action="/hardship/find" autocomplete="off">${hiddenParts(view)}
<label class="q" for="code">${say('find.label')}</label>
<input class="field code" id="code" name="code" inputmode="numeric" maxlength="24" required aria-describedby="code-hint">
<p class="soft" id="code-hint">${say('find.hint')}</p>
<button class="button quiet">${say('find.do')}</button></form>`

/** Asked once, without script. Only what help she wants and how she is called must be written; all else may stay empty. */
export const askPage = (view: AskView): string => {
  const say = hardshipWordsOf(view.lang)
  const faults = Object.keys(view.faults ?? {}) as AskField[]
  return page(view, frameWords(say), {
    title: say('title'),
    main: html`<div class="stack">${
      faults.length > 0 &&
      html`<div class="faults" role="alert"><p>${say('faults')}</p><ul>${faults.map(field => html`<li><a href="#at-${field}">${say(field)}</a></li>`)}</ul></div>`
    }
<div class="card stack"><h1>${say('title')}</h1><p>${say('lead', { days: view.days })}</p></div>
${
  view.places.length === 0
    ? html`<p class="note">${say('closed')}</p>`
    : html`<form class="stack" method="post" action="/hardship" autocomplete="off">${hiddenParts(view)}<input type="hidden" name="key" value="${view.key}">
<div class="card stack">${choice(
        view,
        say,
        'place',
        view.places.map(({ code, name }) => ({ value: code, title: name })),
      )}
${text(view, say, 'need')}
${choice(view, say, 'kind', [{ value: '', title: say('kind.none') }, ...kinds.map(kind => ({ value: kind, title: say(`kind.${kind}`) }))])}
${line(view, say, 'about')}</div>
<div class="card stack">${line(view, say, 'name', true)}
${line(view, say, 'phone', false, 'tel')}
${line(view, say, 'helper')}
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
  const say = hardshipWordsOf(view.lang)
  return page(view, frameWords(say), {
    title: say('done.title'),
    main: html`<div class="stack"><div class="card stack"><h1>${say('done.title')}</h1><p>${say('done.text')}</p></div>
<div class="card stack"><h2>${say('code')}</h2><p class="code">${grouped(view.code)}</p><p class="note">${say('code.keep')}</p><p class="soft">${say('number')} ${view.number}</p></div>
<a class="button" href="${linkTo(`/hardship/${view.code}?lang=${view.lang}${view.largeType ? '&big=1' : ''}`)}">${say('done.see')}</a></div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
    stay: true,
  })
}

/** The answer is the same for every unknown code. */
export const hardshipNotFoundPage = (view: PageView): string => {
  const say = hardshipWordsOf(view.lang)
  return page(view, frameWords(say), {
    title: say('not_found.title'),
    main: html`<div class="card stack"><h1>${say('not_found.title')}</h1><p role="alert">${say('not_found.text')}</p>${findForm(view, say)}</div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
  })
}
