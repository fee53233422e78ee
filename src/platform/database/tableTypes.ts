import type { Database } from './contract.ts'

interface Column {
  readonly schema: string
  readonly table: string
  readonly column: string
  readonly type: string
  readonly nullable: boolean
  /** The database fills it in when an insert does not. */
  readonly filled: boolean
  /** Only the database may fill it in. */
  readonly fixed: boolean
  /** Definitions of the check constraints on this column alone, and labels of its enum. */
  readonly checks: readonly string[]
  readonly labels: readonly string[]
}

/** Partitions are their parent's rows; views have no inserts but the same shape. */
const columnsSql = `
  select n.nspname as schema, c.relname as table, a.attname as column, t.typname as type,
    not a.attnotnull as nullable, a.atthasdef or a.attidentity <> '' as filled, a.attgenerated <> '' or a.attidentity = 'a' as fixed,
    array(select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] order by k.conname) as checks,
    array(select e.enumlabel::text from pg_enum e where e.enumtypid = t.oid order by e.enumsortorder) as labels
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
  where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and n.nspname = any($1)
  order by n.nspname collate "C", c.relname collate "C", a.attnum`

/** As the pools read and write them: bigint is a number and a date is its text. */
const scalars: Readonly<Record<string, string>> = {
  uuid: 'string',
  text: 'string',
  varchar: 'string',
  bpchar: 'string',
  name: 'string',
  numeric: 'string',
  date: 'string',
  interval: 'string',
  time: 'string',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  bool: 'boolean',
  bytea: 'Buffer',
  timestamptz: 'Date',
  timestamp: 'Date',
  json: 'unknown',
  jsonb: 'unknown',
  inet: 'string',
  tsvector: 'string',
}

const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

/** check (state in ('open', 'closed')) → 'open' | 'closed', and nothing of any other check. */
const listedValues = (checks: readonly string[]): readonly string[] | undefined => {
  for (const check of checks) {
    const list = /^CHECK \(\(\w+ = ANY \(ARRAY\[((?:'(?:[^']|'')*'::text(?:, )?)+)\]\)\)\)$/.exec(check)?.[1]
    if (list) return [...list.matchAll(/'((?:[^']|'')*)'::text/g)].map(match => (match[1] as string).replaceAll("''", "'"))
  }
  return undefined
}

const typeOf = (column: Column): string => {
  const values = column.labels.length > 0 ? column.labels : column.type === 'text' ? listedValues(column.checks) : undefined
  if (values) return values.map(quote).join(' | ')
  const scalar = (name: string): string => {
    const known = scalars[name]
    if (known === undefined)
      throw new Error(
        `${column.schema}.${column.table}.${column.column}: tables.ts does not know the type ${name}; add it to src/platform/database/tableTypes.ts`,
      )
    return known
  }
  return column.type.startsWith('_') ? `${scalar(column.type.slice(1))}[]` : scalar(column.type)
}

const memberOf = (column: Column): string => {
  const type = typeOf(column)
  const whole = column.nullable && type !== 'unknown' ? `${type} | null` : type
  return `  ${/^[a-z_][a-z0-9_]*$/.test(column.column) ? column.column : quote(column.column)}: ${column.fixed ? `GeneratedAlways<${whole}>` : column.filled ? `Generated<${whole}>` : whole}`
}

const pascal = (name: string): string =>
  name
    .split('_')
    .map(part => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join('')

const fileFor = (schema: string, columns: readonly Column[]): string => {
  const tables = [...Map.groupBy(columns, column => column.table)]
  const members = tables.map(([, all]) => all.map(memberOf).join('\n'))
  const kysely = ['Generated', 'GeneratedAlways'].filter(name => members.some(text => text.includes(`${name}<`)))
  return [
    '// Written by `npm run tables` from the migrated database; a test fails when it no longer agrees.',
    ...(kysely.length > 0 ? [`import type { ${kysely.join(', ')} } from 'kysely'`, ''] : ['']),
    ...tables.map(([table], at) => `export interface ${pascal(table)}Table {\n${members[at]}\n}\n`),
    `export interface ${pascal(schema)}Tables {`,
    ...tables.map(([table]) => `  '${schema}.${table}': ${pascal(table)}Table`),
    '}',
    '',
  ].join('\n')
}

/** Text of each schema's `tables.ts`, read from a migrated database. */
export const tableTypes = async (database: Database, schemas: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await database.pool('system').query<Column>(columnsSql, [schemas])
  return new Map([...Map.groupBy(rows, row => row.schema)].map(([schema, columns]) => [schema, fileFor(schema, columns)]))
}
