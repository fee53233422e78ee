import type { TrailEntry } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { receiptCodes } from '../../engine/index.ts'
import { bundleOpened } from './contract.ts'
import type { BundleOpened } from './contract.ts'
import { transferSettings } from './settings.ts'
import type { TransferSettings } from './settings.ts'

export const settingsNow = (house: House): TransferSettings => house.programmes.current().settings('transfer', transferSettings)

/** What was handed in, from the first entry of the trail; undefined once it is erased. */
export const openedOf = (trail: readonly TrailEntry[]): BundleOpened | undefined => bundleOpened.safeParse(trail[0]?.input).data

export const codes = receiptCodes('transfer')
