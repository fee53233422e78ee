import { defineRoom } from '../../engine/room.ts'
import { hallDesks } from './desks.ts'
import { hallProblems } from './errors.ts'
import { hallPages } from './pages.ts'
import { hallLedgers } from './register.ts'
import { hallRoutes } from './routes.ts'
import { hallSayings } from './sayings.ts'
import { hallSettings } from './settings.ts'

/** 政务大厅: which service items the halls take, how long they last, which windows still stand apart; as of any day. */
export const hall = defineRoom({
  name: 'hall',
  title: '政务大厅',
  settings: hallSettings,
  sayings: hallSayings,
  desks: hallDesks,
  routes: hallRoutes,
  pages: hallPages,
  ledgers: hallLedgers,
  problems: hallProblems,
  migrations: new URL('./migrations/', import.meta.url),
})
