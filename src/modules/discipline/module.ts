import { defineRoom } from '../../engine/room.ts'
import type { Writes } from '../../engine/room.ts'
import { openReport, tellRung } from './effects.ts'
import { reportFlow } from './flows/report.ts'
import { disciplineSettings } from './settings.ts'

const reportWrites: Writes<typeof reportFlow> = { accept: null, check: null, pass_on: null, keep: null, conclude: null, give_feedback: null }

/** 保密举报. It has no rows, no card and no routes of its own: the matter is all there is, and only its seat sees it. */
export const discipline = defineRoom({
  name: 'discipline',
  title: '保密举报',
  flows: [reportFlow],
  settings: disciplineSettings,
  writes: { report: reportWrites },
  effects: { open_report: openReport, tell_rung: tellRung },
})
