import type { House } from '../../engine/house.ts'
import type { MatterPaper } from '../../engine/room.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { repairOrdered } from './contract.ts'
import { ordersOnTrail } from './orders.ts'
import { papers } from './rules/papers.ts'
import type { OrderOnPaper } from './rules/papers.ts'

/** The orders on this trail as the list tells them to the unit; in the list's order, which says nothing of when they were written. */
const gatherOrders = async (
  house: House,
  tx: Tx,
  { matter, trail }: Parameters<NonNullable<MatterPaper['gather']>>[2],
): Promise<readonly OrderOnPaper[]> => {
  const heard = await ordersOnTrail(house, tx, matter.id, trail)
  const orders = trail.flatMap(entry => {
    const said = repairOrdered.safeParse(entry.action === 'order_repair' ? entry.input : undefined).data
    const listed = heard.get(entry.seq)
    return said && listed
      ? [
          {
            cause: said.cause,
            what: said.what_to_change,
            responsible: said.responsible,
            by: listed.by,
            releasedOn: listed.releasedOn,
            answers: listed.answers,
          },
        ]
      : []
  })
  return orders.sort((a, b) => b.releasedOn.localeCompare(a.releasedOn) || a.by.localeCompare(b.by) || a.what.localeCompare(b.what))
}

/** 回访记录表、问题整改单、整改反馈表、督办函及回复、销号表. */
export const callbackPapers: readonly MatterPaper[] = [
  papers.callRecord,
  { ...papers.repairOrder, gather: gatherOrders },
  papers.repairReport,
  papers.supervisionLetter,
  papers.supervisionReply,
  papers.closingRecord,
]
