import { get } from '../../../console/api/client.ts'

interface Order {
  readonly id: string
  readonly what: string
  readonly responsible: string
}

/** Orders of the unit's released lists whose text holds what was typed. Whoever does not read the lists finds none. */
export const ordersFound = async (text: string): Promise<readonly Order[]> => {
  const { items } = await get<{ readonly items: readonly Order[] }>('/api/callback/repair-orders')
  const wanted = text.toLowerCase()
  return items
    .filter(({ what, responsible }) => what.toLowerCase().includes(wanted) || responsible.toLowerCase().includes(wanted))
    .slice(0, 6)
}
