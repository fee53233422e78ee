import { html, trusted } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { palette } from '../../../kit/palette.ts'
import { wordsOf } from './words.ts'
import type { Say } from './words.ts'

/** One window's sheet: what hangs beside the counter. */
export interface SheetView {
  readonly organName: string
  readonly unitName: string
  readonly windowName: string
  readonly code: string
  readonly address: string
  readonly drawn: { readonly size: number; readonly path: string }
  /** 态度、作风…: what the city lets be rated, in both languages. */
  readonly dimensions: { readonly zh: string; readonly en: string }
}

export interface SheetsView {
  readonly sheets: readonly SheetView[]
  readonly nonce?: string
  readonly words?: Readonly<Record<string, string>>
}

/** Every measure hangs on one: a millimetre on paper, a part of the screen's width on a phone. */
const style = `:root{--mm:1mm}
*{box-sizing:border-box;margin:0}
body{background:#e9e5dc;color:#000;font-family:"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.hint{padding:10px 16px;text-align:center;font-size:16px}
.sheet{width:calc(210*var(--mm));height:calc(297*var(--mm));margin:0 auto 16px;padding:calc(11*var(--mm)) calc(15*var(--mm)) calc(9*var(--mm));background:#fff;display:flex;flex-direction:column;overflow:hidden;break-after:page}
.sheet:last-child{break-after:auto}
.organ{font-size:calc(6.4*var(--mm));line-height:1.25;text-align:center}
h1{font-size:calc(14*var(--mm));line-height:1.15;text-align:center;text-wrap:balance}
.long h1{font-size:calc(12*var(--mm))}
.ask{margin-top:calc(3*var(--mm));padding:calc(2*var(--mm));border-radius:calc(3*var(--mm));background:${palette.house};color:#fff;text-align:center;font-size:calc(7.6*var(--mm));font-weight:700;line-height:1.2}
.en{display:block;font-size:calc(3.1*var(--mm));font-weight:400;line-height:1.25;color:#333}
.ask .en{color:#fff;font-size:calc(4*var(--mm))}
.how{margin-top:calc(3*var(--mm));text-align:center;font-size:calc(4.9*var(--mm));line-height:1.25}
.middle{margin-top:calc(1*var(--mm));display:flex;flex-direction:column;align-items:center}
.middle svg{width:calc(86*var(--mm));height:calc(86*var(--mm));display:block}
.address{text-align:center;font-size:calc(3.8*var(--mm));line-height:1.25}
.address b{display:block;font-size:calc(5.4*var(--mm));overflow-wrap:anywhere;letter-spacing:.02em}
ol{margin-top:calc(3*var(--mm));padding:0;list-style:none;border-top:calc(.5*var(--mm)) solid ${palette.house}}
li{padding:calc(1.7*var(--mm)) 0;border-bottom:calc(.25*var(--mm)) solid ${palette.line};font-size:calc(4.7*var(--mm));line-height:1.25}
.foot{margin-top:auto;padding-top:calc(2*var(--mm));font-size:calc(4*var(--mm));line-height:1.25}
.foot p+p{margin-top:calc(1*var(--mm))}
.number{display:flex;justify-content:space-between;margin-top:calc(2*var(--mm));font-size:calc(3.2*var(--mm));color:#333}
@page{size:A4;margin:0}
@media print{body{background:#fff}.hint{display:none}.sheet{margin:0}}
@media screen and (max-width:214mm){:root{--mm:calc(100vw / 210)}}`

const both = (zh: string, en: string): Html => html`${zh}<span class="en" lang="en">${en}</span>`

/** Names beyond this many characters are set smaller, so that everything stays on one page. */
const longName = 11

const sheet = (
  view: SheetView,
  zh: Say,
  en: Say,
): Html => html`<section class="sheet${view.windowName.length > longName && ' long'}" data-code="${view.code}" aria-label="${view.unitName}${view.windowName}">
<p class="organ">${view.organName}${view.organName && '　'}${view.unitName}</p><h1>${view.windowName}</h1>
<p class="ask">${both(zh('sheet.title'), en('sheet.title'))}</p>
<p class="how">${both(zh('sheet.how'), en('sheet.how'))}${both(zh('sheet.what', { list: view.dimensions.zh }), en('sheet.what', { list: view.dimensions.en }))}</p>
<div class="middle"><svg viewBox="0 0 ${view.drawn.size} ${view.drawn.size}" role="img" aria-label="${view.address}" shape-rendering="crispEdges"><rect width="${view.drawn.size}" height="${view.drawn.size}" fill="#fff"/><path d="${view.drawn.path}" fill="#000"/></svg>
<p class="address">${zh('sheet.address')}<span class="en" lang="en">${en('sheet.address')}</span><b>${view.address}</b></p></div>
<ol>${(['promise.rated', 'promise.number', 'promise.safe'] as const).map(key => html`<li>${both(zh(key), en(key))}</li>`)}</ol>
<div class="foot"><p><b>${zh('sheet.help.title')}</b>${both(zh('sheet.help'), `${en('sheet.help.title')} ${en('sheet.help')}`)}</p><p>${both(zh('sheet.sealed'), en('sheet.sealed'))}</p>
<p>${both(`${zh('sheet.sms')}${zh('urgent')}`, `${en('sheet.sms')} ${en('urgent')}`)}</p><p class="number"><span>${zh('brand')}</span><span>${view.code}</span></p></div></section>`

/** Sheets as one document that needs nothing else: no script, no font, no picture from anywhere. */
export const sheetsPage = (view: SheetsView): string => {
  const [zh, en] = [wordsOf('zh', view.words), wordsOf('en', view.words)]
  return `<!doctype html>${html`<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${zh('sheet.title')}　${view.sheets.length === 1 && view.sheets[0]?.windowName}</title><link rel="icon" href="data:,"><style${view.nonce !== undefined && html` nonce="${view.nonce}"`}>${trusted(style.replaceAll('\n', ''))}</style></head><body><p class="hint">${zh('sheet.print')} <span lang="en">${en('sheet.print')}</span></p><main>${view.sheets.map(one => sheet(one, zh, en))}</main></body></html>`}`
}
