import type { ZodType } from 'zod'
import { exportSayings } from './dashboards/exports/sayings.ts'
import { exportSettings } from './dashboards/exports/settings.ts'
import { engineSayings, engineSettings } from './engine/index.ts'
import { accessSayings, accessSettings } from './org/access/index.ts'
import { bellSayings, bellSettings } from './org/bell/index.ts'
import type { Room } from './engine/room.ts'
import { callback } from './modules/callback/module.ts'
import { discipline } from './modules/discipline/module.ts'
import { evaluation } from './modules/evaluation/module.ts'
import { hall } from './modules/hall/module.ts'
import { hardship } from './modules/hardship/module.ts'
import { reach } from './modules/reach/module.ts'
import { reception } from './modules/reception/module.ts'
import { rounds } from './modules/rounds/module.ts'
import { stuck } from './modules/stuck/module.ts'
import { transfer } from './modules/transfer/module.ts'
import { zone } from './modules/zone/module.ts'
import { saying } from './programme/index.ts'
import type { AnySaying, RoomSayings } from './programme/index.ts'

/**
 * The rooms of the house: a room is one folder of `src/modules`, owns its tables and its flows (what a matter of its kind
 * goes through), and imports no other room. What one starts in another stands in `loops.ts`; what time alone makes
 * happen (the ladder of an overdue clock, the release of a batch, the end of a silent matter) stands in each room's
 * `sweep` and is run by `main.ts` with every beat, on any number of servers, each thing once.
 * The orders that a call gives reach the rated unit as lines of its weekly list, without the matter, its number or its time.
 */
export const rooms: readonly Room[] = [
  evaluation, // 评价: rate a service, sealed; released in batches
  callback, // 回访整改: the head of the rated officer's department calls, has it put right, asks again; the citizen judges
  discipline, // 保密举报: bribery, threats, retaliation, straight from the rating or from a call; the stationed discipline post and, when it is late, the discipline organ above see it, never the unit
  stuck, // 办不成事: whoever cannot get something done finds one door; a lead unit, co-handlers, the office that names a lead; the citizen judges
  transfer, // 材料接转: papers in a sealed bag from a party to the case officer; every change of hands has two signatures
  hall, // 政务大厅: which service items the halls take, and which windows still stand apart, as of any day; owns no matter
  reach, // 联系承办人: a party who cannot reach the case officer asks once; he, or whoever stands above him, reaches her by a date, and she says whether he did
  rounds, // 走访: what households and firms say at a visit is answered by a named unit by a date; whoever visited goes back with the answer, and their word ends it
  hardship, // 困难救助: from any matter or without one; somebody named grants, refuses or hands over to civil affairs by a date, and she says whether help reached her
  zone, // 服务保障专区: four works of a hall counted apart, each request with a specialist by name; what cannot be got done goes to the window of last resort
  reception, // 领导接待日: days on which a leader receives, booked by citizens; what he promises has a unit and a date, and whoever came says whether it is solved
]

/** What a programme may name under `modules`. */
export const roomNames: readonly string[] = rooms.map(room => room.name)

/** What a programme may put into the city's own words, under `words`. */
export const roomWords: readonly string[] = rooms.flatMap(room => room.overridableWords ?? [])

/** What a city may set in its programme (`programmes/<city>`, data), room by room; `engine` for what holds whatever the room, `access` for signing in and powers. Flows are code and the same everywhere. */
export const roomSettings: Readonly<Record<string, ZodType>> = Object.fromEntries([
  ['engine', engineSettings] as const,
  ['access', accessSettings] as const,
  ['exports', exportSettings] as const,
  ['bell', bellSettings] as const,
  ...rooms.flatMap(room => (room.settings ? [[room.name, room.settings] as const] : [])),
])

const frame: Readonly<Record<string, AnySaying>> = {
  name: saying<string>('frame', '这是{}的方案。', 'This is the programme of {}.', { as: name => ({ zh: name, en: name }) }),
  modules: saying<readonly string[]>('frame', '开通的模块：{}。', 'Rooms that are open: {}.', {
    as: open => ({ zh: open.map(name => rooms.find(room => room.name === name)?.title ?? name).join('、'), en: open.join(', ') }),
  }),
  words: {
    group: 'frame',
    each: (text, key) => ({ zh: `本市自己的话（${key}）：“${String(text)}”`, en: `The city’s own words (${key}): “${String(text)}”` }),
  },
}

/** Every setting in plain words, for the page that reads a programme aloud. */
export const roomSayings: RoomSayings = {
  '': frame,
  engine: engineSayings,
  access: accessSayings,
  exports: exportSayings,
  bell: bellSayings,
  ...Object.fromEntries(rooms.flatMap(room => (room.sayings ? [[room.name, room.sayings] as const] : []))),
}
