/** Only what is read here; the rest of a schema is nobody's promise. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly additionalProperties?: unknown
  readonly anyOf?: readonly Schema[]
}
interface Body {
  readonly required?: boolean
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>
}
interface Operation {
  readonly 'x-permission'?: string
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema?: Schema }[]
  readonly requestBody?: Body
  readonly responses?: Readonly<Record<string, Body>>
}
export interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

const typeOf = (schema: Schema): string => (schema.anyOf ? 'one of several' : [schema.type ?? 'anything'].flat().join(' or '))

/** `asked`: the caller writes it, so nothing may be taken away or newly demanded; else he reads it, so nothing may be missing. */
const breaksIn = (old: Schema, now: Schema, at: string, asked: boolean): string[] => {
  if (typeOf(old) !== typeOf(now)) return [`${at} was ${typeOf(old)} and is ${typeOf(now)}`]
  const found: string[] = []
  for (const [name, before] of Object.entries(old.properties ?? {})) {
    const after = now.properties?.[name]
    if (!after) found.push(asked ? `${at}.${name} is taken no more` : `${at}.${name} is gone`)
    else {
      found.push(...breaksIn(before, after, `${at}.${name}`, asked))
      if (!asked && old.required?.includes(name) && !now.required?.includes(name)) found.push(`${at}.${name} may be missing`)
    }
  }
  if (asked) for (const name of now.required ?? []) if (!old.required?.includes(name)) found.push(`${at}.${name} must now be given`)
  if (asked && old.enum) for (const value of old.enum) if (!now.enum?.includes(value)) found.push(`${at} takes ${String(value)} no more`)
  if (asked && !old.enum && now.enum) found.push(`${at} takes only some values now`)
  if (old.items && now.items) found.push(...breaksIn(old.items, now.items, `${at}[]`, asked))
  for (const [n, before] of (old.anyOf ?? []).entries()) {
    const after = now.anyOf?.[n]
    if (!after) found.push(`${at} has one form less`)
    else found.push(...breaksIn(before, after, at, asked))
  }
  return found
}

const schemasOf = (body: Body | undefined): readonly (readonly [string, Schema])[] =>
  Object.entries(body?.content ?? {}).flatMap(([type, { schema }]) => (schema ? [[type, schema] as const] : []))

/** One sentence for each thing that a caller of the older release would stumble over. What is added is silent. */
export const breaksOf = (old: Described, now: Described): readonly string[] =>
  Object.entries(old.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, before]) => {
      const at = `${method.toUpperCase()} ${path}`
      const after = now.paths[path]?.[method]
      if (!after) return [`${at} is gone; within /api it stays, a breaking change is /api/2`]
      const found: string[] = []
      if (before['x-permission'] !== after['x-permission'])
        found.push(`${at} was for ${before['x-permission']} and is for ${after['x-permission']}`)
      for (const parameter of after.parameters ?? []) {
        const known = before.parameters?.find(one => one.name === parameter.name && one.in === parameter.in)
        if (parameter.required && !known?.required) found.push(`${at} must now be given ${parameter.name} in its ${parameter.in}`)
        if (known?.schema && parameter.schema) found.push(...breaksIn(known.schema, parameter.schema, `${at} ${parameter.name}`, true))
      }
      for (const parameter of before.parameters ?? [])
        if (!after.parameters?.some(one => one.name === parameter.name && one.in === parameter.in))
          found.push(`${at} takes ${parameter.name} no more`)
      for (const [type, schema] of schemasOf(after.requestBody)) {
        const known = schemasOf(before.requestBody).find(([one]) => one === type)?.[1]
        if (known) found.push(...breaksIn(known, schema, `${at} body`, true))
        else if (after.requestBody?.required) found.push(`${at} must now be given a body`)
      }
      if (schemasOf(before.requestBody).some(([type]) => !schemasOf(after.requestBody).some(([one]) => one === type)))
        found.push(`${at} takes its body no more`)
      for (const [status, answer] of Object.entries(before.responses ?? {})) {
        if (!after.responses?.[status]) {
          found.push(`${at} answers ${status} no more`)
          continue
        }
        for (const [type, schema] of schemasOf(answer)) {
          const next = schemasOf(after.responses[status]).find(([one]) => one === type)?.[1]
          found.push(...(next ? breaksIn(schema, next, `${at} ${status}`, false) : [`${at} ${status} is not described any more`]))
        }
      }
      return found
    }),
  )
