// Written by `npm run tables` from the migrated database; a test fails when it no longer agrees.
import type { Generated } from 'kysely'

export interface AccessEntryTable {
  city: string
  id: string
  at: Date
  person: string | null
  act: string
  about: Generated<unknown>
}

export interface AccountTable {
  city: string
  id: string
  login: string
  person: string
  password_hash: string
  must_change: Generated<boolean>
  disabled_at: Date | null
  second_due_at: Date | null
}

export interface AccountResetTable {
  city: string
  id: string
  account: string
  reason: string
  asked_by: string
  asked_at: Date
  agreed_by: string | null
  agreed_at: Date | null
  ended_by: string | null
  ended_at: Date | null
  what: 'factors' | 'password'
  password_hash: string | null
  second_half: Buffer | null
}

export interface ApiKeyTable {
  city: string
  id: string
  digest: Buffer
  name: string
  scopes: string[]
  sees_links: Generated<boolean>
  lines: string[] | null
  units: string[] | null
  expires_at: Date | null
  revoked_at: Date | null
  last_used_on: string | null
}

export interface BellLineTable {
  city: string
  id: string
  person: string
  about: string
  matter: string | null
  key: Buffer
  on_day: string
  read: Generated<boolean>
}

export interface CalendarNoticeTable {
  city: string
  year: number
  version: number
  data: unknown
  notice: string
  source: string
  entered_by: string | null
  entered_at: Date
  confirmed_by: string | null
  confirmed_at: Date | null
  withdrawn_by: string | null
  withdrawn_at: Date | null
}

export interface DelegationTable {
  city: string
  id: string
  unit: string
  role: 'leader' | 'deputy_head' | 'head' | 'callback_centre' | 'supervisor' | 'discipline'
  person: string
  deputy: string
  from_on: string
  until_on: string
  reason: string
  given_at: Date
  ended_at: Date | null
}

export interface DutyTable {
  city: string
  id: string
  unit: string
  person: string
  from_at: Date
  until_at: Date
}

export interface EdgeTable {
  city: string
  lower: string
  upper: string
  kind: 'leads' | 'supervises' | 'guides' | 'branch' | 'double'
  line: 'system' | 'territory' | 'discipline'
}

export interface FirstStartTable {
  city: string
  at: Date
  way: 'page' | 'command'
  programme: string
  unit: string
  system_admin: string
  security_admin: string
  audit_admin: string
  region: string | null
  region_level: 'province' | 'city' | 'county' | null
  region_name: string | null
}

export interface PersonTable {
  city: string
  id: string
  code: string
  name: string
}

export interface PersonPhoneTable {
  city: string
  person: string
  sealed: Buffer
}

export interface PostTable {
  city: string
  id: string
  unit: string
  role: 'officer' | 'clerk' | 'leader' | 'deputy_head' | 'head' | 'callback_centre' | 'supervisor' | 'discipline' | 'system_admin' | 'security_admin' | 'audit_admin' | 'inspector'
  person: string
  title: string | null
  deputy: Generated<number>
  held_from: string
  held_until: string | null
}

export interface ProgrammeAdoptionTable {
  city: string
  id: string
  version: string
  way: 'folder' | 'screen'
  yaml: string | null
  note: Generated<string>
  from_on: string
  proposed_by: string | null
  proposed_at: Date
  approved_by: string | null
  approved_at: Date | null
  withdrawn_by: string | null
  withdrawn_at: Date | null
}

export interface ProposalTable {
  city: string
  id: string
  changes: unknown
  reason: string
  from_on: string
  proposed_by: string
  proposed_at: Date
  proposed_on: string
  expires_on: string
  proposers: string[]
  approvers: string[]
  favours: string[]
  waits: boolean
  state: Generated<'waiting' | 'approved' | 'applied' | 'refused' | 'withdrawn' | 'failed'>
  settled_by: string | null
  settled_at: Date | null
  settled_on: string | null
  settled_reason: string | null
  applied_on: string | null
  undoes: string | null
  ties: Generated<boolean>
}

export interface RecoveryCodeTable {
  city: string
  account: string
  digest: Buffer
  used_at: Date | null
}

export interface SecondFactorTable {
  city: string
  id: string
  account: string
  kind: 'totp' | 'webauthn'
  label: string
  sealed: Buffer
  credential: Buffer | null
  last_used: Generated<number>
  enrolled_at: Date
  confirmed_at: Date | null
}

export interface ServiceWindowTable {
  city: string
  id: string
  unit: string
  code: string
  name: string
  line: string
  closed_on: string | null
}

export interface SessionTable {
  city: string
  digest: Buffer
  account: string
  created_at: Date
  seen_at: Date
  expires_at: Date
  id: Generated<string>
  second: Generated<'none' | 'waiting' | 'passed'>
  fresh_at: Date | null
  challenge: Buffer | null
  challenge_for: 'enrol' | 'prove' | null
  challenge_until: Date | null
}

export interface SignInAttemptTable {
  city: string
  id: string
  login: Buffer
  neighbourhood: string
  at: Date
  succeeded: boolean
}

export interface SignInFailureTable {
  city: string
  key: Buffer
  failures: number
  at: Date
}

export interface TieTable {
  city: string
  person: string
  other: string
  kind: 'kin' | 'panel'
  from_on: string | null
  until_on: string | null
}

export interface UnitTable {
  city: string
  id: string
  code: string
  name: string
  kind: 'organ' | 'department'
  level: 'city' | 'county' | 'town' | 'village'
  organ: 'court' | 'procuratorate' | 'police' | 'justice' | 'hall' | 'committee' | 'discipline' | 'petition' | 'congress' | 'town'
  parent: string | null
  closed_on: string | null
  address: string | null
}

export interface VersionTable {
  city: string
  version: string
}

export interface OrgTables {
  'org.access_entry': AccessEntryTable
  'org.account': AccountTable
  'org.account_reset': AccountResetTable
  'org.api_key': ApiKeyTable
  'org.bell_line': BellLineTable
  'org.calendar_notice': CalendarNoticeTable
  'org.delegation': DelegationTable
  'org.duty': DutyTable
  'org.edge': EdgeTable
  'org.first_start': FirstStartTable
  'org.person': PersonTable
  'org.person_phone': PersonPhoneTable
  'org.post': PostTable
  'org.programme_adoption': ProgrammeAdoptionTable
  'org.proposal': ProposalTable
  'org.recovery_code': RecoveryCodeTable
  'org.second_factor': SecondFactorTable
  'org.service_window': ServiceWindowTable
  'org.session': SessionTable
  'org.sign_in_attempt': SignInAttemptTable
  'org.sign_in_failure': SignInFailureTable
  'org.tie': TieTable
  'org.unit': UnitTable
  'org.version': VersionTable
}
