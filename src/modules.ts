import type { ZodType } from 'zod'
import { engineSettings } from './engine/index.ts'
import type { Room } from './engine/room.ts'
import { callback } from './modules/callback/module.ts'
import { discipline } from './modules/discipline/module.ts'
import { evaluation } from './modules/evaluation/module.ts'

/** The rooms of the house, in the order in which a citizen's word passes through them. */
export const rooms: readonly Room[] = [
  evaluation, // 评价: rate a service, sealed; released in batches
  callback, // 回访整改: the leader calls, has it put right, asks again; the citizen judges
  discipline, // 保密举报: bribery, threats, retaliation; only the stationed discipline post sees it, never the unit
]

/** What a programme may name under `modules`. */
export const roomNames: readonly string[] = rooms.map(room => room.name)

/** What a programme may set, room by room; `engine` for what holds whatever the room. */
export const roomSettings: Readonly<Record<string, ZodType>> = Object.fromEntries([
  ['engine', engineSettings] as const, ...rooms.flatMap(room => room.settings ? [[room.name, room.settings] as const] : []),
])
