import type { Viewer } from '../org/viewer.ts'
import type { Tx } from '../platform/database/contract.ts'
import { isUuid } from './act.ts'
import type { Parts } from './parts.ts'
import type { MatterView } from './contract.ts'
import { clocksOf } from './store/clock.ts'
import { mattersNamed } from './store/named.ts'
import { matterView } from './view.ts'

/** What is not visible is left out, like what does not exist. */
export const viewsIn = async (parts: Parts, tx: Tx, viewer: Viewer, matters: readonly string[]): Promise<readonly MatterView[]> => {
  const ids = matters.filter(isUuid)
  if (ids.length === 0) return []
  const rows = new Map((await mattersNamed(tx, ids)).map(row => [row.id, row]))
  const clocks = await clocksOf(tx, viewer.city, [...rows.keys()], 'open')
  const now = parts.clock.now()
  return ids.flatMap(id => {
    const row = rows.get(id)
    return row
      ? [
          matterView(
            parts.kinds.of(row.kind).flow,
            row,
            row,
            row.sight,
            clocks.filter(clock => clock.matter === id),
            now,
          ),
        ]
      : []
  })
}
