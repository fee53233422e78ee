import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import type { House } from '../../engine/house.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { evaluationProblems } from './errors.ts'
import { fault, isSource, textOf } from './importSource.ts'
import type { RowFault, Source } from './importSource.ts'
import { keepImport } from './imports.ts'
import { isRefused, pushServices, settingsOf } from './push.ts'

/** Columns of one row; rows of the same externalId are the parties to one service. */
export const importFields = [
  'externalId',
  'line',
  'unit',
  'officer',
  'officers',
  'title',
  'outcome',
  'finishedAt',
  'partyRef',
  'partyName',
  'partyPhone',
  'caseId',
] as const
type Field = (typeof importFields)[number]
export const neededFields: readonly Field[] = ['externalId', 'line', 'unit', 'outcome', 'finishedAt']

const field = z.enum(importFields)

/** Our field ← their column; their values → ours; what stands in no column. */
export const mappingSchema = z.strictObject({
  fields: z.partialRecord(field, z.string().min(1)).default({}),
  values: z.partialRecord(field, z.record(z.string(), z.string())).default({}),
  constants: z.partialRecord(field, z.string().min(1)).default({}),
})
export type Mapping = z.infer<typeof mappingSchema>

export const readMapping = (text: string): Mapping | RowFault => {
  let given: unknown
  try {
    given = parseYaml(text)
  } catch {
    return fault(1, 'mapping', '对照表不是规范的 YAML', 'the mapping is not well-formed YAML')
  }
  const parsed = mappingSchema.safeParse(given ?? {})
  if (parsed.success) return parsed.data
  const path = parsed.error.issues[0]?.path.join('.') ?? ''
  return fault(
    1,
    path,
    `对照表这一项不对，可用的字段：${importFields.join('、')}`,
    `the mapping is wrong here; fields: ${importFields.join(', ')}`,
  )
}

