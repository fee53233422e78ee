import { withYear } from '../src/calendar/index.ts'
import { isRefusal } from '../src/kit/refusal.ts'
import { loadCity, openMigrated, sentenceOfStart } from '../src/main.ts'
import { enterNotice, noticeProblems, openCityCalendar } from '../src/org/notices/index.ts'
import type { Notice } from '../src/org/notices/index.ts'
import { noticeSentences } from '../src/org/notices/words.ts'
import { makeAs } from '../src/org/as.ts'
import { realClock } from '../src/platform/clock.ts'
import { readConfig } from '../src/platform/config.ts'
import type { Database } from '../src/platform/database/index.ts'
import { silentLog } from '../src/platform/log.ts'
import type { Terminal } from './commands.ts'

/** Hands a notice to the city of HUIYIN_DATA, where it waits for an administrator. Exit 0 entered, 1 refused, 2 no database. */
export const loadNotice = async (
  notice: Notice,
  terminal: Terminal,
  given: { readonly env?: Readonly<Record<string, string | undefined>>; readonly database?: Database } = {},
): Promise<number> => {
  let database = given.database
  try {
    const config = readConfig(given.env ?? process.env)
    const { programme } = loadCity(config)
    database ??= await openMigrated(config, silentLog, { joins: true })
    const as = makeAs(database)
    const calendar = openCityCalendar({ as, city: programme.city, log: silentLog })
    await calendar.refresh()
    const fitting = withYear(calendar.current(), notice.data)
    if (isRefusal(fitting)) {
      terminal.err(
        `${noticeSentences.year_not_next.zh.replace('{year}', String(notice.data.year))}。 ${noticeSentences.year_not_next.en.replace('{year}', String(notice.data.year))}.\n`,
      )
      return 1
    }
    const entered = await as({ kind: 'system', city: programme.city, name: 'import' }, tx => enterNotice(tx, notice, null, realClock.now()))
    if (isRefusal(entered)) {
      terminal.err(`${noticeProblems.notice_waiting.zh} ${noticeProblems.notice_waiting.en}\n`)
      return 1
    }
    terminal.out(
      `已录入第 ${entered.version} 版，请一位管理员在工作台“放假安排”里确认，确认后各台服务器随即生效。 Entered as version ${entered.version}; it holds once an administrator has confirmed it in the console.\n`,
    )
    return 0
  } catch (error) {
    const sentence = sentenceOfStart(error)
    if (sentence === undefined) throw error
    terminal.err(`${sentence}\n`)
    return 2
  } finally {
    if (!given.database) await database?.close()
  }
}
