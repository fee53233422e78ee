import { dayOf } from '../../calendar/index.ts'
import type { Keys } from '../../platform/crypto/index.ts'
import type { Log } from '../../platform/log.ts'
import type { CityProgrammes } from '../../programme/index.ts'
import type { As, Viewer } from '../viewer.ts'
import { insertFound, readAgreed, readInForce } from './store.ts'

interface Parts {
  readonly as: As
  readonly city: string
  readonly log: Log
  readonly programmes: CityProgrammes
}

const sweep = (city: string): Viewer => ({ kind: 'system', city, name: 'sweep' })

/** Puts in force what holds today, whichever server it was adopted at; cheap where nothing was. */
export const readProgrammeInForce = async ({ as, city, log, programmes }: Parts, now: Date): Promise<void> => {
  const [adopted, agreed] = await as(
    sweep(city),
    async tx => [await readInForce(tx, dayOf(now)), await readAgreed(tx, dayOf(now))] as const,
  )
  if (await programmes.adopt(adopted, agreed)) log.info({ event: 'programme.in_force', number: programmes.current().version })
}

/** What this start found in the folder goes into the history. Where something was adopted on screen, the folder no longer counts. */
export const noteFolder = async (
  { as, city, log, programmes, keys }: Parts & { readonly keys: Pick<Keys, 'uuid'> },
  now: Date,
): Promise<void> => {
  await as(sweep(city), tx => insertFound(tx, { id: keys.uuid(), version: programmes.inFolder.version, on: dayOf(now), at: now }))
  if (programmes.current().version !== programmes.inFolder.version)
    log.warn({ event: 'programme.folder_differs', number: programmes.inFolder.version, state: programmes.current().version })
}
