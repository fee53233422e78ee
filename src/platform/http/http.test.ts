import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { jsonLog } from '../log.ts'
import { buildHttp } from './build.ts'
import type { HttpParts } from './build.ts'
import type { App, HttpViewer } from './contract.ts'
import { serveFolder } from './folder.ts'
import { HttpProblem, sendRefusal } from './problem.ts'

const apps: App[] = []
afterEach(async () => {
  await Promise.all(apps.splice(0).map(app => app.close()))
})

const build = async (more: Partial<HttpParts<HttpViewer>> = {}): Promise<{ app: App; lines: string[] }> => {
  const lines: string[] = []
  const app = await buildHttp<HttpViewer>({
    config: { demo: false, publicUrl: 'https://huiyin.example' },
    log: jsonLog(
      line => lines.push(line),
      () => new Date(),
    ),
    publicViewer: { kind: 'public' },
    // The test's own sign-in: the viewer stands in the header as JSON.
    resolveViewer: async request => JSON.parse(String(request.headers['x-viewer'] ?? '{"kind":"public"}')) as HttpViewer,
    ...more,
  })
  apps.push(app)
  return { app, lines }
}

const as = (viewer: HttpViewer): { 'x-viewer': string } => ({ 'x-viewer': JSON.stringify(viewer) })
const leader = as({ kind: 'person', posts: [{ role: 'leader' }] })

describe('who may call a route', () => {
  it('must be said by the route: one without a permission is refused at start', async () => {
    const { app } = await build()
    expect(() => app.get('/api/open-by-mistake', async () => 'x')).toThrow(/GET \/api\/open-by-mistake does not say who may call it/)
    expect(() => app.get('/api/misspelt', { config: { permission: 'roles:leader' as 'session' } }, async () => 'x')).toThrow(/does not say/)
  })

  it('is enforced before the body is looked at', async () => {
    const { app } = await build()
    const schema = { body: z.strictObject({ n: z.number() }) }
    app.post('/api/a', { config: { permission: 'session' }, schema }, async () => ({}))
    app.post('/api/b', { config: { permission: 'role:leader,head' }, schema }, async () => ({}))
    app.post('/api/c', { config: { permission: 'key:services' }, schema }, async () => ({}))
    const call = async (url: string, headers: object): Promise<[number, string]> => {
      const answer = await app.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': 'application/json' },
        payload: '{"n":1}',
      })
      return [answer.statusCode, answer.statusCode === 200 ? '' : answer.json<{ type: string }>().type]
    }
    const clerk = as({ kind: 'person', posts: [{ role: 'clerk' }] })
    const key = as({ kind: 'key', scopes: ['services'] })
    expect(await call('/api/a', {})).toEqual([401, 'urn:huiyin:sign_in_first'])
    expect(await call('/api/a', clerk)).toEqual([200, ''])
    expect(await call('/api/a', key)).toEqual([403, 'urn:huiyin:not_permitted'])
    expect(await call('/api/b', clerk)).toEqual([403, 'urn:huiyin:not_permitted'])
    expect(await call('/api/b', leader)).toEqual([200, ''])
    expect(await call('/api/c', leader)).toEqual([403, 'urn:huiyin:not_permitted'])
    expect(await call('/api/c', {})).toEqual([401, 'urn:huiyin:key_needed'])
    expect(await call('/api/c', as({ kind: 'key', scopes: ['boards'] }))).toEqual([403, 'urn:huiyin:not_permitted'])
    expect(await call('/api/c', key)).toEqual([200, ''])
    const unread = await app.inject({ method: 'POST', url: '/api/a', headers: { 'content-type': 'application/json' }, payload: '{broken' })
    expect(unread.statusCode).toBe(401)
  })

  it('is listed for every route, so that a test can walk through all of them', async () => {
    const { app } = await build()
    app.get('/api/x', { config: { permission: 'role:leader' } }, async () => ({}))
    expect(app.routeFacts).toContainEqual({ method: 'GET', url: '/api/x', permission: 'role:leader', headers: 'api' })
    expect(app.routeFacts.map(fact => fact.url)).toEqual(expect.arrayContaining(['/healthz', '/readyz', '/metrics', '/api/openapi.json']))
  })

  it('never looks at cookies for a public page', async () => {
    const { app } = await build({ resolveViewer: () => Promise.reject(new Error('asked')) })
    app.get('/r/:token', { config: { permission: 'public', headers: 'page' } }, async () => 'page')
    expect((await app.inject('/r/abc')).statusCode).toBe(200)
  })

  it('keeps foreign pages from acting with a signed-in person’s cookie', async () => {
    const { app } = await build()
    app.post('/api/act', { config: { permission: 'session' } }, async () => ({}))
    const send = async (headers: Record<string, string>): Promise<number> =>
      (
        await app.inject({
          method: 'POST',
          url: '/api/act',
          headers: { ...leader, 'content-type': 'application/json', host: 'huiyin.example', ...headers },
          payload: '{}',
        })
      ).statusCode
    expect(await send({ origin: 'https://huiyin.example' })).toBe(200)
    expect(await send({ origin: 'https://evil.example' })).toBe(403)
    expect(await send({ origin: 'null' })).toBe(403)
    expect(await send({ 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await send({ 'content-type': 'text/plain' })).toBe(415)
    expect(await send({ 'content-type': 'application/x-www-form-urlencoded' })).toBe(415)
  })
})

