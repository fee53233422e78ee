import type { FastifyPluginAsync } from 'fastify'
import type { ZodType } from 'zod'
import type { OfficeHours } from '../calendar/index.ts'
import type { Refusal } from '../kit/refusal.ts'
import type { Ledger } from '../org/ledger.ts'
import type { HeldPost, Viewer } from '../org/viewer.ts'
import type { Tx } from '../platform/database/contract.ts'
import type { Fields, Paper, Values } from '../platform/documents/contract.ts'
import type { ProblemList } from '../platform/http/index.ts'
import type { AnySaying } from '../programme/index.ts'
import type { Done, MatterView, TrailEntry, Announcement } from './contract.ts'
import type { House } from './house.ts'
import type { Flow, Seat } from './rules/flow.ts'

/** Given to a room's own rows inside the act's transaction. */
export interface Acting {
  readonly house: House
  readonly viewer: Viewer
  readonly now: Date
  readonly done: Done
  readonly input: unknown
}

export type Write = (tx: Tx, acting: Acting) => Promise<void>

/** Every action is decided about: a new one does not compile until someone has said what it writes. */
export type Writes<F extends Flow> = { readonly [A in keyof F['actions']]: Write | null }

/**
 * What a room's own rule says about an action, given the matter's trail; pure. null: nothing against it. `input` is
 * undefined when the screen asks what may be done now: then only what does not depend on the input is judged.
 */
export type Check = (given: {
  readonly trail: readonly TrailEntry[]
  readonly round: number
  readonly input: unknown
  readonly now: Date
  readonly settings: unknown
  readonly viewer: Viewer
  readonly calendar: unknown
}) => Refusal | null

export interface TimedWork {
  readonly name: string
  /** What it does, as a sentence; printed at start. */
  readonly sentence: string
  /** Runs on every sweep with the clock's time; must be idempotent and safe with several servers. */
  run(house: House, now: Date): Promise<void>
}

/** What a paper is made of: what the screen of this very viewer shows of the matter, and nothing from behind it. */
export interface SeenMatter {
  readonly matter: MatterView
  /** As the screen shows it: of what was recorded only what the flow shows, and only with full sight. */
  readonly trail: readonly TrailEntry[]
  readonly seats: readonly Seat[]
  /** Civil day. */
  readonly today: string
  /** Who prints, as the paper may say it: the organ and the post. */
  readonly by: { readonly organ: string; readonly post: string }
  readonly flow: Flow
  /** What the paper's `gather` has read. */
  readonly gathered?: unknown
}

/** A paper of one matter. `offers` and `fill` are pure. */
export interface MatterPaper extends Paper {
  readonly kinds: readonly string[]
  /** Holds what a citizen said: every factor is asked for before it leaves the house. */
  readonly sealed?: true
  /** undefined: not a paper of this seat; a refusal: of this seat, but not now, and why; null: may be printed. */
  readonly offers: (seen: SeenMatter) => Refusal | null | undefined
  readonly fill: (seen: SeenMatter) => Values
  /** Rows of the room that belong on the paper, as this viewer reads them. */
  readonly gather?: (house: House, tx: Tx, seen: SeenMatter) => Promise<unknown>
}

/** A room of the house. The whole of what it offers stands on one screen: its `module.ts`. */
export interface Room<F extends Flow = Flow> {
  readonly name: string
  readonly title: string
  readonly flows?: readonly F[]
  readonly settings?: ZodType
  /** When a window of this room is open, by the name that `OpenMatter.hoursOf` gave; undefined: the city's hours hold. */
  readonly officeHours?: (settings: unknown, place: string) => OfficeHours | undefined
  /** What citizens read of the settings and has no English twin, as paths below the room: 'lines.court.filing.name'. */
  readonly withoutEnglish?: (settings: unknown) => readonly string[]
  /** Each setting in plain words; a test holds that a room with settings has them. */
  readonly sayings?: Readonly<Record<string, AnySaying>>
  /** Names in this room's settings that another room's part of the programme must know: `places.<code>.window` among `stuck.windows`. */
  readonly names?: readonly {
    readonly list: string
    readonly key: string
    readonly among: { readonly room: string; readonly list: string }
    readonly called: string
  }[]
  /** Keys of `words:` that a programme may say in the city's own words. */
  readonly overridableWords?: readonly string[]
  readonly writes?: { readonly [kind: string]: { readonly [action: string]: Write | null } }
  readonly checks?: { readonly [kind: string]: { readonly [action: string]: Check } }
  /** What the matter page shows beside trail and clocks; runs as the viewer. Undefined: nothing to show. */
  readonly card?: (house: House, tx: Tx, viewer: Viewer, matter: string) => Promise<unknown>
  /** Mounted at /api/<name> unless the plugin sets its own prefix; each route names `config.permission`. */
  readonly routes?: (house: House) => FastifyPluginAsync
  /** Pages and paths outside /api (the citizen's), mounted at the root. */
  readonly pages?: (house: House) => FastifyPluginAsync
  /** What the opening of a matter says, in people's words, for the bound file; from what the screen shows. Undefined: nothing. */
  readonly openingInWords?: (seen: SeenMatter) => Fields | undefined
  /** Papers that a seat may print of one matter of this room. */
  readonly papers?: readonly MatterPaper[]
  /** Papers of the room that belong to no single matter. */
  readonly ownPapers?: readonly Paper[]
  readonly timed?: readonly TimedWork[]
  /** Desks of this room at which these posts work, besides the pages that every post of their role has. */
  readonly desks?: (house: House, posts: readonly Pick<HeldPost, 'unit' | 'role'>[]) => Promise<readonly string[]>
  /** Lists of this room that can be taken out as a table, each with its screen's own sight. */
  readonly ledgers?: (house: House) => readonly Ledger[]
  readonly announces?: readonly string[]
  /** Templates of this room's texts to citizens: that one of them about a matter was given up is announced as `<room>.not_delivered`. */
  readonly toCitizens?: readonly string[]
  /** Templates of this room's text messages that leave at any hour; all others wait for the day, whoever they go to. */
  readonly atOnce?: readonly string[]
  /** `at` itself, or when the quiet hours end; from the room whose settings name those hours. */
  readonly mayBeWrittenTo?: (house: House, at: Date) => Date
  /** Effects that `loops.ts` may name. Runs as `loops`, once per (loop, announcement), in one transaction. */
  readonly effects?: { readonly [name: string]: (house: House, tx: Tx, announcement: Announcement) => Promise<void> }
  readonly migrations?: URL
  /**
   * What two people may draw formally (调取) from this room's sealed store: one rating by its receipt or its service.
   */
  readonly draws?: {
    /** Undefined: there is none, or one of the two must keep away. */
    readonly read: (
      house: House,
      scope: 'receipt' | 'service',
      reference: string,
      people: readonly string[],
    ) => Promise<
      | {
          readonly rating?: unknown
          readonly released?: boolean
          /** Digests of the receipts whose holders are to be told; shown to nobody. */ readonly receipts?: readonly Buffer[]
        }
      | undefined
    >
    /** Who served, and so hears of no drawing; nobody once nothing leads there any more. */
    readonly served: (house: House, scope: 'receipt' | 'service', reference: string) => Promise<readonly string[]>
  }
  /** Sentences for the refusals of this room. */
  readonly problems?: ProblemList
}

export const defineRoom = <const R extends Room>(room: R): R => room

/** One arrow of `loops.ts`. */
export interface Loop {
  readonly event: string
  /** '<room>.<effect>' */
  readonly effect: string
}

export const when = (event: string, effect: string): Loop => ({ event, effect })
