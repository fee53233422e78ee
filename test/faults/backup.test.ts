import type pg from 'pg'
import { mkdirSync, mkdtempSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backUp, BackupRefused, isRestored, makeBackupKey, readBackupKey, readErasedList, writeErasedList } from '../../src/platform/backup/index.ts'
import { receiptDigestOf } from '../../src/modules/evaluation/rules/code.ts'
import { erasedMatters, makeEngine } from '../../src/engine/index.ts'
import { makeAs } from '../../src/org/as.ts'
import type { Login } from '../../src/platform/database/index.ts'
import { byteFolder, makeFiles } from '../../src/platform/files/index.ts'
import { bring } from '../../tools/backup/bring.ts'
import { emptyDatabase, freshDatabase } from '../database.ts'
import type { FreshDatabase } from '../database.ts'
import { makeTown } from '../engine/town.ts'
import { closeTownToBackUp, openTownToBackUp, folder, keyFile, key, town, take, restoreInto, receiptsIn, standsIn, refusalOf } from './restored.ts'

beforeAll(openTownToBackUp)
afterAll(closeTownToBackUp)

describe('B-01', () => {
  it('a backup taken while ratings arrive restores to exactly the ratings acknowledged before its moment, each table to the last row', async () => {
    const writers = 8
    const each = 60
    const links = await town.push(Array.from({ length: writers * each }, (_, i) => `b01-${i}`))
    const acknowledged: string[][] = Array.from({ length: writers }, () => [])
    // The last ten of each writer come after the backup, however fast the machine is.
    let ended: () => void = () => {}
    const backedUp = new Promise<void>(done => { ended = done })
    const writing = Promise.all(acknowledged.map(async (mine, writer) => {
      for (let n = 0; n < each; n++) {
        if (n === each - 10) await backedUp
        const { status, receipt } = await town.rate(links[writer * each + n]!, n % 7 === 0 ? { levels: { result: 2 }, reasons: [], callback: { wanted: true, how: 'phone', by: 'department', phone: '10000160001' } } : { overall: 4, levels: {}, reasons: [] })
        expect(status).toBe(201)
        mine.push(receipt)
      }
    }))
    while (acknowledged.some(mine => mine.length < 5)) await new Promise(done => setTimeout(done, 5))
    const before = acknowledged.map(mine => mine.length)
    const path = await take('b01').finally(ended)
    const during = acknowledged.map(mine => mine.length)
    await writing
    const { house } = town.running
    const { database } = await restoreInto(path)
    const found = await receiptsIn(database, house.city)
    const kept = acknowledged.map(mine => mine.map(receipt => found.has(receiptDigestOf(house.keys, house.city, receipt).toString('hex'))))
    for (const [writer, mine] of kept.entries()) {
      expect(mine.slice(0, before[writer]).every(Boolean), 'acknowledged before: all there').toBe(true)
      // One moment: whoever writes one after the other finds his first ones and none after the first that is missing.
      expect(mine.indexOf(false) < 0 || mine.slice(mine.indexOf(false)).every(one => !one), 'no later one without an earlier one').toBe(true)
    }
    expect(during.some((count, writer) => count > before[writer]!), 'ratings arrived meanwhile').toBe(true)
    for (const mine of kept) expect(mine.slice(-10).some(Boolean), 'none from after it').toBe(false)
    expect(kept.flat().filter(Boolean).length, 'and some came after the moment').toBeLessThan(writers * each)
    expect(kept.flat().filter(Boolean).length).toBe(found.size)
    await database.close()
  })
})

