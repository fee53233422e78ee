import { flag, html, trusted } from '../../kit/html.ts'
import type { Html } from '../../kit/html.ts'
import { native } from '../../kit/page.ts'
import { faultsBox, field, hidden, sayDay, shell } from './parts.ts'
import type { StepFrame } from './parts.ts'
import type { Place, Places } from './places.ts'
import { regionLevels } from './region.ts'
import type { TypedRegion } from './region.ts'
import type { Look } from './setup.ts'
import { setupWordsOf } from './words.ts'
import type { SaySetup } from './words.ts'

/** Where the one browser file of the first start is served. Without it the page is searched by its button. */
export const findRegionPath = '/setup/find-region.js'
export const foundAtMost = 12

/** As the page's own file asks for them. */
export interface FoundPlaces {
  readonly places: readonly (Pick<Place, 'code' | 'name' | 'level'> & { readonly above: string; readonly inside: number })[]
  readonly more: boolean
}

export const findPlaces = (places: Places, words: string): FoundPlaces => {
  const hits = places.search(words, foundAtMost + 1)
  return {
    places: hits.slice(0, foundAtMost).map(({ code, name, level, path }) => ({
      code,
      name,
      level,
      above: path.slice(0, -1).join(' '),
      inside: places.listWithin(code).length,
    })),
    more: hits.length > foundAtMost,
  }
}

export interface RegionStep extends StepFrame {
  readonly places: Places
  readonly look: Look
  readonly typed: TypedRegion
}

/** Of this page alone: the citizens' pages do not carry it. */
const style = trusted(
  '.places{list-style:none}.place{display:flex;gap:.5rem}.place+.place{margin-top:.5rem}.place .choice{margin:0;font:inherit;color:inherit;text-align:start;line-height:1.4}.place .choice:first-child{flex:1}.place .choice+.choice,.chips .choice{color:var(--house)}.chips{display:flex;flex-wrap:wrap;gap:.5rem}.chips .choice{margin:0;font:inherit}.choice:focus-visible{outline:3px solid var(--house)}',
)

/** A press chooses it; a second button beside it goes down to what lies within. */
const row = (
  view: RegionStep,
  say: SaySetup,
  place: Place,
  { goDown, withAbove }: { readonly goDown: boolean; readonly withAbove: boolean },
): Html => {
  const inside = goDown ? view.places.listWithin(place.code).length : 0
  return html`<li class="place"><button class="choice" form="choose" name="region" value="${place.code}"><span><b>${native(view.lang, place.name)}</b>${withAbove && html` <span class="soft">${native(view.lang, place.path.slice(0, -1).join(' '))}</span>`}<br><span class="soft"><span class="code">${place.code}</span> ${say(`level.${place.level}`)}</span></span></button>${inside > 0 && html`<button class="choice" form="look" name="within" value="${place.code}">${say('region.inside', { count: inside })}</button>`}</li>`
}

const found = (view: RegionStep, say: SaySetup, words: string): Html => {
  const hits = view.places.search(words, foundAtMost + 1)
  return html`<p role="status" id="count">${hits.length === 0 ? say('region.nothing') : hits.length > foundAtMost ? say('region.many', { count: foundAtMost }) : say('region.found', { count: hits.length })}</p><ul class="places" id="found">${hits.slice(0, foundAtMost).map(place => row(view, say, place, { goDown: true, withAbove: true }))}</ul>`
}

/** Going down: the provinces, or one place and what lies in it. */
const within = (view: RegionStep, say: SaySetup): Html => {
  const here = view.look.within === undefined ? undefined : view.places.find(view.look.within)
  const above = here && view.places.find(here.level === 'county' ? `${here.code.slice(0, 4)}00` : `${here.code.slice(0, 2)}0000`)
  if (!here)
    return html`<h2>${say('region.down')}</h2><div class="chips">${view.places.listWithin().map(place => html`<button class="choice" form="look" name="within" value="${place.code}">${native(view.lang, place.name)}</button>`)}</div>`
  return html`<h2>${native(view.lang, here.path.join(' '))}</h2><div class="chips"><button class="choice" form="look" name="within" value="">${say('region.all')}</button>${above && above.code !== here.code && html`<button class="choice" form="look" name="within" value="${above.code}">${native(view.lang, above.name)}</button>`}</div><ul class="places">${[here, ...view.places.listWithin(here.code)].map(place => row(view, say, place, { goDown: place.code !== here.code, withAbove: false }))}</ul>`
}

const byHand = (view: RegionStep, say: SaySetup): Html => {
  const { typed } = view
  const open = typed.name !== '' || typed.level !== '' || (view.faults?.length ?? 0) > 0
  return html`<details class="card"${flag('open', open)}><summary>${say('region.hand')}</summary><form class="in stack" method="post" action="/setup/region">${hidden(view)}<p class="soft">${say('region.hand.hint')}</p>${field(view, say, { name: 'region', label: 'region', hint: 'region.hint', value: typed.code, complete: 'off' })}${field(view, say, { name: 'regionName', label: 'region.name', hint: 'region.name.hint', value: typed.name, free: true, complete: 'off' })}<fieldset id="level"><legend class="q">${say('level')}</legend>${regionLevels.map(level => html`<label class="choice"><input type="radio" name="level" value="${level}"${flag('checked', typed.level === level)}><span>${say(`level.${level}`)} <span class="soft">${say(`level.${level}.hint`)}</span></span></label>`)}</fieldset><button class="button">${say('next')}</button></form></details>`
}

/** Which place of the country this is: found by its name or its code, or by going down, or typed by hand. */
export const regionPage = (view: RegionStep): string => {
  const say = setupWordsOf(view.lang)
  const words = view.look.words ?? ''
  // What was refused is mended right below the sentence that says why.
  const faulty = (view.faults?.length ?? 0) > 0
  return shell(
    view,
    html`<div class="stack"><p class="soft">${say('step', { at: 1 })}</p><h1>${say('region.title')}</h1><p class="soft">${say('region.on', { on: sayDay(view.lang, view.places.on) })}</p>${faultsBox(view, say)}${faulty && byHand(view, say)}
<form id="choose" method="post" action="/setup/region">${hidden(view)}</form>
<form id="look" class="card stack" method="post" action="/setup/region/look">${hidden(view)}<div><label class="q" for="words">${say('region.find')}</label><p class="soft" id="words-hint">${say('region.find.hint')}</p><input class="field" id="words" name="words" type="search" value="${words}" maxlength="60" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="words-hint" data-found="${say('region.found', { count: '{count}' })}" data-many="${say('region.many', { count: '{count}' })}" data-nothing="${say('region.nothing')}" data-inside="${say('region.inside', { count: '{count}' })}" data-level-province="${say('level.province')}" data-level-city="${say('level.city')}" data-level-county="${say('level.county')}"></div><button class="button quiet">${say('region.find.do')}</button></form>
<div class="stack" id="answer">${words !== '' && !faulty && found(view, say, words)}</div>
<div class="stack" id="down">${words === '' && !faulty && within(view, say)}</div>
${!faulty && byHand(view, say)}<style nonce="${view.nonce}">${style}</style><script src="${findRegionPath}" defer></script></div>`,
    true,
  )
}
