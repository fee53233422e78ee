import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeCityFile } from './cityFile.ts'
import { ConfigFault, readConfig } from './config.ts'

const data = mkdtempSync(join(tmpdir(), 'huiyin-config-'))
mkdirSync(join(data, 'programme'))
const enough = { HUIYIN_DATA: data }

const faultsOf = (env: Record<string, string>, args: string[] = []): readonly string[] => {
  try {
    readConfig({ ...enough, ...env }, args)
    return []
  } catch (error) {
    if (error instanceof ConfigFault) return error.faults
    throw error
  }
}

describe('the settings', () => {
  it('have answers for everything but the data folder’s programme, so that a first start needs few words', () => {
    expect(readConfig(enough)).toEqual({
      dataFolder: data,
      programmeFolder: join(data, 'programme'),
      port: 8080,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:8080',
      suite: 'std',
      demo: false,
      migrate: false,
    })
  })
  it('are taken as given where they are right, an empty one counting as absent', () => {
    const config = readConfig(
      {
        ...enough,
        PORT: '0',
        HOST: '0.0.0.0',
        PUBLIC_URL: 'https://huiyin.example.cn/',
        HUIYIN_SUITE: 'gm',
        HUIYIN_DEMO: '1',
        HUIYIN_PROGRAMME: '',
        DATABASE_URL: 'postgresql:///huiyin?host=/run/postgresql',
      },
      ['--migrate'],
    )
    expect(config).toMatchObject({
      port: 0,
      host: '0.0.0.0',
      publicUrl: 'https://huiyin.example.cn',
      suite: 'gm',
      demo: true,
      migrate: true,
      databaseUrl: 'postgresql:///huiyin?host=/run/postgresql',
    })
  })
  it('keep backups apart from the data, their key apart from both, and no archive for longer than a month', () => {
    const apart = mkdtempSync(join(tmpdir(), 'huiyin-config-'))
    const given = { HUIYIN_BACKUPS: join(apart, 'backups'), HUIYIN_BACKUP_KEY: join(apart, 'key') }
    expect(readConfig({ ...enough, ...given }).backups).toEqual({
      folder: join(apart, 'backups'),
      keyFile: join(apart, 'key'),
      atMinute: 190,
      everyHours: 24,
      kept: 14,
    })
    expect(readConfig({ ...enough, ...given, HUIYIN_BACKUP_AT: '23:05', HUIYIN_BACKUPS_KEPT: '31' }).backups).toMatchObject({
      atMinute: 1385,
      kept: 31,
    })
    expect(faultsOf({ HUIYIN_BACKUPS: join(data, 'backups'), HUIYIN_BACKUP_KEY: join(apart, 'key') })).toEqual([
      expect.stringContaining('HUIYIN_BACKUPS lies in HUIYIN_DATA'),
    ])
    for (const where of [data, given.HUIYIN_BACKUPS])
      expect(faultsOf({ ...given, HUIYIN_BACKUP_KEY: join(where, 'key') })).toEqual([
        expect.stringContaining('HUIYIN_BACKUP_KEY lies with'),
      ])
    expect(faultsOf({ HUIYIN_BACKUPS: given.HUIYIN_BACKUPS })).toEqual([expect.stringContaining('--new-key')])
    for (const [name, value] of [
      ['HUIYIN_BACKUP_AT', '24:00'],
      ['HUIYIN_BACKUP_AT', 'night'],
      // An hour would tell when a rating came; five do not meet the same time of day again.
      ['HUIYIN_BACKUP_EVERY', '1'],
      ['HUIYIN_BACKUP_EVERY', '5'],
      ['HUIYIN_BACKUPS_KEPT', '1'],
      ['HUIYIN_BACKUPS_KEPT', '32'],
    ] as const)
      expect(faultsOf({ ...given, [name]: value }), value).toHaveLength(1)
    expect(faultsOf({ HUIYIN_BACKUP_AT: '03:00' })).toEqual([expect.stringContaining('HUIYIN_BACKUPS')])
  })
  it('leave the programme to the first start where nothing names one, and take what it chose afterwards', () => {
    const empty = mkdtempSync(join(tmpdir(), 'huiyin-config-'))
    expect(readConfig({ HUIYIN_DATA: empty }).programmeFolder).toBeUndefined()
    writeCityFile(empty, { city: 'harbour', programmeFolder: join(data, 'programme') })
    expect(readConfig({ HUIYIN_DATA: empty }).programmeFolder).toBe(join(data, 'programme'))
    writeCityFile(empty, { city: 'harbour', programmeFolder: join(data, 'gone') })
    expect(faultsOf({ HUIYIN_DATA: empty })).toEqual([expect.stringContaining('is no longer there')])
    writeFileSync(join(empty, 'city.json'), '{')
    expect(faultsOf({ HUIYIN_DATA: empty })).toEqual([expect.stringContaining('cannot be read')])
  })
  it('are refused all at once, each with a sentence that begins with its name', () => {
    const file = join(data, 'file')
    writeFileSync(file, '')
    const faults = faultsOf(
      {
        HUIYIN_DATA: join(file, 'x'),
        PORT: '70000',
        HOST: 'a b',
        PUBLIC_URL: 'ftp://x',
        HUIYIN_SUITE: 'sm',
        HUIYIN_DEMO: 'yes',
        HUIYIN_PREPARE: 'no',
        DATABASE_URL: 'mysql://x',
        HUIYIN_PROGRAMME: '/nowhere',
      },
      ['--migrat'],
    )
    const names = [
      '--migrat',
      'HUIYIN_DEMO',
      'HUIYIN_PREPARE',
      'PORT',
      'HUIYIN_DATA',
      'HUIYIN_PROGRAMME',
      'DATABASE_URL',
      'HOST',
      'PUBLIC_URL',
      'HUIYIN_SUITE',
    ]
    expect(faults.map(fault => fault.split(' ')[0])).toEqual(names)
    for (const fault of faults) expect(fault).toMatch(/^\S+ .*[.]$/)
  })
  it('refuse a database login, since a superuser looks past every policy, and never repeat its password', () => {
    for (const url of ['postgresql://postgres:geheim@db/huiyin', 'postgresql://db/huiyin?user=postgres&password=geheim']) {
      const [fault] = faultsOf({ DATABASE_URL: url })
      expect(fault).toContain('must not carry a login')
      expect(fault).not.toContain('geheim')
    }
    expect(faultsOf({ DATABASE_URL: 'postgresql://db' })[0]).toContain('must name the database')
  })
  it('take reverse proxies by address or network, and nothing that would let everybody pass for anybody', () => {
    expect(readConfig({ ...enough, HUIYIN_PROXIES: '127.0.0.1, 10.1.2.0/24,fd00::/8' }).trustedProxies).toEqual([
      '127.0.0.1',
      '10.1.2.0/24',
      'fd00::/8',
    ])
    for (const wrong of ['proxy.local', '10.0.0.0/33', '0.0.0.0/0', '10.0.0.1/8/8', '::/0'])
      expect(faultsOf({ HUIYIN_PROXIES: wrong })[0]).toContain('HUIYIN_PROXIES')
  })
  it('refuse a plain http address outside the demo, because nobody could sign in there', () => {
    expect(faultsOf({ PUBLIC_URL: 'http://huiyin.example.cn' })[0]).toContain('https://')
    expect(faultsOf({ PUBLIC_URL: 'http://192.168.1.7:8080', HUIYIN_DEMO: '1' })).toEqual([])
    expect(faultsOf({ PUBLIC_URL: 'https://huiyin.example.cn/rate' })[0]).toContain('without a path')
  })
  it('answer anything with a config or with sentences, never with a crash', () => {
    const name = fc.constantFrom(
      'PORT',
      'HOST',
      'PUBLIC_URL',
      'HUIYIN_SUITE',
      'HUIYIN_DEMO',
      'DATABASE_URL',
      'HUIYIN_PROGRAMME',
      'HUIYIN_PROXIES',
    )
    fc.assert(
      fc.property(
        fc.dictionary(
          name,
          fc.string().filter(text => !text.includes('\0')),
        ),
        env => {
          faultsOf(env)
        },
      ),
    )
  })
})
