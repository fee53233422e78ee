import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/database.ts'
import { startWholeHouse, townPassword } from '../../../test/wholeHouse.ts'
import type { WholeHouse } from '../../../test/wholeHouse.ts'
import { runAccount } from '../../../tools/account.ts'
import { runApiKey } from '../../../tools/api-key.ts'

const [system, security, audit, leader, head] = ['guxc', 'boqc', 'yuwl', 'hanfang', 'luocz'] as const
let whole: WholeHouse
const cookies = new Map<string, string>()
beforeAll(async () => {
  whole = await startWholeHouse({
    database: await freshDatabase(),
    demo: true,
    start: '2026-09-16T15:00:00+08:00',
    console: false,
    logins: [system, security, audit, leader, head, 'luxm', 'fengxia'],
  })
})
afterAll(() => whole?.running.stop())

const signIn = async (login: string, password = townPassword) => {
  const answer = await whole.running.app.inject({ method: 'POST', url: '/api/session', payload: { login, password } })
  const cookie = answer.cookies.find(one => one.name === 'huiyin_session')?.value
  if (cookie !== undefined) cookies.set(login, cookie)
  return answer
}
const ask = async (login: string, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) => {
  if (!cookies.has(login)) await signIn(login)
  return whole.running.app.inject({ method, url, cookies: { huiyin_session: cookies.get(login) ?? '' }, ...(payload ? { payload } : {}) })
}
const because = (answer: { json: () => unknown }): string => (answer.json() as { type: string }).type.replace('urn:huiyin:', '')
interface Listed {
  readonly person: string
  readonly account: string | null
  readonly login: string | null
  readonly name: string
  readonly state: string
  readonly sessions: number
}
const people = async (query: string, login: string = security): Promise<readonly Listed[]> =>
  (await ask(login, 'GET', `/api/accounts?${query}`)).json<{ items: Listed[] }>().items
const accountOf = async (login: string): Promise<string> => (await people(`search=${login}`)).find(one => one.login === login)!.account!
const trail = async (query = ''): Promise<{ act: string; personName: string | null; about: Record<string, unknown> }[]> =>
  (await ask(audit, 'GET', `/api/access-trail?${query}`)).json<{ items: never[] }>().items
const run = async (command: typeof runAccount, ...argv: string[]) => {
  const [out, err]: string[][] = [[], []]
  const code = await command(argv, { out: line => out!.push(line), err: line => err!.push(line), env: {}, house: whole.running.house })
  return { code, out: out!.join('\n'), err: err!.join('\n') }
}

