import type { House } from '../../engine/house.ts'
import { contactIn } from '../../engine/index.ts'
import type { Viewer } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { openedOf } from './opened.ts'
import { hasOpenedNumber, standingOf } from './store.ts'
import { findingNoted, findingOpened, fixReported, inspectionOpened, photosShown } from './contract.ts'
import type { ConcernCardView, FindingCardView, InspectionCardView } from './web/card.ts'

/** What was said at the visit, and the number for whoever opened it by an act on the trail. */
const concernCard = async (house: House, tx: Tx, viewer: Viewer, matter: string): Promise<ConcernCardView | undefined> => {
  const page = await house.engine.readIn(tx, viewer, matter)
  const opened = page && openedOf(page.trail)
  if (!page || page.matter.kind !== 'concern' || page.matter.sight !== 'full' || !opened || viewer.kind !== 'person') return undefined
  const standing = await standingOf(tx, house.city, matter)
  const isOpened = opened.contact !== undefined && (await hasOpenedNumber(tx, house.city, matter, viewer.person))
  const phone = isOpened && opened.contact ? contactIn(house, opened.contact).phone : undefined
  return {
    kind: 'concern',
    contact: { left: opened.contact !== undefined, ...(phone === undefined ? {} : { number: phone }) },
    campaignName: opened.campaignName,
    visitedOn: opened.visitedOn,
    place: opened.place,
    visitors: opened.visitors,
    concern: opened.kind,
    words: opened.words,
    ...(opened.name ? { name: opened.name } : {}),
    unitName: standing?.unit_name ?? opened.unitName,
    visitingUnitName: opened.visitingUnitName,
  }
}

/** The check list with what was found at each item so far. */
const inspectionCard = async (house: House, tx: Tx, viewer: Viewer, matter: string): Promise<InspectionCardView | undefined> => {
  const page = await house.engine.readIn(tx, viewer, matter)
  const opened = inspectionOpened.safeParse(page?.trail[0]?.input).data
  if (!page || page.matter.kind !== 'inspection' || page.matter.sight !== 'full' || !opened) return undefined
  const found = page.trail.flatMap(entry => (entry.action === 'note_finding' ? (findingNoted.safeParse(entry.input).data ?? []) : []))
  const { inspectionName, way, placeName, day, hour, items, week } = opened
  return {
    kind: 'inspection',
    inspectionName,
    way,
    placeName,
    day,
    ...(hour === undefined ? {} : { hour }),
    isDrawn: week !== undefined,
    items: items.map((text, at) => ({
      text,
      findings: found.filter(one => one.item === at + 1).map(({ at: seen, what, photos = [] }) => ({ at: seen, what, photos })),
    })),
  }
}

const findingCard = async (house: House, tx: Tx, viewer: Viewer, matter: string): Promise<FindingCardView | undefined> => {
  const page = await house.engine.readIn(tx, viewer, matter)
  const opened = findingOpened.safeParse(page?.trail[0]?.input).data
  if (!page || page.matter.kind !== 'finding' || page.matter.sight !== 'full' || !opened) return undefined
  const inputOf = (action: string): unknown => page.trail.findLast(entry => entry.action === action)?.input
  const fixed = fixReported.safeParse(inputOf('report_fixed')).data
  const { inspectionName, placeName, day, at, item, what } = opened
  return {
    kind: 'finding',
    inspectionName,
    placeName,
    day,
    at,
    item,
    what,
    photos: photosShown.safeParse(inputOf('show_photos')).data?.photos ?? [],
    ...(fixed ? { fixed: { what: fixed.what, photos: fixed.photos ?? [] } } : {}),
  }
}

export const roundsCard = async (
  house: House,
  tx: Tx,
  viewer: Viewer,
  matter: string,
): Promise<ConcernCardView | InspectionCardView | FindingCardView | undefined> =>
  (await concernCard(house, tx, viewer, matter)) ??
  (await inspectionCard(house, tx, viewer, matter)) ??
  (await findingCard(house, tx, viewer, matter))
