import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../../test/database.ts'
import type { FreshDatabase } from '../../../../test/database.ts'
import { aService, makeOffice } from '../../../../test/evaluation.ts'
import type { Office } from '../../../../test/evaluation.ts'

let database: FreshDatabase
let office: Office
let path: string
beforeAll(async () => {
  database = await freshDatabase()
  office = await makeOffice(database)
  path = new URL((await office.push([aService('fuzz')]))[0]!.ratingUrl).pathname
})
afterAll(async () => {
  await office?.close()
  await database?.close()
})

const hostile = fc.constantFrom('\u0000', '\ud800', '__proto__', 'constructor', "'; drop table evaluation.sealed; --", '１', '-1', '1e99', 'none', '', ' ', '字'.repeat(2001))
const level = fc.oneof(fc.integer(), fc.double(), fc.constant(null), hostile, fc.array(fc.integer()))
const body = fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.record({
  overall: level, levels: fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom('attitude', 'result', '__proto__', 'x'), level)), reasons: fc.oneof(fc.jsonValue(), fc.array(hostile)), words: fc.oneof(fc.string(), hostile, fc.jsonValue()),
  callback: fc.oneof(fc.jsonValue(), fc.record({ wanted: fc.oneof(fc.boolean(), hostile), phone: fc.oneof(fc.string(), hostile), when: fc.oneof(hostile, fc.array(hostile)) }, { requiredKeys: [] })), sealed: fc.oneof(fc.string(), hostile), seconds: level,
}, { requiredKeys: [] }))
const field = fc.constantFrom('overall', 'attitude', 'reason', 'words', 'wish', 'by', 'number', 'phone', 'when', 'speech', 'line', 'sealed_words', 'key', 'seconds', 'lang', 'big', 'not_me', 'withdraw', '__proto__')
const code = fc.oneof(fc.string(), hostile, fc.stringMatching(/^\d{16}$/), fc.stringMatching(/^[A-Za-z0-9_-]{22}$/))

describe('whatever is posted (F-01)', () => {
  it('is answered, as JSON', async () => {
    await fc.assert(fc.asyncProperty(body, async payload => {
      const answer = await office.app.inject({ method: 'POST', url: path, headers: { 'content-type': 'application/json', 'idempotency-key': 'fuzz' }, payload: JSON.stringify(payload) })
      expect(answer.statusCode, answer.body).toBeLessThan(500)
    }), { numRuns: 800 })
  })
  it('is answered, as a form', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(field, fc.oneof(hostile, fc.string())), { maxLength: 8 }), async fields => {
      const payload = fields.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&')
      for (const url of [path, '/receipt/1234567890123456/change']) {
        const answer = await office.app.inject({ method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }, payload })
        expect(answer.statusCode, answer.body).toBeLessThan(500)
      }
    }), { numRuns: 400 })
  })
  it('is answered, whatever code stands in the path', async () => {
    await fc.assert(fc.asyncProperty(code, async text => {
      const part = encodeURIComponent(text.toWellFormed())
      for (const url of [`/r/${part}`, `/w/${part}`, `/receipt/${part}`, `/receipt/${part}/change`]) expect((await office.app.inject({ url, headers: { accept: 'text/html' } })).statusCode).toBeLessThan(500)
      expect((await office.app.inject({ method: 'POST', url: `/w/w1/${part}`, payload: { overall: 1 } })).statusCode).toBeLessThan(500)
    }), { numRuns: 300 })
  })
})
