import { defineRoom } from '../../engine/room.ts'
import { eraseClosed } from '../../engine/index.ts'
import type { Writes } from '../../engine/room.ts'
import { reportCard } from './card.ts'
import { findPost, openReport, overridableTexts, tellRung } from './effects.ts'
import { disciplineProblems } from './errors.ts'
import { reportFlow } from './flows/report.ts'
import { reportChecks, reportInWords } from './rules.ts'
import { disciplineSayings } from './sayings.ts'
import { disciplineSettings } from './settings.ts'

const reportWrites: Writes<typeof reportFlow> = {
  open_contact: null,
  accept: null,
  check: null,
  pass_on: null,
  keep: null,
  conclude: null,
  give_feedback: null,
}

/** 保密举报. It has no rows and no routes of its own: the matter is all there is, and only its seats see it. */
export const discipline = defineRoom({
  name: 'discipline',
  title: '保密举报',
  flows: [reportFlow],
  settings: disciplineSettings,
  sayings: disciplineSayings,
  overridableWords: overridableTexts,
  writes: { report: reportWrites },
  checks: { report: reportChecks },
  card: reportCard,
  openingInWords: reportInWords,
  problems: disciplineProblems,
  timed: [
    { name: 'discipline.find_post', sentence: '没有岗位接收的保密件，补岗后自动交接；空缺期间每天提醒管理员一次，不带内容', run: findPost },
    {
      name: 'discipline.erase',
      sentence: '了结满规定年数的，销毁举报内容和联系方式；痕迹留下',
      run: async (house, now) => {
        await eraseClosed(house, ['report'], house.programmes.current().settings('discipline', disciplineSettings).keep_content_years, now)
      },
    },
  ],
  effects: { open_report: openReport, tell_rung: tellRung },
})
