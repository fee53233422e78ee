import type pg from 'pg'
import { mkdtempSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildHouse, startHouse } from '../../src/main.ts'
import { BackupRefused, makeBackupKey, readBackupKey, readWhole } from '../../src/platform/backup/index.ts'
import { receiptDigestOf } from '../../src/modules/evaluation/rules/code.ts'
import type { Login } from '../../src/platform/database/index.ts'
import { silentLog } from '../../src/platform/log.ts'
import { emptyDatabase } from '../database.ts'
import type { FreshDatabase } from '../database.ts'
import { reckon } from './acknowledged.ts'
import type { Acknowledged } from './acknowledged.ts'
import { leftOut } from './leftOut.ts'
import type { Leaving } from './leftOut.ts'
import {
  closeTownToBackUp,
  openTownToBackUp,
  folder,
  key,
  keyFile,
  town,
  take,
  restoreInto,
  receiptsIn,
  countsIn,
  standsIn,
  refusalOf,
} from './restored.ts'

beforeAll(openTownToBackUp)
afterAll(closeTownToBackUp)

describe('B-01', () => {
  const digestOf = (receipt: string): string => {
    const { keys, city } = town.running.house
    return receiptDigestOf(keys, city, receipt).toString('hex')
  }
  /** As the page does it, over the wire, timed by the clock that the backup reads too. */
  const rate = async (link: string, wish: boolean): Promise<Acknowledged> => {
    const sentAt = new Date()
    const answer = await fetch(`http://127.0.0.1:${town.port}/r/${link}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify(
        wish
          ? { levels: { result: 2 }, reasons: [], callback: { wanted: true, how: 'phone', by: 'department', phone: '10000160001' } }
          : { overall: 4, levels: {}, reasons: [] },
      ),
    })
    const { receipt } = (await answer.json()) as { receipt: string }
    const toldAt = new Date()
    expect(answer.status).toBe(201)
    return { receipt: receipt.replace(/\D/g, ''), sentAt, toldAt }
  }
  const isWish = (n: number): boolean => n % 7 === 0

  it('a backup taken while ratings arrive over HTTP restores to exactly those acknowledged before its moment: none lost, none twice, none in halves', async () => {
    const writers = 8
    const each = 60
    const links = await town.push(Array.from({ length: writers * each }, (_, i) => `b01-${i}`))
    const told: { readonly link: string; readonly n: number; readonly one: Acknowledged }[] = []
    const counts = Array.from({ length: writers }, () => 0)
    // The last ten of each writer come after the backup, however fast the machine is.
    let ended: () => void = () => {}
    const backedUp = new Promise<void>(done => {
      ended = done
    })
    const writing = Promise.all(
      counts.map(async (_, writer) => {
        for (let n = 0; n < each; n++) {
          if (n === each - 10) await backedUp
          const link = links[writer * each + n]!
          told.push({ link, n, one: await rate(link, isWish(n)) })
          counts[writer]!++
        }
      }),
    )
    while (counts.some(count => count < 5)) await new Promise(done => setTimeout(done, 5))
    const path = await take('b01').finally(ended)
    await writing
    const { manifest } = await readWhole(path, key)
    const moment = { at: new Date(manifest.at), until: new Date(manifest.until) }
    const { database, dataFolder } = await restoreInto(path)
    const { house } = town.running
    const found = await receiptsIn(database, house.city)
    const acknowledged = told.map(({ one }) => one)
    const reckoning = reckon(acknowledged, moment, found, digestOf)
    expect(reckoning).toMatchObject({ lost: [], late: [], unknown: [] })
    expect(reckoning.before, 'each writer had some before').toBeGreaterThanOrEqual(writers * 4)
    expect(reckoning.after, 'and some after').toBeGreaterThanOrEqual(writers * 10)

    // Whole: to each receipt one sealed rating, and to each that wished for a call its request.
    const there = told.filter(({ one }) => found.has(digestOf(one.receipt)))
    expect(await countsIn(database)).toEqual({
      ratings: there.length,
      slots: there.length,
      calls: there.filter(({ n }) => isWish(n)).length,
    })

    // The restored house opens: whoever was told has rated and cannot again, whoever came later can.
    const config = { ...house.config, dataFolder }
    const opened = await startHouse(await buildHouse(config, { clock: house.clock, log: silentLog, database }), {
      beatMs: 0,
      console: false,
    })
    const again = async (link: string): Promise<number> =>
      (
        await opened.app.inject({
          method: 'POST',
          url: `/r/${link}`,
          headers: { 'idempotency-key': crypto.randomUUID() },
          payload: { overall: 3, levels: {}, reasons: [] },
        })
      ).statusCode
    const gone = told.filter(({ one }) => !found.has(digestOf(one.receipt)))
    expect(await Promise.all(there.slice(0, 5).map(({ link }) => again(link)))).toEqual([409, 409, 409, 409, 409])
    expect(await Promise.all(gone.slice(-5).map(({ link }) => again(link)))).toEqual([201, 201, 201, 201, 201])
    await opened.stop()

    // Planted: the reckoning would have seen one that is missing, and one that came from after the moment.
    const [first] = acknowledged
    const without = new Set([...found].filter(digest => digest !== digestOf(first!.receipt)))
    expect(reckon(acknowledged, moment, without, digestOf).lost).toEqual([first!.receipt])
    const last = acknowledged.at(-1)!
    expect(reckon(acknowledged, moment, new Set([...found, digestOf(last.receipt)]), digestOf).late).toEqual([last.receipt])
  }, 120_000)

  it('a backup that leaves out a table or a row is refused however well it is sealed (planted)', async () => {
    const path = await take('b01-whole')
    const left = async (name: string, leaves: Leaving): Promise<string> =>
      refusalOf(await leftOut(path, join(folder, `${name}.backup`), key, leaves))
    expect(await left('same', { table: 'none.none' }).catch((error: unknown) => String(error)), 'the same archive, written anew').toMatch(
      /it was not refused/,
    )
    expect(await left('no-table', { table: 'evaluation.receipt' })).toMatch(/evaluation\.receipt 和备份不一致/)
    expect(await left('no-row', { rowOf: 'evaluation.receipt' })).toMatch(/前后不一致/)
    expect(await left('no-count', { table: 'evaluation.receipt', countsAsBefore: true })).toMatch(/前后不一致/)
  }, 120_000)
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
    const places = [
      0,
      7,
      8,
      9,
      10,
      11,
      12,
      43,
      44,
      51,
      52,
      53,
      55,
      whole.length - 1,
      ...Array.from({ length: 186 }, (_, n) => Math.floor(((((n * 7919) % 186) + 0.5) / 186) * whole.length)),
    ]
    expect(places.length).toBe(200)
    const said = new Set<string>()
    for (const [n, at] of places.entries()) {
      const bytes = Buffer.from(whole)
      bytes[at]! ^= 1 << (n % 8)
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
      foreign: Buffer.concat([
        whole.subarray(0, one.from),
        other.subarray(52, 52 + 4 + (other.readUInt32BE(52) & 0x7fff_ffff)),
        whole.subarray(one.to),
      ]),
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
    writeFileSync(
      join(folder, 'wrong.key'),
      line.replace(/1 (.)/, (_, sign: string) => `1 ${sign === 'A' ? 'B' : 'A'}`),
      { mode: 0o600 },
    )
    expect(() => readBackupKey(join(folder, 'wrong.key'), [])).toThrow(/抄错/)
    const newer = Buffer.from(whole)
    newer[9] = 2
    expect(await refusalOf(planted('newer', newer))).toMatch(/第 2 版/)
  })

  it('a backup of a newer release, or of one whose migrations read differently: refused', async () => {
    const { house } = town.running
    const client = await house.database.pool('migrate').connect()
    const change = async (text: string): Promise<void> => {
      await client.query('begin; set local role huiyin_owner')
      await client.query(text)
      await client.query('commit')
    }
    await change("insert into platform.migration (part, name, digest) values ('engine', '9999-later.sql', repeat('0', 64))")
    const later = await take('b04-later')
    await change(
      "delete from platform.migration where name = '9999-later.sql'; update platform.migration set digest = translate(digest, '01', '10') where part = 'org' and name = '0001-org.sql'",
    )
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
    const withKeys = await take('b04-keys', { withKeys: true })
    const { dataFolder, database } = await restoreInto(withKeys, { keysFrom: null })
    expect(readFileSync(join(dataFolder, 'keys', 'master-1-std.key'))).toEqual(
      readFileSync(join(town.running.house.config.dataFolder, 'keys', 'master-1-std.key')),
    )
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
    const broken = async (): Promise<void> => {
      throw new BackupRefused('痕迹断了 the trail is broken')
    }
    expect(await refusalOf(path, { before: broken })).toMatch(/痕迹/)
  })

  it('with the national algorithms as well', async () => {
    const { database } = await restoreInto(await take('b04-gm', { suite: 'gm' }))
    await database.close()
  })

  it('a row lost or changed between the archive and the table, or a policy that is not there any more, would be seen (planted)', async () => {
    /** The database, but that somebody harms it after the rows came in. */
    const harmed = (database: FreshDatabase, harm: string): FreshDatabase =>
      Object.assign(Object.create(database) as FreshDatabase, {
        pool: (login: Login) =>
          login !== 'migrate'
            ? database.pool(login)
            : Object.assign(Object.create(database.pool(login)) as pg.Pool, {
                connect: async () => {
                  const client = await database.pool(login).connect()
                  const query = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>
                  return Object.assign(client, {
                    query: (...given: unknown[]) =>
                      given[0] === 'set constraints all immediate' ? query(...given).then(() => query(harm)) : query(...given),
                  })
                },
                query: (text: string) => database.pool(login).query(text),
              }),
      })
    for (const [harm, expected] of [
      ["update org.unit set name = name || '甲' where id = (select id from org.unit order by id limit 1)", /org\.unit 和备份不一致/],
      [
        'delete from org.duty where true; delete from org.tie where (city, person, other) in (select city, person, other from org.tie limit 1); delete from outbox.message where true; delete from org.edge where (city, lower, upper) in (select city, lower, upper from org.edge limit 1)',
        /和备份不一致/,
      ],
      [
        'drop policy owner on org.tie; create policy owner on org.tie to huiyin_owner using (true); drop policy known on engine.barred',
        /不一样/,
      ],
    ] as const) {
      const database = await emptyDatabase()
      expect(await refusalOf(path, { database: harmed(database, harm) }), harm).toMatch(expected)
      await database.close()
    }
  })
})
