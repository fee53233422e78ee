/** What a house says of its own health. Nothing of a matter, a rating, a unit or a person goes in, and nothing can come out. */
export interface HealthFacts {
  readonly backup: {
    readonly watched: boolean
    readonly everyHours?: number
    readonly ageMs?: number
    readonly proof?: 'read' | 'restored'
    readonly failed: boolean
  }
  readonly messages: { readonly stuck: number; readonly failed: number; readonly unsure: number }
  readonly loopsBehindMs: number
  readonly skewMs: number
  readonly calendar: { readonly days: number; readonly alarm: boolean; readonly lastKnown: string }
  readonly disks: readonly { readonly of: 'data' | 'backups'; readonly free: number; readonly all: number }[]
  readonly beatFailed: boolean
}

export const healthKeys = ['backup', 'messages', 'loops', 'clock', 'calendar', 'disk_data', 'disk_backups', 'beat'] as const
export type HealthKey = (typeof healthKeys)[number]
/** good: nothing to do · watch: soon · act: today */
export type HealthState = 'good' | 'watch' | 'act'

export interface Reading {
  readonly key: HealthKey
  readonly state: HealthState
  /** Which of the key's sentences tells it, and what fills it. */
  readonly because: string
  readonly values: Readonly<Record<string, string | number>>
}

const hour = 3_600_000
const minute = 60_000
const gigabyte = 1_000_000_000
/** One run and two hours to spare. */
export const backupLate = (everyHours = 24): number => (everyHours + 2) * hour
const clockWarns = 2_000
const clockWrong = 60_000

const backup = ({ watched, everyHours, ageMs, proof, failed }: HealthFacts['backup']): Omit<Reading, 'key'> => {
  if (!watched) return { state: 'watch', because: 'unwatched', values: {} }
  if (ageMs === undefined) return { state: 'act', because: 'none', values: {} }
  const hours = Math.floor(ageMs / hour)
  if (ageMs > backupLate(everyHours)) return { state: 'act', because: 'late', values: { hours } }
  if (failed) return { state: 'watch', because: 'failed', values: { hours } }
  return proof === 'restored'
    ? { state: 'good', because: 'good', values: { hours } }
    : { state: 'watch', because: 'unproven', values: { hours } }
}

const messages = ({ stuck, failed, unsure }: HealthFacts['messages']): Omit<Reading, 'key'> => {
  if (stuck > 0) return { state: 'act', because: 'stuck', values: { stuck } }
  if (failed > 0) return { state: 'watch', because: 'failed', values: { failed } }
  return unsure > 0 ? { state: 'watch', because: 'unsure', values: { unsure } } : { state: 'good', because: 'good', values: {} }
}

const loops = (behind: number): Omit<Reading, 'key'> => {
  const minutes = Math.floor(behind / minute)
  return behind > 15 * minute
    ? { state: 'act', because: 'behind', values: { minutes } }
    : behind > 2 * minute
      ? { state: 'watch', because: 'behind', values: { minutes } }
      : { state: 'good', because: 'good', values: {} }
}

const clock = (skew: number): Omit<Reading, 'key'> => {
  const seconds = Math.round(Math.abs(skew) / 1000)
  return Math.abs(skew) > clockWrong
    ? { state: 'act', because: 'wrong', values: { seconds } }
    : Math.abs(skew) > clockWarns
      ? { state: 'watch', because: 'off', values: { seconds } }
      : { state: 'good', because: 'good', values: {} }
}

const calendar = ({ days, alarm, lastKnown }: HealthFacts['calendar']): Omit<Reading, 'key'> =>
  days < 0
    ? { state: 'act', because: 'ended', values: { until: lastKnown } }
    : alarm
      ? { state: 'watch', because: 'ending', values: { until: lastKnown, days } }
      : { state: 'good', because: 'good', values: { until: lastKnown } }

/** A full disk stops ratings; a database needs room to work in besides what it holds. */
const disk = ({ free, all }: HealthFacts['disks'][number]): Omit<Reading, 'key'> => {
  const values = { free: Math.floor((free / gigabyte) * 10) / 10, percent: all > 0 ? Math.floor((free / all) * 100) : 0 }
  return free < 2 * gigabyte || free < all * 0.05
    ? { state: 'act', because: 'full', values }
    : free < 10 * gigabyte && free < all * 0.15
      ? { state: 'watch', because: 'filling', values }
      : { state: 'good', because: 'good', values }
}

const order: Readonly<Record<HealthState, number>> = { act: 0, watch: 1, good: 2 }

/** Every reading, what has to be done today first. */
export const readHealth = (facts: HealthFacts): readonly Reading[] => {
  const readings: Reading[] = [
    { key: 'backup', ...backup(facts.backup) },
    { key: 'messages', ...messages(facts.messages) },
    { key: 'loops', ...loops(facts.loopsBehindMs) },
    { key: 'clock', ...clock(facts.skewMs) },
    { key: 'calendar', ...calendar(facts.calendar) },
    ...facts.disks.map(one => ({ key: `disk_${one.of}` as const, ...disk(one) })),
    {
      key: 'beat',
      ...(facts.beatFailed ? { state: 'act' as const, because: 'failed' } : { state: 'good' as const, because: 'good' }),
      values: {},
    },
  ]
  return [...readings].sort((a, b) => order[a.state] - order[b.state])
}

/** How many days pass before the same is told again; undefined: it is not told. The next year's notice may be weeks away, a full disk is not. */
export const toldEvery = ({ key, state }: Reading): number | undefined =>
  state === 'act' ? 1 : key === 'calendar' && state === 'watch' ? 7 : undefined
