import type { ZodType, ZodError } from 'zod'
import type { Programme } from './contract.ts'
import type { ProgrammeData, ProgrammeFault } from './read.ts'
import { readProgramme } from './read.ts'

/** Part → the schema of what a programme may set there. Handed in from above: this floor knows no room. */
export type RoomSettings = Readonly<Record<string, ZodType>>
/** Rooms that a programme may open; a part may have settings and be no room, as the engine, which is always there. */
export type RoomNames = readonly string[]
/** Keys under `words` that a programme may say otherwise; what a page promises is not among them. */
export type RoomWords = readonly string[]

const frame = new Set(['name', 'modules', 'words', 'note', 'loops'])

const place = (origins: ReadonlyMap<string, string>, path: string): { file: string; line: number } => {
  for (let at = path; ; at = at.slice(0, at.lastIndexOf('.'))) {
    const origin = origins.get(at)
    if (origin) return { file: origin.slice(0, origin.lastIndexOf(':')), line: Number(origin.slice(origin.lastIndexOf(':') + 1)) }
    if (!at.includes('.')) return { file: [...origins.values()].at(-1)?.split(':')[0] ?? '', line: 0 }
  }
}

type Issue = ZodError['issues'][number] & {
  readonly input?: unknown
  readonly minimum?: unknown
  readonly maximum?: unknown
  readonly values?: readonly unknown[]
  readonly keys?: readonly string[]
}

const typeNames: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: ' true 或 false',
  array: '列表 [ ]',
  object: '一组“键: 值”',
  record: '一组“键: 值”',
}

const sentenceOf = (issue: Issue): string => {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string'
        ? `太短：最少 ${String(issue.minimum)} 个字。`
        : issue.origin === 'array'
          ? `太少：最少 ${String(issue.minimum)} 项。`
          : `太小：最少 ${String(issue.minimum)}。`
    case 'too_big':
      return issue.origin === 'string'
        ? `太长：最多 ${String(issue.maximum)} 个字。`
        : issue.origin === 'array'
          ? `太多：最多 ${String(issue.maximum)} 项。`
          : `太大：最多 ${String(issue.maximum)}。`
    case 'invalid_value':
      return `只能是：${(issue.values ?? []).map(String).join('、')}。`
    case 'unrecognized_keys':
      return `没有这一项：${(issue.keys ?? []).join('、')}。`
    case 'invalid_key':
      return '这个键的写法不对：只用小写字母、数字、下划线和点。'
    case 'invalid_type':
      return issue.input === undefined
        ? `缺少这一项，要写${typeNames[issue.expected] ?? issue.expected}。`
        : `类型不对：要写${typeNames[issue.expected] ?? issue.expected}。`
    case 'invalid_format':
      return `写法不对：要合这个样式 ${issue.pattern ?? issue.format}。`
    default:
      return issue.message
  }
}

const faultsOf = (error: ZodError, room: string, read: ProgrammeData): ProgrammeFault[] =>
  (error.issues as Issue[]).flatMap(issue => {
    const path = [room, ...issue.path.map(String)].join('.')
    const at = (where: string, one: Issue): ProgrammeFault => ({ ...place(read.origins, where), path: where, sentence: sentenceOf(one) })
    // Each on the line that it stands on.
    return issue.code === 'unrecognized_keys'
      ? (issue.keys ?? []).map(key => at(`${path}.${key}`, { ...issue, keys: [key] } as Issue))
      : [at(path, issue)]
  })

/** The one key that begins or ends alike, for a slip of the pen. */
const nearest = (key: string, words: RoomWords): string => {
  const tail = key.split('.').at(-1) ?? key
  const [one, ...more] = words.filter(word => word.endsWith(`.${tail}`) || word.startsWith(key))
  return one !== undefined && more.length === 0 ? `，是不是 ${one}` : ''
}

const frameFaults = (read: ProgrammeData, settings: RoomSettings, rooms: RoomNames, words: RoomWords): ProgrammeFault[] => {
  const faults: ProgrammeFault[] = []
  const { name, modules } = read.data
  const choice = rooms.join('、')
  const wrong = (path: string, sentence: string): void => {
    faults.push({ ...place(read.origins, path), path, sentence })
  }
  if (typeof name !== 'string' || name.trim() === '') wrong('name', '要有城市的名称 name。')
  if (!Array.isArray(modules) || modules.length === 0) wrong('modules', `要列出开通的模块 modules，可选：${choice}。`)
  else
    for (const module of modules.map(String)) {
      if (rooms.includes(module)) continue
      wrong(
        'modules',
        Object.hasOwn(settings, module)
          ? `“${module}”不是可以开通的模块，它总是在的，只能在 ${module}: 下面设值；可选：${choice}。`
          : `没有“${module}”这个模块，可选：${choice}。`,
      )
    }
  const said = read.data['words'] ?? {}
  if (typeof said !== 'object' || Array.isArray(said)) wrong('words', 'words 下面一行一句，写成“键: 话”。')
  else
    for (const [key, text] of Object.entries(said as object)) {
      if (!words.includes(key)) wrong(`words.${key}`, `没有“${key}”这句话可以改${nearest(key, words)}。可改的：${words.join('、')}。`)
      else if (typeof text !== 'string' || text.trim() === '') wrong(`words.${key}`, '要写一句话，不能空着。')
    }
  for (const key of Object.keys(read.data))
    if (!frame.has(key) && !Object.hasOwn(settings, key))
      wrong(key, `没有“${key}”这一项，可选：${[...frame, ...Object.keys(settings)].join('、')}。`)
  return faults
}

