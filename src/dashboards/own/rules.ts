import { z } from 'zod'
import { hintsIn } from '../../kit/hints.ts'
import { loopHealthKeys } from '../contract.ts'
import type { ViewList } from './contract.ts'

const id = z.string().regex(/^[a-z_]{1,40}$/)

/**
 * What a kept filter may hold, list by list: words of the house and units, nothing that somebody typed. A number or a
 * search would be one matter's, and perhaps one citizen's.
 */
export const filtersOf = {
  matters: z.strictObject({
    kind: id.optional(),
    stage: id.optional(),
    unit: z.uuid().optional(),
    mark: z.enum(['near', 'overdue']).optional(),
    mine: z.literal('true').optional(),
    state: z.enum(['closed', 'all']).optional(),
  }),
  loop_health: z.strictObject({ key: z.enum(loopHealthKeys) }),
} as const satisfies Record<ViewList, z.ZodType>

/** The hints by which an order's text is checked. A name is shared with a unit, and nobody reads it first: here a guess is refused. */
export const namesSomebody = (name: string): boolean => hintsIn(name).some(hint => hint !== 'date') || /\d{5,}/.test(name)

export const viewsAtMost = 30
