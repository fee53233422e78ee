import { dayOf } from '../../calendar/index.ts'
import type { Announcement } from '../../engine/contract.ts'
import type { House } from '../../engine/house.ts'
import { isRefusal } from '../../kit/refusal.ts'
import type { OrgSnapshot } from '../../org/contract.ts'
import { holdersIn, organOf } from '../../org/rules/tree.ts'
import type { HeldPost } from '../../org/viewer.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { askedAgain, ownWord, recheckOpened } from './contract.ts'
import type { AskedAgain } from './contract.ts'
import { tellSeat } from './dispatch.ts'
import { readOpened, settingsNow } from './opened.ts'
import { outsideReaders } from './rules/seating.ts'
import { roundsOf, seatOf } from './store.ts'

const systemOf = (house: House) => ({ kind: 'system', city: house.city, name: 'loops' }) as const

/** By chance, of a generator that nobody can foresee: who is asked again is known to no official beforehand. */
const isDrawn = (house: House, percent: number): boolean => house.keys.randomBytes(6).readUIntBE(0, 6) % 100 < percent

/** The callback centre, else 政法委; never a post whose holders are barred or have called in this matter themselves. */
const askerOf = (org: OrgSnapshot, unit: string, kept: readonly string[]): HeldPost | undefined =>
  outsideReaders(org, unit).find(
    post => post.unit !== unit && holdersIn(org, post.unit, post.role).some(holder => !kept.includes(holder.person)),
  )

const isAskedAgain = (stage: string): stage is AskedAgain => (askedAgain as readonly string[]).includes(stage)

/** A call has ended: perhaps somebody else asks again. What ended by what officials wrote alone is asked more often. */
export const drawRecheck = async (house: House, tx: Tx, { id, matter, payload }: Announcement): Promise<void> => {
  const { stage, seq } = payload as { stage: string; seq: number }
  if (matter === undefined || !isAskedAgain(stage)) return
  if (!isDrawn(house, settingsNow(house).recheck[stage])) return
  const read = await readOpened(house, tx, systemOf(house), matter)
  // What she said when asked again is not asked once more.
  const said = ownWord.safeParse(read?.page.trail.find(entry => entry.seq === seq)?.input).data
  if (!read || said?.through === 'recheck') return
  const { opened } = read
  const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
  const { unit } = read.page.matter
  const called = (await roundsOf(tx, house.city, matter)).flatMap(one => one.person ?? [])
  const { barred } = await seatOf(tx, house.city, matter, 'caller')
  const kept = [...new Set([...barred, ...called])]
  const post = askerOf(org, unit, kept)
  if (!post) {
    house.log.warn({ event: 'no_asker', room: 'callback' })
    return
  }
  const organ = organOf(org, unit) ?? unit
  const input = recheckOpened.parse({
    call: matter,
    why: stage,
    organName: org.units.get(organ)?.name ?? '',
    safeWord: opened.safeWord,
    contact: opened.contact,
  })
  const done = await house.engine.open(tx, systemOf(house), {
    kind: 'recheck',
    lane: 'rating',
    unit: organ,
    seats: [{ seat: 'asker', ...post, sight: 'full' }],
    barred: kept,
    input,
    source: `recheck/${id}`,
  })
  await tellSeat(house, tx, done.matter, { seq: 0, do: 'recheck', tell: 'asker' })
}

/** What the citizen said when asked again is her own word: it changes the end as if she had said it on her page. */
export const hearRecheck = async (house: House, tx: Tx, { matter, payload }: Announcement): Promise<void> => {
  const page = matter === undefined ? undefined : await house.engine.readIn(tx, systemOf(house), matter)
  const asked = page && recheckOpened.safeParse(page.trail[0]?.input).data
  if (!asked) return
  const say = (action: string) =>
    house.engine.actIn(
      tx,
      { kind: 'citizen', city: house.city, matter: asked.call },
      { matter: asked.call, action, input: { through: 'recheck' } },
    )
  if ((payload as { stage: string }).stage === 'own_yes') {
    await say('confirm_solved')
    return
  }
  const again = await say('say_unsolved')
  if (isRefusal(again) && again.because === 'last_organ_has_looked') await say('keep_unsolved')
}
