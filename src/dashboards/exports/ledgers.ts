import { z } from 'zod'
import { limitAtMost, matterColumns, matterLedger, matterRow } from '../../engine/index.ts'
import type { House } from '../../engine/house.ts'
import type { Room } from '../../engine/room.ts'
import { defineLedger } from '../../org/ledger.ts'
import type { Ledger } from '../../org/ledger.ts'
import { orgLedgers } from '../../org/ledgers.ts'
import { auditLedgers } from '../audit/index.ts'
import { loopHealthKeys } from '../contract.ts'
import type { LoopHealthKey } from '../contract.ts'
import { countLoops, loopPage } from '../store.ts'
import type { ListPlace } from '../../kit/cursor.ts'

const loopFilter = z.strictObject({ key: z.enum(loopHealthKeys) })

/** The list behind one of the five counts, as its board shows it. */
const loopLedger = (house: House, kindTitles: ReadonlyMap<string, string>): Ledger =>
  defineLedger<{ readonly key: LoopHealthKey }>({
    name: 'loop_health',
    title: { zh: '闭环情况', en: 'Loop health' },
    filter: loopFilter,
    columns: matterColumns,
    count: ({ viewer, filter }) => house.as(viewer, async tx => (await countLoops(tx, house.clock.now()))[filter.key]),
    pages: async function* ({ viewer, filter, language }) {
      // One instant for all pages: what falls due meanwhile would move between them.
      const now = house.clock.now()
      for (let after: ListPlace | undefined, more = true; more;) {
        const { places, matters } = await house.as(viewer, async tx => {
          const found = await loopPage(tx, filter.key, now, after, limitAtMost)
          return {
            places: found,
            matters: await house.engine.viewsIn(
              tx,
              viewer,
              found.map(one => one.id),
            ),
          }
        })
        yield matters.map(matter => matterRow(kindTitles, matter, language))
        after = places.at(-1)
        more = places.length === limitAtMost
      }
    },
  })

/** Every list that can be taken out of this house. */
export const allLedgers = (house: House, rooms: readonly Room[]): readonly Ledger[] => {
  const open = rooms.filter(room => house.programmes.current().modules.includes(room.name))
  const kindTitles = new Map(rooms.flatMap(room => room.flows ?? []).map(flow => [flow.kind, flow.title]))
  const ledgers: readonly Ledger[] = [
    matterLedger(house, kindTitles),
    loopLedger(house, kindTitles),
    ...open.flatMap(room => room.ledgers?.(house) ?? []),
    ...orgLedgers(house),
    ...auditLedgers(house, (name, language) => ledgers.find(ledger => ledger.name === name)?.title[language] ?? name),
  ]
  return ledgers
}