describe('accounts', () => {
  it('are listed by pages, found by three characters, and shown to nobody but those who keep and those who audit them', async () => {
    const first = (await ask(security, 'GET', '/api/accounts')).json<{ items: Listed[]; next?: string }>()
    expect(first.items).toHaveLength(50)
    const second = (await ask(security, 'GET', `/api/accounts?cursor=${encodeURIComponent(first.next!)}`)).json<{ items: Listed[] }>()
    expect(second.items.some(one => first.items.some(other => other.person === one.person))).toBe(false)
    expect(await people(`search=${encodeURIComponent('韩芳')}`)).toMatchObject([{ name: '韩芳', login: leader, state: 'open' }])
    expect((await people('state=none')).every(one => one.login === null)).toBe(true)
    expect((await people('search=hanf', audit)).length).toBe(1)
    for (const login of [system, leader]) expect([login, (await ask(login, 'GET', '/api/accounts')).statusCode]).toEqual([login, 403])
    expect(JSON.stringify(await people('search=hanf'))).not.toContain('argon2')
  })

  it('are opened with a password that is shown once, must be changed, and lets its owner in', async () => {
    const [nobody] = await people('state=none')
    const opened = await ask(security, 'POST', '/api/accounts', { person: nobody!.person, login: 'Newcomer' })
    expect(opened.statusCode).toBe(201)
    const { login, password } = opened.json<{ login: string; password: string }>()
    expect(login).toBe('newcomer')
    expect((await signIn('newcomer', password)).json()).toMatchObject({ mustChange: true })
    expect(because(await ask('newcomer', 'GET', '/api/units'))).toBe('password_must_change')
    expect((await people('search=newcomer'))[0]).toMatchObject({ state: 'first', sessions: 1 })
    expect((await trail('act=account_opened'))[0]).toMatchObject({ act: 'account_opened', about: { login: 'newcomer' } })
    expect(JSON.stringify(await trail())).not.toContain(password)
    expect(because(await ask(security, 'POST', '/api/accounts', { person: nobody!.person, login: 'again' }))).toBe('account_there')
    const [other] = await people('state=none')
    expect(because(await ask(security, 'POST', '/api/accounts', { person: other!.person, login: leader }))).toBe('login_taken')
    expect(because(await ask(security, 'POST', '/api/accounts', { person: other!.person, login: '张三' }))).toBe('login_not_possible')
  })

  it('are reset by two, each of whom knows half of the new password: the old one and every session end once both have acted', async () => {
    await signIn(leader)
    const account = await accountOf(leader)
    const asked = await ask(security, 'POST', `/api/accounts/${account}/password-reset`, { reason: '忘了密码，本人当面来说' })
    expect(asked.statusCode, asked.body).toBe(201)
    const { id, half } = asked.json<{ id: string; half: string }>()
    expect(because(await ask(security, 'POST', `/api/accounts/${account}/password-reset`, { reason: '忘了密码' }))).toBe('reset_waiting')
    expect(because(await ask(security, 'POST', `/api/factor-resets/${id}/agree`, {}))).toBe('reset_own')
    expect((await ask(leader, 'GET', '/api/work')).statusCode).toBe(200)
    expect((await signIn(leader, half)).statusCode).toBe(401)
    const agreed = await ask(head, 'POST', `/api/factor-resets/${id}/agree`, {})
    expect(agreed.statusCode, agreed.body).toBe(200)
    const second = agreed.json<{ half: string }>().half
    expect((await ask(leader, 'GET', '/api/work')).statusCode).toBe(401)
    for (const password of [townPassword, half, second]) expect((await signIn(leader, password)).statusCode).toBe(401)
    expect((await signIn(leader, half + second)).json()).toMatchObject({ mustChange: true })
    expect(because(await ask(head, 'POST', `/api/factor-resets/${id}/agree`, {}))).toBe('reset_over')
    const marks = await trail('act=password_reset_asked,password_reset_agreed')
    expect(marks.map(one => [one.act, one.about['name']])).toEqual([
      ['password_reset_agreed', '韩芳'],
      ['password_reset_asked', '韩芳'],
    ])
    for (const secret of [half, second]) expect(JSON.stringify(await trail())).not.toContain(secret)
    const kept = await whole.running.house.database.transaction('migrate', async tx => {
      await sql`set local role huiyin_owner`.execute(tx)
      return (await sql`select password_hash, second_half from org.account_reset where id = ${id}`.execute(tx)).rows
    })
    expect(kept).toEqual([{ password_hash: null, second_half: null }])
  })

  it('of others have no password that the web role could set, nor half of one that it could read', async () => {
    const { house } = whole.running
    const [me] = (await people(`search=${security}`)) as [Listed]
    const viewer = {
      kind: 'person',
      city: house.city,
      person: me.person,
      account: me.account!,
      name: me.name,
      posts: [{ unit: '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c11', role: 'security_admin' }],
    } as const
    for (const statement of [
      sql`update org.account set password_hash = 'x' where login = 'luxm'`,
      sql`select second_half from org.account_reset`,
      sql`select password_hash from org.account_reset`,
      sql`select * from org.give_password(gen_random_uuid(), '2026-09-16')`,
    ])
      await expect(house.as(viewer, tx => statement.execute(tx))).rejects.toMatchObject({ code: '42501' })
  })

  it('are disabled from the next request on, and opened again with the password that they had', async () => {
    await signIn('luxm')
    const account = await accountOf('luxm')
    expect((await ask(security, 'POST', `/api/accounts/${account}/disable`, {})).statusCode).toBe(204)
    expect((await ask('luxm', 'GET', '/api/units')).statusCode).toBe(401)
    expect((await signIn('luxm')).statusCode).toBe(401)
    expect(because(await ask(security, 'POST', `/api/accounts/${account}/disable`, {}))).toBe('account_state')
    expect((await ask(security, 'POST', `/api/accounts/${account}/enable`, {})).statusCode).toBe(204)
    expect((await signIn('luxm')).statusCode).toBe(200)
  })

  it('of the three administrators are nobody’s at a screen, her own least of all: one of them could become another', async () => {
    const accounts = await Promise.all([system, audit, security].map(accountOf))
    for (const [n, account] of accounts.entries())
      for (const act of ['password-reset', 'disable']) {
        const payload = act === 'disable' ? {} : { reason: '忘了密码' }
        expect([n, act, because(await ask(security, 'POST', `/api/accounts/${account}/${act}`, payload))]).toEqual([
          n,
          act,
          n === 2 ? 'account_own' : 'account_of_administrator',
        ])
      }
    // The database says so by itself, whatever a route may forget.
    const { house } = whole.running
    const posts = await house.as(
      { kind: 'system', city: house.city, name: 'import' },
      async tx =>
        (await sql<{ person: string; unit: string }>`select h.person, h.unit from org.post h where h.role = 'security_admin'`.execute(tx))
          .rows,
    )
    const viewer = {
      kind: 'person' as const,
      city: house.city,
      person: posts[0]!.person,
      account: posts[0]!.person,
      name: '',
      posts: [{ unit: posts[0]!.unit, role: 'security_admin' as const }],
    }
    for (const account of accounts)
      expect(
        (
          await house.as(viewer, tx =>
            sql`update org.account set disabled_at = '2026-09-01' where city = ${house.city} and id = ${account}`.execute(tx),
          )
        ).numAffectedRows,
      ).toBe(0n)
    await expect(
      house.as(viewer, tx => sql`update org.account set person = ${posts[0]!.person} where city = ${house.city}`.execute(tx)),
    ).rejects.toMatchObject({ code: '42501' })
  })

  it('are kept from the machine room, too, those of the three there alone; the trail says that nobody at a screen did it', async () => {
    const reset = await run(runAccount, 'reset', system)
    expect(reset).toMatchObject({ code: 0, out: expect.stringMatching(/guxc {2}[a-z0-9]{6}(-[a-z0-9]{6}){3}$/) })
    expect((await signIn(system, reset.out.split('  ')[2])).json()).toMatchObject({ mustChange: true })
    expect((await trail('act=account_reset'))[0]).toMatchObject({ personName: null, about: { login: system } })
    expect((await run(runAccount, 'list', '--search', '韩芳')).out).toContain('待首次登录')
    expect((await run(runAccount, 'disable', 'nobody-at-all')).code).toBe(1)
    expect((await run(runAccount, 'disable', 'luxm')).code).toBe(0)
    expect((await signIn('luxm')).statusCode).toBe(401)
    expect((await run(runAccount, 'enable', 'luxm')).code).toBe(0)
    expect((await run(runAccount, 'open', '--person', 'no-such-code', '--login', 'x1')).code).toBe(1)
    expect((await run(runAccount, 'frobnicate', 'x')).code).toBe(1)
    expect(await run(runAccount, '--help')).toMatchObject({ code: 0 })
  })
})

