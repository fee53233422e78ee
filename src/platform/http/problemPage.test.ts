import { expect, it } from 'vitest'
import { buildHttp, HttpProblem } from './index.ts'
import type { App } from './index.ts'
import { silentLog } from '../log.ts'

const build = async (): Promise<App> => {
  const app = await buildHttp({ config: { demo: true, publicUrl: 'http://x' }, log: silentLog, publicViewer: { kind: 'public', city: 'x' } as never, resolveViewer: async () => { throw new HttpProblem('sign_in_first') } })
  app.post('/small', { config: { permission: 'public', headers: 'page', body: 'form', limit: { name: 'small', burst: 1, perMinute: 1 } } }, async () => 'ok')
  app.get('/once', { config: { permission: 'public', headers: 'page', limit: { name: 'once', burst: 1, perMinute: 1 } } }, async () => 'ok')
  app.post('/broken', { config: { permission: 'public', headers: 'page', body: 'form' } }, async () => { throw new Error('x') })
  app.post('/wrong', { config: { permission: 'public', headers: 'page', body: 'form' } }, async () => { throw new HttpProblem('input_invalid', { field: 'sealed_words' }) })
  await app.ready()
  return app
}
const form = (url: string, fields: Record<string, string>) => ({ method: 'POST' as const, url, headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams(fields).toString() })

it('too many at once keeps what was typed, the large type and the language, and says how long to wait', async () => {
  const app = await build()
  const fields = { words: '说了"很多"<b>', big: '1', lang: 'en', key: 'k' }
  expect((await app.inject(form('/small', fields))).statusCode).toBe(200)
  const answer = await app.inject(form('/small', fields))
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, '60'])
  for (const part of ['class="big"', 'lang="en"', 'about 60 seconds', 'name="words" value="说了&quot;很多&quot;&lt;b&gt;"', 'name="key" value="k"', 'action="/small"', 'Send again']) expect(answer.body).toContain(part)
  expect(answer.headers['content-security-policy']).toContain("style-src 'self' 'nonce-")
  await app.inject({ url: '/once', headers: { accept: 'text/html' } })
  expect((await app.inject({ url: '/once?big=1', headers: { accept: 'text/html' } })).body).toMatch(/class="big".*href="\/once\?big=1"/s)
})

it('a fault of ours and a field that was not read are said plainly, without our names for things', async () => {
  const app = await build()
  const broken = await app.inject(form('/broken', { words: '还在' }))
  expect([broken.statusCode, broken.body.includes('不是您的错'), broken.body.includes('value="还在"')]).toEqual([500, true, true])
  const wrong = await app.inject(form('/wrong', { words: '还在' }))
  expect([wrong.statusCode, wrong.body.includes('有一项没有填好'), wrong.body.includes('sealed_words')]).toEqual([400, true, false])
  expect((await app.inject({ ...form('/wrong', {}), headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' } })).json()).toMatchObject({ type: 'urn:huiyin:input_invalid', field: 'sealed_words' })
})
