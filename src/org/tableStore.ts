import { sql } from 'kysely'
import type { Tx } from '../platform/database/contract.ts'
import type { TableName } from './import/columns.ts'

export type TableRow = Readonly<Record<string, string | number | null>>

/** One table of the organisation by its codes, as a file of it is written; what has been closed is not among it. */
export const readTable = async (tx: Tx, table: TableName): Promise<readonly TableRow[]> =>
  (
    await {
      units: () =>
        sql<TableRow>`select u.code, u.name, u.kind, u.level, u.organ, p.code as parent from org.unit u left join org.unit p on p.city = u.city and p.id = u.parent
    where u.city = org.city() and u.closed_on is null order by u.code`.execute(tx),
      edges: () =>
        sql<TableRow>`select l.code as lower, u.code as upper, e.kind, e.line from org.edge e join org.unit l on l.city = e.city and l.id = e.lower join org.unit u on u.city = e.city and u.id = e.upper
    where e.city = org.city() order by l.code, u.code, e.line`.execute(tx),
      people: () => sql<TableRow>`select p.code, p.name from org.person p where p.city = org.city() order by p.code`.execute(tx),
      posts: () =>
        sql<TableRow>`select u.code as unit, h.role, p.code as person, h.title, h.deputy, h.held_from::text as "from", h.held_until::text as until
    from org.post h join org.unit u on u.city = h.city and u.id = h.unit join org.person p on p.city = h.city and p.id = h.person where h.city = org.city() order by u.code, h.role, h.deputy, p.code, h.held_from`.execute(
          tx,
        ),
      duty: () =>
        sql<TableRow>`select u.code as unit, p.code as person, to_char(d.from_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as "from", to_char(d.until_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as until
    from org.duty d join org.unit u on u.city = d.city and u.id = d.unit join org.person p on p.city = d.city and p.id = d.person where d.city = org.city() order by u.code, d.from_at, p.code`.execute(
          tx,
        ),
      windows: () =>
        sql<TableRow>`select w.code, u.code as unit, w.name, w.line from org.service_window w join org.unit u on u.city = w.city and u.id = w.unit where w.city = org.city() and w.closed_on is null order by w.code`.execute(
          tx,
        ),
    }[table]()
  ).rows
