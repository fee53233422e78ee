import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runSetupDatabase } from '../../../tools/setup-database.ts'
import { silentLog } from '../log.ts'
import { superuser } from './embedded/cluster.ts'
import { startEmbedded } from './embedded/index.ts'
import type { EmbeddedServer } from './embedded/index.ts'
import { openDatabase, sql } from './index.ts'
import { scramVerifier } from './passwords.ts'

/** A city's own server: one of ours, but reached through DATABASE_URL and with another data folder's passwords. */
let server: EmbeddedServer
let serverFolder: string
let dataFolder: string
let databaseUrl: string

const administer = async (work: string, database = 'postgres'): Promise<void> => {
  const client = new pg.Client({ host: server.host, port: server.port, user: superuser, password: server.passwords.superuser, database })
  await client.connect()
  try {
    await client.query(work)
  } finally {
    await client.end()
  }
}

const setupSql = (
  env: Record<string, string> = { HUIYIN_DATA: dataFolder, DATABASE_URL: databaseUrl },
): { code: number; out: string; err: string } => {
  const out: string[] = []
  const err: string[] = []
  const code = runSetupDatabase([], {
    out: line => {
      out.push(line)
    },
    err: line => {
      err.push(line)
    },
    env,
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

/** What psql does with its two commands that are not SQL. */
const runAsPsql = async (text: string): Promise<void> => {
  const [before, inside] = text.split('\\connect "city"\n') as [string, string]
  const [roles, create] = before.split('commit;\n') as [string, string]
  await administer(`${roles}commit;`)
  await administer(
    create
      .replace(' \\gexec', '')
      .replace(/^select '(.*)'\n.*$/s, '$1')
      .replaceAll("''", "'"),
  ).catch((error: { code?: string }) => {
    if (error.code !== '42P04') throw error
  })
  await administer(inside, 'city')
}

beforeAll(async () => {
  serverFolder = mkdtempSync(join(tmpdir(), 'huiyin-wall-server-'))
  dataFolder = mkdtempSync(join(tmpdir(), 'huiyin-wall-data-'))
  chmodSync(serverFolder, 0o711)
  server = await startEmbedded(serverFolder, silentLog)
  databaseUrl = `postgresql:///city?host=${encodeURIComponent(server.host)}&port=${server.port}`
})
afterAll(async () => {
  await server.stop()
  for (const folder of [server.root, serverFolder, dataFolder]) rmSync(folder, { recursive: true, force: true })
})

const open = () => openDatabase({ dataFolder, databaseUrl }, silentLog)

describe('a PostgreSQL of one’s own', () => {
  it('is prepared by SQL that the administrator runs, and that holds no password', async () => {
    await expect(open()).rejects.toThrow(/database-passwords\.json .* does not exist yet\. Run npx huiyin setup-database/)
    const { code, out, err } = setupSql()
    expect(code).toBe(0)
    expect(err).toContain(join(dataFolder, 'database-passwords.json'))
    for (const password of Object.values(
      JSON.parse(readFileSync(join(dataFolder, 'database-passwords.json'), 'utf8')) as Record<string, string>,
    ))
      expect(out).not.toContain(password)
    await expect(open()).rejects.toThrow(/does not accept our logins|does not exist. Run npx/)
    await runAsPsql(out)
    const database = await open()
    const { rows } = await database.transaction('system', tx =>
      sql`select current_database()::text as name, session_user::text as who`.execute(tx),
    )
    expect(rows).toEqual([{ name: 'city', who: 'huiyin_system' }])
    await database.close()
  })

  it('may be prepared again: the passwords stay', async () => {
    await runAsPsql(setupSql().out)
    await (await open()).close()
  })

  it('says what is missing instead of printing half', () => {
    const { code, out, err } = setupSql({ HUIYIN_DATA: dataFolder })
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('DATABASE_URL is not set')
  })
})

describe('a start refuses logins that no policy would hold', () => {
  const planted: readonly (readonly [violation: string, mend: string, sentence: RegExp])[] = [
    [
      'alter role huiyin_staff superuser',
      'alter role huiyin_staff nosuperuser',
      /huiyin_staff is a superuser, who looks past every policy/,
    ],
    ['alter role huiyin_migrate superuser', 'alter role huiyin_migrate nosuperuser', /huiyin_migrate is a superuser/],
    ['alter role huiyin_public bypassrls', 'alter role huiyin_public nobypassrls', /huiyin_public has BYPASSRLS/],
    ['alter role huiyin_system createrole', 'alter role huiyin_system nocreaterole', /huiyin_system may create roles/],
    ['grant huiyin_owner to huiyin_system', 'revoke huiyin_owner from huiyin_system', /huiyin_system is a member of huiyin_owner/],
    [
      'grant huiyin_intake to huiyin_public',
      'revoke huiyin_intake from huiyin_public',
      /huiyin_public is a member of huiyin_intake, whose rights it could take/,
    ],
    [
      'alter database city owner to huiyin_staff',
      'alter database city owner to huiyin_owner; grant connect on database city to huiyin_staff',
      /huiyin_staff owns tables, a schema or a database/,
    ],
    ['create schema theirs authorization huiyin_public', 'drop schema theirs', /huiyin_public owns tables/],
  ]
  for (const [violation, mend, sentence] of planted) {
    it(`planted: ${violation}`, async () => {
      await administer(violation, 'city')
      await expect(open()).rejects.toThrow(sentence)
      await administer(mend, 'city')
      await (await open()).close()
    })
  }

  it('and a server that forgets at a power cut', async () => {
    await administer('alter role huiyin_system set synchronous_commit = off')
    await expect(open()).rejects.toThrow(/synchronous_commit = off: a power cut would lose ratings/)
    await administer('alter role huiyin_system reset synchronous_commit')
    await (await open()).close()
  })
})

describe('what stands in for a password', () => {
  it('is what the server would have made of it (RFC 7677’s example)', () => {
    const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64')
    expect(scramVerifier('pencil', salt)).toBe(
      'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
    )
  })
})
