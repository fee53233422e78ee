// Written by `npm run tables` from the migrated database; a test fails when it no longer agrees.
import type { Generated } from 'kysely'

export interface BatchTable {
  city: string
  unit: string
  batch: string
  first_cohort: string
  unverified: boolean
  ratings: number
  poor: number | null
}

export interface BoundCountTable {
  city: string
  mark: Buffer
  count: number
}

export interface BoundDayTable {
  city: string
  day: string
  salt: Buffer
}

export interface CallRequestTable {
  city: string
  id: string
  follow: Buffer
  old: Generated<boolean>
}

export interface CohortTable {
  city: string
  cohort: string
  answer_until: Date
  change_until: Date
  state: Generated<'open' | 'closing' | 'released'>
}

export interface ContactTable {
  city: string
  service: string
  party: Buffer
  has_phone: boolean
  sealed: Buffer | null
}

export interface EndedCaseTable {
  city: string
  case_key: Buffer
  old: Generated<boolean>
}

export interface FlushKeyTable {
  city: string
  cohort: string
  id: Buffer
  wrapped: Buffer
}

export interface ForgottenTable {
  city: string
  what: 'service' | 'contact' | 'call_request' | 'report_once' | 'ended_case' | 'turn'
  forgotten_on: string
  count: number
}

export interface HeldWishTable {
  city: string
  id: string
  waits_for: Buffer
  until: string
  sealed: string
}

export interface ImportTable {
  city: string
  id: string
  file_name: string | null
  imported_at: Date
  imported_by: string | null
  services: number
  links: number
  undo_until: Date
  undone_at: Date | null
  undone_by: string | null
}

export interface ImportMappingTable {
  city: string
  id: string
  unit: string
  name: string
  mapping: unknown
}

export interface ImportedTable {
  city: string
  import: string
  service: string
  was: unknown
}

export interface LinkTable {
  city: string
  cohort: string
  digest: Buffer
  unit: string
  line: string
  service: string
  party: Buffer
  channel: 'sms' | 'code' | 'none'
  generation: number
}

export interface MixedTable {
  city: string
  cohort: string
  unit: string
}

export interface ReceiptTable {
  city: string
  cohort: string
  digest: Buffer
  held: Buffer
}

export interface ReleasedChangeTable {
  city: string
  unit: string
  batch: string
  changed: number
  withdrawn: number
}

export interface ReleasedLevelTable {
  city: string
  unit: string
  batch: string
  dimension: 'overall' | 'attitude' | 'conduct' | 'ability' | 'result'
  answered: number | null
  n1: number | null
  n2: number | null
  n3: number | null
  n4: number | null
  n5: number | null
}

export interface ReleasedReasonTable {
  city: string
  unit: string
  batch: string
  reason: string
  count: number
}

export interface ReleasedReceiptTable {
  city: string
  digest: Buffer
  cohort: string
  place: number
  kept: Buffer
}

export interface ReleasedWordsTable {
  city: string
  id: string
  unit: string
  batch: string
  sealed: Buffer
  state: Generated<'unread' | 'released' | 'kept_back'>
  reader: string | null
  kept_because: string | null
}

export interface RemindedTable {
  city: string
  cohort: string
  reminder: number
}

export interface ReportOnceTable {
  city: string
  once: Buffer
  old: Generated<boolean>
}

export interface RootTable {
  city: string
  cohort: string
  suite: 'std' | 'gm'
  receipts: Buffer
  released: Buffer
  nodes: Buffer
}

export interface SealedTable {
  city: string
  cohort: string
  slot: Buffer
  version: number
  key_id: Buffer
  body: Buffer
}

export interface SecondsTable {
  city: string
  cohort: string
  channel: string
  bucket: number
  count: number
}

export interface ServiceTable {
  city: string
  id: string
  external_id: string
  unit: string
  line: string
  officer: string | null
  others: Generated<string[]>
  title: string | null
  outcome: string
  finished_at: Date
  case_key: Buffer | null
}

export interface ShownTable {
  city: string
  cohort: string
  shown: number
}

export interface SilentTable {
  city: string
  unit: string
  cohort: string
  line: string
  rateable: number
  invited: number
  delivered: number | null
  answered: number | null
}

export interface TallyTable {
  city: string
  unit: string
  unverified: boolean
  batch: string
  what: 'ratings' | 'level' | 'reason' | 'line' | 'seconds'
  name: string
  batches: number
  withheld: number
  n1: number
  n2: number
  n3: number
  n4: number
  n5: number
}

export interface WaitingTable {
  city: string
  unit: string
  unverified: boolean
  pool: Buffer
}

export interface EvaluationTables {
  'evaluation.batch': BatchTable
  'evaluation.bound_count': BoundCountTable
  'evaluation.bound_day': BoundDayTable
  'evaluation.call_request': CallRequestTable
  'evaluation.cohort': CohortTable
  'evaluation.contact': ContactTable
  'evaluation.ended_case': EndedCaseTable
  'evaluation.flush_key': FlushKeyTable
  'evaluation.forgotten': ForgottenTable
  'evaluation.held_wish': HeldWishTable
  'evaluation.import': ImportTable
  'evaluation.import_mapping': ImportMappingTable
  'evaluation.imported': ImportedTable
  'evaluation.link': LinkTable
  'evaluation.mixed': MixedTable
  'evaluation.receipt': ReceiptTable
  'evaluation.released_change': ReleasedChangeTable
  'evaluation.released_level': ReleasedLevelTable
  'evaluation.released_reason': ReleasedReasonTable
  'evaluation.released_receipt': ReleasedReceiptTable
  'evaluation.released_words': ReleasedWordsTable
  'evaluation.reminded': RemindedTable
  'evaluation.report_once': ReportOnceTable
  'evaluation.root': RootTable
  'evaluation.sealed': SealedTable
  'evaluation.seconds': SecondsTable
  'evaluation.service': ServiceTable
  'evaluation.shown': ShownTable
  'evaluation.silent': SilentTable
  'evaluation.tally': TallyTable
  'evaluation.waiting': WaitingTable
}
