import { viewFields } from '../../../kit/askForm.ts'
import { flag, html, linkTo, trusted } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { frameWords, native, page, withCalls } from '../../../kit/page.ts'
import { callPart, sealedPart } from './callPart.ts'
import { faceRow, faceSymbols } from './faces.ts'
import { valueOf, withdrawField } from './fields.ts'
import type { Submitted } from './fields.ts'
import { choice, faultList, faultOf, fold, marksOf } from './parts.ts'
import type { Dimension, RateView, Reason } from './view.ts'
import { wordsOf } from './words.ts'
import type { Say } from './words.ts'

const eye = trusted(
  '<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"><path d="M3 3l18 18M9.5 5.4A10 10 0 0 1 12 5c6 0 9.5 7 9.5 7a16 16 0 0 1-2.6 3.500M6 7.500A16 16 0 0 0 2.5 12S6 19 12 19a9.5 9.5 0 0 0 4-.9"/></svg>',
)
const lock = trusted(
  '<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"><rect x="4" y="10.5" width="16" height="10" rx="2.5"/><path d="M7.5 10V7.500a4.5 4.5 0 0 1 9 0V10"/></svg>',
)
const shield = trusted(
  '<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"><path d="M12 2.500l8 3v6c0 5-3.4 8.5-8 10-4.6-1.5-8-5-8-10v-6zM8.5 12l2.5 2.5 4.5-5"/></svg>',
)

const promises = (say: Say): Html => html`<ul class="promises" aria-label="${say('promises.title')}"><li>${eye}${say('promise.rated')}</li>
<li>${lock}${say('promise.number')}</li>
<li>${shield}${say('promise.safe')}</li></ul>`

const howKept = (view: RateView, say: Say): Html =>
  fold(
    say('how.title'),
    html`<ul class="dots"><li>${say('how.batch')}</li>
<li>${say('how.words')}</li>
<li>${say('how.call', { post: view.callbackPost, centre: view.centre })}${view.centreMayTakeOver && say('how.call.overdue', { centre: view.centre })}</li>
<li>${say('how.guess')}</li>
<li>${say('how.law')}</li>
<li>${say('how.change')}</li></ul>`,
    { kind: 'plain' },
  )

const head = (view: RateView, say: Say): Html => {
  const line = view.lineName !== undefined && html`·${native(view.lang, view.lineName)}`
  return view.mode === 'change'
    ? html`<p class="soft">${native(view.lang, view.unitName)}${line}</p>
<h1>${say('rate.title.change')}</h1>
<p>${say('rate.sub.change')}</p>
${view.changeUntil !== undefined && html`<p class="soft">${say('change.until', { date: view.changeUntil })}</p>`}`
    : html`<p class="soft">${say('rate.title')}${line}</p>
<h1>${native(view.lang, view.unitName)}</h1>
<p>${say('rate.sub')}</p>
${promises(say)}`
}

/** A window for one line asks nothing; another has its own chosen, so that one tap is enough. */
const linePart = (view: RateView, say: Say, values: Submitted): Html | undefined => {
  if (!view.standingCode) return undefined
  const { own, lines } = view.standingCode
  const [only] = lines
  if (only && lines.length === 1) return html`<input type="hidden" name="line" value="${only.code}"><p class="soft">${say('line.note')}</p>`
  const chosen = valueOf(values, 'line') || own
  const isOpen = !lines.some(line => line.code === chosen)
  return html`<div class="card stack"><label class="q" for="at-line">${say('line.ask')}</label>
${faultOf(view.faults ?? [], 'line')}
<select class="field" id="at-line" name="line"${marksOf(view.faults ?? [], 'line')}>${isOpen && html`<option value="">${say('line.choose')}</option>`}${lines.map(line => html`<option value="${line.code}"${flag('selected', line.code === chosen)}>${line.title}</option>`)}</select>
<p class="soft">${say('line.note')}</p></div>`
}

const overallPart = (
  view: RateView,
  say: Say,
  values: Submitted,
): Html => html`<div class="card"><fieldset id="at-overall"${marksOf(view.faults ?? [], 'overall', 'group')}><legend class="q">${say('ask')}</legend>
${faultOf(view.faults ?? [], 'overall')}
${faceRow({ lang: view.lang, field: 'overall', levels: view.levels, values })}</fieldset></div>
<button class="button">${say('send')}</button>
<p class="soft">${say('ask.hint')}</p>
<p role="status" class="note" data-status hidden></p>
<button class="button quiet" type="button" data-retry hidden>${say('retry')}</button>`

const dimension = (
  one: Dimension,
  view: RateView,
  say: Say,
  values: Submitted,
): Html => html`<fieldset class="dimension" id="at-${one.key}"${marksOf(view.faults ?? [], one.key, 'group')}><legend><span class="q">${native(view.lang, one.title)}</span>${one.hint && html` <span class="soft">${native(view.lang, one.hint)}</span>`}</legend>
${faultOf(view.faults ?? [], one.key)}
${faceRow({ lang: view.lang, field: one.key, levels: view.levels, values, small: true })}
${choice('radio', one.key, 'none', say(one.key === 'result' ? 'dimension.none.result' : 'dimension.none'), values)}</fieldset>`

