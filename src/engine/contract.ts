import type { Refusal } from '../kit/refusal.ts'
import type { Role, Viewer } from '../org/viewer.ts'
import type { Tx } from '../platform/database/contract.ts'
import type { PromisedHash } from './rules/chain.ts'
import type { Promised } from './rules/clocks.ts'
import type { Seat } from './rules/flow.ts'

export type Lane = 'ordinary' | 'rating' | 'accusation'

/** `full`: stage, clocks, trail and what was recorded. `progress`: stage, clocks, counts; no names, no words. */
export type Sight = 'full' | 'progress'

/** A seat of one matter, filled by a post; `person` narrows it to one holder of that post. */
export interface SeatFilling {
  readonly seat: Seat
  readonly unit: string
  readonly role: Role
  readonly person?: string
  readonly sight: Sight
}

/** A seat that the viewer fills, by which post. */
export interface ActingSeat {
  readonly seat: Seat
  readonly unit?: string
  readonly role?: string
}

export interface OpenMatter {
  readonly kind: string
  readonly lane: Lane
  /** The one responsible unit. */
  readonly unit: string
  readonly seats: readonly SeatFilling[]
  /** Persons who may neither see nor act, whatever post they hold: the rated, their kin, their subordinates. */
  readonly barred: readonly string[]
  /** Recorded by the first trail entry, sealed under the matter's key. */
  readonly input: unknown
  /** Makes opening idempotent: the same source opens one matter. */
  readonly source?: string
  /** 优先办理: who is old, ill, with child or has somebody act for them; open, it stands above what is due sooner. */
  readonly first?: boolean
  /** Whose opening hours its clocks in office hours follow, by the name that the room's settings give; absent: the city's. */
  readonly hoursOf?: string
  /** Days that people were told before it opened, by clock, and why: none of its clocks reads an earlier one. */
  readonly told?: Promised
  /** The instant that clocks start from, where somebody was promised a day counted from it; never later than now. For the system alone. */
  readonly at?: Date
}

/** Who shall sit where from now on. */
export interface Reseating {
  /** A seat named here goes to these posts alone; the others stay as they are. */
  readonly seats: readonly SeatFilling[]
  /** Persons barred from now on, besides those who were. */
  readonly barred?: readonly string[]
  /** Seats that stand empty first. */
  readonly emptied?: readonly Seat[]
  /** Why, for whoever reads the trail: sentences that name posts, never a person who was rated or must keep away. */
  readonly because?: readonly string[]
}

export interface Act {
  readonly matter: string
  readonly action: string
  readonly input?: unknown
  /** The trail length the caller saw; a different one is refused as `changed_meanwhile`. */
  readonly seen?: number
}

/** 打印文书、扫描件归卷: which paper, by its title; what was recorded stands sealed like every input. */
export type PaperNote =
  | { readonly action: 'printed'; readonly input: { readonly paper: string } }
  | { readonly action: 'scan_filed'; readonly input: { readonly paper: string; readonly file: string } }

/** What an act did. `seq` is the entry's place on the matter's trail. */
export interface Done {
  readonly matter: string
  readonly seq: number
  readonly stage: string
  readonly round: number
}

export interface ClockView {
  readonly clock: string
  readonly title: string
  readonly round: number
  readonly state: 'running' | 'paused' | 'stopped' | 'undetermined'
  /** ISO instant; absent while undetermined (期限待定). Overdue from this instant on. */
  readonly dueAt?: string
  readonly dueOn?: string
  readonly notBefore?: string
  /** The explanation, one line a day or step, in Chinese. */
  readonly because: readonly string[]
  readonly startedAt: string
  readonly stoppedAt?: string
  readonly mark: 'in_time' | 'near' | 'overdue' | 'kept' | 'late'
}

export interface MatterView {
  readonly id: string
  /** The 9-character number that people read: 3F7K-… */
  readonly number: string
  readonly kind: string
  readonly lane: Lane
  readonly stage: string
  readonly stageTitle: string
  readonly round: number
  readonly unit: string
  readonly unitName: string
  readonly openedAt: string
  readonly closedAt?: string
  readonly ending?: string
  readonly sight: Sight
  /** Served first, and still open; told with full sight alone. */
  readonly first?: true
  readonly clocks: readonly ClockView[]
  /** Trail length; send it back as `seen`. */
  readonly length: number
}

export interface TrailEntry {
  readonly seq: number
  readonly action: string
  readonly title: string
  /** Post title, 'system' or 'citizen'; the person's name only with full sight. */
  readonly by: string
  readonly at: string
  readonly stage: string
  readonly round: number
  /** Present with full sight while the matter's key exists. Inside the house whole; a screen gets what the flow shows. */
  readonly input?: unknown
  /** What was recorded has been erased; the entry still verifies. */
  readonly erased?: true
  /** The rung that the ladder reached with this entry. */
  readonly rung?: { readonly clock: string; readonly do: string; readonly tell: string }
  /** The seat that acted, as the flow names it. */
  readonly seat?: Seat
  /** Set on what this viewer did; inside the house alone, for rules such as a second reader's. */
  readonly own?: true
  /** Posts that took seats with this entry; with full sight only. */
  readonly seated?: readonly { readonly seat: string; readonly post: string; readonly sight: Sight }[]
}

