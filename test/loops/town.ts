import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { buildHouse, startHouse } from '../../src/main.ts'
import type { Running } from '../../src/main.ts'
import { createKey } from '../../src/org/access/index.ts'
import { files, importOrg } from '../../src/org/import/index.ts'
import { MovableClock } from '../../src/platform/clock.ts'
import type { Config } from '../../src/platform/config.ts'
import { silentLog } from '../../src/platform/log.ts'
import type { Adapter } from '../../src/platform/outbox/index.ts'
import { pdfOf } from '../../tools/demo/doors.ts'
import { freshDatabase } from '../database.ts'

export const password = '柳渡口的水声 听得很远很远'
const programmeFolder = join(import.meta.dirname, '../../programmes/yunxi')

type Answer = Awaited<ReturnType<Running['app']['inject']>>

/** The invented city as its people meet it: everything goes through HTTP. */
export interface LivingTown {
  readonly running: Running
  /** Moves the clock to a minute of 2026 ('09-17T10:00') and lets the house live through it. */
  at(time: string): Promise<void>
  get(login: string, url: string): Promise<Answer>
  /** As this login, in whatever way `inject` takes. */
  as(login: string, asked: object): Promise<Answer>
  /** Of an agency that may push services and see their links. */
  readonly apiKey: string
  /** The token of a service that nobody has rated. */
  link(service?: { readonly line?: string }): Promise<string>
  post(login: string, url: string, payload?: object): Promise<Answer>
  /** One file as a browser's form sends it. */
  upload(
    login: string,
    url: string,
    file: { readonly name: string; readonly bytes: Buffer },
    fields?: Readonly<Record<string, string>>,
  ): Promise<Answer>
  act(login: string, matter: string, action: string, input?: object): Promise<string>
  work(login: string): Promise<readonly string[]>
  /** A service of 陆小满 (or of `service.officer`), rated. @returns the receipt's code */
  rate(
    rating: object,
    service?: {
      readonly officer?: string
      readonly unit?: string
      readonly line?: string
      readonly officers?: readonly string[]
      readonly finishedAt?: string
    },
  ): Promise<string>
  say(code: string, word: string): Promise<number>
  /** From the first call to the citizen's turn. */
  putRight(login: string, matter: string): Promise<void>
  /** What has been sent so far, as the demo's sender wrote it. */
  sent(): readonly { readonly to: string; readonly template: string; readonly text: string }[]
}

