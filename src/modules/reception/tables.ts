// Written by `npm run tables` from the migrated database; a test fails when it no longer agrees.
import type { Generated } from 'kysely'

export interface BookingTable {
  city: string
  matter: string
  day: string
  slot: number
  channel: 'online' | 'window' | 'phone'
  came: Generated<boolean>
  opened: Generated<boolean>
  unit: string | null
  unit_name: string | null
  source: Buffer
}

export interface DayTable {
  city: string
  id: string
  place: string
  office: string
  leader: string
  leader_unit: string
  leader_role: string
  leader_name: string
  leader_title: string
  on_day: string
  from_hour: string
  slots: number
  minutes: number
  venue: string
  purpose: string | null
  state: Generated<'open' | 'cancelled'>
  changed: Generated<boolean>
  held: 'promised' | 'other' | null
  source: Buffer
}

export interface DayEntryTable {
  city: string
  day: string
  seq: number
  what: 'published' | 'changed' | 'cancelled' | 'held'
  said: string
  why: string | null
  by_person: string
  by_name: string
  at: Date
}

export interface FollowTable {
  city: string
  digest: Buffer
  matter: string
}

export interface PlaceTable {
  city: string
  day: string
  slot: number
  matter: string | null
  taken: Generated<boolean>
}

export interface ReceptionTables {
  'reception.booking': BookingTable
  'reception.day': DayTable
  'reception.day_entry': DayEntryTable
  'reception.follow': FollowTable
  'reception.place': PlaceTable
}
