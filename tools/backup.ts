import { existsSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { erasedMatters } from '../src/engine/index.ts'
import { makeAs } from '../src/org/as.ts'
import {
  backUp,
  BackupRefused,
  erasedListOf,
  keepLast,
  liesIn,
  makeBackupKey,
  makeShelf,
  nameOfBackup,
  noteProven,
  writeErasedList,
} from '../src/platform/backup/index.ts'
import type { Proven } from '../src/platform/backup/index.ts'
import { realClock } from '../src/platform/clock.ts'
import { readConfig } from '../src/platform/config.ts'
import { DatabaseRefused, openDatabase } from '../src/platform/database/index.ts'
import { silentLog } from '../src/platform/log.ts'
import { bringAndThrowAway } from './backup/bring.ts'
import { asCommand, cityOf, exitCodes, keyOf, keysFolderOf, progressOn, release, Wrong } from './backup/io.ts'
import type { Io } from './backup/io.ts'
import { readOptions } from './readOptions.ts'

const usage = `npx huiyin backup [--to 文件] [--key 密钥文件] [--prove] [--with-keys] [--json]
npx huiyin backup --new-key 密钥文件

  整库和全部附件的一份加密备份；服务器可以照常运行。写完会从头读一遍。
  everything of one moment, sealed in one file; the house may run meanwhile; read again to its end before it gets its name
  --to         写到哪个文件；不写则放进 HUIYIN_BACKUPS，并按 HUIYIN_BACKUPS_KEPT 只留最近几份
  --prove      再恢复到一个临时的空库里，逐表核对、核验痕迹链，然后删掉 restore it elsewhere, compare every table, verify the trail
  --with-keys  把主密钥也放进去（默认不放：拿到备份和备份密钥的人就什么都能打开）put the master keys in as well
  --new-key    新做一把备份密钥；一行字，可以打印出来锁进柜子 make a backup key
${exitCodes}`

const options = {
  to: { type: 'string' },
  key: { type: 'string' },
  prove: { type: 'boolean' },
  'with-keys': { type: 'boolean' },
  'new-key': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

const make = async (values: ReturnType<typeof parseArgs<{ options: typeof options }>>['values'], io: Io): Promise<number> => {
  const config = readConfig(io.env)
  const shelf = values.to === undefined ? config.backups?.folder : dirname(resolve(values.to))
  if (shelf === undefined) throw new Wrong('写到哪里：设 HUIYIN_BACKUPS 或写 --to。 Where to: set HUIYIN_BACKUPS or give --to.')
  if (liesIn(config.dataFolder, shelf))
    throw new Wrong('备份不能放在 HUIYIN_DATA 里面：那个文件夹没了，备份也没了。 A backup must not lie in HUIYIN_DATA.')
  const key = keyOf(values.key, io, [config.dataFolder, shelf])
  const city = cityOf(config)
  const begunAt = realClock.now()
  makeShelf(shelf)
  const path = values.to === undefined ? join(shelf, nameOfBackup(city, begunAt)) : resolve(values.to)
  if (existsSync(path)) throw new Wrong(`${path} 已经在了，不覆盖。 There is one already.`)
  const bar = progressOn(io)
  const database = await openDatabase(config, silentLog, { joins: true })
  let erased: readonly string[]
  let proven: Proven
  try {
    const taken = await backUp(path, {
      database,
      dataFolder: config.dataFolder,
      city,
      key,
      suite: config.suite,
      release: release(),
      now: () => realClock.now(),
      withKeys: values['with-keys'] ?? false,
      progress: (step, done, all) => bar.told(step === 'write' ? '写 write' : '读 read ', done, all),
    })
    erased = await erasedMatters(makeAs(database), city)
    await writeErasedList(erasedListOf(shelf, city), key, config.suite, erased)
    proven = {
      name: path.slice(shelf.length + 1),
      at: taken.moment.at.toISOString(),
      proof: 'read',
      tables: taken.tables,
      rows: taken.rows,
      files: taken.files,
      bytes: taken.size,
      tookMs: realClock.now().getTime() - begunAt.getTime(),
    }
  } finally {
    bar.end()
    await database.close()
  }
  let said = ''
  let code = 0
  if (values.prove) {
    try {
      await bringAndThrowAway({
        path,
        key,
        suite: config.suite,
        erased,
        now: realClock.now(),
        progress: (step, done, all) => bar.told(step === 'read' ? '验 check' : '恢复 load', done, all),
        ...(values['with-keys'] ? {} : { keysFrom: keysFolderOf(config.dataFolder) }),
      })
      proven = { ...proven, proof: 'restored', tookMs: realClock.now().getTime() - begunAt.getTime() }
    } catch (error) {
      if (error instanceof BackupRefused) {
        rmSync(path, { force: true })
        throw error
      }
      if (!(error instanceof DatabaseRefused)) throw error
      // It was written and read again; only the place to try it in is missing.
      said = `没有地方试恢复：${error.message}`
      code = 3
    } finally {
      bar.end()
    }
  }
  const gone = values.to === undefined ? keepLast(shelf, city, config.backups?.kept ?? Infinity) : []
  if (values.to === undefined) noteProven(shelf, city, proven)
  if (values.json) io.out(JSON.stringify({ ...proven, path, removed: gone, ...(said ? { error: said } : {}) }))
  else {
    io.out(
      `已备份 ${proven.rows} 行、${proven.files} 个文件到 ${path}（${(proven.bytes / 1e6).toFixed(1)} MB），${proven.proof === 'restored' ? '并已恢复核对过一遍 restored and compared' : '并从头读过一遍 read again'}。 Backed up in ${(proven.tookMs / 1000).toFixed(1)} s.`,
    )
    if (said) io.err(said)
  }
  return code
}

/** `npx huiyin backup`: one sealed file that holds the city as it was at one moment. */
export const runBackup = async (argv: readonly string[], io: Io): Promise<number> => {
  const read = readOptions(() => parseArgs({ args: [...argv], options }))
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
  return asCommand(io, values.json ?? false, async () => {
    if (values['new-key'] === undefined) return make(values, io)
    makeBackupKey(resolve(values['new-key']))
    io.out(
      `备份密钥已做好：${resolve(values['new-key'])}。请打印两份，分别封存在两个地方；没有它，任何备份都打不开。 The backup key was made. Print it twice and lock it away in two places; without it no backup can be opened.`,
    )
    return 0
  })
}
