import { addMonths, dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { numberOf, sayNumber } from '../../engine/index.ts'
import { isRefusal, refuse } from '../../kit/refusal.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { readPhone } from '../../kit/typed.ts'
import type { OrgSnapshot } from '../../org/contract.ts'
import type { Person } from '../../org/ledger.ts'
import { organOf, unitByCode } from '../../org/rules/tree.ts'
import type { Tx } from '../../platform/database/contract.ts'
import type { ConcernKind, ConcernOpened, Ended, VisitTyped } from './contract.ts'
import { visiting } from './desks.ts'
import { sealWords, settingsNow } from './opened.ts'
import { seatsOfUnit, seatsOfVisitors } from './rules/seating.ts'
import type { Campaign } from './settings.ts'
import { enterConcern, enterVisit, knownSources } from './store.ts'
import type { VisitRow } from './store.ts'

export const organOfCampaign = (org: OrgSnapshot, campaign: Campaign | undefined): string | undefined =>
  campaign && organOf(org, unitByCode(org, campaign.unit)?.id ?? '')

/** A concern as it is entered: still to be answered, or ended with what was said. */
export interface Entering {
  readonly kind: ConcernKind
  readonly words: string
  readonly unit: string
  readonly name?: string
  readonly phone?: string
  readonly onSpot: boolean
  readonly ended?: { readonly state: Ended; readonly on: string; readonly told: string }
  readonly source: Buffer
}
export interface Opened {
  readonly matter: string
  readonly number: string
  readonly unitName: string
}

/** One visit with what was said at it; everything commits with the caller. What has not ended becomes a matter of the named unit. */
export const enter = async (
  house: House,
  tx: Tx,
  viewer: Person,
  org: OrgSnapshot,
  visit: Omit<VisitRow, 'id'>,
  source: Buffer,
  concerns: readonly Entering[],
): Promise<readonly Opened[]> => {
  const { city, keys } = house
  const who = { city, person: viewer.person, at: house.clock.now() }
  const id = await enterVisit(tx, who, { ...visit, id: keys.uuid() }, source)
  const opened: Opened[] = []
  for (const one of concerns) {
    const row = {
      id: keys.uuid(),
      visit: id,
      unit: one.unit,
      unitName: org.units.get(one.unit)?.name ?? '',
      unitOrgan: organOf(org, one.unit) ?? one.unit,
    }
    const { kind, onSpot, ended } = one
    if (ended) {
      const words = sealWords(house, row.id, { words: one.words, told: ended.told })
      await enterConcern(tx, city, visit, { ...row, kind, onSpot, source: one.source, ended: { state: ended.state, on: ended.on, words } })
      continue
    }
    const about = `rounds.contact/${city}/${row.id}`
    const input: ConcernOpened = {
      campaignName: settingsNow(house).campaigns[visit.campaign]?.name ?? visit.campaign,
      visitedOn: visit.visitedOn,
      place: visit.place,
      visitors: visit.visitors,
      kind,
      words: one.words,
      ...(one.name ? { name: one.name } : {}),
      unitName: row.unitName,
      visitingUnitName: visit.unitName,
      ...(one.phone
        ? { contact: { sealed: keys.seal('contact', Buffer.from(JSON.stringify({ phone: one.phone })), about).toString('base64'), about } }
        : {}),
    }
    const { matter } = await house.engine.open(tx, viewer, {
      kind: 'concern',
      lane: 'ordinary',
      unit: one.unit,
      seats: [...(seatsOfUnit(org, one.unit) ?? []), ...seatsOfVisitors(org, visit.unit)],
      barred: [],
      input,
      source: `rounds/${one.source.toString('hex')}`,
    })
    await enterConcern(tx, city, visit, { ...row, kind, onSpot, source: one.source, matter })
    opened.push({ matter, number: sayNumber((await numberOf(tx, city, matter)) ?? ''), unitName: row.unitName })
  }
  return opened
}

const read = (org: OrgSnapshot, typed: VisitTyped): readonly Omit<Entering, 'source'>[] | Refusal => {
  const found: Omit<Entering, 'source'>[] = []
  for (const { kind, words, unit, name, phone: number, settled } of typed.concerns) {
    const phone = number === undefined ? undefined : readPhone(number)
    if (number !== undefined && phone === undefined) return refuse('phone_invalid', { field: 'phone' })
    if (settled?.end === 'solved' && kind === 'suggestion') return refuse('suggestion_not_solved', { field: 'settled' })
    // Answered on the spot: by whoever visited, where nobody else is named.
    const answers = unit ?? (settled ? typed.unit : undefined)
    if (answers === undefined || !org.units.has(answers)) return refuse('concern_unit_missing', { field: 'unit' })
    if (!settled && !seatsOfUnit(org, answers)) return refuse('concern_unit_empty', { field: 'unit' })
    found.push({
      kind,
      words,
      unit: answers,
      ...(name ? { name } : {}),
      ...(phone ? { phone } : {}),
      onSpot: settled !== undefined,
      ...(settled ? { ended: { state: settled.end, on: typed.visitedOn, told: settled.told } } : {}),
    })
  }
  return found
}

export interface Entered {
  readonly concerns: number
  readonly opened: readonly Opened[]
}

/** 登记走访, by hand. Pressed twice it is one visit. */
export const enterTyped = (house: House, viewer: Person, typed: VisitTyped): Promise<Entered | Refusal> =>
  house.as(viewer, async tx => {
    const { city, keys } = house
    const today = dayOf(house.clock.now())
    const org = await house.org.snapshot(tx, today)
    const campaign = settingsNow(house).campaigns[typed.campaign]
    const organ = organOfCampaign(org, campaign)
    if (!campaign || organ === undefined) return refuse('no_such_campaign', { field: 'campaign' })
    const isOwn = viewer.posts.some(post => post.unit === typed.unit && visiting.includes(post.role))
    if (!isOwn || organOf(org, typed.unit) !== organ) return refuse('not_your_visit', { field: 'unit' })
    if (typed.visitedOn > today || typed.visitedOn < addMonths(today, -12)) return refuse('visit_day_wrong', { field: 'visitedOn' })
    const concerns = read(org, typed)
    if (isRefusal(concerns)) return concerns
    const source = keys.digest('visit', city, 'typed', typed.key)
    if ((await knownSources(tx, city, 'visit', [source])).size > 0) return { concerns: concerns.length, opened: [] }
    const { campaign: code, unit, visitedOn, place, visitors } = typed
    const visit = { campaign: code, unit, unitName: org.units.get(unit)?.name ?? '', organ, visitedOn, place, visitors }
    const own = concerns.map((one, at) => ({ ...one, source: keys.digest('visit', city, 'typed', typed.key, String(at)) }))
    return { concerns: own.length, opened: await enter(house, tx, viewer, org, visit, source, own) }
  })
