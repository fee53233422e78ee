import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { refuse } from '../kit/refusal.ts'
import type { Viewer } from '../org/viewer.ts'
import type { Database } from '../platform/database/contract.ts'
import { buildHttp } from '../platform/http/index.ts'
import type { App } from '../platform/http/index.ts'
import { silentLog } from '../platform/log.ts'
import { engineProblems } from './problems.ts'
import { matterRoutes } from './routes.ts'
import { exampleRoom, makeTown } from '../../test/engine/town.ts'
import type { Town } from '../../test/engine/town.ts'

let database: Database
let town: Town
let app: App
let asking: Viewer
beforeAll(async () => {
  database = await freshDatabase()
  town = await makeTown(database, {
    rooms: [
      exampleRoom({
        card: async (_house, _tx, viewer) => ({ for: viewer.kind }),
        checks: { answer: { ask_time: () => refuse('no_extension') } },
      }),
    ],
  })
  app = await buildHttp<Viewer>({
    config: { demo: true, publicUrl: 'http://localhost' },
    log: silentLog,
    publicViewer: { kind: 'public', city: town.city },
    resolveViewer: async () => asking,
    problems: [engineProblems],
  })
  await app.register(matterRoutes(town.house, town.rooms))
  await app.ready()
})
afterAll(async () => {
  await app.close()
  await database.close()
})

const get = (url: string, viewer: Viewer) => {
  asking = viewer
  return app.inject({ url, headers: { 'accept-language': 'zh' } })
}
const post = (url: string, viewer: Viewer, payload: object) => {
  asking = viewer
  return app.inject({ method: 'POST', url, payload, headers: { origin: 'http://localhost', 'accept-language': 'zh' } })
}

describe('the matter routes', () => {
  it('show a matter with trail, clocks, card, and what this person may do and why not', async () => {
    const matter = await town.open()
    const answer = (await get(`/api/matters/${matter}`, town.who.handler)).json()
    expect(answer).toMatchObject({
      matter: { id: matter, clocks: [{ dueOn: '2026-11-09' }] },
      trail: [{ action: 'open' }],
      card: { for: 'person' },
    })
    expect(answer.may.find((may: { action: string }) => may.action === 'ask_time').not).toEqual({
      because: 'no_extension',
      title: '这个期限按规定不能延长。',
    })
  })
  it('act, and answer with what may be done next', async () => {
    const matter = await town.open()
    const answer = await post(`/api/matters/${matter}/actions/answer`, town.who.handler, { input: { answer: '表格合并' }, seen: 1 })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ done: { seq: 2, stage: 'awaiting_word' }, matter: { length: 2 }, may: [{ action: 'note' }] })
  })
  it('refuse with a problem that names its reason, its sentence and the field', async () => {
    const matter = await town.open()
    const refused = async (viewer: Viewer, action: string, payload: object) => {
      const { statusCode, headers, body } = await post(`/api/matters/${matter}/actions/${action}`, viewer, payload)
      return { statusCode, type: headers['content-type'], ...(JSON.parse(body) as object) }
    }
    expect(await refused(town.who.handler, 'answer', { input: { answer: '' } })).toMatchObject({
      statusCode: 422,
      type: 'urn:huiyin:input_incomplete',
      field: 'answer',
    })
    expect(await refused(town.who.handler, 'answer', { input: { answer: '好的' }, seen: 7 })).toMatchObject({
      statusCode: 409,
      type: 'urn:huiyin:changed_meanwhile',
    })
    expect(await refused(town.who.superior, 'ask_time', {})).toMatchObject({ statusCode: 403, type: 'urn:huiyin:not_your_seat' })
    expect(await refused(town.who.handler, 'nothing', {})).toMatchObject({ statusCode: 404, type: 'urn:huiyin:no_such_action' })
  })
  it('answer alike for what is not visible and what does not exist', async () => {
    const matter = await town.open()
    const absent = '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c11'
    for (const viewer of [town.who.rated, town.who.stranger]) {
      const [hidden, nothing] = [await get(`/api/matters/${matter}`, viewer), await get(`/api/matters/${absent}`, viewer)]
      expect([hidden.statusCode, hidden.body]).toEqual([404, nothing.body])
      const [one, other] = [
        await post(`/api/matters/${matter}/actions/answer`, viewer, { input: {} }),
        await post(`/api/matters/${absent}/actions/answer`, viewer, { input: {} }),
      ]
      expect([one.statusCode, one.body]).toEqual([404, other.body])
    }
  })
  it('list and count the work that waits for this person', async () => {
    const work = (await get('/api/work', town.who.handler)).json()
    expect(work.counts.mine).toBe(work.items.length)
    expect(work.items.every((item: { stage: string }) => item.stage === 'awaiting_answer')).toBe(true)
    expect((await get('/api/matters?open=true&stage=awaiting_word,solved&limit=5', town.who.handler)).json().items).toHaveLength(1)
    expect((await get('/api/work', town.who.rated)).json()).toEqual({ counts: { mine: 0, near: 0, overdue: 0 }, items: [] })
    expect((await get('/api/matters?limit=500', town.who.handler)).statusCode).toBe(400)
  })
  it('are for signed-in people', async () => {
    expect((await get('/api/matters', { kind: 'public', city: town.city })).statusCode).toBe(401)
  })
})
