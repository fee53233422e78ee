import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { receiptDigestOf } from '../../../src/modules/evaluation/rules/code.ts'
import { aboutWords } from '../../../src/modules/evaluation/release.ts'
import type { Adapter, Parcel } from '../../../src/platform/outbox/index.ts'
import type { FreshDatabase } from '../../database.ts'
import { townPassword } from '../../wholeHouse.ts'
import type { startWholeHouse, WholeHouse } from '../../wholeHouse.ts'
import { seeded } from './bound.ts'

/*
 * What a rating leaves behind, in one lived week of the real house: pairs of ratings that differ in nothing but their
 * levels (N-07), and ratings whose words carry the place in which they arrived (N-02).
 */

const monday = Date.parse('2026-09-14T09:00:00+08:00')
const day = 86_400_000

/** One of a pair, and everything that whoever holds its receipt or the telephone can reach. */
export interface Reached {
  readonly name: string
  readonly text: string
}
export interface Pair {
  readonly levels: readonly [object, object]
  readonly reached: readonly [readonly Reached[], readonly Reached[]]
}
/** Numbers of arrival in an order that somebody could look at. */
export interface Order {
  readonly name: string
  readonly places: readonly number[]
}
export interface Traces {
  readonly pairs: readonly Pair[]
  readonly orders: readonly Order[]
}

/** Spearman's: 1 where the second order is the first, 0 where it has nothing to do with it. */
export const rankCorrelation = (places: readonly number[]): number => {
  const n = places.length
  const rank = new Map([...places].sort((a, b) => a - b).map((place, at) => [place, at]))
  const sum = places.reduce((all, place, at) => all + (rank.get(place)! - at) ** 2, 0)
  return 1 - (6 * sum) / (n * (n * n - 1))
}

const wishes = [
  undefined,
  { wanted: true, how: 'phone', by: 'department', number: 'kept' },
  { wanted: true, how: 'after', by: 'department', number: 'kept' },
  { wanted: true, how: 'phone', by: 'centre', number: 'kept' },
  { wanted: true, how: 'sms', by: 'department', number: 'kept' },
] as const

