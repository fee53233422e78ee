import { createHash } from 'node:crypto'
import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { isRefusal, refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Person } from '../../org/ledger.ts'
import { unitByCode } from '../../org/rules/tree.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { decodeText, readCsvRows, readXlsx, tableOf } from '../../platform/sheets/index.ts'
import type { Table } from '../../platform/sheets/index.ts'
import { settingsNow } from './opened.ts'
import { readPast } from './rules/pastRows.ts'
import type { PastFault, PastMapping } from './rules/pastRows.ts'
import { insertFile, isKnownFile, listFiles, takeFileBack } from './store/past.ts'

const keeping: readonly string[] = ['leader', 'deputy_head', 'head']

/** Whoever leads the zone, or the hall over it, brings its old ledgers in and takes them back. */
export const keepsZone = async (house: House, tx: Tx, viewer: Person, code: string): Promise<boolean> => {
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const unit = unitByCode(org, settingsNow(house).places[code]?.unit ?? '')
  return viewer.readsOnly !== true && unit !== undefined && viewer.posts.some(post => post.unit === unit.id && keeping.includes(post.role))
}

const tableIn = async (bytes: Buffer, kind: 'csv' | 'xlsx'): Promise<Table | Refusal | PastFault> => {
  if (kind === 'csv') {
    const rows = readCsvRows(decodeText(bytes))
    return 'code' in rows
      ? { line: rows.line, field: '', zh: '这一行的列数或引号不对', en: 'the columns or quotes of this line do not fit' }
      : tableOf(rows)
  }
  const sheets = await readXlsx(bytes)
  if (isRefusal(sheets)) return sheets
  const tables = sheets.map(sheet => tableOf(sheet.rows))
  return tables.find(table => table.rows.length > 0) ?? { columns: [], rows: [] }
}

export interface PastAsked {
  readonly place: string
  readonly name: string
  readonly file: 'csv' | 'xlsx'
  readonly bytes: Buffer
  readonly mapping: PastMapping
  readonly dryRun: boolean
}
export interface PastOutcome {
  readonly id?: string
  readonly rows: number
  readonly columns: readonly string[]
  readonly sample: readonly (readonly string[])[]
  readonly faults: readonly PastFault[]
}

/** An old ledger as a whole, or nothing of it. */
export const bringIn = async (house: House, viewer: Person, asked: PastAsked): Promise<PastOutcome | Refusal> => {
  if (!(await house.as(viewer, tx => keepsZone(house, tx, viewer, asked.place)))) return refuse('not_your_zone', { field: 'place' })
  const table = await tableIn(asked.bytes, asked.file)
  if (isRefusal(table)) return table
  if (!('rows' in table)) return { rows: 0, columns: [], sample: [], faults: [table] }
  const now = house.clock.now()
  const { rows, faults } = readPast(table, asked.mapping, dayOf(now))
  const seen = {
    rows: table.rows.length,
    columns: table.columns,
    sample: table.rows.slice(0, 3).map(({ cells }) => table.columns.map(column => cells[column] ?? '')),
    faults,
  }
  return house.as(viewer, async tx => {
    const digest = createHash('sha256').update(asked.place).update(asked.bytes).digest()
    if (await isKnownFile(tx, digest)) return refuse('zone_file_known')
    if (asked.dryRun) return seen
    if (faults.length > 0) return refuse('zone_file_faulty')
    const id = house.keys.uuid()
    const brought = { id, place: asked.place, name: asked.name, digest, at: now, person: viewer.person, byName: viewer.name }
    await insertFile(tx, house.city, brought, rows)
    return { ...seen, id }
  })
}

/** It counts no more, and stays on the list with who took it back. */
export const takeBack = (house: House, viewer: Person, id: string): Promise<true | Refusal> =>
  house.as(viewer, async tx => {
    const file = (await listFiles(tx)).find(one => one.id === id)
    if (!file) return refuse('zone_file_gone')
    if (!(await keepsZone(house, tx, viewer, file.place))) return refuse('not_your_zone')
    return (await takeFileBack(tx, id, house.clock.now(), viewer.name)) ? true : refuse('zone_file_gone')
  })
