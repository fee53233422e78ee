// Written by `npm run tables` from the migrated database; a test fails when it no longer agrees.
import type { Generated } from 'kysely'

export interface AnnouncementTable {
  city: string
  id: string
  event: string
  matter: string | null
  seq: Generated<number>
  payload: unknown
  at: Date
  waiting: Generated<boolean>
  answered_at: Date | null
}

export interface BarredTable {
  city: string
  matter: string
  person: string
}

export interface ClockTable {
  city: string
  matter: string
  clock: string
  run: number
  round: number
  state: 'running' | 'paused' | 'stopped' | 'undetermined'
  started_at: Date
  stopped_at: Date | null
  due_at: Date | null
  due_on: string | null
  not_before: string | null
  near_at: Date | null
  because: string[]
  calendar: string
}

export interface DrawingToldTable {
  city: string
  warrant: string
  subject: Buffer
  opened_on: string
  told_from: string
}

export interface ErasedTable {
  city: string
  matter: string
  erased_on: string
}

export interface InputTable {
  city: string
  matter: string
  seq: number
  sealed: Buffer
}

export interface LoopDoneTable {
  city: string
  loop: string
  announcement: string
}

export interface LoopFailedTable {
  city: string
  loop: string
  announcement: string
  attempts: number
  retry_at: Date
}

export interface MatterTable {
  city: string
  id: string
  number: string
  kind: string
  lane: 'ordinary' | 'rating' | 'accusation'
  unit: string
  programme: string
  stage: string
  round: number
  opened_at: Date
  moved_at: Date
  closed_at: Date | null
  ending: string | null
  length: number
  head: Buffer | null
  sealed_length: Generated<number>
  due_at: Generated<Date>
  near_at: Generated<Date>
  next_rung_at: Generated<Date>
  source: string | null
  served_first: Generated<boolean>
  hours_of: string | null
}

export interface MatterKeyTable {
  city: string
  matter: string
  wrapped: Buffer
}

export interface PromisedTable {
  city: string
  about: string
  hash: string
  before: string
}

export interface RootTable {
  city: string
  day: string
  suite: 'std' | 'gm'
  count: number
  previous: Buffer | null
  hash: Buffer
}

export interface RootHeadTable {
  city: string
  day: string
  matter: string
  length: number
  head: Buffer
}

export interface RootPromiseTable {
  city: string
  day: string
  about: string
}

export interface RungTable {
  city: string
  matter: string
  clock: string
  run: number
  rung: string
  seq: number
}

export interface SeatTable {
  city: string
  matter: string
  seat: string
  unit: string
  role: string
  person: string | null
  sight: 'full' | 'progress'
  id: Generated<string>
}

export interface TrailTable {
  city: string
  matter: string
  seq: number
  action: string
  seat: string
  unit: string | null
  role: string | null
  person: string | null
  at: Date
  stage: string
  round: number
  effect: unknown
  digest: Buffer | null
  suite: 'std' | 'gm'
  previous: Buffer | null
  hash: Buffer
}

export interface WarrantTable {
  city: string
  id: string
  kind: 'drawing' | 'break_glass'
  scope: 'matter' | 'receipt' | 'service'
  reference: Buffer
  document: string | null
  reason: string
  asked_by: string
  asked_at: Date
  until_at: Date
  tell_from: string | null
  agreed_by: string | null
  agreed_at: Date | null
  ended_by: string | null
  ended_at: Date | null
}

export interface EngineTables {
  'engine.announcement': AnnouncementTable
  'engine.barred': BarredTable
  'engine.clock': ClockTable
  'engine.drawing_told': DrawingToldTable
  'engine.erased': ErasedTable
  'engine.input': InputTable
  'engine.loop_done': LoopDoneTable
  'engine.loop_failed': LoopFailedTable
  'engine.matter': MatterTable
  'engine.matter_key': MatterKeyTable
  'engine.promised': PromisedTable
  'engine.root': RootTable
  'engine.root_head': RootHeadTable
  'engine.root_promise': RootPromiseTable
  'engine.rung': RungTable
  'engine.seat': SeatTable
  'engine.trail': TrailTable
  'engine.warrant': WarrantTable
}
