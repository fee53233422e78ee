import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { OwnChoice, SavedView, ViewList } from './contract.ts'

type Row = Omit<SavedView, 'own'> & { readonly own: boolean }

/** One's own and those shared with one's units; whoever else has set one first does not set it for others. */
export const listViews = async (tx: Tx): Promise<readonly Row[]> =>
  (
    await sql<Row>`select v.id, v.list, v.name, v.filter, v.first and v.person = org.person() as first, v.person = org.person() as own, v.shared_with is not null as shared, v.person = org.person() or v.shared_with is not null and dashboards.sets_columns(v.shared_with) as "mayDrop"
    from dashboards.saved_view v where v.city = org.city() order by v.list, v.person <> org.person(), v.name, v.id`.execute(tx)
  ).rows

export const ownViews = async (tx: Tx): Promise<readonly { readonly id: string; readonly list: ViewList }[]> =>
  (
    await sql<{
      id: string
      list: ViewList
    }>`select v.id, v.list from dashboards.saved_view v where v.city = org.city() and v.person = org.person()`.execute(tx)
  ).rows

export interface NewView {
  readonly id: string
  readonly list: ViewList
  readonly name: string
  readonly filter: unknown
  readonly sharedWith: string | null
}

/** @returns false where the name was taken meanwhile */
export const insertView = async (tx: Tx, { id, list, name, filter, sharedWith }: NewView): Promise<boolean> =>
  (
    await sql`insert into dashboards.saved_view (city, id, person, list, name, filter, shared_with) values (org.city(), ${id}, org.person(), ${list}, ${name}, ${JSON.stringify(filter)}::jsonb, ${sharedWith}) on conflict do nothing`.execute(
      tx,
    )
  ).numAffectedRows === 1n

/** At most one of a list opens with it. */
export const setFirst = async (tx: Tx, list: ViewList, id: string | null): Promise<void> => {
  await sql`update dashboards.saved_view set first = false where city = org.city() and person = org.person() and list = ${list} and first`.execute(
    tx,
  )
  if (id !== null)
    await sql`update dashboards.saved_view set first = true where city = org.city() and person = org.person() and list = ${list} and id = ${id}`.execute(
      tx,
    )
}

export const share = async (tx: Tx, id: string, sharedWith: string | null): Promise<void> => {
  await sql`update dashboards.saved_view set shared_with = ${sharedWith} where city = org.city() and person = org.person() and id = ${id}`.execute(
    tx,
  )
}

/** @returns false where it is neither one's own nor of a unit whose lists one arranges, or not there */
export const dropView = async (tx: Tx, id: string): Promise<boolean> =>
  (
    await sql`delete from dashboards.saved_view where city = org.city() and (person = org.person() or shared_with is not null and dashboards.sets_columns(shared_with)) and id = ${id}`.execute(
      tx,
    )
  ).numAffectedRows === 1n

export const readChoice = async (tx: Tx): Promise<OwnChoice> =>
  (
    await sql<OwnChoice>`select c.keys, c.tour, c.tour_step as "tourStep" from dashboards.own_choice c where c.city = org.city() and c.person = org.person()`.execute(
      tx,
    )
  ).rows[0] ?? { keys: true, tour: 'new', tourStep: 0 }

export const saveChoice = async (tx: Tx, { keys, tour, tourStep }: OwnChoice): Promise<void> => {
  await sql`insert into dashboards.own_choice (city, person, keys, tour, tour_step) values (org.city(), org.person(), ${keys}, ${tour}, ${tourStep})
    on conflict (city, person) do update set keys = excluded.keys, tour = excluded.tour, tour_step = excluded.tour_step`.execute(tx)
}
