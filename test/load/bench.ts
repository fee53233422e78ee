import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { boardLines, boardTimes } from './boards.ts'
import type { Order, Seen } from './client.ts'
import { pgbenchTwoRows } from './pgbench.ts'
import { forked } from './process.ts'
import type { Question, Started, Use } from './server.ts'
import { wrkFound, wrkRun } from './wrk.ts'

/**
 * `npm run bench`: the bars of the first issue, each a ratio or a figure of one run on one machine, never a test. Each of three
 * rounds takes BENCH_SECONDS for GETs and ratings and half as many for pgbench, and the median of the rounds is the figure.
 * BENCH_LINKS to rate, BENCH_BOARDS=100000,1000000[,10000000] released ratings; `npm run bench boards` asks the boards alone.
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

// A ratio is of one generator: whichever of the two is here makes every request of a run.
const generator = wrkFound() ? 'wrk' : 'own client'
const client = async (order: Order): Promise<Seen> => {
  if (generator === 'wrk') return wrkRun(order)
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

const median = (values: readonly number[]): number => values.toSorted((one, two) => one - two)[Math.floor(values.length / 2)] as number
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** What is divided by one another is measured side by side, several times: a machine does not run alike for a minute. */
const round = async (at: number) => {
  const empty = await client({ kind: 'get', port, connections: 200, seconds: seconds / 4 })
  const before = await server.ask<Use>({ ask: 'use' })
  const rated = await client({ kind: 'rate', port, connections: 200, seconds: seconds / 2, tokens: share(0.1 + 0.2 * at, 0.3 + 0.2 * at) })
  const after = await server.ask<Use>({ ask: 'use' })
  const emptyAgain = await client({ kind: 'get', port, connections: 200, seconds: seconds / 4 })
  await server.ask({ ask: 'settle' })
  const plain = await pgbenchTwoRows(dataFolder, Math.ceil(seconds / 2))
  return { gets: (empty.perSecond + emptyAgain.perSecond) / 2, empty, rated, plain, cpuMicros: after.cpuMicros - before.cpuMicros }
}

say('warming up')
await client({ kind: 'get', port, connections: 200, seconds: 2 })
await client({ kind: 'rate', port, connections: 200, seconds: 2, tokens: share(0, 0.1) })
const rounds: Awaited<ReturnType<typeof round>>[] = []
for (let at = 0; at < 3; at++) {
  say(`round ${at + 1}: empty GET, ratings at 200 connections, pgbench`)
  rounds.push(await round(at))
}
const rated = rounds.map(one => one.rated)
const statuses: Record<string, number> = {}
for (const one of rated) for (const [status, count] of Object.entries(one.statuses)) statuses[status] = (statuses[status] ?? 0) + count
say('1,000 connections')
const many = await client({ kind: 'rate', port, connections: 1000, seconds: Math.min(seconds, 5), tokens: share(0.7, 1) })
const use = await server.ask<Use>({ ask: 'use' })
await server.ask({ ask: 'stop' })
server.end()

const boards = await askBoards()
rmSync(folder, { recursive: true, force: true })

const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits))
const plains = rounds.flatMap(one => one.plain ?? [])
const ratios = rounds.map(one => one.rated.perSecond / one.gets)
const overPgbench = rounds.flatMap(one => (one.plain === undefined ? [] : one.rated.perSecond / one.plain))
const report = {
  firstStartMs: rounded(firstStart.readyMs, 0),
  startMs: rounded(started.readyMs, 0),
  startBarMs: 5000,
  links: tokens.length,
  generator,
  emptyGetPerSecond: rounds.map(one => rounded(one.gets, 0)),
  ratingsPerSecond: rated.map(one => rounded(one.perSecond, 0)),
  ratioByRound: ratios.map(one => rounded(one, 3)),
  ratio: rounded(median(ratios), 3),
  ratioBar: 0.3,
  p50: rounded(median(rated.map(one => one.p50))),
  p99: rounded(Math.max(...rated.map(one => one.p99))),
  p99Bar: 250,
  statuses,
  cpuMicrosPerRating: rounded(sum(rounds.map(one => one.cpuMicros)) / sum(rated.map(one => one.answers)), 0),
  ...(generator === 'wrk'
    ? {}
    : {
        clientMicros: {
          get: rounded(sum(rounds.map(one => one.empty.cpuMicros ?? 0)) / sum(rounds.map(one => one.empty.answers)), 0),
          rating: rounded(sum(rated.map(one => one.cpuMicros ?? 0)) / sum(rated.map(one => one.answers)), 0),
        },
      }),
  ...(plains.length === 0
    ? { pgbench: 'not found' }
    : {
        pgbenchTwoRowsPerSecond: plains.map(one => rounded(one, 0)),
        overPgbenchByRound: overPgbench.map(one => rounded(one, 2)),
        overPgbench: rounded(median(overPgbench), 2),
        overPgbenchBar: 1.2,
      }),
  thousandConnections: { perSecond: rounded(many.perSecond, 0), p99: rounded(many.p99), statuses: many.statuses },
  residentMegabytes: rounded(use.residentMegabytes, 0),
  residentBar: 300,
  boards,
}
process.stdout.write(`${JSON.stringify(report)}\n`)
for (const [name, value] of Object.entries(report)) {
  if (name !== 'boards') process.stdout.write(`${name.padEnd(26)} ${typeof value === 'object' ? JSON.stringify(value) : value}\n`)
}
process.stdout.write(boardLines(boards))
