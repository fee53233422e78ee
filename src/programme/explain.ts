import type { RoomSettings } from './load.ts'
import type { ProgrammeData } from './read.ts'
import { isEntries, sayingGroups } from './sayings.ts'
import type { AnySaying, RoomSayings, Said, SayingGroup } from './sayings.ts'

/** Where a value comes from: the city's own file, a preset below it, or nowhere, so that our default holds. */
export type Origin = 'own' | 'preset' | 'default'

/** One value of a programme in plain words. */
export interface Sentence {
  readonly path: string
  readonly group: SayingGroup
  readonly said: readonly Said[]
  readonly origin: Origin
  /** 'programmes/<city>/programme.yaml:12' */
  readonly place?: string
  /** What fixes it; absent: no regulation does. */
  readonly rests?: Said
  /** What the preset says, where the city says something else; empty where it says nothing. */
  readonly preset?: readonly Said[]
}

/** A setting that reads otherwise in the next version. */
export interface Difference {
  readonly path: string
  readonly group: SayingGroup
  readonly before: readonly Said[]
  readonly after: readonly Said[]
  readonly refused?: Said
  /** It may be changed so, and somebody loses something by it. */
  readonly warned?: Said
}

interface Value {
  readonly path: string
  readonly value: unknown
  readonly saying: AnySaying
  readonly key?: string
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const many = (said: Said | readonly Said[]): readonly Said[] => (Array.isArray(said) ? (said as readonly Said[]) : [said as Said])
const sayValue = ({ saying, value, key }: Value): readonly Said[] =>
  isEntries(saying) ? [saying.each(value, key!)] : many(saying.say(value))
const alike = (one: readonly Said[], other: readonly Said[]): boolean =>
  one.length === other.length && one.every((said, n) => said.zh === other[n]!.zh && said.en === other[n]!.en)

const valuesOf = (data: Readonly<Record<string, unknown>>, rooms: RoomSettings, sayings: RoomSayings): ReadonlyMap<string, Value> => {
  const values: Value[] = []
  for (const [room, ofRoom] of Object.entries(sayings)) {
    const schema = rooms[room]
    const parsed = schema?.safeParse(data[room] ?? {})
    if (parsed && !parsed.success) continue
    const given = (parsed ? parsed.data : room === '' ? data : data[room]) as Readonly<Record<string, unknown>> | undefined
    for (const [name, saying] of Object.entries(ofRoom)) {
      const path = room === '' ? name : `${room}.${name}`
      const value = given?.[name]
      if (value === undefined || value === null) continue
      if (!isEntries(saying)) values.push({ path, value, saying })
      else if (isRecord(value))
        values.push(...Object.entries(value).map(([key, entry]) => ({ path: `${path}.${key}`, value: entry, saying, key })))
    }
  }
  return new Map(values.map(value => [value.path, value]))
}

/** The line that says it, or the nearest above it; a default stands nowhere. */
const placeOf = (read: ProgrammeData, path: string): string | undefined => {
  const inside = [...read.origins].filter(([at]) => at === path || at.startsWith(`${path}.`))
  // A city that changes one figure of a clock has changed the clock.
  return inside.find(([, place]) => isOwn(read, place))?.[1] ?? inside[0]?.[1]
}
const isOwn = (read: ProgrammeData, place: string): boolean => place.split(/[\\/]/).at(-2) === read.city

const inOrder = <T extends { readonly group: SayingGroup }>(rows: readonly T[]): readonly T[] =>
  [...rows].sort((a, b) => sayingGroups.indexOf(a.group) - sayingGroups.indexOf(b.group))

/** Every value in plain words, with its origin and with what the preset says instead. Pure. */
export const sayProgramme = (read: ProgrammeData, rooms: RoomSettings, sayings: RoomSayings): readonly Sentence[] => {
  const under = read.preset && valuesOf(read.preset, rooms, sayings)
  return inOrder(
    [...valuesOf(read.data, rooms, sayings).values()].map((value): Sentence => {
      const { path, saying } = value
      const place = placeOf(read, path)
      const origin = place === undefined ? 'default' : isOwn(read, place) ? 'own' : 'preset'
      const said = sayValue(value)
      const below = under?.get(path)
      const preset = below ? sayValue(below) : []
      const differs = origin === 'own' && under !== undefined && path !== 'name' && !alike(said, preset)
      return {
        path,
        group: saying.group,
        said,
        origin,
        ...(place !== undefined && { place }),
        ...(saying.rests && { rests: saying.rests }),
        ...(differs && { preset }),
      }
    }),
  )
}

const asWritten = (value: unknown): Said => ({ zh: JSON.stringify(value ?? null), en: JSON.stringify(value ?? null) })

/** What is otherwise in the next version, and what a city that runs may not change so. Pure. */
export const compareProgrammes = (
  before: ProgrammeData,
  after: ProgrammeData,
  rooms: RoomSettings,
  sayings: RoomSayings,
): readonly Difference[] => {
  const then = valuesOf(before.data, rooms, sayings)
  const next = valuesOf(after.data, rooms, sayings)
  const rows = [...new Set([...then.keys(), ...next.keys()])].flatMap((path): Difference[] => {
    const [old, fresh] = [then.get(path), next.get(path)]
    const { saying } = (old ?? fresh)!
    const [from, to] = [old ? sayValue(old) : [], fresh ? sayValue(fresh) : []]
    const readsAlike = alike(from, to)
    if (readsAlike && JSON.stringify(old?.value) === JSON.stringify(fresh?.value)) return []
    const refused = isEntries(saying)
      ? fresh
        ? undefined
        : saying.stays
      : old && fresh
        ? saying.keeps?.(old.value, fresh.value)
        : undefined
    const warned = !refused && !isEntries(saying) && old && fresh ? saying.warns?.(old.value, fresh.value) : undefined
    // A sentence may leave something out; whoever agrees sees the value itself then.
    const [before, after] = readsAlike
      ? [
          [...from, asWritten(old?.value)],
          [...to, asWritten(fresh?.value)],
        ]
      : [from, to]
    return [{ path, group: saying.group, before, after, ...(refused && { refused }), ...(warned && { warned }) }]
  })
  return inOrder(rows)
}
