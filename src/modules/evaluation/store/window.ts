import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'

export interface WindowRow {
  readonly id: string
  readonly unit: string
  readonly name: string
  readonly line: string
}

/** A window as it is named on its sheet. */
export interface ListedWindow {
  readonly code: string
  readonly name: string
  readonly line: string
  readonly unitName: string
  readonly organName: string
}

/** Windows that stand open. @param units only those of these units and their departments; null: of the whole city */
export const listWindows = async (tx: Tx, city: string, units: readonly string[] | null): Promise<readonly ListedWindow[]> =>
  (
    await sql<ListedWindow>`select w.code, w.name, w.line, u.name as "unitName", coalesce(o.name, '') as "organName"
    from org.service_window w join org.unit u on u.city = w.city and u.id = w.unit left join org.unit o on o.city = u.city and o.id = u.parent
    where w.city = ${city} and w.closed_on is null and (${units === null} or u.id = any (${[...(units ?? [])]}::uuid[]) or u.parent = any (${[...(units ?? [])]}::uuid[]))
    order by u.code, w.code`.execute(tx)
  ).rows

export const findWindow = async (tx: Tx, city: string, code: string): Promise<WindowRow | undefined> =>
  (
    await sql<WindowRow>`select w.id, w.unit, w.name, w.line from org.service_window w where w.city = ${city} and w.code = ${code} and w.closed_on is null`.execute(
      tx,
    )
  ).rows[0]

/** What kind of organ the unit belongs to, and the lines for which organs of that kind have a window. */
export const linesOfKind = async (
  tx: Tx,
  city: string,
  unit: string,
): Promise<{ readonly kind: string; readonly lines: readonly string[] } | undefined> =>
  (
    await sql<{
      kind: string
      lines: string[]
    }>`select u.organ as kind, array(select distinct w.line from org.service_window w join org.unit o on o.city = w.city and o.id = w.unit
      where w.city = u.city and w.closed_on is null and o.organ = u.organ) as lines
    from org.unit u where u.city = ${city} and u.id = ${unit}`.execute(tx)
  ).rows[0]

/** Windows of these units and of the departments in them. */
export const windowsAt = async (
  tx: Tx,
  units: readonly string[],
): Promise<readonly { readonly code: string; readonly name: string; readonly unitName: string }[]> =>
  (
    await sql<{
      code: string
      name: string
      unitName: string
    }>`select w.code, w.name, u.name as "unitName" from org.service_window w join org.unit u on u.city = w.city and u.id = w.unit
    where w.city = org.city() and w.closed_on is null and (u.id = any (${[...units]}::uuid[]) or u.parent = any (${[...units]}::uuid[])) order by w.code limit 50`.execute(
      tx,
    )
  ).rows

export const countShown = async (tx: Tx, week: string): Promise<void> => {
  await sql`select evaluation.count_shown(${week})`.execute(tx)
}