export interface May {
  readonly action: string
  readonly title: string
  /** JSON Schema of what must be recorded. */
  readonly records?: unknown
  readonly confirm?: string
  /** Set when the act is known but not open now; the screen shows why. */
  readonly not?: Refusal
}

export interface Announcement {
  readonly id: string
  readonly event: string
  readonly matter?: string
  readonly payload: unknown
  readonly at: string
}

/** The engine's door. `open`, `act` and `seat` take a transaction where they must commit with the caller's rows. */
export interface Engine {
  open(tx: Tx, viewer: Viewer, matter: OpenMatter): Promise<Done>
  act(viewer: Viewer, act: Act): Promise<Done | Refusal>
  /** Inside the caller's transaction (already opened by `as(viewer)`); used by loops and by the sweep. */
  actIn(tx: Tx, viewer: Viewer, act: Act): Promise<Done | Refusal>
  /** Replaces who fills the named seats, with an entry of its own on the trail; part of the act that calls it. */
  seat(tx: Tx, matter: string, change: Reseating): Promise<void>
  announce(tx: Tx, event: string, payload: unknown, matter?: string): Promise<void>
  /**
   * Puts on the trail what the house binds itself to, beside the row that says so: the next daily root takes it in. Once for each
   * `about`; as the system.
   */
  promise(tx: Tx, promised: PromisedHash): Promise<void>
  /**
   * Writes on the trail that this viewer took a paper of the matter or filed its scan. It moves nothing else, and is open to
   * everybody who sees the matter, at any stage: what may be printed is judged before.
   */
  note(tx: Tx, viewer: Viewer, matter: string, note: PaperNote): Promise<Done | Refusal>
  /** What one entry recorded, for a room that let its sealed words out by a door of its own, which judged who may read them. */
  unseal(tx: Tx, matter: string, entry: { readonly seq: number; readonly sealed: Buffer }): Promise<unknown>
  read(
    viewer: Viewer,
    matter: string,
  ): Promise<{ matter: MatterView; trail: readonly TrailEntry[]; may: readonly May[]; seats: readonly ActingSeat[] } | undefined>
  /** Inside the caller's transaction (already opened by `as(viewer)`); used by cards and writes, which must not wait for a second connection. */
  readIn(
    tx: Tx,
    viewer: Viewer,
    matter: string,
  ): Promise<{ matter: MatterView; trail: readonly TrailEntry[]; may: readonly May[]; seats: readonly ActingSeat[] } | undefined>
  /** Nearest due first. A cursor that is not ours reads as none. */
  list(viewer: Viewer, filter: MatterFilter): Promise<{ items: readonly MatterView[]; next?: string }>
  /** These matters in this order, as far as the viewer of the caller's transaction sees them; for boards that choose by rules of their own. */
  viewsIn(tx: Tx, viewer: Viewer, matters: readonly string[]): Promise<readonly MatterView[]>
  /** Counts over what this viewer sees, for boards: one row per combination of the named columns. */
  countBy(viewer: Viewer, by: readonly CountColumn[], filter?: Omit<MatterFilter, 'cursor' | 'limit'>): Promise<readonly MatterCount[]>
  /**
   * What was closed before this instant and still can be read, for `erase`; oldest first, a few at a time. A matter that the
   * citizen opened again is not closed.
   */
  closedBefore(tx: Tx, kinds: readonly string[], before: Date): Promise<readonly string[]>
  /** Destroys the key of what was recorded. As the system, by the rules of retention; false when it is gone already. */
  erase(tx: Tx, matter: string): Promise<boolean>
}

export type CountColumn = 'kind' | 'lane' | 'unit' | 'stage' | 'ending' | 'round' | 'mark'
export type MatterCount = { readonly [C in CountColumn]?: string | number | null } & { readonly count: number }

export interface MatterFilter {
  readonly kind?: string
  readonly stage?: readonly string[]
  readonly unit?: string
  readonly mark?: 'near' | 'overdue'
  readonly open?: boolean
  /** Matters in which the viewer's own seat has an action to take now. */
  readonly mine?: boolean
  /** Beginning of the matter's number. */
  readonly number?: string
  /** Any three signs of the number, or two of what the list shows: unit, kind, stage. What is sealed is not searched. */
  readonly find?: string
  readonly cursor?: string
  /** At most 200, 50 when absent. */
  readonly limit?: number
}
