import { z } from 'zod'
import type { OfficeHours } from '../calendar/index.ts'
import type { Programme, Programmes } from '../programme/contract.ts'
import { faultAt } from '../programme/index.ts'
import type { ProgrammeData, ProgrammeFault } from '../programme/index.ts'
import type { Check, Room, Write } from './room.ts'
import { checkFlow } from './rules/checkFlow.ts'
import type { Flow } from './rules/flow.ts'
import { ladderSchema, termsSchema } from './rules/terms.ts'
import { engineSettings } from './settings.ts'
import type { ClockSettings, Terms } from './rules/terms.ts'

/** One kind of matter and the room that it belongs to. */
export interface Kind {
  readonly room: Room
  readonly flow: Flow
  readonly writes: Readonly<Record<string, Write | null>>
  readonly checks: Readonly<Record<string, Check>>
}

export interface Kinds {
  /** Throws for a kind that no open room has: its room was closed while matters of it exist. */
  of(kind: string): Kind
  readonly all: readonly Kind[]
}

const anySettings = z.record(z.string(), z.unknown())

/** Throws at start, with sentences, when a flow could lose or trap a matter. */
export const indexRooms = (rooms: readonly Room[]): Kinds => {
  const kinds = new Map<string, Kind>()
  const faults: string[] = []
  for (const room of rooms) {
    for (const flow of room.flows ?? []) {
      if (kinds.has(flow.kind)) faults.push(`two flows are called ${flow.kind}`)
      faults.push(...checkFlow(flow).map(fault => `${flow.kind}: ${fault}`))
      kinds.set(flow.kind, { room, flow, writes: room.writes?.[flow.kind] ?? {}, checks: room.checks?.[flow.kind] ?? {} })
    }
  }
  if (faults.length > 0) throw new Error(`the flows have faults:\n${faults.join('\n')}`)
  return {
    of: kind => {
      const found = kinds.get(kind)
      if (!found) throw new Error(`no room has the kind ${kind}`)
      return found
    },
    all: [...kinds.values()],
  }
}

/** What the engine and the room's checks read of one programme version. */
export interface KindSettings extends ClockSettings {
  readonly raw: unknown
  /** Hours of the window that a matter names, else of the city's offices. */
  readonly hoursOf: (place: string | null) => OfficeHours
}

/** Monday to Friday; a worked Saturday or Sunday has Monday's. */
const cityHours = (programme: Programme): OfficeHours => {
  const { office_hours: day } = programme.settings('engine', engineSettings)
  return { weekly: { 1: [day], 2: [day], 3: [day], 4: [day], 5: [day] }, of: 'city' }
}

const readSettings = (room: Room, programme: Programme): KindSettings => {
  const raw = programme.settings(room.name, (room.settings ?? anySettings) as z.ZodType<Record<string, unknown>>)
  const ladder = ladderSchema.parse(raw['ladder'] ?? [])
  const terms = new Map<string, Terms>()
  return {
    raw,
    ladder,
    hoursOf: place => {
      const hours = place === null ? undefined : room.officeHours?.(raw, place)
      return hours ? { ...hours, of: 'window' } : cityHours(programme)
    },
    terms: clock => {
      const known = terms.get(clock) ?? termsSchema.parse(raw[clock])
      terms.set(clock, known)
      return known
    },
  }
}

/** Settings by room and programme version; a version never changes, so they are read once. */
export const makeSettings = (programmes: Programmes): ((kind: Kind, version: string) => KindSettings) => {
  const known = new Map<string, KindSettings>()
  return (kind, version) => {
    const key = `${kind.room.name} ${version}`
    const found = known.get(key) ?? readSettings(kind.room, programmes.at(version))
    known.set(key, found)
    return found
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * What a programme lacks for the clocks and ladders of these rooms; asked at start and by `check-programme`. It looks at
 * the data as it stands in the files, so that a fault elsewhere hides none of these.
 */
export const checkTermsOf = (rooms: readonly Room[], read: ProgrammeData): readonly ProgrammeFault[] =>
  rooms.flatMap(room => {
    const flows = room.flows ?? []
    if (flows.length === 0) return []
    const faults: ProgrammeFault[] = []
    const wrong = (path: string, sentence: string): void => {
      faults.push(faultAt(read, `${room.name}.${path}`, sentence))
    }
    const clocks = new Set(flows.flatMap(flow => Object.keys(flow.clocks)))
    const seats = new Set(['citizen', ...flows.flatMap(flow => Object.keys(flow.seats))])
    const given = isRecord(read.data[room.name]) ? (read.data[room.name] as Record<string, unknown>) : {}
    const parsed = (room.settings ?? anySettings).safeParse(given)
    // What the room's own schema refuses is said there.
    if (parsed.success) {
      const set = parsed.data as Record<string, unknown>
      for (const clock of clocks) if (!termsSchema.safeParse(set[clock]).success) wrong(clock, '这个时限要有数量 amount 和单位 unit。')
    }
    const rungs = given['ladder'] ?? (parsed.success ? (parsed.data as Record<string, unknown>)['ladder'] : undefined) ?? []
    for (const [n, rung] of (Array.isArray(rungs) ? rungs : []).entries()) {
      if (!isRecord(rung)) continue
      const { clock, tell } = rung
      if (typeof clock === 'string' && !clocks.has(clock))
        wrong(`ladder.${n}.clock`, `没有“${clock}”这个时限，可选：${[...clocks].join('、')}。`)
      if (typeof tell === 'string' && !seats.has(tell)) wrong(`ladder.${n}.tell`, `没有“${tell}”这个席位，可选：${[...seats].join('、')}。`)
    }
    return faults
  })