describe('what goes wrong', () => {
  it('is told as problem JSON, in Chinese unless English is preferred, with the field', async () => {
    const { app } = await build({ problems: [{ too_late: { zh: '已过{days}天，不能再改。', en: 'It is {days} days too late.' } }] })
    app.post(
      '/api/rate',
      { config: { permission: 'public' }, schema: { body: z.strictObject({ levels: z.strictObject({ attitude: z.int().min(1) }) }) } },
      async (_request, reply) => sendRefusal(reply, { refused: true, because: 'too_late', field: 'levels', values: { days: 8 } }),
    )
    const post = (payload: object, language?: string) =>
      app.inject({ method: 'POST', url: '/api/rate', payload, headers: language ? { 'accept-language': language } : {} })
    const wrong = await post({ levels: { attitude: 0 } })
    expect(wrong.statusCode).toBe(400)
    expect(wrong.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(wrong.json()).toEqual({
      type: 'urn:huiyin:input_invalid',
      title: '「levels.attitude」填写有误。',
      status: 400,
      field: 'levels.attitude',
    })
    expect((await post({ levels: { attitude: 1, spy: 1 } })).json()).toMatchObject({ field: 'levels.spy' })
    expect((await post({ levels: { attitude: 3 } }, 'en-GB,en;q=0.9,zh;q=0.1')).json()).toEqual({
      type: 'urn:huiyin:too_late',
      title: 'It is 8 days too late.',
      status: 409,
      field: 'levels',
      values: { days: 8 },
    })
    expect((await post({ levels: { attitude: 3 } }, 'zh-CN,zh;q=0.9,en;q=0.8')).json()).toMatchObject({ title: '已过8天，不能再改。' })
  })

  it('is the same byte for byte for what is absent and what may not be seen', async () => {
    const { app } = await build()
    app.get('/api/matters/:id', { config: { permission: 'session' } }, async () => {
      throw new HttpProblem('not_found')
    })
    const hidden = await app.inject({ url: '/api/matters/1', headers: leader })
    const absent = await app.inject({ url: '/api/nothing/here', headers: leader })
    expect([hidden.statusCode, hidden.body]).toEqual([absent.statusCode, absent.body])
  })

  it('logs a bug once, by number, without what people typed', async () => {
    const { app, lines } = await build()
    app.get('/api/bug', { config: { permission: 'public' } }, async () => {
      throw Object.assign(new Error('duplicate phone 13812345678'), { code: '22P02' })
    })
    const answer = await app.inject('/api/bug?token=secret')
    const { number, title } = answer.json<{ number: string; title: string }>()
    expect(answer.statusCode).toBe(500)
    expect(title).toContain(number)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain(number)
    expect(lines[0]).not.toMatch(/138|secret|127\.0\.0\.1/)
    expect(answer.body).not.toContain('138')
  })

  it('refuses broken, huge and foreign bodies and asks to come back when the database is away', async () => {
    const { app } = await build()
    app.post('/api/echo', { config: { permission: 'public' } }, async () => ({}))
    app.get('/api/away', { config: { permission: 'public' } }, async () => {
      throw Object.assign(new Error('x'), { code: 'ECONNREFUSED' })
    })
    const send = (payload: string, type = 'application/json') =>
      app.inject({ method: 'POST', url: '/api/echo', payload, headers: { 'content-type': type } })
    expect((await send('{"a":')).json()).toMatchObject({ status: 400, type: 'urn:huiyin:body_not_json' })
    expect((await send('{"__proto__":{"admin":true}}')).statusCode).toBe(400)
    expect((await send(JSON.stringify({ a: 'x'.repeat(17_000) }))).json()).toMatchObject({ status: 413, type: 'urn:huiyin:body_too_large' })
    expect((await send('<a/>', 'text/xml')).statusCode).toBe(415)
    const away = await app.inject('/api/away')
    expect([away.statusCode, away.headers['retry-after']]).toEqual([503, '2'])
  })

  it('is a sentence on a page for who asked for a page, with nothing of the address in it', async () => {
    const { app } = await build()
    const answer = await app.inject({ url: '/r/%3Cscript%3E', headers: { accept: 'text/html' } })
    expect(answer.headers['content-type']).toMatch(/^text\/html/)
    expect(answer.body).toContain('没有这一页')
    expect(answer.body).not.toContain('%3C')
    expect(answer.body.match(/script/g), 'the browser file alone, opened and closed').toHaveLength(2)
  })
})

describe('headers', () => {
  it('carry the policy of their class on every answer, errors included', async () => {
    const { app } = await build()
    for (const headers of ['api', 'page', 'console', 'asset', 'download'] as const)
      app.get(`/${headers}`, { config: { permission: 'public', headers } }, async request => `nonce=${request.nonce}`)
    for (const url of ['/api', '/page', '/console', '/asset', '/download', '/absent']) {
      const { headers } = await app.inject(url)
      expect(headers, url).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'cache-control': url === '/asset' ? 'public, max-age=31536000, immutable' : 'no-store',
      })
      expect(headers['permissions-policy']).toContain('geolocation=()')
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'/)
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    }
    const [first, second] = [await app.inject('/page'), await app.inject('/page')]
    const nonce = first.body.slice('nonce='.length)
    expect(first.headers['content-security-policy']).toContain(`script-src 'self' 'nonce-${nonce}'`)
    expect(second.body).not.toBe(first.body)
    expect((await app.inject('/download')).headers).toMatchObject({ 'content-disposition': 'attachment' })
    expect((await app.inject('/download')).headers['content-security-policy']).toContain('sandbox')
  })
  it('leave HSTS out in the demo, which has no TLS', async () => {
    const { app } = await build({ config: { demo: true, publicUrl: 'http://x' } })
    expect((await app.inject('/healthz')).headers['strict-transport-security']).toBeUndefined()
  })
})

