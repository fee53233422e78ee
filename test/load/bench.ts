import { fork, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildHouse, startHouse } from '../../src/main.ts'
import type { Running } from '../../src/main.ts'
import { createKey } from '../../src/org/access/index.ts'
import { importOrg } from '../../src/org/import/index.ts'
import { silentLog } from '../../src/platform/log.ts'
import { orgTexts, townFolder } from '../programme.ts'
import type { Seen } from './client.ts'

const seconds = Number(process.env.BENCH_SECONDS ?? 8)
const links = Number(process.env.BENCH_LINKS ?? 60_000)
const perService = 20
const perPush = 50

const client = (order: Record<string, unknown>): Promise<Seen> => new Promise((resolve, reject) => {
  const child = fork(fileURLToPath(new URL('./client.ts', import.meta.url)), { execArgv: [] })
  child.once('message', seen => resolve(seen as Seen))
  child.once('error', reject)
  child.send(order)
})

/** Pushes services with many parties each, and keeps the tokens of their links. */
const pushLinks = async (running: Running): Promise<string[]> => {
  const { house, app } = running
  const { token } = await house.as({ kind: 'system', city: house.city, name: 'import' }, tx => createKey(tx, house.keys, house.city, { name: 'bench', scopes: ['services', 'links'], seesLinks: true }))
  const tokens: string[] = []
  const days = 14
  for (let at = 0; tokens.length < links; at++) {
    const services = Array.from({ length: perPush }, (_, n) => ({
      externalId: `bench-${at}-${n}`, line: 'court.enforcement', unit: 'ld.court.enforcement', outcome: 'closed',
      parties: Array.from({ length: perService }, (_unused, party) => ({ ref: `${at}-${n}-${party}` })),
      finishedAt: new Date(house.clock.now().getTime() - ((at + n) % days) * 3_600_000).toISOString(),
    }))
    const answer = await app.inject({ method: 'POST', url: '/api/services', headers: { authorization: `Bearer ${token}` }, payload: { services } })
    const urls = answer.body.match(/\/r\/[A-Za-z0-9_-]{22}/g) ?? []
    if (urls.length === 0) throw new Error(`push refused: ${answer.statusCode} ${answer.body.slice(0, 300)}`)
    tokens.push(...new Set(urls.map(url => url.slice(3))))
  }
  return tokens
}

/**
 * The same two rows by pgbench with 16 clients, on a PostgreSQL whose URL BENCH_PGBENCH gives and that holds
 * bench.sealed (slot uuid primary key, body bytea) and bench.receipt (digest uuid primary key, cohort text).
 */
const pgbench = (address: string | undefined): number | undefined => {
  if (address === undefined || spawnSync('pgbench', ['--version']).status !== 0) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-pgbench-'))
  const script = join(folder, 'two-rows.sql')
  writeFileSync(script, '\\set a random(1, 2000000000)\nbegin;\ninsert into bench.sealed values (gen_random_uuid(), repeat(\'x\', 4096)::bytea);\ninsert into bench.receipt values (gen_random_uuid(), \'2026-W47\');\ncommit;\n')
  const ran = spawnSync('pgbench', ['-n', '-c', '16', '-j', '1', '-T', String(seconds), '-M', 'prepared', '-f', script, address], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  return Number(/tps = ([\d.]+) \(without/.exec(ran.stdout)?.[1] ?? NaN) || undefined
}

const folder = mkdtempSync(join(tmpdir(), 'huiyin-bench-'))
chmodSync(folder, 0o711)
const config = { dataFolder: join(folder, 'data'), port: 0, host: '127.0.0.1', publicUrl: 'http://127.0.0.1', programmeFolder: townFolder, suite: 'std', demo: true, migrate: true } as const
const begun = performance.now()
const house = await buildHouse(config, { log: silentLog })
const running = await startHouse(house, { beatMs: 500, console: false })
const ready = performance.now() - begun
await importOrg(house.as, house.keys, { city: house.city, texts: orgTexts() })
const port = (running.app.server.address() as { port: number }).port
const tokens = await pushLinks(running)

await client({ kind: 'get', port, connections: 200, seconds: 2 })
const empty = await client({ kind: 'get', port, connections: 200, seconds })
const half = Math.floor(tokens.length / 2)
const before = process.cpuUsage()
const rated = await client({ kind: 'rate', port, connections: 200, seconds, tokens: tokens.slice(0, half) })
const cpu = process.cpuUsage(before)
const many = await client({ kind: 'rate', port, connections: 1000, seconds: Math.min(seconds, 5), tokens: tokens.slice(half) })
const plain = pgbench(process.env.BENCH_PGBENCH)
const report = {
  firstStartMs: Math.round(ready), links: tokens.length,
  emptyGetPerSecond: Math.round(empty.perSecond), ratingsPerSecond: Math.round(rated.perSecond), ratio: Number((rated.perSecond / empty.perSecond).toFixed(3)), bar: 0.3,
  p50: Number(rated.p50.toFixed(1)), p99: Number(rated.p99.toFixed(1)), statuses: rated.statuses, cpuMicrosPerRating: Math.round((cpu.user + cpu.system) / rated.answers),
  thousandConnections: { perSecond: Math.round(many.perSecond), p99: Number(many.p99.toFixed(1)), statuses: many.statuses },
  ...(plain === undefined ? {} : { pgbenchTwoRows: Math.round(plain), overPgbench: Number((rated.perSecond / plain).toFixed(2)) }),
  residentMegabytes: Math.round(process.memoryUsage.rss() / 1_048_576),
}
await running.stop()
rmSync(folder, { recursive: true, force: true })
process.stdout.write(`${JSON.stringify(report)}\n`)
for (const [name, value] of Object.entries(report)) process.stdout.write(`${name.padEnd(24)} ${typeof value === 'object' ? JSON.stringify(value) : value}\n`)
