import type { TrailEntry } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { receiptCodes } from '../../engine/index.ts'
import { stuckOpened } from './contract.ts'
import type { StuckOpened } from './contract.ts'
import { stuckSettings } from './settings.ts'
import type { StuckSettings } from './settings.ts'

export const settingsNow = (house: House): StuckSettings => house.programmes.current().settings('stuck', stuckSettings)

/** What came in, from the first entry of the trail; undefined once it is erased. */
export const openedOf = (trail: readonly TrailEntry[]): StuckOpened | undefined => stuckOpened.safeParse(trail[0]?.input).data

export const codes = receiptCodes('stuck')
