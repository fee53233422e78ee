/** One sentence for whoever reads Chinese and whoever reads English. */
export interface Said {
  readonly zh: string
  readonly en: string
}

/** What a reader looks for, in the order in which it is shown. */
export const sayingGroups = [
  'frame',
  'rating',
  'clocks',
  'ladder',
  'rounds',
  'withholding',
  'messages',
  'lanes',
  'retention',
  'lines',
  'reasons',
  'access',
] as const
export type SayingGroup = (typeof sayingGroups)[number]

/** Everybody in the house may know how long anything takes, who is told when it is late, and what a rating can say. */
export const groupsForEverybody: readonly SayingGroup[] = ['frame', 'rating', 'clocks', 'ladder']

/**
 * A setting in plain words, as the room that reads it means it. Methods, so that a room's own types fit a list of all.
 */
export interface Saying<T = unknown> {
  readonly group: SayingGroup
  /** One sentence, or one for each step of a list. */
  say(value: T): Said | readonly Said[]
  /** What fixes it. Absent: no regulation does, the figure is our proposal or the city's own. */
  readonly rests?: Said
  /** Why a city that runs may not go from one value to the other; undefined: it may. */
  keeps?(before: T, after: T): Said | undefined
  /** What whoever agrees should know first, where it may go so. */
  warns?(before: T, after: T): Said | undefined
}

/** A list of entries under keys, such as business lines: each has its own sentence and its own origin. */
export interface EntrySaying<T = unknown> {
  readonly group: SayingGroup
  each(entry: T, key: string): Said
  readonly rests?: Said
  /** Why an entry that somebody uses may not go; absent: it may. */
  readonly stays?: Said
}

export type AnySaying = Saying | EntrySaying

/** Every setting of a room; one that nobody can read aloud does not compile. */
export type Sayings<S> = {
  readonly [K in keyof S]-?: NonNullable<S[K]> extends Readonly<Record<string, infer E>>
    ? Saying<NonNullable<S[K]>> | EntrySaying<E>
    : Saying<NonNullable<S[K]>>
}
export type RoomSayings = Readonly<Record<string, Readonly<Record<string, AnySaying>>>>

export const isEntries = (saying: AnySaying): saying is EntrySaying => 'each' in saying

/** A fixed frame around a value: `{}` is where it stands. */
export const saying = <T = number>(
  group: SayingGroup,
  zh: string,
  en: string,
  more: Pick<Saying<T>, 'rests' | 'keeps' | 'warns'> & { readonly as?: (value: T) => Said } = {},
): Saying<T> => {
  const { as = value => ({ zh: String(value), en: String(value) }), ...rest } = more
  return { group, say: value => ({ zh: zh.replace('{}', as(value).zh), en: en.replace('{}', as(value).en) }), ...rest }
}

/** One sentence for yes, another for no. */
export const yesOrNo = (group: SayingGroup, yes: Said, no: Said): Saying<boolean> => ({ group, say: value => (value ? yes : no) })

export const listed = (words: readonly string[], zhMark = '、', enMark = ', '): Said => ({ zh: words.join(zhMark), en: words.join(enMark) })
