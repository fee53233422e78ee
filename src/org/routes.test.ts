import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import type { FreshDatabase } from '../../test/database.ts'
import { MovableClock } from '../platform/clock.ts'
import { testKeys } from '../platform/crypto/index.ts'
import { buildHttp } from '../platform/http/index.ts'
import type { App } from '../platform/http/index.ts'
import { silentLog } from '../platform/log.ts'
import { makeAs } from './as.ts'
import { makeOrgDirectory } from './directory.ts'
import { files, importOrg } from './import/index.ts'
import { orgRoutes } from './routes.ts'
import type { Viewer } from './viewer.ts'

const keys = testKeys()
let database: FreshDatabase
let app: App
let viewer: Viewer = { kind: 'public', city: 'yunxi' }
beforeAll(async () => {
  database = await freshDatabase()
  const as = makeAs(database)
  const texts = Object.fromEntries(
    files.map(file => [file, readFileSync(new URL(`../../programmes/yunxi/org/${file}.csv`, import.meta.url), 'utf8')]),
  )
  await importOrg(as, keys, { city: 'yunxi', texts })
  app = await buildHttp<Viewer>({
    config: { demo: false, publicUrl: 'https://huiyin.example' },
    log: silentLog,
    publicViewer: { kind: 'public', city: 'yunxi' },
    resolveViewer: async () => viewer,
  })
  await app.register(orgRoutes({ as, org: makeOrgDirectory(keys), clock: new MovableClock(new Date('2026-11-20T10:00:00+08:00')) }))
})
afterAll(async () => {
  await app.close()
  await database.close()
})

const signIn = (city = 'yunxi'): void => {
  viewer = { kind: 'person', city, person: keys.uuid(), account: keys.uuid(), name: '某', posts: [] }
}
const get = async (url: string): Promise<{ status: number; body: { items: { id: string; name: string }[] } & Record<string, unknown> }> => {
  const answer = await app.inject({ url, headers: { 'accept-language': 'zh-CN' } })
  return { status: answer.statusCode, body: answer.json() }
}

describe('the pickers of units and people', () => {
  it('ask everybody to sign in first', async () => {
    viewer = { kind: 'public', city: 'yunxi' }
    for (const url of ['/api/units', `/api/units/${keys.uuid()}`]) expect((await get(url)).status).toBe(401)
  })
  it('find by a few characters, by the organ’s and the department’s name together, and by code', async () => {
    signIn()
    expect((await get(`/api/units?search=${encodeURIComponent('柳渡区人民法院执行')}`)).body.items.map(item => item.name)).toEqual([
      '执行局',
    ])
    expect((await get('/api/units?search=ht.just.sangma')).body.items).toHaveLength(1)
    expect((await get('/api/units?limit=51')).status).toBe(400)
  })
  it('show one unit with its departments, windows and who holds its posts today, and no numbers', async () => {
    signIn()
    const found = (await get('/api/units?search=ld.court.enforcement')).body.items[0]!
    const { body } = await get(`/api/units/${found.id}`)
    expect(body).toMatchObject({ parentName: '柳渡区人民法院', windows: [{ code: 'LDFY-ZX01' }, { code: 'LDFY-ZX02' }] })
    expect(body.posts).toContainEqual(expect.objectContaining({ name: '沈岳', role: 'deputy_head', title: '副院长（分管执行）' }))
    expect(JSON.stringify(body)).not.toMatch(/1000000\d{4}|"phone"|"login"/)
    const organ = (await get('/api/units?search=ld.court')).body.items.find(item => item.name === '柳渡区人民法院')!
    expect((await get(`/api/units/${organ.id}`)).body.departments).toHaveLength(6)
  })
  it('answer 404 for what does not exist and for what stands in another city alike', async () => {
    signIn()
    const found = (await get('/api/units?search=ld.court.enforcement')).body.items[0]!
    const missing = await get(`/api/units/${keys.uuid()}`)
    signIn('elsewhere')
    expect(await get(`/api/units/${found.id}`)).toEqual(missing)
    expect((await get('/api/units')).body.items).toEqual([])
  })
})