describe('the machine’s own addresses', () => {
  it('show figures to this machine only', async () => {
    const { app } = await build()
    await app.inject('/healthz')
    const own = await app.inject('/metrics')
    expect(own.body).toMatch(/huiyin_http_answers_total\{status="2xx"\} 1/)
    expect(own.body).toMatch(/huiyin_http_answer_seconds_count 1/)
    expect((await app.inject({ url: '/metrics', remoteAddress: '10.0.0.8' })).statusCode).toBe(404)
    expect((await app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '10.0.0.8' } })).statusCode).toBe(404)
  })
  it('say what is missing before work can begin', async () => {
    const { app } = await build({ ready: async () => 'migrations' })
    expect((await app.inject('/readyz')).json()).toEqual({ ready: false, missing: 'migrations' })
    expect((await app.inject('/healthz')).statusCode).toBe(200)
  })
  it('describe the API with schemas and permissions, and leave the pages of citizens out', async () => {
    const { app } = await build()
    await app.register(async part => {
      part.get(
        '/api/things/:id',
        {
          config: { permission: 'role:leader' },
          schema: { params: z.object({ id: z.uuid() }), response: { 200: z.object({ name: z.string() }) } },
        },
        async () => ({ name: 'x' }),
      )
      part.get('/r/:token', { config: { permission: 'public', headers: 'page' } }, async () => 'x')
    })
    const api = (await app.inject('/api/openapi.json')).json<{ paths: Record<string, Record<string, Record<string, unknown>>> }>()
    expect(Object.keys(api.paths)).toEqual(['/api/things/{id}'])
    expect(api.paths['/api/things/{id}']?.['get']).toMatchObject({ 'x-permission': 'role:leader', security: [{ session: [] }] })
  })
  it('limit calls per neighbourhood and say when to come back', async () => {
    let now = new Date('2026-11-24T08:00:00Z')
    const { app } = await build({ now: () => now })
    app.get('/api/follow/:code', { config: { permission: 'public', limit: { name: 'follow', burst: 2, perMinute: 6 } } }, async () => ({}))
    const ask = (remoteAddress: string) => app.inject({ url: '/api/follow/1', remoteAddress })
    expect([(await ask('203.0.113.5')).statusCode, (await ask('203.0.113.77')).statusCode]).toEqual([200, 200])
    const third = await ask('203.0.113.200')
    expect([third.statusCode, third.headers['retry-after']]).toEqual([429, '10'])
    expect((await ask('198.51.100.1')).statusCode).toBe(200)
    now = new Date(now.getTime() + 10_000)
    expect((await ask('203.0.113.5')).statusCode).toBe(200)
  })
})

describe('a served folder', () => {
  it('gives its files and nothing above or beside them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-folder-'))
    writeFileSync(join(folder, 'app-1a2b.js'), 'export {}')
    writeFileSync(join(folder, '.secret'), 'x')
    const { app } = await build()
    await serveFolder(app, { prefix: '/assets/', folder })
    const file = await app.inject('/assets/app-1a2b.js')
    expect([file.statusCode, file.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable'])
    for (const path of ['..%2f..%2fetc%2fpasswd', '../package.json', '.secret', '', 'absent.js', '%00'])
      expect((await app.inject(`/assets/${path}`)).statusCode, path).toBeGreaterThanOrEqual(400)
  })
})
