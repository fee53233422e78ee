import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import type { Viewer } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { openedOf, settingsNow } from './opened.ts'
import { custodyOf } from './rules/custody.ts'
import type { BundleCardView } from './web/card.ts'

/** Where the bag is, who signed last, its list and every signature; the points that it may go to. */
export const bundleCard = async (house: House, tx: Tx, viewer: Viewer, matter: string): Promise<BundleCardView | undefined> => {
  const page = await house.engine.readIn(tx, viewer, matter)
  const opened = page && openedOf(page.trail)
  if (!page || page.matter.kind !== 'bundle' || page.matter.sight !== 'full' || !opened) return undefined
  const { holder, since, lastSignedBy, passing, bag, signatures } = custodyOf(page.trail)
  return {
    kind: 'bundle',
    number: page.matter.number,
    unitName: opened.unitName,
    officer: opened.officer,
    papers: opened.papers,
    holder,
    since,
    lastSignedBy,
    ...(passing ? { passing: { to: passing.to, at: passing.at, by: passing.by } } : {}),
    ...(bag === undefined ? {} : { bag, sealedOn: dayOf(new Date(page.trail.findLast(entry => entry.action === 'seal')?.at ?? since)) }),
    signatures,
    points: Object.values(settingsNow(house).points)
      .map(point => point.name)
      .filter(name => name !== holder),
  }
}
