import type { Edge, EdgeKind, Level, Line } from '../contract.ts'
import type { Role } from '../viewer.ts'

export type { Edge, EdgeKind, Level, Line }

export const levels = ['city', 'county', 'town', 'village'] as const
export const unitKinds = ['organ', 'department'] as const
export const organs = [
  'court',
  'procuratorate',
  'police',
  'justice',
  'hall',
  'committee',
  'discipline',
  'petition',
  'congress',
  'town',
] as const
export type Organ = (typeof organs)[number]
export const edgeKinds = ['leads', 'supervises', 'guides', 'branch', 'double'] as const
export const edgeLines = ['system', 'territory', 'discipline'] as const

export interface RegisteredUnit {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: (typeof unitKinds)[number]
  readonly level: Level
  readonly organ: Organ
  readonly parent: string | null
  readonly parentName: string | null
  readonly address: string | null
  readonly closedOn: string | null
}

export interface ListedUnit extends RegisteredUnit {
  /** Posts held today, windows that stand open. */
  readonly posts: number
  readonly windows: number
}

export interface ListedEdge {
  readonly lower: string
  readonly lowerName: string
  readonly lowerLevel: Level
  readonly upper: string
  readonly upperName: string
  readonly upperLevel: Level
  readonly kind: EdgeKind
  readonly line: Line
}

/** Whether it is held today, was, or will be. */
export const postTimes = ['now', 'past', 'ahead'] as const
export type PostTime = (typeof postTimes)[number]

export interface ListedPost {
  readonly id: string
  readonly unit: string
  readonly unitName: string
  readonly person: string
  readonly personName: string
  readonly personCode: string
  readonly role: Role
  readonly title: string | null
  /** 0 the holder, 1 the first stand-in (AB角). */
  readonly deputy: number
  readonly from: string
  readonly until: string | null
  readonly time: PostTime
}

export interface ListedWindow {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly line: string
  readonly unit: string
  readonly unitName: string
  readonly closedOn: string | null
}

export interface ListedWatch {
  readonly id: string
  readonly unit: string
  readonly unitName: string
  readonly person: string
  readonly personName: string
  readonly fromAt: Date
  readonly untilAt: Date
}

/** A roster as an office writes it: these people in this order, a night each. */
export interface Rota {
  readonly unit: string
  readonly people: readonly string[]
  /** First and last civil day of a beginning. */
  readonly from: string
  readonly until: string
  /** 'HH:MM'; an end that is not later than the beginning is on the next day. */
  readonly begins: string
  readonly ends: string
}

export interface Watch {
  readonly unit: string
  readonly person: string
  readonly fromAt: Date
  readonly untilAt: Date
}
