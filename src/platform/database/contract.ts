import type { Transaction } from 'kysely'
import type { Pool } from 'pg'

/** The three logins that serve requests and the one that migrates. None is superuser, owner or BYPASSRLS. */
export type Login = 'migrate' | 'staff' | 'public' | 'system'

/** One open transaction. Rooms narrow it with `tx.withTables<TheirTables>()` from their generated `tables.ts`. */
export type Tx = Transaction<Record<never, never>>

/** Settings of one transaction by their names, `huiyin.city` and the like: what row-level security reads. */
export type Settings = Readonly<Record<string, string>>

export interface Database {
  /** The pool of one login. Only stores and `platform/database` may use it (the wall `sql-lives-in-stores`). */
  pool(login: Login): Pool
  /** @param settings are said with the beginning, hold for this transaction alone and cost no journey of their own */
  transaction<T>(login: Login, work: (tx: Tx) => Promise<T>, settings?: Settings): Promise<T>
  /** A connection of its own, which hears what committed transactions tell on a channel. Ends with the database at the latest. */
  listen(channel: string, listening: Listening): Listener
  close(): Promise<void>
}

export interface Listening {
  heard(payload: string): void
  /** It hears, for the first time or again: what was told meanwhile is not known. */
  back(): void
  away(): void
}

export interface Listener {
  /** After the first attempt, whether it hears or is still trying. */
  readonly tried: Promise<void>
  close(): Promise<void>
}

/** Plain `.sql` files, forward only, applied in the order of their names by the owner's hand. */
export interface MigrationFolder {
  /** The Postgres schema that the folder owns: 'engine', 'org', a room's name. */
  readonly schema: string
  readonly folder: URL
}
