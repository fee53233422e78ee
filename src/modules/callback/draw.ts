import { addDays, dayFrom, dayOf, startOfDay } from '../../calendar/index.ts'
import type { Day } from '../../calendar/index.ts'
import type { House } from '../../engine/house.ts'
import { plainHash } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { openMarking } from './marking.ts'
import { settingsNow } from './opened.ts'
import { commitmentOf, drawFrom, howMany, isSealedBefore, promisedHash, weekOf } from '../../engine/index.ts'
import type { DrawSheet, HashHex } from '../../engine/index.ts'
import { isCommitted, listDraws, recordsClosed, takeUndrawn, ticketsOf, writeCommitment, writeDrawn } from './store/marks.ts'
import type { DrawRow } from './store/marks.ts'

/** SHA-256 whatever suite the house keeps its own secrets with: a stranger recomputes it with any tool. */
export const sha256: HashHex = text => plainHash('std', Buffer.from(text, 'utf8')).toString('hex')

const about = (house: House, week: string): string => `callback.draw/${house.city}/${week}`

/** Nobody without the key makes another ticket for a record, and no ticket leads to one. */
const ticketOf = (house: House, call: string, round: number): string =>
  house.keys.digest('draw', house.city, call, String(round)).toString('hex').slice(0, 32)

/** The draw's name on the trail. */
const nameOf = (week: string): string => `callback.draw/${week}`

/** Before anything of the week can be drawn: its hash and its share, for everybody to copy, and on the trail. */
const commit = async (house: House, tx: Tx, week: Day, today: Day): Promise<void> => {
  const before = addDays(week, 7)
  // A promise that no root takes in before its records are known would bind nobody.
  if (!isSealedBefore(today, before) || (await isCommitted(tx, house.city, week))) return
  const seed = house.keys.randomBytes(32).toString('hex')
  const row = { week, commitment: commitmentOf(sha256, seed), ...settingsNow(house).marks_share }
  const sealed = house.keys.seal('matter.rating', Buffer.from(seed, 'utf8'), about(house, week))
  // Another server may have given it in the same moment.
  if (!(await writeCommitment(tx, house.city, { ...row, sealed }))) return
  const named = nameOf(week)
  await house.engine.promise(tx, { about: named, hash: promisedHash(sha256, { about: named, ...row }), before })
}

const drawWeek = async (house: House, tx: Tx, row: DrawRow & { readonly sealed: Buffer }): Promise<void> => {
  const monday = dayFrom(row.week)
  const seed = house.keys.open('matter.rating', row.sealed, about(house, row.week)).toString('utf8')
  const closed = await recordsClosed(tx, house.city, startOfDay(monday), startOfDay(addDays(monday, 7)))
  const records = new Map(closed.map(one => [ticketOf(house, one.call, one.round), one]))
  const tickets = [...records.keys()].sort()
  const drawn = drawFrom(sha256, seed, tickets, howMany(tickets.length, row))
  await writeDrawn(
    tx,
    house.city,
    row.week,
    seed,
    tickets.map(ticket => ({ ticket, drawn: drawn.includes(ticket) })),
  )
  for (const ticket of drawn) await openMarking(house, tx, { ...records.get(ticket)!, week: row.week, ticket })
}

/** The week's commitment with its first beat; the draw with the first beat after it. A week without a beat until its Sunday has no draw. */
export const drawRecords = (house: House, now: Date): Promise<void> =>
  house.as({ kind: 'system', city: house.city, name: 'sweep' }, async tx => {
    const today = dayOf(now)
    const week = weekOf(today)
    await commit(house, tx, week, today)
    for (const row of await takeUndrawn(tx, house.city, week)) await drawWeek(house, tx, row)
  })

/** One line a week, the oldest first: Monday, hash, share, least, and the seed once the week is over. */
export const drawLines = (house: House): Promise<string> =>
  house.as({ kind: 'public', city: house.city }, async tx =>
    [...(await listDraws(tx, house.city, 520))]
      .reverse()
      .map(({ week, commitment, percent, least, seed }) => `${[week, commitment, `${percent}%`, least, seed ?? '-'].join(' ')}\n`)
      .join(''),
  )

/** What verify-draw reads; undefined while the seed is not public. */
export const sheetOf = async (house: House, tx: Tx, week: string): Promise<DrawSheet | undefined> => {
  const row = (await listDraws(tx, house.city, 520)).find(one => one.week === week)
  if (!row || row.seed === null) return undefined
  const tickets = await ticketsOf(tx, house.city, [week])
  const { commitment, seed, percent, least } = row
  return {
    week,
    about: nameOf(week),
    commitment,
    seed,
    percent,
    least,
    tickets: tickets.map(one => one.ticket),
    drawn: tickets.filter(one => one.drawn).map(one => one.ticket),
  }
}
