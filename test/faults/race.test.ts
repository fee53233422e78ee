import { sql } from 'kysely'
import { Agent, request } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MovableClock } from '../../src/platform/clock.ts'
import { openTown } from '../house.ts'
import type { Town } from '../house.ts'

/** K-05; the whole by HUIYIN_RACE=1000x100. */
const [tokens = 200, posts = 50] = (process.env['HUIYIN_RACE'] ?? '200x50').split('x').map(Number)
const connections = 64
const keysPerToken = 3

let town: Town
beforeAll(async () => {
  town = await openTown({ clock: new MovableClock(new Date('2026-09-16T15:00:00+08:00')) })
})
afterAll(() => town.close())

const agent = new Agent({ keepAlive: true, maxSockets: connections })
const body = JSON.stringify({ overall: 2, levels: { result: 2 }, reasons: [] })
const post = (token: string, key: string): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const asked = request(
      {
        agent,
        port: town.port,
        host: '127.0.0.1',
        method: 'POST',
        path: `/r/${token}`,
        headers: { 'content-type': 'application/json', 'content-length': body.length, 'idempotency-key': key },
      },
      answer => {
        let said = ''
        answer.setEncoding('latin1')
        answer.on('data', (more: string) => {
          said += more
        })
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: said }))
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })

it(
  `${tokens} links, each posted ${posts} times at once under ${keysPerToken} keys: exactly ${tokens} ratings, the rest the same receipt or a 409 (K-05)`,
  async () => {
    const links = await town.push(Array.from({ length: tokens }, (_, i) => `race-${i}`))
    interface Outcome {
      readonly key: string
      readonly status: number
      readonly receipt: string
    }
    const outcomes = links.map((): Outcome[] => [])
    let next = 0
    const from = performance.now()
    // In the order of the links, so that all connections are at the same few at the same time.
    await Promise.all(
      Array.from({ length: connections }, async () => {
        for (let at = next++; at < tokens * posts; at = next++) {
          const link = Math.floor(at / posts)
          const key = `race-${link}-${at % keysPerToken}`
          let answer = await post(links[link]!, key)
          while (answer.status === 503) answer = await post(links[link]!, key)
          outcomes[link]!.push({
            key,
            status: answer.status,
            receipt: answer.status < 300 ? (JSON.parse(answer.body) as { receipt: string }).receipt : '',
          })
        }
      }),
    )
    const seconds = (performance.now() - from) / 1000

    const strange = outcomes.flatMap((seen, link) => {
      const winners = seen.filter(one => one.status === 201)
      const winner = winners[0]
      return winners.length === 1 &&
        seen.every(one =>
          one.key === winner!.key ? (one.status === 201 || one.status === 200) && one.receipt === winner!.receipt : one.status === 409,
        )
        ? []
        : [`${link}: ${seen.map(one => `${one.key.at(-1)}=${one.status}`).join(' ')}`]
    })
    expect(strange).toEqual([])
    const receipts = new Set(
      outcomes
        .flat()
        .map(one => one.receipt)
        .filter(Boolean),
    )
    expect(receipts.size).toBe(tokens)
    const { house } = town.running
    const count = await house.as(
      { kind: 'system', city: house.city, name: 'mixer' },
      async tx =>
        (
          await sql<{ slots: number; receipts: number }>`
    select (select count(*)::int from evaluation.sealed) as slots, (select count(*)::int from evaluation.receipt) as receipts`.execute(tx)
        ).rows[0],
    )
    expect(count).toEqual({ slots: tokens, receipts: tokens })
    console.info(
      `K-05: ${tokens} links × ${posts} posts in ${seconds.toFixed(1)} s: ${receipts.size} ratings, ${outcomes.flat().filter(one => one.status === 200).length} the same receipt, ${outcomes.flat().filter(one => one.status === 409).length} refused`,
    )
  },
  300_000 + tokens * posts * 15,
)
