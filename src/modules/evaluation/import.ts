import { parse } from 'csv-parse/sync'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import type { House } from '../../engine/house.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { evaluationProblems } from './errors.ts'
import { pushServices } from './push.ts'

/** Columns of one row; rows of the same externalId are the parties to one service. */
export const importFields = ['externalId', 'line', 'unit', 'officer', 'officers', 'title', 'outcome', 'finishedAt', 'partyRef', 'partyName', 'partyPhone', 'caseId'] as const
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

export interface RowFault { readonly line: number; readonly field: string; readonly zh: string; readonly en: string }

const fault = (line: number, name: string, zh: string, en: string): RowFault => ({ line, field: name, zh, en })

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
  return fault(1, path, `对照表这一项不对，可用的字段：${importFields.join('、')}`, `the mapping is wrong here; fields: ${importFields.join(', ')}`)
}

/** UTF-8, or GB18030 as Chinese Excel writes it. */
export const decodeText = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

interface Row { readonly line: number; readonly cells: Readonly<Record<string, string>> }

const readCsv = (text: string): readonly Row[] | RowFault => {
  try {
    const records = parse(text, { bom: true, columns: true, info: true, skip_empty_lines: true, trim: true, relax_column_count: false }) as unknown as { record: Record<string, string>; info: { lines: number } }[]
    return records.map(({ record, info }) => ({ line: info.lines, cells: record }))
  } catch (error) {
    const { lines = 1, code = '' } = error as { lines?: number; code?: string }
    return fault(lines, '', `这一行读不懂（${code}）`, `this line cannot be read (${code})`)
  }
}

const textOf = (value: unknown): string => typeof value === 'string' ? value.trim() : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

const readJsonLines = (text: string): readonly Row[] | RowFault => {
  const rows: Row[] = []
  for (const [at, line] of text.replace(/^\uFEFF/, '').split('\n').entries()) {
    if (line.trim() === '') continue
    try {
      const value: unknown = JSON.parse(line)
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return fault(at + 1, '', '这一行不是一个 JSON 对象', 'this line is not a JSON object')
      rows.push({ line: at + 1, cells: Object.fromEntries(Object.entries(value).map(([key, cell]) => [key, textOf(cell)])) })
    } catch {
      return fault(at + 1, '', '这一行不是规范的 JSON', 'this line is not well-formed JSON')
    }
  }
  return rows
}

/** Headings and first rows as they stand in the file, for whoever says which column is which. */
export const previewOf = (text: string, kind: 'csv' | 'jsonl'): { readonly columns: string[]; readonly sample: string[][]; readonly rows: number } => {
  const read = kind === 'csv' ? readCsv(text) : readJsonLines(text)
  const rows = Array.isArray(read) ? read as readonly Row[] : []
  const columns = [...new Set(rows.slice(0, 20).flatMap(row => Object.keys(row.cells)))]
  return { columns, sample: rows.slice(0, 5).map(row => columns.map(column => textOf(row.cells[column]))), rows: rows.length }
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
  return Number.isNaN(at.getTime()) || new Date(at.getTime() + 28_800_000).toISOString().slice(0, 10) !== `${year}-${two(month)}-${two(day)}` ? undefined : written
}

interface Gathered { readonly line: number; readonly service: Record<string, unknown> & { externalId: string; parties: { ref: string; name?: string; phone?: string }[] } }

