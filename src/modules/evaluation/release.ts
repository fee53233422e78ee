import { dayOf } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import type { DataKey } from '../../platform/crypto/contract.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { aboutBody } from './intake.ts'
import { keepReceipts } from './presence.ts'
import { decodeBody } from './rules/body.ts'
import type { Body } from './rules/body.ts'
import { cohortOf, isUnverified, timesOf, wholeCity, windowCohortOf } from './rules/cohort.ts'
import type { Cohort } from './rules/cohort.ts'
import { slotOf } from './rules/code.ts'
import type { LineCounts } from './rules/coverage.ts'
import { emptyPool, merged, mix, mixedOf } from './rules/mixing.ts'
import type { Mixed, Pool, Random, Thresholds } from './rules/mixing.ts'
import { redacted } from './rules/redact.ts'
import { settingsOf } from './push.ts'
import type { EvaluationSettings } from './settings.ts'
import { openCohort } from './store/service.ts'
import {
  addSeconds,
  allBodies,
  bodiesOf,
  finishCohort,
  flushKeysOf,
  insertBatch,
  insertWords,
  linksOfUnit,
  listCohortsToMix,
  listCohortsToMove,
  listUnits,
  lockCohort,
  markMixed,
  moveCohort,
  readPool,
  releasedLinesOf,
  savePool,
} from './store/release.ts'
import type { LinkOfUnit, SealedBody, UnitRow } from './store/release.ts'

/**
 * 混批: the only place that decides what leaves the sealed store. It runs on the sweep with the time given to it; every
 * unit's part of a cohort is one transaction that is done once, so it may be killed anywhere and started anywhere.
 */
const mixing = 500

const uniform =
  (house: House): Random =>
  below => {
    // Rejects the uneven end of the range, so that every order is equally likely.
    const limit = Math.floor(2 ** 32 / below) * below
    for (;;) {
      const drawn = house.keys.randomBytes(4).readUInt32BE(0)
      if (drawn < limit) return drawn % below
    }
  }

const limitsOf = (settings: EvaluationSettings): Thresholds => ({ ...settings, levels: settings.levels.length })

const aboutPool = (city: string, unit: string, unverified: boolean): string =>
  `evaluation.waiting/${city}/${unit}/${unverified ? 'window' : 'link'}`
const aboutWords = (city: string, id: string): string => `evaluation.words/${city}/${id}`
export { aboutWords }

interface Opened {
  readonly body: Body
  readonly version: number
}

class CohortBodies {
  readonly #house: House
  readonly #cohort: string
  readonly #wrapped: ReadonlyMap<string, Buffer>
  readonly #keys = new Map<string, DataKey>()
  constructor(house: House, cohort: string, wrapped: ReadonlyMap<string, Buffer>) {
    this.#house = house
    this.#cohort = cohort
    this.#wrapped = wrapped
  }

