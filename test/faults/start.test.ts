import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { writeCityFile } from '../../src/platform/cityFile.ts'
import { passwordFile } from '../../src/platform/database/passwords.ts'
import { createTestDatabase, dropTestDatabase, newName, urlOf } from '../postgres.ts'
import type { TestServer } from '../postgres.ts'
import { townFolder } from '../programme.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
let server: TestServer
let empty: string
beforeAll(async () => {
  ;({ server } = inject('postgres'))
  empty = newName(server)
  await createTestDatabase(server, empty)
})
afterAll(() => dropTestDatabase(server, empty))

/** A data folder with the passwords of our logins, as `setup-database` leaves it. */
const dataFolder = (passwords: object | undefined = server.passwords): string => {
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-start-'))
  if (passwords) writeFileSync(passwordFile(folder), JSON.stringify(passwords), { mode: 0o600 })
  return folder
}
/** As an operator writes it: without a login. */
const addressOf = (database: string, change: (url: URL) => void = () => {}): string => {
  const url = new URL(urlOf(server, database, 'system'))
  for (const name of ['user', 'password']) url.searchParams.delete(name)
  change(url)
  return url.href
}

/** Starts the server as a city does, until it waits for its first start, is ready, or ends. */
const start = (env: Readonly<Record<string, string>>): Promise<{ code: number | null; out: string; err: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main], {
      env: { PATH: process.env.PATH ?? '', PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (bytes: Buffer) => {
      out += bytes.toString()
      if (/^(setup|ready) /m.test(out)) child.kill('SIGTERM')
    })
    child.stderr.on('data', (bytes: Buffer) => {
      err += bytes.toString()
    })
    child.on('error', reject)
    child.on('close', code => {
      resolve({ code, out, err })
    })
  })

const oneSentence = (err: string): string => {
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).not.toMatch(/\bat (async )?\S+:\d+/)
  return err.trim()
}

describe('a start of a city', () => {
  it('on an empty folder fills its database and waits with one address, and ends quietly when it is told to', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-start-'))
    // The database runs as another account where the tests run as root.
    chmodSync(folder, 0o711)
    try {
      for (const env of [{}, { HUIYIN_PROGRAMME: townFolder }] as readonly Record<string, string>[]) {
        const { code, out, err } = await start({ HUIYIN_DATA: folder, ...env })
        expect([code, err]).toEqual([0, ''])
        expect(out.match(/^setup http:\/\/localhost:\d+\/setup\?code=[a-z0-9-]{23}$/gm)).toHaveLength(1)
        expect(out).not.toContain('ready ')
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }, 60_000)

  it('says in one sentence what is wrong with the database', async () => {
    const wrong = Object.fromEntries(Object.keys(server.passwords).map(login => [login, 'x'.repeat(43)]))
    const cases: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
      [{ HUIYIN_DATA: dataFolder(null as never), DATABASE_URL: addressOf(empty) }, 'npx huiyin setup-database'],
      [{ HUIYIN_DATA: dataFolder(wrong), DATABASE_URL: addressOf(empty) }, 'does not accept our logins'],
      [{ HUIYIN_DATA: dataFolder(), DATABASE_URL: addressOf('huiyin_nowhere') }, 'does not exist'],
      [{ HUIYIN_DATA: dataFolder(), DATABASE_URL: 'postgresql://127.0.0.1:1/huiyin' }, 'cannot be reached'],
    ]
    for (const [env, sentence] of cases) {
      const { code, err } = await start(env)
      expect(oneSentence(err)).toContain(sentence)
      expect(code).toBe(1)
    }
  })

  it('says in one sentence what is wrong with the programme', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-start-'))
    mkdirSync(join(folder, 'hollow'))
    mkdirSync(join(folder, 'half'))
    writeFileSync(join(folder, 'half', 'programme.yaml'), 'name: 半截\nmodules: [castle]\n')
    const elsewhere = dataFolder()
    writeCityFile(elsewhere, { city: 'harbour', programmeFolder: folder })
    const cases: readonly (readonly [string, string, string])[] = [
      [dataFolder(), join(folder, 'nowhere'), 'there is no such folder'],
      [dataFolder(), join(folder, 'hollow'), 'hollow/programme.yaml'],
      [dataFolder(), join(folder, 'half'), 'half/programme.yaml:2'],
      [elsewhere, townFolder, 'belongs to the city "harbour"'],
    ]
    for (const [HUIYIN_DATA, HUIYIN_PROGRAMME, sentence] of cases) {
      const { code, err } = await start({ HUIYIN_DATA, HUIYIN_PROGRAMME, DATABASE_URL: addressOf(empty) })
      expect(oneSentence(err)).toContain(sentence)
      expect(code).toBe(1)
    }
  })
})
