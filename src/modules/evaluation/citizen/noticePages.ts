import { codeFault, described, viewFields } from '../../../kit/askForm.ts'
import { html, linkTo } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { frameWords, page, wayTo, withCalls } from '../../../kit/page.ts'
import type { PageView } from '../../../kit/page.ts'
import { notMeField } from './fields.ts'
import { hiddenFields } from './parts.ts'
import type { BusyView, NoticeView, UsedView, WindowUsedView } from './view.ts'
import { wordsOf } from './words.ts'
import type { Say, WordKey } from './words.ts'

const notice = (view: PageView, say: Say, title: WordKey, body: Html, stay = false): string =>
  page(view, frameWords(say), {
    title: say(title),
    main: html`<div class="card stack"><h1>${say(title)}</h1>${body}</div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
    stay,
  })

const plain =
  (title: WordKey, text: WordKey) =>
  (view: NoticeView): string => {
    const say = wordsOf(view.lang, view.words)
    return notice(
      view,
      say,
      title,
      html`<p>${withCalls(say(text))}</p>${
        view.receiptUrl !== undefined &&
        html`
<p><a class="button quiet" href="${wayTo(view, view.receiptUrl)}">${say('to_receipt')}</a></p>`
      }`,
    )
  }

/** The same for a link that never was, one mistyped and one long gone. */
export const notFoundPage = plain('not_found.title', 'not_found.text')
/** A receipt's code that nobody knows: there is nothing to scan again, but the code can be typed again. Posted to /follow, so that it stays out of addresses. */
export const receiptNotFoundPage = (view: NoticeView): string => {
  const say = wordsOf(view.lang, view.words)
  return notice(
    view,
    say,
    'receipt_not_found.title',
    html`<p role="alert" id="${codeFault}">${say('receipt_not_found.text')}</p>
<form class="stack" method="post" action="/follow" autocomplete="off">${viewFields(view)}
<label class="q" for="code">${say('receipt_not_found.label')}</label>
<input class="field code" id="code" name="code" inputmode="numeric" maxlength="24" required${described([codeFault, 'code-hint'], true)}>
<p class="soft" id="code-hint">${say('receipt_not_found.hint')}</p>
<button class="button">${say('receipt_not_found.do')}</button></form>`,
  )
}
export const closedPage = plain('closed.title', 'closed.text')
export const changeOverPage = plain('change_over.title', 'change_over.text')
export const withdrawnPage = plain('withdrawn.title', 'withdrawn.text')
export const notMePage = plain('not_me.title', 'not_me.text')

/** Answer to a second rating on one link (409). It says nothing of the first. */
export const usedPage = (view: UsedView): string => {
  const say = wordsOf(view.lang, view.words)
  const own = view.values && hiddenFields({ ...view.values, key: undefined })
  return notice(
    view,
    say,
    'used.title',
    html`<p>${say('used.text')}</p>
<p><a class="button quiet" href="${wayTo(view, view.changeUrl)}">${say('used.by_receipt')}</a></p>
<p>${say('used.notme')}${own && say('used.notme.with')}</p>
<form method="post" action="${linkTo(view.notMeAction)}" autocomplete="off">${viewFields(view)}${own}<input type="hidden" name="key" value="${view.idempotencyKey}">
<button class="button" name="${notMeField}" value="1">${say('used.notme.do')}</button></form>`,
    true,
  )
}

/** A second rating by one opening of a posted code (409). There is no link that somebody else could have used. */
export const windowUsedPage = (view: WindowUsedView): string => {
  const say = wordsOf(view.lang, view.words)
  return notice(
    view,
    say,
    'window_used.title',
    html`<p>${say('window_used.text')}</p>
<p><a class="button" href="${wayTo(view, view.againUrl)}">${say('window_used.again')}</a></p>
<p><a class="button quiet" href="${wayTo(view, view.changeUrl)}">${say('used.by_receipt')}</a></p>`,
  )
}

/** Answer with 503 and Retry-After: what was typed stays in the page, under the same idempotency key. */
export const busyPage = (view: BusyView): string => {
  const say = wordsOf(view.lang, view.words)
  return notice(
    view,
    say,
    'busy.title',
    html`<p>${say('busy.text', { seconds: Math.max(1, Math.ceil(view.retryAfter)) })}</p>
<form method="post" action="${linkTo(view.action)}" autocomplete="off">${viewFields(view)}${hiddenFields(view.values)}
<button class="button">${say('send')}</button></form>`,
    true,
  )
}