describe('B-04', () => {
  let path: string
  let whole: Buffer
  beforeAll(async () => {
    path = await take('b04')
    whole = readFileSync(path)
  })

  const planted = (name: string, bytes: Buffer): string => {
    const damaged = join(folder, `${name}.backup`)
    writeFileSync(damaged, bytes)
    return damaged
  }
  /** Where each segment of an archive begins, and its end. */
  const segments = (): readonly { from: number; to: number }[] => {
    const found: { from: number; to: number }[] = []
    for (let at = 52; at < whole.length;) {
      const to = at + 4 + (whole.readUInt32BE(at) & 0x7fff_ffff)
      found.push({ from: at, to })
      at = to
    }
    return found
  }

  it('200 flipped bits, wherever they fall: refused before anything is changed, 200 of 200', async () => {
    const database = await emptyDatabase()
    // The first byte of every part of the head, and the rest spread over all of the archive by a fixed step.
    const places = [0, 7, 8, 9, 10, 11, 12, 43, 44, 51, 52, 53, 55, whole.length - 1, ...Array.from({ length: 186 }, (_, n) => Math.floor(((n * 7919) % 186 + 0.5) / 186 * whole.length))]
    expect(places.length).toBe(200)
    const said = new Set<string>()
    for (const [n, at] of places.entries()) {
      const bytes = Buffer.from(whole)
      bytes[at]! ^= 1 << n % 8
      said.add((await refusalOf(planted('flipped', bytes), { database })).replace(/\d+|[0-9a-f]{16}/g, '…'))
    }
    expect(await standsIn(database)).toBe(0)
    for (const sentence of said) expect(sentence, 'in both languages').toMatch(/[\u4e00-\u9fff].*[a-z]{3}/)
    await database.close()
  }, 180_000)

  it('a segment left out, one put twice, two exchanged, one of another backup, one more behind the end: refused', async () => {
    const all = segments()
    expect(all.length).toBeGreaterThan(2)
    const [one, two] = [all[0]!, all[1]!]
    const part = ({ from, to }: { from: number; to: number }): Buffer => whole.subarray(from, to)
    const other = readFileSync(await take('b04-other'))
    const cases: Record<string, Buffer> = {
      'left out': Buffer.concat([whole.subarray(0, one.to), whole.subarray(two.to)]),
      'the first left out': Buffer.concat([whole.subarray(0, one.from), whole.subarray(one.to)]),
      'the last left out': whole.subarray(0, all.at(-1)!.from),
      twice: Buffer.concat([whole.subarray(0, one.to), part(one), whole.subarray(one.to)]),
      exchanged: Buffer.concat([whole.subarray(0, one.from), part(two), part(one), whole.subarray(two.to)]),
      foreign: Buffer.concat([whole.subarray(0, one.from), other.subarray(52, 52 + 4 + (other.readUInt32BE(52) & 0x7fff_ffff)), whole.subarray(one.to)]),
      'more behind': Buffer.concat([whole, Buffer.from('x')]),
    }
    for (const [name, bytes] of Object.entries(cases)) expect(await refusalOf(planted('segment', bytes)), name).toMatch(/备份/)
  })

  it('cut off anywhere: refused as cut off', async () => {
    for (const share of [0.1, 0.5, 0.9, 0.999]) {
      const cut = planted('cut', whole)
      truncateSync(cut, Math.floor(whole.length * share))
      expect(await refusalOf(cut)).toMatch(/断了/)
    }
    expect(await refusalOf(planted('empty', Buffer.alloc(0)))).toMatch(/不是回音的备份/)
  })

  it('another key, a key copied wrongly, another format: each with its own sentence', async () => {
    const otherFile = join(folder, 'other.key')
    makeBackupKey(otherFile)
    expect(await refusalOf(path, { key: readBackupKey(otherFile, []) })).toMatch(/不是用这把密钥做的/)
    const line = readFileSync(keyFile, 'utf8')
    writeFileSync(join(folder, 'wrong.key'), line.replace(/1 (.)/, (_, sign: string) => `1 ${sign === 'A' ? 'B' : 'A'}`), { mode: 0o600 })
    expect(() => readBackupKey(join(folder, 'wrong.key'), [])).toThrow(/抄错/)
    const newer = Buffer.from(whole)
    newer[9] = 2
    expect(await refusalOf(planted('newer', newer))).toMatch(/第 2 版/)
  })

  it('a backup of a newer release, or of one whose migrations read differently: refused', async () => {
    const { house } = town.running
    const client = await house.database.pool('migrate').connect()
    const change = async (text: string): Promise<void> => { await client.query('begin; set local role huiyin_owner'); await client.query(text); await client.query('commit') }
    await change("insert into platform.migration (part, name, digest) values ('engine', '9999-later.sql', repeat('0', 64))")
    const later = await take('b04-later')
    await change("delete from platform.migration where name = '9999-later.sql'; update platform.migration set digest = translate(digest, '01', '10') where part = 'org' and name = '0001-org.sql'")
    const other = await take('b04-changed')
    await change("update platform.migration set digest = translate(digest, '01', '10') where part = 'org' and name = '0001-org.sql'")
    client.release()
    expect(await refusalOf(later)).toMatch(/用做备份的那一版/)
    expect(await refusalOf(other)).toMatch(/用做备份的那一版/)
  })

  it('without the master keys, or with those of another city: refused; given with the backup they open it', async () => {
    expect(await refusalOf(path, { keysFrom: null })).toMatch(/主密钥/)
    const foreign = mkdtempSync(join(tmpdir(), 'huiyin-keys-'))
    writeFileSync(join(foreign, 'master-1-std.key'), Buffer.alloc(32, 7), { mode: 0o600 })
    expect(await refusalOf(path, { keysFrom: foreign })).toMatch(/不是这份备份的/)
    const with_ = await take('b04-keys', { withKeys: true })
    const { dataFolder, database } = await restoreInto(with_, { keysFrom: null })
    expect(readFileSync(join(dataFolder, 'keys', 'master-1-std.key'))).toEqual(readFileSync(join(town.running.house.config.dataFolder, 'keys', 'master-1-std.key')))
    expect(statSync(join(dataFolder, 'keys', 'master-1-std.key')).mode & 0o077).toBe(0)
    await database.close()
  })

  it('a place that is not empty is never written to: neither a folder nor a database', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'huiyin-full-'))
    writeFileSync(join(dataFolder, 'city.json'), '{}')
    expect(await refusalOf(path, { dataFolder })).toMatch(/不覆盖/)
    const database = await emptyDatabase()
    const client = await database.pool('migrate').connect()
    await client.query('begin; set local role huiyin_owner; create schema somebodys; commit')
    client.release()
    expect(await refusalOf(path, { database })).toMatch(/不覆盖/)
    await database.close()
  })

  it('a fault half-way, here of what must happen before the doors open, takes everything back', async () => {
    const broken = async (): Promise<void> => { throw new BackupRefused('痕迹断了 the trail is broken') }
    expect(await refusalOf(path, { before: broken })).toMatch(/痕迹/)
  })

  it('with the national algorithms as well', async () => {
    const { database } = await restoreInto(await take('b04-gm', { suite: 'gm' }))
    await database.close()
  })

  it('a row lost or changed between the archive and the table, or a policy that is not there any more, would be seen (planted)', async () => {
    /** The database, but that somebody harms it after the rows came in. */
    const harmed = (database: FreshDatabase, harm: string): FreshDatabase => Object.assign(Object.create(database) as FreshDatabase, {
      pool: (login: Login) => login !== 'migrate' ? database.pool(login) : Object.assign(Object.create(database.pool(login)) as pg.Pool, {
        connect: async () => {
          const client = await database.pool(login).connect()
          const query = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>
          return Object.assign(client, { query: (...given: unknown[]) => given[0] === 'set constraints all immediate' ? query(...given).then(() => query(harm)) : query(...given) })
        },
        query: (text: string) => database.pool(login).query(text),
      }),
    })
    for (const [harm, expected] of [
      ["update org.unit set name = name || '甲' where id = (select id from org.unit order by id limit 1)", /org\.unit 和备份不一致/],
      ['delete from org.duty where true; delete from org.tie where (city, person, other) in (select city, person, other from org.tie limit 1); delete from outbox.message where true; delete from org.edge where (city, lower, upper) in (select city, lower, upper from org.edge limit 1)', /和备份不一致/],
      ['drop policy owner on org.tie; create policy owner on org.tie to huiyin_owner using (true); drop policy known on engine.barred', /不一样/],
    ] as const) {
      const database = await emptyDatabase()
      expect(await refusalOf(path, { database: harmed(database, harm) }), harm).toMatch(expected)
      await database.close()
    }
  })
})

