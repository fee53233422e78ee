import { described, viewFields } from '../../../kit/askForm.ts'
import { flag, html } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { frameWords, native, page, withCalls } from '../../../kit/page.ts'
import type { PageView } from '../../../kit/page.ts'
import { most, needed, steps } from './steps.ts'
import type { Step, StepFault, StepValues } from './steps.ts'
import type { WindowShown } from './intakePage.ts'
import { categoryWords, stuckWordsOf } from './words.ts'
import type { SayStuck, StuckWord } from './words.ts'

export interface StepsView extends PageView {
  readonly windows: readonly WindowShown[]
  /** Codes of the kinds that these windows take. */
  readonly categories: readonly string[]
  /** Makes sending twice one matter. */
  readonly key: string
  readonly step: Step | 'all'
  /** Whether she came from the list of all to change this one answer. */
  readonly fromAll: boolean
  /** Everything that was answered. It lies in the page alone: nothing is kept before it is sent. */
  readonly values: StepValues
  readonly fault?: StepFault
  /** The answer as it was before she began to change it. */
  readonly was?: string
}

type Choices = readonly (readonly [value: string, title: string])[]

export const choicesOf = (view: Pick<StepsView, 'lang' | 'windows' | 'categories'>, step: Step): Choices | undefined => {
  const say = stuckWordsOf(view.lang)
  if (step === 'category') return view.categories.map(code => [code, categoryWords[view.lang][code] ?? code])
  if (step === 'window') return view.windows.map(({ code, name }) => [code, name])
  if (step === 'first')
    return [
      ['yes', say('first.yes')],
      ['no', say('first.no')],
    ]
  return step === 'whom'
    ? [
        ['person', say('whom.person')],
        ['enterprise', say('whom.enterprise')],
      ]
    : undefined
}

const carried = (view: StepsView, shown?: Step): Html =>
  html`<input type="hidden" name="key" value="${view.key}">${steps
    .filter(step => step !== shown && view.values[step] !== undefined)
    .map(step => html`<input type="hidden" name="${step}" value="${view.values[step] ?? ''}">`)}`

const hints: Readonly<Partial<Record<Step, StuckWord>>> = {
  item: 'item.hint',
  where: 'where.hint',
  reason: 'reason.hint',
  rule: 'rule.hint',
  first: 'first.hint',
}
const modes: Readonly<Partial<Record<Step, string>>> = { trips: 'numeric', phone: 'tel' }
const isLong = (step: Step): boolean => (most[step] ?? 0) >= 500

const place = (view: StepsView, step: Step): Html => {
  const said = view.values[step] ?? ''
  const choices = choicesOf(view, step)
  const marks = described([(hints[step] || !needed.includes(step)) && 'hint', view.fault && 'fault'], view.fault !== undefined)
  const named = html`name="${step}" aria-labelledby="question"${marks}`
  if (choices)
    return html`<div role="radiogroup" aria-labelledby="question"${marks}>${choices.map(
      ([value, title]) =>
        html`<label class="choice"><input type="radio" name="${step}" value="${value}"${flag('checked', said === value)}><span>${native(view.lang, title)}</span></label>`,
    )}</div>`
  return isLong(step)
    ? html`<textarea class="field" ${named} maxlength="${most[step] ?? 500}">${said}</textarea>`
    : html`<input class="field" ${named} value="${said}" maxlength="${most[step] ?? 2}" inputmode="${modes[step] ?? 'text'}" autocomplete="off">`
}

const questionPage = (view: StepsView, step: Step, say: SayStuck): string => {
  const title = say(step as StuckWord)
  const hint = hints[step]
  const first = steps[0] === step && !view.fromAll
  return page(view, frameWords(say), {
    title: `${say('steps.at', { at: String(steps.indexOf(step) + 1), all: String(steps.length) })} · ${title}`,
    main: html`<form class="stack" method="post" action="/stuck/steps" autocomplete="off">${viewFields(view)}${carried(view, step)}<input type="hidden" name="step" value="${step}">${view.fromAll && html`<input type="hidden" name="from_all" value="1"><input type="hidden" name="was" value="${view.was ?? view.values[step] ?? ''}">`}
<div class="card stack"><p class="soft">${say('steps.at', { at: String(steps.indexOf(step) + 1), all: String(steps.length) })}</p>
<h1 id="question">${title}</h1>
${(hint || !needed.includes(step)) && html`<p class="soft" id="hint">${hint && say(hint)} ${!needed.includes(step) && say('steps.skip')}</p>`}
${view.fault && html`<p class="fault" id="fault" role="alert">${say(`fault.${view.fault}`)}</p>`}
${place(view, step)}</div>
<button class="button" name="to" value="next">${say(view.fromAll ? 'steps.keep' : 'steps.next')}</button>
${!first && html`<button class="button quiet" name="to" value="back">${say(view.fromAll ? 'steps.unchanged' : 'steps.back')}</button>`}</form>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
    stay: true,
  })
}

/** Everything that was answered, each answer with its own way back; sent as the whole form is. */
const allPage = (view: StepsView, say: SayStuck): string => {
  const shown = (step: Step): string => {
    const said = view.values[step]?.trim() ?? ''
    return (choicesOf(view, step)?.find(([value]) => value === said)?.[1] ?? said) || say('steps.empty')
  }
  return page(view, frameWords(say), {
    title: say('steps.all'),
    main: html`<form class="stack" method="post" action="/stuck" autocomplete="off">${viewFields(view)}${carried(view)}
<div class="card stack"><h1>${say('steps.all')}</h1><p>${say('steps.all.hint')}</p><p class="soft">${say('who')}</p></div>
<button class="button">${say('send')}</button>
<div class="card"><dl class="facts">${steps.map(step => {
      const question = say(step as StuckWord)
      return html`<dt>${question}</dt><dd><span>${native(view.lang, shown(step))}</span><button class="button quiet" formaction="/stuck/steps" name="to" value="${step}" aria-label="${say('steps.change')}: ${question}">${say('steps.change')}</button></dd>`
    })}</dl></div></form>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
    stay: true,
  })
}

/** The door of last resort, one question a screen, without script (B6). */
export const stepsPage = (view: StepsView): string => {
  const say = stuckWordsOf(view.lang)
  return view.step === 'all' ? allPage(view, say) : questionPage(view, view.step, say)
}
