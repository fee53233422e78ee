import { z } from 'zod'
import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { defineLedger } from '../../org/ledger.ts'
import type { Ledger } from '../../org/ledger.ts'
import { causes } from './contract.ts'
import { repairOrdersUntil } from './store/orders.ts'

/** Whom the unit's weekly list is for, on screen as in a table. */
export const orderReaders = ['leader', 'deputy_head', 'clerk', 'officer'] as const

const states = {
  zh: { open: '待改', late: '已过期', underWay: '正在改', done: '已改好' },
  en: { open: 'open', late: 'late', underWay: 'under way', done: 'done' },
} as const

export const ordersLedger = (house: House): Ledger =>
  defineLedger<Record<string, never>>({
    name: 'repair_orders',
    title: { zh: '整改要求', en: 'To be changed' },
    roles: orderReaders,
    personal: true,
    filter: z.strictObject({}),
    columns: [
      { key: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'text' },
      { key: 'list', title: { zh: '清单日期', en: 'List of' }, kind: 'day' },
      { key: 'cause', title: { zh: '原因', en: 'Cause' }, kind: 'text', width: 12 },
      { key: 'what', title: { zh: '要改什么', en: 'What to change' }, kind: 'text', width: 50 },
      { key: 'by', title: { zh: '改好日期', en: 'By' }, kind: 'day' },
      { key: 'responsible', title: { zh: '责任人', en: 'Responsible' }, kind: 'text', width: 16 },
      { key: 'state', title: { zh: '改到哪一步', en: 'State' }, kind: 'text', width: 12 },
      { key: 'answers', title: { zh: '回复', en: 'Answers' }, kind: 'text', width: 50 },
    ],
    pages: async function* ({ viewer, language }) {
      const today = dayOf(house.clock.now())
      const orders = await house.as(viewer, tx => repairOrdersUntil(tx, house.city, today))
      yield orders.map(order => {
        const last = order.answers.at(-1)
        const state = last?.done ? 'done' : order.by < today ? 'late' : last ? 'underWay' : 'open'
        return {
          unit: order.unitName,
          list: order.releasedOn,
          cause: language === 'zh' ? (causes[order.cause as keyof typeof causes] ?? order.cause) : order.cause,
          what: order.what,
          by: order.by,
          responsible: order.responsible,
          state: states[language][state],
          answers: order.answers.map(answer => `${answer.answeredOn} ${answer.said}`).join('\n'),
        }
      })
    },
  })