/** '2026-09-16', '2026/9/16 9:30', '2026年9月16日 09:30', or ISO with an offset; without one it is Beijing time. */
export const readInstant = (text: string): string | undefined => {
  const iso = z.iso.datetime({ offset: true }).safeParse(text)
  if (iso.success) return iso.data
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2})[:：时](\d{1,2})分?(?:[:：]\d{1,2})?)?$/.exec(text.trim())
  if (!match) return undefined
  const [, year = '', month = '', day = '', hour = '12', minute = '0'] = match
  const two = (part: string): string => part.padStart(2, '0')
  const written = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:00+08:00`
  const at = new Date(written)
  return Number.isNaN(at.getTime()) ||
    new Date(at.getTime() + 28_800_000).toISOString().slice(0, 10) !== `${year}-${two(month)}-${two(day)}`
    ? undefined
    : written
}

interface Gathered {
  /** Of the service's first row, and of each party's own. */
  readonly line: number
  readonly partyLines: number[]
  readonly service: Record<string, unknown> & { externalId: string; parties: { ref: string; name?: string; phone?: string }[] }
}

/** Rows of one service say the same of it. */
const oneForAll: readonly Field[] = ['line', 'unit', 'outcome', 'finishedAt', 'caseId']

/** A column that the mapping names is needed too: misspelt, it would bring nothing, and nobody would know. JSON leaves out what is empty. */
const missingColumns = ({ columns, leavesOut }: Exclude<Source, RowFault>, mapping: Mapping): readonly RowFault[] =>
  importFields.flatMap(name => {
    const column = mapping.fields[name] ?? name
    if (mapping.constants[name] !== undefined || columns.includes(column)) return []
    return neededFields.includes(name) || (mapping.fields[name] !== undefined && !leavesOut)
      ? [fault(1, name, `没有“${column}”这一列`, `there is no column ${column}`)]
      : []
  })

/** Columns of the file that nothing is read from: an office's file may hold more than we ask for, but whoever takes it in is told. */
export const unreadColumns = (source: Source, mapping: Mapping): readonly string[] =>
  isSource(source)
    ? source.columns.filter(column => column !== '' && !importFields.some(name => (mapping.fields[name] ?? name) === column))
    : []

/**
 * Rows as they will be pushed, and every fault of every row. A row with a fault is among them all the same, so that
 * whoever looks at it next finds the rest of its faults.
 */
export const readServices = (
  source: Source,
  mapping: Mapping,
): { readonly services: readonly Gathered[]; readonly faults: readonly RowFault[] } => {
  if (!isSource(source)) return { services: [], faults: [source] }
  const { rows } = source
  if (source.columns.length === 0)
    return { services: [], faults: [fault(1, '', '文件是空的，没有列名也没有数据', 'the file is empty: no headings and no rows')] }
  const columnFaults = missingColumns(source, mapping)
  if (columnFaults.length > 0) return { services: [], faults: columnFaults }
  if (rows.length === 0)
    return { services: [], faults: [fault(1, '', '文件里只有列名，没有一行数据', 'the file has headings alone and no row')] }
  const faults: RowFault[] = []
  const gathered = new Map<string, Gathered>()
  const said = new Map<string, string>()
  for (const { line, cells } of rows) {
    const get = (name: Field): string => {
      const value = textOf(cells[mapping.fields[name] ?? name]) || (mapping.constants[name] ?? '')
      return mapping.values[name]?.[value] ?? value
    }
    for (const name of neededFields) if (get(name) === '') faults.push(fault(line, name, '是空的', 'is empty'))
    const finishedAt = readInstant(get('finishedAt'))
    if (finishedAt === undefined && get('finishedAt') !== '')
      faults.push(fault(line, 'finishedAt', `“${get('finishedAt').slice(0, 40)}”不是时间`, 'is not a time'))
    // Without a number a row belongs to no other.
    const key = get('externalId') || `\0${line}`
    const known = gathered.get(key)
    const party = {
      ref: get('partyRef') || get('partyPhone') || String(known?.service.parties.length ?? 0),
      ...(get('partyName') ? { name: get('partyName') } : {}),
      ...(get('partyPhone') ? { phone: get('partyPhone') } : {}),
    }
    if (known) {
      for (const name of oneForAll)
        if (get(name) !== '' && get(name) !== said.get(`${key} ${name}`))
          faults.push(
            fault(
              line,
              name,
              `和第 ${known.line} 行（同一个 externalId）不一样`,
              `differs from line ${known.line}, which has the same externalId`,
            ),
          )
      known.service.parties.push(party)
      known.partyLines.push(line)
      continue
    }
    for (const name of oneForAll) said.set(`${key} ${name}`, get(name))
    const officers = get('officers')
      .split(/[、,，;；\s]+/)
      .filter(code => code !== '')
    gathered.set(key, {
      line,
      partyLines: [line],
      service: {
        externalId: get('externalId'),
        line: get('line'),
        unit: get('unit'),
        outcome: get('outcome'),
        finishedAt: finishedAt ?? '',
        parties: [party],
        ...(get('officer') ? { officer: get('officer') } : {}),
        ...(officers.length > 0 ? { officers } : {}),
        ...(get('title') ? { title: get('title') } : {}),
        ...(get('caseId') ? { caseId: get('caseId') } : {}),
      },
    })
  }
  return { services: [...gathered.values()], faults }
}

const partyFields = { ref: 'partyRef', name: 'partyName', phone: 'partyPhone' } as const

/** Where the owner of the file finds it: the party's own row, the column's own field. */
const placeOf = (one: Gathered, field: string): { readonly line: number; readonly field: string } => {
  const [root, at, part] = field.split('.')
  return root === 'parties'
    ? { line: one.partyLines[Number(at)] ?? one.line, field: partyFields[part as keyof typeof partyFields] ?? 'partyRef' }
    : { line: one.line, field: root ?? '' }
}

const sentenceOf = (one: Gathered, refusal: Refusal): RowFault => {
  const { line, field } = placeOf(one, refusal.field ?? '')
  const words = (evaluationProblems as Readonly<Record<string, { zh: string; en: string }>>)[refusal.because] ?? {
    zh: refusal.because,
    en: refusal.because,
  }
  const values: Record<string, string | number> = { ...refusal.values, field }
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')).replace(/[。.]$/, '')
  return fault(line, field, fill(words.zh), fill(words.en))
}

export interface ImportOutcome {
  /** By which it can be taken back as a whole; absent where nothing was imported. */
  readonly id?: string
  readonly services: number
  readonly links: number
  readonly faults: readonly RowFault[]
  readonly dryRun: boolean
}

class RolledBack extends Error {}

const step = 500

export interface ImportAsked {
  readonly source: Source
  readonly mapping: Mapping
  readonly dryRun: boolean
  /** As its owner calls the file. */
  readonly fileName?: string
  /** Absent: the machine room. */
  readonly by?: { readonly person: string; readonly name: string }
  /** Rows looked at so far, of all that can be read. */
  readonly progress?: (done: number, all: number) => void
  /** Whoever asked has gone or has thought better of it: nothing is kept. */
  readonly signal?: AbortSignal
}

/**
 * All rows or none: one transaction, which a fault, a dry run or somebody who gives up takes back. Nothing in the outcome
 * says who has rated.
 */
export const importServices = async (house: House, given: ImportAsked): Promise<ImportOutcome> => {
  const { services, faults: shapeFaults } = readServices(given.source, given.mapping)
  const faults = [...shapeFaults]
  // What the row itself says already is not said again.
  const told = new Set(shapeFaults.map(({ line, field: name }) => `${line} ${name}`))
  const all = services.reduce((rows, one) => rows + one.service.parties.length, 0)
  const isGivenUp = (): boolean => given.signal?.aborted === true
  let links = 0
  let done = 0
  const now = house.clock.now()
  const pushing = { batch: house.keys.uuid(), undoUntil: new Date(now.getTime() + settingsOf(house).undo_import_hours * 3_600_000) }
  try {
    await house.as({ kind: 'system', city: house.city, name: 'import' }, async tx => {
      given.progress?.(0, all)
      for (let at = 0; at < services.length && !isGivenUp(); at += step) {
        const some = services.slice(at, at + step)
        const pushed = await pushServices(
          house,
          tx,
          some.map(one => one.service),
          { sees_links: false, lines: null, units: null },
          pushing,
        )
        for (const [n, one] of pushed.entries()) {
          if (isRefused(one))
            faults.push(
              ...one.refusals
                .map(refusal => sentenceOf(some[n] as Gathered, refusal))
                .filter(found => !told.has(`${found.line} ${found.field}`)),
            )
          else links += one.links.length
        }
        done += some.reduce((rows, one) => rows + one.service.parties.length, 0)
        given.progress?.(done, all)
      }
      if (faults.length > 0 || given.dryRun || isGivenUp()) throw new RolledBack()
      await keepImport(house, tx, { given, id: pushing.batch, now, undoUntil: pushing.undoUntil, services: services.length, links })
    })
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error
  }
  const isTaken = faults.length === 0 && done === all && !isGivenUp()
  return {
    ...(isTaken && !given.dryRun && services.length > 0 ? { id: pushing.batch } : {}),
    services: isTaken ? services.length : 0,
    links: isTaken ? links : 0,
    faults: faults.sort((a, b) => a.line - b.line),
    dryRun: given.dryRun,
  }
}
