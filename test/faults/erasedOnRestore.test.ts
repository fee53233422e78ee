import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backUp, isRestored, readErasedList, writeErasedList } from '../../src/platform/backup/index.ts'
import { erasedMatters, makeEngine } from '../../src/engine/index.ts'
import { makeAs } from '../../src/org/as.ts'
import { byteFolder, makeFiles } from '../../src/platform/files/index.ts'
import { bring } from '../../tools/backup/bring.ts'
import { emptyDatabase, freshDatabase } from '../database.ts'
import { makeTown } from '../engine/town.ts'
import { closeTownToBackUp, openTownToBackUp, folder, key } from './restored.ts'

beforeAll(openTownToBackUp)
afterAll(closeTownToBackUp)

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
      if (n % 50 === 0)
        await as(sweep, tx =>
          house.files.save(tx, {
            name: '照片.txt.pdf',
            bytes: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'),
            matter,
          }),
        )
      matters.push(matter)
    }
    const path = join(folder, 'b03.backup')
    await backUp(path, {
      database,
      dataFolder,
      city,
      key,
      suite: 'std',
      release: 'test',
      now: () => new Date(),
      withKeys: false,
      progress: () => {},
    })

    const gone = matters.slice(0, people)
    for (const matter of gone) expect(await as(sweep, tx => engineTown.engine.erase(tx, matter))).toBe(true)
    const list = join(folder, 'b03.erased')
    await writeErasedList(list, key, 'std', await erasedMatters(as, city))

    const target = await emptyDatabase()
    const restoredFolder = join(mkdtempSync(join(tmpdir(), 'huiyin-restored-')), 'data')
    const brought = await bring({
      path,
      key,
      config: { dataFolder: restoredFolder, databaseUrl: 'given', suite: 'std' },
      keysFrom: join(dataFolder, 'keys'),
      erased: await readErasedList(list, key),
      now: new Date(),
      progress: () => {},
      open: async () => ({
        ...target,
        pool: login => target.pool(login),
        transaction: (login, work, settings) => target.transaction(login, work, settings),
        close: async () => {},
      }),
    })
    expect(brought).toMatchObject({ city, erasedAgain: people, files: Math.ceil((people + 5) / 50) })

    const restored = makeEngine({
      as: makeAs(target),
      keys: house.keys,
      clock: engineTown.clock,
      programmes: house.programmes,
      calendar: house.calendar,
      rooms: engineTown.rooms,
      house: () => house,
    })
    const words = async (matter: string): Promise<string> => JSON.stringify(await restored.read(who.handler, matter))
    let readable = 0
    for (const matter of gone) if ((await words(matter)).includes('说的话')) readable++
    expect(readable, 'none of the erased').toBe(0)
    for (const matter of matters.slice(people)) expect(await words(matter)).toContain('说的话')
    const files = makeFiles(house.keys, byteFolder(join(restoredFolder, 'files'), city))
    expect(
      await makeAs(target)(sweep, async tx => (await Promise.all(gone.map(matter => files.list(tx, matter)))).flat().length),
      'nor their files',
    ).toBe(0)
    expect(await erasedMatters(makeAs(target), city)).toHaveLength(people)
    expect(isRestored(restoredFolder)).toBe(true)
    await target.close()

    // Without the list all of them would be back: the test can fail.
    const without = await emptyDatabase()
    expect(
      await bring({
        path,
        key,
        config: { dataFolder: join(mkdtempSync(join(tmpdir(), 'huiyin-restored-')), 'data'), databaseUrl: 'given', suite: 'std' },
        keysFrom: join(dataFolder, 'keys'),
        erased: [],
        now: new Date(),
        progress: () => {},
        open: async () => ({
          ...without,
          pool: login => without.pool(login),
          transaction: (login, work, settings) => without.transaction(login, work, settings),
          close: async () => {},
        }),
      }),
    ).toMatchObject({ erasedAgain: 0 })
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
