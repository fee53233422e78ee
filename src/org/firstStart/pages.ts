import { flag, html } from '../../kit/html.ts'
import type { Html, HtmlValue } from '../../kit/html.ts'
import { frameWords, native, page } from '../../kit/page.ts'
import type { PageLanguage } from '../../kit/page.ts'
import { regionLevels } from './region.ts'
import type { Region } from './region.ts'
import { administratorRoles } from './rules.ts'
import type { AdministratorRole } from './rules.ts'
import { setupWordsOf } from './words.ts'
import type { SaySetup, SetupWord } from './words.ts'

/** A folder of programmes/ with what `check-programme` says about it. */
export interface Candidate {
  readonly folder: string
  readonly city: string
  readonly name: string
  readonly note?: string
  readonly version: string
  /** 'programmes/<city>/programme.yaml:12 callback.call_within 太大：最多 30。' */
  readonly faults: readonly string[]
}

export interface SetupFault {
  readonly field: string
  readonly sentence: string
}

export interface SetupFrame {
  readonly lang: PageLanguage
  readonly nonce: string
  readonly faults?: readonly SetupFault[]
}

/** A page of an opened setup; `key` stands in its form and nowhere else, so no other page can make a browser send it. */
export interface StepFrame extends SetupFrame {
  readonly key: string
}

const shell = (view: SetupFrame, main: HtmlValue, stay: boolean): string => {
  const say = setupWordsOf(view.lang)
  return page({ lang: view.lang, nonce: view.nonce }, frameWords(say), { title: say('title'), main, stay, plain: true })
}

const faultsBox = (view: SetupFrame, say: SaySetup): Html | false =>
  (view.faults?.length ?? 0) > 0 &&
  html`<div class="faults" role="alert"><p class="q">${say('faults')}</p><ul>${view.faults?.map(fault => html`<li>${fault.field === '' ? fault.sentence : html`<a href="#${fault.field}">${fault.sentence}</a>`}</li>`)}</ul></div>`

const hidden = (view: StepFrame, more: Readonly<Record<string, string>> = {}): Html[] =>
  Object.entries({ key: view.key, lang: view.lang, ...more }).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )

interface Field {
  readonly name: 'code' | 'region' | 'office' | 'name' | 'login' | 'password' | 'again'
  readonly label: SetupWord
  readonly hint?: SetupWord
  readonly value?: string
  readonly kind?: 'password'
  readonly complete: 'off' | 'name' | 'username' | 'new-password' | 'organization'
}

const field = (view: SetupFrame, say: SaySetup, { name, label, hint, value = '', kind, complete }: Field): Html => {
  const wrong = view.faults?.some(fault => fault.field === name) ?? false
  return html`<div><label class="q" for="${name}">${say(label)}</label>${hint !== undefined && html`<p class="soft" id="${name}-hint">${say(hint)}</p>`}<input class="field" id="${name}" name="${name}" type="${kind ?? 'text'}" value="${value}" autocomplete="${complete}" autocapitalize="none" spellcheck="false" required${hint !== undefined && html` aria-describedby="${name}-hint"`}${wrong && html` aria-invalid="true"`}></div>`
}

const back = (view: StepFrame, say: SaySetup): Html =>
  html`<form method="post" action="/setup/back">${hidden(view)}<button class="button quiet">${say('back')}</button></form>`

/** @param refused why the start code was not taken */
export const codePage = (
  view: SetupFrame & { readonly code?: string; readonly refused?: 'code.wrong' | 'code.spent' | 'code.closed' | 'key.lost' },
): string => {
  const say = setupWordsOf(view.lang)
  return shell(
    view,
    html`<div class="stack"><h1>${say('title')}</h1><p>${say('what')}</p>
${view.refused !== undefined && html`<div class="faults" role="alert"><p>${say(view.refused)}</p></div>`}
<form class="card stack" method="post" action="/setup/begin"><input type="hidden" name="lang" value="${view.lang}">${field(view, say, { name: 'code', label: 'code', hint: 'code.hint', value: view.code, complete: 'off' })}<button class="button">${say('code.do')}</button></form></div>`,
    false,
  )
}

const described = (view: SetupFrame, say: SaySetup, one: Candidate): Html =>
  html`<span><b>${native(view.lang, one.name)}</b>${one.note !== undefined && html` <span class="soft">${native(view.lang, one.note)}</span>`}<br><span class="soft">${say('programme.city')} ${one.city} · ${say('programme.version')} ${one.version} · ${one.faults.length === 0 ? say('programme.sound') : say('programme.faults', { count: one.faults.length })}</span></span>`

const faultList = (view: SetupFrame, one: Candidate): Html | false =>
  one.faults.length > 0 && html`<ul class="dots">${one.faults.slice(0, 12).map(fault => html`<li>${native(view.lang, fault)}</li>`)}</ul>`

