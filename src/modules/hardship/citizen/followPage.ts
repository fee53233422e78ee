import { viewFields } from '../../../kit/askForm.ts'
import { html, linkTo } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { frameWords, grouped, native, page, withCalls } from '../../../kit/page.ts'
import type { PageView } from '../../../kit/page.ts'
import { hardshipWordsOf } from './words.ts'
import type { HardshipWord, SayHardship } from './words.ts'

export const sayings = ['helped', 'unhelped', 'understood', 'withdraw'] as const
export type HardshipSaying = (typeof sayings)[number]

export interface HardshipFollowView extends PageView {
  /** 16 digits. */
  readonly code: string
  readonly number: string
  /** How it stands, in one sentence. */
  readonly now: string
  readonly by?: string
  /** That the term is a stopgap, and why. */
  readonly stopgap?: string
  readonly late: boolean
  /** What was said and done in this round, in sentences. */
  readonly told: readonly string[]
  /** What she may say now, the affirmative first. */
  readonly ask?: { readonly title: HardshipWord; readonly yes?: HardshipWord; readonly no?: HardshipWord; readonly hint: HardshipWord }
  readonly alreadyHelped: boolean
  readonly withdraw: boolean
  readonly heard?: 'word' | 'already'
}

const form = (view: HardshipFollowView, inside: Html): Html =>
  html`<form class="stack" method="post" action="${linkTo(`/hardship/${view.code}`)}" autocomplete="off">${viewFields(view)}${inside}</form>`

/** Both answers look alike: none is urged upon her. */
const judge = (view: HardshipFollowView, { title, yes, no, hint }: NonNullable<HardshipFollowView['ask']>, say: SayHardship): Html =>
  html`<div class="card">${form(
    view,
    html`<h2>${say(title)}</h2>
${yes && html`<button class="button quiet" name="say" value="${yes === 'say.understood' ? 'understood' : 'helped'}">${say(yes)}</button>`}
${no && html`<button class="button quiet" name="say" value="unhelped">${say(no)}</button>`}
<p class="soft">${say(hint)}</p>`,
  )}</div>`

export const hardshipFollowPage = (view: HardshipFollowView): string => {
  const say = hardshipWordsOf(view.lang)
  return page(view, frameWords(say), {
    title: say('follow.title'),
    main: html`<div class="stack">${view.heard && html`<p class="note" role="status">${say(view.heard === 'word' ? 'heard' : 'heard.already')}</p>`}
<div class="card stack"><h1>${say('follow.title')}</h1><p><strong class="q">${native(view.lang, view.now)}</strong></p>${view.by !== undefined && html`<p class="soft">${view.by}</p>`}${view.stopgap !== undefined && html`<p class="soft">${view.stopgap}</p>`}${view.late && html`<p class="note">${say('late')}</p>`}</div>
${view.told.length > 0 && html`<div class="card stack"><h2>${say('told')}</h2>${view.told.map(one => html`<p>${native(view.lang, one)}</p>`)}</div>`}
${view.ask && judge(view, view.ask, say)}
${view.alreadyHelped && html`<div class="card">${form(view, html`<button class="button quiet" name="say" value="helped">${say('already.helped')}</button>`)}</div>`}
<div class="card stack"><h2>${say('rights')}</h2><ul class="dots"><li>${withCalls(say('right.hotline'))}</li><li>${withCalls(say('right.law'))}</li><li>${withCalls(say('right.discipline'))}</li></ul></div>
${
  view.withdraw &&
  html`<details><summary>${say('withdraw')}</summary><div class="in">${form(view, html`<p>${say('withdraw.text')}</p><button class="button quiet" name="say" value="withdraw">${say('withdraw.do')}</button>`)}</div></details>`
}</div>`,
    footer: html`<p>${say('number')} ${view.number}</p><p>${say('code')}</p><p class="code">${grouped(view.code)}</p><p>${withCalls(say('urgent'))}</p>`,
  })
}
