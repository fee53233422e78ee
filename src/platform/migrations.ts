import type { MigrationFolder } from './database/contract.ts'

/** The platform's own schemas, in the order in which they are made. */
export const platformMigrations: readonly MigrationFolder[] = [
  { schema: 'platform', folder: new URL('./database/migrations/', import.meta.url) },
  { schema: 'outbox', folder: new URL('./outbox/migrations/', import.meta.url) },
  { schema: 'files', folder: new URL('./files/migrations/', import.meta.url) },
]
