import type { MigrationFolder } from './database/contract.ts'

/** The platform's own schemas. The migrator's table of what has been applied is the migrator's own affair. */
export const platformMigrations: readonly MigrationFolder[] = [
  { schema: 'files', folder: new URL('./files/migrations/', import.meta.url) },
  { schema: 'outbox', folder: new URL('./outbox/migrations/', import.meta.url) },
  { schema: 'documents', folder: new URL('./documents/migrations/', import.meta.url) },
]
