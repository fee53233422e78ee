import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firstStart } from '../src/firstStart.ts'
import { loadCity } from '../src/main.ts'
import type { Config } from '../src/platform/config.ts'
import type { LogFields } from '../src/platform/log.ts'
import type { FreshDatabase } from './database.ts'

/* A server that waits for its first start, and whoever fills in its pages. */

export const passwords = ['柳渡口的水声 听得很远很远', 'Zeder-7-am-stillen-Weg', 'Kahn 12, rot gestrichen!'] as const
export const three = [
  { role: 'system_admin', name: '江一舟', login: 'jiangyz' },
  { role: 'security_admin', name: '顾青禾', login: 'guqh' },
  { role: 'audit_admin', name: '邵明远', login: 'shaomy' },
] as const

export const programmes = mkdtempSync(join(tmpdir(), 'huiyin-cities-'))
const programme = (city: string, text: string): string => {
  mkdirSync(join(programmes, city), { recursive: true })
  writeFileSync(join(programmes, city, 'programme.yaml'), text)
  return join(programmes, city)
}
programme(
  'harbour',
  'name: 港城\nnote: 虚构\nmodules: [evaluation, callback, discipline]\nevaluation:\n  lines:\n    hall.item: { name: 办件 }\n',
)
programme('broken', 'name: 坏的\nmodules: [evaluation, castle]\n')

export const configOf = (more: Partial<Config> = {}): Config => ({
  dataFolder: mkdtempSync(join(tmpdir(), 'huiyin-first-')),
  port: 0,
  host: '127.0.0.1',
  publicUrl: 'http://localhost:0',
  suite: 'std',
  demo: false,
  migrate: false,
  ...more,
})

export interface Waiting {
  readonly url: string
  readonly code: string
  readonly config: Config
  readonly log: LogFields[]
  readonly said: string[]
  readonly founded: Promise<Config>
  readonly stop: () => Promise<void>
}

/** A server that waits; its one line of the terminal is read as an operator reads it. */
export const wait = async (database: FreshDatabase, given: Partial<Config> = {}): Promise<Waiting> => {
  const config = configOf(given)
  const log: LogFields[] = []
  const said: string[] = []
  const keep = (fields: LogFields): void => {
    log.push(fields)
  }
  const ending = new AbortController()
  let heard: () => void = () => {}
  const line = new Promise<void>(resolve => {
    heard = resolve
  })
  const founded = firstStart({
    config,
    database,
    log: { info: keep, warn: keep, error: keep },
    say: text => {
      said.push(text)
      heard()
    },
    load: loadCity,
    programmes,
    pollMs: 50,
    signal: ending.signal,
  })
  founded.catch(() => {})
  await Promise.race([line, founded])
  const address = new URL(said[0]!.replace('setup ', ''))
  return {
    url: address.origin,
    code: address.searchParams.get('code')!,
    config,
    log,
    said,
    founded,
    stop: async () => {
      ending.abort()
      await founded.catch(() => {})
    },
  }
}

export const post = (
  at: Waiting,
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(`${at.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      origin: 'null',
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'text/html',
      'accept-language': 'en',
      ...headers,
    },
    body: new URLSearchParams(fields),
  })
export const choose = (at: Waiting, key: string, more: Readonly<Record<string, string>> = {}): Promise<Response> =>
  post(at, '/setup/region', { key, region: '530100', ...more })
/** The place and the programme, as most people do it: the office under the name that was proposed. */
export const settle = async (at: Waiting, key: string, committee = '市委政法委'): Promise<Response> => {
  await choose(at, key)
  return post(at, '/setup/programme', { key, programme: 'harbour', committee })
}
export const keyIn = (page: string): string => /name="key" value="([^"]+)"/.exec(page)?.[1] ?? ''
export const begin = async (at: Waiting): Promise<string> => keyIn(await (await post(at, '/setup/begin', { code: at.code })).text())
export const heading = async (answer: Response): Promise<string> => /<h1>(.*?)<\/h1>/.exec(await answer.text())?.[1] ?? ''
export const typed = (at: number, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  ...three[at]!,
  password: passwords[at]!,
  again: passwords[at]!,
  ...more,
})
