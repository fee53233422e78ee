import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { PromisedHash } from '../rules/chain.ts'

/** Fails where something else is promised under this name already: a promise is given once. */
export const insertPromise = async (tx: Tx, city: string, { about, hash, before }: PromisedHash): Promise<void> => {
  await sql`insert into engine.promised (city, about, hash, before) values (${city}, ${about}, ${hash}, ${before}::date)`.execute(tx)
}

export const unsealedPromises = async (tx: Tx, city: string): Promise<readonly PromisedHash[]> =>
  (
    await sql<PromisedHash>`select p.about, p.hash, p.before::text as before from engine.promised p where p.city = ${city}
      and not exists (select from engine.root_promise r where r.city = p.city and r.about = p.about) order by p.about`.execute(tx)
  ).rows

export const insertRootPromises = async (tx: Tx, city: string, day: string, promised: readonly PromisedHash[]): Promise<void> => {
  await sql`insert into engine.root_promise (city, day, about)
    select ${city}, ${day}::date, a.about from unnest(${promised.map(one => one.about)}::text[]) as a (about)`.execute(tx)
}

/** What the root of a day took in. */
export const promisesOf = async (tx: Tx, city: string, day: string): Promise<readonly PromisedHash[]> =>
  (
    await sql<PromisedHash>`select p.about, p.hash, p.before::text as before from engine.root_promise r
      join engine.promised p on p.city = r.city and p.about = r.about where r.city = ${city} and r.day = ${day}::date order by p.about`.execute(
      tx,
    )
  ).rows
