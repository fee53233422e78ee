import { viewFields } from '../../../kit/askForm.ts'
import { html, linkTo } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { frameWords, grouped, native, page, wayTo, withCalls } from '../../../kit/page.ts'
import type { PageView } from '../../../kit/page.ts'
import { receptionWordsOf } from './words.ts'
import type { SayReception } from './words.ts'

export const sayings = ['solved', 'unsolved', 'call_off', 'withdraw'] as const
export type ReceptionSaying = (typeof sayings)[number]

export interface ReceptionFollowView extends PageView {
  /** 16 digits. */
  readonly code: string
  readonly number: string
  /** How it stands, in one sentence. */
  readonly now: string
  /** Her place: when, who, where, how to come. */
  readonly place: readonly string[]
  readonly phone?: string
  readonly by?: string
  readonly late: boolean
  /** What was promised, and by whom. */
  readonly promised: readonly string[]
  /** What was answered at the reception, or in this round. */
  readonly told: readonly string[]
  readonly there: boolean
  readonly judges: boolean
  /** It ended with her yes, and may still turn out otherwise. */
  readonly after: boolean
  readonly yes: boolean
  readonly no: boolean
  /** A no is kept, for no round is left. */
  readonly last: boolean
  readonly alreadySolved: boolean
  readonly callOff: boolean
  readonly withdraw: boolean
  /** She may book again. */
  readonly again: boolean
  readonly heard?: 'word' | 'already'
}

const form = (view: ReceptionFollowView, inside: Html): Html =>
  html`<form class="stack" method="post" action="${linkTo(`/reception/${view.code}`)}" autocomplete="off">${viewFields(view)}${inside}</form>`

/** The answers look alike: none is urged upon her. */
const judge = (view: ReceptionFollowView, say: SayReception): Html =>
  html`<div class="card">${form(
    view,
    html`<h2>${say(view.after ? 'ask.after' : 'ask')}</h2>
${view.yes && html`<button class="button quiet" name="say" value="solved">${say('say.solved')}</button>`}
${view.no && html`<button class="button quiet" name="say" value="unsolved">${say(view.last ? 'say.kept' : 'say.unsolved')}</button>`}
<p class="soft">${say(view.last ? 'say.last' : 'say.hint')}</p>`,
  )}</div>`

const told = (view: ReceptionFollowView, title: string, lines: readonly string[]): Html | false =>
  lines.length > 0 && html`<div class="card stack"><h2>${title}</h2>${lines.map(one => html`<p>${native(view.lang, one)}</p>`)}</div>`

const closing = (view: ReceptionFollowView, say: SayReception, word: 'call.off' | 'withdraw', value: ReceptionSaying): Html =>
  html`<details><summary>${say(word)}</summary><div class="in">${form(view, html`<p>${say(`${word}.text`)}</p><button class="button quiet" name="say" value="${value}">${say(`${word}.do`)}</button>`)}</div></details>`

export const receptionFollowPage = (view: ReceptionFollowView): string => {
  const say = receptionWordsOf(view.lang)
  const coming = wayTo(view, '/reception')
  return page(view, frameWords(say), {
    title: say('follow.title'),
    main: html`<div class="stack">${view.heard && html`<p class="note" role="status">${say(view.heard === 'word' ? 'heard' : 'heard.already')}</p>`}
<div class="card stack"><h1>${say('follow.title')}</h1><p><strong class="q">${native(view.lang, view.now)}</strong></p>${view.by !== undefined && html`<p class="soft">${view.by}</p>`}${view.late && html`<p class="note">${say('late')}</p>`}
${view.again && html`<a class="button" href="${coming}">${say('again')}</a>`}</div>
${
  view.place.length > 0 &&
  html`<div class="card stack"><h2>${say('your')}</h2>${view.place.map(one => html`<p>${native(view.lang, one)}</p>`)}${view.phone !== undefined && html`<p><a class="way" href="tel:${view.phone}">${view.phone}</a></p>`}</div>`
}
${told(view, say('promised'), view.promised)}
${told(view, say(view.there ? 'answeredThere' : 'told'), view.told)}
${view.judges && judge(view, say)}
${view.alreadySolved && html`<div class="card">${form(view, html`<button class="button quiet" name="say" value="solved">${say('already.solved')}</button>`)}</div>`}
<div class="card stack"><h2>${say('rights')}</h2><ul class="dots"><li>${withCalls(say('right.hotline'))}</li><li><a class="way" href="${coming}">${say('right.again')}</a></li></ul></div>
${view.callOff && closing(view, say, 'call.off', 'call_off')}${view.withdraw && closing(view, say, 'withdraw', 'withdraw')}</div>`,
    footer: html`<p>${say('number')} ${view.number}</p><p>${say('code')}</p><p class="code">${grouped(view.code)}</p><p>${withCalls(say('urgent'))}</p>`,
  })
}
