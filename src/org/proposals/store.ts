import { sql } from 'kysely'
import type { Tx } from '../../platform/database/contract.ts'
import type { Tie } from '../contract.ts'
import type { Change, ProposalState } from './contract.ts'
import type { Names, Standing } from './rules.ts'
import type { StandingOrg } from './upload.ts'

export interface ProposalRow {
  readonly id: string
  readonly changes: readonly Change[]
  /** All of them, where `changes` are the first ones. */
  readonly count: number
  readonly reason: string
  readonly from: string
  readonly proposedBy: string
  readonly proposedByName: string
  readonly proposedAt: Date
  readonly expiresOn: string
  readonly proposers: readonly string[]
  readonly approvers: readonly string[]
  readonly favours: readonly string[]
  readonly waits: boolean
  readonly state: ProposalState
  readonly settledByName: string | null
  readonly settledOn: string | null
  readonly settledReason: string | null
  readonly appliedOn: string | null
  readonly undoes: string | null
  /** That takes this one back, waiting or done. */
  readonly undoneBy: string | null
}

const facts = (
  day: string,
  first: number,
) => sql`p.id, jsonb_array_length(p.changes) as count, (select coalesce(jsonb_agg(c.value order by c.n), '[]') from jsonb_array_elements(p.changes) with ordinality as c(value, n) where c.n <= ${first}) as changes,
  p.reason, p.from_on::text as "from", p.proposed_by as "proposedBy", b.name as "proposedByName", p.proposed_at as "proposedAt", p.expires_on::text as "expiresOn", p.proposers, p.approvers, p.favours, p.waits,
  case when p.state = 'waiting' and p.expires_on < ${day}::date then 'expired' else p.state end as state, s.name as "settledByName", p.settled_on::text as "settledOn", p.settled_reason as "settledReason", p.applied_on::text as "appliedOn", p.undoes,
  (select q.id from org.proposal q where q.city = p.city and q.undoes = p.id and (q.state in ('approved', 'applied') or q.state = 'waiting' and q.expires_on >= ${day}::date) limit 1) as "undoneBy"
  from org.proposal p join org.person b on b.city = p.city and b.id = p.proposed_by left join org.person s on s.city = p.city and s.id = p.settled_by`

export interface ProposalsAsked {
  readonly state?: ProposalState
  readonly day: string
  readonly after?: { readonly at: Date; readonly id: string }
  readonly first: number
  readonly limit: number
}

/** Newest first. */
export const listProposals = async (tx: Tx, { state, day, after, first, limit }: ProposalsAsked): Promise<readonly ProposalRow[]> =>
  (
    await sql<ProposalRow>`
  select ${facts(day, first)} where p.city = org.city()
    and (${state ?? null}::text is null or ${state ?? null} = case when p.state = 'waiting' and p.expires_on < ${day}::date then 'expired' else p.state end)
    and (${after?.id ?? null}::uuid is null or p.proposed_at < ${after?.at ?? null}::timestamptz or (p.proposed_at = ${after?.at ?? null}::timestamptz and p.id > ${after?.id ?? null}::uuid))
  order by p.proposed_at desc, p.id limit ${limit}`.execute(tx)
  ).rows

export const findProposal = async (tx: Tx, id: string, day: string, first: number): Promise<ProposalRow | undefined> =>
  (await sql<ProposalRow>`select ${facts(day, first)} where p.city = org.city() and p.id = ${id}`.execute(tx)).rows[0]

export interface NewProposal {
  readonly id: string
  readonly changes: readonly Change[]
  readonly reason: string
  readonly from: string
  readonly at: Date
  readonly on: string
  readonly expiresOn: string
  readonly undoes?: string
}

/** What the database works out from the changes; whoever may not propose them is refused by it. */
export const insertProposal = async (tx: Tx, row: NewProposal): Promise<Pick<ProposalRow, 'approvers' | 'favours'>> =>
  (
    await sql<Pick<ProposalRow, 'approvers' | 'favours'>>`
  insert into org.proposal (city, id, changes, reason, from_on, proposed_by, proposed_at, proposed_on, expires_on, undoes)
  values (org.city(), ${row.id}, ${JSON.stringify(row.changes)}::jsonb, ${row.reason}, ${row.from}::date, org.person(), ${row.at}, ${row.on}::date, ${row.expiresOn}::date, ${row.undoes ?? null})
  returning approvers, favours`.execute(tx)
  ).rows[0]!

export interface Settled {
  readonly state: 'approved' | 'refused' | 'withdrawn'
  readonly at: Date
  readonly on: string
  readonly reason: string | null
}

/** @returns false where somebody was faster. */
export const settleProposal = async (tx: Tx, id: string, { state, at, on, reason }: Settled): Promise<boolean> =>
  (
    await sql`
  update org.proposal set state = ${state}, settled_by = org.person(), settled_at = ${at}, settled_on = ${on}::date, settled_reason = ${reason}
  where city = org.city() and id = ${id} and (state = 'waiting' or ${state} = 'withdrawn' and state = 'approved')`.execute(tx)
  ).numAffectedRows === 1n

export const applyProposal = async (tx: Tx, id: string, day: string): Promise<void> => {
  await sql`select org.apply_proposal(${id}, ${day}::date)`.execute(tx)
}

/** As the sweep: those whose day has come. */
export const applyDue = async (tx: Tx, day: string): Promise<number> =>
  (await sql<{ n: number }>`select org.apply_due(${day}::date) as n`.execute(tx)).rows[0]?.n ?? 0

