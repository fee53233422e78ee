import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'

export const writeAsked = async (
  tx: Tx,
  city: string,
  row: { readonly digest: Buffer; readonly matter: string; readonly askedOn: string },
): Promise<void> => {
  await sql`insert into callback.asked (city, digest, matter, asked_on) values (${city}, ${row.digest}, ${row.matter}, ${row.askedOn}::date)
    on conflict (city, digest, matter) do update set asked_on = excluded.asked_on`.execute(tx)
}

/** Calls that wait for the word of whoever was asked at this number. */
export const listAsked = async (
  tx: Tx,
  city: string,
  digest: Buffer,
): Promise<readonly { readonly matter: string; readonly round: number }[]> =>
  (
    await sql<{ matter: string; round: number }>`select a.matter, m.round from callback.asked a
    join engine.matter m on m.city = a.city and m.id = a.matter
    where a.city = ${city} and a.digest = ${digest} and m.closed_at is null
      and m.stage in ('awaiting_word', 'awaiting_word_on_explanation', 'awaiting_word_on_guidance', 'awaiting_own_word')
    order by a.matter`.execute(tx)
  ).rows

export const forgetAsked = async (tx: Tx, city: string, before: string): Promise<void> => {
  await sql`delete from callback.asked where city = ${city} and asked_on < ${before}::date`.execute(tx)
}
