/** JSON Schema of an action's records, as zod writes it, read into the fields of a form. Pure. */

export type FieldKind = 'text' | 'long' | 'choice' | 'choices' | 'yes' | 'number' | 'date' | 'files' | 'texts' | 'unit' | 'person'

export interface Choice {
  readonly value: string
  readonly label: string
}

export interface Field {
  readonly name: string
  readonly title: string
  readonly kind: FieldKind
  readonly required: boolean
  readonly least?: number
  readonly most?: number
  readonly choices?: readonly Choice[]
  readonly whole?: boolean
  readonly initial?: unknown
  readonly note?: string
}

type Schema = Readonly<Record<string, unknown>>

const record = (value: unknown): Schema => (typeof value === 'object' && value !== null ? (value as Schema) : {})
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** `anyOf` with null is how an empty answer is allowed; the other branch is the field. Words around it are kept. */
function unwrapped(schema: Schema): Schema {
  const branches = Array.isArray(schema.anyOf) ? schema.anyOf.map(record) : []
  const real = branches.filter(branch => branch.type !== 'null')
  return real.length === 1 && real[0] !== undefined ? { ...real[0], ...schema, anyOf: undefined, type: real[0].type } : schema
}

/** Enum values, or the constants of `oneOf`; labelled by the room's `labels`. */
function choicesOf(schema: Schema): readonly Choice[] | undefined {
  const labels = record(schema.labels)
  const values = Array.isArray(schema.enum) ? schema.enum : undefined
  return values?.map(value => ({ value: String(value), label: text(labels[String(value)]) ?? String(value) }))
}

function kindOf(schema: Schema): FieldKind {
  if (schema.type === 'boolean') return 'yes'
  if (schema.type === 'number' || schema.type === 'integer') return 'number'
  if (schema.type === 'array') return schema.files === true ? 'files' : choicesOf(record(schema.items)) ? 'choices' : 'texts'
  if (schema.unit === true) return 'unit'
  if (schema.person === true) return 'person'
  if (choicesOf(schema)) return 'choice'
  if (schema.format === 'date') return 'date'
  return schema.long === true ? 'long' : 'text'
}

function fieldOf(name: string, given: Schema, required: boolean): Field {
  const schema = unwrapped(given)
  const kind = kindOf(schema)
  const labels = record(schema.labels)
  const listed =
    kind === 'choices' ? choicesOf({ ...record(schema.items), ...(Object.keys(labels).length > 0 ? { labels } : {}) }) : choicesOf(schema)
  return {
    name,
    title: text(schema.title) ?? name,
    kind,
    required,
    least: number(schema.minLength) ?? number(schema.minimum) ?? number(schema.minItems),
    most: number(schema.maxLength) ?? number(schema.maximum) ?? number(schema.maxItems),
    choices: listed,
    whole: schema.type === 'integer',
    initial: schema.default,
    note: text(schema.description),
  }
}

export function fieldsOf(schema: unknown): readonly Field[] {
  const whole = record(schema)
  const required = new Set(Array.isArray(whole.required) ? whole.required.map(String) : [])
  return Object.entries(record(whole.properties)).map(([name, property]) => fieldOf(name, record(property), required.has(name)))
}

/** What is sent: trimmed, without the fields left empty; a yes-or-no that must be there is sent as no. */
export function inputOf(fields: readonly Field[], values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const field of fields) {
    const value = values[field.name]
    const given = typeof value === 'string' ? value.trim() : value
    if (field.kind === 'yes' && field.required) input[field.name] = given === true
    else if (given === undefined || given === null || given === '') continue
    else if (Array.isArray(given) && given.length === 0 && !field.required) continue
    else input[field.name] = given
  }
  return input
}
