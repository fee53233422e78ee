// Written by `npm run tables` from the migrated database; a test fails when it no longer agrees.
import type { Generated } from 'kysely'

export interface ApplicationTable {
  city: string
  matter: string
  place: string
  channel: 'online' | 'window' | 'phone' | 'matter'
  unit: string
  unit_name: string
  decider: string
  civil_name: string | null
  handed_over: Generated<boolean>
  decision: 'granted' | 'refused' | null
}

export interface FollowTable {
  city: string
  digest: Buffer
  matter: string
}

export interface HardshipTables {
  'hardship.application': ApplicationTable
  'hardship.follow': FollowTable
}
