import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { makeAs } from '../org/as.ts'
import type { Viewer } from '../org/viewer.ts'
import type { Database } from '../platform/database/contract.ts'
import { silentLog } from '../platform/log.ts'
import { LiveStreams, readNews, stillHereEvery } from './live.ts'

let database: Database
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const person = (): Viewer => ({ kind: 'person', city: 'town', person: randomUUID(), account: randomUUID(), name: '甲', posts: [] })

it('the rhythm of a line begins with the line and follows nothing else: whoever is told nothing cannot tell a busy hour from a quiet one', async () => {
  const viewer = person()
  const streams = new LiveStreams({
    as: makeAs(database),
    city: 'town',
    standing: async marks => new Map(marks.map(mark => [mark, viewer])),
    log: silentLog,
  })
  const said: { quiet: string[]; busy: string[] } = { quiet: [], busy: [] }
  const hour = async (kept: string[], busy: boolean): Promise<void> => {
    let at = 0
    const close = streams.open('mark', viewer, {
      write: text => {
        kept.push(`${at} ${text}`)
      },
      end: () => {
        kept.push(`${at} end`)
      },
    })
    for (at = 1; at <= 60; at++) {
      if (busy) streams.moved(randomUUID())
      vi.advanceTimersByTime(1_000)
      if (busy && at % 20 === 0) await new Promise(resolve => setTimeout(resolve, 700))
    }
    close()
  }
  await hour(said.quiet, false)
  await hour(said.busy, true)
  expect(said.busy).toEqual(said.quiet)
  expect(said.quiet.filter(line => line.includes('still here'))).toHaveLength(60_000 / stillHereEvery)
  await streams.stop()
})

it('a database that does not say whether a session stands ends every stream: silence would be believed', async () => {
  const viewer = person()
  const streams = new LiveStreams({
    as: makeAs(database),
    city: 'town',
    standing: async () => {
      throw new Error('away')
    },
    log: silentLog,
  })
  const ended = new Promise<void>(resolve => {
    streams.open('mark', viewer, { write: () => {}, end: resolve })
  })
  await ended
  expect(streams.count).toBe(0)
  await streams.stop()
})

it('a stream that opens while the database is asked about others is not taken for one whose session has ended', async () => {
  const viewer = person()
  const quiet = { write: () => {}, end: () => {} }
  let answer = (): void => {}
  const asked = new Promise<void>(resolve => (answer = resolve))
  const streams = new LiveStreams({
    as: makeAs(database),
    city: 'town',
    standing: async marks => {
      if (!marks.includes('late')) streams.open('late', viewer, quiet)
      answer()
      return new Map(marks.map(mark => [mark, viewer]))
    },
    log: silentLog,
  })
  streams.open('early', viewer, quiet)
  streams.ended()
  await asked
  await new Promise(resolve => setImmediate(resolve))
  expect(streams.count).toBe(2)
  await streams.stop()
})

it('of what is heard on the channel only its own city’s known words count', () => {
  const id = randomUUID()
  expect(readNews(`moved town ${id}`, 'town')).toEqual({ word: 'moved', matter: id })
  expect(readNews('announced town', 'town')).toEqual({ word: 'announced' })
  for (const strange of [`moved other ${id}`, 'moved town', 'moved town x', 'something town', '', 'released'])
    expect(readNews(strange, 'town')).toBeUndefined()
})
