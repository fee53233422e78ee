import { html, linkTo } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { grouped, page, withCalls } from '../../../kit/page.ts'
import { frameWords } from './parts.ts'
import type { ReceiptView } from './view.ts'
import { wordsOf } from './words.ts'
import type { Say } from './words.ts'

const wished = (view: ReceiptView, say: Say): Html => {
  if (view.wish === 'none') return html`<p>${say('receipt.none')}</p>`
  const who = view.who ?? ''
  const sentence = view.wish === 'after' ? say('receipt.after', { who })
    : view.promised === undefined ? say('receipt.call.undated', { who }) : say('receipt.call', { date: view.promised, who })
  return html`<p>${sentence}</p>
${view.safeWord !== undefined && html`<p class="said">${say('receipt.word')} <span class="word">${view.safeWord}</span></p>
<p class="soft">${say('receipt.safe')}</p>`}`
}

export const receiptPage = (view: ReceiptView): string => {
  const say = wordsOf(view.lang, view.words)
  return page(view, frameWords(say), {
    title: say('receipt.title'),
    main: html`<div class="stack"><div class="card stack"><h1>${say('receipt.title')}</h1>
${wished(view, say)}
<div class="slip"><h2>${say('receipt.code')}</h2>
<p class="code">${grouped(view.receipt)}</p>
<p>${say('receipt.keep')}</p></div>
<ul class="dots"><li>${say('receipt.shows')}</li>
<li>${say('receipt.change', { date: view.changeUntil })}</li>
<li>${say('receipt.hurt')}</li></ul></div>
<div class="row no-print"><a class="button" href="${linkTo(view.followUrl)}">${say('receipt.follow')}</a>
<a class="button quiet" href="${linkTo(view.changeUrl)}">${say('receipt.edit')}</a></div>
<button class="button quiet no-print" type="button" data-print hidden>${say('receipt.print')}</button></div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
  })
}
