import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { House } from '../src/engine/house.ts'
import { buildHouse, StartRefused } from '../src/main.ts'
import { listWindows, sheetsOf } from '../src/modules/evaluation/routes/sheets.ts'
import { ConfigFault, readConfig } from '../src/platform/config.ts'
import { DatabaseRefused, DatabaseUnavailable } from '../src/platform/database/index.ts'
import { silentLog } from '../src/platform/log.ts'
import { readOptions } from './readOptions.ts'

export interface Io {
  out(line: string): void
  err(line: string): void
  readonly env: Readonly<Record<string, string | undefined>>
  /** A house that is open already; without it the command opens that of HUIYIN_DATA. */
  readonly house?: House
}

const usage = `npx huiyin window-sheets --out DIR [--unit CODE]

  每个窗口一张 A4 评价牌，写成一个自带全部内容的网页文件，用浏览器打开即可打印
  one A4 sheet per window as a web page that needs nothing else; open it in a browser and print
  --out   放在哪个文件夹 folder for the files
  --unit  只要这个单位（含部门）的 only this unit and its departments
  码里的网址取自 PUBLIC_URL the addresses in the codes begin with PUBLIC_URL
退出码 exit code：0 已写好；1 输入有误；2 数据库不可用`

/** `npx huiyin window-sheets`: DIR/<code>.html for each window, and all.html. */
export const runWindowSheets = async (argv: readonly string[], io: Io): Promise<number> => {
  const read = readOptions(() =>
    parseArgs({ args: [...argv], options: { out: { type: 'string' }, unit: { type: 'string' }, help: { type: 'boolean', short: 'h' } } }),
  )
  if (typeof read === 'string') {
    io.err(read)
    io.err(usage)
    return 1
  }
  const { values } = read
  if (values.help) {
    io.out(usage)
    return 0
  }
  const { out, unit } = values
  if (out === undefined) {
    io.err(usage)
    return 1
  }
  if (!io.house && !io.env['PUBLIC_URL']) {
    io.err(
      '没有设 PUBLIC_URL：码里的网址别人的手机打不开，先设好再打印。 PUBLIC_URL is not set, so no phone could open what the codes say; set it first.',
    )
    return 1
  }
  let house = io.house
  try {
    house ??= await buildHouse(readConfig(io.env), { log: silentLog, joins: true })
    const { city, org } = house
    const windows = await house.as({ kind: 'system', city, name: 'import' }, async tx => {
      if (unit === undefined) return listWindows(tx, city, null)
      const found = await org.unitByCode(tx, unit)
      return found && listWindows(tx, city, [found.id])
    })
    if (!windows) {
      io.err(`没有编码为 ${unit} 的单位。 There is no such unit.`)
      return 1
    }
    if (windows.length === 0) {
      io.err('没有窗口。 There is no window.')
      return 1
    }
    mkdirSync(out, { recursive: true })
    for (const window of windows) writeFileSync(join(out, `${window.code}.html`), sheetsOf(house, [window]))
    writeFileSync(join(out, 'all.html'), sheetsOf(house, windows))
    io.out(`已写好 ${windows.length} 张评价牌：${out} ${windows.length} sheets written; all.html holds them all.`)
    return 0
  } catch (error) {
    if (error instanceof ConfigFault || error instanceof StartRefused) {
      io.err(error.message)
      return 1
    }
    if (error instanceof DatabaseRefused || error instanceof DatabaseUnavailable) {
      io.err(error.message)
      return 2
    }
    throw error
  } finally {
    if (!io.house) await house?.database.close()
  }
}
