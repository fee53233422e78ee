import { sql } from 'kysely'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { streamsPerSession } from '../../src/engine/live.ts'
import type { Tx } from '../../src/platform/database/contract.ts'
import { MovableClock } from '../../src/platform/clock.ts'
import { openTown, poorWithWish } from '../house.ts'
import { asAdministrator, withDatabase } from '../postgres.ts'
import { eventsOf, openStream } from './stream.ts'
import type { LiveStream } from './stream.ts'

// hanfang leads the division; luxm, a clerk, is the rated; liaomy is a judge beside her.
const soon = { timeout: 20_000 }
let town: Awaited<ReturnType<typeof openTown>>
const opened: LiveStream[] = []
const open = async (login: string, port = town.port): Promise<LiveStream> => {
  const stream = await openStream(port, await town.signIn(login))
  opened.push(stream)
  return stream
}
/** As the mixer's transaction does when a cohort is released. */
const tellRelease = (): Promise<unknown> => {
  const { server } = inject('postgres')
  return asAdministrator(withDatabase(server.administrator, town.database.name), client =>
    client.query("select pg_notify('huiyin', $1)", [`released ${town.running.house.city}`]),
  )
}
const inOrg = (work: (tx: Tx) => Promise<unknown>): Promise<unknown> => {
  const { house } = town.running
  return house.as({ kind: 'system', city: house.city, name: 'import' }, work)
}

beforeAll(async () => {
  town = await openTown({
    clock: new MovableClock(new Date('2026-09-16T15:00:00+08:00')),
    beatMs: 60_000,
    logins: ['hanfang', 'luxm', 'shenyue', 'pengch', 'liaomy', 'boqc'],
  })
})
afterAll(async () => {
  for (const stream of opened) stream.close()
  await town.close()
})

describe('live updates', () => {
  it('a poor rating wakes the loops at once and reaches the leader’s open screen; nobody on the rated side hears anything', async () => {
    // The beat by time is a minute away: what happens here happens by announcement.
    const [leader, rated, colleague] = [await open('hanfang'), await open('luxm'), await open('liaomy')]
    const before = [rated.text(), colleague.text()]
    const [link] = await town.push(['live-1'])
    expect((await town.rate(link!, poorWithWish)).status).toBe(201)
    await expect.poll(() => eventsOf(leader), soon).toContain('work')
    expect(await town.work('hanfang')).toHaveLength(1)
    // A release is told after it, to everybody: all that those beside her got in the meantime is nothing.
    await tellRelease()
    await expect.poll(() => [rated, colleague].every(stream => eventsOf(stream).length > 0), soon).toBe(true)
    expect([rated.text(), colleague.text()]).toEqual(before.map(text => `${text}event: board\ndata: changed\n\n`))
    expect(leader.text()).not.toMatch(/[0-9a-f]{8}-|callback|rating|\d{4}-\d\d/)
  })

  it('a rating without a wish, and a good one, are told to nobody', async () => {
    const streams = [await open('hanfang'), await open('luxm'), await open('shenyue')]
    const links = await town.push(['live-2', 'live-3'])
    await town.rate(links[0]!, { levels: { result: 1 }, reasons: ['same_form_again'], words: '' })
    await town.rate(links[1]!, { overall: 5, levels: {}, reasons: [] })
    // Something that is told comes after it: by then the ratings would have been.
    const [link] = await town.push(['live-4'])
    const told = (): number => streams.filter(stream => eventsOf(stream).length > 0).length
    expect(told()).toBe(0)
    await town.rate(link!, poorWithWish)
    await expect.poll(() => eventsOf(streams[0]!).length, soon).toBe(1)
    expect(eventsOf(streams[1]!)).toEqual([])
  })

  it('a stream reaches a second server as well, for which nothing was posted', async () => {
    const second = await town.another()
    const port = (second.app.server.address() as { port: number }).port
    const there = await open('hanfang', port)
    const [link] = await town.push(['live-5'])
    await town.rate(link!, poorWithWish)
    await expect.poll(() => eventsOf(there), soon).toContain('work')
  })

  it('keeps to a few streams per session: another one ends the oldest, which perhaps nobody reads', async () => {
    const streams: LiveStream[] = []
    for (let i = 0; i <= streamsPerSession; i++) streams.push(await open('pengch'))
    await streams[0]!.ended
    expect(await Promise.race([streams[1]!.ended.then(() => 'ended'), new Promise(resolve => setTimeout(resolve, 50, 'open'))])).toBe(
      'open',
    )
  })

  it('asks for a session, and does not keep one alive', async () => {
    expect((await openStream(town.port, 'A'.repeat(43))).status).toBe(401)
    const seen = async (): Promise<unknown> =>
      town.running.house.as(
        { kind: 'system', city: town.running.house.city, name: 'sign_in' },
        async tx => (await sql`select seen_at from org.session order by created_at`.execute(tx)).rows,
      )
    await town.signIn('hanfang')
    await inSignIn(tx => sql`update org.session set seen_at = seen_at - interval '2 minutes'`.execute(tx))
    const before = await seen()
    await open('hanfang')
    expect(await seen()).toEqual(before)
  })
})

/** Announcements that some loop has not answered yet. */
const announced = async (): Promise<number> =>
  town.running.house.as(
    { kind: 'system', city: town.running.house.city, name: 'loops' },
    async tx =>
      (
        await sql<{
          n: number
        }>`select count(*)::int as n from engine.announcement where waiting and event = 'evaluation.call_wished'`.execute(tx)
      ).rows[0]!.n,
  )
const inSignIn = (work: (tx: Tx) => Promise<unknown>): Promise<unknown> => {
  const { house } = town.running
  return house.as({ kind: 'system', city: house.city, name: 'sign_in' }, work)
}