describe('keys of other systems', () => {
  const push = (token: string) =>
    whole.running.app.inject({
      method: 'POST',
      url: '/api/services',
      headers: { authorization: `Bearer ${token}` },
      payload: { services: [] },
    })
  const opens = async (token: string): Promise<boolean> => ![401, 403].includes((await push(token)).statusCode)

  it('are made with their limits, shown once, rotated, and revoked at once', async () => {
    const made = await ask(security, 'POST', '/api/api-keys', {
      name: '法院办案系统',
      scopes: ['services'],
      lines: ['court.enforcement'],
      expiresOn: '2028-01-31',
    })
    expect(made.statusCode).toBe(201)
    const { id, token } = made.json<{ id: string; token: string }>()
    expect(await opens(token)).toBe(true)
    const listed = (await ask(audit, 'GET', '/api/api-keys'))
      .json<{ items: { id: string; lastUsedOn: string | null }[] }>()
      .items.find(one => one.id === id)
    expect(listed).toMatchObject({
      name: '法院办案系统',
      scopes: ['services'],
      seesLinks: false,
      lines: ['court.enforcement'],
      units: null,
      state: 'open',
      lastUsedOn: expect.stringMatching(/^20\d\d-/),
    })
    expect(JSON.stringify(listed)).not.toContain(token)
    // Whoever has the links could rate in somebody's name: two give that.
    expect((await ask(security, 'POST', '/api/api-keys', { name: '带链接', scopes: ['services'], seesLinks: true })).statusCode).toBe(400)
    const rotated = (await ask(security, 'POST', `/api/api-keys/${id}/rotate`, {})).json<{ token: string }>().token
    expect([await opens(token), await opens(rotated)]).toEqual([false, true])
    expect((await ask(security, 'DELETE', `/api/api-keys/${id}`)).statusCode).toBe(204)
    expect(await opens(rotated)).toBe(false)
    expect(because(await ask(security, 'POST', `/api/api-keys/${id}/rotate`, {}))).toBe('key_over')
    expect((await trail('act=key_made,key_rotated,key_revoked')).map(one => one.act)).toEqual(['key_revoked', 'key_rotated', 'key_made'])
  })

  it('name lines and units that there are, end after today, and are nobody else’s business', async () => {
    const refused = async (more: object) =>
      because(await ask(security, 'POST', '/api/api-keys', { name: '某系统', scopes: ['services'], ...more }))
    expect(await refused({ lines: ['no.such_line'] })).toBe('line_not_known')
    expect(await refused({ units: ['00000000-0000-4000-8000-000000000000'] })).toBe('unit_not_known')
    expect(await refused({ expiresOn: '2020-01-01' })).toBe('key_expiry_past')
    await signIn('luxm')
    for (const login of [audit, 'luxm'])
      expect([login, (await ask(login, 'POST', '/api/api-keys', { name: '某系统', scopes: ['services'] })).statusCode]).toEqual([
        login,
        403,
      ])
    expect((await ask('luxm', 'GET', '/api/api-keys')).statusCode).toBe(403)
  })

  it('are made and ended from the machine room, too', async () => {
    const made = await run(runApiKey, 'make', '--name', '短信平台', '--scope', 'inbound_sms', '--unit', 'ld.court')
    expect(made.code).toBe(0)
    const [id = '', , token = ''] = made.out.split('  ')
    expect(token).toMatch(/^hyk_/)
    expect((await run(runApiKey, 'list')).out).toContain('短信平台')
    expect((await run(runApiKey, 'rotate', id)).out).not.toContain(token)
    expect((await run(runApiKey, 'revoke', id)).code).toBe(0)
    expect((await run(runApiKey, 'make', '--name', '短信平台', '--scope', 'everything')).code).toBe(1)
  })
})

