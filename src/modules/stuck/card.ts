import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { contactIn } from '../../engine/index.ts'
import type { Viewer } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { openedOf, settingsNow } from './opened.ts'
import { chargedHours, leadStands, returnsOf } from './rules/handover.ts'
import { unitByCode } from '../../org/rules/tree.ts'
import { handoversOf, hasOpenedNumber } from './store.ts'
import { officeOf } from './classes.ts'
import { behindClass } from './store/classes.ts'
import { leadOf } from './store/clearing.ts'
import type { ClassCardView, StuckCardView } from './web/card.ts'

const classCard = async (house: House, tx: Tx, viewer: Viewer, matter: string): Promise<ClassCardView> => {
  const matters: ClassCardView['matters'][number][] = []
  for (const id of await behindClass(tx, house.city, matter)) {
    const page = await house.engine.readIn(tx, viewer, id)
    if (page) matters.push({ id, number: page.matter.number, item: openedOf(page.trail)?.item ?? '' })
  }
  return { kind: 'class', matters }
}

/** The citizen's number for whoever opened it by an act on the trail, the register of powers, and how often it was handed on. */
export const stuckCard = async (
  house: House,
  tx: Tx,
  viewer: Viewer,
  matter: string,
): Promise<StuckCardView | ClassCardView | undefined> => {
  const page = await house.engine.readIn(tx, viewer, matter)
  if (page?.matter.kind === 'class') return page.matter.sight === 'full' ? classCard(house, tx, viewer, matter) : undefined
  const opened = page && openedOf(page.trail)
  if (!page || page.matter.kind !== 'stuck' || page.matter.sight !== 'full' || !opened || viewer.kind !== 'person') return undefined
  const now = house.clock.now()
  const org = await house.org.snapshot(tx, dayOf(now))
  const isOpened = await hasOpenedNumber(tx, house.city, matter, viewer.person)
  const phone = isOpened ? contactIn(house, opened.contact).phone : undefined
  const setsUp = officeOf(house, org, viewer).length > 0
  const lead = setsUp ? await leadOf(tx, house.city, matter) : undefined
  const handovers = await handoversOf(tx, house.city, matter)
  const marked = (action: string): boolean => page.trail.some(entry => entry.round === page.matter.round && entry.action === action)
  return {
    kind: 'stuck',
    contact: { opened: isOpened, ...(phone === undefined ? {} : { number: phone }) },
    complex: marked('mark_complex'),
    ...(marked('mark_enquiry') ? { enquiry: true as const } : {}),
    ...(page.trail.some(entry => entry.action === 'mark_urgent') ? { urgent: true as const } : {}),
    court: opened.form === 'court',
    ...(setsUp ? { setsUpClass: lead ? { unit: lead.unit } : {} } : {}),
    powers: Object.values(settingsNow(house).powers).map(power => ({
      title: power.title,
      unitName: unitByCode(org, power.unit)?.name ?? power.unit,
      ...(power.basis === undefined ? {} : { basis: power.basis }),
    })),
    returns: returnsOf(page.trail),
    leadStands: leadStands(page.trail),
    handovers: handovers.map(one => ({
      unitName: one.unitName,
      givenAt: one.givenAt,
      ...(one.returnedAt === null ? {} : { returnedAt: one.returnedAt, hours: Math.round(chargedHours([one], now).get(one.unit) ?? 0) }),
    })),
  }
}