const statusOf = async (login: string, url = '/api/work'): Promise<number> => {
  const cookie = await town.signIn(login)
  return new Promise((resolve, reject) => {
    request({ port: town.port, host: '127.0.0.1', path: url, headers: { cookie: `huiyin_session=${cookie}` } }, answer => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}

describe('a right that is taken away (A-08)', () => {
  /** Requests without a pause while the right goes; every one that begins after it is gone is refused. */
  const whileAsking = async (login: string, takeAway: () => Promise<unknown>, allowed: (status: number) => boolean): Promise<void> => {
    const stream = await open(login)
    let gone = false
    const asked: { status: number; after: boolean }[] = []
    let going = true
    const asking = Array.from({ length: 4 }, async () => {
      while (going) {
        const after = gone
        asked.push({ status: await statusOf(login), after })
      }
    })
    await expect.poll(() => asked.length, soon).toBeGreaterThan(8)
    await takeAway()
    gone = true
    await expect.poll(() => asked.filter(one => one.after).length, soon).toBeGreaterThan(8)
    going = false
    await Promise.all(asking)
    expect(asked.filter(one => one.after && allowed(one.status))).toEqual([])
    expect(asked.some(one => !one.after && one.status === 200)).toBe(true)
    await stream.ended
  }

  it('an account that is disabled: the next request is refused and its streams end', async () => {
    await whileAsking(
      'shenyue',
      () => inOrg(tx => sql`update org.account set disabled_at = ${new Date()} where login = 'shenyue'`.execute(tx)),
      status => status !== 401,
    )
  })

  it('a session that is signed out from elsewhere: the same', async () => {
    await whileAsking(
      'pengch',
      () => inSignIn(tx => sql`delete from org.session s using org.account a where a.id = s.account and a.login = 'pengch'`.execute(tx)),
      status => status !== 401,
    )
  })

  it('a leader whose post moves to another unit: his stream ends, the matter is a 404 from the next request on', async () => {
    const [matter] = await town.work('hanfang')
    const stream = await open('hanfang')
    expect(await statusOf('hanfang', `/api/matters/${matter!}`)).toBe(200)
    await inOrg(tx =>
      sql`update org.post p set unit = (select u.id from org.unit u where u.city = p.city and u.code = 'ld.police')
      from org.person h where h.city = p.city and h.id = p.person and h.code = 'YX0008'`.execute(tx),
    )
    expect(await statusOf('hanfang', `/api/matters/${matter!}`)).toBe(404)
    await stream.ended
    // Signed in as before, with other rights: he may follow again, and hears nothing of what was his.
    const again = await open('hanfang')
    const [link] = await town.push(['live-6'])
    await town.rate(link!, poorWithWish)
    await expect.poll(() => announced(), soon).toBe(0)
    await tellRelease()
    await expect.poll(() => eventsOf(again), soon).toContain('board')
    expect(eventsOf(again)).toEqual(['board'])
  })
})

describe('a line that breaks', () => {
  it('to the database: screens come back, and what is announced afterwards is heard again', async () => {
    const stream = await open('luxm')
    const { server } = inject('postgres')
    await asAdministrator(withDatabase(server.administrator, town.database.name), client =>
      client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'huiyin listener'",
      ),
    )
    await stream.ended
    const heard = async (): Promise<boolean> => {
      const again = await open('liaomy')
      await tellRelease()
      for (let i = 0; i < 20 && eventsOf(again).length === 0; i++) await new Promise(resolve => setTimeout(resolve, 50))
      const yes = eventsOf(again).includes('board')
      again.close()
      return yes
    }
    await expect.poll(heard, soon).toBe(true)
  })

  it('by the server’s own end: open streams do not hold it up', async () => {
    const second = await town.another()
    const stream = await open('luxm', (second.app.server.address() as { port: number }).port)
    await second.app.close()
    await stream.ended
  })

  it('a session that is ended on one server, by its owner or by the security administrator, ends its streams on the other', async () => {
    const second = await town.another()
    const port = (second.app.server.address() as { port: number }).port
    const freshCookie = async (login: string): Promise<string> =>
      (
        await town.running.app.inject({ method: 'POST', url: '/api/session', payload: { login, password: '柳渡口的水声 听得很远很远' } })
      ).cookies.find(one => one.name === 'huiyin_session')!.value
    const open2 = async (cookie: string): Promise<LiveStream> => {
      const stream = await openStream(port, cookie)
      opened.push(stream)
      return stream
    }
    const [here, there] = [await freshCookie('pengch'), await freshCookie('pengch')]
    const stream = await open2(there)
    const kept = await open2(here)
    const ask = (method: 'GET' | 'DELETE', url: string, cookie: string) =>
      town.running.app.inject({ method, url, cookies: { huiyin_session: cookie } })
    const { items } = (await ask('GET', '/api/session/all', there)).json<{ items: { id: string; here: boolean }[] }>()
    expect((await ask('DELETE', `/api/session/all/${items.find(one => one.here)!.id}`, here)).statusCode).toBe(204)
    await stream.ended
    expect(await Promise.race([kept.ended.then(() => 'ended'), new Promise(resolve => setTimeout(resolve, 900, 'open'))])).toBe('open')
    const { person } = (await ask('GET', '/api/session', here)).json<{ person: string }>()
    const admin = await freshCookie('boqc')
    expect((await ask('DELETE', `/api/people/${person}/sessions`, here)).statusCode).toBe(403)
    expect((await ask('DELETE', `/api/people/${person}/sessions`, admin)).json<{ ended: number }>().ended).toBeGreaterThan(0)
    await kept.ended
    expect((await ask('GET', '/api/work', here)).statusCode).toBe(401)
  })
})
