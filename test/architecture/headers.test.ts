import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HeaderClass } from '../../src/platform/http/contract.ts'
import { freshDatabase } from '../database.ts'
import { startWholeHouse, townPassword } from '../wholeHouse.ts'
import type { WholeHouse } from '../wholeHouse.ts'
import { routes } from './routes.list.ts'

interface Answer {
  readonly statusCode: number
  readonly body: string
  readonly headers: Readonly<Record<string, unknown>>
}

const directives = (policy: string): ReadonlyMap<string, string> =>
  new Map(
    policy.split(';').map(part => {
      const [name = '', ...values] = part.trim().split(' ')
      return [name, values.join(' ')] as const
    }),
  )

/** What is wrong with the headers of one answer, as sentences. */
const faultsOf = (answer: Answer, kind: HeaderClass, demo: boolean): string[] => {
  const faults: string[] = []
  const header = (name: string): string => String(answer.headers[name] ?? '')
  const must = (name: string, value: string): void => {
    if (header(name) !== value) faults.push(`${name}: ${header(name)}`)
  }
  must('x-content-type-options', 'nosniff')
  must('referrer-policy', 'no-referrer')
  must('cross-origin-opener-policy', 'same-origin')
  must('cross-origin-resource-policy', 'same-origin')
  must('strict-transport-security', demo ? '' : 'max-age=31536000; includeSubDomains')
  for (const feature of ['camera', 'geolocation', 'microphone', 'payment', 'usb'])
    if (!header('permissions-policy').includes(`${feature}=()`)) faults.push(`permissions-policy: ${feature}`)
  if (kind === 'asset' && answer.statusCode === 200) {
    if (!/^public, max-age=\d+/.test(header('cache-control'))) faults.push(`cache-control: ${header('cache-control')}`)
  } else if (kind !== 'asset') must('cache-control', 'no-store')
  if (header('access-control-allow-origin') !== '') faults.push('another origin may read it')
  if (header('server') !== '' || header('x-powered-by') !== '') faults.push('says what it is made of')

  const policy = directives(header('content-security-policy'))
  for (const [name, value] of [
    ['default-src', "'none'"],
    ['frame-ancestors', "'none'"],
    ['base-uri', "'none'"],
  ] as const)
    if (policy.get(name) !== value) faults.push(`${name} ${policy.get(name) ?? 'is missing'}`)
  if (/unsafe|\*|http:|https:/.test(header('content-security-policy'))) faults.push('the policy has a hole')
  // An answer that drew no nonce may run nothing, whatever its class; then there is nothing in it that would have to.
  const closed = !policy.has('script-src')
  if ((kind === 'page' || kind === 'console') && closed) {
    if (policy.get('form-action') !== "'none'") faults.push('forms may lead elsewhere')
    if (header('content-type').includes('text/html') && /<(?:script|style|form)\b|\son[a-z]+=|\sstyle=/i.test(answer.body))
      faults.push('a page that its own policy stops')
  } else if (kind === 'page' || kind === 'console') {
    const nonce = /^'self' 'nonce-([A-Za-z0-9+/]{22}==)'$/.exec(policy.get('script-src') ?? '')?.[1]
    if (nonce === undefined || policy.get('style-src') !== `'self' 'nonce-${nonce}'`) faults.push('no nonce of its own')
    if (policy.get('form-action') !== "'self'") faults.push('forms may lead elsewhere')
    if (header('content-type').includes('text/html')) {
      for (const [tag, attributes = ''] of answer.body.matchAll(/<(?:script|style)\b([^>]*)>/g))
        if (!attributes.includes(`nonce="${nonce}"`) && !/src="\/[^/]/.test(attributes)) faults.push(`${tag} carries no nonce`)
      if (/\son[a-z]+=|\sstyle=|javascript:/i.test(answer.body)) faults.push('script or style in an attribute')
    }
  } else if (policy.has('script-src') || policy.has('style-src')) faults.push('something may run')
  const trusted = policy.get('require-trusted-types-for') === "'script'" && policy.get('trusted-types') === "'none'"
  if (kind === 'page' && !closed && !trusted) faults.push('no trusted types')
  if (kind === 'download' && (!policy.has('sandbox') || !header('content-disposition').startsWith('attachment')))
    faults.push('may open inside the site')
  return faults
}

describe.each([
  ['in the demo', true],
  ['as a city runs it', false],
] as const)('%s', (_name, demo) => {
  let whole: WholeHouse
  beforeAll(async () => {
    whole = await startWholeHouse({ database: await freshDatabase(), demo, start: '2026-09-16T15:00:00+08:00' })
  })
  afterAll(() => whole?.running.stop())
  const app = () => whole.running.app
  const cookieName = demo ? 'huiyin_session' : '__Host-huiyin_session'
  // From a network of its own each time: there are more routes than sign-ins that one network may ask for in a minute.
  let networks = 0
  const signIn = () =>
    app().inject({
      method: 'POST',
      url: '/api/session',
      remoteAddress: `198.18.${++networks}.1`,
      payload: { login: 'hanfang', password: townPassword },
    })
  let kept = ''
  /** One sign-in serves until a route has ended it: a password's hash is slow on purpose, and there are hundreds of routes. */
  const session = async (): Promise<string> => {
    if (kept === '' || (await app().inject({ url: '/api/session', cookies: { [cookieName]: kept } })).statusCode !== 200)
      kept = (await signIn()).cookies.find(one => one.name === cookieName)!.value
    return kept
  }
  const push = async (): Promise<string> =>
    new URL(
      (
        await app().inject({
          method: 'POST',
          url: '/api/services',
          headers: { authorization: `Bearer ${whole.apiKey}` },
          payload: {
            services: [
              {
                externalId: 'h1',
                line: 'court.enforcement',
                unit: 'ld.court.enforcement',
                officer: 'YX0009',
                outcome: '办结',
                finishedAt: '2026-09-16T14:30:00+08:00',
              },
            ],
          },
        })
      ).json<{ results: { ratingUrl: string }[] }>().results[0]!.ratingUrl,
    ).pathname

  it('has each route in the table with its headers and its permission, and the table no route that is gone (A-09, F-14)', () => {
    expect(Object.fromEntries(app().routeFacts.map(fact => [`${fact.method} ${fact.url}`, [fact.headers, fact.permission]]))).toEqual(
      routes,
    )
  })

  it('refuses whoever a route does not name: the nameless, a key of another scope, and every role that is not among its own (A-09)', async () => {
    const names = { officer: 'luxm', leader: 'hanfang', head: 'luocz', supervisor: 'zhouyq' } as const
    const sessions = await Promise.all(
      Object.entries(names).map(
        async ([role, login]) =>
          [
            role,
            (await app().inject({ method: 'POST', url: '/api/session', payload: { login, password: townPassword } })).cookies.find(
              one => one.name === cookieName,
            )!.value,
          ] as const,
      ),
    )
    const roles = async (session: string): Promise<readonly string[]> =>
      (await app().inject({ url: '/api/session', cookies: { [cookieName]: session } }))
        .json<{ posts: { role: string }[] }>()
        .posts.map(post => post.role)
    for (const [route, [, permission]] of Object.entries(routes)) {
      if (permission === 'public') continue
      const [method = '', url = ''] = route.split(' ')
      const asked = { method: method as 'GET', url: url.replace(/:\w+/g, '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c11') }
      expect([route, (await app().inject(asked)).statusCode]).toEqual([route, 401])
      if (!permission.startsWith('key:'))
        expect([route, (await app().inject({ ...asked, headers: { authorization: `Bearer ${whole.apiKey}` } })).statusCode]).toEqual([
          route,
          403,
        ])
      if (permission === 'session') continue
      for (const [role, session] of sessions) {
        const held = await roles(session)
        const among =
          permission.startsWith('role:') &&
          permission
            .slice(5)
            .split(',')
            .some(one => held.includes(one))
        if (!among)
          expect([route, role, (await app().inject({ ...asked, cookies: { [cookieName]: session } })).statusCode]).toEqual([
            route,
            role,
            403,
          ])
      }
    }
  })

  it.each(Object.entries(routes).map(([route, [kind]]) => [route, kind] as const))(
    '%s answers with the headers of “%s”, whoever asks and in whatever form',
    async (route, kind) => {
      const [method = '', url = ''] = route.split(' ')
      const signedIn = { [cookieName]: await session() }
      const address = url
        .replace('/assets/*', `/assets/${readdirSync('dist/console/assets').find(name => name.endsWith('.js'))!}`)
        .replace('*', 'work')
        .replace(':id', '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c11')
        .replace(':code', '1234567890123456')
        .replace(/:\w+/g, 'none')
      for (const accept of ['text/html', 'application/json']) {
        for (const cookies of [{}, signedIn]) {
          for (const payload of method === 'GET' ? [undefined] : [undefined, { surplus: 1 }]) {
            // What stays open is looked at as it begins, and left.
            const stays = address === '/api/live'
            const answer = await app().inject({
              method: method as 'GET',
              url: address,
              headers: { accept },
              cookies,
              ...(payload ? { payload } : {}),
              ...(stays ? { payloadAsStream: true } : {}),
            })
            if (stays) answer.stream().destroy()
            expect([answer.statusCode, ...faultsOf(answer, kind, demo)]).toEqual([answer.statusCode])
            expect(answer.statusCode, answer.body).toBeLessThan(500)
          }
        }
      }
    },
  )

  it('gives the same headers with what goes well: the rating page, its receipt, the wall’s code, the follow page, the console’s parts', async () => {
    const rating = await push()
    const rated = await app().inject({
      method: 'POST',
      url: rating,
      payload: { overall: 2, callback: { wanted: true, phone: '13900000000' } },
    })
    await whole.running.beat()
    const receipt = rated.json<{ receipt: string }>().receipt
    const html = { accept: 'text/html' }
    for (const url of [rating, `/receipt/${receipt}`, `/receipt/${receipt}/change`, `/follow/${receipt}`, '/follow', '/w/LDFY-ZX01']) {
      const answer = await app().inject({ url, headers: html })
      expect([url, answer.statusCode, ...faultsOf(answer, 'page', demo)]).toEqual([url, 200])
      expect(answer.body).toContain('<style nonce=')
    }
    const first = await app().inject({ url: rating, headers: html })
    const second = await app().inject({ url: rating, headers: html })
    expect(first.headers['content-security-policy']).not.toBe(second.headers['content-security-policy'])
    for (const name of readdirSync('dist/console/assets'))
      expect([name, ...faultsOf(await app().inject({ url: `/console/assets/${name}` }), 'asset', demo)]).toEqual([name])
  })

  it('answers a citizen in the language and the type that she asks for, at every address and to every form, and sends her on with both (B6)', async () => {
    const asked = 'lang=en&big=1'
    for (const [route, [kind, permission]] of Object.entries(routes)) {
      if (kind !== 'page' || permission !== 'public' || route === 'GET /') continue
      const [method = '', url = ''] = route.split(' ')
      const address = url.replace(':code', '1234567890123456').replace(/:\w+/g, 'none')
      for (const more of method === 'GET' ? [''] : ['', '&code=1234567890123456&say=solved', '&code=1&hurt=1']) {
        const answer = await app().inject({
          method: method as 'GET',
          url: method === 'GET' ? `${address}?${asked}` : address,
          headers: { accept: 'text/html', ...(method === 'GET' ? {} : { 'content-type': 'application/x-www-form-urlencoded' }) },
          remoteAddress: `198.19.${++networks}.1`,
          ...(method === 'GET' ? {} : { payload: `${asked}${more}` }),
        })
        const to = String(answer.headers['location'] ?? '')
        // Posted on as it stands, fields and all.
        if (answer.statusCode === 307) continue
        expect(answer.statusCode >= 300 && answer.statusCode < 400 ? to : answer.body.slice(0, 60), `${route} ${more}`).toMatch(
          to === '' ? /<html lang="en" class="big">/ : /[?&]lang=en&big=1/,
        )
      }
    }
  })

  it('gives the same headers with every error, the ones before any route included', async () => {
    const errors: readonly (readonly [number, HeaderClass, object])[] = [
      [404, 'api', { url: '/nowhere' }],
      [404, 'page', { url: '/nowhere', headers: { accept: 'text/html' } }],
      [404, 'api', { url: '/api/nowhere' }],
      [404, 'asset', { url: '/console/assets/nowhere.js' }],
      [404, 'api', { method: 'PUT', url: '/api/session' }],
      [404, 'api', { method: 'OPTIONS', url: '/api/session' }],
      [400, 'api', { url: '/r/%zz' }],
      [400, 'api', { url: `/r/${'x'.repeat(200)}` }],
      [400, 'api', { method: 'POST', url: '/api/session', payload: { surplus: 1 } }],
      [400, 'api', { method: 'POST', url: '/api/session', headers: { 'content-type': 'application/json' }, payload: '{' }],
      [415, 'api', { method: 'POST', url: '/api/session', headers: { 'content-type': 'text/plain' }, payload: 'x' }],
      [413, 'api', { method: 'POST', url: '/api/session', payload: { login: 'x'.repeat(20_000), password: 'x' } }],
      [401, 'api', { method: 'POST', url: '/api/session', payload: { login: 'nobody', password: 'x' } }],
      [401, 'api', { url: '/api/work' }],
    ]
    for (const [status, kind, asked] of errors) {
      const answer = await app().inject(asked)
      expect([asked, answer.statusCode, ...faultsOf(answer, kind, demo)]).toEqual([asked, status])
    }
    let last: Answer | undefined
    for (let call = 0; call < 1000 && last?.statusCode !== 429; call++)
      last = await app().inject({ url: '/follow', remoteAddress: '198.51.100.9' })
    expect([last?.statusCode, ...faultsOf(last as Answer, 'page', demo)]).toEqual([429])
  })

  it('sets cookies that no script, no other site and no neighbouring host can use', async () => {
    const cookies = [await signIn()].flatMap(answer => [answer.headers['set-cookie']].flat().map(String))
    expect(cookies.map(cookie => cookie.split('=')[0]).sort()).toEqual(
      demo ? ['huiyin_device', 'huiyin_session'] : ['__Host-huiyin_session', '__Secure-huiyin_device'],
    )
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; HttpOnly/)
      expect(cookie).toMatch(/; SameSite=Strict/)
      expect(/; Secure/.test(cookie)).toBe(!demo)
      expect(cookie).not.toMatch(/; Domain/i)
      expect(cookie).toMatch(cookie.includes('session=') ? /; Path=\/(;|$)/ : /; Path=\/api\/session(;|$)/)
    }
    const page = await app().inject({ url: await push(), headers: { accept: 'text/html' } })
    expect(page.headers['set-cookie']).toBeUndefined()
  })

  it('takes its cookie under its own name alone', async () => {
    const value = (await signIn()).cookies.find(one => one.name === cookieName)!.value
    expect((await app().inject({ url: '/api/session', cookies: { [cookieName]: value } })).statusCode).toBe(200)
    expect(
      (await app().inject({ url: '/api/session', cookies: { [demo ? '__Host-huiyin_session' : 'huiyin_session']: value } })).statusCode,
    ).toBe(401)
  })
})

