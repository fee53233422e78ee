import { flag, html, trusted } from '../../../kit/html.ts'
import type { Html } from '../../../kit/html.ts'
import { native } from '../../../kit/page.ts'
import type { PageLanguage } from '../../../kit/page.ts'
import { palette } from '../../../kit/palette.ts'
import { holds } from './fields.ts'
import type { FieldName, Submitted } from './fields.ts'
import type { Level } from './view.ts'

/** Five mouths from sad to glad; eyes are the same, colours too: from a step away no level can be told. */
const mouths = ['M14.5 36q9.5-11 19 0', 'M16 34.5q8-5.5 16 0', 'M16.5 32.5h15', 'M15.5 30q8.5 8 17 0', 'M13.5 28q10.5 15 21 0z']

const ink = palette.ink

export const faceSymbols: Html = trusted(
  `<svg width="0" height="0" aria-hidden="true" focusable="false" hidden>${mouths.map((mouth, at) => `<symbol id="f${at + 1}" viewBox="0 0 48 48"><circle cx="24" cy="24" r="21.5" fill="${palette.face}" stroke="${ink}" stroke-width="2"/><circle cx="17" cy="20" r="2.6" fill="${ink}"/><circle cx="31" cy="20" r="2.6" fill="${ink}"/><path d="${mouth}" fill="${at === 4 ? palette.white : 'none'}" stroke="${ink}" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></symbol>`).join('')}</svg>`,
)

/** The drawing for `level` of `of`: three levels use the first, third and fifth mouth. */
export const mouthOf = (level: number, of: number): number => Math.round(1 + ((level - 1) * 4) / Math.max(1, of - 1))

interface Row {
  readonly lang: PageLanguage
  readonly field: FieldName
  readonly levels: readonly Level[]
  readonly values: Submitted
  readonly small?: boolean
}

/** Best first, as people expect. Nothing is chosen beforehand. */
export const faceRow = ({ lang, field, levels, values, small = false }: Row): Html => {
  const best = [...levels].sort((one, other) => other.level - one.level)
  return html`<div class="faces${small ? ' small' : ''}${levels.length <= 3 ? ' three' : ''}">${best.map(one => html`<label class="face"><input type="radio" name="${field}" value="${one.level}"${flag('checked', holds(values, field, String(one.level)))}><svg aria-hidden="true"><use href="#f${mouthOf(one.level, levels.length)}"/></svg><span>${native(lang, one.title)}</span></label>`)}</div>`
}
