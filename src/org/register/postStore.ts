import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { Role } from '../viewer.ts'
import type { EdgeKind, Level, Line, ListedEdge, ListedPost, PostTime } from './contract.ts'
import { asPattern } from './unitStore.ts'

export interface EdgesAsked {
  readonly search: string
  /** Either end. */
  readonly unit?: string
  readonly line?: Line
  readonly kind?: EdgeKind
  /** Of the lower unit. */
  readonly level?: Level
  readonly after?: string
  readonly limit: number
}

export const placeOfEdge = (edge: Pick<ListedEdge, 'lower' | 'upper' | 'line'>): string => `${edge.lower} ${edge.upper} ${edge.line}`

export const listEdges = async (tx: Tx, { search, unit, line, kind, level, after, limit }: EdgesAsked): Promise<readonly ListedEdge[]> =>
  (
    await sql<ListedEdge>`
  select e.lower, l.name as "lowerName", l.level as "lowerLevel", e.upper, u.name as "upperName", u.level as "upperLevel", e.kind, e.line
  from org.edge e join org.unit l on l.city = e.city and l.id = e.lower join org.unit u on u.city = e.city and u.id = e.upper
  where e.city = org.city() and (l.name ilike ${`%${asPattern(search)}%`} or u.name ilike ${`%${asPattern(search)}%`} or l.code ilike ${`${asPattern(search)}%`})
    and (${unit ?? null}::uuid is null or ${unit ?? null} in (e.lower, e.upper)) and (${line ?? null}::text is null or e.line = ${line ?? null})
    and (${kind ?? null}::text is null or e.kind = ${kind ?? null}) and (${level ?? null}::text is null or l.level = ${level ?? null})
    and (${after ?? null}::text is null or e.lower || ' ' || e.upper || ' ' || e.line > ${after ?? null})
  order by e.lower || ' ' || e.upper || ' ' || e.line limit ${limit}`.execute(tx)
  ).rows

export interface PostsAsked {
  /** Part of a name, beginning of a staff number. */
  readonly search: string
  readonly unit?: string
  readonly person?: string
  readonly role?: Role
  /** Against this civil day. */
  readonly time?: PostTime
  readonly day: string
  readonly after?: string
  readonly limit: number
}

const time = (day: string) =>
  sql`case when h.held_from > ${day}::date then 'ahead' when h.held_until < ${day}::date then 'past' else 'now' end`

/** Unit, role and holder in the order of the register; of one holder the newest term first. */
const place = sql`u.code || ' ' || h.role || ' ' || h.deputy || ' ' || p.code || ' ' || to_char(date '9999-12-31' - h.held_from, 'FM0000000') || ' ' || h.id`

export interface PlacedPost extends ListedPost {
  readonly place: string
}

export const listPosts = async (
  tx: Tx,
  { search, unit, person, role, time: when, day, after, limit }: PostsAsked,
): Promise<readonly PlacedPost[]> =>
  (
    await sql<PlacedPost>`
  select q.* from (
    select h.id, h.unit, u.name as "unitName", h.person, p.name as "personName", p.code as "personCode", h.role, h.title, h.deputy, h.held_from::text as "from", h.held_until::text as until, ${time(day)} as time, ${place} as place
    from org.post h join org.unit u on u.city = h.city and u.id = h.unit join org.person p on p.city = h.city and p.id = h.person
    where h.city = org.city() and (p.name ilike ${`%${asPattern(search)}%`} or p.code ilike ${`${asPattern(search)}%`})
      and (${unit ?? null}::uuid is null or h.unit = ${unit ?? null}) and (${person ?? null}::uuid is null or h.person = ${person ?? null}) and (${role ?? null}::text is null or h.role = ${role ?? null})
  ) q where (${when ?? null}::text is null or q.time = ${when ?? null}) and (${after ?? null}::text is null or q.place > ${after ?? null})
  order by q.place limit ${limit}`.execute(tx)
  ).rows