export interface ProgrammeStep extends StepFrame {
  readonly candidates: readonly Candidate[]
  /** Named by HUIYIN_PROGRAMME: nothing is chosen. */
  readonly given?: Candidate
  readonly chosen?: string
  readonly region: { readonly code: string; readonly level: string }
  readonly office: string
}

export const programmePage = (view: ProgrammeStep): string => {
  const say = setupWordsOf(view.lang)
  const choices = view.given
    ? html`<p class="q">${say('programme.given')}</p><p>${described(view, say, view.given)}</p>`
    : view.candidates.length === 0
      ? html`<p class="note">${say('programme.none')}</p>`
      : html`<fieldset id="programme" class="stack"><legend class="q">${say('programme.ask')}</legend>${view.candidates.map(one => html`<div><label class="choice"><input type="radio" name="programme" value="${one.city}"${flag('checked', view.chosen === one.city)}${flag('disabled', one.faults.length > 0)} required>${described(view, say, one)}</label>${faultList(view, one)}</div>`)}</fieldset>`
  return shell(
    view,
    html`<div class="stack"><p class="soft">${say('step', { at: 1 })}</p><h1>${say('programme.title')}</h1>${faultsBox(view, say)}
<form class="card stack" method="post" action="/setup/programme">${hidden(view)}${choices}${field(view, say, { name: 'region', label: 'region', hint: 'region.hint', value: view.region.code, complete: 'off' })}<fieldset id="level"><legend class="q">${say('level')}</legend>${regionLevels.map(level => html`<label class="choice"><input type="radio" name="level" value="${level}"${flag('checked', view.region.level === level)} required><span>${say(`level.${level}`)} <span class="soft">${say(`level.${level}.hint`)}</span></span></label>`)}</fieldset>${field(view, say, { name: 'office', label: 'office', hint: 'office.hint', value: view.office, complete: 'organization' })}<button class="button">${say('next')}</button></form></div>`,
    true,
  )
}

export interface AdministratorStep extends StepFrame {
  readonly role: AdministratorRole
  readonly name: string
  readonly login: string
  readonly mustChange: boolean
}

/** Passwords are never sent back to a page. */
export const administratorPage = (view: AdministratorStep): string => {
  const say = setupWordsOf(view.lang)
  return shell(
    view,
    html`<div class="stack"><p class="soft">${say('step', { at: administratorRoles.indexOf(view.role) + 2 })}</p><h1>${say(`${view.role}.title`)}</h1><p>${say(`${view.role}.text`)}</p><p class="note">${say('apart')}</p>${faultsBox(view, say)}
<form class="card stack" method="post" action="/setup/administrator">${hidden(view, { role: view.role })}${[
      field(view, say, { name: 'name', label: 'name', value: view.name, complete: 'off' }),
      field(view, say, { name: 'login', label: 'login', hint: 'login.hint', value: view.login, complete: 'off' }),
      field(view, say, { name: 'password', label: 'password', hint: 'password.hint', kind: 'password', complete: 'new-password' }),
      field(view, say, { name: 'again', label: 'again', kind: 'password', complete: 'new-password' }),
    ]}<label class="choice"><input type="checkbox" name="for" value="1"${flag('checked', view.mustChange)}><span>${say('for')}</span></label><button class="button">${say('next')}</button></form>${back(view, say)}</div>`,
    true,
  )
}

export interface ConfirmStep extends StepFrame {
  readonly programme: Candidate
  readonly region: Region
  readonly office: string
  readonly administrators: Readonly<
    Record<AdministratorRole, { readonly name: string; readonly login: string; readonly mustChange: boolean }>
  >
}

export const confirmPage = (view: ConfirmStep): string => {
  const say = setupWordsOf(view.lang)
  return shell(
    view,
    html`<div class="stack"><p class="soft">${say('step', { at: 5 })}</p><h1>${say('confirm.title')}</h1>${faultsBox(view, say)}
<div class="card"><dl class="facts"><dt>${say('confirm.programme')}</dt><dd>${described(view, say, view.programme)}</dd><dt>${say('region')}</dt><dd><span class="code">${view.region.code}</span> ${say(`level.${view.region.level}`)}</dd><dt>${say('confirm.office')}</dt><dd>${native(view.lang, view.office)}</dd>${administratorRoles.map(
      role => {
        const { name, login, mustChange } = view.administrators[role]
        return html`<dt>${say(`${role}.title`)}</dt><dd>${native(view.lang, name)} <span class="code">${login}</span>${mustChange && html` <span class="soft">${say('confirm.must')}</span>`}</dd>`
      },
    )}</dl></div><p class="note">${say('confirm.text')}</p>
<form method="post" action="/setup/confirm">${hidden(view)}<button class="button">${say('confirm.do')}</button></form>${back(view, say)}</div>`,
    true,
  )
}

export const donePage = (view: SetupFrame): string => {
  const say = setupWordsOf(view.lang)
  return shell(
    view,
    html`<div class="stack"><h1>${say('done.title')}</h1><p>${say('done.text')}</p><a class="button" href="/console">${say('done.go')}</a></div>`,
    true,
  )
}
