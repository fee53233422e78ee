import { SingleBar } from 'cli-progress'
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { House } from '../src/engine/house.ts'
import { buildHouse, StartRefused } from '../src/main.ts'
import { importFields, importServices, readMapping, unreadColumns } from '../src/modules/evaluation/import.ts'
import { evaluationProblems } from '../src/modules/evaluation/errors.ts'
import { undoImported } from '../src/modules/evaluation/imports.ts'
import { kindOfFile, readSource } from '../src/modules/evaluation/importSource.ts'
import { ConfigFault, readConfig } from '../src/platform/config.ts'
import { DatabaseRefused, DatabaseUnavailable } from '../src/platform/database/index.ts'
import { silentLog } from '../src/platform/log.ts'
import { readOptions } from './readOptions.ts'

export interface Io {
  out(line: string): void
  err(line: string): void
  readonly env: Readonly<Record<string, string | undefined>>
  /** A progress bar is drawn on a terminal only. */
  readonly interactive?: boolean
  /** A house that is open already; without it the command opens that of HUIYIN_DATA. */
  readonly house?: House
}

const usage = `npx huiyin import services FILE [--mapping FILE.yaml] [--dry-run] [--json]

  FILE       .xlsx、CSV（UTF-8 或 GB18030）或 .jsonl；列名上面可以有标题；同一 externalId 的多行是同一办件的各方当事人
             rows of one externalId are the parties to one service
  列 columns ${importFields.join(',')}
  --mapping  对照表：我们的字段 ← 你们的列名，以及取值对照 our field ← their column, and their values
               fields:    { externalId: 案号, finishedAt: 办结时间 }
               values:    { line: { 执行: court.enforcement } }
               constants: { unit: ld.court.enforcement }
  --dry-run  只检查，不写入 only checks
  整批撤回 undo as a whole, while no invitation has left:
               npx huiyin import undo ID

退出码 exit code：0 已导入；1 输入有误，什么都没改；2 数据库不可用`

/** `npx huiyin import services`: an agency's list becomes services with links and invitations; all rows or none. */
export const runImportServices = async (argv: readonly string[], io: Io): Promise<number> => {
  const read = readOptions(() =>
    parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        mapping: { type: 'string' },
        'dry-run': { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }),
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
  for (const file of [path, values.mapping])
    if (file !== undefined && !existsSync(file)) {
      io.err(`没有文件 ${file}。 There is no such file.`)
      return 1
    }
  const mapping = readMapping(values.mapping === undefined ? '' : readFileSync(values.mapping, 'utf8'))
  if ('zh' in mapping) {
    io.err(`${values.mapping}，${mapping.field}：${mapping.zh}。 ${mapping.en}`)
    return 1
  }

  let house = io.house
  const bar = io.interactive ? new SingleBar({ format: '{bar} {value}/{total}', hideCursor: true, clearOnComplete: true }) : undefined
  try {
    house ??= await buildHouse(readConfig(io.env), { log: silentLog, joins: true })
    const source = await readSource(readFileSync(path), kindOfFile(path))
    let drawn = false
    const outcome = await importServices(house, {
      source,
      mapping,
      dryRun: values['dry-run'] === true,
      fileName: basename(path),
      progress: (done, all) => {
        if (!bar) return
        if (!drawn) bar.start(all, 0)
        drawn = true
        bar.update(done)
      },
    })
    bar?.stop()
    const unread = unreadColumns(source, mapping)
    if (!values.json && unread.length > 0) io.err(`没有用到的列 columns that were not read：${unread.join('、')}`)
    if (values.json) io.out(JSON.stringify(unread.length > 0 ? { ...outcome, unread } : outcome))
    else if (outcome.faults.length > 0) {
      for (const { line, field, zh, en } of outcome.faults) io.err(`第 ${line} 行${field && `，${field}`}：${zh}。 ${en}.`)
      io.err(`${outcome.faults.length} 处有误，什么都没有改。 Nothing was changed.`)
    } else
      io.out(
        `${outcome.dryRun ? '试运行，没有写入。 Dry run, nothing was written. ' : ''}办件 services ${outcome.services}，评价链接 links ${outcome.links}${outcome.id === undefined ? '' : `　整批撤回 undo: npx huiyin import undo ${outcome.id}`}`,
      )
    return outcome.faults.length > 0 ? 1 : 0
  } catch (error) {
    bar?.stop()
    return said(error, io)
  } finally {
    if (!io.house) await house?.database.close()
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** `npx huiyin import undo ID`: what one import brought goes again, while no invitation has left. */
const runUndo = async (id: string, io: Io): Promise<number> => {
  if (!uuid.test(id)) {
    io.err(usage)
    return 1
  }
  let house = io.house
  try {
    house ??= await buildHouse(readConfig(io.env), { log: silentLog, joins: true })
    const refusal = await undoImported(house, id, undefined)
    if (refusal === null) {
      io.out('已整批撤回。 Undone as a whole.')
      return 0
    }
    io.err(`${evaluationProblems.import_too_late.zh} ${evaluationProblems.import_too_late.en}`)
    return 1
  } catch (error) {
    return said(error, io)
  } finally {
    if (!io.house) await house?.database.close()
  }
}

/** What went wrong before anything was done, and its exit code. */
const said = (error: unknown, io: Io): number => {
  const isOurs = error instanceof ConfigFault || error instanceof StartRefused
  if (!isOurs && !(error instanceof DatabaseRefused || error instanceof DatabaseUnavailable)) throw error
  io.err(error.message)
  return isOurs ? 1 : 2
}

/** `npx huiyin import <what>`: services, or an import taken back. */
export const runImport = async (argv: readonly string[], io: Io): Promise<number> => {
  const [what, ...rest] = argv
  if (what === 'services') return runImportServices(rest, io)
  if (what === 'undo' && rest.length === 1) return runUndo(rest[0]!, io)
  io.err(usage)
  return 1
}
