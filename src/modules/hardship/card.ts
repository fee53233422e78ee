import type { House } from '../../engine/house.ts'
import { contactIn } from '../../engine/index.ts'
import type { Viewer } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { helpGranted } from './contract.ts'
import { openedOf, settingsNow } from './opened.ts'
import { applicationOf, hasOpenedNumber } from './store.ts'
import type { HardshipCardView } from './web/card.ts'

/** What she applied for, and her number for whoever opened it by an act on the trail; for whoever merely sees the course nothing. */
export const hardshipCard = async (house: House, tx: Tx, viewer: Viewer, matter: string): Promise<HardshipCardView | undefined> => {
  const page = await house.engine.readIn(tx, viewer, matter)
  const opened = page && openedOf(page.trail)
  if (!page || page.matter.kind !== 'hardship' || page.matter.sight !== 'full' || !opened || viewer.kind !== 'person') return undefined
  const application = await applicationOf(tx, house.city, matter)
  const isOpened = await hasOpenedNumber(tx, house.city, matter, viewer.person)
  const phone = isOpened ? contactIn(house, opened.contact).phone : undefined
  const { round } = page.matter
  const last = page.trail.findLast(entry => entry.round === round && (entry.action === 'grant' || entry.action === 'civil_grant'))
  const granted = helpGranted.safeParse(last?.input).data
  const clock = page.matter.clocks.findLast(one => one.state === 'running')?.clock
  const unknown = clock === undefined ? undefined : settingsNow(house).unknown[clock as 'decide_within']
  return {
    kind: 'hardship',
    contact: { opened: isOpened, left: opened.reachable, ...(phone === undefined ? {} : { number: phone }) },
    name: opened.name,
    ...(opened.helper ? { helper: opened.helper } : {}),
    need: opened.need,
    ...(opened.kind ? { hardship: opened.kind } : {}),
    ...(opened.from ? { from: opened.from } : {}),
    ...(opened.about ? { about: opened.about } : {}),
    decider: application?.decider ?? opened.decider,
    ...(application?.civil_name ? { civil: application.civil_name } : {}),
    ...(granted ? { granted: { help: granted.help, ...(granted.amount === undefined ? {} : { amount: granted.amount }) } } : {}),
    ...(unknown ? { unknown: { zh: unknown.what, en: unknown.what_en } } : {}),
  }
}
