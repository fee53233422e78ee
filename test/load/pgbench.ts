import { randomBytes } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { superuser } from '../../src/platform/database/embedded/cluster.ts'
import { readPasswords } from '../../src/platform/database/passwords.ts'
import { bodySize, heldSize } from '../../src/modules/evaluation/rules/body.ts'

/** Sealed sizes: header, nonce and tag come on top (crypto/suite.ts). */
const around = 30

/** Where the embedded server of a data folder listens, from the file that PostgreSQL itself writes. */
const listening = (dataFolder: string): { host: string; port: string } => {
  const root = readFileSync(join(dataFolder, 'database-place'), 'utf8').trim()
  const [, , , port = '', sockets = '', address = ''] = readFileSync(join(root, 'data', 'postmaster.pid'), 'utf8').split('\n')
  return { host: sockets.trim() || address.trim(), port: port.trim() }
}

/** Benchmarks alone: to make data by the million, and tables that are not the product's. */
export const asSuperuser = async (dataFolder: string, database: string): Promise<pg.Client> => {
  const { host, port } = listening(dataFolder)
  const client = new pg.Client({
    host,
    port: Number(port),
    user: superuser,
    password: readPasswords(dataFolder)?.superuser ?? '',
    database,
  })
  await client.connect()
  return client
}

/**
 * The same two rows a rating writes, of the same sizes, by pgbench with 16 clients on the same server: what the database
 * itself gives when nobody thinks. Undefined where pgbench is not installed.
 */
export const pgbenchTwoRows = async (dataFolder: string, seconds: number): Promise<number | undefined> => {
  const found = spawnSync('pgbench', ['--version'], { encoding: 'utf8' })
  if (found.status !== 0) return undefined
  const { host, port } = listening(dataFolder)
  const password = readPasswords(dataFolder)?.superuser ?? ''
  const client = await asSuperuser(dataFolder, 'postgres')
  try {
    await client.query('create schema bench')
    for (const name of ['sealed', 'receipt'])
      await client.query(
        `create table bench.${name} (city text, cohort text, id uuid, body bytea, primary key (city, cohort, id)) with (toast_tuple_target = 8160)`,
      )
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-pgbench-'))
    const row = (name: string, size: number): string =>
      `insert into bench.${name} values ('yunxi', '2026-W47', gen_random_uuid(), '\\x${randomBytes(size).toString('hex')}');\n`
    writeFileSync(join(folder, 'two-rows.sql'), `begin;\n${row('sealed', bodySize + around)}${row('receipt', heldSize + around)}commit;\n`)
    const ran = spawnSync(
      'pgbench',
      [
        '-n',
        '-c',
        '16',
        '-j',
        '1',
        '-T',
        String(seconds),
        '-M',
        'prepared',
        '-f',
        join(folder, 'two-rows.sql'),
        '-h',
        host,
        '-p',
        port,
        '-U',
        superuser,
        'postgres',
      ],
      { encoding: 'utf8', env: { ...process.env, PGPASSWORD: password } },
    )
    rmSync(folder, { recursive: true })
    const tps = Number(/tps = ([\d.]+)/.exec(ran.stdout)?.[1] ?? NaN)
    if (!(tps > 0)) throw new Error(`pgbench: ${ran.stderr.slice(0, 300)}`)
    return tps
  } finally {
    await client.query('drop schema if exists bench cascade')
    await client.end()
  }
}
