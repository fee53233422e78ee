import { flag, html, linkTo } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { frameWords, grouped, page, withCalls } from '../../../kit/page.ts'
import type { PageView } from '../../../kit/page.ts'
import { zoneWordsOf } from './words.ts'
import type { ZoneWord, SayZone } from './words.ts'

/** Names under which the form is posted. */
export const askFields = ['place', 'kind', 'firm', 'words', 'name', 'phone', 'helper'] as const
export type AskField = (typeof askFields)[number]
export type FaultKind = 'needed' | 'phone' | 'place' | 'long' | 'busy'
const kindWords = ['kind.consult', 'kind.complaint', 'kind.policy', 'kind.agency'] as const

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

export const hiddenParts = (view: PageView): Html =>
  html`<input type="hidden" name="lang" value="${view.lang}">${view.largeType && html`<input type="hidden" name="big" value="1">`}`

const hints: Readonly<Partial<Record<AskField, ZoneWord>>> = { words: 'words.hint' }
const most: Readonly<Partial<Record<AskField, number>>> = { firm: 60, words: 500, phone: 30 }

/** The question, what it means, what was wrong, and the place for the answer. */
const asked = (view: AskView, say: SayZone, field: AskField, place: (id: string, described: string) => Html): Html => {
  const [fault, hint, id] = [view.faults?.[field], hints[field], `at-${field}`]
  const described = [...(hint ? [`${field}-hint`] : []), ...(fault ? [`${field}-fault`] : [])].join(' ')
  return html`<div><label class="q" for="${id}">${say(field)}</label>
${hint && html`<p class="soft" id="${field}-hint">${say(hint)}</p>`}
${fault && html`<p class="fault" id="${field}-fault">${say(`fault.${fault}`)}</p>`}
${place(id, described)}</div>`
}

const line = (view: AskView, say: SayZone, field: AskField, needed = false, mode = 'text'): Html =>
  asked(
    view,
    say,
    field,
    (id, described) =>
      html`<input class="field" id="${id}" name="${field}" value="${view.values?.[field] ?? ''}" maxlength="${most[field] ?? 40}" inputmode="${mode}" aria-describedby="${described}" autocomplete="off"${flag('required', needed)}>`,
  )
const text = (view: AskView, say: SayZone, field: AskField): Html =>
  asked(
    view,
    say,
    field,
    (id, described) =>
      html`<textarea class="field" id="${id}" name="${field}" maxlength="${most[field] ?? 500}" aria-describedby="${described}">${view.values?.[field] ?? ''}</textarea>`,
  )

/** The four works, each said in words that somebody who never heard of a zone understands. */
const kindAsked = (view: AskView, say: SayZone): Html => {
  const fault = view.faults?.kind
  const chosen = view.values?.kind ?? 'consult'
  return html`<div id="at-kind"><p class="q" id="kind-title">${say('kind')}</p>
${fault && html`<p class="fault" id="kind-fault">${say(`fault.${fault}`)}</p>`}
<div role="radiogroup" aria-labelledby="kind-title">${kindWords.map(word => {
    const kind = word.slice('kind.'.length)
    return html`<label class="choice"><input type="radio" name="kind" value="${kind}"${flag('checked', chosen === kind)}><span>${say(word)}</span></label>`
  })}</div></div>`
}

export const findForm = (view: PageView, say: SayZone): Html =>
  html`<form class="stack" method="post" action="/zone/find" autocomplete="off">${hiddenParts(view)}
<label class="q" for="code">${say('find.label')}</label>
<input class="field code" id="code" name="code" inputmode="numeric" maxlength="24" required aria-describedby="code-hint">
<p class="soft" id="code-hint">${say('find.hint')}</p>
<button class="button quiet">${say('find.do')}</button></form>`

/** Asked once, without script: which of the four works, for which firm, what it is about. */
export const askPage = (view: AskView): string => {
  const say = zoneWordsOf(view.lang)
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
    : html`<form class="stack" method="post" action="/zone" autocomplete="off">${hiddenParts(view)}<input type="hidden" name="key" value="${view.key}">
<div class="card stack">${asked(
        view,
        say,
        'place',
        (id, described) =>
          html`<select class="field" id="${id}" name="place" aria-describedby="${described}">${view.places.map(place => html`<option value="${place.code}"${flag('selected', view.values?.place === place.code)}>${place.name}</option>`)}</select>`,
      )}
${kindAsked(view, say)}
${line(view, say, 'firm')}
${text(view, say, 'words')}
<p class="soft">${say('not.here')}</p></div>
<div class="card stack">${line(view, say, 'name', true)}
${line(view, say, 'phone', true, 'tel')}
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
export const takenInPage = (view: PageView & { readonly code: string; readonly number: string; readonly specialist: string }): string => {
  const say = zoneWordsOf(view.lang)
  return page(view, frameWords(say), {
    title: say('done.title'),
    main: html`<div class="stack"><div class="card stack"><h1>${say('done.title')}</h1><p>${say('done.text', { who: view.specialist })}</p></div>
<div class="card stack"><h2>${say('code')}</h2><p class="code">${grouped(view.code)}</p><p class="note">${say('code.keep')}</p><p class="soft">${say('number')} ${view.number}</p></div>
<a class="button" href="${linkTo(`/zone/${view.code}?lang=${view.lang}${view.largeType ? '&big=1' : ''}`)}">${say('done.see')}</a></div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
    stay: true,
  })
}

/** The answer is the same for every unknown code. */
export const zoneNotFoundPage = (view: PageView): string => {
  const say = zoneWordsOf(view.lang)
  return page(view, frameWords(say), {
    title: say('not_found.title'),
    main: html`<div class="card stack"><h1>${say('not_found.title')}</h1><p role="alert">${say('not_found.text')}</p>${findForm(view, say)}</div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
  })
}
