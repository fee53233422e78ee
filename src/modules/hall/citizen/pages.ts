import { viewFields } from '../../../kit/askForm.ts'
import { html } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { frameWords, native, page, wayTo, withCalls } from '../../../kit/page.ts'
import type { PageView } from '../../../kit/page.ts'
import { hallWordsOf } from './words.ts'
import type { SayHall } from './words.ts'

/** A year belongs to it: an item may hold for many. */
const spoken = (iso: string, lang: PageView['lang']): string =>
  lang === 'zh' ? `${Number(iso.slice(0, 4))}年${Number(iso.slice(5, 7))}月${Number(iso.slice(8, 10))}日` : iso

/** What the page shows of an item; the whole of it. */
export interface ItemShown {
  readonly code: string
  /** Civil day. */
  readonly fromOn: string
  readonly body: {
    readonly name: string
    readonly unit: string
    readonly place: string
    readonly online: boolean
    readonly whole: boolean
    readonly visits: number
    readonly instant: boolean
    /** Working days. */
    readonly promised: number
    readonly legal?: number | undefined
    readonly hall: 'in' | 'negative' | 'out'
    readonly reason?: string | undefined
    readonly window?: string | undefined
    readonly papers?: string | undefined
    readonly oneThing?: string | undefined
  }
}
/** The hall of the item's own place. */
export interface HallAt {
  readonly name: string
  readonly address?: string | undefined
}
type ItemBody = ItemShown['body']

const findForm = (view: PageView, say: SayHall, find = ''): Html =>
  html`<form class="stack" method="get" action="/hall">${viewFields(view)}
<label class="q" for="find">${say('label')}</label>
<input class="field" id="find" name="find" maxlength="60" required value="${find}" aria-describedby="find-hint">
<p class="soft" id="find-hint">${native(view.lang, say('hint'))}</p>
<button class="button">${say('do')}</button></form>`

const lasts = (item: ItemBody, say: SayHall): string => {
  const days = item.instant ? say('days.now') : item.promised === 0 ? say('days.today') : say('days.some', { days: item.promised })
  return item.legal === undefined ? days : say('days.legal', { days, legal: item.legal })
}
const where = (item: ItemBody, say: SayHall): string => {
  if (item.hall !== 'in') return item.whole ? say('window.online') : say('window.unit', { unit: item.unit })
  if (item.window !== undefined) return say('window.in', { window: item.window })
  return say(item.whole ? 'window.online' : 'window.unnamed')
}

export interface HallView extends PageView {
  readonly find?: string
  readonly found?: readonly ItemShown[]
  readonly more?: boolean
  /** An address that leads to no item. */
  readonly unknown?: boolean
}

/** One field, and what was found: each with the window and the days, so that most need not open it. */
export const hallPage = (view: HallView): string => {
  const say = hallWordsOf(view.lang)
  return page(view, frameWords(say), {
    title: say('title'),
    main: html`<div class="stack"><div class="card stack"><h1>${say('title')}</h1>${view.unknown && html`<p role="alert">${say('unknown')}</p>`}<p>${say('lead')}</p>${findForm(view, say, view.find)}</div>
${
  view.found &&
  (view.found.length === 0
    ? html`<p class="note" role="status">${withCalls(say('none'))}</p>`
    : html`${view.found.map(
        ({
          code,
          body,
        }) => html`<div class="card stack"><h2><a class="way" href="${wayTo(view, `/hall/${code}`)}">${native(view.lang, `${body.name}（${body.place}）`)}</a></h2>
<p>${native(view.lang, where(body, say))}</p><p class="soft">${native(view.lang, `${body.unit} · ${lasts(body, say)}`)}</p></div>`,
      )}${view.more && html`<p class="note" role="status">${say('more')}</p>`}`)
}</div>`,
    footer: html`<p>${withCalls(say('urgent'))}</p>`,
  })
}

export const hallItemPage = (view: PageView & { readonly item: ItemShown; readonly hall?: HallAt | undefined }): string => {
  const say = hallWordsOf(view.lang)
  const { code, fromOn, body } = view.item
  const hall = body.hall === 'in' ? view.hall : undefined
  const own = (text: string): Html => native(view.lang, text)
  const papers = body.papers
    ?.split(/[、；;\n]/)
    .map(one => one.trim())
    .filter(one => one !== '')
  return page(view, frameWords(say), {
    title: body.name,
    main: html`<div class="stack"><div class="card stack"><h1>${own(body.name)}</h1>
<dl class="facts"><dt>${say('window')}</dt><dd>${own(where(body, say))}</dd>
${hall && html`<dt>${say('hall')}</dt><dd>${own([hall.name, hall.address].filter(Boolean).join(' '))}</dd>`}
<dt>${say('online')}</dt><dd>${say(body.whole ? 'online.whole' : body.online ? 'online.part' : 'online.no')}</dd>
<dt>${say('days')}</dt><dd>${lasts(body, say)}</dd>
<dt>${say('visits')}</dt><dd>${body.visits === 0 ? say('visits.none') : say('visits.some', { visits: body.visits })}</dd>
<dt>${say('unit')}</dt><dd>${own(`${body.place} ${body.unit}`)}</dd>
${body.hall !== 'in' && body.reason !== undefined && html`<dt>${say('why')}</dt><dd>${own(body.reason)}</dd>`}</dl></div>
<div class="card stack"><h2>${say('papers')}</h2>${papers === undefined ? html`<p>${say('papers.unknown')}</p>` : html`<ul class="dots">${papers.map(one => html`<li>${own(one)}</li>`)}</ul>`}</div>
${
  body.oneThing !== undefined &&
  html`<div class="card stack"><p>${own(say('oneThing', { name: body.oneThing }))}</p><p><a class="way" href="${wayTo(view, '/hall', { find: body.oneThing })}">${say('oneThing.go')}</a></p></div>`
}
<div class="card stack"><p>${say('stuck')}</p><p><a class="button" href="${wayTo(view, '/stuck')}">${say('stuck.go')}</a></p><p><a class="way" href="${wayTo(view, '/hall')}">${say('again')}</a></p></div></div>`,
    footer: html`<p>${say('since', { day: spoken(fromOn, view.lang) })}</p><p>${say('code')} ${code}</p><p>${withCalls(say('urgent'))}</p>`,
  })
}
