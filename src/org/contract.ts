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

export interface Edge {
  readonly lower: string
  readonly upper: string
  readonly kind: EdgeKind
  readonly line: Line
}

export interface Holding {
  readonly person: string
  readonly name: string
  readonly unit: string
  readonly role: Role
  /** 0 = holder, 1 = first deputy (AB角). */
  readonly deputy: number
  /** Civil days, both held. */
  readonly from: string
  readonly until?: string
  /** Set for `duty_leader` alone: the watch as instants (ISO). */
  readonly watch?: { readonly fromAt: string; readonly untilAt: string }
  readonly title?: string
}

/** 亲属、同合议庭: ties that keep a person away from a call. */
export interface Tie {
  readonly person: string
  readonly other: string
  readonly kind: 'kin' | 'panel'
}

/** The organisation as it stood on a day. What routing decides on; pure data. */
export interface OrgSnapshot {
  readonly day: string
  readonly units: ReadonlyMap<string, UnitRow>
  readonly edges: readonly Edge[]
  readonly holdings: readonly Holding[]
  readonly ties: readonly Tie[]
  /** Read as a viewer who may not know all ties: fit for showing names, and refused by routing. */
  readonly tiesHidden?: true
}

/** Somebody who called before, in an earlier round. */
export interface EarlierCall {
  readonly unit: string
  readonly role: Role
  readonly person?: string
}

export interface CallbackAsked {
  /** Where the service was given. */
  readonly unit: string
  /** Persons who were rated or served beside the rated. */
  readonly rated: readonly string[]
  /** The citizen wishes to be called by the centre, not by the department. */
  readonly wantsCentre: boolean
  /** It goes to the centre because the department has not called in time, by the centre's own hand or the programme's. */
  readonly overdue?: true
  /** 1 for the first call; every further round needs another checker. */
  readonly round: number
  readonly earlier?: readonly EarlierCall[]
  /** 末级: the last to look stands outside of the organ that it looks at; only an organ with nothing above it looks itself. */
  readonly last?: boolean
  /** ISO instant of a service outside of office hours: the leader on duty then stands in. */
  readonly nightAt?: string
  /** The organisation as it stands now, where the snapshot is of an earlier day: who holds the posts today. */
  readonly today?: OrgSnapshot
}

export interface CallbackRoute extends HeldPost {
  /** Who is asked first; a stand-in of the same post may act unless barred. */
  readonly person: string
  /** Why it came to this post, line by line, in Chinese. Names officials; for the caller and those above. */
  readonly because: readonly string[]
  /** The same without whoever was passed over, for those who read the matter: a reason would name the rated. */
  readonly told: readonly string[]
  /** Barred: the rated, their kin, their panel, their subordinates. */
  readonly around: readonly string[]
  /** 政法委执法监督 over the unit; empty where no such line is drawn. */
  readonly supervisors: readonly HeldPost[]
  /** The stationed discipline group, never the unit's own people. */
  readonly discipline?: HeldPost
  /** Supervision post, else leader, of the next organ up the system line. */
  readonly superiorOnLine?: HeldPost
}

export interface UnitFacts {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: 'organ' | 'department'
  readonly level: Level
  readonly organ: string
  readonly parentName?: string
}

export interface OrgDirectory {
  snapshot(tx: Tx, day: string): Promise<OrgSnapshot>
  /** The mobile number a post's holder is reached at, for the outbox. */
  phoneOf(tx: Tx, person: string): Promise<string | undefined>
  holdersOf(tx: Tx, post: HeldPost, day: string): Promise<readonly Holding[]>
  /** Rights of this person on this day; `duty_leader` only while the watch lasts, for which `at` is needed. */
  postsHeld(tx: Tx, person: string, day: string, at?: Date): Promise<readonly HeldPost[]>
  /** By name or the beginning of a code; at most 50, shortest name first. */
  searchUnits(tx: Tx, text: string, limit?: number): Promise<readonly UnitFacts[]>
  unitByCode(tx: Tx, code: string): Promise<UnitFacts | undefined>
  /** A unit's own address, else its organ's; absent where the register has neither. */
  addressOf(tx: Tx, unit: string): Promise<string | undefined>
  personByCode(tx: Tx, code: string): Promise<{ readonly id: string; readonly name: string } | undefined>
}