describe('B-03', () => {
  /** The whole by HUIYIN_ERASED=10000. */
  const people = Number(process.env['HUIYIN_ERASED'] ?? 300)

  it(`${people} people are erased, an older backup is restored: the list is replayed before anybody can look, 0 of them can be read, the rest can`, async () => {
    const database = await freshDatabase()
    const engineTown = await makeTown(database)
    const { city, as, house, who } = engineTown
    const dataFolder = mkdtempSync(join(tmpdir(), 'huiyin-erased-'))
    mkdirSync(join(dataFolder, 'keys'))
    // The master key of testKeys.
    writeFileSync(join(dataFolder, 'keys', 'master-1-std.key'), Buffer.alloc(32, 0x5a), { mode: 0o600 })
    Object.assign(house, { files: makeFiles(house.keys, byteFolder(join(dataFolder, 'files'), city)) })
    const sweep = { kind: 'system', city, name: 'sweep' } as const
    const matters: string[] = []
    for (let n = 0; n < people + 5; n++) {
      const matter = await engineTown.open()
      await engineTown.engine.act(who.handler, { matter, action: 'note', input: { text: `第${n}个人说的话` } })
      if (n % 50 === 0) await as(sweep, tx => house.files.save(tx, { name: '照片.txt.pdf', bytes: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'), matter }))
      matters.push(matter)
    }
    const path = join(folder, 'b03.backup')
    await backUp(path, { database, dataFolder, city, key, suite: 'std', release: 'test', at: new Date(), withKeys: false, progress: () => {} })

    const gone = matters.slice(0, people)
    for (const matter of gone) expect(await as(sweep, tx => engineTown.engine.erase(tx, matter))).toBe(true)
    const list = join(folder, 'b03.erased')
    await writeErasedList(list, key, 'std', await erasedMatters(as, city))

    const target = await emptyDatabase()
    const restoredFolder = join(mkdtempSync(join(tmpdir(), 'huiyin-restored-')), 'data')
    const brought = await bring({
      path, key, config: { dataFolder: restoredFolder, databaseUrl: 'given', suite: 'std' }, keysFrom: join(dataFolder, 'keys'), erased: await readErasedList(list, key), now: new Date(), progress: () => {},
      open: async () => ({ ...target, pool: login => target.pool(login), transaction: (login, work) => target.transaction(login, work), close: async () => {} }),
    })
    expect(brought).toMatchObject({ city, erasedAgain: people, files: Math.ceil((people + 5) / 50) })

    const restored = makeEngine({ as: makeAs(target), keys: house.keys, clock: engineTown.clock, programmes: house.programmes, calendar: house.calendar, rooms: engineTown.rooms, house: () => house })
    const words = async (matter: string): Promise<string> => JSON.stringify(await restored.read(who.handler, matter))
    let readable = 0
    for (const matter of gone) if ((await words(matter)).includes('说的话')) readable++
    expect(readable, 'none of the erased').toBe(0)
    for (const matter of matters.slice(people)) expect(await words(matter)).toContain('说的话')
    const files = makeFiles(house.keys, byteFolder(join(restoredFolder, 'files'), city))
    expect(await makeAs(target)(sweep, async tx => (await Promise.all(gone.map(matter => files.list(tx, matter)))).flat().length), 'nor their files').toBe(0)
    expect(await erasedMatters(makeAs(target), city)).toHaveLength(people)
    expect(isRestored(restoredFolder)).toBe(true)
    await target.close()

    // Without the list all of them would be back: the test can fail.
    const without = await emptyDatabase()
    expect(await bring({
      path, key, config: { dataFolder: join(mkdtempSync(join(tmpdir(), 'huiyin-restored-')), 'data'), databaseUrl: 'given', suite: 'std' }, keysFrom: join(dataFolder, 'keys'), erased: [], now: new Date(), progress: () => {},
      open: async () => ({ ...without, pool: login => without.pool(login), transaction: (login, work) => without.transaction(login, work), close: async () => {} }),
    })).toMatchObject({ erasedAgain: 0 })
    await without.close()
    await database.close()
  }, 300_000)

  it('the list itself is refused when it is missing, damaged, or made with another key', async () => {
    const list = join(folder, 'list.erased')
    await writeErasedList(list, key, 'gm', ['b3b0a3c2-4f2e-4a6e-9a51-2d8f0e7c1a11'])
    expect(await readErasedList(list, key)).toHaveLength(1)
    const bytes = readFileSync(list)
    bytes[bytes.length - 5]! ^= 1
    writeFileSync(join(folder, 'damaged.erased'), bytes)
    await expect(readErasedList(join(folder, 'damaged.erased'), key)).rejects.toThrow(/销毁清单.*已损坏/)
    await expect(readErasedList(join(folder, 'none.erased'), key)).rejects.toThrow(/找不到销毁清单/)
  })
})
