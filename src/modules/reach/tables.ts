// Written by `npm run tables` from the migrated database; a test fails when it no longer agrees.

export interface AskTable {
  city: string
  matter: string
  place: string
  channel: 'online' | 'window' | 'phone'
  unit: string
  unit_name: string
  bundle: string | null
  told_name: string | null
  told_address: string | null
  told_phone: string | null
}

export interface FollowTable {
  city: string
  digest: Buffer
  matter: string
}

export interface ReachTables {
  'reach.ask': AskTable
  'reach.follow': FollowTable
}
