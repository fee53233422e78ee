import { expect, it } from 'vitest'
import { buildHttp, HttpProblem } from './index.ts'
import type { App } from './index.ts'
import { silentLog } from '../log.ts'

const build = async (): Promise<App> => {
  const app = await buildHttp({
    config: { demo: true, publicUrl: 'http://x' },
    log: silentLog,
    publicViewer: { kind: 'public', city: 'x' } as never,
    resolveViewer: async () => {
      throw new HttpProblem('sign_in_first')
    },
  })
  app.post(
    '/small',
    { config: { permission: 'public', headers: 'page', body: 'form', limit: { name: 'small', burst: 1, perMinute: 1 } } },
    async () => 'ok',
  )
  app.get('/once', { config: { permission: 'public', headers: 'page', limit: { name: 'once', burst: 1, perMinute: 1 } } }, async () => 'ok')
  app.post('/broken', { config: { permission: 'public', headers: 'page', body: 'form' } }, async () => {
    throw new Error('x')
  })
  app.post('/wrong', { config: { permission: 'public', headers: 'page', body: 'form' } }, async () => {
    throw new HttpProblem('input_invalid', { field: 'sealed_words' })
  })
  await app.ready()
  return app
}
const form = (url: string, fields: Record<string, string>) => ({
  method: 'POST' as const,
  url,
  headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
  payload: new URLSearchParams(fields).toString(),
})

it('too many at once keeps what was typed, the large type and the language, and says how long to wait', async () => {
  const app = await build()
  const fields = { words: '说了"很多"<b>', big: '1', lang: 'en', key: 'k' }
  expect((await app.inject(form('/small', fields))).statusCode).toBe(200)
  const answer = await app.inject(form('/small', fields))
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, '60'])
  for (const part of [
    'class="big"',
    'lang="en"',
    'about 60 seconds',
    'name="words" value="说了&quot;很多&quot;&lt;b&gt;"',
    'name="key" value="k"',
    'action="/small"',
    'Send again',
  ])
    expect(answer.body).toContain(part)
  expect(answer.headers['content-security-policy']).toContain("style-src 'self' 'nonce-")
  await app.inject({ url: '/once', headers: { accept: 'text/html' } })
  expect((await app.inject({ url: '/once?big=1', headers: { accept: 'text/html' } })).body).toMatch(
    /class="big".*href="\/once\?lang=zh&amp;big=1"/s,
  )
})

it('a fault of ours and a field that was not read are said plainly, without our names for things', async () => {
  const app = await build()
  const broken = await app.inject(form('/broken', { words: '还在' }))
  expect([broken.statusCode, broken.body.includes('不是您的错'), broken.body.includes('value="还在"')]).toEqual([500, true, true])
  const wrong = await app.inject(form('/wrong', { words: '还在' }))
  expect([wrong.statusCode, wrong.body.includes('有一项没有填好'), wrong.body.includes('sealed_words')]).toEqual([400, true, false])
  expect(
    (
      await app.inject({
        ...form('/wrong', {}),
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      })
    ).json(),
  ).toMatchObject({ type: 'urn:huiyin:input_invalid', field: 'sealed_words' })
})

it('an address that nobody knows leads on in both languages, in the citizens’ own page; a program gets the bare problem', async () => {
  const app = await build()
  const page = async (url: string, language: string, method: 'GET' | 'POST' = 'GET') =>
    app.inject({ method, url, headers: { accept: 'text/html', 'accept-language': language } })
  const zh = await page('/nowhere/at/all', 'zh-CN')
  expect([zh.statusCode, zh.headers['cache-control']]).toEqual([404, 'no-store'])
  for (const part of ['<html lang="zh-CN"', '没有这一页', '请整条点开', 'href="/follow?lang=zh"', '<style nonce="', 'href="?lang=en"'])
    expect(zh.body).toContain(part)
  expect(zh.headers['content-security-policy']).toContain("style-src 'self' 'nonce-")
  const en = await page('/nowhere', 'en')
  for (const part of ['<html lang="en"', 'There is nothing here', 'Perhaps a part of the address is missing', 'href="/follow?lang=en"'])
    expect(en.body).toContain(part)
  expect((await page('/nowhere?lang=en', 'zh-CN')).body, 'the link to the other language keeps its promise').toMatch(
    /<h1>There is nothing here/,
  )
  expect((await page('/nowhere', 'zh-CN', 'POST')).statusCode).toBe(404)
  const hostile = await page('/%3Cscript%3E"><script>alert(1)</script>', 'zh-CN')
  expect(hostile.body).not.toContain('<script>alert')
  for (const [url, accept] of [
    ['/nowhere', 'application/json'],
    ['/api/nowhere', 'text/html'],
  ] as const) {
    const bare = await app.inject({ url, headers: { accept } })
    expect([bare.statusCode, bare.headers['content-type'], bare.headers['content-security-policy']]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
      expect.stringMatching(/^default-src 'none'; frame/),
    ])
  }
})
