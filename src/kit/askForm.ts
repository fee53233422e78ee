import { flag, html } from './html.ts'
import type { Html } from './html.ts'
import type { PageView } from './page.ts'

/** A form of a citizen page, asked without script: the room brings its words and what was typed, this file how a field is asked. */
export interface AskForm<Field extends string> {
  readonly question: (field: Field) => string
  readonly hint: (field: Field) => string | undefined
  /** What is wrong with it, as a sentence. */
  readonly fault: (field: Field) => string | undefined
  readonly value: (field: Field) => string | undefined
  /** Characters that it holds at most. */
  readonly most: (field: Field) => number
}

/** The page's language and type size go with whatever it sends. */
export const viewFields = (view: PageView): Html =>
  html`<input type="hidden" name="lang" value="${view.lang}">${view.largeType && html`<input type="hidden" name="big" value="1">`}`

/**
 * Attributes, with their leading space, by which a voice reads a field's hint and what is wrong with it together with its
 * name (WCAG 2.2, 3.3.1 and 1.3.1); a field without either carries none.
 */
export const described = (ids: readonly (string | false | undefined)[], faulty: boolean): Html => {
  const by = ids.filter(id => typeof id === 'string').join(' ')
  return html`${by !== '' && html` aria-describedby="${by}"`}${faulty && html` aria-invalid="true"`}`
}

const marksOf = <Field extends string>(form: AskForm<Field>, field: Field): Html => {
  const faulty = form.fault(field) !== undefined
  return described([form.hint(field) !== undefined && `${field}-hint`, faulty && `${field}-fault`], faulty)
}

const notes = <Field extends string>(form: AskForm<Field>, field: Field): Html => {
  const [hint, fault] = [form.hint(field), form.fault(field)]
  return html`${hint !== undefined && html`<p class="soft" id="${field}-hint">${hint}</p>`}${fault !== undefined && html`<p class="fault" id="${field}-fault">${fault}</p>`}`
}

/** The question, what it means, what was wrong, and the place for the answer. */
const asked = <Field extends string>(form: AskForm<Field>, field: Field, place: (id: string, marks: Html) => Html): Html =>
  html`<div><label class="q" for="at-${field}">${form.question(field)}</label>${notes(form, field)}
${place(`at-${field}`, marksOf(form, field))}</div>`

/** @param mode which keyboard a phone offers */
export const askedLine = <Field extends string>(
  form: AskForm<Field>,
  field: Field,
  { needed = false, mode = 'text' }: { readonly needed?: boolean; readonly mode?: string } = {},
): Html =>
  asked(
    form,
    field,
    (id, marks) =>
      html`<input class="field" id="${id}" name="${field}" value="${form.value(field) ?? ''}" maxlength="${form.most(field)}" inputmode="${mode}" autocomplete="off"${marks}${flag('required', needed)}>`,
  )

export const askedText = <Field extends string>(form: AskForm<Field>, field: Field): Html =>
  asked(
    form,
    field,
    (id, marks) =>
      html`<textarea class="field" id="${id}" name="${field}" maxlength="${form.most(field)}"${marks}>${form.value(field) ?? ''}</textarea>`,
  )

export type AskChoices = readonly (readonly [value: string, title: string])[]

export const askedChoice = <Field extends string>(form: AskForm<Field>, field: Field, choices: AskChoices): Html =>
  asked(
    form,
    field,
    (id, marks) =>
      html`<select class="field" id="${id}" name="${field}"${marks}>${choices.map(([value, title]) => html`<option value="${value}"${flag('selected', (form.value(field) ?? choices[0]?.[0]) === value)}>${title}</option>`)}</select>`,
  )

/** A few answers of which one is chosen, each pressable over its whole width. */
export const askedRadios = <Field extends string>(form: AskForm<Field>, field: Field, choices: AskChoices): Html =>
  html`<div id="at-${field}"><p class="q" id="${field}-title">${form.question(field)}</p>${notes(form, field)}
<div role="radiogroup" aria-labelledby="${field}-title"${marksOf(form, field)}>${choices.map(([value, title]) => html`<label class="choice"><input type="radio" name="${field}" value="${value}"${flag('checked', (form.value(field) ?? choices[0]?.[0]) === value)}><span>${title}</span></label>`)}</div></div>`

/** At the head of a page that came back: each field that is wrong, as a way to it. */
export const askFaults = <Field extends string>(form: AskForm<Field>, fields: readonly Field[], title: string): Html | false => {
  const wrong = fields.filter(field => form.fault(field) !== undefined)
  return (
    wrong.length > 0 &&
    html`<div class="faults" role="alert"><p>${title}</p><ul>${wrong.map(field => html`<li><a class="way" href="#at-${field}">${form.question(field)}</a></li>`)}</ul></div>`
  )
}

/** Where a page says that a code is unknown; the place for the next attempt is told by it. */
export const codeFault = 'code-fault'

/** For those who copied a receipt code by hand. Posted, so that the code stays out of addresses, logs and history. */
export const codeForm = (
  view: PageView,
  parts: {
    readonly action: string
    readonly label: string
    readonly hint: string
    readonly send: string
    readonly quiet?: boolean
    /** A code was given and nobody knows it. */
    readonly missed?: boolean
  },
): Html =>
  html`<form class="stack" method="post" action="${parts.action}" autocomplete="off">${viewFields(view)}
<label class="q" for="code">${parts.label}</label>
<input class="field code" id="code" name="code" inputmode="numeric" maxlength="24" required${described([parts.missed && codeFault, 'code-hint'], parts.missed ?? false)}>
<p class="soft" id="code-hint">${parts.hint}</p>
<button class="button${parts.quiet && ' quiet'}">${parts.send}</button></form>`
