import type { EdgeKind, Level, Line, Tie } from '../contract.ts'
import type { Organ } from '../register/contract.ts'
import type { Role } from '../viewer.ts'

export const proposalStates = ['waiting', 'approved', 'applied', 'refused', 'withdrawn', 'failed', 'expired'] as const
/** As it is kept; `expired` is a waiting one whose days have passed. */
export type ProposalState = (typeof proposalStates)[number]

/** What a post's holder can be; the leader on duty is a matter of the roster. */
export const givenRoles = [
  'officer',
  'clerk',
  'leader',
  'deputy_head',
  'head',
  'callback_centre',
  'supervisor',
  'discipline',
  'system_admin',
  'security_admin',
  'audit_admin',
  'inspector',
] as const satisfies readonly Role[]
export type GivenRole = (typeof givenRoles)[number]

export interface PostTerm {
  readonly unit: string
  readonly role: GivenRole
  readonly person: string
  readonly title: string | null
  readonly deputy: number
  readonly from: string
  readonly until: string | null
}
export interface UnitFace {
  readonly name: string
  readonly parent: string | null
  readonly level: Level
  readonly organ: Organ
}
export interface WindowFace {
  readonly name: string
  /** Of business. */
  readonly line: string
}
/** One night of the roster, in the city's time, as a file has it: `2026-09-30 18:00`. */
export interface WatchFace {
  readonly unit: string
  readonly person: string
  readonly begins: string
  readonly ends: string
}

/**
 * One change of the organisation. `was` is how it stood when it was proposed: what the second person compares, and what a
 * later taking back goes to.
 */
export type Change =
  | ({ readonly what: 'post_given'; readonly id: string } & PostTerm)
  | { readonly what: 'post_ended'; readonly id: string; readonly until: string; readonly was: PostTerm }
  | {
      readonly what: 'post_changed'
      readonly id: string
      readonly next: string
      readonly title: string | null
      readonly deputy: number
      readonly from: string
      readonly was: PostTerm
    }
  | { readonly what: 'post_cancelled'; readonly id: string; readonly was: PostTerm }
  | {
      readonly what: 'edge_drawn'
      readonly lower: string
      readonly upper: string
      readonly line: Line
      readonly kind: EdgeKind
      readonly was: EdgeKind | null
    }
  | { readonly what: 'edge_removed'; readonly lower: string; readonly upper: string; readonly line: Line; readonly was: EdgeKind }
  | ({ readonly what: 'unit_added'; readonly id: string; readonly code: string; readonly kind: 'organ' | 'department' } & UnitFace)
  | { readonly what: 'unit_renamed'; readonly id: string; readonly name: string; readonly was: string }
  | {
      readonly what: 'unit_moved'
      readonly id: string
      readonly parent: string | null
      readonly level: Level
      readonly organ: Organ
      readonly was: UnitFace
    }
  | { readonly what: 'unit_closed' | 'unit_reopened'; readonly id: string }
  | { readonly what: 'person_added'; readonly id: string; readonly code: string; readonly name: string }
  | { readonly what: 'person_renamed'; readonly id: string; readonly name: string; readonly was: string }
  /** 回避关系. It keeps two people out of each other's matters, and holds once it is approved. */
  | ({ readonly what: 'tie_declared' } & Tie)
  | ({ readonly what: 'tie_ended'; readonly until: string } & Tie)
  | { readonly what: 'phone_set'; readonly person: string; /** As org.person_phone keeps it, base64. */ readonly sealed: string }
  /** A system that has the links could open the page of rating in somebody's name. */
  | { readonly what: 'key_links_given' | 'key_links_taken'; readonly id: string; readonly name: string }
  | ({ readonly what: 'window_added'; readonly id: string; readonly code: string; readonly unit: string } & WindowFace)
  | ({ readonly what: 'window_changed'; readonly id: string; readonly was: WindowFace } & WindowFace)
  | ({ readonly what: 'window_closed'; readonly id: string } & WindowFace)
  | ({ readonly what: 'watch_entered' | 'watch_removed'; readonly id: string } & WatchFace)
export type ChangeWhat = Change['what']
export const changeWhats = [
  'post_given',
  'post_ended',
  'post_changed',
  'post_cancelled',
  'edge_drawn',
  'edge_removed',
  'unit_added',
  'unit_renamed',
  'unit_moved',
  'unit_closed',
  'unit_reopened',
  'person_added',
  'person_renamed',
  'tie_declared',
  'tie_ended',
  'phone_set',
  'key_links_given',
  'key_links_taken',
  'window_added',
  'window_changed',
  'window_closed',
  'watch_entered',
  'watch_removed',
] as const satisfies readonly ChangeWhat[]

/** What somebody at a screen asks for; the server adds ids and how it stood. */
export type Wanted =
  | {
      readonly what: 'post_given'
      readonly unit: string
      readonly role: GivenRole
      readonly person: string
      readonly title?: string | undefined
      readonly deputy: number
      readonly from: string
      readonly until?: string | undefined
    }
  | { readonly what: 'post_ended'; readonly id: string; readonly until: string }
  | {
      readonly what: 'post_changed'
      readonly id: string
      readonly title?: string | undefined
      readonly deputy: number
      readonly from: string
    }
  | { readonly what: 'post_cancelled'; readonly id: string }
  | {
      readonly what: 'edge_drawn'
      readonly lower: string
      readonly upper: string
      readonly line: Line
      readonly kind: EdgeKind
      readonly from: string
    }
  | { readonly what: 'edge_removed'; readonly lower: string; readonly upper: string; readonly line: Line; readonly from: string }
  | {
      readonly what: 'unit_moved'
      readonly id: string
      readonly parent?: string | undefined
      readonly level: Level
      readonly organ: Organ
      readonly from: string
    }
  | { readonly what: 'unit_closed' | 'unit_reopened'; readonly id: string; readonly from: string }
  | { readonly what: 'person_renamed'; readonly id: string; readonly name: string }
  | ({ readonly what: 'tie_declared' } & Tie)
  | ({ readonly what: 'tie_ended'; readonly until: string } & Tie)
  | { readonly what: 'key_links_given' | 'key_links_taken'; readonly id: string }

export const diffFields = [
  'role',
  'title',
  'deputy',
  'from',
  'until',
  'kind',
  'line',
  'name',
  'code',
  'parent',
  'level',
  'organ',
  'state',
  'phone',
  'business',
  'begins',
  'ends',
  'tie',
] as const
export type DiffField = (typeof diffFields)[number]

/** One change as the second person reads it: whom and what it is about, and each value before and after. Codes are said by the reader's console. */
export interface ChangeView {
  readonly what: ChangeWhat
  readonly about: string
  readonly fields: readonly { readonly field: DiffField; readonly before: string | null; readonly after: string | null }[]
}
