import { z } from 'zod'

/** The contract's views as the HTTP edge describes and checks them. Nothing leaves that is not named here. */
export const clockSchema = z.object({
  clock: z.string(),
  title: z.string(),
  round: z.number(),
  state: z.enum(['running', 'paused', 'stopped', 'undetermined']),
  dueAt: z.string().optional(),
  dueOn: z.string().optional(),
  notBefore: z.string().optional(),
  because: z.array(z.string()).readonly(),
  startedAt: z.string(),
  stoppedAt: z.string().optional(),
  mark: z.enum(['in_time', 'near', 'overdue', 'kept', 'late']),
})

export const matterSchema = z.object({
  id: z.uuid(),
  number: z.string(),
  kind: z.string(),
  lane: z.enum(['ordinary', 'rating', 'accusation']),
  stage: z.string(),
  stageTitle: z.string(),
  round: z.number(),
  unit: z.uuid(),
  unitName: z.string(),
  openedAt: z.string(),
  closedAt: z.string().optional(),
  ending: z.string().optional(),
  sight: z.enum(['full', 'progress']),
  first: z.literal(true).optional(),
  clocks: z.array(clockSchema).readonly(),
  length: z.number(),
})

export const trailSchema = z
  .array(
    z.object({
      seq: z.number(),
      action: z.string(),
      title: z.string(),
      by: z.string(),
      at: z.string(),
      stage: z.string(),
      round: z.number(),
      input: z.unknown().optional(),
      erased: z.literal(true).optional(),
      rung: z.object({ clock: z.string(), do: z.string(), tell: z.string() }).optional(),
      seat: z.string().optional(),
      seated: z
        .array(z.object({ seat: z.string(), post: z.string(), sight: z.enum(['full', 'progress']) }))
        .readonly()
        .optional(),
    }),
  )
  .readonly()

export const maySchema = z
  .array(
    z.object({
      action: z.string(),
      title: z.string(),
      records: z.unknown().optional(),
      confirm: z.string().optional(),
      not: z
        .object({ because: z.string(), title: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])).optional() })
        .optional(),
    }),
  )
  .readonly()

export const pageSchema = z.object({ items: z.array(matterSchema).readonly(), next: z.string().optional() })

const yes = z.enum(['true', 'false']).transform(word => word === 'true')

export const filterSchema = z.strictObject({
  kind: z.string().max(60).optional(),
  /** One stage, or several with commas between. */
  stage: z
    .string()
    .max(600)
    .transform(text => text.split(','))
    .optional(),
  unit: z.uuid().optional(),
  mark: z.enum(['near', 'overdue']).optional(),
  open: yes.optional(),
  mine: yes.optional(),
  number: z.string().max(12).optional(),
  find: z.string().trim().min(2).max(40).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
})