/** Rows as they will be pushed, or every fault of every row. */
export const readServices = (text: string, kind: 'csv' | 'jsonl', mapping: Mapping): { readonly services: readonly Gathered[]; readonly faults: readonly RowFault[] } => {
  const rows = kind === 'csv' ? readCsv(text) : readJsonLines(text)
  if (!Array.isArray(rows)) return { services: [], faults: [rows as RowFault] }
  const faults: RowFault[] = []
  const columns = new Set((rows as readonly Row[]).flatMap(row => Object.keys(row.cells)))
  for (const name of neededFields) {
    const column = mapping.fields[name] ?? name
    if (rows.length > 0 && mapping.constants[name] === undefined && !columns.has(column)) faults.push(fault(1, name, `没有“${column}”这一列`, `there is no column ${column}`))
  }
  if (faults.length > 0) return { services: [], faults }
  const gathered = new Map<string, Gathered>()
  for (const { line, cells } of rows as readonly Row[]) {
    const get = (name: Field): string => {
      const value = textOf(cells[mapping.fields[name] ?? name]) || (mapping.constants[name] ?? '')
      return mapping.values[name]?.[value] ?? value
    }
    const missing = neededFields.find(name => get(name) === '')
    if (missing !== undefined) { faults.push(fault(line, missing, '是空的', 'is empty')); continue }
    const finishedAt = readInstant(get('finishedAt'))
    if (finishedAt === undefined) { faults.push(fault(line, 'finishedAt', `“${get('finishedAt').slice(0, 40)}”不是时间`, 'is not a time')); continue }
    const party = { ref: get('partyRef') || get('partyPhone') || String(gathered.get(get('externalId'))?.service.parties.length ?? 0), ...(get('partyName') ? { name: get('partyName') } : {}), ...(get('partyPhone') ? { phone: get('partyPhone') } : {}) }
    const known = gathered.get(get('externalId'))
    if (known) { known.service.parties.push(party); continue }
    const officers = get('officers').split(/[、,，;；\s]+/).filter(code => code !== '')
    gathered.set(get('externalId'), { line, service: {
      externalId: get('externalId'), line: get('line'), unit: get('unit'), outcome: get('outcome'), finishedAt, parties: [party],
      ...(get('officer') ? { officer: get('officer') } : {}), ...(officers.length > 0 ? { officers } : {}), ...(get('title') ? { title: get('title') } : {}),
    } })
  }
  return { services: [...gathered.values()], faults }
}

const sentenceOf = (line: number, refusal: Refusal): RowFault => {
  const words = (evaluationProblems as Readonly<Record<string, { zh: string; en: string }>>)[refusal.because] ?? { zh: refusal.because, en: refusal.because }
  const values: Record<string, string | number> = { ...refusal.values, field: refusal.field ?? '' }
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')).replace(/[。.]$/, '')
  return fault(line, refusal.field ?? '', fill(words.zh), fill(words.en))
}

export interface ImportOutcome { readonly services: number; readonly links: number; readonly faults: readonly RowFault[]; readonly dryRun: boolean }

class RolledBack extends Error {}

const step = 500

export interface ImportAsked {
  readonly text: string
  readonly kind: 'csv' | 'jsonl'
  readonly mapping: Mapping
  readonly dryRun: boolean
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
  const { services, faults: shapeFaults } = readServices(given.text, given.kind, given.mapping)
  const faults = [...shapeFaults]
  const all = services.reduce((rows, one) => rows + one.service.parties.length, 0)
  const isGivenUp = (): boolean => given.signal?.aborted === true
  let links = 0
  let done = 0
  try {
    await house.as({ kind: 'system', city: house.city, name: 'import' }, async tx => {
      given.progress?.(0, all)
      for (let at = 0; at < services.length && !isGivenUp(); at += step) {
        const some = services.slice(at, at + step)
        const pushed = await pushServices(house, tx, some.map(one => one.service), { sees_links: false, lines: null, units: null })
        for (const [n, one] of pushed.entries()) {
          if (isRefusal(one)) faults.push(sentenceOf((some[n] as Gathered).line, one))
          else links += one.links.length
        }
        done += some.reduce((rows, one) => rows + one.service.parties.length, 0)
        given.progress?.(done, all)
      }
      if (faults.length > 0 || given.dryRun || isGivenUp()) throw new RolledBack()
    })
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error
  }
  const isTaken = faults.length === 0 && done === all && !isGivenUp()
  return { services: isTaken ? services.length : 0, links: isTaken ? links : 0, faults: faults.sort((a, b) => a.line - b.line), dryRun: given.dryRun }
}
