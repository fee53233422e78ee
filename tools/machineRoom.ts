import { dayOf } from '../src/calendar/index.ts'
import type { House } from '../src/engine/house.ts'
import type { Refusal } from '../src/kit/refusal.ts'
import { buildHouse, sentenceOfStart, StartRefused } from '../src/main.ts'
import { accessProblems } from '../src/org/access/index.ts'
import { administrationProblems } from '../src/org/administration/index.ts'
import type { AccountActor } from '../src/org/administration/index.ts'
import { realClock } from '../src/platform/clock.ts'
import { ConfigFault, readConfig } from '../src/platform/config.ts'
import { silentLog } from '../src/platform/log.ts'

export interface Io {
  out(line: string): void
  err(line: string): void
  readonly env: Readonly<Record<string, string | undefined>>
  /** A house that is open already; without it the command joins the city of HUIYIN_DATA. */
  readonly house?: House
}

/** What is wrong with the words of a command, or with what it asked for; said in both languages. */
export class Wrong extends Error {}

const others = { not_found: { zh: '没有这一个。', en: 'There is no such one.' } } as const

export const refused = ({ because, values = {} }: Refusal): Wrong => {
  const words = { ...accessProblems, ...administrationProblems, ...others }[because as keyof typeof administrationProblems] as
    { readonly zh: string; readonly en: string } | undefined
  return new Wrong(`${words ? `${words.zh} ${words.en}` : because}`.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '')))
}

/** The machine room acts as `import`, on real time; what it does stands on the trail without a person. */
export const machineRoom = (house: House): AccountActor => ({
  city: house.city,
  keys: house.keys,
  viewer: { kind: 'system', city: house.city, name: 'import' },
  now: realClock.now(),
  day: dayOf(realClock.now()),
})

/** Asking how needs no city. */
export const asksHow = (argv: readonly string[], io: Io, usage: string): boolean => {
  if (!argv.includes('--help') && !argv.includes('-h')) return false
  io.out(usage)
  return true
}

/** Runs the work on the city that `io` has or joins. Exit 0 done, 1 the input was wrong, 2 no database. */
export const inCity = async (io: Io, work: (house: House) => Promise<void>): Promise<number> => {
  let house = io.house
  try {
    house ??= await buildHouse(readConfig(io.env), { log: silentLog, joins: true })
    await work(house)
    return 0
  } catch (error) {
    const sentence = error instanceof Wrong ? error.message : sentenceOfStart(error)
    if (sentence === undefined) throw error
    io.err(sentence)
    return error instanceof Wrong || error instanceof StartRefused || error instanceof ConfigFault ? 1 : 2
  } finally {
    if (!io.house) await house?.database.close()
  }
}