describe('lost second factors', () => {
  const enrolled = async (login: string): Promise<number> =>
    whole.running.house.as(
      { kind: 'system', city: whole.running.house.city, name: 'sign_in' },
      async tx =>
        (
          await sql<{
            n: number
          }>`select count(*)::int as n from org.second_factor f join org.account a on a.id = f.account where a.login = ${login}`.execute(tx)
        ).rows[0]!.n,
    )
  const enrol = (login: string) =>
    whole.running.house.as({ kind: 'system', city: whole.running.house.city, name: 'sign_in' }, tx =>
      sql`insert into org.second_factor (city, id, account, kind, label, sealed, enrolled_at, confirmed_at) select a.city, gen_random_uuid(), a.id, 'totp', '手机', '\\x01', '2026-09-01', '2026-09-01' from org.account a where a.login = ${login}`.execute(
        tx,
      ),
    )
  const lose = async (login: string, by: string = security) =>
    ask(by, 'POST', `/api/accounts/${await accountOf(login)}/factor-reset`, { reason: '手机丢了，本人当面来说' })
  const waiting = async (login: string) =>
    (await ask(login, 'GET', '/api/factor-resets')).json<{
      items: { id: string; state: string; mayAgree: boolean; personName: string }[]
    }>().items
  it('are taken away only when a second person has agreed: not the one who asks, not the owner, nobody of another organ', async () => {
    await signIn('luxm')
    await enrol('luxm')
    for (const login of [leader, audit, head]) expect([login, (await lose('luxm', login)).statusCode]).toEqual([login, 403])
    for (const login of [security, audit])
      expect([login, because(await lose(login))]).toEqual([login, login === security ? 'account_own' : 'account_of_administrator'])
    const asked = await lose('luxm')
    expect(asked.statusCode, asked.body).toBe(201)
    const { id } = asked.json<{ id: string }>()
    expect(because(await lose('luxm'))).toBe('reset_waiting')
    expect(because(await ask(security, 'POST', `/api/factor-resets/${id}/agree`, {}))).toBe('reset_own')
    for (const login of [audit, leader])
      expect([login, (await ask(login, 'POST', `/api/factor-resets/${id}/agree`, {})).statusCode]).toEqual([login, 403])
    // A head of another organ neither hears of it nor agrees.
    const other = (await lose('fengxia')).json<{ id: string }>().id
    expect((await waiting(head)).filter(one => one.state === 'waiting').map(one => one.id)).toEqual([id])
    expect((await ask(head, 'POST', `/api/factor-resets/${other}/agree`, {})).statusCode).toBe(404)
    expect(await enrolled('luxm')).toBe(1)
    expect((await waiting(head)).find(one => one.id === id)).toMatchObject({ state: 'waiting', mayAgree: true, personName: '陆小满' })
    expect((await ask(head, 'POST', `/api/factor-resets/${id}/agree`, {})).statusCode).toBe(204)
    expect(await enrolled('luxm')).toBe(0)
    expect((await ask('luxm', 'GET', '/api/session')).statusCode).toBe(401)
    expect(because(await ask(head, 'POST', `/api/factor-resets/${id}/agree`, {}))).toBe('reset_over')
    expect((await trail('act=factor_reset_asked,factor_reset_agreed')).map(one => [one.act, one.about['name']])).toEqual([
      ['factor_reset_agreed', '陆小满'],
      ['factor_reset_asked', '冯霞'],
      ['factor_reset_asked', '陆小满'],
    ])
    await signIn('luxm')
    expect((await ask('luxm', 'GET', '/api/bell')).json<{ items: { about: string }[] }>().items.map(one => one.about)).toContain(
      'second.reset',
    )
  })
  it('go with nobody who writes past the routes: the function wants two people, and a decision stands', async () => {
    const { house } = whole.running
    await enrol('luxm')
    const { id } = (await lose('luxm')).json<{ id: string }>()
    const [me] = (await people(`search=${security}`)) as [Listed]
    const viewer = {
      kind: 'person',
      city: house.city,
      person: me.person,
      account: me.account!,
      name: me.name,
      posts: [{ unit: '3d1f9c4e-5f0e-4b4b-9d0a-3a6f3c8f0c11', role: 'security_admin' }],
    } as const
    await expect(house.as(viewer, tx => sql`select org.forget_factors(${id}, '2026-09-16')`.execute(tx))).rejects.toThrow('two people')
    await expect(
      house.as(viewer, tx =>
        sql`update org.account_reset set agreed_by = org.person(), agreed_at = '2026-09-16' where id = ${id}`.execute(tx),
      ),
    ).rejects.toThrow(/row-level security|check/)
    expect((await ask(head, 'POST', `/api/factor-resets/${id}/end`, {})).statusCode).toBe(204)
    expect(because(await ask(head, 'POST', `/api/factor-resets/${id}/agree`, {}))).toBe('reset_over')
    expect(await enrolled('luxm')).toBe(1)
  })
})

