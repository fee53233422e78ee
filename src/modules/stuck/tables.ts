// Written by `npm run tables` from the migrated database; a test fails when it no longer agrees.
import type { Generated, GeneratedAlways } from 'kysely'

export interface AppointmentTable {
  city: string
  matter: string
  window_code: string
  on_day: string
  at_hour: string
  slot: number
  about: string | null
  source: Buffer
}

export interface BookingCodeTable {
  city: string
  digest: Buffer
  seq: GeneratedAlways<number>
  matter: string
}

export interface ClassTable {
  city: string
  matter: string
  unit: string
  category: string | null
  cause: string | null
  month: string | null
}

export interface ClassOfTable {
  city: string
  class: string
  matter: string
}

export interface ClearingTable {
  city: string
  matter: string
  week_end: string
  unit: string
  unit_name: string
  outcome: 'cleared' | 'explained' | 'escalated' | 'escalated_by_clock' | null
}

export interface FollowTable {
  city: string
  digest: Buffer
  matter: string
}

export interface HandoverTable {
  city: string
  matter: string
  seq: number
  unit: string
  unit_name: string
  given_at: Date
  returned_at: Date | null
  taken_at: Date | null
}

export interface ItemTable {
  city: string
  matter: string
  window_code: string
  channel: 'window' | 'online' | 'phone' | 'transfer'
  category: string
  complex: Generated<boolean>
  treatment: 'joint' | 'guide' | 'attitude' | 'at_once' | 'forbidden' | 'elsewhere' | null
  lead: string | null
  lead_name: string | null
}

export interface MonthTable {
  city: string
  month: string
  drafted_on: string
}

export interface MonthLineTable {
  city: string
  month: string
  matter: string
  unit: string
  unit_name: string
  category: string
  opened: boolean
  closed: boolean
  open: boolean
  late: boolean
  extended: boolean
  returned: boolean
  not_doable: boolean
  cause: string | null
}

export interface PlaceTable {
  city: string
  window_code: string
  on_day: string
  at_hour: string
  slot: number
  matter: string
}

export interface StuckTables {
  'stuck.appointment': AppointmentTable
  'stuck.booking_code': BookingCodeTable
  'stuck.class': ClassTable
  'stuck.class_of': ClassOfTable
  'stuck.clearing': ClearingTable
  'stuck.follow': FollowTable
  'stuck.handover': HandoverTable
  'stuck.item': ItemTable
  'stuck.month': MonthTable
  'stuck.month_line': MonthLineTable
  'stuck.place': PlaceTable
}
