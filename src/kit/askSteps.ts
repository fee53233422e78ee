import { described, viewFields } from './askForm.ts'
import { flag, html } from './html.ts'
import type { Html } from './html.ts'
import { native, page, withCalls } from './page.ts'
import type { FrameWords, PageView } from './page.ts'
import { readPhone } from './typed.ts'

/** A form asked one question a screen (B6): what comes after what, and what cannot be done without. */
export interface StepRules<Step extends string> {
  /** In the order in which they are asked. */
  readonly steps: readonly Step[]
  /** What must be answered; everything else may be passed over, and nothing ends because of it. */
  readonly needed: readonly Step[]
  /** In characters, as the whole form takes them. */
  readonly least: Readonly<Partial<Record<Step, number>>>
  readonly most: Readonly<Partial<Record<Step, number>>>
  /** A telephone number, or a number of at most two digits. */
  readonly kinds: Readonly<Partial<Record<Step, 'phone' | 'number'>>>
}

export type StepFault = 'needed' | 'phone' | 'long' | 'number'

/** What keeps her from the next question; undefined: nothing does. @param choices of a question that has them */
export const faultAt = <Step extends string>(
  { needed, least, most, kinds }: StepRules<Step>,
  step: Step,
  said: string,
  choices?: readonly string[],
): StepFault | undefined => {
  const text = said.trim()
  if (choices) return choices.includes(text) ? undefined : needed.includes(step) ? 'needed' : text === '' ? undefined : 'needed'
  if (needed.includes(step) && [...text].length < (least[step] ?? 1)) return 'needed'
  if (kinds[step] === 'phone' && readPhone(text) === undefined) return 'phone'
  if (kinds[step] === 'number' && !/^\d{0,2}$/.test(text)) return 'number'
  return [...text].length > (most[step] ?? 1000) ? 'long' : undefined
}

/**
 * Where a press leads: 'next' and 'back' of the question that was shown, or a question by name from the list at the end. A
 * fault keeps her where she is unless she goes back; whoever came from the list at the end to change one answer goes back there.
 * @returns a question, or 'all': everything that was answered, to look over and send
 */
export const stepAfter = <Step extends string>(
  { steps }: Pick<StepRules<Step>, 'steps'>,
  from: Step,
  move: 'next' | 'back' | Step,
  fault: StepFault | undefined,
  fromAll: boolean,
): Step | 'all' => {
  if (move !== 'next' && move !== 'back') return move
  const at = steps.indexOf(from)
  if (move === 'back') return fromAll ? 'all' : (steps[at - 1] ?? from)
  if (fault) return from
  return fromAll ? 'all' : (steps[at + 1] ?? 'all')
}

export interface StepsShown<Step extends string> {
  readonly step: Step | 'all'
  /** Whether she came from the list of all to change this one answer. */
  readonly fromAll: boolean
  /** Everything that was answered. It lies in the page alone: nothing is kept before it is sent. */
  readonly values: Readonly<Partial<Record<Step, string>>>
  readonly fault?: StepFault
  /** The answer as it was before she began to change it. */
  readonly was?: string
}

/** A page that was sent, as the form's fields say it. */
export interface StepSent<Step extends string> {
  readonly step?: Step | undefined
  readonly to: 'next' | 'back' | Step
  readonly from_all?: '1' | undefined
  readonly was?: string | undefined
}

/** What is shown after a page was sent. @param choicesOf values that a question offers, where it offers some */
export const stepSent = <Step extends string>(
  rules: StepRules<Step>,
  { step: from, to, from_all, was }: StepSent<Step>,
  given: Readonly<Partial<Record<Step, string | undefined>>>,
  choicesOf: (step: Step) => readonly string[] | undefined,
): StepsShown<Step> => {
  const [first] = rules.steps as readonly [Step]
  const fromAll = from_all === '1' || from === undefined
  const back = to === 'back' && from_all === '1' && from !== undefined
  const values = (back ? { ...given, [from]: was ?? '' } : given) as Readonly<Partial<Record<Step, string>>>
  const fault = from !== undefined && to === 'next' ? faultAt(rules, from, values[from] ?? '', choicesOf(from)) : undefined
  const next = from === undefined && (to === 'next' || to === 'back') ? first : stepAfter(rules, from ?? first, to, fault, fromAll)
  return {
    step: next,
    fromAll: fromAll && next !== 'all',
    values,
    ...(fault === undefined ? {} : { fault, ...(was === undefined ? {} : { was }) }),
  }
}

/** What the room says on these pages. */
export interface StepWords<Step extends string> {
  readonly frame: FrameWords
  readonly question: (step: Step) => string
  readonly hint: (step: Step) => string | undefined
  readonly fault: (fault: StepFault) => string
  /** '第2题，共8题' */
  readonly at: (at: string, all: string) => string
  readonly skip: string
  readonly next: string
  readonly back: string
  readonly keep: string
  readonly unchanged: string
  readonly all: string
  readonly allHint: string
  readonly empty: string
  readonly change: string
  readonly who: string
  readonly send: string
  readonly urgent: string
}

/** Names under which a room keeps the words that are the same for every question. */
export type StepWord =
  `steps.${'at' | 'skip' | 'next' | 'back' | 'keep' | 'unchanged' | 'all' | 'all.hint' | 'empty' | 'change'}` | 'who' | 'send' | 'urgent'

