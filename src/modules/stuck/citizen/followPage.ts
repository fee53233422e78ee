import { viewFields } from '../../../kit/askForm.ts'
import { html, linkTo } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { frameWords, grouped, native, page, wayTo, withCalls } from '../../../kit/page.ts'
import type { PageView } from '../../../kit/page.ts'
import { stuckWordsOf } from './words.ts'
import type { SayStuck, StuckWord } from './words.ts'

export interface StuckStep {
  readonly title: string
  readonly at?: string
  readonly state: 'done' | 'current' | 'ahead'
}

export interface StuckFollowView extends PageView {
  /** 16 digits. */
  readonly code: string
  readonly number: string
  readonly item: string
  readonly steps: readonly StuckStep[]
  /** Without `dateText` while the year's calendar is not published. */
  readonly promised?: {
    readonly dateText?: string
    readonly because: readonly string[]
    readonly late: boolean
    /** Her own day, not ours. */ readonly yours?: true
  }
  /** What she was told on the way: that it is complex, that it was extended, a first reply. */
  readonly told: readonly string[]
  /** Titles and words of the answer that stands. */
  readonly answer?: readonly { readonly title: StuckWord; readonly text: string }[]
  readonly round: number
  readonly judge: boolean
  /** Nobody else will look: a further no is kept. */
  readonly final: boolean
  readonly withdraw: boolean
  readonly ended?: StuckWord
  readonly heard?: 'word' | 'already'
}

const words = ['solved', 'partly', 'unsolved'] as const
export const sayings = [...words, 'withdraw'] as const
export type StuckSaying = (typeof sayings)[number]

const form = (view: StuckFollowView, inside: Html): Html =>
  html`<form class="stack" method="post" action="${linkTo(`/stuck/${view.code}`)}" autocomplete="off">${viewFields(view)}${inside}</form>`

/** The three answers look alike: none is urged upon her. */
const judge = (view: StuckFollowView, say: SayStuck): Html =>
  html`<div class="card">${form(
    view,
    html`<h2>${say('judge.ask')}</h2>
${words.map(word => html`<button class="button quiet" name="say" value="${word}">${say(word === 'unsolved' && view.final ? 'judge.final' : `judge.${word}`)}</button>`)}
<p class="soft">${say(view.final ? 'judge.final.hint' : 'judge.hint')}</p>`,
  )}</div>`

const promised = (
  view: StuckFollowView,
  { dateText, because, late, yours }: NonNullable<StuckFollowView['promised']>,
  say: SayStuck,
): Html =>
  html`<div class="card"><h2>${say(yours ? 'word_until' : 'promised')}</h2>
<p>${dateText === undefined ? say('promised.none') : html`<strong class="q">${dateText}</strong>`}</p>
${late && dateText !== undefined && html`<p class="note">${say('late', { date: dateText })}</p>`}
${because.length > 0 && html`<details class="plain"><summary>${say('promised.how')}</summary><div class="in"><ol>${because.map(one => html`<li>${native(view.lang, one)}</li>`)}</ol></div></details>`}</div>`

export const stuckFollowPage = (view: StuckFollowView): string => {
  const say = stuckWordsOf(view.lang)
  return page(view, frameWords(say), {
    title: say('follow.title'),
    main: html`<div class="stack">${view.heard && html`<p class="note" role="status">${say(view.heard === 'word' ? 'heard' : 'heard.already')}</p>`}
<div class="card stack"><h1>${say('follow.title')}</h1><p>${native(view.lang, view.item)}</p>
<ol class="steps">${view.steps.map(step => html`<li class="${step.state}"${step.state === 'current' && html` aria-current="step"`}>${native(view.lang, step.title)} <span class="soft">${step.at && `${step.at} · `}${say(`step.${step.state}`)}</span></li>`)}</ol></div>
${view.round > 1 && view.ended === undefined && html`<p class="note">${say('again', { round: String(view.round) })}</p>`}
${view.ended && html`<p class="note">${say(view.ended)}</p>`}
${view.told.map(one => html`<p class="note">${native(view.lang, one)}</p>`)}
${view.answer && html`<div class="card stack"><h2>${say('answer.title')}</h2><dl class="facts">${view.answer.map(one => html`<dt>${say(one.title)}</dt><dd>${native(view.lang, one.text)}</dd>`)}</dl></div>`}
${view.judge && judge(view, say)}
${view.promised && promised(view, view.promised, say)}
<div class="card stack"><h2>${say('rights')}</h2><ul class="dots"><li>${withCalls(say('right.hotline'))}</li><li>${withCalls(say('right.law'))}</li><li><a class="way" href="${wayTo(view, '/stuck/book')}">${say('right.book')}</a></li><li><a class="way" href="${wayTo(view, '/hardship')}">${say('right.help')}</a></li></ul></div>
${
  view.withdraw &&
  html`<details><summary>${say('withdraw.title')}</summary><div class="in">${form(
    view,
    html`<p>${say('withdraw.text')}</p>
<button class="button quiet" name="say" value="withdraw">${say('withdraw.do')}</button>`,
  )}</div></details>`
}</div>`,
    footer: html`<p>${say('number')} ${view.number}</p><p>${say('code')}</p><p class="code">${grouped(view.code)}</p><p>${withCalls(say('urgent'))}</p>`,
  })
}