export const namesOf = async (tx: Tx, ids: readonly string[]): Promise<Names> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select u.id, coalesce(o.name, '') || u.name as name from org.unit u left join org.unit o on o.city = u.city and o.id = u.parent where u.city = org.city() and u.id = any(${[...ids]}::uuid[])
    union all select p.id, p.name from org.person p where p.city = org.city() and p.id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map(row => [row.id, row.name]))
}

export const standingPosts = async (
  tx: Tx,
  by: { readonly ids: readonly string[] } | { readonly person: string },
): Promise<readonly Standing[]> =>
  (
    await sql<Standing>`
  select h.id, h.unit, h.role, h.person, h.title, h.deputy, h.held_from::text as "from", h.held_until::text as until from org.post h
  where h.city = org.city() and ${'ids' in by ? sql`h.id = any(${[...by.ids]}::uuid[])` : sql`h.person = ${by.person}`}`.execute(tx)
  ).rows

export const findEdgeKind = async (tx: Tx, lower: string, upper: string, line: string): Promise<string | undefined> =>
  (
    await sql<{
      kind: string
    }>`select e.kind from org.edge e where e.city = org.city() and e.lower = ${lower} and e.upper = ${upper} and e.line = ${line}`.execute(
      tx,
    )
  ).rows[0]?.kind

export const isPerson = async (tx: Tx, id: string): Promise<boolean> =>
  (await sql`select from org.person p where p.city = org.city() and p.id = ${id}`.execute(tx)).rows.length > 0

/** Whether a key that still opens something sees links. */
export const findKeyLinks = async (tx: Tx, id: string): Promise<{ readonly name: string; readonly seesLinks: boolean } | undefined> =>
  (
    await sql<{
      name: string
      seesLinks: boolean
    }>`select k.name, k.sees_links as "seesLinks" from org.api_key k where k.city = org.city() and k.id = ${id} and k.revoked_at is null`.execute(
      tx,
    )
  ).rows[0]

/** A tie between two, whoever is named first. */
export const findTie = async (tx: Tx, { person, other, kind }: Tie): Promise<{ readonly until: string | null } | undefined> =>
  (
    await sql<{ until: string | null }>`select t.until_on::text as until from org.tie t
      where t.city = org.city() and t.person = least(${person}::uuid, ${other}::uuid) and t.other = greatest(${person}::uuid, ${other}::uuid) and t.kind = ${kind}`.execute(
      tx,
    )
  ).rows[0]

/** Departments and open windows that stand in a unit. */
export const countWithin = async (tx: Tx, unit: string): Promise<number> =>
  (
    await sql<{ n: number }>`
  select (select count(*) from org.unit u where u.city = org.city() and u.parent = ${unit} and u.closed_on is null)::int + (select count(*) from org.service_window w where w.city = org.city() and w.unit = ${unit} and w.closed_on is null)::int as n`.execute(
      tx,
    )
  ).rows[0]!.n

/** Who may settle it, today. */
export const holdersOf = async (tx: Tx, roles: readonly string[], day: string): Promise<readonly string[]> =>
  (
    await sql<{ person: string }>`
  select distinct h.person from org.post h where h.city = org.city() and h.role = any(${[...roles]}::text[]) and h.held_from <= ${day}::date and (h.held_until is null or h.held_until >= ${day}::date)`.execute(
      tx,
    )
  ).rows.map(row => row.person)

/** What an upload is compared with; of the roster what is not over on this day. */
export const readStanding = async (tx: Tx, day: string): Promise<StandingOrg> =>
  (
    await sql<StandingOrg>`select
    (select coalesce(json_agg(json_build_object('id', u.id, 'code', u.code, 'name', u.name, 'kind', u.kind, 'level', u.level, 'organ', u.organ, 'parent', u.parent, 'parentCode', p.code, 'closed', u.closed_on is not null)), '[]') from org.unit u left join org.unit p on p.city = u.city and p.id = u.parent where u.city = org.city()) as units,
    (select coalesce(json_agg(json_build_object('id', p.id, 'code', p.code, 'name', p.name)), '[]') from org.person p where p.city = org.city()) as people,
    (select coalesce(json_agg(json_build_object('id', h.id, 'unit', h.unit, 'unitCode', u.code, 'role', h.role, 'person', h.person, 'personCode', p.code, 'title', h.title, 'deputy', h.deputy, 'from', h.held_from, 'until', h.held_until)), '[]')
      from org.post h join org.unit u on u.city = h.city and u.id = h.unit join org.person p on p.city = h.city and p.id = h.person where h.city = org.city()) as posts,
    (select coalesce(json_agg(json_build_object('lower', e.lower, 'upper', e.upper, 'line', e.line, 'kind', e.kind)), '[]') from org.edge e where e.city = org.city()) as edges,
    (select coalesce(json_agg(json_build_object('id', w.id, 'code', w.code, 'unit', w.unit, 'name', w.name, 'line', w.line, 'closed', w.closed_on is not null)), '[]') from org.service_window w where w.city = org.city()) as windows,
    (select coalesce(json_agg(json_build_object('unit', d.unit, 'person', d.person, 'begins', to_char(d.from_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI'), 'ends', to_char(d.until_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI'))), '[]')
      from org.duty d where d.city = org.city() and d.until_at >= ${`${day} 00:00+08`}::timestamptz) as watches`.execute(tx)
  ).rows[0]!
