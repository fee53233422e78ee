// Written by `npm run tables` from the migrated database; a test fails when it no longer agrees.

export interface FileTable {
  city: string
  id: string
  place: string
  name: string
  digest: Buffer
  rows: number
  brought_at: Date
  by_person: string
  by_name: string
  taken_back_at: Date | null
  taken_back_by: string | null
}

export interface FollowTable {
  city: string
  digest: Buffer
  matter: string
}

export interface PastTable {
  city: string
  file: string
  line: number
  kind: 'consult' | 'complaint' | 'policy' | 'agency'
  on_day: string
  ending: 'solved' | 'unsolved' | 'open'
}

export interface RequestTable {
  city: string
  matter: string
  place: string
  kind: 'consult' | 'complaint' | 'policy' | 'agency'
  channel: 'online' | 'window' | 'phone'
  unit: string
  specialist: string
  specialist_name: string
}

export interface ZoneTables {
  'zone.file': FileTable
  'zone.follow': FollowTable
  'zone.past': PastTable
  'zone.request': RequestTable
}
