import { described, viewFields } from '../../../kit/askForm.ts'
import { flag, html } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { frameWords, grouped, native, page, wayTo, withCalls } from '../../../kit/page.ts'
import type { PageView } from '../../../kit/page.ts'
import { receptionWordsOf } from './words.ts'
import type { SayReception } from './words.ts'

/** Names under which the form is posted. */
export const askFields = ['day', 'words', 'name', 'phone', 'first', 'helper'] as const
export type AskField = (typeof askFields)[number]
export type FaultKind = 'needed' | 'phone' | 'day' | 'full' | 'begun' | 'long'

export interface DayShown {
  readonly id: string
  /** '12月2日（周三）09:00—11:00' */
  readonly when: string
  /** Title and name. */
  readonly leader: string
  readonly venue: string
  readonly purpose?: string
  readonly free: number
}
export interface PlaceShown {
  readonly name: string
  readonly address: string
  readonly phone?: string
  readonly days: readonly DayShown[]
}

export interface AskView extends PageView {
  readonly places: readonly PlaceShown[]
  /** Makes pressing twice one booking. */
  readonly key: string
  /** As it was posted; shown again after a fault, so that nothing is lost. */
  readonly values?: Readonly<Partial<Record<AskField, string>>>
  readonly faults?: Readonly<Partial<Record<AskField, FaultKind>>>
  /** Where the chosen day became full: the next of that organ with a free place. */
  readonly next?: string
}

const faultOf = (view: AskView, say: SayReception, field: AskField): string | undefined => {
  const fault = view.faults?.[field]
  if (fault === undefined) return undefined
  return fault === 'full'
    ? view.next === undefined
      ? say('fault.full.none')
      : say('fault.full', { day: view.next })
    : say(`fault.${fault}`)
}

/** The question, what it means, what was wrong, and the place for the answer. */
const asked = (
  view: AskView,
  say: SayReception,
  field: 'words' | 'name' | 'phone' | 'helper',
  place: (id: string, marks: Html) => Html,
): Html => {
  const [fault, hint, id] = [faultOf(view, say, field), field === 'words' && say('words.hint'), `at-${field}`]
  const marks = described([hint && `${field}-hint`, fault !== undefined && `${field}-fault`], fault !== undefined)
  return html`<div><label class="q" for="${id}">${say(field)}</label>
${hint && html`<p class="soft" id="${field}-hint">${hint}</p>`}
${fault && html`<p class="fault" id="${field}-fault">${fault}</p>`}
${place(id, marks)}</div>`
}
const line = (view: AskView, say: SayReception, field: 'name' | 'phone' | 'helper', needed = false, mode = 'text'): Html =>
  asked(
    view,
    say,
    field,
    (id, marks) =>
      html`<input class="field" id="${id}" name="${field}" value="${view.values?.[field] ?? ''}" maxlength="${field === 'phone' ? 30 : 40}" inputmode="${mode}"${marks} autocomplete="off"${flag('required', needed)}>`,
  )

const inWords = (view: AskView, { when, leader, venue, purpose }: DayShown): Html =>
  html`${when}<br>${native(view.lang, `${leader} · ${venue}${purpose === undefined ? '' : ` · ${purpose}`}`)}`

/** A full day is said with the next that has a free place; it cannot be chosen. */
const dayChoice = (view: AskView, say: SayReception, { days }: PlaceShown, day: DayShown): Html => {
  const next = days.find(one => one.free > 0 && days.indexOf(one) > days.indexOf(day))?.when
  return day.free > 0
    ? html`<label class="choice"><input type="radio" name="day" value="${day.id}" required${flag('checked', view.values?.day === day.id)}><span>${inWords(view, day)}<br><strong>${say('day.free', { free: String(day.free) })}</strong></span></label>`
    : html`<p class="note">${inWords(view, day)}<br>${next === undefined ? say('day.none') : say('day.next', { day: next })}</p>`
}

