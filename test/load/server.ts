import { buildHouse, startHouse } from '../../src/main.ts'
import { createKey } from '../../src/org/access/index.ts'
import { importOrg } from '../../src/org/import/index.ts'
import { silentLog } from '../../src/platform/log.ts'
import { orgTexts, townFolder } from '../programme.ts'

/** What the benchmark may ask of the server under load. */
export type Question =
  { readonly ask: 'start'; readonly dataFolder: string } | { readonly ask: 'use' } | { readonly ask: 'settle' } | { readonly ask: 'stop' }
export interface Started {
  readonly port: number
  readonly readyMs: number
  readonly key: string
  readonly pid: number
}
export interface Use {
  readonly cpuMicros: number
  readonly residentMegabytes: number
}

const start = async (dataFolder: string): Promise<{ started: Started; stop: () => Promise<void>; beat: () => Promise<void> }> => {
  const begun = performance.now()
  const house = await buildHouse(
    {
      dataFolder,
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
  const running = await startHouse(house, { console: false })
  const readyMs = performance.now() - begun
  const org = await importOrg(house.as, house.keys, { city: house.city, texts: orgTexts() })
  if (org.faults.length > 0) throw new Error(`the town is not fit: ${JSON.stringify(org.faults[0])}`)
  const { token } = await house.as({ kind: 'system', city: house.city, name: 'import' }, tx =>
    createKey(tx, house.keys, house.city, { name: 'bench', scopes: ['services', 'links'], seesLinks: true }),
  )
  const { port } = running.app.server.address() as { port: number }
  return { started: { port, readyMs, key: token, pid: process.pid }, stop: running.stop, beat: running.beat }
}

let server: Awaited<ReturnType<typeof start>> | undefined
const answer = async (question: Question): Promise<unknown> => {
  switch (question.ask) {
    case 'start':
      server = await start(question.dataFolder)
      return server.started
    case 'use': {
      const { user, system } = process.cpuUsage()
      return { cpuMicros: user + system, residentMegabytes: process.memoryUsage.rss() / 1_048_576 } satisfies Use
    }
    case 'settle':
      await server?.beat()
      return {}
    case 'stop':
      await server?.stop()
      return {}
  }
}

// Started by bench.ts as a process of its own: what the client and the bench hold must not count as the server's.
process.on('message', (question: Question) => {
  answer(question).then(
    result => process.send!({ result }),
    (error: unknown) => process.send!({ error: error instanceof Error ? error.stack : String(error) }),
  )
})
