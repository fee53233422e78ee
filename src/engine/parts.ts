import type { WorkCalendar } from '../calendar/index.ts'
import type { As } from '../org/viewer.ts'
import type { Clock } from '../platform/clock.ts'
import type { Keys } from '../platform/crypto/index.ts'
import type { Programmes } from '../programme/contract.ts'
import type { House } from './house.ts'
import type { Room } from './room.ts'
import { indexRooms, makeSettings } from './rooms.ts'
import type { Kind, Kinds, KindSettings } from './rooms.ts'

/** What the engine is made of; `house` is asked only while an act runs. */
export interface Parts {
  readonly as: As
  readonly keys: Keys
  readonly clock: Clock
  readonly programmes: Programmes
  readonly calendar: () => WorkCalendar
  readonly kinds: Kinds
  readonly settings: (kind: Kind, version: string) => KindSettings
  readonly house: () => House
}

const made = new WeakMap<House, Map<readonly Room[], Parts>>()

/** What sweep and loops need of a house; made once per house and list of rooms. */
export const partsOf = (house: House, rooms: readonly Room[]): Parts => {
  const known = made.get(house) ?? new Map<readonly Room[], Parts>()
  made.set(house, known)
  const parts = known.get(rooms) ?? {
    as: house.as,
    keys: house.keys,
    clock: house.clock,
    programmes: house.programmes,
    calendar: house.calendar,
    kinds: indexRooms(rooms),
    settings: makeSettings(house.programmes),
    house: () => house,
  }
  known.set(rooms, parts)
  return parts
}

/** For a log: kind and place of a fault, never its words, in which a database quotes what people typed. */
export const faultName = (error: unknown): string => {
  const {
    name = 'Error',
    code = '',
    stack = '',
    message = '',
  } = (typeof error === 'object' && error !== null ? error : {}) as { name?: string; code?: string; stack?: string; message?: string }
  const place =
    stack
      .replace(message, '')
      .split('\n')
      .find(line => line.includes('/src/'))
      ?.replace(/^.*\/(src\/[^)]*)\)?$/, '$1') ?? ''
  return [name, code, place].filter(Boolean).join(' ')
}
