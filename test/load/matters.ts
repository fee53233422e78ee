import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { runLoops } from '../../src/engine/index.ts'
import { loops } from '../../src/loops.ts'
import { buildHouse } from '../../src/main.ts'
import type { CallWished } from '../../src/modules/evaluation/contract.ts'
import { aboutCall } from '../../src/modules/evaluation/contract.ts'
import { rooms } from '../../src/modules.ts'
import { importOrg } from '../../src/org/import/index.ts'
import { silentLog } from '../../src/platform/log.ts'
import { orgTexts, townFolder } from '../programme.ts'

/*
 * What one matter costs: call wishes are announced, the loops open them; printed are milliseconds and the processor time
 * of the database's backend per matter, and the statements that take longest. `MATTERS_EACH=1` prints every statement.
 */
const count = Number(process.env['MATTERS'] ?? 400)
const spent = new Map<string, { ms: number; count: number }>()
const pids = new Set<number>()

type Query = (this: pg.Client, ...given: unknown[]) => unknown
const { query } = pg.Client.prototype as unknown as { query: Query }
;(pg.Client.prototype as unknown as { query: Query }).query = function (...given) {
  const [asked] = given
  const text = (typeof asked === 'string' ? asked : ((asked as { text?: string }).text ?? '')).replace(/\s+/g, ' ').trim().slice(0, 110)
  const began = performance.now()
  pids.add((this as unknown as { processID: number }).processID)
  const answer = query.apply(this, given)
  void Promise.resolve(answer)
    .finally(() => {
      const known = spent.get(text) ?? { ms: 0, count: 0 }
      spent.set(text, { ms: known.ms + performance.now() - began, count: known.count + 1 })
    })
    .catch(() => {})
  return answer
}

/** Seconds of processor time of the backends that this process has spoken to. */
const backendSeconds = (): number => {
  let ticks = 0
  for (const pid of pids) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
      ticks += Number(fields[11]) + Number(fields[12])
    } catch {
      /* gone, or not on this machine */
    }
  }
  return ticks / 100
}

const folder = mkdtempSync(join(tmpdir(), 'huiyin-matters-'))
const house = await buildHouse(
  {
    dataFolder: folder,
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1',
    programmeFolder: townFolder,
    suite: 'std',
    demo: true,
    migrate: true,
  },
  { log: silentLog },
)
const { city, keys } = house
const system = { kind: 'system', city, name: 'loops' } as const
try {
  await importOrg(house.as, keys, { city, texts: orgTexts() })
  const known = await house.as(system, async tx => ({
    unit: await house.org.unitByCode(tx, 'ld.court.enforcement'),
    officer: await house.org.personByCode(tx, 'YX0009'),
  }))
  const announce = (most: number): Promise<void> =>
    house.as(system, async tx => {
      for (let n = 0; n < most; n++) {
        const request = randomUUID()
        const wished: CallWished = {
          service: {
            line: 'court.enforcement',
            lineName: '案件执行',
            title: '领取执行款',
            finishedOn: '2026-11-18',
            unit: known.unit!.id,
            unitName: '执行局',
          },
          levels: { result: { title: '办理结果', level: 2, levelTitle: '不满意' } },
          poor: true,
          reasons: [{ code: 'long_wait', title: '等得太久', cause: 'waiting' }],
          words: '跑了三趟',
          wish: { how: 'phone', afterCase: false, by: 'department', when: ['morning'], helper: false, number: 'kept' },
          safeWord: '桂花',
          contact: {
            sealed: keys.seal('contact', Buffer.from('{"phone":"10000000001"}'), `bench/${request}`).toString('base64'),
            about: `bench/${request}`,
          },
          follow: keys.digest('follow', city, request).toString('hex'),
          rated: [known.officer!.id],
        }
        const sealed = keys.seal('matter.rating', Buffer.from(JSON.stringify(wished)), aboutCall(city, request)).toString('base64')
        await house.engine.announce(tx, 'evaluation.call_wished', { request, sealed })
      }
    })
  const run = async (most: number): Promise<object> => {
    await announce(most)
    spent.clear()
    const [began, backend, own] = [performance.now(), backendSeconds(), process.cpuUsage()]
    await runLoops(house, rooms, loops)
    const cpu = process.cpuUsage(own)
    return {
      matters: most,
      msPerMatter: round((performance.now() - began) / most),
      backendMsPerMatter: round(((backendSeconds() - backend) * 1000) / most),
      nodeMsPerMatter: round((cpu.user + cpu.system) / 1000 / most),
    }
  }
  const round = (ms: number): number => Math.round(ms * 10) / 10
  await run(50)
  const figures = await run(count)
  process.stdout.write(`${JSON.stringify(figures)}\n`)
  const longest = [...spent].sort((a, b) => b[1].ms - a[1].ms).slice(0, process.env['MATTERS_EACH'] === '1' ? 99 : 12)
  for (const [text, { ms, count: times }] of longest)
    process.stdout.write(`${(ms / count).toFixed(2).padStart(7)} ms  ${(times / count).toFixed(1).padStart(4)}×  ${text}\n`)
} finally {
  await house.database.close()
  rmSync(folder, { recursive: true, force: true })
}
