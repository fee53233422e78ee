import type { Log } from '../log.ts'
import type { Database, Login } from './contract.ts'
import { DatabaseRefused } from './faults.ts'
import { logins } from './passwords.ts'
import { owner, roleOf } from './roles.ts'

interface Rights {
  readonly role: string
  readonly superuser: boolean
  readonly bypass: boolean
  readonly creates: boolean
  /** Roles whose rights it can take. */
  readonly member_of: readonly string[]
  readonly owns: boolean
}

/** `session_user`, since a pooler or a URL may hand us another login than the one we named. */
const rightsSql = `
  select r.rolname as role, r.rolsuper as superuser, r.rolbypassrls as bypass, r.rolcreaterole or r.rolcreatedb as creates,
    array(select o.rolname::text from pg_auth_members m join pg_roles o on o.oid = m.roleid where m.member = r.oid order by 1) as member_of,
    exists (select from pg_class c where c.relowner = r.oid)
      or exists (select from pg_namespace n where n.nspowner = r.oid)
      or exists (select from pg_database d where d.datdba = r.oid) as owns
  from pg_roles r where r.rolname = session_user`

/** Chinese and English of what a login may and must not. */
type Wrong = readonly [string, string]

const whatIsWrong = (login: Login, rights: Rights): Wrong | undefined => {
  if (rights.role !== roleOf(login))
    return [`连上去成了 ${rights.role}，不是 ${roleOf(login)}`, `is ${rights.role} instead of ${roleOf(login)}`]
  if (rights.superuser) return ['是超级用户，权限策略管不住它', 'is a superuser, who looks past every policy']
  if (rights.bypass) return ['带有 BYPASSRLS，权限策略管不住它', 'has BYPASSRLS and looks past every policy']
  if (rights.creates) return ['可以建账号或数据库', 'may create roles or databases']
  if (rights.owns) return [`拥有表、模式或数据库，这些只能归 ${owner}`, `owns tables, a schema or a database, which ${owner} alone may`]
  const foreign = rights.member_of.filter(role => login !== 'migrate' || role !== owner).join(', ')
  return foreign === '' ? undefined : [`是 ${foreign} 的成员，可以借用它的权限`, `is a member of ${foreign}, whose rights it could take`]
}

/** Refuses to run with a login that row-level security would not hold. Called at every start. */
export const assertPlainLogins = async (database: Database): Promise<void> => {
  for (const login of logins) {
    const { rows } = await database.pool(login).query<Rights>(rightsSql)
    const wrong = rows[0] ? whatIsWrong(login, rows[0]) : (['在服务器上查不到', 'is not known to the server'] as const)
    if (wrong)
      throw new DatabaseRefused(
        `数据库账号 ${roleOf(login)} ${wrong[0]}。请运行 npx huiyin setup-database，把打印出的 SQL 交给数据库管理员执行。 The database login ${roleOf(login)} ${wrong[1]}. Run npx huiyin setup-database and give its SQL to the administrator of the database.`,
      )
  }
}

const oldest = 15
const newest = 18

/** A server of one's own is asked whether it keeps what it acknowledges. */
export const assertDurable = async (database: Database, log: Log): Promise<void> => {
  const { rows } = await database.pool('system').query<{ version: number; fsync: string; pages: string; sync: string; sums: string }>(`
    select current_setting('server_version_num')::int / 10000 as version, current_setting('fsync') as fsync,
      current_setting('full_page_writes') as pages, current_setting('synchronous_commit') as sync, current_setting('data_checksums') as sums`)
  const { version, fsync, pages, sync, sums } = rows[0] as (typeof rows)[number]
  if (version < oldest)
    throw new DatabaseRefused(
      `数据库是 PostgreSQL ${version}；回音要用 ${oldest} 到 ${newest} 版。 The database is PostgreSQL ${version}. Huiyin needs ${oldest} to ${newest}.`,
    )
  if (version > newest) log.warn({ event: 'database.newer_than_tested', count: version })
  for (const [name, value] of [
    ['fsync', fsync],
    ['full_page_writes', pages],
    ['synchronous_commit', sync],
  ] as const) {
    if (value === 'off')
      throw new DatabaseRefused(
        `数据库的 ${name} 关着（off）：一停电，已经告诉群众收到的评价就会丢。请打开它。 The database runs with ${name} = off: a power cut would lose ratings that citizens were told we have. Switch it on.`,
      )
  }
  if (sums !== 'on') log.warn({ event: 'database.no_checksums' })
}
