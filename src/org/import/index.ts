import type { Keys } from '../../platform/crypto/index.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { createAccount } from '../access/index.ts'
import { phoneOfPerson } from '../directory.ts'
import type { As } from '../viewer.ts'
import { checkRows } from './check.ts'
import { files, readRows } from './rows.ts'
import type { FileName, RowFault, Rows } from './rows.ts'
import * as store from './store.ts'
import type { Written } from './store.ts'

export { checkRows } from './check.ts'
export { files, readRows } from './rows.ts'
export { readOrgCsv, readOrgWorkbook } from './workbook.ts'
export type { FileName, Row, RowFault, Rows } from './rows.ts'

export interface OrgImport {
  readonly city: string
  /** Text of each file there is; an absent one changes nothing. */
  readonly texts: Partial<Readonly<Record<FileName, string>>>
  /** Only says what would be done. */
  readonly dryRun?: boolean
  /** First password of a login that has no account yet; absent or undefined: no account is made. */
  readonly passwordOf?: (login: string) => string | undefined
  /** Whether the first password must be changed at the first sign-in; true when absent. */
  readonly mustChange?: boolean
}

export interface ImportResult {
  readonly faults: readonly RowFault[]
  readonly written: Readonly<Record<FileName | 'accounts' | 'phones', Written & { readonly unchanged: number }>>
  readonly dryRun: boolean
}

class RolledBack extends Error {
  readonly result: ImportResult
  constructor(result: ImportResult) {
    super('nothing was kept')
    this.result = result
  }
}

const nothing = { inserted: 0, updated: 0, unchanged: 0 }
const noneWritten = Object.fromEntries([...files, 'accounts', 'phones'].map(name => [name, nothing])) as ImportResult['written']

/**
 * Takes over a whole organisation by its codes. All rows or none: with one fault nothing is changed. Adds and changes,
 * never deletes: what an office forgot to list has not ceased to be. The same files a second time change nothing.
 */
export const importOrg = async (as: As, keys: Keys, given: OrgImport): Promise<ImportResult> => {
  const read = files.map(file => (given.texts[file] === undefined ? { rows: [], faults: [] } : readRows(file, given.texts[file])))
  const rows = Object.fromEntries(files.map((file, i) => [file, read[i]!.rows])) as unknown as Rows
  const badRows = read.flatMap(one => one.faults)
  try {
    return await as({ kind: 'system', city: given.city, name: 'import' }, async tx => {
      const known = await store.readKnown(tx)
      const faults = [
        ...badRows,
        ...checkRows(rows, {
          units: new Map(known.units.map(unit => [unit.code, unit.parent === null ? {} : { parent: unit.parent }])),
          people: new Set(known.people.map(person => person.code)),
          logins: new Map(known.accounts.map(account => [account.login, account.person])),
          posts: known.posts.map(({ until, ...post }) => ({ ...post, ...(until !== null && { until }) })),
        }),
      ]
      if (faults.length > 0) throw new RolledBack({ faults, written: noneWritten, dryRun: given.dryRun === true })

      const units = new Map(known.units.map(unit => [unit.code, unit.id]))
      const people = new Map(known.people.map(person => [person.code, person.id]))
      const idOf = (ids: Map<string, string>, code: string): string => {
        const id = ids.get(code) ?? keys.uuid()
        ids.set(code, id)
        return id
      }
      const unit = (code: string): string => idOf(units, code)
      const person = (code: string): string => idOf(people, code)
      const outcome = (of: FileName, written: Written): ImportResult['written'][FileName] => ({
        ...written,
        unchanged: rows[of].length - written.inserted - written.updated,
      })
      const written = {
        units: outcome(
          'units',
          await store.writeUnits(
            tx,
            rows.units.map(row => ({
              id: unit(row.code),
              code: row.code,
              name: row.name,
              kind: row.kind,
              level: row.level,
              organ: row.organ,
              parent: row.parent === undefined ? null : unit(row.parent),
            })),
          ),
        ),
        edges: outcome(
          'edges',
          await store.writeEdges(
            tx,
            rows.edges.map(row => ({ lower: unit(row.lower), upper: unit(row.upper), kind: row.kind, line: row.line })),
          ),
        ),
        people: outcome(
          'people',
          await store.writePeople(
            tx,
            rows.people.map(row => ({ id: person(row.code), code: row.code, name: row.name })),
          ),
        ),
        posts: outcome(
          'posts',
          await store.writePosts(
            tx,
            rows.posts.map(row => ({
              id: keys.uuid(),
              unit: unit(row.unit),
              role: row.role,
              person: person(row.person),
              title: row.title ?? null,
              deputy: row.deputy ?? 0,
              from: row.from,
              until: row.until ?? null,
            })),
          ),
        ),
        windows: outcome(
          'windows',
          await store.writeWindows(
            tx,
            rows.windows.map(row => ({ id: keys.uuid(), unit: unit(row.unit), code: row.code, name: row.name, line: row.line })),
          ),
        ),
        ties: outcome(
          'ties',
          await store.writeTies(
            tx,
            rows.ties.map(row => ({ person: person(row.person), other: person(row.other), kind: row.kind })),
          ),
        ),
        duty: outcome(
          'duty',
          await store.writeDuty(
            tx,
            rows.duty.map(row => ({ id: keys.uuid(), unit: unit(row.unit), person: person(row.person), from: row.from, until: row.until })),
          ),
        ),
        phones: { ...nothing },
        accounts: { ...nothing },
      }

      const phones = new Map(known.phones.map(one => [one.person, Buffer.from(one.sealed, 'base64')]))
      for (const row of rows.people) {
        if (row.phone === undefined) continue
        const about = phoneOfPerson(given.city, person(row.code))
        const old = phones.get(row.code)
        if (old && keys.open('contact', old, about).toString('utf8') === row.phone) {
          written.phones.unchanged++
          continue
        }
        await store.writePhone(tx, person(row.code), keys.seal('contact', Buffer.from(row.phone, 'utf8'), about))
        written.phones[old ? 'updated' : 'inserted']++
      }
      const logins = new Set(known.accounts.map(account => account.login))
      for (const row of rows.people) {
        if (row.login === undefined) continue
        if (logins.has(row.login)) {
          written.accounts.unchanged++
          continue
        }
        const password = given.passwordOf?.(row.login)
        if (password === undefined) continue
        const account = await createAccount(tx, keys, given.city, {
          login: row.login,
          person: person(row.code),
          password,
          names: [row.name],
          mustChange: given.mustChange ?? true,
        })
        if (isRefusal(account)) {
          const fault: RowFault = {
            file: 'people.csv',
            line: row.lineNo,
            field: 'login',
            zh: `初始密码不合要求（${account.because}）`,
            en: `the first password is not acceptable (${account.because})`,
          }
          throw new RolledBack({ faults: [fault], written: noneWritten, dryRun: given.dryRun === true })
        }
        written.accounts.inserted++
      }
      const result: ImportResult = { faults: [], written, dryRun: given.dryRun === true }
      if (given.dryRun) throw new RolledBack(result)
      return result
    })
  } catch (error) {
    if (error instanceof RolledBack) return error.result
    throw error
  }
}
