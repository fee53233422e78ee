import type { Tx } from '../platform/database/contract.ts'
import type { HeldPost, Role } from './viewer.ts'

export type EdgeKind = 'leads' | 'supervises' | 'guides' | 'branch' | 'double'
export type Line = 'system' | 'territory' | 'discipline'
export type Level = 'city' | 'county' | 'town' | 'village'

export interface UnitRow {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: 'organ' | 'department'
  readonly level: Level
  /** court, procuratorate, police, justice, hall, committee, discipline, petition, congress, town */
  readonly organ: string
  /** A department's organ. */
  readonly parent?: string
}

export interface Edge { readonly lower: string; readonly upper: string; readonly kind: EdgeKind; readonly line: Line }

export interface Holding {
  readonly person: string
  readonly name: string
  readonly unit: string
  readonly role: Role
  /** 0 = holder, 1 = first deputy (AB角). */
  readonly deputy: number
  readonly from: string
  readonly until?: string
}

/** 亲属、同合议庭: ties that keep a person away from a call. */
export interface Tie { readonly person: string; readonly other: string; readonly kind: 'kin' | 'panel' }

/** The organisation as it stood on a day. What routing decides on; pure data. */
export interface OrgSnapshot {
  readonly day: string
  readonly units: ReadonlyMap<string, UnitRow>
  readonly edges: readonly Edge[]
  readonly holdings: readonly Holding[]
  readonly ties: readonly Tie[]
}

export interface OrgDirectory {
  snapshot(tx: Tx, day: string): Promise<OrgSnapshot>
  /** The mobile number a post's holder is reached at, for the outbox. */
  phoneOf(tx: Tx, person: string): Promise<string | undefined>
  holdersOf(tx: Tx, post: HeldPost, day: string): Promise<readonly Holding[]>
}
