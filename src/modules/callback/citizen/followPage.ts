import { codeFault, described, viewFields } from '../../../kit/askForm.ts'
import { flag, html, linkTo } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { frameWords, grouped, native, page, withCalls } from '../../../kit/page.ts'
import type { PageView } from '../../../kit/page.ts'
import { followWordsOf } from './words.ts'
import type { SayFollow } from './words.ts'

export interface Step {
  /** 收到了 · 已交执行局局长 · 已和您联系 · 正在改 · 改好了，请您看 · 您说了算 */
  readonly title: string
  /** The day in words. Only days that the citizen knows or was promised; never of what others rated. */
  readonly at?: string
  readonly state: 'done' | 'current' | 'ahead'
}

/** Either what was put right, or one answer in plain words (an explanation, where to go). */
export type Answer = { readonly found: string; readonly measure: string; readonly from: string } | { readonly said: string }

export interface Evidence {
  readonly kind: 'picture' | 'document'
  readonly url: string
}

export interface EarlierRound {
  readonly round: number
  readonly post: string
  readonly contacted?: string
  readonly answer?: Answer
  readonly no: string
}

/**
 * What the holder of a receipt sees: the same bytes for all ratings with the same wish at the same stage. Whoever
 * presses somebody to show this page learns nothing of the level.
 */
export interface FollowView extends PageView {
  /** 16 digits. */
  readonly code: string
  /** Where the forms are posted. */
  readonly action: string
  readonly steps: readonly Step[]
  /** Without `dateText` while the year's calendar is not published. */
  readonly promised?: { readonly dateText?: string; readonly because: readonly string[] }
  /** The promised day has passed: since when it is late, and to whom that was told on which day. */
  readonly late?: { readonly since: string; readonly told: readonly { readonly day: string; readonly whom: string }[] }
  readonly safeWord?: string
  readonly answer?: Answer
  /** What was done, as far as it was released for her to see: where each picture or document lies. */
  readonly evidence?: readonly Evidence[]
  /** Whether the citizen's word is asked for now. */
  readonly judge: boolean
  /** Nobody else will look: a further no is kept. */
  readonly final?: boolean
  /** Rounds that have passed, each with who looked, what was answered and that the citizen said no. */
  readonly earlier?: readonly EarlierRound[]
  /** Whether it can be taken back. */
  readonly withdraw?: boolean
  /** A new round after "not solved". */
  readonly again?: { readonly dateText?: string }
  /** Set once the last organ has looked: its name. */
  readonly last?: { readonly organ: string }
  /** Lawful next steps for this body and matter, each a sentence. */
  readonly rights: readonly string[]
  /** Days, in words, on which its content was read under a formal order. */
  readonly drawn?: readonly string[]
  /** How it ended, in words, when it has. */
  readonly ended?: string
  /** What was just said here. */
  readonly heard?: 'word' | 'hurt' | 'sealed' | 'already' | 'empty'
}

/** Names of the forms' fields. `say` takes the citizen's word; `hurt` and `sealed` are '1'. */
export const followFields = {
  say: 'say',
  hurt: 'hurt',
  words: 'words',
  sealed: 'sealed',
  sealedWords: 'sealed_words',
  code: 'code',
  lang: 'lang',
} as const
export const citizenWords = ['solved', 'partly', 'unsolved'] as const
export type Word = (typeof citizenWords)[number]

const steps = (view: FollowView, say: SayFollow): Html =>
  html`<ol class="steps">${view.steps.map(step => html`<li class="${step.state}"${step.state === 'current' && html` aria-current="step"`}>${native(view.lang, step.title)} <span class="soft">${step.at && `${step.at} · `}${say(`step.${step.state}`)}</span></li>`)}</ol>`

const promised = (
  view: FollowView,
  { dateText, because }: NonNullable<FollowView['promised']>,
  say: SayFollow,
): Html => html`<div class="card"><h2>${say('promised')}</h2>
<p>${dateText === undefined ? say('promised.none') : html`<strong class="q">${dateText}</strong>`}</p>
${
  view.late &&
  html`<p class="note">${say('late', { date: view.late.since })}</p>
