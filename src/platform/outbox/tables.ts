// Written by `npm run tables` from the migrated database; a test fails when it no longer agrees.
import type { Generated } from 'kysely'

export interface MessageTable {
  city: string
  id: string
  key: Buffer
  channel: 'sms' | 'console'
  template: string
  content: Buffer | null
  matter: string | null
  state: Generated<'waiting' | 'sending' | 'sent' | 'unknown' | 'failed'>
  attempts: Generated<number>
  next_at: Date
  lease: string | null
  lease_until: Date | null
  unsure: Generated<boolean>
  finished_at: Date | null
}

export interface OutboxTables {
  'outbox.message': MessageTable
}
