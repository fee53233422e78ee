import { SingleBar } from 'cli-progress'
import { once } from 'node:events'
import { createWriteStream, renameSync, rmSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { House } from '../src/engine/house.ts'
import { exportTrail, rootLines } from '../src/engine/index.ts'
import { buildHouse, StartRefused } from '../src/main.ts'
import { ConfigFault, readConfig } from '../src/platform/config.ts'
import { DatabaseRefused, DatabaseUnavailable } from '../src/platform/database/index.ts'
import { silentLog } from '../src/platform/log.ts'
import { readOptions } from './readOptions.ts'

export interface Io {
  out(line: string): void
  err(line: string): void
  readonly env: Readonly<Record<string, string | undefined>>
  readonly interactive: boolean
  /** A house that is open already; without it the command opens that of HUIYIN_DATA. */
  readonly house?: House
}

const usage = `npx huiyin export-trail 导出文件.ndjson [--roots 日根.txt]

  全市办件痕迹：谁在什么时候办了哪一步，没有任何人的话和号码；可用 verify-trail 在别的机器上核验。
  含各通道的件和时刻，只交监督的人，不进工作台，也不给业务部门。
  the city's trails: steps, posts and times, nobody's words or numbers; verify-trail checks the file elsewhere. It names
  matters of every lane, so it is for whoever watches over the house: never in the console, never to a department.
  --roots  另写一份日根（和 /api/roots 公布的一样）also write the daily roots, as /api/roots publishes them
退出码 exit code：0 已导出；1 输入有误；2 数据库不可用`

/** Line by line to a file beside, which takes the name when it is whole: half an export must not look like one. */
const writeFile = async (
  house: House,
  path: string,
  progress: (done: number, all: number) => void,
): Promise<{ matters: number; entries: number }> => {
  const part = `${path}.part`
  const file = createWriteStream(part, { mode: 0o600 })
  // What the transaction makes of it would look like a database that went away.
  let fault: Error | undefined
  const failed = new Promise<never>((_, reject) => {
    file.once('error', error => {
      fault = error
      reject(error)
    })
  })
  failed.catch(() => {})
  try {
    await Promise.race([once(file, 'open'), failed])
    const counts = await exportTrail(
      house,
      line => (file.write(`${line}\n`) ? undefined : Promise.race([once(file, 'drain'), failed])),
      progress,
    )
    file.end()
    await Promise.race([once(file, 'close'), failed])
    renameSync(part, path)
    return counts
  } catch (error) {
    file.destroy()
    rmSync(part, { force: true })
    throw fault ?? error
  }
}

/** `npx huiyin export-trail`: what `verify-trail` reads. */
export const runExportTrail = async (argv: readonly string[], io: Io): Promise<number> => {
  const read = readOptions(() =>
    parseArgs({ args: [...argv], allowPositionals: true, options: { roots: { type: 'string' }, help: { type: 'boolean', short: 'h' } } }),
  )
  if (typeof read === 'string') {
    io.err(read)
    io.err(usage)
    return 1
  }
  const {
    values,
    positionals: [path, ...more],
  } = read
  if (values.help) {
    io.out(usage)
    return 0
  }
  if (path === undefined || more.length > 0) {
    io.err(usage)
    return 1
  }
  const bar = io.interactive ? new SingleBar({ format: '{bar} {value}/{total}', hideCursor: true, clearOnComplete: true }) : undefined
  let house = io.house
  try {
    house ??= await buildHouse(readConfig(io.env), { log: silentLog, joins: true })
    bar?.start(1, 0)
    const { matters, entries } = await writeFile(house, path, (done, all) => {
      bar?.setTotal(Math.max(all, 1))
      bar?.update(done)
    })
    bar?.stop()
    if (values.roots !== undefined) writeFileSync(values.roots, await rootLines(house))
    io.out(
      `已导出 ${matters} 件、${entries} 条：${path} Exported; check it with npx huiyin verify-trail ${path}${values.roots === undefined ? '' : ` --roots ${values.roots}`}`,
    )
    return 0
  } catch (error) {
    bar?.stop()
    if (error instanceof ConfigFault || error instanceof StartRefused) {
      io.err(error.message)
      return 1
    }
    if (error instanceof DatabaseRefused || error instanceof DatabaseUnavailable) {
      io.err(error.message)
      return 2
    }
    if (error instanceof Error && 'code' in error && ['ENOENT', 'EACCES', 'EISDIR', 'ENOSPC'].includes(String(error.code))) {
      io.err(`写不了 ${path}：${error.message}`)
      return 1
    }
    throw error
  } finally {
    if (!io.house) await house?.database.close()
  }
}
