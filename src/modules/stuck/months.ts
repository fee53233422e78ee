import { createHash } from 'node:crypto'
import { dayOf } from '../../calendar/index.ts'
import type { Announcement } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { ring } from '../../org/bell/index.ts'
import { holdersIn, unitByCode } from '../../org/rules/tree.ts'
import { ladderPost } from '../../org/rules/ladder.ts'
import type { HeldPost } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { Figure } from './contract.ts'
import { texts } from './messages.ts'
import { settingsNow } from './opened.ts'
import { draftedOn, factsOf, monthAt, monthOf, sameArticle } from './rules/month.ts'
import type { Cause, Month } from './rules/month.ts'
import { officePosts } from './rules/seating.ts'
import { candidates, hadIn, hadItems, insertMonthLine, isDrafted, markDrafted, unitsOfMonth } from './store/months.ts'
import type { Candidate } from './store/months.ts'

const sweepOf = (house: House) => ({ kind: 'system', city: house.city, name: 'sweep' }) as const

/** What the rows keep of a cause: never the words of an article, which stand on the trail. */
export const causeCode = (cause: Cause): string =>
  'root' in cause ? `root/${cause.root}` : `rule/${createHash('sha256').update(sameArticle(cause.article)).digest('hex').slice(0, 24)}`

/** The lines of one matter: whoever had it when the month ended, and each unit that handed it back. */
const draftOne = async (house: House, tx: Tx, { matter, category }: Candidate, month: Month): Promise<void> => {
  const page = await house.engine.readIn(tx, sweepOf(house), matter)
  const facts = page && factsOf(page.trail, page.matter.clocks, month)
  if (!page || !facts) return
  const { lead, returned } = await hadIn(tx, house.city, matter, month)
  const holder = lead ?? { unit: page.matter.unit, name: page.matter.unitName }
  const cause = facts.cause ? causeCode(facts.cause) : null
  const line = { matter, month: month.first, category }
  const counts = new Set<Figure>(facts.counts)
  if (returned.some(one => one.unit === holder.unit)) counts.add('returned')
  await insertMonthLine(tx, house.city, { ...line, unit: holder.unit, unitName: holder.name, counts, cause })
  for (const { unit, name } of returned)
    if (unit !== holder.unit)
      await insertMonthLine(tx, house.city, { ...line, unit, unitName: name, counts: new Set(['returned']), cause: null })
}

/**
 * 月结 is drawn up on the first working day after the month, once, by whichever server comes first; a day that was missed is made
 * good later, and the months before a house began have none.
 */
export const draftMonth = async (house: House, now: Date): Promise<void> => {
  const today = dayOf(now)
  const asked = monthAt(today.slice(0, 7), -1)
  const on = draftedOn(house.calendar(), asked)
  if (on === undefined || today < on) return
  const month = monthOf(asked)
  const waits = await house.as(
    sweepOf(house),
    async tx => (await isDrafted(tx, house.city, month.first)) === undefined && (await hadItems(tx, house.city, month.until)),
  )
  if (!waits) return
  for (let after: string | undefined, more = true; more;) {
    const found = await house.as(sweepOf(house), async tx => {
      const some = await candidates(tx, house.city, month, after)
      for (const one of some) await draftOne(house, tx, one, month)
      return some
    })
    after = found.at(-1)?.matter
    more = found.length > 0
  }
  await house.as(sweepOf(house), async tx => {
    if (await markDrafted(tx, house.city, month.first, today)) await house.engine.announce(tx, 'stuck.month_drafted', { month: asked })
  })
}

/** The offices that supervise, and whoever heads a unit that had something: one line a person. */
export const tellMonth = async (house: House, tx: Tx, { payload }: Announcement): Promise<void> => {
  const { month } = payload as { readonly month: string }
  const today = dayOf(house.clock.now())
  const org = await house.org.snapshot(tx, today)
  const offices = Object.values(settingsNow(house).windows).flatMap(({ office }) => {
    const unit = unitByCode(org, office)
    return unit ? officePosts(org, unit.id) : []
  })
  const units = (await unitsOfMonth(tx, house.city, monthOf(month).first)).flatMap(unit => ladderPost(org, unit, 'leader'))
  const persons = [...offices, ...units].flatMap((post: HeldPost) => holdersIn(org, post.unit, post.role).map(one => one.person))
  for (const person of new Set(persons)) {
    const key = `stuck/month/${month}/${person}`
    const phone = await house.org.phoneOf(tx, person)
    await ring(tx, { key, person, about: 'stuck.month_drafted', on: today })
    await house.outbox.queue(tx, {
      key,
      channel: phone === undefined ? 'console' : 'sms',
      to: phone ?? person,
      template: 'stuck.month_drafted',
      text: texts.say(house.programmes.current().words, 'sms.month_drafted'),
    })
  }
}
