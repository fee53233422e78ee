import { existsSync, readdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { migrationFolders } from '../src/main.ts'
import { migrateTo, readErasedList } from '../src/platform/backup/index.ts'
import { realClock } from '../src/platform/clock.ts'
import { readConfig } from '../src/platform/config.ts'
import { setAside } from '../src/platform/database/index.ts'
import { silentLog } from '../src/platform/log.ts'
import { bring } from './backup/bring.ts'
import { asCommand, exitCodes, keyOf, progressOn, Wrong } from './backup/io.ts'
import type { Io } from './backup/io.ts'
import { readOptions } from './readOptions.ts'

const usage = `npx huiyin restore 备份文件 [--key 密钥文件] [--keys 主密钥文件夹] [--erased 销毁清单 | --without-erased] [--aside] [--migrate] [--json]

  恢复到 HUIYIN_DATA（空文件夹）和自带数据库，或 DATABASE_URL 的空数据库；从不覆盖已有的数据。
  into HUIYIN_DATA, an empty folder, and the embedded database or the empty one of DATABASE_URL; it overwrites nothing
  恢复回来的是备份那一刻，不能任选时刻 what comes back is the moment of the backup; no other can be chosen
  --keys            主密钥在哪；不写则须已放回 HUIYIN_DATA/keys where the master keys are
  --erased          备份之后销毁过哪些件；不写则用备份旁边的 *.erased what was erased since; else the list beside the backup
  --aside           先把现在的 HUIYIN_DATA 整个移到一边（改名，不删），再恢复：升级后退回就用这一条
                    first moves today's HUIYIN_DATA aside under another name; the way back after an upgrade
  --migrate         备份来自旧版本时，恢复后升级到本版 brings a backup of an older release to this one
${exitCodes}`

const options = {
  key: { type: 'string' },
  keys: { type: 'string' },
  erased: { type: 'string' },
  'without-erased': { type: 'boolean' },
  migrate: { type: 'boolean' },
  aside: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** The only list beside a backup; several belong to several cities, and then it has to be named. */
export const erasedBeside = (path: string): string => {
  const folder = dirname(resolve(path))
  const lists = (existsSync(folder) ? readdirSync(folder) : []).filter(name => name.endsWith('.erased'))
  if (lists.length > 1)
    throw new Wrong(
      `${folder} 里有好几份销毁清单，请用 --erased 指明。 There are several lists of what was erased; name one with --erased.`,
    )
  return resolve(folder, lists[0] ?? 'huiyin.erased')
}

/** `npx huiyin restore`. */
export const runRestore = async (argv: readonly string[], io: Io): Promise<number> => {
  const read = readOptions(() => parseArgs({ args: [...argv], options, allowPositionals: true }))
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
  return asCommand(io, values.json ?? false, async () => {
    const config = readConfig(io.env)
    const key = keyOf(values.key, io, [config.dataFolder, dirname(resolve(path))])
    const erased = values['without-erased']
      ? []
      : await readErasedList(values.erased === undefined ? erasedBeside(path) : resolve(values.erased), key)
    if (values.aside && config.databaseUrl !== undefined)
      throw new Wrong(
        '--aside 只用于自带数据库。自己的数据库：另建一个空库，把 DATABASE_URL 指过去再恢复。 --aside is for the embedded database; with a server of your own restore into another empty database and point DATABASE_URL at it.',
      )
    const now = realClock.now()
    const aside = values.aside ? setAside(config.dataFolder, now) : undefined
    const bar = progressOn(io)
    try {
      const keysFrom = values.keys ?? aside?.keys
      const brought = await bring({
        path: resolve(path),
        key,
        config,
        erased,
        now,
        progress: (step, done, all) => bar.told(step === 'read' ? '验 check' : '恢复 load', done, all),
        ...(keysFrom === undefined ? {} : { keysFrom }),
        ...(values.migrate
          ? {
              migrate: async database => {
                await migrateTo(database, migrationFolders, silentLog)
              },
            }
          : {}),
      })
      bar.end()
      if (values.json) io.out(JSON.stringify({ ...brought, ...(aside ? { aside: aside.folder } : {}) }))
      else {
        io.out(
          `已恢复到 ${brought.at} 的样子：${brought.tables} 张表、${brought.rows} 行逐一核对，${brought.files} 个文件，痕迹 ${brought.trail.entries} 条完整。 Restored; every table was compared and the trail verifies.`,
        )
        io.out(
          `${brought.erasedAgain} 件已销毁的内容再次销毁；${brought.unsure} 条短信可能已经发过，会按原编号再发；所有人须重新登录。 Erased again: ${brought.erasedAgain}; messages that may have gone out: ${brought.unsure}; everybody signs in anew.`,
        )
        if (aside) io.out(`原来的数据在 ${aside.folder}，确认无误后由您自己删除。 What was there before lies in ${aside.folder}.`)
      }
      return 0
    } catch (error) {
      bar.end()
      // Whoever asked for the way back stands where he stood.
      aside?.putBack()
      throw error
    }
  })
}
