import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { boardLines, boardTimes } from './boards.ts'
import type { Order, Seen } from './client.ts'
import { pgbenchTwoRows } from './pgbench.ts'
import { forked } from './process.ts'
import type { Question, Started, Use } from './server.ts'

/**
 * `npm run bench`: the bars of the first issue, each a ratio or a figure of one run on one machine, never a test.
 * BENCH_SECONDS per phase, BENCH_LINKS to rate, BENCH_BOARDS=100000,1000000[,10000000] released ratings; `npm run bench boards`
 * asks the boards alone.
 */
const seconds = Number(process.env.BENCH_SECONDS ?? 8)
const links = Number(process.env.BENCH_LINKS ?? 160_000)
const sizes = (process.env.BENCH_BOARDS ?? '100000,1000000').split(',').filter(Boolean).map(Number)
/** The server runs here as `npm start` runs it. */
const memoryFlags =
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { scripts: { start: string } }).scripts.start.match(
    /--\S+/g,
  ) ?? []
const perService = 20
const perPush = 100
const days = 14

const say = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`${text}\n`)
}

const client = async (order: Order): Promise<Seen> => {
  const child = forked<Order>('./client.ts')
  const seen = await child.ask<Seen>(order)
  child.end()
  return seen
}

/** Pushes services with many parties each, and keeps the tokens of their links. */
const pushLinks = async ({ port, key }: Started): Promise<string[]> => {
  const tokens: string[] = []
  for (let at = 0; tokens.length < links; at++) {
    const services = Array.from({ length: perPush }, (_, n) => ({
      externalId: `bench-${at}-${n}`,
      line: 'court.enforcement',
      unit: 'ld.court.enforcement',
      outcome: 'closed',
      parties: Array.from({ length: perService }, (_unused, party) => ({ ref: `${at}-${n}-${party}` })),
      finishedAt: new Date(Date.now() - ((at + n) % days) * 3_600_000).toISOString(),
    }))
    const answer = await fetch(`http://127.0.0.1:${port}/api/services`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ services }),
    })
    const text = await answer.text()
    const urls = text.match(/\/r\/[A-Za-z0-9_-]{22}/g) ?? []
    if (urls.length === 0) throw new Error(`push refused: ${answer.status} ${text.slice(0, 300)}`)
    tokens.push(...new Set(urls.map(url => url.slice(3))))
  }
  return tokens
}

const folder = mkdtempSync(join(tmpdir(), 'huiyin-bench-'))
chmodSync(folder, 0o711)
const dataFolder = join(folder, 'data')
const askBoards = (): ReturnType<typeof boardTimes> =>
  sizes.length === 0 ? Promise.resolve([]) : boardTimes(join(folder, 'boards'), sizes, say)

if (process.argv[2] === 'boards') {
  const boards = await askBoards()
  rmSync(folder, { recursive: true, force: true })
  process.stdout.write(`${JSON.stringify({ boards })}\n${boardLines(boards)}`)
  process.exit()
}

// Twice: the first start makes the database, the second finds it migrated.
const first = forked<Question>('./server.ts')
const firstStart = await first.ask<Started>({ ask: 'start', dataFolder })
await first.ask({ ask: 'stop' })
first.end()
const profile = process.env.BENCH_PROFILE
const server = forked<Question>('./server.ts', [
  ...memoryFlags,
  ...(profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]),
])
const started = await server.ask<Started>({ ask: 'start', dataFolder })
say(`started; pushing ${links} links`)
const tokens = await pushLinks(started)
const { port } = started
const share = (from: number, to: number): string[] => tokens.slice(Math.floor(tokens.length * from), Math.floor(tokens.length * to))

say('empty GET, then ratings at 200 connections')
await client({ kind: 'get', port, connections: 200, seconds: 2 })
await client({ kind: 'rate', port, connections: 200, seconds: 2, tokens: share(0, 0.1) })
const empty = await client({ kind: 'get', port, connections: 200, seconds })
const before = await server.ask<Use>({ ask: 'use' })
const rated = await client({ kind: 'rate', port, connections: 200, seconds, tokens: share(0.1, 0.7) })
const after = await server.ask<Use>({ ask: 'use' })
const emptyAgain = await client({ kind: 'get', port, connections: 200, seconds: Math.min(seconds, 4) })
say('1,000 connections')
const many = await client({ kind: 'rate', port, connections: 1000, seconds: Math.min(seconds, 5), tokens: share(0.7, 1) })
const use = await server.ask<Use>({ ask: 'use' })
say('pgbench')
await server.ask({ ask: 'settle' })
const plain = await pgbenchTwoRows(dataFolder, seconds)
await server.ask({ ask: 'stop' })
server.end()

const get = (empty.perSecond * empty.answers + emptyAgain.perSecond * emptyAgain.answers) / (empty.answers + emptyAgain.answers)
const boards = await askBoards()
rmSync(folder, { recursive: true, force: true })

const round = (value: number, digits = 1): number => Number(value.toFixed(digits))
const report = {
  firstStartMs: round(firstStart.readyMs, 0),
  startMs: round(started.readyMs, 0),
  startBarMs: 5000,
  links: tokens.length,
  emptyGetPerSecond: round(get, 0),
  ratingsPerSecond: round(rated.perSecond, 0),
  ratio: round(rated.perSecond / get, 3),
  ratioBar: 0.3,
  p50: round(rated.p50),
  p99: round(rated.p99),
  p99Bar: 250,
  statuses: rated.statuses,
  cpuMicrosPerRating: round((after.cpuMicros - before.cpuMicros) / rated.answers, 0),
  clientMicros: { get: round(empty.cpuMicros / empty.answers, 0), rating: round(rated.cpuMicros / rated.answers, 0) },
  ...(plain === undefined
    ? { pgbench: 'not found' }
    : { pgbenchTwoRowsPerSecond: round(plain, 0), overPgbench: round(rated.perSecond / plain, 2), overPgbenchBar: 1.2 }),
  thousandConnections: { perSecond: round(many.perSecond, 0), p99: round(many.p99), statuses: many.statuses },
  residentMegabytes: round(use.residentMegabytes, 0),
  residentBar: 300,
  boards,
}
process.stdout.write(`${JSON.stringify(report)}\n`)
for (const [name, value] of Object.entries(report)) {
  if (name !== 'boards') process.stdout.write(`${name.padEnd(26)} ${typeof value === 'object' ? JSON.stringify(value) : value}\n`)
}
process.stdout.write(boardLines(boards))
