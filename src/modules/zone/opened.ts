import type { TrailEntry } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { receiptCodes } from '../../engine/index.ts'
import { zoneOpened } from './contract.ts'
import type { ZoneOpened } from './contract.ts'
import { zoneSettings } from './settings.ts'
import type { ZoneSettings } from './settings.ts'

export const settingsNow = (house: House): ZoneSettings => house.programmes.current().settings('zone', zoneSettings)

/** What was asked, from the first entry of the trail; undefined once it is erased. */
export const openedOf = (trail: readonly TrailEntry[]): ZoneOpened | undefined => zoneOpened.safeParse(trail[0]?.input).data

export const codes = receiptCodes('zone')
