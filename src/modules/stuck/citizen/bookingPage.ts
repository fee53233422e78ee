import { askedLine, askFaults, codeFault, codeForm, described, viewFields } from '../../../kit/askForm.ts'
import type { AskForm } from '../../../kit/askForm.ts'
import { flag, html, linkTo } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { frameWords, grouped, native, page, wayTo, withCalls } from '../../../kit/page.ts'
import type { PageView } from '../../../kit/page.ts'
import { bookingWordsOf } from './booking.words.ts'
import type { SayBooking } from './booking.words.ts'

/** Names under which the form is posted. */
export const bookingFields = ['at', 'name', 'phone', 'item', 'first', 'helper', 'code'] as const
export type BookingField = (typeof bookingFields)[number]
export type BookingFault = 'needed' | 'phone' | 'time' | 'full' | 'code' | 'long' | 'window'

export interface BookableWindow {
  readonly code: string
  readonly name: string
  readonly address: string
  readonly phone?: string
  readonly hours: readonly string[]
}
export interface BookableDay {
  readonly on: string
  /** '9月23日（周三）' */
  readonly said: string
  readonly free: number
}
/** One question a screen: which window, which day, what time; what is chosen stands in the address. */
export interface BookingView extends PageView {
  readonly windows: readonly BookableWindow[]
  readonly window?: BookableWindow
  readonly days: readonly BookableDay[]
  readonly day?: BookableDay
  readonly times: readonly { readonly at: string; readonly free: boolean }[]
  /** Makes pressing twice one booking. */
  readonly key: string
  readonly values?: Readonly<Partial<Record<BookingField, string>>>
  readonly faults?: Readonly<Partial<Record<BookingField | 'window', BookingFault>>>
}

const most: Readonly<Record<BookingField, number>> = { at: 5, name: 40, phone: 30, item: 60, first: 3, helper: 40, code: 24 }
const formOf = (view: BookingView, say: SayBooking): AskForm<BookingField> => ({
  question: say,
  hint: field => (field === 'code' ? say('code.hint') : undefined),
  fault: field => {
    const fault = view.faults?.[field]
    return fault === undefined ? undefined : say(`fault.${fault}`)
  },
  value: field => view.values?.[field],
  most: field => most[field],
})

const findForm = (view: PageView, say: SayBooking, missed = false): Html =>
  codeForm(view, {
    action: '/stuck/book/find',
    label: say('find.label'),
    hint: say('find.hint'),
    send: say('find.do'),
    quiet: true,
    missed,
  })

const windowsAsked = (view: BookingView, say: SayBooking): Html =>
  html`<div class="card stack"><h2>${say('pick.window')}</h2>${
    view.windows.length === 0
      ? html`<p class="note">${say('closed')}</p>`
      : view.windows.map(
          one =>
            html`<div><a class="button quiet" href="${wayTo(view, '/stuck/book', { window: one.code })}">${native(view.lang, one.name)}</a><p class="soft">${native(view.lang, one.address)}<br>${one.hours.map(line => html`${native(view.lang, line)}<br>`)}</p></div>`,
        )
  }</div>`

const chosen = (view: BookingView, window: BookableWindow, say: SayBooking): Html =>
  html`<div class="card stack"><p class="q">${native(view.lang, window.name)}</p><p class="soft">${native(view.lang, window.address)}${window.phone !== undefined && html`<br><a href="tel:${window.phone}">${window.phone}</a>`}<br>${window.hours.map(line => html`${native(view.lang, line)}<br>`)}</p><p><a class="way" href="${wayTo(view, '/stuck/book')}">${say('other.window')}</a></p></div>`

const daysAsked = (view: BookingView, window: BookableWindow, say: SayBooking): Html =>
  html`<div class="card stack"><h2>${say('pick.day')}</h2>${
    view.days.length === 0
      ? html`<p class="note">${say('no.days')}</p>`
      : view.days.map(day =>
          day.free > 0
            ? html`<a class="button quiet" href="${wayTo(view, '/stuck/book', { window: window.code, day: day.on })}">${day.said} ${say('day.free', { free: String(day.free) })}</a>`
            : html`<p class="note">${day.said} ${say('day.full')}</p>`,
        )
  }<p class="soft">${say('holiday.note')}</p></div>`

const timesAsked = (view: BookingView, form: AskForm<BookingField>, say: SayBooking): Html => {
  const fault = form.fault('at')
  return html`<div class="stack" id="at-at" role="radiogroup" aria-labelledby="at-title"${described([fault !== undefined && 'at-fault'], fault !== undefined)}><h2 id="at-title">${say('pick.time')}</h2>
${fault !== undefined && html`<p class="fault" id="at-fault">${fault}</p>`}
${view.times.map(({ at, free }) =>
  free
    ? html`<label class="choice"><input type="radio" name="at" value="${at}" required${flag('checked', view.values?.at === at)}><span>${at}</span></label>`
    : html`<p class="note">${at} ${say('time.full')}</p>`,
)}</div>`
}

