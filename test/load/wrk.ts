import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Order, Seen } from './client.ts'
import { healthPath, ratingBody, wishedEvery } from './requests.ts'

export const wrkFound = (): boolean => spawnSync('wrk', ['--version']).error === undefined

const ratingScript = (links: string, host: string): string => `
local head = " HTTP/1.1\\r\\nhost: ${host}\\r\\ncontent-type: application/json\\r\\nidempotency-key: bench-"
local fine, poor = [[${ratingBody(false)}]], [[${ratingBody(true)}]]
local links = {}
for link in io.lines([[${links}]]) do links[#links + 1] = link end
local at = 0
function request()
  at = at + 1
  local link = links[at]
  if link == nil then
    wrk.thread:stop()
    return "GET ${healthPath} HTTP/1.1\\r\\nhost: ${host}\\r\\n\\r\\n"
  end
  local body = at % ${wishedEvery} == 1 and poor or fine
  return "POST /r/" .. link .. head .. at .. "\\r\\ncontent-length: " .. #body .. "\\r\\n\\r\\n" .. body
end
`

/** wrk tells errors from 400 on and their number alone; what it adds up is written as one line of JSON. */
const doneScript = `
function done(summary, latency)
  local e = summary.errors
  io.write(string.format('\\n{"answers":%d,"micros":%d,"p50":%f,"p99":%f,"refused":%d,"lost":%d}\\n', summary.requests, summary.duration,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, e.status, e.connect + e.read + e.write + e.timeout))
end
`

interface Summed {
  readonly answers: number
  readonly micros: number
  readonly p50: number
  readonly p99: number
  readonly refused: number
  readonly lost: number
}

/** One run of wrk with one thread, which spends a fraction of what our own client spends of the two cores that are measured. */
export const wrkRun = async ({ kind, port, connections, seconds, tokens = [] }: Order): Promise<Seen> => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-wrk-'))
  const host = `127.0.0.1:${port}`
  const links = join(folder, 'links')
  writeFileSync(links, tokens.join('\n'))
  writeFileSync(join(folder, 'load.lua'), (kind === 'rate' ? ratingScript(links, host) : '') + doneScript)
  // wrk counts whole seconds.
  const duration = `${Math.ceil(seconds)}s`
  const child = spawn(
    'wrk',
    [
      '-t',
      '1',
      '-c',
      String(connections),
      '-d',
      duration,
      '--timeout',
      '10s',
      '-s',
      join(folder, 'load.lua'),
      `http://${host}${healthPath}`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')))
  await new Promise(resolve => child.on('close', resolve))
  rmSync(folder, { recursive: true })
  const line = /^\{.*\}$/m.exec(out)?.[0]
  if (line === undefined) throw new Error(`wrk: ${out.slice(0, 300)}`)
  const summed = JSON.parse(line) as Summed
  return {
    answers: summed.answers,
    seconds: summed.micros / 1e6,
    perSecond: summed.answers / (summed.micros / 1e6),
    p50: summed.p50,
    p99: summed.p99,
    statuses: {
      fine: summed.answers - summed.refused,
      ...(summed.refused > 0 ? { refused: summed.refused } : {}),
      ...(summed.lost > 0 ? { lost: summed.lost } : {}),
    },
  }
}
