import { create } from 'qrcode'
import type { House } from '../../engine/house.ts'

/** What a window's code leads to. It never changes, so a printed sheet stays good. */
export const windowUrl = (house: Pick<House, 'config'>, code: string): string => `${house.config.publicUrl}/w/${code}`

export interface DrawnCode {
  readonly size: number
  readonly path: string
}

/** As one SVG path in modules, with the four empty modules around that scanners need. A quarter of it may be soiled. */
export const drawCode = (text: string): DrawnCode => {
  const { modules } = create(text, { errorCorrectionLevel: 'Q' })
  const quiet = 4
  const strokes: string[] = []
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) {
      if (!modules.get(y, x)) continue
      let length = 1
      while (x + length < modules.size && modules.get(y, x + length)) length++
      strokes.push(`M${x + quiet} ${y + quiet}h${length}v1h-${length}z`)
      x += length
    }
  }
  return { size: modules.size + 2 * quiet, path: strokes.join('') }
}
