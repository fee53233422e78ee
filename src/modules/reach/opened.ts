import type { TrailEntry } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { receiptCodes } from '../../engine/index.ts'
import { reachOpened } from './contract.ts'
import type { ReachOpened } from './contract.ts'
import { reachSettings } from './settings.ts'
import type { ReachSettings } from './settings.ts'

export const settingsNow = (house: House): ReachSettings => house.programmes.current().settings('reach', reachSettings)

/** What was asked, from the first entry of the trail; undefined once it is erased. */
export const openedOf = (trail: readonly TrailEntry[]): ReachOpened | undefined => reachOpened.safeParse(trail[0]?.input).data

export const codes = receiptCodes('reach')