${view.late.told.length > 0 && html`<ul class="dots">${view.late.told.map(one => html`<li>${say('late.told', { date: one.day, whom: one.whom })}</li>`)}</ul>`}`
}
${because.length > 0 && html`<details class="plain"><summary>${say('promised.how')}</summary><div class="in"><ol>${because.map(line => html`<li>${native(view.lang, line)}</li>`)}</ol></div></details>`}</div>`

const answerFacts = (view: FollowView, given: Answer, say: SayFollow): Html =>
  html`<dl class="facts">${
    'said' in given
      ? html`<dt>${say('answer.said')}</dt><dd>${native(view.lang, given.said)}</dd>`
      : html`<dt>${say('answer.found')}</dt><dd>${native(view.lang, given.found)}</dd><dt>${say('answer.measure')}</dt><dd>${native(view.lang, given.measure)}</dd><dt>${say('answer.from')}</dt><dd>${given.from}</dd>`
  }</dl>`

const answer = (view: FollowView, given: Answer, say: SayFollow): Html => html`<div class="card stack"><h2>${say('answer.title')}</h2>
${answerFacts(view, given, say)}</div>`

/** Numbered, never named: names of files name people. */
const evidence = (shown: readonly Evidence[], say: SayFollow): Html => html`<div class="card stack"><h2>${say('evidence')}</h2>
${shown.map((one, at) =>
  one.kind === 'picture'
    ? html`<figure class="shown"><a href="${linkTo(one.url)}"><img src="${linkTo(one.url)}" alt="${say('evidence.picture', { number: String(at + 1) })}" loading="lazy"></a><figcaption class="soft">${say('evidence.picture', { number: String(at + 1) })}</figcaption></figure>`
    : html`<p><a class="button quiet" href="${linkTo(one.url)}" download>${say('evidence.document', { number: String(at + 1) })}</a></p>`,
)}
<p class="soft">${say('evidence.note')}</p></div>`

const earlier = (view: FollowView, rounds: readonly EarlierRound[], say: SayFollow): Html =>
  html`<details><summary>${say('earlier', { count: String(rounds.length) })}</summary><div class="in stack">${rounds.map(
    one => html`<h2>${say('earlier.round', { round: String(one.round) })}</h2>
<p>${native(view.lang, one.post)}${one.contacted !== undefined && html` · ${say('earlier.contacted', { date: one.contacted })}`}</p>
${one.answer ? answerFacts(view, one.answer, say) : html`<p class="soft">${say('earlier.none')}</p>`}
<p>${say('earlier.no', { date: one.no })}</p>`,
  )}</div></details>`

const withdraw = (view: FollowView, say: SayFollow): Html =>
  html`<details><summary>${say('withdraw.title')}</summary><div class="in">${form(
    view,
    html`<p>${say('withdraw.text')}</p>
<button class="button quiet" name="${followFields.say}" value="withdraw">${say('withdraw.do')}</button>`,
  )}</div></details>`

const form = (view: FollowView, inside: Html): Html =>
  html`<form class="stack" method="post" action="${linkTo(view.action)}" autocomplete="off">${viewFields(view)}${inside}</form>`

/** The three answers look alike: none is urged upon her. */
const judge = (view: FollowView, say: SayFollow): Html =>
  html`<div class="card">${form(
    view,
    html`<h2>${say('judge.ask')}</h2>
${citizenWords.map(word => html`<button class="button quiet" name="${followFields.say}" value="${word}">${say(word === 'unsolved' && view.final ? 'judge.final' : `judge.${word}`)}</button>`)}
<p class="soft">${say(view.final ? 'judge.final.hint' : 'judge.hint')}</p>`,
  )}</div>`

const outcome = (
  view: FollowView,
  say: SayFollow,
): Html => html`${view.again && html`<p class="note">${view.again.dateText === undefined ? say('again.undated') : say('again', { date: view.again.dateText })}</p>`}
${view.ended && html`<p class="note">${native(view.lang, view.ended)}</p>`}
${view.last && html`<p class="note">${say('last', { organ: view.last.organ })}</p>`}`

