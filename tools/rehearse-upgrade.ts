import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { migrationFolders } from '../src/main.ts'
import { migrateTo } from '../src/platform/backup/index.ts'
import { realClock } from '../src/platform/clock.ts'
import { readConfig } from '../src/platform/config.ts'
import { silentLog } from '../src/platform/log.ts'
import { bringAndThrowAway } from './backup/bring.ts'
import { asCommand, exitCodes, keyOf, keysFolderOf, progressOn } from './backup/io.ts'
import type { Io } from './backup/io.ts'
import { readOptions } from './readOptions.ts'

const usage = `npx huiyin rehearse-upgrade 备份文件 [--key 密钥文件] [--keys 主密钥文件夹] [--json]

  用新版本在副本上演练升级：恢复到临时文件夹，跑完数据库变更，核对表和痕迹，然后全部删掉；正在用的数据不动。
  with the new release, on a copy: restore into a temporary folder, migrate, verify the trail, throw away
  演练通过后：停下旧版本，再备份一次，用新版本加 --migrate 启动；要退回：旧版本里 npx huiyin restore 备份 --aside
  then stop the old release, back up once more, start the new one with --migrate; the way back, with the old release: restore BACKUP --aside
${exitCodes}`

const options = {
  key: { type: 'string' },
  keys: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** `npx huiyin rehearse-upgrade`. */
export const runRehearseUpgrade = async (argv: readonly string[], io: Io): Promise<number> => {
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
    const bar = progressOn(io)
    let migrations = 0
    const began = realClock.now().getTime()
    try {
      const brought = await bringAndThrowAway({
        path: resolve(path),
        key,
        suite: config.suite,
        keysFrom: values.keys ?? keysFolderOf(config.dataFolder),
        erased: [],
        now: realClock.now(),
        progress: (step, done, all) => bar.told(step === 'read' ? '验 check' : '恢复 load', done, all),
        migrate: async database => {
          migrations = await migrateTo(database, migrationFolders, silentLog)
        },
      })
      bar.end()
      const tookMs = realClock.now().getTime() - began
      if (values.json) io.out(JSON.stringify({ ...brought, migrations, tookMs }))
      else
        io.out(
          `演练通过：${brought.rows} 行恢复核对，${migrations} 个数据库变更跑完，痕迹 ${brought.trail.entries} 条完整，用时 ${(tookMs / 1000).toFixed(1)} 秒；副本已删除。 The rehearsal passed: ${migrations} migrations ran on a copy, which is gone again.`,
        )
      return 0
    } finally {
      bar.end()
    }
  })
}
