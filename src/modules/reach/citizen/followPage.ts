import { viewFields } from '../../../kit/askForm.ts'
import { html, linkTo } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { frameWords, grouped, native, page, wayTo, withCalls } from '../../../kit/page.ts'
import type { PageView } from '../../../kit/page.ts'
import { reachWordsOf } from './words.ts'
import type { ReachWord, SayReach } from './words.ts'

export const sayings = ['reached', 'unreached', 'explained', 'withdraw'] as const
export type ReachSaying = (typeof sayings)[number]

export interface ReachFollowView extends PageView {
  /** 16 digits. */
  readonly code: string
  readonly number: string
  /** How it stands, in one sentence. */
  readonly now: string
  readonly by?: string
  readonly late: boolean
  /** What was said and done in this round, in sentences. */
  readonly told: readonly string[]
  readonly where?: readonly { readonly title: ReachWord; readonly text: string }[]
  /** What she may say now, the affirmative first. */
  readonly ask?: { readonly title: ReachWord; readonly yes?: ReachWord; readonly no?: ReachWord; readonly hint: ReachWord }
  readonly alreadyReached: boolean
  readonly withdraw: boolean
  readonly heard?: 'word' | 'already'
}

const form = (view: ReachFollowView, inside: Html): Html =>
  html`<form class="stack" method="post" action="${linkTo(`/reach/${view.code}`)}" autocomplete="off">${viewFields(view)}${inside}</form>`

/** Both answers look alike: none is urged upon her. */
const judge = (view: ReachFollowView, { title, yes, no, hint }: NonNullable<ReachFollowView['ask']>, say: SayReach): Html =>
  html`<div class="card">${form(
    view,
    html`<h2>${say(title)}</h2>
${yes && html`<button class="button quiet" name="say" value="${yes === 'say.explained' ? 'explained' : 'reached'}">${say(yes)}</button>`}
${no && html`<button class="button quiet" name="say" value="unreached">${say(no)}</button>`}
<p class="soft">${say(hint)}</p>`,
  )}</div>`

export const reachFollowPage = (view: ReachFollowView): string => {
  const say = reachWordsOf(view.lang)
  return page(view, frameWords(say), {
    title: say('follow.title'),
    main: html`<div class="stack">${view.heard && html`<p class="note" role="status">${say(view.heard === 'word' ? 'heard' : 'heard.already')}</p>`}
<div class="card stack"><h1>${say('follow.title')}</h1><p><strong class="q">${native(view.lang, view.now)}</strong></p>${view.by !== undefined && html`<p class="soft">${view.by}</p>`}${view.late && html`<p class="note">${say('late')}</p>`}</div>
${view.where && html`<div class="card stack"><h2>${say('where')}</h2><dl class="facts">${view.where.map(one => html`<dt>${say(one.title)}</dt><dd>${native(view.lang, one.text)}</dd>`)}</dl></div>`}
${view.told.length > 0 && html`<div class="card stack"><h2>${say('told')}</h2>${view.told.map(one => html`<p>${native(view.lang, one)}</p>`)}</div>`}
${view.ask && judge(view, view.ask, say)}
${view.alreadyReached && html`<div class="card">${form(view, html`<button class="button quiet" name="say" value="reached">${say('already.reached')}</button>`)}</div>`}
<div class="card stack"><h2>${say('rights')}</h2><ul class="dots"><li>${withCalls(say('right.hotline'))}</li><li><a class="way" href="${wayTo(view, '/transfer')}">${say('right.papers')}</a></li><li><a class="way" href="${wayTo(view, '/hardship')}">${say('right.help')}</a></li></ul></div>
${
  view.withdraw &&
  html`<details><summary>${say('withdraw')}</summary><div class="in">${form(view, html`<p>${say('withdraw.text')}</p><button class="button quiet" name="say" value="withdraw">${say('withdraw.do')}</button>`)}</div></details>`
}</div>`,
    footer: html`<p>${say('number')} ${view.number}</p><p>${say('code')}</p><p class="code">${grouped(view.code)}</p><p>${withCalls(say('urgent'))}</p>`,
  })
}
