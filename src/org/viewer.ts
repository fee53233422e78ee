import type { Tx } from '../platform/database/contract.ts'

/** A post (岗位) held today: a role at a unit. Rights come from posts, never from the person. */
export interface HeldPost {
  readonly unit: string
  readonly role: Role
  /** Whom the post belongs to, where it was lent for some days (委托). */
  readonly for?: string
}

/**
 * The roles a post can have. `leader` leads a department (部门负责人), `deputy_head` is the leader in charge (分管领导),
 * `head` leads the organ (一把手).
 */
export type Role =
  | 'officer'
  | 'clerk'
  | 'leader'
  | 'deputy_head'
  | 'head'
  | 'duty_leader'
  | 'callback_centre'
  | 'supervisor'
  | 'discipline'
  | 'system_admin'
  | 'security_admin'
  | 'audit_admin'
  | 'inspector'

export type SystemName = 'sign_in' | 'intake' | 'sweep' | 'mixer' | 'sender' | 'import' | 'loops'

/** Who asks. No query runs without one; the sign-in, the follow code, the API key and `actingAs` are the only makers. */
export type Viewer =
  | {
      readonly kind: 'person'
      readonly city: string
      readonly person: string
      readonly account: string
      readonly name: string
      readonly posts: readonly HeldPost[]
      /** Whoever only inspects changes nothing but his own account. */
      readonly readsOnly?: boolean
    }
  | { readonly kind: 'citizen'; readonly city: string; readonly matter: string }
  | { readonly kind: 'public'; readonly city: string }
  | { readonly kind: 'key'; readonly city: string; readonly key: string; readonly scopes: readonly string[] }
  | { readonly kind: 'system'; readonly city: string; readonly name: SystemName }

/**
 * Opens a transaction in which row-level security sees this viewer: person → login `staff`, citizen and public →
 * `public`, system and key → `system`. Settings (transaction-local): huiyin.city, huiyin.viewer (kind, or the system
 * name), huiyin.person, huiyin.posts ('unit/role' joined by ','), huiyin.matter. No context, no rows.
 */
export type As = <T>(viewer: Viewer, work: (tx: Tx) => Promise<T>) => Promise<T>
