// Written by `npm run tables` from the migrated database; a test fails when it no longer agrees.
import type { Generated } from 'kysely'

export interface AskedTable {
  city: string
  digest: Buffer
  matter: string
  asked_on: string
}

export interface CardReadTable {
  city: string
  matter: string
  round: number
  person: string
  read_on: string
}

export interface DrawTable {
  city: string
  week: string
  commitment: string
  sealed: Buffer
  percent: number
  least: number
  seed: string | null
}

export interface DrawTicketTable {
  city: string
  week: string
  ticket: string
  drawn: boolean
}

export interface FollowTable {
  city: string
  digest: Buffer
  matter: string
}

export interface MarkCountTable {
  city: string
  unit: string
  month: string
  criterion: string
  marked: number
  upheld: number
  points: number
  missing: number
}

export interface MarkingTable {
  city: string
  matter: string
  call: string
  round: number
  unit: string
  role: string
  person: string
}

export interface NumberOpenedTable {
  city: string
  matter: string
  seq: number
  round: number
  person: string
}

export interface OrderAnswerTable {
  city: string
  repair_order: string
  seq: number
  done: boolean
  said: string
  person: string
  answered_on: string
}

export interface RecordMeasureTable {
  city: string
  matter: string
  seq: number
  round: number
  action: string
  signs: number
}

export interface RecoveryTable {
  city: string
  unit: string
  month: string
  poor: number
  heard: number
  confirmed: number
}

export interface RepairOrderTable {
  city: string
  id: string
  unit: string
  cause: string
  what: string
  by_day: string
  responsible: string
  released_on: string
  clocked: Generated<boolean>
}

export interface RoundTable {
  city: string
  matter: string
  round: number
  unit: string | null
  role: string | null
  person: string | null
  title: string | null
  because: string[]
  acknowledged_at: Date | null
  reminders: Generated<number>
  remind_at: Date | null
  speed_agreed: Generated<boolean>
  organ: string | null
}

export interface ScriptTable {
  city: string
  unit: string
  version: number
  lines: string[] | null
  ruling: string | null
  kept_by: string
  kept_at: Date
}

export interface SecondVoiceTable {
  city: string
  unit: string
  month: string
  asked: number
  disagreed: number
}

export interface CallbackTables {
  'callback.asked': AskedTable
  'callback.card_read': CardReadTable
  'callback.draw': DrawTable
  'callback.draw_ticket': DrawTicketTable
  'callback.follow': FollowTable
  'callback.mark_count': MarkCountTable
  'callback.marking': MarkingTable
  'callback.number_opened': NumberOpenedTable
  'callback.order_answer': OrderAnswerTable
  'callback.record_measure': RecordMeasureTable
  'callback.recovery': RecoveryTable
  'callback.repair_order': RepairOrderTable
  'callback.round': RoundTable
  'callback.script': ScriptTable
  'callback.second_voice': SecondVoiceTable
}
