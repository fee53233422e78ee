import { described } from '../../../kit/askForm.ts'
import { flag, html } from '../../../kit/html.ts'
import type { Html, HtmlValue } from '../../../kit/html.ts'
import { holds, repeatedFields, fieldNames } from './fields.ts'
import type { FieldName, Submitted } from './fields.ts'
import type { Fault } from './view.ts'

/** One box or button with its words, pressable over its whole width. */
export const choice = (type: 'radio' | 'checkbox', field: FieldName, value: string, title: HtmlValue, values: Submitted): Html =>
  html`<label class="choice"><input type="${type}" name="${field}" value="${value}"${flag('checked', holds(values, field, value))}><span>${title}</span></label>`

export const fold = (
  title: string,
  inside: HtmlValue,
  { open = false, kind = '', opens = false }: { readonly open?: boolean; readonly kind?: string; readonly opens?: boolean } = {},
): Html =>
  html`<details class="${kind}"${flag('open', open)}${opens && html` data-opens=""`}><summary>${title}</summary><div class="in stack">${inside}</div></details>`

export const faultOf = (faults: readonly Fault[], field: string): Html | undefined => {
  const sentence = faults.find(fault => fault.field === field)?.sentence
  return sentence === undefined ? undefined : html`<p class="fault" id="fault-${field}">${sentence}</p>`
}

/** Attributes of whatever the fault is about. A group of boxes is described by it; only a field may be called invalid. */
export const marksOf = (faults: readonly Fault[], field: string, what: 'field' | 'group' = 'field'): Html => {
  const faulty = faults.some(fault => fault.field === field)
  return described([faulty && `fault-${field}`], faulty && what === 'field')
}

export const faultList = (faults: readonly Fault[], title: string): Html | false =>
  faults.length > 0 &&
  html`<div class="faults" role="alert"><h2>${title}</h2><ul>${faults.map(fault => html`<li><a class="way" href="#at-${fault.field}">${fault.sentence}</a></li>`)}</ul></div>`

/** Everything that was typed, for a page that offers to send it again. Unknown names are dropped; language and type go with the page's own fields. */
export const hiddenFields = (values: Submitted): Html[] =>
  fieldNames.flatMap(field => {
    const held = values[field]
    const each =
      held === undefined || field === 'lang' || field === 'big'
        ? []
        : typeof held === 'string'
          ? [held]
          : (repeatedFields as readonly string[]).includes(field)
            ? held
            : held.slice(0, 1)
    return each.map(value => html`<input type="hidden" name="${field}" value="${value}">`)
  })
