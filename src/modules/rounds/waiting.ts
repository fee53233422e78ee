import type { House } from '../../engine/house.ts'
import type { Person } from '../../org/ledger.ts'
import { inspectionOpened } from './contract.ts'

export interface Waiting {
  readonly id: string
  readonly number: string
  readonly inspectionName: string
  readonly placeName: string
  readonly day: string
  readonly hour?: string
}
/** More at once nobody makes; the rest stands in the list of matters. */
const most = 50

/** Inspections that wait for this person, nearest due first: where to go, on which day, at what hour. */
export const waitingFor = async (house: House, viewer: Person): Promise<readonly Waiting[]> => {
  const { items } = await house.engine.list(viewer, { kind: 'inspection', open: true, limit: most })
  return house.as(viewer, async tx => {
    const found: Waiting[] = []
    for (const { id, number } of items) {
      const opened = inspectionOpened.safeParse((await house.engine.readIn(tx, viewer, id))?.trail[0]?.input).data
      if (!opened) continue
      const { inspectionName, placeName, day, hour } = opened
      found.push({ id, number, inspectionName, placeName, day, ...(hour === undefined ? {} : { hour }) })
    }
    return found
  })
}