const slotForm = (view: BookingView, window: BookableWindow, day: BookableDay, say: SayBooking): Html => {
  const form = formOf(view, say)
  return html`${askFaults(form, bookingFields, say('faults'))}<form class="stack" method="post" action="/stuck/book" autocomplete="off">${viewFields(view)}<input type="hidden" name="key" value="${view.key}"><input type="hidden" name="window" value="${window.code}"><input type="hidden" name="day" value="${day.on}">
<div class="card stack"><p class="q">${day.said}</p><p><a class="way" href="${wayTo(view, '/stuck/book', { window: window.code })}">${say('other.day')}</a></p>${timesAsked(view, form, say)}</div>
<div class="card stack">${askedLine(form, 'name', { needed: true })}${askedLine(form, 'phone', { needed: true, mode: 'tel' })}
<p class="soft">${say('who')}</p>
<label class="choice" id="at-first"><input type="checkbox" name="first" value="yes"${flag('checked', view.values?.first === 'yes')}><span>${say('first')}</span></label>
${askedLine(form, 'item')}${askedLine(form, 'helper')}${askedLine(form, 'code', { mode: 'numeric' })}</div>
<button class="button">${say('send')}</button></form>`
}

/** Booked without script. */
export const bookingPage = (view: BookingView): string => {
  const say = bookingWordsOf(view.lang)
  const { window, day } = view
  return page(view, frameWords(say), {
    title: say('title'),
    main: html`<div class="stack"><div class="card stack"><h1>${say('title')}</h1>${!window && html`<p>${say('lead')}</p>`}</div>
${view.faults?.window && html`<p class="note" role="alert">${say(`fault.${view.faults.window}`)}</p>`}
${window ? html`${chosen(view, window, say)}${day ? slotForm(view, window, day, say) : daysAsked(view, window, say)}` : windowsAsked(view, say)}
${!window && html`<details><summary>${say('already')}</summary><div class="in">${findForm(view, say)}</div></details>`}</div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
    stay: view.values !== undefined,
  })
}

export interface SlotBookedView extends PageView {
  readonly code: string
  readonly number: string
  readonly day: string
  readonly at: string
  readonly window: BookableWindow
  /** The code is the one that she had. */
  readonly same: boolean
}
export const slotBookedPage = (view: SlotBookedView): string => {
  const say = bookingWordsOf(view.lang)
  const { day, at, window } = view
  return page(view, frameWords(say), {
    title: say('done.title'),
    main: html`<div class="stack"><div class="card stack"><h1>${say('done.title')}</h1><p><strong class="q">${say('when', { day, at })}</strong></p><p>${native(view.lang, window.name)}<br>${native(view.lang, window.address)}</p><p>${say('done.keep')}</p></div>
<div class="card stack"><h2>${say('receipt')}</h2><p class="code">${grouped(view.code)}</p><p class="note">${say(view.same ? 'receipt.same' : 'receipt.keep')}</p><p class="soft">${say('number')} ${view.number}</p></div>
<a class="button" href="${wayTo(view, `/stuck/book/${view.code}`)}">${say('done.see')}</a></div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
    stay: true,
  })
}

export const bookingSayings = ['call_off'] as const
export type BookingSaying = (typeof bookingSayings)[number]

export interface BookingFollowView extends PageView {
  readonly code: string
  readonly number: string
  readonly stage: 'booked' | 'came' | 'missed' | 'called_off' | 'hours_changed' | 'unmarked'
  readonly day: string
  readonly at: string
  readonly window: string
  readonly address?: string
  readonly phone?: string
  readonly callOff: boolean
  /** The same code leads to a matter of hers. */
  readonly matter: boolean
  readonly heard?: 'word' | 'already'
}
export const bookingFollowPage = (view: BookingFollowView): string => {
  const say = bookingWordsOf(view.lang)
  const ended = view.stage !== 'booked'
  return page(view, frameWords(say), {
    title: say('follow.title'),
    main: html`<div class="stack">${view.heard && html`<p class="note" role="status">${say(view.heard === 'word' ? 'heard' : 'heard.already')}</p>`}
<div class="card stack"><h1>${say('follow.title')}</h1><p><strong class="q">${say(`now.${view.stage}`)}</strong></p>
<p>${say('when', { day: view.day, at: view.at })}<br>${native(view.lang, view.window)}${view.address !== undefined && html`<br>${native(view.lang, view.address)}`}</p>
${view.phone !== undefined && html`<p>${say('call')}<a href="tel:${view.phone}">${view.phone}</a></p>`}
${ended && view.stage !== 'came' && html`<a class="button" href="${wayTo(view, '/stuck/book')}">${say('again')}</a>`}</div>
${view.matter && html`<p><a class="way" href="${wayTo(view, `/stuck/${view.code}`)}">${say('matter')}</a></p>`}
${
  view.callOff &&
  html`<div class="card"><form class="stack" method="post" action="${linkTo(`/stuck/book/${view.code}`)}" autocomplete="off">${viewFields(view)}<p>${say('call.off.text')}</p><button class="button quiet" name="say" value="call_off">${say('call.off')}</button></form></div>`
}</div>`,
    footer: html`<p>${say('number')} ${view.number}</p><p>${say('receipt')}</p><p class="code">${grouped(view.code)}</p><p>${withCalls(say('urgent'))}</p>`,
  })
}

/** The answer is the same for every unknown code. */
export const bookingNotFoundPage = (view: PageView): string => {
  const say = bookingWordsOf(view.lang)
  return page(view, frameWords(say), {
    title: say('not_found.title'),
    main: html`<div class="card stack"><h1>${say('not_found.title')}</h1><p role="alert" id="${codeFault}">${say('not_found.text')}</p>${findForm(view, say, true)}</div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
  })
}
