import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openapiFile, openapiText } from '../../tools/openapi.ts'
import { freshDatabase } from '../database.ts'
import { startWholeHouse } from '../wholeHouse.ts'
import type { WholeHouse } from '../wholeHouse.ts'
import { breaksOf } from './openapi.ts'
import type { Described } from './openapi.ts'

const promised = JSON.parse(readFileSync(openapiFile, 'utf8')) as Described
let whole: WholeHouse
beforeAll(async () => {
  whole = await startWholeHouse({
    database: await freshDatabase(),
    demo: true,
    start: '2026-09-16T15:00:00+08:00',
    console: false,
    logins: [],
  })
})
afterAll(() => whole?.running.stop())

it('the doors still keep what docs/openapi.json promises to callers; what is added is written by `npm run openapi`', () => {
  expect(breaksOf(promised, JSON.parse(openapiText(whole.running.app)) as Described)).toEqual([])
})

it('every route of /api is promised', () => {
  const known = new Set(Object.keys(promised.paths).map(path => path.replace(/\{(\w+)\}/g, ':$1')))
  const hidden = new Set(['/api/openapi.json'])
  expect(
    whole.running.app.routeFacts.map(fact => fact.url).filter(url => url.startsWith('/api/') && !hidden.has(url) && !known.has(url)),
    'run `npm run openapi` and commit docs/openapi.json',
  ).toEqual([])
})

describe('the diff itself', () => {
  const plant = (change: (copy: any) => void): readonly string[] => {
    const copy = structuredClone(promised)
    change(copy)
    return breaksOf(promised, copy)
  }
  const session = (copy: any) => copy.paths['/api/session'].post
  const answer = (copy: any) => session(copy).responses['200'].content['application/json'].schema
  const body = (copy: any) => session(copy).requestBody.content['application/json'].schema

  it('lets additions pass: a path, a field of an answer, a field that may be given, an answer of another status', () => {
    expect(
      plant(copy => {
        copy.paths['/api/new'] = { get: { responses: { 200: {} } } }
        answer(copy).properties.more = { type: 'string' }
        answer(copy).required.push('more')
        body(copy).properties.remember = { type: 'boolean' }
        session(copy).responses['202'] = {}
      }),
    ).toEqual([])
  })

  it('has a sentence for each break', () => {
    expect(
      plant(copy => {
        delete copy.paths['/api/units']
      }),
    ).toEqual(['GET /api/units is gone; within /api it stays, a breaking change is /api/2'])
    expect(
      plant(copy => {
        delete answer(copy).properties.city
      }),
    ).toEqual(['POST /api/session 200.city is gone'])
    expect(
      plant(copy => {
        answer(copy).required = answer(copy).required.filter((one: string) => one !== 'city')
      }),
    ).toEqual(['POST /api/session 200.city may be missing'])
    expect(
      plant(copy => {
        answer(copy).properties.city.type = 'number'
      }),
    ).toEqual(['POST /api/session 200.city was string and is number'])
    expect(
      plant(copy => {
        delete answer(copy).properties.posts.items.properties.role
      }),
    ).toEqual(['POST /api/session 200.posts[].role is gone'])
    expect(
      plant(copy => {
        body(copy).properties.code = { type: 'string' }
        body(copy).required.push('code')
      }),
    ).toEqual(['POST /api/session body.code must now be given'])
    expect(
      plant(copy => {
        delete body(copy).properties.login
      }),
    ).toEqual(['POST /api/session body.login is taken no more'])
    expect(
      plant(copy => {
        copy.paths['/api/units'].get['x-permission'] = 'role:head'
      }),
    ).toEqual(['GET /api/units was for session and is for role:head'])
    expect(
      plant(copy => {
        copy.paths['/api/units'].get.parameters = []
      }).length,
    ).toBeGreaterThan(0)
    expect(
      plant(copy => {
        delete session(copy).responses['200']
      }),
    ).toEqual(['POST /api/session answers 200 no more'])
  })
})
