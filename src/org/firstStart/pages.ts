import { flag, html } from '../../kit/html.ts'
import type { Html } from '../../kit/html.ts'
import { native } from '../../kit/page.ts'
import { back, faultsBox, field, hidden, shell } from './parts.ts'
import type { SetupFrame, StepFrame } from './parts.ts'
import type { FoundRegion } from './region.ts'
import { administratorRoles } from './rules.ts'
import type { AdministratorRole } from './rules.ts'
import { otherOrgans, otherUnits } from './unitNames.ts'
import type { UnitNames } from './unitNames.ts'
import { setupWordsOf } from './words.ts'
import type { SaySetup } from './words.ts'

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
  readonly region: FoundRegion
  readonly units: UnitNames
  readonly withUnits: boolean
}

/** A place as it is shown from here on: its names on the way down, its code, its level. */
const regionFacts = (view: SetupFrame, say: SaySetup, region: FoundRegion): Html =>
  html`<b>${native(view.lang, region.path.join(' '))}</b> <span class="code">${region.code}</span> ${say(`level.${region.level}`)}`

export const programmePage = (view: ProgrammeStep): string => {
  const say = setupWordsOf(view.lang)
  const choices = view.given
    ? html`<p class="q">${say('programme.given')}</p><p>${described(view, say, view.given)}</p>`
    : view.candidates.length === 0
      ? html`<p class="note">${say('programme.none')}</p>`
      : html`<fieldset id="programme" class="stack"><legend class="q">${say('programme.ask')}</legend>${view.candidates.map(one => html`<div><label class="choice"><input type="radio" name="programme" value="${one.city}"${flag('checked', view.chosen === one.city)}${flag('disabled', one.faults.length > 0)} required>${described(view, say, one)}</label>${faultList(view, one)}</div>`)}</fieldset>`
  return shell(
    view,
    html`<div class="stack"><p class="soft">${say('step', { at: 2 })}</p><h1>${say('programme.title')}</h1><p>${regionFacts(view, say, view.region)}</p>${faultsBox(view, say)}
<form class="card stack" method="post" action="/setup/programme">${hidden(view)}${choices}${field(view, say, { name: 'committee', label: 'office', hint: 'office.hint', value: view.units.committee, complete: 'organization' })}<details class="plain"${flag('open', view.withUnits)}><summary>${say('units')}</summary><div class="in stack"><p class="soft">${say('units.hint')}</p><label class="choice"><input type="checkbox" name="units" value="1"${flag('checked', view.withUnits)}><span>${say('units.make')}</span></label>${otherOrgans.map(organ => field(view, say, { name: organ, label: `unit.${organ}`, value: view.units[organ], free: true, complete: 'off' }))}</div></details><button class="button">${say('next')}</button></form>${back(view, say)}</div>`,
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
    html`<div class="stack"><p class="soft">${say('step', { at: administratorRoles.indexOf(view.role) + 3 })}</p><h1>${say(`${view.role}.title`)}</h1><p>${say(`${view.role}.text`)}</p><p class="note">${say('apart')}</p>${faultsBox(view, say)}
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
  readonly region: FoundRegion
  readonly units: UnitNames
  readonly withUnits: boolean
  readonly administrators: Readonly<
    Record<AdministratorRole, { readonly name: string; readonly login: string; readonly mustChange: boolean }>
  >
}

export const confirmPage = (view: ConfirmStep): string => {
  const say = setupWordsOf(view.lang)
  return shell(
    view,
    html`<div class="stack"><p class="soft">${say('step', { at: 6 })}</p><h1>${say('confirm.title')}</h1>${faultsBox(view, say)}
<div class="card"><dl class="facts"><dt>${say('confirm.programme')}</dt><dd>${described(view, say, view.programme)}</dd><dt>${say('confirm.region')}</dt><dd>${regionFacts(view, say, view.region)}</dd><dt>${say('confirm.office')}</dt><dd>${native(view.lang, view.units.committee)}</dd>${view.withUnits && html`<dt>${say('confirm.units')}</dt><dd>${otherUnits(view.units).map(({ name }) => html`${native(view.lang, name)}<br>`)}</dd>`}${administratorRoles.map(
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
