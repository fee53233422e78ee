import type { TrailEntry } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { concernOpened } from './contract.ts'
import type { ConcernOpened } from './contract.ts'
import { roundsSettings } from './settings.ts'
import type { RoundsSettings } from './settings.ts'

export const settingsNow = (house: House): RoundsSettings => house.programmes.current().settings('rounds', roundsSettings)

/** What was said at the visit, from the first entry of the trail; undefined once it is erased. */
export const openedOf = (trail: readonly TrailEntry[]): ConcernOpened | undefined => concernOpened.safeParse(trail[0]?.input).data

/** Words of what has no matter. */
export interface KeptWords {
  readonly words: string
  readonly told: string
}
const about = (city: string, id: string): string => `rounds.concern/words/${city}/${id}`
export const sealWords = ({ keys, city }: House, id: string, kept: KeptWords): Buffer =>
  keys.seal('matter.ordinary', Buffer.from(JSON.stringify(kept)), about(city, id))
export const wordsIn = ({ keys, city }: House, id: string, sealed: Buffer): KeptWords =>
  JSON.parse(keys.open('matter.ordinary', sealed, about(city, id)).toString('utf8')) as KeptWords
