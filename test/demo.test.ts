import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { House } from '../src/engine/house.ts'
import { buildHouse } from '../src/main.ts'
import { rooms } from '../src/modules.ts'
import { MovableClock } from '../src/platform/clock.ts'
import { stopLeftover } from '../src/platform/database/embedded/leftover.ts'
import { silentLog } from '../src/platform/log.ts'
import { remembered } from '../tools/demo/folder.ts'
import { lastDay } from '../tools/demo/seed.ts'
import { startProgram } from './faults/programs.ts'
import type { Program } from './faults/programs.ts'
import { lookAtSockets, processTree } from './faults/sockets.ts'
import { baseFolder } from './postgres.setup.ts'
import { townFolder } from './programme.ts'

/** The whole demo as `npm run demo` builds it, once: watched from outside from its first start on, then looked at from within. */
const dataFolder = mkdtempSync(join(baseFolder(), 'huiyin-demo-'))
chmodSync(dataFolder, 0o711)
const seen = { beyond: new Set<string>(), most: 0, looks: 0, processes: 0 }
let demo: Program | undefined
let house: House | undefined

beforeAll(async () => {
  demo = startProgram([fileURLToPath(new URL('../tools/demo.ts', import.meta.url))], { HUIYIN_DATA: dataFolder, PORT: '0' })
  const { pid } = demo
  let isOver = false
  // A look reads every process of the machine: twenty a second cost as much as the city did, whose eighty days repeat themselves.
  let pause = 300
  const watching = (async () => {
    while (!isOver) {
      const { beyond, looked } = lookAtSockets(pid)
      for (const one of beyond) seen.beyond.add(one)
      seen.most = Math.max(seen.most, looked)
      seen.looks++
      await new Promise(resolve => setTimeout(resolve, pause))
    }
  })()
  try {
    const origin = (await demo.line('ready ')).slice('ready '.length).trim()
    pause = 25
    for (const path of ['/', '/console', '/follow', '/roots', '/w/LDFY-ZX01', '/api/openapi.json', '/healthz', '/nowhere']) {
      for (const accept of ['text/html', 'application/json']) await (await fetch(new URL(path, origin), { headers: { accept } })).text()
    }
    await fetch(new URL('/api/session', origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ login: 'hanfang', password: 'wrong' }),
    })
    await new Promise(resolve => setTimeout(resolve, 1500))
    seen.processes = processTree(pid).length
  } finally {
    isOver = true
    await watching
  }
  await demo.end('SIGTERM')
  const { now } = remembered(dataFolder)!
  house = await buildHouse(
    {
      dataFolder,
      port: 0,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:1',
      programmeFolder: townFolder,
      suite: 'std',
      demo: true,
      migrate: false,
    },
    { clock: new MovableClock(new Date(now)), log: silentLog },
  )
}, 600_000)
afterAll(async () => {
  await demo?.end('SIGKILL')
  await house?.database.close()
  const note = join(dataFolder, 'database-place')
  const root = existsSync(note) ? readFileSync(note, 'utf8').trim() : join(dataFolder, 'database')
  await stopLeftover(join(root, 'data'), silentLog)
  rmSync(root, { recursive: true, force: true })
  rmSync(dataFolder, { recursive: true, force: true })
})

const lookIn = async <T>(name: 'sweep' | 'mixer', query: ReturnType<typeof sql<T>>): Promise<readonly T[]> =>
  house!.as({ kind: 'system', city: house!.city, name }, async tx => (await query.execute(tx)).rows)

describe.skipIf(process.platform !== 'linux')('the running product', () => {
  it('opens no connection, no name query and no ear beyond this machine, from its first start through the building of a city to people who rate and sign in: nothing calls outside', () => {
    expect([...seen.beyond]).toEqual([])
    expect(seen.processes, 'the database’s processes were watched too').toBeGreaterThan(3)
    expect(seen.most, 'sockets were there to be seen').toBeGreaterThan(0)
    expect(seen.looks).toBeGreaterThan(50)
  })
})

it('lives through its stories to the end: what the house refused would be a story that the README cannot tell', () => {
  expect(demo!.said.filter(line => line.startsWith('没有走完'))).toEqual([])
  expect(demo!.said.some(line => /^\d+ 件办件，\d+ 条评价/.test(line))).toBe(true)
})

it('has a matter at every stage of every flow on its last day, so that a newcomer finds each of them', async () => {
  const wanted = rooms.flatMap(room => room.flows ?? []).flatMap(flow => Object.keys(flow.stages).map(stage => `${flow.kind} ${stage}`))
  const found = new Set(
    (
      await lookIn(
        'sweep',
        sql<{ place: string }>`select distinct kind || ' ' || stage as place from engine.matter where city = ${house!.city}`,
      )
    ).map(row => row.place),
  )
  expect(wanted.length).toBeGreaterThan(30)
  // The demo keeps the programme of its folder, so no window of its changes its hours.
  const never = ['appointment hours_changed']
  expect(wanted.filter(place => !found.has(place))).toEqual(never)
})

it('has an inspector from outside in his days, sent by two administrators, so that his day can be walked', async () => {
  const posts = await lookIn(
    'sweep',
    sql<{
      name: string
      until: string
    }>`select p.name, h.held_until::text as until from org.post h join org.person p on p.city = h.city and p.id = h.person
      where h.city = ${house!.city} and h.role = 'inspector' and ${lastDay}::date between h.held_from and h.held_until`,
  )
  expect(posts).toEqual([{ name: '谭望山', until: '2027-04-30' }])
})

it('has a report that waits for the stationed group, words that are out and words that wait, and a day that is its last', async () => {
  const viewer = { kind: 'system', city: house!.city, name: 'sweep' } as const
  expect((await house!.engine.list(viewer, { kind: 'report', open: true, limit: 200 })).items.map(matter => matter.stage)).toContain(
    'received',
  )
  expect((await house!.engine.list(viewer, { kind: 'callback', open: true, limit: 200 })).items.length).toBeLessThan(60)
  expect(
    (
      await lookIn(
        'mixer',
        sql<{ state: string }>`select distinct state from evaluation.released_words where city = ${house!.city} order by state`,
      )
    ).map(row => row.state),
  ).toEqual(['kept_back', 'released', 'unread'])
  expect(house!.clock.now().toISOString().slice(0, 10)).toBe(lastDay)
})
