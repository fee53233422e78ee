import type { Login } from './contract.ts'
import { logins, scramVerifier } from './passwords.ts'
import type { Passwords } from './passwords.ts'

export const owner = 'huiyin_owner'
/** Owns the few functions through which a citizen's page writes; it may insert ratings and read none. Nobody signs in as it. */
export const intakeRole = 'huiyin_intake'
export const roleOf = (login: Login): string => `huiyin_${login}`

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`
const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Why anything but a plain login would be wrong: superusers and BYPASSRLS look past every policy. */
const plain = 'nosuperuser nobypassrls nocreatedb nocreaterole noreplication noinherit'

const ensureRole = (name: string, attributes: string): string =>
  `do $role$ begin if not exists (select from pg_roles where rolname = ${quoteText(name)}) then create role ${quoteName(name)}; end if; end $role$;
alter role ${quoteName(name)} with ${attributes};`

/** Owner and logins; may be run again and sets everything right again. Needs CREATEROLE and, on 15, superuser. */
export const rolesSql = (passwords: Passwords): string =>
  [
    ensureRole(owner, `nologin ${plain}`),
    ensureRole(intakeRole, `nologin ${plain}`),
    ...logins.map(login => ensureRole(roleOf(login), `login ${plain} password ${quoteText(scramVerifier(passwords[login]))}`)),
    // NOINHERIT: the migrator holds the owner's rights only where it says `set role`.
    `grant ${owner} to ${roleOf('migrate')};`,
    // Only so that migrations can hand functions over to it.
    `grant ${intakeRole} to ${owner};`,
    `revoke ${owner}, ${intakeRole} from ${logins
      .filter(login => login !== 'migrate')
      .map(roleOf)
      .join(', ')};`,
    `comment on role ${owner} is 'owns everything of Huiyin; cannot log in';`,
  ].join('\n')

/** Cannot run in a transaction. */
export const createDatabaseSql = (name: string): string =>
  `create database ${quoteName(name)} owner ${owner} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C';`

/** Connect to the new database first: the schema `public` is another one in each. Belongs to a clone too, which inherits no grants. */
export const grantsSql = (name: string): string =>
  [
    `revoke all on database ${quoteName(name)} from public;`,
    `grant connect on database ${quoteName(name)} to ${logins.map(roleOf).join(', ')};`,
    'revoke all on schema public from public;',
  ].join('\n')
