import { codeFault, codeForm, viewFields } from '../../../kit/askForm.ts'
import { html, linkTo } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { frameWords, grouped, native, page, withCalls } from '../../../kit/page.ts'
import type { PageView } from '../../../kit/page.ts'
import { transferWordsOf } from './words.ts'
import type { SayTransfer } from './words.ts'

export interface PlaceShown {
  readonly name: string
  readonly address: string
  readonly phone?: string
  readonly hours?: string
}

export interface TransferFollowView extends PageView {
  /** 16 digits. */
  readonly code: string
  readonly number: string
  /** Where the papers are, in one sentence. */
  readonly now: string
  readonly since?: string
  readonly late?: string
  readonly way: readonly string[]
  readonly unitName: string
  readonly papers: readonly string[]
  readonly bag?: string
  readonly told: readonly string[]
  readonly mayTakeBack: boolean
  readonly place?: string
  readonly heard?: 'word' | 'already'
}

const findForm = (view: PageView, say: SayTransfer, missed = false): Html =>
  codeForm(view, { action: '/transfer/find', label: say('find.label'), hint: say('find.hint'), send: say('find.do'), missed })

/** Where papers may be handed in, and how to look up those that were. */
export const transferPage = (view: PageView & { readonly places: readonly PlaceShown[] }): string => {
  const say = transferWordsOf(view.lang)
  return page(view, frameWords(say), {
    title: say('find.title'),
    main: html`<div class="stack"><div class="card stack"><h1>${say('find.title')}</h1><p>${say('find.lead')}</p>${findForm(view, say)}</div>
<div class="card stack"><h2>${say('places')}</h2>${view.places.length === 0 && html`<p>${say('closed')}</p>`}${view.places.map(
      place => html`<h3>${native(view.lang, place.name)}</h3>
<p>${native(view.lang, place.address)}${place.phone !== undefined && html` · <a href="tel:${place.phone}">${place.phone}</a>`}</p>${place.hours !== undefined && html`<p class="soft">${native(view.lang, place.hours)}</p>`}`,
    )}</div></div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
  })
}

export const transferFollowPage = (view: TransferFollowView): string => {
  const say = transferWordsOf(view.lang)
  return page(view, frameWords(say), {
    title: say('title'),
    main: html`<div class="stack">${view.heard && html`<p class="note" role="status">${say(view.heard === 'word' ? 'heard' : 'heard.already')}</p>`}
<div class="card stack"><h1>${say('title')}</h1><p><strong class="q">${native(view.lang, view.now)}</strong></p>${view.since !== undefined && html`<p class="soft">${view.since}</p>`}${view.late !== undefined && html`<p class="note">${view.late}</p>`}</div>
${view.told.length > 0 && html`<div class="card stack"><h2>${say('told')}</h2>${view.told.map(one => html`<p>${native(view.lang, one)}</p>`)}</div>`}
${
  view.mayTakeBack &&
  html`<div class="card"><form class="stack" method="post" action="${linkTo(`/transfer/${view.code}`)}" autocomplete="off">${viewFields(view)}<h2>${say('back.ask')}</h2>
<button class="button" name="say" value="taken_back">${say('back.do')}</button><p class="soft">${say('back.hint')}</p></form></div>`
}
<div class="card stack"><h2>${say('way')}</h2><ol>${view.way.map(one => html`<li>${native(view.lang, one)}</li>`)}</ol></div>
<div class="card stack"><h2>${say('papers')}</h2><ul class="dots">${view.papers.map(one => html`<li>${native(view.lang, one)}</li>`)}</ul>
<dl class="facts"><dt>${say('for')}</dt><dd>${native(view.lang, view.unitName)}</dd>${view.bag !== undefined && html`<dt>${say('bag')}</dt><dd>${view.bag}</dd>`}</dl></div>
<div class="card stack"><h2>${say('rights')}</h2><ul class="dots">${view.place !== undefined && html`<li>${native(view.lang, say('right.place', { place: view.place }))}</li>`}<li>${withCalls(say('right.hotline'))}</li></ul></div></div>`,
    footer: html`<p>${say('number')} ${view.number}</p><p>${say('code')}</p><p class="code">${grouped(view.code)}</p><p>${withCalls(say('urgent'))}</p>`,
  })
}

/** The answer is the same for every unknown code. */
export const transferNotFoundPage = (view: PageView): string => {
  const say = transferWordsOf(view.lang)
  return page(view, frameWords(say), {
    title: say('not_found.title'),
    main: html`<div class="card stack"><h1>${say('not_found.title')}</h1><p role="alert" id="${codeFault}">${say('not_found.text')}</p>${findForm(view, say, true)}</div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
  })
}
