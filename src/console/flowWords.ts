import type { ClockView, MatterPage, MatterView, MayDo, TrailEntry } from './api/matters.ts'

/** A flow's words in another language than its own: what the server says in Chinese is looked up by its key. */
export interface FlowWords {
  readonly actions: Readonly<Record<string, string>>
  readonly confirms: Readonly<Record<string, string>>
  readonly clocks: Readonly<Record<string, string>>
  readonly seats: Readonly<Record<string, string>>
  /** Titles in the forms, by the name of what is recorded. */
  readonly fields: Readonly<Record<string, string>>
}

/** What every flow has from the engine. */
const ofEngine: Readonly<Record<string, string>> = {
  open: 'Opened',
  seated: 'Seats changed',
  ladder: 'Rung of the ladder',
  date_set: 'Date set',
  printed: 'Paper printed',
  scan_filed: 'Scan filed',
}

const rungsOfEngine: Readonly<Record<string, string>> = {
  remind: 'Reminder',
  tell_superior: 'Told one level up',
  supervision_slip: 'Supervision slip',
  propose_inquiry: 'Inquiry proposed',
}

const rungIn = ({ clock, do: act, tell }: NonNullable<TrailEntry['rung']>, words: FlowWords): string =>
  `${rungsOfEngine[act] ?? act}: ${words.clocks[clock] ?? clock}, to ${words.seats[tell] ?? tell}`

/** What an action is called, of a kind that the console knows. */
export const titleIn = (words: FlowWords | undefined, action: string, title: string): string =>
  words?.actions[action] ?? ofEngine[action] ?? title

type Schema = Readonly<Record<string, unknown>>
const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value)

const labelled = (labels: unknown, values: Readonly<Record<string, string>>): unknown =>
  isSchema(labels) ? Object.fromEntries(Object.entries(labels).map(([value, title]) => [value, values[value] ?? title])) : labels

const fieldIn = (name: string, field: unknown, words: FlowWords, values: Readonly<Record<string, string>>): unknown =>
  isSchema(field)
    ? { ...field, title: words.fields[name] ?? field['title'], ...('labels' in field ? { labels: labelled(field['labels'], values) } : {}) }
    : field

const recordsIn = (records: unknown, words: FlowWords, values: Readonly<Record<string, string>>): unknown =>
  isSchema(records) && isSchema(records['properties'])
    ? {
        ...records,
        properties: Object.fromEntries(
          Object.entries(records['properties']).map(([name, field]) => [name, fieldIn(name, field, words, values)]),
        ),
      }
    : records

export const mayIn = (may: MayDo, words: FlowWords, values: Readonly<Record<string, string>>): MayDo => ({
  ...may,
  title: words.actions[may.action] ?? may.title,
  ...(may.confirm === undefined ? {} : { confirm: words.confirms[may.action] ?? may.confirm }),
  ...(may.records === undefined ? {} : { records: recordsIn(may.records, words, values) }),
})

const clockIn = (clock: ClockView, words: FlowWords): ClockView => ({ ...clock, title: words.clocks[clock.clock] ?? clock.title })

export const matterIn = (matter: MatterView, words: FlowWords): MatterView => ({
  ...matter,
  clocks: matter.clocks.map(clock => clockIn(clock, words)),
})

/** The seat stands before the person's name, where there is one. */
const entryIn = (entry: TrailEntry, words: FlowWords): TrailEntry => {
  const seat = entry.seat === undefined ? undefined : words.seats[entry.seat]
  return {
    ...entry,
    title: entry.rung ? rungIn(entry.rung, words) : titleIn(words, entry.action, entry.title),
    by:
      seat === undefined || entry.by === 'system' || entry.by === 'citizen' ? entry.by : [seat, ...entry.by.split(' ').slice(1)].join(' '),
  }
}

export const pageIn = (page: MatterPage, words: FlowWords, values: Readonly<Record<string, string>>): MatterPage => ({
  ...page,
  matter: matterIn(page.matter, words),
  trail: page.trail.map(entry => entryIn(entry, words)),
  may: page.may.map(may => mayIn(may, words, values)),
})
