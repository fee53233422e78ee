import { dayOf } from '../../calendar/index.ts'
import type { Announcement, SeatFilling } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { roleTitles } from '../../org/access/index.ts'
import type { OrgSnapshot } from '../../org/contract.ts'
import { disciplineOf } from '../../org/rules/ladder.ts'
import { holdersIn } from '../../org/rules/tree.ts'
import { ring } from '../../org/bell/index.ts'
import type { HeldPost } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { Accused as AccusedByCallback } from '../callback/contract.ts'
import type { Accused as AccusedByRating, SealedPayload } from '../evaluation/contract.ts'
import { reportOpened } from './contract.ts'
import { administrators, reportFacts, takeUnseated } from './store.ts'

const systemOf = (house: House, name: 'loops' | 'sweep') => ({ kind: 'system', city: house.city, name }) as const

/** Name and post of each, for the discipline post alone: it lies sealed with the report. */
const named = (org: OrgSnapshot, persons: readonly string[]): string[] =>
  persons.map(person => {
    const held = org.holdings.find(one => one.person === person && one.role !== 'duty_leader')
    return held === undefined
      ? '（已不在岗）'
      : `${held.name} ${org.units.get(held.unit)?.name ?? ''}${held.title ?? roleTitles[held.role].zh}`
  })

/**
 * A report reaches the stationed group over the unit, or the discipline organ above it, and no post besides. Where none
 * is filled by somebody who is not accused, it opens all the same, without a seat: its clock runs, `find_post` looks for
 * one on every sweep, and it is neither lost nor given to anybody else.
 */
export const openReport = async (house: House, tx: Tx, { event, payload }: Announcement): Promise<void> => {
  const { request, sealed } = payload as SealedPayload
  const room = event.slice(0, event.indexOf('.'))
  const accused = JSON.parse(
    house.keys.open('matter.accusation', Buffer.from(sealed, 'base64'), `${room}.accused/${house.city}/${request}`).toString('utf8'),
  ) as AccusedByCallback | AccusedByRating
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const caller = 'caller' in accused ? accused.caller : undefined
  const barred = [...new Set([...accused.rated, ...(caller === undefined ? [] : [caller])])]
  const post = disciplineOf(org, accused.unit, barred)
  const input = reportOpened.parse({
    ...accused,
    about: named(
      org,
      accused.rated.filter(one => one !== caller),
    ),
    calledBy: caller === undefined ? [] : named(org, [caller]),
  })
  const { matter } = await house.engine.open(tx, systemOf(house, 'loops'), {
    kind: 'report',
    lane: 'accusation',
    unit: accused.unit,
    seats: post ? [seatOf(post)] : [],
    barred,
    input,
    source: `report/${request}`,
  })
  if (post) await tellPosts(house, tx, org, matter, [post], 'arrived', 'arrived')
}

/** A report that no post had: as soon as one is filled it has it. Until then the administrator hears that a post is empty. */
export const findPost = async (house: House, now: Date): Promise<void> =>
  house.as(systemOf(house, 'sweep'), async tx => {
    const unseated = await takeUnseated(tx, house.city)
    if (unseated.length === 0) return
    const today = dayOf(now)
    const org = await house.org.snapshot(tx, today)
    let still = false
    for (const { matter, unit, barred } of unseated) {
      const post = disciplineOf(org, unit, barred)
      if (!post) {
        still = true
        continue
      }
      await house.engine.seat(tx, matter, { seats: [seatOf(post)], because: ['岗位补齐后自动交接'] })
      await tellPosts(house, tx, org, matter, [post], 'arrived', 'arrived')
    }
    if (!still) return
    house.log.warn({ event: 'no_discipline_post', room: 'discipline' })
    for (const person of await administrators(tx, house.city, today)) {
      const phone = await house.org.phoneOf(tx, person)
      // Neither what waits nor for which unit: a post that must be filled is empty, and that is all he needs.
      await ring(tx, { key: `discipline/empty/${today}/${person}`, person, about: 'discipline.empty', on: today })
      await house.outbox.queue(tx, {
        key: `discipline/empty/${today}/${person}`,
        channel: phone === undefined ? 'console' : 'sms',
        to: phone ?? person,
        template: 'discipline.empty',
        text: texts.empty ?? '',
      })
    }
  })

/** None says what it is about: a phone lies open on a desk. */
const texts: Readonly<Record<string, string>> = {
  arrived: '【回音】您有1件待受理，请登录办理，尾号{tail}。',
  empty: '【回音】有一个必设岗位空缺，影响办件，请登录核对岗位。',
  remind: '【回音】您有1件快到期或已到期，请登录办理，尾号{tail}。',
  tell_superior: '【回音】下级有1件逾期未办，请依规督促，尾号{tail}。',
}

/** Keys of `words:` in a programme. */
export const overridableTexts: readonly string[] = Object.keys(texts).map(key => `discipline.sms.${key}`)

const seatOf = (post: HeldPost): SeatFilling => ({ seat: 'discipline', unit: post.unit, role: 'discipline', sight: 'full' })

/** To the first holder of each post who may hear of it. The message names no report, so that the outbox counts none. */
const tellPosts = async (
  house: House,
  tx: Tx,
  org: OrgSnapshot,
  matter: string,
  posts: readonly HeldPost[],
  what: string,
  key: string,
): Promise<void> => {
  const facts = await reportFacts(tx, house.city, matter)
  for (const post of facts ? posts : []) {
    const holder = holdersIn(org, post.unit, post.role).find(one => !facts?.barred.includes(one.person))
    if (!holder) continue
    const phone = await house.org.phoneOf(tx, holder.person)
    await ring(tx, {
      key: `discipline/${matter}/${key}/${holder.person}`,
      person: holder.person,
      about: 'discipline.rung',
      on: dayOf(house.clock.now()),
    })
    const text = house.programmes.current().words[`discipline.sms.${what}`] ?? texts[what] ?? texts.remind ?? ''
    await house.outbox.queue(tx, {
      key: `discipline/${matter}/${key}/${holder.person}`,
      channel: phone === undefined ? 'console' : 'sms',
      to: phone ?? holder.person,
      template: 'discipline.rung',
      text: [...text.replace('{tail}', facts?.number.slice(0, 4) ?? '')].slice(0, 70).join(''),
    })
  }
}

/**
 * A rung of a report's ladder: told to the stationed post, or to the discipline post next above it on the discipline
 * line. The unit, its organ and its territory are not on that line, so no setting of a programme can make them hear of
 * it; nor does whoever is barred, whatever post he holds.
 */
export const tellRung = async (house: House, tx: Tx, { matter, payload }: Announcement): Promise<void> => {
  const rung = payload as { readonly seq: number; readonly do: string; readonly tell: string }
  const facts = matter === undefined ? undefined : await reportFacts(tx, house.city, matter)
  if (!facts) return
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const above = (): readonly HeldPost[] => facts.posts.flatMap(post => disciplineOf(org, post.unit, facts.barred) ?? [])
  const posts = rung.tell === 'discipline' ? facts.posts : rung.tell === 'discipline_superior' ? above() : []
  await tellPosts(house, tx, org, matter ?? '', posts, rung.do, String(rung.seq))
  // Whoever is told to urge it must be able to see it; a discipline post, so that the lane stays closed to all others.
  if (rung.tell === 'discipline_superior' && posts.length > 0 && matter !== undefined) {
    await house.engine.seat(tx, matter, {
      seats: posts.map(post => ({ ...seatOf(post), seat: 'discipline_superior' })),
      because: ['逾期未办，上级纪检机关督促'],
    })
  }
}