/** What is drawn anew for every answer, or made from the receipt alone, becomes a sign of its own. */
const plain = (text: string, receipt: string): string =>
  text
    .replaceAll(receipt, 'RECEIPT')
    .replaceAll(receipt.replace(/(\d{4})(?=\d)/g, '$1 '), 'RECEIPT')
    .replace(/(?:<span>\d{4}<\/span>\s*){4}/g, 'RECEIPT')
    .replace(/class="word">[^<]+</g, 'class="word">WORD<')
    .replace(/"safeWord":"[^"]+"/g, 'WORD')
    .replace(/nonce(=|-)"?[\w+/=-]+/g, 'NONCE')
    .replace(/name="key" value="[^"]+"/g, 'KEY')
    .replace(/\b[0-9A-Z]{4}-[0-9A-Z]{4,5}(?:-[0-9A-Z])?\b/g, 'NUMBER')

const headersOf = (headers: Readonly<Record<string, unknown>>): string =>
  Object.entries(headers)
    .filter(([name]) => !['date', 'content-length'].includes(name))
    .map(([name, value]) => `${name}: ${String(value)}`)
    .sort()
    .join('\n')

export const leaveTraces = async (
  start: typeof startWholeHouse,
  database: FreshDatabase,
  size: { readonly pairs: number; readonly ratings: number; readonly seed: number },
): Promise<Traces> => {
  const told: Parcel[] = []
  const sms: Adapter = {
    send: parcel => {
      told.push(parcel)
      return Promise.resolve('accepted')
    },
  }
  const whole: WholeHouse = await start({
    database,
    demo: true,
    start: new Date(monday).toISOString(),
    console: false,
    logins: ['luxm'],
    sms,
  })
  const { app, house } = whole.running
  const next = seeded(size.seed)
  try {
    let served = 0
    const serve = async (phones: readonly string[]): Promise<readonly string[]> => {
      const links: string[] = []
      for (let at = 0; at < phones.length; at += 200) {
        const services = phones.slice(at, at + 200).map(phone => ({
          externalId: `trace-${served++}`,
          line: 'court.enforcement',
          unit: 'ld.court.enforcement',
          officer: 'YX0009',
          title: '领取执行款',
          outcome: '审理中',
          parties: [{ ref: 'p', name: '邓阿婆', phone }],
          finishedAt: new Date(monday - 3_600_000).toISOString(),
        }))
        const answer = await app.inject({
          method: 'POST',
          url: '/api/services',
          headers: { authorization: `Bearer ${whole.apiKey}` },
          payload: { services },
        })
        if (answer.statusCode >= 300) throw new Error(answer.body)
        links.push(...answer.json<{ results: { ratingUrl: string }[] }>().results.map(one => new URL(one.ratingUrl).pathname))
      }
      return links
    }
    let asked = 0
    const ask = (method: 'GET' | 'POST', url: string, accept: string, payload?: object) => {
      const nth = asked++
      const headers = { accept, ...(payload ? { 'idempotency-key': randomUUID() } : {}) }
      return app.inject({
        method,
        url,
        remoteAddress: `10.${(nth >> 16) & 255}.${(nth >> 8) & 255}.${nth & 255}`,
        headers,
        ...(payload ? { payload } : {}),
      })
    }

    const phoneOf = (nth: number): string => `139${String(nth).padStart(8, '0')}`
    const links = await serve(Array.from({ length: size.pairs * 2 }, (_, nth) => phoneOf(nth)))
    const levelsOf = (overall: number): object => ({
      overall,
      ...(next() < 0.5 ? { levels: { attitude: 1 + Math.floor(next() * 5), result: 1 + Math.floor(next() * 5) } } : {}),
    })
    const rated = await Promise.all(
      Array.from({ length: size.pairs }, async (_, pair) => {
        const wish = wishes[pair % wishes.length]
        const words = next() < 0.5 ? '同样的内容抄了三遍' : ''
        const low = 1 + Math.floor(next() * 4)
        const levels = [levelsOf(low), levelsOf(low + 1 + Math.floor(next() * (5 - low)))] as const
        const sent = [levels[0], levels[1]].map(async (one, half) => {
          const answer = await ask('POST', links[pair * 2 + half]!, 'application/json', {
            ...one,
            reasons: ['same_form_again'],
            words,
            ...(wish ? { callback: wish } : {}),
          })
          if (answer.statusCode !== 201) throw new Error(`${answer.statusCode} ${answer.body}`)
          const receipt = answer.json<{ receipt: string }>().receipt.replace(/\D/g, '')
          return { receipt, first: { name: 'the answer', text: plain(`${headersOf(answer.headers)}\n${answer.body}`, receipt) } }
        })
        return { levels, sent: await Promise.all(sent) }
      }),
    )
    await whole.running.beat()
    await whole.running.beat()
    const routes = app.routeFacts.filter(({ method, url }) => method === 'GET' && /^\/(receipt|follow|api\/follow)\/:code/.test(url))
    if (routes.length < 4) throw new Error('the receipt opens less than it did')
    const look = async (receipt: string): Promise<readonly Reached[]> => {
      const reached: Reached[] = []
      for (const { url } of routes) {
        for (const accept of ['text/html', 'application/json']) {
          const answer = await ask('GET', url.replace(':code', receipt), accept)
          reached.push({
            name: `${url} as ${accept}`,
            text: plain(`${answer.statusCode}\n${headersOf(answer.headers)}\n${answer.body}`, receipt),
          })
        }
      }
      return reached
    }
    const opened: (readonly Reached[])[][] = []
    for (const { sent } of rated) opened.push(await Promise.all(sent.map(async ({ receipt, first }) => [first, ...(await look(receipt))])))

    // One after the other, each with the number of its arrival in its words.
    const signs = '甲乙丙丁戊己庚辛壬癸'
    const marked = (nth: number): string => `第${[...String(nth).padStart(6, '0')].map(digit => signs[Number(digit)]).join('')}号`
    const unmarked = (text: string): number | undefined => {
      const found = /^第([甲乙丙丁戊己庚辛壬癸]{6})号$/.exec(text)?.[1]
      return found === undefined ? undefined : Number([...found].map(sign => signs.indexOf(sign)).join(''))
    }
    const arrivals = new Map<string, number>()
    const doors = await serve(Array.from({ length: size.ratings }, (_, nth) => phoneOf(500_000 + nth)))
    for (const [nth, link] of doors.entries()) {
      const answer = await ask('POST', link, 'application/json', { overall: 1 + Math.floor(next() * 5), words: marked(nth) })
      const receipt = answer.json<{ receipt: string }>().receipt.replace(/\D/g, '')
      arrivals.set(receiptDigestOf(house.keys, house.city, receipt).toString('hex'), nth)
    }
    // A neighbour who was asked and kept silent: else everybody answered, and nothing would be told of anybody.
    await serve(Array.from({ length: 40 }, (_, nth) => phoneOf(900_000 + nth)))
    for (let at = 1; at <= 32; at++) {
      whole.clock.moveTo(new Date(monday + at * day))
      await whole.running.beat()
    }

    const owner = async <T>(statement: string): Promise<readonly T[]> =>
      house.database.transaction('migrate', async tx => {
        await sql`set local role huiyin_owner`.execute(tx)
        return (await sql.raw<T>(statement).execute(tx)).rows
      })
    const numberOf = (row: { id: string; sealed: Buffer }): number | undefined =>
      unmarked(house.keys.open('matter.rating', row.sealed, aboutWords(house.city, row.id)).toString('utf8'))
    const places = (numbers: readonly (number | undefined)[]): readonly number[] => numbers.filter(one => one !== undefined)
    const orders: Order[] = []
    const indexesOf = (table: string) =>
      owner<{
        name: string
        columns: string
      }>(`select x.relname as name, (select string_agg(quote_ident(a.attname), ', ' order by array_position(i.indkey::int2[], a.attnum))
        from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any (i.indkey)) as columns
        from pg_index i join pg_class x on x.oid = i.indexrelid where i.indrelid = 'evaluation.${table}'::regclass`)
    const tables = {
      released_words: async (order: string) =>
        places(
          (await owner<{ id: string; sealed: Buffer }>(`select id, sealed from evaluation.released_words order by ${order}`)).map(numberOf),
        ),
      released_receipt: async (order: string) =>
        places(
          (await owner<{ digest: Buffer }>(`select digest from evaluation.released_receipt order by ${order}`)).map(row =>
            arrivals.get(row.digest.toString('hex')),
          ),
        ),
    }
    for (const [table, read] of Object.entries(tables)) {
      orders.push({ name: `${table} as it lies on the disk`, places: await read('ctid') })
      for (const { name, columns } of await indexesOf(table))
        orders.push({ name: `${table} along ${name}`, places: await read(`${columns}, ctid`) })
    }

    // What the rated clerk is shown, page by page, once somebody above has released the words.
    await owner(`update evaluation.released_words set state = 'released'`)
    const cookie = (await app.inject({ method: 'POST', url: '/api/session', payload: { login: 'luxm', password: townPassword } }))
      .cookies[0]!.value
    const shown: number[] = []
    for (let cursor = ''; ;) {
      const page = await app.inject({ url: `/api/evaluation/words?state=released&limit=200${cursor}`, cookies: { huiyin_session: cookie } })
      const { items, next: further } = page.json<{ items: { text: string }[]; next?: string }>()
      shown.push(...places(items.map(item => unmarked(item.text))))
      if (further === undefined) break
      cursor = `&cursor=${further}`
    }
    orders.push({ name: 'the list that the rated is shown', places: shown })
    if (whole.bugs.length > 0) throw new Error(JSON.stringify(whole.bugs.slice(0, 3)))
    // Until the last week is over: announcements, reminders, and what became of the call.
    const messagesTo = (phone: string, receipt: string): Reached => {
      const texts = told.filter(parcel => parcel.to === phone).map(parcel => plain(parcel.text, receipt).replace(/https?:\/\/\S+/g, 'LINK'))
      return { name: 'text messages', text: texts.sort().join('\n') }
    }
    const pairs = rated.map(({ levels, sent }, pair): Pair => {
      const whole = (half: 0 | 1): readonly Reached[] => [
        ...opened[pair]![half]!,
        messagesTo(phoneOf(pair * 2 + half), sent[half]!.receipt),
      ]
      return { levels, reached: [whole(0), whole(1)] }
    })
    return { pairs, orders }
  } finally {
    await whole.running.stop()
  }
}
