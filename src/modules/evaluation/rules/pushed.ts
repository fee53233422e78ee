import type { ZodError } from 'zod'
import { isRefusal, refuse } from '../../../kit/refusal.ts'
import type { Refusal } from '../../../kit/refusal.ts'
import { servicePushed } from '../contract.ts'
import type { ServicePushed } from '../contract.ts'
import { readPhone } from './rating.ts'

/** A pushed row as far as it can be read: what is wrong with one field hides nothing of the others. */
export interface ReadRow {
  readonly part: Partial<ServicePushed>
  readonly refusals: readonly Refusal[]
}

type Issue = ZodError['issues'][number] & { readonly keys?: readonly string[]; readonly maximum?: unknown; readonly input?: unknown }

const refusalsOf = (issue: Issue): readonly Refusal[] => {
  const field = issue.path.map(String).join('.') || 'service'
  switch (issue.code) {
    case 'unrecognized_keys':
      return (issue.keys ?? []).map(key => refuse('field_unknown', { field: [...issue.path.map(String), key].join('.') }))
    case 'too_small':
      return [refuse('field_missing', { field })]
    case 'too_big':
      return [refuse('field_too_long', { field, values: { most: Number(issue.maximum) } })]
    case 'invalid_type':
      return [refuse(issue.input === undefined ? 'field_missing' : 'service_invalid', { field })]
    case 'invalid_format':
      return [refuse('time_unreadable', { field })]
    default:
      return [refuse('service_invalid', { field })]
  }
}

/** Each field once: what is missing is not also wrong. */
export const oncePerField = (refusals: readonly Refusal[]): readonly Refusal[] =>
  refusals.filter((one, at) => refusals.findIndex(other => other.field === one.field) === at)

export const readShape = (given: unknown): ReadRow => {
  const parsed = servicePushed.safeParse(given, { reportInput: true })
  if (parsed.success) return { part: parsed.data, refusals: [] }
  const fields =
    typeof given === 'object' && given !== null
      ? Object.entries(servicePushed.shape).flatMap(([key, schema]) => {
          const one = schema.safeParse((given as Record<string, unknown>)[key])
          return one.success && one.data !== undefined ? [[key, one.data] as const] : []
        })
      : []
  return {
    part: Object.fromEntries(fields) as Partial<ServicePushed>,
    refusals: oncePerField(parsed.error.issues.flatMap(issue => refusalsOf(issue))),
  }
}

interface PartyRead {
  readonly ref: string
  readonly name?: string
  readonly phone?: string
}
type Placed = readonly [string, NonNullable<ServicePushed['party']>]

/**
 * The parties with their numbers as they can be dialled. A number that cannot is a fault: its citizen would never be
 * invited, and nobody would know.
 */
export const partiesOf = (
  part: Pick<Partial<ServicePushed>, 'parties' | 'party'>,
): { readonly parties: readonly PartyRead[]; readonly refusals: readonly Refusal[] } => {
  const all: readonly Placed[] = [
    ...(part.parties ?? []).map((one, at): Placed => [`parties.${at}`, one]),
    ...(part.party ? [['party', part.party] satisfies Placed] : []),
  ]
  const parties = new Map<string, PartyRead>()
  const refusals: Refusal[] = []
  for (const [place, { ref, name, phone }] of all) {
    const number = phone ? readPhone(phone) : undefined
    if (phone && number === undefined) refusals.push(refuse('party_phone_invalid', { field: `${place}.phone` }))
    const read = { ref, ...(name ? { name } : {}), ...(number ? { phone: number } : {}) }
    const known = parties.get(ref)
    if (known && (known.name !== read.name || known.phone !== read.phone)) refusals.push(refuse('party_twice', { field: `${place}.ref` }))
    else parties.set(ref, read)
  }
  return { parties: parties.size > 0 ? [...parties.values()] : [{ ref: '' }], refusals }
}

const dayMs = 86_400_000
/** A first push may bring the last quarter; older services are history, not something to rate. */
const longestAgo = 92 * dayMs

export const checkTime = (finishedAt: string, now: Date): Refusal | undefined => {
  const at = Date.parse(finishedAt)
  if (at > now.getTime() + dayMs) return refuse('finished_in_future', { field: 'finishedAt' })
  if (at < now.getTime() - longestAgo) return refuse('finished_too_long_ago', { field: 'finishedAt' })
  return undefined
}

/** What the city knows, as far as these rows name it. */
export interface Known {
  readonly units: ReadonlyMap<string, { readonly id: string }>
  readonly persons: ReadonlyMap<string, string>
  readonly services: ReadonlyMap<string, { readonly unit: string; readonly line: string }>
  readonly lines: Readonly<Record<string, unknown>>
  readonly limits: { readonly lines: readonly string[] | null; readonly units: readonly string[] | null }
}

/** Everything that the house must refuse in what could be read of a row. */
export const checkAgainst = (part: Partial<ServicePushed>, known: Known, now: Date): readonly Refusal[] => {
  const { limits } = known
  const isOutside = (line: string | undefined, unit: string | undefined): { line: boolean; unit: boolean } => ({
    line: limits.lines !== null && line !== undefined && !limits.lines.includes(line),
    unit: limits.units !== null && unit !== undefined && !limits.units.includes(unit),
  })
  const unit = part.unit === undefined ? undefined : known.units.get(part.unit)?.id
  const outside = isOutside(part.line, unit)
  const old = part.externalId === undefined ? undefined : known.services.get(part.externalId)
  const isOthers = old !== undefined && Object.values(isOutside(old.line, old.unit)).includes(true)
  const nobody = (field: string, code: string): Refusal => refuse('officer_unknown', { field, values: { value: code } })
  return [
    part.unit !== undefined && unit === undefined && refuse('unit_unknown', { field: 'unit', values: { value: part.unit } }),
    part.line !== undefined &&
      !Object.hasOwn(known.lines, part.line) &&
      refuse('service_line_unknown', { field: 'line', values: { value: part.line } }),
    outside.line && refuse('outside_key', { field: 'line' }),
    outside.unit && refuse('outside_key', { field: 'unit' }),
    part.officer !== undefined && !known.persons.has(part.officer) && nobody('officer', part.officer),
    ...(part.officers ?? []).map(code => !known.persons.has(code) && nobody('officers', code)),
    part.finishedAt !== undefined && checkTime(part.finishedAt, now),
    // Somebody else's service of the same name is not this key's to change.
    isOthers && refuse('outside_key', { field: 'externalId' }),
  ].filter(one => isRefusal(one))
}
