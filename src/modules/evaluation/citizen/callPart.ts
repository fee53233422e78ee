import { flag, html } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { holds, speeches, times, valueOf, wishes } from './fields.ts'
import type { Submitted } from './fields.ts'
import { choice, faultOf, fold, marksOf } from './parts.ts'
import type { RateView } from './view.ts'
import type { Say } from './words.ts'

const callFields: readonly string[] = ['wish', 'by', 'number', 'phone', 'when', 'speech', 'family_name', 'family_phone']

const asksForCall = (view: RateView, values: Submitted): boolean =>
  valueOf(values, 'wish') !== '' || valueOf(values, 'phone') !== '' || (view.faults ?? []).some(fault => callFields.includes(fault.field))

const typedNumber = (view: RateView, say: Say, values: Submitted): Html => {
  const fault = faultOf(view.faults ?? [], 'phone')
  return html`<label class="q" for="at-phone">${say('phone.label')}</label>
<input class="field" id="at-phone" type="tel" name="phone" inputmode="tel" maxlength="20" autocomplete="off" value="${valueOf(values, 'phone')}"${marksOf(view.faults ?? [], 'phone')}>
${fault}`
}

const numbers = (view: RateView, say: Say, values: Submitted): Html =>
  view.serviceKept
    ? html`<fieldset class="if-call choices" id="at-number"><legend class="q">${say('number.title')}</legend>
${choice('radio', 'number', 'kept', say('number.kept'), values)}
${choice('radio', 'number', 'other', say('number.other'), values)}</fieldset>
<div class="if-call">${typedNumber(view, say, values)}</div>`
    : html`<div class="if-call" id="at-number"><input type="hidden" name="number" value="other">${typedNumber(view, say, values)}</div>`

const who = (
  view: RateView,
  say: Say,
  values: Submitted,
): Html => html`<fieldset class="if-call" id="at-by"${marksOf(view.faults ?? [], 'by', 'group')}><legend class="q">${say('by.title')}</legend>
${faultOf(view.faults ?? [], 'by')}
${choice('radio', 'by', 'department', say('by.department', { post: view.callbackPost }), values)}
${choice('radio', 'by', 'centre', say('by.centre', { centre: view.centre }), values)}</fieldset>`

/** Shown once the family is chosen; without a style sheet that can tell it stands there always. */
const family = (
  view: RateView,
  say: Say,
  values: Submitted,
): Html => html`<div class="if-call if-family stack"><p class="soft">${say('family.hint')}</p>
${(['family_name', 'family_phone'] as const).map(field => {
  const fault = faultOf(view.faults ?? [], field)
  return html`<label class="q" for="at-${field}">${say(field === 'family_name' ? 'family.name' : 'family.phone')}</label>
<input class="field" id="at-${field}" name="${field}"${field === 'family_phone' && html` type="tel" inputmode="tel"`} maxlength="20" autocomplete="off" value="${valueOf(values, field)}"${marksOf(view.faults ?? [], field)}>
${fault}`
})}</div>`

const convenience = (
  view: RateView,
  say: Say,
  values: Submitted,
): Html => html`<fieldset class="if-call choices" id="at-when"><legend class="q">${say('when.title')}</legend>
${times.map(time => choice('checkbox', 'when', time, say(`when.${time}`), values))}</fieldset>
<fieldset class="if-call choices" id="at-speech"><legend class="q">${say('speech.title')}</legend>
${speeches.map(speech => choice('radio', 'speech', speech, say(`speech.${speech}`), values))}</fieldset>
${family(view, say, values)}`

/** Offered at every level, so that a wish says nothing about the level. What is over, and a posted code's, has no end that could be waited for. */
export const callPart = (view: RateView, say: Say, values: Submitted): Html => {
  const offered = wishes.filter(
    wish => !(view.standingCode && wish === 'sms') && !((view.standingCode || view.caseOver) && wish === 'after'),
  )
  return fold(
    say('call.title'),
    html`<div class="ask stack"><p class="soft">${say('call.hint')}</p>
${view.mode === 'change' && html`<p class="note">${say('call.kept')}</p>`}
<fieldset class="choices" id="at-wish"${marksOf(view.faults ?? [], 'wish', 'group')}><legend class="q">${say('wish.title')}</legend>
${faultOf(view.faults ?? [], 'wish')}
${offered.map(wish => choice('radio', 'wish', wish, say(`wish.${wish}`), values))}</fieldset>
${who(view, say, values)}
${numbers(view, say, values)}
${convenience(view, say, values)}
<div class="if-call note stack"><p>${say('call.safe')}</p>
<p>${say('how.call', { post: view.callbackPost, centre: view.centre })}${view.centreMayTakeOver && say('how.call.overdue', { centre: view.centre })}</p>
<p>${say('how.guess')}</p></div></div>`,
    { open: asksForCall(view, values) },
  )
}

/** Apart from the rating, in its own colour: it goes to the discipline organ alone. */
export const sealedPart = (view: RateView, say: Say, values: Submitted): Html =>
  fold(
    say('sealed.title'),
    html`<p>${say('sealed.text')}</p>
<p>${say('sealed.named')}</p>
<label class="choice"><input type="checkbox" name="sealed" value="1"${flag('checked', holds(values, 'sealed', '1'))}><span>${say('sealed.tick')}</span></label>
${faultOf(view.faults ?? [], 'sealed_words')}
<label class="q" for="at-sealed_words">${say('sealed.words')}</label>
<textarea class="field" id="at-sealed_words" name="sealed_words" maxlength="2000" autocomplete="off" data-ticks="sealed"${marksOf(view.faults ?? [], 'sealed_words')}>${valueOf(values, 'sealed_words')}</textarea>`,
    { kind: 'sealed', open: valueOf(values, 'sealed') === '1' || valueOf(values, 'sealed_words') !== '' },
  )