/** @param sms a gateway of the test's own; without it texts are lines of outbox.ndjson */
export const startTown = async (start: string, sms?: Adapter): Promise<LivingTown> => {
  const clock = new MovableClock(new Date(`2026-${start}:00+08:00`))
  const dataFolder = mkdtempSync(join(tmpdir(), 'huiyin-town-'))
  const config: Config = {
    dataFolder,
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:1',
    programmeFolder,
    suite: 'std',
    demo: true,
    migrate: false,
  }
  const house = await buildHouse(config, { clock, log: silentLog, database: await freshDatabase() })
  const texts = Object.fromEntries(files.map(name => [name, readFileSync(join(programmeFolder, 'org', `${name}.csv`), 'utf8')]))
  expect(
    (await importOrg(house.as, house.keys, { city: house.city, texts, passwordOf: () => password, mustChange: false })).faults,
  ).toEqual([])
  const { token } = await house.as({ kind: 'system', city: house.city, name: 'import' }, tx =>
    createKey(tx, house.keys, house.city, { name: '一窗受理', scopes: ['services', 'links', 'inbound_sms'] }),
  )
  const running = await startHouse(house, { beatMs: 0, console: false, ...(sms ? { sms } : {}) })
  const cookies = new Map<string, string>()
  const cookieOf = async (login: string): Promise<string> => {
    const answer =
      cookies.get(login) ??
      (await running.app.inject({ method: 'POST', url: '/api/session', payload: { login, password } })).cookies.find(
        one => one.name === 'huiyin_session',
      )?.value
    if (answer === undefined) throw new Error(`${login} cannot sign in`)
    cookies.set(login, answer)
    return answer
  }
  const get = async (login: string, url: string): Promise<Answer> =>
    running.app.inject({ url, cookies: { huiyin_session: await cookieOf(login) } })
  const post: LivingTown['post'] = async (login, url, payload) =>
    running.app.inject({ method: 'POST', url, ...(payload ? { payload } : {}), cookies: { huiyin_session: await cookieOf(login) } })
  const upload: LivingTown['upload'] = async (login, url, file, fields = {}) => {
    const edge = 'town-form'
    const body = Buffer.concat([
      ...Object.entries(fields).map(([name, value]) =>
        Buffer.from(`--${edge}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
      ),
      Buffer.from(
        `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
      ),
      file.bytes,
      Buffer.from(`\r\n--${edge}--\r\n`),
    ])
    return running.app.inject({
      method: 'POST',
      url,
      payload: body,
      headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
      cookies: { huiyin_session: await cookieOf(login) },
    })
  }
  const act: LivingTown['act'] = async (login, matter, action, input) => {
    const answer = await running.app.inject({
      method: 'POST',
      url: `/api/matters/${matter}/actions/${action}`,
      payload: input ? { input } : {},
      cookies: { huiyin_session: await cookieOf(login) },
    })
    expect([action, answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([action, 200, ''])
    await running.beat()
    return answer.json<{ done: { stage: string } }>().done.stage
  }
  const evidence = async (login: string, matter: string): Promise<string> => {
    const { person, name, posts } = (await get(login, '/api/session')).json<{
      person: string
      name: string
      posts: { unit: string; role: 'leader' }[]
    }>()
    return (
      await house.as({ kind: 'person', city: house.city, person, account: person, name, posts }, tx =>
        house.files.save(tx, { name: '通知.pdf', bytes: pdfOf('One form instead of three'), matter }),
      )
    ).id
  }
  const push = async (service: object): Promise<string> => {
    const id = randomUUID()
    const pushed = await running.app.inject({
      method: 'POST',
      url: '/api/services',
      headers: { authorization: `Bearer ${token}` },
      payload: {
        services: [
          {
            externalId: id,
            line: 'court.enforcement',
            unit: 'ld.court.enforcement',
            officer: 'YX0009',
            title: '领取执行款',
            outcome: '办结',
            parties: [{ ref: id, name: '邓阿婆', phone: '10000160001' }],
            finishedAt: clock.now().toISOString(),
            ...service,
          },
        ],
      },
    })
    return new URL(pushed.json<{ results: { ratingUrl: string }[] }>().results[0]!.ratingUrl).pathname
  }
  return {
    running,
    get,
    post,
    upload,
    act,
    apiKey: token,
    as: async (login, asked) => running.app.inject({ ...asked, cookies: { huiyin_session: await cookieOf(login) } }),
    link: async (service = {}) => (await push(service)).split('/').at(-1)!,
    at: async time => {
      clock.moveTo(new Date(`2026-${time}:00+08:00`))
      await running.beat()
    },
    work: async login => (await get(login, '/api/work')).json<{ items: { id: string }[] }>().items.map(item => item.id),
    rate: async (rating, service = {}) => {
      const rated = await running.app.inject({
        method: 'POST',
        url: await push(service),
        headers: { 'idempotency-key': randomUUID() },
        payload: rating,
      })
      expect([rated.statusCode, rated.statusCode === 201 ? '' : rated.body]).toEqual([201, ''])
      await running.beat()
      return rated.json<{ receipt: string }>().receipt.replace(/\D/g, '')
    },
    say: async (code, word) => {
      const { statusCode } = await running.app.inject({ method: 'POST', url: `/follow/${code}`, payload: { say: word } })
      await running.beat()
      return statusCode
    },
    putRight: async (login, matter) => {
      await act(login, matter, 'record_call', {
        what_was_wrong: '三张表写同样的内容',
        cause: 'documents',
        head: 'mechanism',
        speed_agreed: false,
      })
      await act(login, matter, 'order_repair', {
        cause: 'documents',
        what_to_change: '几张表合并为一张，已有的信息由系统带出',
        responsible: '窗口负责人',
        by: '2026-12-25',
      })
      await act(login, matter, 'report_repair', {
        found: '表格内容重复',
        measure: '合并为一张',
        from: '2026-09-21',
        responsible: '窗口负责人',
        evidence_kind: 'record',
        evidence: [await evidence(login, matter)],
      })
      expect(await act(login, matter, 'record_second_contact', { how: 'phone', told: '以后只填一张表' })).toBe('awaiting_word')
    },
    sent: () =>
      (existsSync(join(dataFolder, 'outbox.ndjson')) ? readFileSync(join(dataFolder, 'outbox.ndjson'), 'utf8') : '')
        .trim()
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line) as { to: string; template: string; text: string }),
  }
}