const dimensionsPart = (view: RateView, say: Say, values: Submitted): Html => {
  const list = view.dimensions.map(one => one.title).join(view.lang === 'zh' ? '、' : ', ')
  return fold(
    say('dimensions.title', { list }),
    html`<p class="soft">${say('dimensions.hint')}</p>
${view.dimensions.map(one => dimension(one, view, say, values))}`,
    { opens: true, open: view.dimensions.some(one => valueOf(values, one.key) !== '') },
  )
}

/** First what, then who: whatever names a person's conduct comes last. The categories themselves stay with the machine. */
export const inOrder = (reasons: readonly Reason[]): readonly Reason[] => [
  ...reasons.filter(one => one.cause !== 'person'),
  ...reasons.filter(one => one.cause === 'person'),
]

const reasonsPart = (view: RateView, say: Say, values: Submitted): Html => {
  const asked = view.dimensions.filter(one => view.reasonsByDimension[one.key]?.length)
  return fold(
    say('reasons.title'),
    html`<p class="soft">${say('reasons.hint')}</p>
${faultOf(view.faults ?? [], 'reason')}
<div id="at-reason" class="stack">${asked.map(
      one => html`<fieldset class="choices"${marksOf(view.faults ?? [], 'reason', 'group')}><legend class="q">${native(view.lang, one.title)}</legend>
${inOrder(view.reasonsByDimension[one.key] ?? []).map(reason => choice('checkbox', 'reason', reason.code, native(view.lang, reason.title), values))}</fieldset>`,
    )}</div>
<p class="note">${say('route.result', { route: view.lawfulRoute ?? say('route.unknown') })}</p>`,
    { opens: true, open: valueOf(values, 'reason') !== '' },
  )
}

const wordsPart = (view: RateView, say: Say, values: Submitted): Html =>
  fold(
    say('words.title'),
    html`${faultOf(view.faults ?? [], 'words')}
<label class="soft" for="at-words">${say('words.hint')}</label>
<textarea class="field" id="at-words" name="words" maxlength="1000" autocomplete="off"${marksOf(view.faults ?? [], 'words')}>${valueOf(values, 'words')}</textarea>`,
    { open: valueOf(values, 'words') !== '' || (view.faults ?? []).some(fault => fault.field === 'words') },
  )

const hiddenParts = (view: RateView): Html =>
  html`<input type="hidden" name="key" value="${view.idempotencyKey}"><input type="hidden" name="seconds" value="">`

const withdrawPart = (view: RateView, say: Say): Html =>
  html`<form method="post" action="${linkTo(view.action)}" autocomplete="off">${viewFields(view)}${fold(
    say('withdraw.title'),
    html`<p>${say('withdraw.text')}</p>
<input type="hidden" name="key" value="${view.idempotencyKey}">
<button class="button quiet" name="${withdrawField}" value="1">${say('withdraw.do')}</button>`,
  )}</form>`

/**
 * The rating page. One tap and one press are enough; the rest is folded away below. The server answers every link with
 * the same page, whatever became of it before.
 */
export const ratePage = (view: RateView): string => {
  const say = wordsOf(view.lang, view.words)
  const values: Submitted = { ...(view.helper ? { helper: '1' } : {}), ...view.values }
  const middle = Math.ceil(view.levels.length / 2)
  const form = html`<form class="stack" method="post" action="${linkTo(view.action)}" autocomplete="off" data-send="${middle}" data-sending="${say('sending')}" data-offline="${say('offline')}" data-waiting="${say('waiting')}">${viewFields(view)}${hiddenParts(view)}
${linePart(view, say, values)}
${overallPart(view, say, values)}
<h2>${say('more.title')}</h2>
${dimensionsPart(view, say, values)}
${reasonsPart(view, say, values)}
${wordsPart(view, say, values)}
${callPart(view, say, values)}
${sealedPart(view, say, values)}
${choice('checkbox', 'helper', '1', say('helper'), values)}
<button class="button">${say('send.again')}</button></form>`
  return page(view, frameWords(say), {
    title: `${say(view.mode === 'change' ? 'rate.title.change' : 'rate.title')} · ${view.unitName}`,
    main: html`${faceSymbols}<div class="stack">${faultList(view.faults ?? [], say('faults.title'))}
<div class="card">${head(view, say)}</div>
${form}
${view.mode === 'change' && withdrawPart(view, say)}</div>`,
    footer: html`${howKept(view, say)}<p>${withCalls(say('urgent'))}</p><p>${say('free')}</p>`,
    stay: view.values !== undefined,
  })
}

/** Through the receipt, for seven days. It opens empty: it never shows what was rated. */
export const changePage = (view: Omit<RateView, 'mode'>): string => ratePage({ ...view, mode: 'change' })
