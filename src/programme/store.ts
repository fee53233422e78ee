import { sql } from '../platform/database/index.ts'
import type { Database } from '../platform/database/contract.ts'
import type { ProgrammeData } from './read.ts'

interface VersionRow {
  version: string
  data: Record<string, unknown>
  origins: Record<string, string>
  preset: Record<string, unknown> | null
}

const inCity = <T>(database: Database, city: string, work: Parameters<typeof database.transaction<T>>[1]): Promise<T> =>
  database.transaction('system', work, { 'huiyin.city': city })

/** Keeps the version; the same data twice is one version. */
export const keepVersion = (database: Database, read: ProgrammeData): Promise<void> =>
  inCity(database, read.city, async tx => {
    await sql`insert into programme.version (city, version, data, origins, preset)
    values (${read.city}, ${read.version}, ${JSON.stringify(read.data)}::jsonb, ${JSON.stringify(Object.fromEntries(read.origins))}::jsonb, ${read.preset === undefined ? null : JSON.stringify(read.preset)}::jsonb)
    on conflict (city, version) do nothing`.execute(tx)
  })

export const listVersions = (database: Database, city: string): Promise<readonly ProgrammeData[]> =>
  inCity(database, city, async tx => {
    const { rows } =
      await sql<VersionRow>`select v.version, v.data, v.origins, v.preset from programme.version v where v.city = ${city}`.execute(tx)
    return rows.map(row => ({
      city,
      version: row.version,
      data: row.data,
      origins: new Map(Object.entries(row.origins)),
      ...(row.preset && { preset: row.preset }),
    }))
  })
