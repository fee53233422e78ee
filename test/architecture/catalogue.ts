import type { Database } from '../../src/platform/database/index.ts'
import { assertPlainLogins } from '../../src/platform/database/wall.ts'
import { definerFunctions, keysWithoutCity, openTables, uniqueWithoutCity } from './catalogue.lists.ts'

/** `engine.sight` answers for the session's own city alone. */
const bindsCity = /city = org\.city\(\)|city = current_setting\('huiyin\.city'|engine\.(?:sees|sight)\(city, /

/** Sentences about what the catalogue of a migrated database shows and must not; empty when all is well. */
export const catalogueFaults = async (database: Database): Promise<readonly string[]> => {
  const found: string[] = []
  const look = async (query: string, tell: (row: Record<string, string>) => string | undefined): Promise<void> => {
    const { rows } = await database.pool('system').query<Record<string, string>>(query)
    for (const row of rows) {
      const sentence = tell(row)
      if (sentence !== undefined) found.push(sentence)
    }
  }
  const ours = "n.nspname not in ('information_schema', 'pgboss') and n.nspname !~ '^pg_'"
  const tables = `from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and ${ours}`
  const key = `(select array_agg(a.attname::text order by at) from pg_index i, unnest(i.indkey) with ordinality k(num, at) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num where i.indrelid = c.oid and i.indisprimary)`

  await assertPlainLogins(database).catch((error: Error) => {
    found.push(error.message)
  })

  await look(`select n.nspname || '.' || c.relname as name, (${key})[1] as first ${tables}`, ({ name, first }) =>
    first === 'city' || Object.hasOwn(keysWithoutCity, name as string)
      ? undefined
      : `${name}: city is not the first column of the primary key`,
  )

  // A partition is read through its parent, whose policies hold; without a grant of its own nobody reaches it.
  await look(
    `select n.nspname || '.' || c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd = '*' and p.polroles = array[c.relowner] and p.polpermissive
        and pg_get_expr(p.polqual, c.oid) = 'true' and pg_get_expr(p.polwithcheck, c.oid) = 'true') as owner_policy
    ${tables} and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'city' and not a.attisdropped)
      and not (c.relispartition and c.relacl is null)`,
    ({ name, enabled, forced, owner_policy }) => {
      if (Object.hasOwn(openTables, name as string)) return undefined
      if (!enabled) return `${name}: row-level security is not enabled`
      if (!forced) return `${name}: row-level security is not forced`
      return owner_policy
        ? undefined
        : `${name}: no policy "using (true) with check (true)" for huiyin_owner, whose updates would silently change nothing`
    },
  )

  // Whoever holds a right on a table needs a policy that lets some rows through, or the right is a mistake.
  await look(
    `select distinct n.nspname || '.' || c.relname as name, g.grantee::regrole::text as login, lower(g.privilege_type) as command
      from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) g
    where c.relkind in ('r', 'p') and c.relrowsecurity and ${ours} and g.grantee <> 0 and g.grantee <> c.relowner and g.privilege_type in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
      and not exists (select from pg_policy p where p.polrelid = c.oid and (p.polroles @> array[g.grantee] or p.polroles = '{0}')
        and p.polcmd in ('*', case g.privilege_type when 'SELECT' then 'r' when 'INSERT' then 'a' when 'UPDATE' then 'w' else 'd' end::"char"))`,
    ({ name, login, command }) => `${name}: ${login} may ${command} by grant, but no policy ever lets it`,
  )

  await look(
    `select n.nspname || '.' || c.relname as name, p.polname as policy, coalesce(pg_get_expr(p.polqual, c.oid), '') as uses, coalesce(pg_get_expr(p.polwithcheck, c.oid), '') as checks
    from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
    where exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'city')
      and (p.polroles = '{0}' or exists (select from pg_roles r where r.oid = any(p.polroles) and r.rolname in ('huiyin_staff', 'huiyin_public', 'huiyin_system')))`,
    ({ name, policy, uses, checks }) =>
      [uses, checks].every(text => text === '' || text === 'false' || bindsCity.test(text as string))
        ? undefined
        : `${name}: the policy ${policy} does not bind the city, so a session of one city could see or write another's rows`,
  )

  // Constraints look past row-level security: a key without the city would tell one city about another's rows.
  await look(
    `select n.nspname || '.' || c.relname as table, i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    where i.indisunique and ${ours} and not exists (select from unnest(i.indkey) k(num) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num and a.attname = 'city')`,
    ({ table, name }) =>
      Object.hasOwn(keysWithoutCity, table as string) || Object.hasOwn(uniqueWithoutCity, name as string)
        ? undefined
        : `${name}: a unique key without the city`,
  )

  await look(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and (c.relkind = 'm' or c.relkind = 'v' and not coalesce(c.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1'])`,
    ({ name }) => `${name}: a view without security_invoker shows its owner's rows`,
  )

  const definers = new Set<string>()
  await look(
    `select n.nspname || '.' || p.proname as name, coalesce(array_to_string(p.proconfig, ';'), '') as config,
      p.proacl is null or exists (select from aclexplode(p.proacl) g where g.grantee = 0) as anybody
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and ${ours}`,
    ({ name, config, anybody }) => {
      definers.add(name as string)
      if (!Object.hasOwn(definerFunctions, name as string))
        return `${name}: a SECURITY DEFINER function that catalogue.lists.ts does not give a reason for`
      if (!(config as string).startsWith('search_path=pg_catalog'))
        return `${name}: SECURITY DEFINER without "set search_path = pg_catalog, …"`
      return anybody ? `${name}: anybody may execute a SECURITY DEFINER function; revoke it from public` : undefined
    },
  )
  for (const name of Object.keys(definerFunctions))
    if (!definers.has(name)) found.push(`catalogue.lists.ts: ${name} is not a SECURITY DEFINER function any more`)

  await look(
    `select distinct n.nspname || '.' || c.relname as name, case when g.grantee = 0 then 'anybody' else g.grantee::regrole::text end as login, lower(g.privilege_type) as privilege
    from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) g
    where ${ours} and g.grantee <> c.relowner and (g.grantee = 0 or g.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN'))`,
    ({ name, login, privilege }) => `${name}: ${login} may ${privilege}`,
  )

  await look(
    `select n.nspname || '.' || c.relname as name, pg_get_userbyid(c.relowner) as owner from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and c.relkind in ('r', 'p', 'v', 'S') and pg_get_userbyid(c.relowner) <> 'huiyin_owner'`,
    ({ name, owner }) => `${name}: belongs to ${owner} instead of huiyin_owner`,
  )

  return found.sort()
}
