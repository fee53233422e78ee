import { viewFields } from '../../../kit/askForm.ts'
import { flag, html, linkTo } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { frameWords, grouped, page, wayTo, withCalls } from '../../../kit/page.ts'
import { faultList, faultOf, marksOf } from './parts.ts'
import type { ReceiptView } from './view.ts'
import { wordsOf } from './words.ts'
import type { Say } from './words.ts'

const sentence = (view: ReceiptView, say: Say): string => {
  const who = view.who ?? ''
  if (view.wish === 'after') return view.waits ? say('receipt.after', { who, date: view.latest ?? '' }) : say('receipt.after.over', { who })
  if (view.promised === undefined) return say('receipt.call.undated', { who })
  return say(view.overdue ? 'receipt.call.past' : 'receipt.call', { date: view.promised, who })
}

const wished = (view: ReceiptView, say: Say): Html => {
  if (view.wish === 'none') return html`<p>${say(view.changeUrl === undefined ? 'receipt.none.released' : 'receipt.none')}</p>`
  return html`<p>${sentence(view, say)}</p>
${
  view.safeWord !== undefined &&
  html`<p class="said">${say('receipt.word')} <span class="word">${view.safeWord}</span></p>
<p class="soft">${say('receipt.safe')}</p>`
}`
}

/** The same two forms with every receipt, whatever was wished and however long ago; neither leaves a mark on this page. */
const tell = (view: ReceiptView, say: Say): Html => {
  const form = (inside: Html): Html =>
    html`<form class="stack" method="post" action="${linkTo(view.tellUrl)}" autocomplete="off">${viewFields(view)}${inside}</form>`
  const faults = view.fault ? [view.fault] : []
  const open = (field: string): boolean => view.fault?.field === field
  return html`<details class="no-print"${flag('open', open('words') || open('hurt'))}><summary>${say('hurt.title')}</summary><div class="in">${form(html`<p>${say('hurt.text')}</p>
${faultOf(faults, 'words')}
<label class="q" for="at-words">${say('hurt.words')}</label>
<textarea class="field" id="at-words" name="words" maxlength="1000"${marksOf(faults, 'words')}>${view.typed?.words ?? ''}</textarea>
<button class="button quiet" name="hurt" value="1">${say('hurt.do')}</button>`)}</div></details>
<details class="sealed no-print"${flag('open', open('sealed_words'))}><summary>${say('sealed.title')}</summary><div class="in">${form(html`<p>${say('sealed.text')}</p>
<p>${say('sealed.named')}</p>
${faultOf(faults, 'sealed_words')}
<label class="q" for="at-sealed_words">${say('sealed.words')}</label>
<textarea class="field" id="at-sealed_words" name="sealed_words" maxlength="2000" required${marksOf(faults, 'sealed_words')}>${view.typed?.sealed_words ?? ''}</textarea>
<button class="button quiet seal" name="sealed" value="1">${say('sealed.do')}</button>`)}</div></details>`
}

const buttons = (
  view: ReceiptView,
  say: Say,
): Html => html`${view.followUrl !== undefined && html`<a class="button" href="${wayTo(view, view.followUrl)}">${say('receipt.follow')}</a>`}
${view.changeUrl !== undefined && html`<a class="button quiet" href="${wayTo(view, view.changeUrl)}">${say('receipt.edit')}</a>`}
${view.presenceUrl !== undefined && html`<a class="button quiet" href="${linkTo(view.presenceUrl)}" download>${say('presence.do')}</a>`}`

export const receiptPage = (view: ReceiptView): string => {
  const say = wordsOf(view.lang, view.words)
  return page(view, frameWords(say), {
    title: say('receipt.title'),
    main: html`<div class="stack">${view.heard && html`<p class="note" role="status">${say(view.heard === 'hurt' ? 'heard.hurt' : 'heard.sealed')}</p>`}
${faultList(view.fault ? [view.fault] : [], say('faults.title'))}
<div class="card stack"><h1>${say('receipt.title')}</h1>
${wished(view, say)}
<div class="slip"><h2>${say('receipt.code')}</h2>
<p class="code">${grouped(view.receipt)}</p>
<p>${say('receipt.keep')}</p></div>
<ul class="dots"><li>${say('receipt.shows')}</li>
<li>${view.changeUntil === undefined ? say('receipt.released') : say('receipt.change', { date: view.changeUntil })}</li>
${view.presenceUrl !== undefined && view.rootsUrl !== undefined && html`<li>${say('presence.text')} <a href="${wayTo(view, view.rootsUrl)}">${say('presence.roots')}</a></li>`}
${view.drawn?.map(date => html`<li>${say('receipt.drawn', { date })}</li>`)}
<li>${say('receipt.hurt')}</li></ul></div>
<div class="row no-print">${buttons(view, say)}</div>
${tell(view, say)}
<button class="button quiet no-print" type="button" data-print hidden>${say('receipt.print')}</button></div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
    stay: view.fault !== undefined,
  })
}
