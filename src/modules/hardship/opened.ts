import type { TrailEntry } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { receiptCodes } from '../../engine/index.ts'
import { hardshipOpened } from './contract.ts'
import type { HardshipOpened } from './contract.ts'
import { hardshipSettings } from './settings.ts'
import type { HardshipSettings } from './settings.ts'

export const settingsNow = (house: House): HardshipSettings => house.programmes.current().settings('hardship', hardshipSettings)

/** What was applied for, from the first entry of the trail; undefined once it is erased. */
export const openedOf = (trail: readonly TrailEntry[]): HardshipOpened | undefined => hardshipOpened.safeParse(trail[0]?.input).data

export const codes = receiptCodes('hardship')