const daysAsked = (view: AskView, say: SayReception): Html => {
  const fault = faultOf(view, say, 'day')
  return html`<div class="stack" id="at-day" role="radiogroup" aria-labelledby="day-title"${described([fault !== undefined && 'day-fault'], fault !== undefined)}><p class="q" id="day-title">${say('day')}</p>
${fault !== undefined && html`<p class="fault" id="day-fault">${fault}</p>`}
${view.places.map(
  place =>
    html`<div class="stack"><h2>${native(view.lang, place.name)}</h2><p class="soft">${native(view.lang, say('how', { address: place.address }))}${place.phone !== undefined && html`<br>${say('call')}<a href="tel:${place.phone}">${place.phone}</a>`}</p>${
      place.days.length === 0 ? html`<p>${say('none')}</p>` : place.days.map(day => dayChoice(view, say, place, day))
    }</div>`,
)}</div>`
}

export const findForm = (view: PageView, say: SayReception): Html =>
  html`<form class="stack" method="post" action="/reception/find" autocomplete="off">${viewFields(view)}
<label class="q" for="code">${say('find.label')}</label>
<input class="field code" id="code" name="code" inputmode="numeric" maxlength="24" required aria-describedby="code-hint">
<p class="soft" id="code-hint">${say('find.hint')}</p>
<button class="button quiet">${say('find.do')}</button></form>`

/** Booked without script: the coming days with their free places, what it is about, and how she is reached. */
export const bookPage = (view: AskView): string => {
  const say = receptionWordsOf(view.lang)
  const faults = Object.keys(view.faults ?? {}) as AskField[]
  const open = view.places.some(place => place.days.some(day => day.free > 0))
  return page(view, frameWords(say), {
    title: say('title'),
    main: html`<div class="stack">${
      faults.length > 0 &&
      html`<div class="faults" role="alert"><p>${say('faults')}</p><ul>${faults.map(field => html`<li><a class="way" href="#at-${field}">${say(field)}</a></li>`)}</ul></div>`
    }
<div class="card stack"><h1>${say('title')}</h1><p>${say('lead')}</p></div>
${
  view.places.length === 0
    ? html`<p class="note">${say('closed')}</p>`
    : html`<form class="stack" method="post" action="/reception" autocomplete="off">${viewFields(view)}<input type="hidden" name="key" value="${view.key}">
<div class="card">${daysAsked(view, say)}</div>
${
  (open || view.values !== undefined) &&
  html`<div class="card stack">${asked(
    view,
    say,
    'words',
    (id, marks) =>
      html`<textarea class="field" id="${id}" name="words" maxlength="500"${marks} required>${view.values?.words ?? ''}</textarea>`,
  )}
<p class="soft">${withCalls(say('not.here'))}</p></div>
<div class="card stack">${line(view, say, 'name', true)}
${line(view, say, 'phone', true, 'tel')}
<label class="choice" id="at-first"><input type="checkbox" name="first" value="yes"${flag('checked', view.values?.first === 'yes')}><span>${say('first')}</span></label>
${line(view, say, 'helper')}
<p class="soft">${say('who')}</p></div>
<button class="button">${say('send')}</button>`
}</form>`
}
<details><summary>${say('already')}</summary><div class="in">${findForm(view, say)}</div></details></div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
    stay: view.values !== undefined,
  })
}

export interface BookedView extends PageView {
  readonly code: string
  readonly number: string
  readonly when: string
  readonly at: string
  readonly leader: string
  readonly venue: string
}
/** The code, and where it leads. */
export const bookedPage = (view: BookedView): string => {
  const say = receptionWordsOf(view.lang)
  const { when: day, at, leader, venue } = view
  return page(view, frameWords(say), {
    title: say('done.title'),
    main: html`<div class="stack"><div class="card stack"><h1>${say('done.title')}</h1><p><strong class="q">${native(view.lang, say('done.text', { day, at, leader, venue }))}</strong></p><p>${say('done.keep')}</p></div>
<div class="card stack"><h2>${say('code')}</h2><p class="code">${grouped(view.code)}</p><p class="note">${say('code.keep')}</p><p class="soft">${say('number')} ${view.number}</p></div>
<a class="button" href="${wayTo(view, `/reception/${view.code}`)}">${say('done.see')}</a></div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
    stay: true,
  })
}

/** The answer is the same for every unknown code. */
export const receptionNotFoundPage = (view: PageView): string => {
  const say = receptionWordsOf(view.lang)
  return page(view, frameWords(say), {
    title: say('not_found.title'),
    main: html`<div class="card stack"><h1>${say('not_found.title')}</h1><p role="alert">${say('not_found.text')}</p>${findForm(view, say)}</div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
  })
}
