import { sql } from 'kysely'
import type { MatterView } from '../../src/engine/contract.ts'
import type { House } from '../../src/engine/house.ts'
import { loops } from '../../src/loops.ts'
import type { SystemName } from '../../src/org/viewer.ts'

export interface Check {
  readonly says: string
  readonly left: string | number
  readonly right: string | number
}
export const holds = ({ left, right }: Check): boolean => left === right

const numberOf = (house: House, name: SystemName, query: ReturnType<typeof sql<{ n: number }>>): Promise<number> =>
  house.as({ kind: 'system', city: house.city, name }, async tx => (await query.execute(tx)).rows[0]?.n ?? -1)

export const countServices = (house: House): Promise<number> =>
  numberOf(house, 'import', sql<{ n: number }>`select count(*)::int as n from evaluation.service`)
export const countLinks = (house: House): Promise<number> =>
  numberOf(house, 'mixer', sql<{ n: number }>`select count(*)::int as n from evaluation.link`)
export const countAnnounced = (house: House, event: string): Promise<number> =>
  numberOf(house, 'loops', sql<{ n: number }>`select count(*)::int as n from engine.announcement where event = ${event}`)
/** Announcements that some line of `loops.ts` still has to answer. */
export const countOwed = (house: House): Promise<number> =>
  numberOf(
    house,
    'loops',
    sql<{
      n: number
    }>`select count(*)::int as n from engine.announcement where waiting and event in (${sql.join([...new Set(loops.map(loop => loop.event))])})`,
  )
/** What the ladder has done to matters of every kind (a call may bring a slip with a ladder of its own): 'remind' is before time, everything else after it. */
export const rungsReached = (house: House): Promise<Record<string, number>> =>
  house.as({ kind: 'system', city: house.city, name: 'loops' }, async tx =>
    Object.fromEntries(
      (
        await sql<{
          act: string
          n: number
        }>`select payload->>'do' as act, count(*)::int as n from engine.announcement where event like '%.rung' group by 1 order by 2 desc`.execute(
          tx,
        )
      ).rows.map(row => [row.act, row.n]),
    ),
  )
export const countRungs = (house: House): Promise<number> =>
  numberOf(house, 'sweep', sql<{ n: number }>`select count(*)::int as n from engine.rung`)
export const countReleased = (house: House): Promise<{ ratings: number; byLink: number; batches: number; smallest: number }> =>
  house.as(
    { kind: 'system', city: house.city, name: 'mixer' },
    async tx =>
      (
        await sql<{
          ratings: number
          byLink: number
          batches: number
          smallest: number
        }>`select coalesce(sum(ratings), 0)::int as ratings, coalesce(sum(ratings) filter (where not unverified), 0)::int as "byLink", count(*)::int as batches, coalesce(min(ratings), 0)::int as smallest from evaluation.batch`.execute(
          tx,
        )
      ).rows[0]!,
  )

/** Ratings that wait sealed for a larger batch: counted here with the keys in hand, and by nobody in the city. */
export const countWithheld = (house: House): Promise<number> =>
  house.as({ kind: 'system', city: house.city, name: 'mixer' }, async tx => {
    const { rows } = await sql<{
      unit: string
      unverified: boolean
      pool: Buffer
    }>`select unit, unverified, pool from evaluation.waiting`.execute(tx)
    return rows.reduce((sum, { unit, unverified, pool }) => {
      const about = `evaluation.waiting/${house.city}/${unit}/${unverified ? 'window' : 'link'}`
      return sum + (JSON.parse(house.keys.open('mixer', pool, about).toString('utf8')) as { ratings: unknown[] }).ratings.length
    }, 0)
  })

export const mattersOf = async (house: House, kind: string): Promise<readonly MatterView[]> => {
  const found: MatterView[] = []
  for (let cursor: string | undefined; ;) {
    const page = await house.engine.list(
      { kind: 'system', city: house.city, name: 'sweep' },
      { kind, limit: 200, ...(cursor ? { cursor } : {}) },
    )
    found.push(...page.items)
    if (!page.next) return found
    cursor = page.next
  }
}

export const tally = (values: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return Object.fromEntries(Object.entries(counts).sort(([, a], [, b]) => b - a))
}
