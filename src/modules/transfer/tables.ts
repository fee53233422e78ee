// Written by `npm run tables` from the migrated database; a test fails when it no longer agrees.
import type { Generated } from 'kysely'

export interface BundleTable {
  city: string
  matter: string
  point: string
  unit: string
  unit_name: string
  bag: string | null
  holder: string
  holder_name: string
  held_at: Date
  passing_to: string | null
  passing_name: string | null
  passed_at: Date | null
  under_way: Generated<boolean>
}

export interface FollowTable {
  city: string
  digest: Buffer
  matter: string
}

export interface PassageTable {
  city: string
  matter: string
  seq: number
  from_name: string
  to_unit: string | null
  to_name: string
  given_at: Date
  given_by: string | null
  signed_at: Date | null
  signed_by: string | null
  undone: Generated<boolean>
}

export interface TransferTables {
  'transfer.bundle': BundleTable
  'transfer.follow': FollowTable
  'transfer.passage': PassageTable
}
