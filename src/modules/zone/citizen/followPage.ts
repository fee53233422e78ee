import { viewFields } from '../../../kit/askForm.ts'
import { html, linkTo } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { frameWords, grouped, native, page, wayTo, withCalls } from '../../../kit/page.ts'
import type { PageView } from '../../../kit/page.ts'
import { zoneWordsOf } from './words.ts'
import type { SayZone } from './words.ts'

export const sayings = ['solved', 'unsolved', 'move', 'withdraw'] as const
export type ZoneSaying = (typeof sayings)[number]

export interface ZoneFollowView extends PageView {
  /** 16 digits. */
  readonly code: string
  readonly number: string
  /** How it stands, in one sentence. */
  readonly now: string
  readonly by?: string
  readonly late: boolean
  /** What was answered in this round, in sentences. */
  readonly told: readonly string[]
  /** She may say something now. */
  readonly judges: boolean
  /** It ended with her yes, and may still turn out otherwise. */
  readonly after: boolean
  readonly yes: boolean
  readonly no: boolean
  /** A no is kept, for no round is left. */
  readonly last: boolean
  /** She may take it to the window of last resort. */
  readonly moveOn: boolean
  readonly moved: boolean
  readonly alreadySolved: boolean
  readonly withdraw: boolean
  readonly heard?: 'word' | 'already'
}

const form = (view: ZoneFollowView, inside: Html): Html =>
  html`<form class="stack" method="post" action="${linkTo(`/zone/${view.code}`)}" autocomplete="off">${viewFields(view)}${inside}</form>`

/** The answers look alike: none is urged upon her. */
const judge = (view: ZoneFollowView, say: SayZone): Html =>
  html`<div class="card">${form(
    view,
    html`<h2>${say(view.after ? 'ask.after' : 'ask')}</h2>
${view.yes && html`<button class="button quiet" name="say" value="solved">${say('say.solved')}</button>`}
${view.no && html`<button class="button quiet" name="say" value="unsolved">${say(view.last ? 'say.kept' : 'say.unsolved')}</button>`}
${view.moveOn && html`<button class="button quiet" name="say" value="move">${say('say.move')}</button>`}
<p class="soft">${say(view.last ? 'say.last' : 'say.hint')}</p>${view.moveOn && html`<p class="soft">${say('say.move.hint')}</p>`}`,
  )}</div>`

export const zoneFollowPage = (view: ZoneFollowView): string => {
  const say = zoneWordsOf(view.lang)
  return page(view, frameWords(say), {
    title: say('follow.title'),
    main: html`<div class="stack">${view.heard && html`<p class="note" role="status">${say(view.heard === 'word' ? 'heard' : 'heard.already')}</p>`}
<div class="card stack"><h1>${say('follow.title')}</h1><p><strong class="q">${native(view.lang, view.now)}</strong></p>${view.by !== undefined && html`<p class="soft">${view.by}</p>`}${view.late && html`<p class="note">${say('late')}</p>`}
${view.moved && html`<a class="button" href="${wayTo(view, `/stuck/${view.code}`)}">${say('moved.see')}</a>`}</div>
${view.told.length > 0 && html`<div class="card stack"><h2>${say('told')}</h2>${view.told.map(one => html`<p>${native(view.lang, one)}</p>`)}</div>`}
${view.judges && judge(view, say)}
${view.alreadySolved && html`<div class="card">${form(view, html`<button class="button quiet" name="say" value="solved">${say('already.solved')}</button>`)}</div>`}
<div class="card stack"><h2>${say('rights')}</h2><ul class="dots"><li>${withCalls(say('right.hotline'))}</li><li><a class="way" href="${wayTo(view, '/stuck')}">${say('right.stuck')}</a></li></ul></div>
${
  view.withdraw &&
  html`<details><summary>${say('withdraw')}</summary><div class="in">${form(view, html`<p>${say('withdraw.text')}</p><button class="button quiet" name="say" value="withdraw">${say('withdraw.do')}</button>`)}</div></details>`
}</div>`,
    footer: html`<p>${say('number')} ${view.number}</p><p>${say('code')}</p><p class="code">${grouped(view.code)}</p><p>${withCalls(say('urgent'))}</p>`,
  })
}
