import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildHouse } from '../src/main.ts'
import { erasedListOf, lastProven, listBackups } from '../src/platform/backup/index.ts'
import { readConfig } from '../src/platform/config.ts'
import { silentLog } from '../src/platform/log.ts'
import { townFolder } from '../test/programme.ts'
import { startWholeHouse } from '../test/wholeHouse.ts'
import type { WholeHouse } from '../test/wholeHouse.ts'
import { runBackup } from './backup.ts'
import { runRehearseUpgrade } from './rehearse-upgrade.ts'
import { runRestore } from './restore.ts'

/** What an operator does with the embedded database, from the first key to the way back. */
const base = mkdtempSync(join(tmpdir(), 'huiyin-operator-'))
const dataFolder = join(base, 'data')
const shelf = join(base, 'backups')
const keyFile = join(base, 'backup.key')
const env = {
  HUIYIN_DATA: dataFolder,
  HUIYIN_BACKUPS: shelf,
  HUIYIN_BACKUP_KEY: keyFile,
  HUIYIN_BACKUPS_KEPT: '2',
  HUIYIN_PROGRAMME: townFolder,
}

const run = async (
  command: typeof runBackup,
  argv: readonly string[],
  more: Record<string, string> = {},
): Promise<{ code: number; said: string; json: Record<string, unknown> }> => {
  let said = ''
  const io = {
    out: (line: string) => {
      said += `${line}\n`
    },
    err: (line: string) => {
      said += `${line}\n`
    },
    env: { ...env, ...more },
    interactive: false,
  }
  const code = await command(argv, io)
  return { code, said, json: argv.includes('--json') ? (JSON.parse(said) as Record<string, unknown>) : {} }
}

let whole: WholeHouse
beforeAll(async () => {
  whole = await startWholeHouse({ demo: false, start: '2026-09-16T15:00:00+08:00', dataFolder, console: false, logins: [] })
}, 120_000)
afterAll(async () => {
  await whole?.running.stop().catch(() => {})
})

describe('npx huiyin backup, restore, rehearse-upgrade', () => {
  it('asks for a key first, makes one that others cannot read, and never writes over one', async () => {
    expect(await run(runBackup, [])).toMatchObject({ code: 2, said: expect.stringContaining('--new-key') })
    expect(await run(runBackup, ['--new-key', keyFile])).toMatchObject({ code: 0, said: expect.stringContaining('打印') })
    expect(statSync(keyFile).mode & 0o077).toBe(0)
    expect((await run(runBackup, ['--new-key', keyFile])).code).toBe(2)
    expect(await run(runBackup, ['--key', join(dataFolder, 'in.key')])).toMatchObject({ code: 2 })
    expect(await run(runBackup, ['--to', join(dataFolder, 'x.backup')])).toMatchObject({
      code: 1,
      said: expect.stringContaining('HUIYIN_DATA'),
    })
  })

  it('backs up beside the running house, restores it elsewhere, compares, and keeps the last few', async () => {
    const made = await run(runBackup, ['--prove', '--json'])
    expect(made.json).toMatchObject({ proof: 'restored', name: expect.stringMatching(/^huiyin-yunxi-\d{8}T\d{6}Z\.backup$/) })
    expect(made.code).toBe(0)
    expect(lastProven(shelf, 'yunxi')).toMatchObject({ proof: 'restored' })
    expect(existsSync(erasedListOf(shelf, 'yunxi'))).toBe(true)
    for (let n = 0; n < 2; n++) {
      await new Promise(done => setTimeout(done, 1100))
      expect(await run(runBackup, [])).toMatchObject({ code: 0, said: expect.stringContaining('从头读过') })
    }
    expect(listBackups(shelf, 'yunxi')).toHaveLength(2)
    expect(readdirSync(shelf).some(name => name.endsWith('.part'))).toBe(false)
    expect(readFileSync(listBackups(shelf, 'yunxi')[0]!.path).includes('柳渡'), 'nothing in the open').toBe(false)
  }, 180_000)

  it('rehearses an upgrade on a copy and leaves what is running as it is', async () => {
    const { path } = listBackups(shelf, 'yunxi').at(-1)!
    expect(await run(runRehearseUpgrade, [path, '--json'])).toMatchObject({ code: 0, json: { city: 'yunxi', migrations: 0 } })
    expect((await run(runRehearseUpgrade, [join(base, 'none.backup')])).code).toBe(2)
  }, 120_000)

  it('goes back with one command: what was there is moved aside, not deleted; a refused one leaves everything in its place', async () => {
    const { path } = listBackups(shelf, 'yunxi').at(-1)!
    expect(await run(runRestore, [path, '--aside']), 'not while the house runs').toMatchObject({ code: 3 })
    await whole.running.stop()
    expect(await run(runRestore, [path]), 'not over what is there').toMatchObject({ code: 2, said: expect.stringContaining('不覆盖') })
    const other = join(base, 'other.key')
    await run(runBackup, ['--new-key', other])
    const before = readdirSync(dataFolder)
    expect((await run(runRestore, [path, '--aside', '--without-erased', '--key', other])).code).toBe(2)
    expect(readdirSync(dataFolder)).toEqual(before)
    const back = await run(runRestore, [path, '--aside', '--json'])
    expect(back).toMatchObject({ code: 0, json: { city: 'yunxi', aside: expect.stringContaining(dataFolder) } })
    expect(readdirSync(back.json['aside'] as string).sort()).toEqual([...before].sort())
    const house = await buildHouse(readConfig(env), { log: silentLog })
    const units = await house.as({ kind: 'system', city: house.city, name: 'sweep' }, tx => house.org.snapshot(tx, '2026-09-16' as never))
    expect(units.units.size).toBeGreaterThan(5)
    await house.database.close()
  }, 180_000)
})