const hurt = (view: FollowView, say: SayFollow): Html =>
  html`<details><summary>${say('hurt.title')}</summary><div class="in">${form(
    view,
    html`<p>${say('hurt.text')}</p>
<label class="q" for="hurt-words">${say('hurt.words')}</label>
<textarea class="field" id="hurt-words" name="${followFields.words}" maxlength="1000"></textarea>
<button class="button quiet" name="${followFields.hurt}" value="1">${say('hurt.do')}</button>`,
  )}</div></details>`

const sealed = (view: FollowView, say: SayFollow): Html =>
  html`<details class="sealed"${flag('open', view.heard === 'empty')}><summary>${say('sealed.title')}</summary><div class="in">${form(
    view,
    html`<p>${say('sealed.text')}</p>
<label class="q" for="sealed-words">${say('sealed.words')}</label>
<textarea class="field" id="sealed-words" name="${followFields.sealedWords}" maxlength="2000" required></textarea>
<button class="button quiet seal" name="${followFields.sealed}" value="1">${say('sealed.do')}</button>`,
  )}</div></details>`

const safeWord = (
  word: string,
  say: SayFollow,
): Html => html`<div class="card"><p class="said">${say('word')} <span class="word">${word}</span></p>
<p class="soft">${say('word.hint')}</p></div>`

const rights = (view: FollowView, say: SayFollow): Html => html`<div class="card stack"><h2>${say('rights')}</h2>
<ul class="dots">${view.rights.map(right => html`<li>${native(view.lang, right)}</li>`)}</ul></div>`

const heardWords = { word: 'heard', sealed: 'heard', hurt: 'heard.hurt', already: 'heard.already', empty: 'heard.empty' } as const

export const followPage = (view: FollowView): string => {
  const say = followWordsOf(view.lang, view.words)
  return page(view, frameWords(say), {
    title: say('title'),
    main: html`<div class="stack">${view.heard && html`<p class="note" role="status">${say(heardWords[view.heard])}</p>`}
<div class="card stack"><h1>${say('title')}</h1>
${steps(view, say)}</div>
${outcome(view, say)}
${view.answer && answer(view, view.answer, say)}
${view.evidence && view.evidence.length > 0 && evidence(view.evidence, say)}
${view.judge && judge(view, say)}
${view.promised && promised(view, view.promised, say)}
${view.earlier && view.earlier.length > 0 && earlier(view, view.earlier, say)}
${view.safeWord !== undefined && safeWord(view.safeWord, say)}
${view.rights.length > 0 && rights(view, say)}
${view.drawn && view.drawn.length > 0 && html`<div class="card">${view.drawn.map(date => html`<p>${say('drawn', { date })}</p>`)}</div>`}
${hurt(view, say)}
${sealed(view, say)}
${view.withdraw && withdraw(view, say)}</div>`,
    footer: html`<p>${say('code')}</p><p class="code">${grouped(view.code)}</p><p>${say('shows')}</p><p>${withCalls(say('urgent'))}</p>`,
  })
}

/** `missed`: a code was given and is unknown; the answer is the same for every unknown code. */
export interface FindView extends PageView {
  readonly action: string
  readonly missed?: boolean
}

/** For those who copied the code by hand. Posted, not asked by address, so that the code stays out of logs and history. */
export const findPage = (view: FindView): string => {
  const say = followWordsOf(view.lang, view.words)
  return page(view, frameWords(say), {
    title: say('find.title'),
    main: html`<div class="card"><form class="stack" method="post" action="${linkTo(view.action)}" autocomplete="off">${viewFields(view)}
<h1>${say(view.missed ? 'not_found.title' : 'find.title')}</h1>
${view.missed && html`<p role="alert" id="${codeFault}">${say('not_found.text')}</p>`}
<label class="q" for="code">${say('find.label')}</label>
<input class="field code" id="code" name="${followFields.code}" inputmode="numeric" maxlength="24" required${described([view.missed && codeFault, 'code-hint'], view.missed ?? false)}>
<p class="soft" id="code-hint">${say('find.hint')}</p>
<button class="button">${say('find.do')}</button></form></div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
  })
}