describe('the trail of access', () => {
  it('turns its pages without losing what happened in the same instant, and is filtered by act, person and days', async () => {
    const { house } = whole.running
    const at = new Date('2026-01-05T01:00:00Z')
    await house.as({ kind: 'system', city: house.city, name: 'import' }, async tx => {
      for (let n = 0; n < 60; n++)
        await sql`insert into org.access_entry (city, id, at, act) values (${house.city}, ${house.keys.uuid()}, ${at}, 'account_opened')`.execute(
          tx,
        )
    })
    const seen: string[] = []
    for (let next: string | null = ''; next !== null;) {
      const page: { items: { id: string }[]; next: string | null } = (
        await ask(
          audit,
          'GET',
          `/api/access-trail?from=2026-01-05&until=2026-01-05${next === '' ? '' : `&before=${encodeURIComponent(next)}`}`,
        )
      ).json()
      seen.push(...page.items.map(one => one.id))
      next = page.next
    }
    expect([seen.length, new Set(seen).size]).toEqual([60, 60])
    expect(await trail('from=2026-01-06&until=2026-01-06')).toEqual([])
    const [{ person }] = (await people(`search=${security}`)) as [Listed]
    expect((await trail(`person=${person}`)).every(one => one.personName !== null)).toBe(true)
  })

  it('is written by nobody for somebody else, and changed by nobody', async () => {
    const { house } = whole.running
    for (const name of ['import', 'sign_in'] as const)
      await expect(
        house.as({ kind: 'system', city: house.city, name }, tx =>
          sql`update org.access_entry set act = 'nothing' where city = ${house.city}`.execute(tx),
        ),
      ).rejects.toMatchObject({ code: '42501' })
    const [{ person }] = (await people(`search=${audit}`)) as [Listed]
    await expect(
      house.as({ kind: 'system', city: house.city, name: 'import' }, tx =>
        sql`insert into org.access_entry (city, id, at, person, act) values (${house.city}, ${house.keys.uuid()}, '2026-01-01', ${person}, 'account_opened')`.execute(
          tx,
        ),
      ),
    ).rejects.toMatchObject({ code: '42501' })
  })
})