it('the check itself finds what is planted', () => {
  const good = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    'content-type': 'text/html',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'content-security-policy': `default-src 'none'; script-src 'self' 'nonce-${'A'.repeat(22)}=='; style-src 'self' 'nonce-${'A'.repeat(22)}=='; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
  }
  const body = `<style nonce="${'A'.repeat(22)}==">p{}</style>`
  const judge = (change: Record<string, string>, text = body, kind: HeaderClass = 'page') =>
    faultsOf({ statusCode: 200, body: text, headers: { ...good, ...change } }, kind, false)
  expect(judge({})).toEqual([])
  for (const name of Object.keys(good).filter(one => one !== 'content-type')) expect(judge({ [name]: '' }), name).not.toEqual([])
  const policy = good['content-security-policy']
  for (const [from, to] of [
    ["'self' 'nonce", "'unsafe-inline' 'nonce"],
    ["; require-trusted-types-for 'script'", ''],
    ["form-action 'self'", 'form-action *'],
    ["frame-ancestors 'none'", "frame-ancestors 'self'"],
  ] as const)
    expect(judge({ 'content-security-policy': policy.replace(from, to) }), to).not.toEqual([])
  for (const text of [
    '<script>1</script>',
    '<style>p{}</style>',
    '<p style="x">',
    '<p onclick="x">',
    '<script src="//elsewhere.example/x.js">',
  ])
    expect(judge({}, text), text).not.toEqual([])
  expect(judge({ 'access-control-allow-origin': '*' })).not.toEqual([])
  expect(judge({}, body, 'download')).not.toEqual([])
})