/** A version never changes, so each room's settings are parsed once: a quarter of a rating's time went into doing it again. */
const parsedOnce = (read: ProgrammeData): Programme['settings'] => {
  const rooms = new Map<string, WeakMap<ZodType, unknown>>()
  return <T>(room: string, schema: ZodType<T>): T => {
    const parsed = rooms.get(room) ?? new WeakMap<ZodType, unknown>()
    if (!parsed.has(schema)) {
      rooms.set(room, parsed)
      parsed.set(schema, deepFreeze(schema.parse(read.data[room] ?? {})))
    }
    return parsed.get(schema) as T
  }
}

const deepFreeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) deepFreeze(inner)
  }
  return value
}

/** Wraps data that has been checked; also what an old version kept in the database becomes again. */
export const programmeOf = (read: ProgrammeData): Programme => ({
  city: read.city,
  version: read.version,
  name: String(read.data.name ?? read.city),
  modules: (read.data.modules as string[] | undefined) ?? [],
  settings: parsedOnce(read),
  words: (read.data.words as Record<string, string> | undefined) ?? {},
  origin: path => read.origins.get(path),
})

export interface Loaded {
  readonly programme: Programme
  readonly read: ProgrammeData
}

/**
 * Reads, merges and checks a programme against every part's schema. All faults at once, each with file, line and the
 * allowed range; a programme with a fault is not loaded at all.
 * @param text instead of the folder's own file
 */
export const loadProgramme = (
  folder: string,
  settings: RoomSettings,
  rooms: RoomNames,
  words: RoomWords = [],
  text?: string,
): Loaded | readonly ProgrammeFault[] => {
  const { read, faults } = readProgramme(folder, text)
  // A file that could not be read is missing from the frame, which would be reported as if nobody had written it.
  const isWhole = faults.every(fault => fault.path !== '' && fault.path !== 'extends')
  const all = [...faults, ...(isWhole ? frameFaults(read, settings, rooms, words) : [])]
  for (const [room, schema] of Object.entries(settings)) {
    const parsed = schema.safeParse(read.data[room] ?? {}, { reportInput: true })
    if (!parsed.success) all.push(...faultsOf(parsed.error, room, read))
  }
  return all.length > 0 ? all : { programme: programmeOf(read), read }
}

/** Where a value of a programme stands, or the nearest above it that a file sets. */
export const faultAt = ({ origins }: Pick<ProgrammeData, 'origins'>, path: string, sentence: string): ProgrammeFault => {
  for (let at = path; ; at = at.slice(0, at.lastIndexOf('.'))) {
    const origin = origins.get(at)
    if (origin)
      return { file: origin.slice(0, origin.lastIndexOf(':')), line: Number(origin.slice(origin.lastIndexOf(':') + 1)), path, sentence }
    if (!at.includes('.')) return { file: '默认值', line: 0, path, sentence }
  }
}

export const isLoaded = (loaded: Loaded | readonly ProgrammeFault[]): loaded is Loaded => !Array.isArray(loaded)

/** Every value with its origin; a value that no file sets is the room's own default. */
export const explainProgramme = (read: ProgrammeData, rooms: RoomSettings): readonly { path: string; value: unknown; origin: string }[] => {
  const lines: { path: string; value: unknown; origin: string }[] = []
  const isLeaf = (value: unknown): boolean => typeof value !== 'object' || value === null || Array.isArray(value)
  const say = (value: unknown, path: string): void => {
    if (isLeaf(value)) lines.push({ path, value, origin: read.origins.get(path) ?? '默认值（本产品自定，非法规）' })
    else for (const [key, inner] of Object.entries(value as object)) say(inner, `${path}.${key}`)
  }
  for (const key of ['name', 'modules', 'words']) if (read.data[key] !== undefined) say(read.data[key], key)
  for (const [room, schema] of Object.entries(rooms)) {
    const parsed = schema.safeParse(read.data[room] ?? {})
    if (parsed.success) say(parsed.data, room)
  }
  return lines
}
