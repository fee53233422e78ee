import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'

export interface RepairOrder {
  readonly unit: string
  readonly cause: string
  readonly what: string
  readonly by: string
  readonly responsible: string
  readonly releasedOn: string
}
export interface OrderAnswer {
  readonly done: boolean
  readonly said: string
  readonly answeredOn: string
}
export interface ListedOrder extends RepairOrder {
  readonly id: string
  readonly unitName: string
  readonly answers: readonly OrderAnswer[]
}

export const writeRepairOrder = async (tx: Tx, city: string, id: string, order: RepairOrder): Promise<void> => {
  await sql`insert into callback.repair_order (city, id, unit, cause, what, by_day, responsible, released_on)
    values (${city}, ${id}, ${order.unit}, ${order.cause}, ${order.what}, ${order.by}::date, ${order.responsible}, ${order.releasedOn}::date)`.execute(
    tx,
  )
}

/** What the viewer's units have been told up to a day; in an order that says nothing of when it was written. */
export const repairOrdersUntil = async (tx: Tx, city: string, today: string): Promise<readonly ListedOrder[]> => {
  const { rows } = await sql<
    Omit<ListedOrder, 'answers'>
  >`select o.id, o.unit, u.name as "unitName", o.cause, o.what, o.by_day::text as by, o.responsible, o.released_on::text as "releasedOn"
    from callback.repair_order o join org.unit u on u.city = o.city and u.id = o.unit
    where o.city = ${city} and o.released_on <= ${today}::date order by o.released_on desc, o.by_day, o.id limit 500`.execute(tx)
  const given = (
    await sql<
      OrderAnswer & { order: string }
    >`select repair_order as "order", done, said, answered_on::text as "answeredOn" from callback.order_answer
    where city = ${city} and repair_order = any (${rows.map(row => row.id)}::uuid[]) order by repair_order, seq`.execute(tx)
  ).rows
  return rows.map(row => ({
    ...row,
    answers: given.filter(one => one.order === row.id).map(({ done, said, answeredOn }) => ({ done, said, answeredOn })),
  }))
}

/** @returns false where the viewer's units were not told of such an order by this day */
export const answerOrder = async (
  tx: Tx,
  city: string,
  id: string,
  today: string,
  answer: { readonly done: boolean; readonly said: string; readonly person: string },
): Promise<boolean> => {
  const { rows } =
    await sql`select 1 from callback.repair_order where city = ${city} and id = ${id} and released_on <= ${today}::date`.execute(tx)
  if (rows.length === 0) return false
  await sql`insert into callback.order_answer (city, repair_order, seq, done, said, person, answered_on)
    select ${city}, ${id}, coalesce(max(a.seq), 0) + 1, ${answer.done}, ${answer.said}, ${answer.person}, ${today}::date from callback.order_answer a where a.city = ${city} and a.repair_order = ${id}`.execute(
    tx,
  )
  return true
}

export interface UnclockedOrder extends RepairOrder {
  readonly id: string
  readonly unitName: string
}

/** Lines whose list is out and which are no matter yet; each is taken by one server. */
export const takeUnclocked = async (tx: Tx, city: string, today: string): Promise<readonly UnclockedOrder[]> =>
  (
    await sql<UnclockedOrder>`select o.id, o.unit, u.name as "unitName", o.cause, o.what, o.by_day::text as by, o.responsible, o.released_on::text as "releasedOn"
    from callback.repair_order o join org.unit u on u.city = o.city and u.id = o.unit
    where o.city = ${city} and not o.clocked and o.released_on <= ${today}::date order by o.released_on, o.id limit 200 for update of o skip locked`.execute(
      tx,
    )
  ).rows

export const markClocked = async (tx: Tx, city: string, id: string): Promise<void> => {
  await sql`update callback.repair_order set clocked = true where city = ${city} and id = ${id}`.execute(tx)
}

export const matterOfOrder = async (tx: Tx, city: string, order: string): Promise<string | undefined> =>
  (await sql<{ id: string }>`select id from engine.matter where city = ${city} and source = ${`order/${order}`}`.execute(tx)).rows[0]?.id

export interface AnsweredOrder {
  readonly order: string
  readonly by: string
  readonly releasedOn: string
  readonly done: boolean | null
  readonly said: string | null
  readonly answeredOn: string | null
}

/** Orders as the unit reads them, one row for each answer, or one without any. */
export const answersTo = async (tx: Tx, orders: readonly string[]): Promise<readonly AnsweredOrder[]> =>
  (
    await sql<AnsweredOrder>`select repair_order as "order", by_day::text as by, released_on::text as "releasedOn", done, said, answered_on::text as "answeredOn" from callback.answers_to(${[...orders]}::uuid[])`.execute(
      tx,
    )
  ).rows

/** Matters of the order's unit that may have given it. */
export const mattersUnderRepair = async (tx: Tx, city: string, order: string): Promise<readonly string[]> =>
  (
    await sql<{ id: string }>`select m.id from engine.matter m join callback.repair_order o on o.city = m.city and o.unit = m.unit
    where m.city = ${city} and m.kind = 'callback' and m.stage = 'being_put_right' and o.id = ${order} order by m.id limit 500`.execute(tx)
  ).rows.map(row => row.id)

/** Units whose list went out on one of these days; for the message that says no more than that. */
export const listsOut = async (
  tx: Tx,
  city: string,
  from: string,
  until: string,
): Promise<readonly { readonly unit: string; readonly releasedOn: string }[]> =>
  (
    await sql<{ unit: string; releasedOn: string }>`select distinct unit, released_on::text as "releasedOn" from callback.repair_order
    where city = ${city} and released_on between ${from}::date and ${until}::date order by 2, 1`.execute(tx)
  ).rows
