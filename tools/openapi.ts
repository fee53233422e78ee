import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildHouse, startHouse } from '../src/main.ts'
import type { App } from '../src/platform/http/index.ts'
import { silentLog } from '../src/platform/log.ts'

export const openapiFile = fileURLToPath(new URL('../docs/openapi.json', import.meta.url))

/** What others build upon, one key a line, so that a change is read as a change. */
export const openapiText = (app: App): string => `${JSON.stringify(app.swagger(), null, 1)}\n`

/** `npm run openapi` writes what the doors of this release promise, from a throw-away house. */
if (import.meta.main) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'huiyin-openapi-'))
  const programmeFolder = fileURLToPath(new URL('../programmes/yunxi', import.meta.url))
  const house = await buildHouse(
    { dataFolder, port: 0, host: '127.0.0.1', publicUrl: 'http://127.0.0.1', programmeFolder, suite: 'std', demo: true, migrate: true },
    { log: silentLog },
  )
  const running = await startHouse(house, { beatMs: 0, console: false })
  try {
    writeFileSync(openapiFile, openapiText(running.app))
  } finally {
    await running.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}
