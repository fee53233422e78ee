import { addDays, dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { isRefusal, refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Person } from '../../org/ledger.ts'
import { unitByCode } from '../../org/rules/tree.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { decodeText, readCsvRows, readXlsx, tableOf } from '../../platform/sheets/index.ts'
import type { Table } from '../../platform/sheets/index.ts'
import type { BodyOf, Kind } from './contract.ts'
import { faultsOf, isSame } from './rules/entry.ts'
import { readRows, sampleOf, sentencesOf } from './rows.ts'
import type { Mapping, RowFault } from './rows.ts'
import { lastVersions, listHeldOrGone, listVersions, lockRegister, saveVersions } from './store.ts'
import type { Change, NewVersion } from './store.ts'

const leading: readonly string[] = ['leader', 'deputy_head', 'head']
const yearDays = 366

/** The register is kept by whoever leads a service hall or a department of one. */
export const isKeeper = async (house: House, tx: Tx, viewer: Person): Promise<boolean> => {
  const { units } = await house.org.snapshot(tx, dayOf(house.clock.now()))
  return viewer.readsOnly !== true && viewer.posts.some(post => leading.includes(post.role) && units.get(post.unit)?.organ === 'hall')
}

/** May this person change the register from that day on? */
const barred = async (house: House, tx: Tx, viewer: Person, fromOn: string): Promise<Refusal | null> => {
  if (!(await isKeeper(house, tx, viewer))) return refuse('hall_not_keeper')
  return fromOn > addDays(dayOf(house.clock.now()), yearDays) ? refuse('hall_day_too_far', { field: 'fromOn' }) : null
}

/** Codes that are in no register of units; what is written without a code is of a unit that does not work with us. */
const unknownUnits = async (house: House, tx: Tx, codes: readonly (string | undefined)[]): Promise<ReadonlySet<string>> => {
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  return new Set(codes.flatMap(code => (code === undefined || unitByCode(org, code) ? [] : [code])))
}

const changeOf = (
  house: House,
  viewer: Person,
  kind: Kind,
  { fromOn, why }: { readonly fromOn: string; readonly why: string },
): Change => ({
  city: house.city,
  kind,
  fromOn,
  at: house.clock.now(),
  person: viewer.person,
  name: viewer.name,
  why,
})

export interface EntryAsked<K extends Kind = Kind> {
  readonly kind: K
  readonly code: string
  /** The newest version that whoever changes it has seen; 0 for a new one. */
  readonly seen: number
  readonly fromOn: string
  readonly why: string
  readonly gone: boolean
  readonly body: BodyOf[K]
}

/** By hand: one further version of one entry. */
export const enterOne = (house: House, viewer: Person, asked: EntryAsked): Promise<{ readonly version: number } | Refusal> =>
  house.as(viewer, async tx => {
    const not = await barred(house, tx, viewer, asked.fromOn)
    if (not) return not
    const fault = faultsOf(asked.kind, asked.body)[0]
    if (fault) return fault
    if ((await unknownUnits(house, tx, [asked.body.unitCode])).size > 0) return refuse('hall_unit_unknown', { field: 'unitCode' })
    await lockRegister(tx, house.city)
    const [last] = await listVersions(tx, asked.kind, asked.code)
    if ((last?.version ?? 0) !== asked.seen) return refuse('hall_changed_meanwhile')
    if (last && last.fromOn <= asked.fromOn && last.gone === asked.gone && isSame(last.body, asked.body))
      return refuse('hall_nothing_changed')
    const version = asked.seen + 1
    await saveVersions(tx, changeOf(house, viewer, asked.kind, asked), [{ code: asked.code, version, gone: asked.gone, body: asked.body }])
    return { version }
  })

const tableIn = async (bytes: Buffer, kind: 'csv' | 'xlsx'): Promise<Table | Refusal | RowFault> => {
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

export interface ImportAsked {
  readonly kind: Kind
  readonly file: 'csv' | 'xlsx'
  readonly bytes: Buffer
  readonly fromOn: string
  readonly why: string
  /** Whose column is which of ours; absent: the office uses our columns. */
  readonly mapping?: Mapping | undefined
  readonly dryRun: boolean
}
export interface ImportOutcome {
  readonly columns: readonly string[]
  readonly sample: readonly (readonly string[])[]
  readonly rows: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly faults: readonly RowFault[]
}

/** All rows or none. What a file does not name stays as it is: what an office forgot to list has not ceased to be. */
export const importFile = async (house: House, viewer: Person, asked: ImportAsked): Promise<ImportOutcome | Refusal> => {
  const table = await tableIn(asked.bytes, asked.file)
  if (isRefusal(table)) return table
  const none = { columns: [], sample: [], rows: 0, added: 0, changed: 0, unchanged: 0 }
  if (!('rows' in table)) return { ...none, faults: [table] }
  const read = { columns: table.columns, sample: sampleOf(table) }
  const { entries, faults: cells } = readRows(asked.kind, table, asked.mapping)
  return house.as(viewer, async tx => {
    const not = await barred(house, tx, viewer, asked.fromOn)
    if (not) return not
    const unknown = await unknownUnits(
      house,
      tx,
      entries.map(({ body }) => body.unitCode),
    )
    const said = sentencesOf('hall_unit_unknown')
    const faults = [
      ...cells,
      ...entries.filter(({ body }) => unknown.has(body.unitCode ?? '')).map(({ line }) => ({ line, field: 'unitCode', ...said })),
    ]
    if (faults.length > 0) return asked.dryRun ? { ...none, ...read, rows: table.rows.length, faults } : refuse('hall_faulty')
    await lockRegister(tx, house.city)
    const held = new Map((await listHeldOrGone(tx, asked.kind, asked.fromOn)).map(row => [row.code, row]))
    const last = await lastVersions(tx, asked.kind)
    const added = entries.filter(({ code }) => held.get(code)?.gone !== false)
    const changed = entries.filter(({ code, body }) => held.get(code)?.gone === false && !isSame(held.get(code)!.body, body))
    const versions: NewVersion[] = [...added, ...changed].map(({ code, body }) => ({
      code,
      version: (last.get(code) ?? 0) + 1,
      gone: false,
      body,
    }))
    if (!asked.dryRun) await saveVersions(tx, changeOf(house, viewer, asked.kind, asked), versions)
    return {
      ...read,
      rows: entries.length,
      added: added.length,
      changed: changed.length,
      unchanged: entries.length - versions.length,
      faults: [],
    }
  })
}
