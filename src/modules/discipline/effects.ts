import { dayOf } from '../../calendar/index.ts'
import type { Announcement } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { disciplineOf } from '../../org/rules/ladder.ts'
import { holdersIn } from '../../org/rules/tree.ts'
import type { HeldPost } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { Accused as AccusedByCallback } from '../callback/contract.ts'
import type { Accused as AccusedByRating, SealedPayload } from '../evaluation/contract.ts'
import { reportOpened } from './contract.ts'
import { reportFacts } from './store.ts'

/**
 * A report reaches the stationed group over the unit, and no post besides. Where no such post is filled by somebody who
 * is not accused, the announcement waits and is tried again: it is neither lost nor given to anybody else.
 */
export const openReport = async (house: House, tx: Tx, { event, payload }: Announcement): Promise<void> => {
  const { request, sealed } = payload as SealedPayload
  const room = event.slice(0, event.indexOf('.'))
  const accused = JSON.parse(house.keys.open('matter.accusation', Buffer.from(sealed, 'base64'), `${room}.accused/${house.city}/${request}`).toString('utf8')) as AccusedByCallback | AccusedByRating
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const post = disciplineOf(org, accused.unit, accused.rated)
  if (!post) throw new Error('no discipline post over the unit is filled')
  const viewer = { kind: 'system', city: house.city, name: 'loops' } as const
  await house.engine.open(tx, viewer, {
    kind: 'report', lane: 'accusation', unit: accused.unit, seats: [{ seat: 'discipline', unit: post.unit, role: 'discipline', sight: 'full' }],
    barred: [...new Set(accused.rated)], input: reportOpened.parse(accused), source: `report/${request}`,
  })
}

/** Neither says what it is about: a phone lies open on a desk. */
const texts: Readonly<Record<string, string>> = {
  remind: '【回音】您有1件快到期或已到期，请登录办理，尾号{tail}。',
  tell_superior: '【回音】下级有1件逾期未办，请依规督促，尾号{tail}。',
}

/**
 * A rung of a report's ladder: told to the stationed post, or to the discipline post next above it on the discipline
 * line. The unit, its organ and its territory are not on that line, so no setting of a programme can make them hear of
 * it; nor does whoever is barred, whatever post he holds. The message names no report, so that the outbox counts none.
 */
export const tellRung = async (house: House, tx: Tx, { matter, payload }: Announcement): Promise<void> => {
  const rung = payload as { readonly seq: number; readonly do: string; readonly tell: string }
  const facts = matter === undefined ? undefined : await reportFacts(tx, house.city, matter)
  if (!facts) return
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const above = (): readonly HeldPost[] => facts.posts.flatMap(post => disciplineOf(org, post.unit, facts.barred) ?? [])
  const posts = rung.tell === 'discipline' ? facts.posts : rung.tell === 'discipline_superior' ? above() : []
  for (const post of posts) {
    const holder = holdersIn(org, post.unit, post.role).find(one => !facts.barred.includes(one.person))
    if (!holder) continue
    const phone = await house.org.phoneOf(tx, holder.person)
    const text = house.programmes.current().words[`discipline.sms.${rung.do}`] ?? texts[rung.do] ?? texts['remind'] ?? ''
    await house.outbox.queue(tx, {
      key: `discipline/${matter ?? ''}/${rung.seq}/${holder.person}`, channel: phone === undefined ? 'console' : 'sms', to: phone ?? holder.person,
      template: 'discipline.rung', text: [...text.replace('{tail}', facts.number.slice(0, 4))].slice(0, 70).join(''),
    })
  }
}