  open(row: SealedBody): Opened {
    const id = row.key_id.toString('hex')
    let key = this.#keys.get(id)
    if (!key) {
      const wrapped = this.#wrapped.get(id)
      if (!wrapped) throw new Error('a sealed rating without its key')
      key = this.#house.keys.unwrap('mixer', wrapped)
      this.#keys.set(id, key)
    }
    return { body: decodeBody(key.open(row.body, aboutBody(this.#house.city, this.#cohort, row.slot))), version: row.version }
  }
}

/** 调取: the body of one slot, before its cohort is released; whoever asks has been agreed to by two people and written down. */
export const drawnBody = async (house: House, tx: Tx, cohort: Cohort, slot: Buffer): Promise<Body | undefined> => {
  const [row] = await bodiesOf(tx, house.city, cohort, [slot])
  return row && new CohortBodies(house, cohort, await flushKeysOf(tx, house.city, cohort)).open(row).body
}

const poolOf = (
  cohort: Cohort,
  opened: readonly Opened[],
  links: readonly { readonly line: string; readonly service: string; readonly invited: boolean; readonly answered: boolean }[],
  settings: EvaluationSettings,
): Pool => {
  const lines = new Map<string, LineCounts & { of: Set<string> }>()
  for (const link of links) {
    const line = lines.get(link.line) ?? { services: 0, rateable: 0, invited: 0, answered: 0, of: new Set<string>() }
    line.of.add(link.service)
    lines.set(link.line, {
      of: line.of,
      services: line.of.size,
      rateable: line.rateable + 1,
      invited: line.invited + (link.invited ? 1 : 0),
      answered: line.answered + (link.answered ? 1 : 0),
    })
  }
  const ratings = opened.map(one => mixedOf(one.body, settings)).filter(rating => rating !== undefined)
  return {
    ...emptyPool(cohort),
    services: new Set(links.map(link => link.service)).size,
    ratings,
    lines: Object.fromEntries(
      [...lines].map(([line, { services, rateable, invited, answered }]) => [line, { services, rateable, invited, answered }]),
    ),
    changed: opened.filter(one => one.version > 1 && !one.body.withdrawn).length,
    withdrawn: opened.filter(one => one.body.withdrawn).length,
  }
}

const waitingPool = async (house: House, tx: Tx, unit: string, unverified: boolean): Promise<Pool | undefined> => {
  const sealed = await readPool(tx, house.city, unit, unverified)
  return sealed && (JSON.parse(house.keys.open('mixer', sealed, aboutPool(house.city, unit, unverified)).toString('utf8')) as Pool)
}

const keepPool = (house: House, tx: Tx, unit: string, unverified: boolean, pool: Pool | undefined): Promise<void> =>
  savePool(
    tx,
    house.city,
    unit,
    unverified,
    pool && house.keys.seal('mixer', Buffer.from(JSON.stringify(pool)), aboutPool(house.city, unit, unverified)),
  )

const release = async (house: House, tx: Tx, unit: UnitRow, cohort: Cohort, mixed: Mixed, settings: EvaluationSettings): Promise<void> => {
  const { city, keys } = house
  const unverified = isUnverified(cohort)
  const { batch } = mixed
  if (batch) {
    const place = { city, unit: unit.unit, batch: cohort, unverified }
    await insertBatch(tx, place, batch)
    await insertWords(
      tx,
      place,
      batch.words.map(words => {
        const id = keys.uuid()
        return { id, sealed: keys.seal('matter.rating', Buffer.from(redacted(words), 'utf8'), aboutWords(city, id)) }
      }),
    )
    if (batch.poorReasons.length > 0) {
      const org = await house.org.snapshot(tx, dayOf(house.clock.now()))
      const order = Object.keys(settings.reasons)
      const reasons = [...batch.poorReasons]
        .sort((a, b) => order.indexOf(a) - order.indexOf(b))
        .map(code => ({ code, title: settings.reasons[code]?.title ?? code }))
      await house.engine.announce(tx, 'evaluation.reasons_released', {
        unit: unit.unit,
        unitName: org.units.get(unit.unit)?.name ?? '',
        batch: cohort,
        reasons,
      })
    }
  }
  await keepPool(house, tx, unit.unit, unverified, mixed.rest)
  if (mixed.up && unit.parent !== null) {
    const above = await waitingPool(house, tx, unit.parent, unverified)
    await keepPool(house, tx, unit.parent, unverified, above ? merged(above, mixed.up, uniform(house)) : mixed.up)
  }
}

const countSeconds = (opened: readonly Opened[]): { channel: string; bucket: number; count: number }[] => {
  const counts = new Map<string, { channel: string; bucket: number; count: number }>()
  for (const { body } of opened) {
    if (body.withdrawn || body.seconds < 0) continue
    const name = `${body.channel} ${body.seconds}`
    const known = counts.get(name)
    counts.set(name, { channel: body.channel, bucket: body.seconds, count: (known?.count ?? 0) + 1 })
  }
  return [...counts.values()].sort((a, b) => (a.channel < b.channel ? -1 : a.channel > b.channel ? 1 : a.bucket - b.bucket))
}

const asMixer = <T>(house: House, work: (tx: Tx) => Promise<T>): Promise<T> =>
  house.as({ kind: 'system', city: house.city, name: 'mixer' }, work)

const mixUnit = (house: House, cohort: Cohort, unit: UnitRow, settings: EvaluationSettings): Promise<void> =>
  asMixer(house, async tx => {
    const { city, keys } = house
    if (!(await markMixed(tx, city, cohort, unit.unit))) return
    const links: readonly LinkOfUnit[] = await linksOfUnit(tx, city, cohort, unit.unit)
    const bodies = new CohortBodies(house, cohort, await flushKeysOf(tx, city, cohort))
    const slots = links.map(link => slotOf(keys, city, link.digest))
    const found = new Map<string, Opened>()
    for (let at = 0; at < slots.length; at += mixing) {
      for (const row of await bodiesOf(tx, city, cohort, slots.slice(at, at + mixing)))
        found.set(row.slot.toString('hex'), bodies.open(row))
    }
    const answered = slots.map(slot => found.get(slot.toString('hex')))
    const random = uniform(house)
    const counts = (one: Opened | undefined): boolean => one !== undefined && mixedOf(one.body, settings) !== undefined
    const fresh = poolOf(
      cohort,
      [...found.values()],
      links.map((link, at) => ({
        line: link.line,
        service: link.service,
        invited: link.channel !== 'none',
        answered: counts(answered[at]),
      })),
      settings,
    )
    await addSeconds(tx, city, cohort, countSeconds([...found.values()]))
    const carried = await waitingPool(house, tx, unit.unit, false)
    await release(
      house,
      tx,
      unit,
      cohort,
      mix(carried ? merged(carried, fresh, random) : fresh, cohort, unit.parent !== null, limitsOf(settings), random),
      settings,
    )
  })

/** Posted codes know no service: as many ratings are asked for as services would be. They wait, and never roll up. */
const mixWindows = (house: House, cohort: Cohort, settings: EvaluationSettings): Promise<void> =>
  asMixer(house, async tx => {
    const { city } = house
    if (!(await markMixed(tx, city, cohort, wholeCity))) return
    const bodies = new CohortBodies(house, cohort, await flushKeysOf(tx, city, cohort))
    const byUnit = new Map<string, Opened[]>()
    for (const row of await allBodies(tx, city, cohort)) {
      const opened = bodies.open(row)
      const unit = opened.body.window?.unit
      if (unit !== undefined) byUnit.set(unit, [...(byUnit.get(unit) ?? []), opened])
    }
    const random = uniform(house)
    for (const unit of [...byUnit.keys()].sort()) {
      const opened = byUnit.get(unit) as Opened[]
      const own = poolOf(cohort, opened, [], settings)
      const carried = await waitingPool(house, tx, unit, true)
      const pool = carried ? merged(carried, own, random) : own
      await addSeconds(tx, city, cohort, countSeconds(opened))
      await release(
        house,
        tx,
        { unit, parent: null },
        cohort,
        mix({ ...pool, services: pool.ratings.length }, cohort, false, limitsOf(settings), random),
        settings,
      )
    }
  })

const finish = (house: House, cohort: Cohort): Promise<void> =>
  asMixer(house, async tx => {
    const { city, keys } = house
    if (!(await lockCohort(tx, city, cohort))) return
    const kept = await keepReceipts(house, tx, cohort)
    await finishCohort(tx, city, cohort, {
      suite: keys.suite,
      ...kept,
      released: keys.hash('released', cohort, ...(await releasedLinesOf(tx, city, cohort))),
    })
  })

/** Opens this week's cohorts, so that even a week without services ends; closes and releases what is due. */
export const releaseDue = async (house: House, now: Date): Promise<void> => {
  const { city } = house
  const settings = settingsOf(house)
  const [week, windows] = [cohortOf(dayOf(now)), windowCohortOf(dayOf(now))]
  await asMixer(house, async tx => {
    await openCohort(tx, city, week, timesOf(week, settings))
    await openCohort(tx, city, windows, timesOf(windows, { ...settings, answer_days: 2 }))
  })
  for (const { cohort, state, answer_until: answerUntil, change_until: changeUntil } of await asMixer(house, tx =>
    listCohortsToMove(tx, city, now),
  )) {
    if (state === 'open' && answerUntil.getTime() <= now.getTime())
      await asMixer(house, tx => moveCohort(tx, city, cohort, 'open', 'closing'))
    if (changeUntil.getTime() <= now.getTime()) await asMixer(house, tx => moveCohort(tx, city, cohort, 'closing', 'released'))
  }
  for (const cohort of await asMixer(house, tx => listCohortsToMix(tx, city))) {
    if (isUnverified(cohort)) await mixWindows(house, cohort, settings)
    else for (const unit of await asMixer(house, tx => listUnits(tx, city, cohort))) await mixUnit(house, cohort, unit, settings)
    await finish(house, cohort)
  }
}
