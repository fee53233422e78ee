import { post } from '../../../console/api/client.ts'

/** What the form holds; the gate's two answers decide what may follow at once. */
export interface IntakeTyped {
  readonly channel: 'window' | 'phone' | 'transfer'
  readonly sender?: string
  readonly window: string
  readonly item: string
  readonly where: string
  readonly trips?: number
  readonly reason?: string
  readonly named?: string
  readonly itemCode?: string
  readonly refusal?: string
  readonly category: string
  readonly words?: string
  readonly whom: 'person' | 'enterprise'
  readonly name: string
  readonly phone: string
  readonly helper?: string
  readonly first?: boolean
  readonly applied: 'refused' | 'not_accepted' | 'overdue' | 'not_asked_yet'
  readonly rule: 'none_named' | 'named_and_does_not_forbid' | 'to_check'
  readonly spoke?: boolean
}

export interface TakenIn {
  readonly matter: string
  readonly number: string
  readonly code: string
  readonly url: string
}

export type GateSays = 'in_scope' | 'to_check' | 'not_asked' | undefined

/** The gate in the clerk's terms: nothing is turned away here, what differs is the step that follows. */
export const gateSays = ({ applied, rule }: Partial<Pick<IntakeTyped, 'applied' | 'rule'>>): GateSays =>
  rule === 'to_check' ? 'to_check' : applied === 'not_asked_yet' ? 'not_asked' : applied && rule ? 'in_scope' : undefined

const present = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== '')) as Partial<T>

/** Stands on the trail, which speaks the house's language whoever typed. */
const told = '登记时已告诉本人：今天受理、几天内有结果、怎么查进展'

/** Taken in first; contact and gate follow as acts of their own, and none of them undoes it. @returns whether both were recorded as asked */
export const takeIn = async (key: string, typed: IntakeTyped): Promise<TakenIn & { readonly followed: boolean }> => {
  const {
    channel,
    sender,
    window,
    item,
    where,
    trips,
    reason,
    named,
    itemCode,
    refusal,
    category,
    words,
    whom,
    name,
    phone,
    helper,
    first,
    applied,
    rule,
    spoke,
  } = typed
  const taken = await post<TakenIn>('/api/stuck/intake', {
    ...present({ sender, rule: named, itemCode, refusal, words, helper }),
    key,
    channel,
    window,
    item,
    where,
    category,
    whom,
    name,
    phone,
    ...(first ? { first } : {}),
    trips: trips ?? 0,
    reason: reason ?? '',
  })
  const act = (action: string, input: object) => post(`/api/matters/${taken.matter}/actions/${action}`, { input })
  try {
    if (spoke && channel !== 'transfer') await act('record_contact', { how: channel === 'phone' ? 'phone' : 'in_person', told })
    if (gateSays(typed) === 'in_scope') await act('accept', { applied, rule })
    return { ...taken, followed: true }
  } catch {
    return { ...taken, followed: false }
  }
}
