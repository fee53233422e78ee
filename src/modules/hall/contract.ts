import { z } from 'zod'

export const levels = ['city', 'county', 'town', 'village'] as const
/** 进驻：已进驻大厅；在进驻事项负面清单上；应进而未进。 */
export const entered = ['in', 'negative', 'out'] as const
/** 单设窗口：已整合；一体化管理；未整合。 */
export const windowStates = ['integrated', 'managed', 'apart'] as const

const line = (most: number, least = 1) => z.string().trim().min(least).max(most)
export const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/)
/** Where something stands: level, place (市本级、某县), unit that answers for it. */
const place = {
  name: line(120, 2),
  unit: line(80, 2),
  /** The unit's code in the organisation's register. Absent: the unit does not work with us. */
  unitCode: code.optional(),
  level: z.enum(levels),
  place: line(40, 2),
}

/** What a number of the register may be; a row that is refused is told which of the two it passed. */
export const bounds = {
  visits: [0, 9],
  promised: [0, 3650],
  legal: [1, 3650],
  area: [1, 1_000_000],
  counters: [0, 9999],
} as const
const bounded = ([least, most]: readonly [number, number]) => z.int().min(least).max(most)

/** A service item (政务服务事项) as one version of the register has it. Limits are working days; 0 is on the same day. */
export const itemBody = z.strictObject({
  ...place,
  online: z.boolean(),
  whole: z.boolean(),
  /** How often a person must come, at most. */
  visits: bounded(bounds.visits),
  instant: z.boolean(),
  promised: bounded(bounds.promised),
  /** Absent: the law sets none. */
  legal: bounded(bounds.legal).optional(),
  hall: z.enum(entered),
  /** Why it is not in the hall. */
  reason: line(200, 2).optional(),
  window: line(60).optional(),
  /** 受理初核权: the hall may check a first time by itself. */
  firstCheck: z.boolean(),
  /** Absent: not known. Items are divided by 、or ；. */
  papers: line(600, 2).optional(),
  /** 高效办成一件事: the one thing of which this item is a part, done together with its other parts. */
  oneThing: line(60, 2).optional(),
  /** 办事指南本地化要素: whether the guide names the local window, telephone, hours and samples. Absent: nobody has looked. */
  guide: z.boolean().optional(),
})
export type ItemBody = z.infer<typeof itemBody>

/** A window that a department has set up outside of the hall's own counters (单设窗口). */
export const windowBody = z.strictObject({ ...place, state: z.enum(windowStates), reason: line(200, 2).optional() })
export type WindowBody = z.infer<typeof windowBody>

/** A service hall (政务服务大厅、便民服务中心): its floor in square metres and its counters. */
export const hallBody = z.strictObject({
  ...place,
  area: bounded(bounds.area),
  counters: bounded(bounds.counters),
  address: line(120, 2).optional(),
})
export type HallBody = z.infer<typeof hallBody>

export const kinds = ['item', 'window', 'hall'] as const
export type Kind = (typeof kinds)[number]
export interface BodyOf {
  readonly item: ItemBody
  readonly window: WindowBody
  readonly hall: HallBody
}
export const bodies = { item: itemBody, window: windowBody, hall: hallBody } as const

export const why = z.string().trim().min(2).max(200)

/** One thing of the register as it holds on some day. */
export interface Held<K extends Kind> {
  readonly code: string
  readonly version: number
  /** Civil day. */
  readonly fromOn: string
  readonly body: BodyOf[K]
}
