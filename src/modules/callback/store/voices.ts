import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/contract.ts'

export const addVoice = async (tx: Tx, city: string, unit: string, month: string, disagreed: boolean): Promise<void> => {
  await sql`insert into callback.second_voice as v (city, unit, month, asked, disagreed) values (${city}, ${unit}, ${month}, 1, ${disagreed ? 1 : 0})
    on conflict (city, unit, month) do update set asked = v.asked + 1, disagreed = v.disagreed + excluded.disagreed`.execute(tx)
}

export interface VoicesRow {
  readonly unit: string
  readonly unit_name: string
  readonly asked: number
  readonly disagreed: number
}

export const voicesSince = async (tx: Tx, month: string, least: number): Promise<readonly VoicesRow[]> =>
  (
    await sql<VoicesRow>`select v.unit, u.name as unit_name, v.asked, v.disagreed
    from callback.second_voices(${month}, ${least}) v join org.unit u on u.city = org.city() and u.id = v.unit order by u.code`.execute(tx)
  ).rows
