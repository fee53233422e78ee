import type { AddressInfo } from 'node:net'
import { eventsOf, openStream } from '../../loops/stream.ts'
import type { LiveStream } from '../../loops/stream.ts'
import { townPassword } from '../../wholeHouse.ts'
import type { WholeHouse } from '../../wholeHouse.ts'

/** Something that stands in an answer and did not stand in the one before. */
export interface News {
  readonly at: number
  readonly url: string
  readonly path: string
  readonly value: unknown
}

/** Says what time it is, or how long the account has been signed in: of no rating. */
const ofTheAskerAlone = /(^|\.)(asOf|today|seenAt|expiresAt|createdAt|until)$/

/** What is text, without a code of its own. Of the daily roots there is one each day, whatever happened; which days have none is looked at. */
const pages = ['/roots', '/api/roots', '/api/callback/draws', '/api/rounds/draws', '/windows/sheets']

/** Days since the first root that have none. */
const missingDays = (lines: string, now: number): number => {
  const days = lines
    .split('\n')
    .filter(Boolean)
    .map(line => Date.parse(`${line.slice(0, 10)}T00:00:00+08:00`))
  return days[0] === undefined ? 0 : Math.floor((now - days[0]) / 86_400_000) - days.length
}

const leavesOf = (value: unknown, at: string, into: Map<string, unknown>): void => {
  if (Array.isArray(value)) {
    into.set(`${at}.length`, value.length)
    // By its own id where it has one: then a row that moves is not news.
    value.forEach((one, n) =>
      leavesOf(one, `${at}[${(one as { id?: string; unit?: string } | null)?.id ?? (one as { unit?: string } | null)?.unit ?? n}]`, into),
    )
  } else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) leavesOf(one, at === '' ? key : `${at}.${key}`, into)
  else if (!ofTheAskerAlone.test(at)) into.set(at, value)
}

/**
 * One rated officer at his screen. He asks every GET route there is, with every filter that it has, and whatever ids the
 * answers gave him; what answers him is asked again at every look, what refuses him once a day.
 */
export class Account {
  readonly news: News[] = []
  /** His screen's live stream: how many events each look found. */
  readonly heard: { readonly at: number; readonly events: readonly string[] }[] = []
  readonly messages: string[] = []
  readonly answered = new Map<string, unknown>()
  /** Every state of the board over everything that was ever released. */
  readonly history: unknown[] = []
  asked = 0
  readonly #leaves = new Map<string, ReadonlyMap<string, unknown>>()
  readonly #refused = new Set<string>()
  readonly #whole: WholeHouse
  readonly #cookie: string
  readonly #stream: LiveStream
  readonly #phone: string
  readonly unit: string
  #heard = 0

  private constructor(whole: WholeHouse, cookie: string, stream: LiveStream, phone: string, unit: string) {
    this.#whole = whole
    this.#cookie = cookie
    this.#stream = stream
    this.#phone = phone
    this.unit = unit
  }

  static async open(whole: WholeHouse, login: string, phone: string): Promise<Account> {
    const { app } = whole.running
    const signedIn = await app.inject({ method: 'POST', url: '/api/session', payload: { login, password: townPassword } })
    const cookie = signedIn.cookies.find(one => one.name === 'huiyin_session')!.value
    const { posts } = (await app.inject({ url: '/api/session', cookies: { huiyin_session: cookie } })).json<{ posts: { unit: string }[] }>()
    return new Account(whole, cookie, await openStream((app.server.address() as AddressInfo).port, cookie), phone, posts[0]!.unit)
  }

  #urls(): readonly string[] {
    const parts: Record<string, readonly string[]> = {
      '/api/units/:id': [this.unit],
      '/api/boards/loop-health/:key': ['call_overdue', 'repair_overdue', 'second_contact_missing', 'said_unsolved', 'in_new_round'],
      '/api/matters/:id': this.#seen('/api/matters', 'items'),
    }
    const filters: Record<string, readonly string[]> = {
      '/api/boards/evaluation': ['13', '26', '52', 'all'].flatMap(weeks => [`?weeks=${weeks}`, `?weeks=${weeks}&unit=${this.unit}`]),
      '/api/matters': ['', '?kind=callback', '?kind=repair', '?open=true', '?open=false', `?unit=${this.unit}`],
      '/api/evaluation/words': ['', '?state=released', `?state=released&unit=${this.unit}`],
    }
    return this.#whole.running.app.routeFacts
      .filter(
        fact =>
          fact.method === 'GET' &&
          (fact.url.startsWith('/api/') || pages.includes(fact.url)) &&
          !['/api/live', '/api/openapi.json'].includes(fact.url),
      )
      .flatMap(({ url }) =>
        url.includes(':') ? (parts[url] ?? []).map(part => url.replace(/:\w+/, part)) : (filters[url] ?? ['']).map(filter => url + filter),
      )
  }

  #seen(url: string, list: string): readonly string[] {
    return ((this.answered.get(url) as Record<string, { id: string }[]> | undefined)?.[list] ?? []).map(one => one.id)
  }

  async look(at: number, askRefused: boolean, paths?: readonly string[]): Promise<void> {
    for (const url of this.#urls()) {
      if (paths && !paths.includes(url.split('?')[0]!)) continue
      if (this.#refused.has(url) && !askRefused) continue
      this.asked++
      const answer = await this.#whole.running.app.inject({ url, cookies: { huiyin_session: this.#cookie }, remoteAddress: '10.255.0.1' })
      if (answer.statusCode !== 200) {
        this.#refused.add(url)
        continue
      }
      this.#refused.delete(url)
      const body: unknown =
        url === '/api/roots'
          ? { missing: missingDays(answer.body, at) }
          : pages.includes(url)
            ? { page: answer.body.replace(/nonce(?:="|-)[\w+/=]+/g, '') }
            : answer.json()
      this.answered.set(url, body)
      if (url === '/api/boards/evaluation?weeks=all') this.history.push(body)
      const leaves = new Map<string, unknown>()
      leavesOf(body, '', leaves)
      const before = this.#leaves.get(url)
      this.#leaves.set(url, leaves)
      if (before) for (const [path, value] of leaves) if (before.get(path) !== value) this.news.push({ at, url, path, value })
    }
    const events = eventsOf(this.#stream)
    if (events.length > this.#heard) this.heard.push({ at, events: events.slice(this.#heard) })
    this.#heard = events.length
  }

  /** What the sender wrote to his telephone. */
  read(outbox: string): void {
    this.messages.push(...outbox.split('\n').filter(line => line.includes(this.#phone)))
    this.#stream.close()
  }
}