export const stepWords = (
  say: (word: StepWord, values?: Readonly<Record<string, string>>) => string,
): Omit<StepWords<never>, 'frame' | 'question' | 'hint' | 'fault'> => ({
  at: (at, all) => say('steps.at', { at, all }),
  skip: say('steps.skip'),
  next: say('steps.next'),
  back: say('steps.back'),
  keep: say('steps.keep'),
  unchanged: say('steps.unchanged'),
  all: say('steps.all'),
  allHint: say('steps.all.hint'),
  empty: say('steps.empty'),
  change: say('steps.change'),
  who: say('who'),
  send: say('send'),
  urgent: say('urgent'),
})

export type StepChoices = readonly (readonly [value: string, title: string])[]
export interface AskSteps<Step extends string> {
  /** /<room> takes the whole, /<room>/steps each page. */
  readonly room: string
  readonly rules: StepRules<Step>
  readonly words: StepWords<Step>
  readonly choices: (step: Step) => StepChoices | undefined
}

type View<Step extends string> = PageView & StepsShown<Step> & { readonly key: string }

const carried = <Step extends string>({ rules: { steps } }: AskSteps<Step>, view: View<Step>, shown?: Step): Html =>
  html`<input type="hidden" name="key" value="${view.key}">${steps
    .filter(step => step !== shown && view.values[step] !== undefined)
    .map(step => html`<input type="hidden" name="${step}" value="${view.values[step] ?? ''}">`)}`

const place = <Step extends string>({ rules, words, choices }: AskSteps<Step>, view: View<Step>, step: Step): Html => {
  const said = view.values[step] ?? ''
  const offered = choices(step)
  const hasHint = words.hint(step) !== undefined || !rules.needed.includes(step)
  const marks = described([hasHint && 'hint', view.fault && 'fault'], view.fault !== undefined)
  const named = html`name="${step}" aria-labelledby="question"${marks}`
  const most = rules.most[step]
  if (offered)
    return html`<div role="radiogroup" aria-labelledby="question"${marks}>${offered.map(
      ([value, title]) =>
        html`<label class="choice"><input type="radio" name="${step}" value="${value}"${flag('checked', said === value)}><span>${native(view.lang, title)}</span></label>`,
    )}</div>`
  const mode = { phone: 'tel', number: 'numeric', text: 'text' }[rules.kinds[step] ?? 'text']
  return (most ?? 0) >= 500
    ? html`<textarea class="field" ${named} maxlength="${most ?? 500}">${said}</textarea>`
    : html`<input class="field" ${named} value="${said}" maxlength="${most ?? 2}" inputmode="${mode}" autocomplete="off">`
}

const questionPage = <Step extends string>(asked: AskSteps<Step>, view: View<Step>, step: Step): string => {
  const { room, rules, words } = asked
  const [title, hint, isNeeded] = [words.question(step), words.hint(step), rules.needed.includes(step)]
  const at = words.at(String(rules.steps.indexOf(step) + 1), String(rules.steps.length))
  return page(view, words.frame, {
    title: `${at} · ${title}`,
    main: html`<form class="stack" method="post" action="/${room}/steps" autocomplete="off">${viewFields(view)}${carried(asked, view, step)}<input type="hidden" name="step" value="${step}">${view.fromAll && html`<input type="hidden" name="from_all" value="1"><input type="hidden" name="was" value="${view.was ?? view.values[step] ?? ''}">`}
<div class="card stack"><p class="soft">${at}</p>
<h1 id="question">${title}</h1>
${(hint !== undefined || !isNeeded) && html`<p class="soft" id="hint">${hint} ${!isNeeded && words.skip}</p>`}
${view.fault && html`<p class="fault" id="fault" role="alert">${words.fault(view.fault)}</p>`}
${place(asked, view, step)}</div>
<button class="button" name="to" value="next">${view.fromAll ? words.keep : words.next}</button>
${(rules.steps[0] !== step || view.fromAll) && html`<button class="button quiet" name="to" value="back">${view.fromAll ? words.unchanged : words.back}</button>`}</form>`,
    footer: html`<p>${withCalls(words.urgent)}</p>`,
    stay: true,
  })
}

/** Everything that was answered, each answer with its own way back; sent as the whole form is. */
const allPage = <Step extends string>(asked: AskSteps<Step>, view: View<Step>): string => {
  const { room, rules, words, choices } = asked
  const shown = (step: Step): string => {
    const said = view.values[step]?.trim() ?? ''
    return (choices(step)?.find(([value]) => value === said)?.[1] ?? said) || words.empty
  }
  return page(view, words.frame, {
    title: words.all,
    main: html`<form class="stack" method="post" action="/${room}" autocomplete="off">${viewFields(view)}${carried(asked, view)}
<div class="card stack"><h1>${words.all}</h1><p>${words.allHint}</p><p class="soft">${words.who}</p></div>
<button class="button">${words.send}</button>
<div class="card"><dl class="facts">${rules.steps.map(step => {
      const question = words.question(step)
      return html`<dt>${question}</dt><dd><span>${native(view.lang, shown(step))}</span><button class="button quiet" formaction="/${room}/steps" name="to" value="${step}" aria-label="${words.change}: ${question}">${words.change}</button></dd>`
    })}</dl></div></form>`,
    footer: html`<p>${withCalls(words.urgent)}</p>`,
    stay: true,
  })
}

/** One question a screen, without script; at the end the list of all, to look over and send. */
export const askSteps = <Step extends string>(asked: AskSteps<Step>, view: View<Step>): string =>
  view.step === 'all' ? allPage(asked, view) : questionPage(asked, view, view.step)
