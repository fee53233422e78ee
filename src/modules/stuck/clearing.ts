import { dayOf, startOfDay } from '../../calendar/index.ts'
import type { Announcement } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { seatPosts } from '../../engine/index.ts'
import { isRefusal } from '../../kit/refusal.ts'
import { ring } from '../../org/bell/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { texts } from './messages.ts'
import { settingsNow } from './opened.ts'
import { clearingDay, listOpensOn } from './rules/clearing.ts'
import { runOutLines, settleLine, unlisted } from './store/clearing.ts'

const sweepOf = (house: House) => ({ kind: 'system', city: house.city, name: 'sweep' }) as const

/**
 * The list of the week is made on its day, each matter once. What came in since stands on the next one. A week whose every day
 * for it was missed has no list: nobody is escalated for what he could not read.
 */
const makeList = async (house: House, now: Date): Promise<void> => {
  const today = dayOf(now)
  const until = clearingDay(house.calendar(), today)
  if (until === undefined || until === null || today > until) return
  const opens = listOpensOn(house.calendar(), until, settingsNow(house).clearing_opens_before)
  if (today < opens) return
  for (const matter of await house.as(sweepOf(house), tx => unlisted(tx, house.city, until, startOfDay(opens)))) {
    const listed = await house.engine.act(sweepOf(house), { matter, action: 'list_for_week', input: { until } })
    if (isRefusal(listed) && listed.because !== 'wrong_stage')
      house.log.warn({ event: 'not_listed_for_week', room: 'stuck', matter, error: listed.because })
  }
}

/** The day is over: what was done or answered is cleared, what still lies with us and was touched by nobody goes up, and says so. */
const settleWeek = async (house: House, now: Date): Promise<void> => {
  for (const { matter, turn } of await house.as(sweepOf(house), tx => runOutLines(tx, house.city, dayOf(now)))) {
    const settled = turn ? await house.engine.act(sweepOf(house), { matter, action: 'escalate_uncleared' }) : undefined
    // Moved on in the same moment, or explained on a later list: nothing is left to say of this line.
    if (settled === undefined || isRefusal(settled)) await house.as(sweepOf(house), tx => settleLine(tx, house.city, matter, 'cleared'))
  }
}

export const clearWeek = async (house: House, now: Date): Promise<void> => {
  await settleWeek(house, now)
  await makeList(house, now)
}

/** Whoever has it, first; the window and the office where nobody leads yet. */
const ofList = ['lead', 'window', 'office'] as const
const above = ['superior', 'office'] as const

/** One line a person and week, however many matters stand on his list. */
export const tellWeek = async (house: House, tx: Tx, { event, matter }: Announcement): Promise<void> => {
  const today = dayOf(house.clock.now())
  const until = clearingDay(house.calendar(), today)
  if (matter === undefined) return
  const what = event === 'stuck.week_listed' ? 'week_listed' : 'week_escalated'
  for (const seat of what === 'week_listed' ? ofList : above) {
    let told = false
    for (const post of await seatPosts(tx, house.city, matter, seat))
      for (const { person } of (await house.org.holdersOf(tx, post, today)).filter(
        one => post.person === null || post.person === one.person,
      )) {
        told = true
        const key = `stuck/${what}/${until ?? today}/${person}`
        const phone = await house.org.phoneOf(tx, person)
        await ring(tx, { key, person, about: `stuck.${what}`, on: today })
        await house.outbox.queue(tx, {
          key,
          channel: phone === undefined ? 'console' : 'sms',
          to: phone ?? person,
          template: `stuck.${what}`,
          text: texts.say(house.programmes.current().words, `sms.${what}`),
        })
      }
    if (told && what === 'week_listed') return
  }
}
