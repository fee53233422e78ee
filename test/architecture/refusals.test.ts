import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sentenceOfStart } from '../../src/main.ts'
import { ConfigFault, readConfig } from '../../src/platform/config.ts'
import { DatabaseUnavailable } from '../../src/platform/database/index.ts'
import { faultOfBoth, refusalsIn } from './refusals.ts'
import { isTest, textsUnder } from './tree.ts'

const all = [...textsUnder('src'), ...textsUnder('tools')].filter(text => !isTest(text)).flatMap(refusalsIn)

/** Sentences that the programme's and the forms' own checks say, in Chinese with the place in front. */
const elsewhere = ['src/build.ts', 'src/build.ts', 'src/build.ts', 'src/platform/config.ts', 'tools/demo/settle.ts']

describe('what keeps a city from starting is said in Chinese first, to whoever stands before the terminal at night', () => {
  it('in every sentence that the source gives to a refusal', () => {
    const faults = all.flatMap(({ where, sentence }) => {
      const fault = sentence === undefined ? undefined : faultOfBoth(sentence)
      return fault === undefined ? [] : [`${where} ${fault}: ${sentence}`]
    })
    expect(faults).toEqual([])
    expect(all.filter(({ sentence }) => sentence !== undefined).length).toBeGreaterThan(60)
  })
  it('and no sentence is put together where this cannot read it, but for those whose checks have words of their own', () => {
    expect(all.filter(({ sentence }) => sentence === undefined).map(({ where }) => where.replace(/:\d+$/, ''))).toEqual(elsewhere)
  })
  it('as they come out, with every setting wrong at once', () => {
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-refused-'))
    writeFileSync(join(folder, 'city.json'), '{')
    const wrong = (env: Readonly<Record<string, string>>, args: readonly string[] = []): readonly string[] => {
      try {
        readConfig(env, args)
      } catch (error) {
        if (error instanceof ConfigFault) return error.faults
      }
      return []
    }
    const faults = [
      ...wrong(
        {
          PORT: '99999',
          HOST: 'a b',
          PUBLIC_URL: 'ftp://x',
          SHORT_URL: 'https://x/y',
          DATABASE_URL: 'postgresql://a:b@c/d',
          HUIYIN_DATA: folder,
          HUIYIN_PROXIES: 'everybody',
          HUIYIN_SUITE: 'rot13',
          HUIYIN_DEMO: 'yes',
          HUIYIN_PREPARE: 'no',
          HUIYIN_BACKUPS: join(folder, 'backups'),
          HUIYIN_BACKUP_AT: 'night',
          HUIYIN_BACKUP_EVERY: '1',
          HUIYIN_BACKUPS_KEPT: '400',
        },
        ['--force'],
      ),
      ...wrong({
        HUIYIN_DATA: join(folder, 'city.json'),
        HUIYIN_PROGRAMME: '/nowhere',
        HUIYIN_BACKUP_AT: '03:10',
        PUBLIC_URL: 'http://x.cn',
      }),
    ]
    expect(faults).toHaveLength(20)
    expect(faults.map(faultOfBoth)).toEqual(faults.map(() => undefined))
  })
  it('and where the fault is the database’s or the machine’s', () => {
    for (const error of [
      new DatabaseUnavailable(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })),
      new DatabaseUnavailable(undefined),
      Object.assign(new Error('x'), { code: 'EADDRINUSE' }),
    ])
      expect(faultOfBoth(sentenceOfStart(error)!)).toBeUndefined()
  })
})

describe('the wall stops', () => {
  const planted = (sentence: string) =>
    refusalsIn({ path: 'src/build.ts', text: `\n  throw new StartRefused(\n    ${sentence},\n  )\n` }).map(one => [
      one.where,
      one.sentence === undefined ? 'unread' : faultOfBoth(one.sentence),
    ])
  it.each([
    ["'PORT is taken. Set another.'", 'no Chinese sentence before the English one'],
    ["'PORT is taken by another program. 请换一个空闲的端口。 Set another.'", 'English stands before the Chinese sentence'],
    ["'端口。 PORT is taken.'", 'what stands first is not Chinese'],
    ['`${port} 的端口被别的程序占用了。 PORT is taken, 请换一个。`', 'Chinese stands after the English sentence'],
    ["'PORT 的端口被别的程序占用了。 '", 'no English sentence'],
    ['sentence', 'unread'],
  ])('%s, because %s', (sentence, fault) => {
    expect(planted(sentence)).toEqual([['src/build.ts:3', fault]])
  })
  it('and lets through what is as it should be', () => {
    expect(planted("'PORT 的端口被别的程序占用了。 PORT is taken by another program.'")).toEqual([['src/build.ts:3', undefined]])
  })
  it('a setting that speaks English alone', () => {
    const [found] = refusalsIn({ path: 'src/platform/config.ts', text: 'if (x) say(`PORT is "${text}"; it must be a number.`)' })
    expect(faultOfBoth(found!.sentence!)).toBeDefined()
  })
})
