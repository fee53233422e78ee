import type { TrailEntry } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { receiptCodes } from '../../engine/index.ts'
import { receptionOpened } from './contract.ts'
import type { ReceptionOpened } from './contract.ts'
import { receptionSettings } from './settings.ts'
import type { ReceptionSettings } from './settings.ts'

export const settingsNow = (house: House): ReceptionSettings => house.programmes.current().settings('reception', receptionSettings)

/** What was booked, from the first entry of the trail; undefined once it is erased. */
export const openedOf = (trail: readonly TrailEntry[]): ReceptionOpened | undefined => receptionOpened.safeParse(trail[0]?.input).data

export const codes = receiptCodes('reception')
