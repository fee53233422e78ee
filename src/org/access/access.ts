import type { FastifyRequest } from 'fastify'
import type { Refusal } from '../../kit/refusal.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Keys } from '../../platform/crypto/index.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { allowSlowAnswer, HttpProblem } from '../../platform/http/index.ts'
import type { As, Viewer } from '../viewer.ts'
import { digestOfKey } from './apiKeys.ts'
import { hashPassword, isPassword } from './password.ts'
import { absoluteLimit, idleLimit, isAlive, passwordFault, sessionsAtMost } from './rules.ts'
import { forgottenAfter, Slowdown } from './slowdown.ts'
import type { Failures } from './slowdown.ts'
import type { SessionRow } from './store.ts'
import * as store from './store.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set before the handler runs. */
    viewer: Viewer
  }
}

export interface AccessParts {
  readonly as: As
  readonly keys: Keys
  readonly city: string
  /** The house's clock: which posts are held now. */
  readonly clock: Clock
  /** Sessions, keys and slowed guesses run on real time, also in the demo. */
  readonly realClock: Clock
  /** Whose cookies are plain. */
  readonly demo?: boolean
  readonly slowdown?: Slowdown
  /** Holds an answer back; given by tests. */
  readonly wait?: (seconds: number) => Promise<void>
}

export interface SignedIn { readonly token: string; readonly device: string; readonly session: SessionRow }

export interface Origin {
  /** The limiter's hash of the caller's network. */
  readonly neighbourhood: string
  /** The network in a form that every server knows; digested with the house's key before it is counted. */
  readonly network: string
  /** Content of the device cookie, whoever wrote it. */
  readonly device?: string
  /** The session that the browser had before. It ends: nobody is put into a session that somebody else prepared. */
  readonly token?: string
}

/**
 * Cookies by these prefixes are taken by a browser only over TLS and only from this very host, so that a neighbouring
 * host of the same city cannot plant one. The demo has no TLS.
 */
export const sessionCookie = '__Host-huiyin_session'
/** Sent to /api/session alone, and a `__Host-` cookie would go everywhere. */
export const deviceCookie = '__Secure-huiyin_device'
export const cookieNames = (demo: boolean): { readonly session: string; readonly device: string } =>
  demo ? { session: 'huiyin_session', device: 'huiyin_device' } : { session: sessionCookie, device: deviceCookie }
/** Sent by pages that ask by themselves: such calls do not keep an abandoned screen signed in. */
export const unattendedHeader = 'x-huiyin-unattended'

const signInsAtOnce = 4
const halfYear = 184 * 86_400_000
const noteSeenEvery = 60_000
const sleep = (seconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, seconds * 1000))

export class Access {
  readonly publicViewer: Viewer
  readonly #parts: AccessParts
  readonly #slowdown: Slowdown
  #turns = signInsAtOnce
  readonly #line: (() => void)[] = []
  readonly #sessionCookie: string
  constructor(parts: AccessParts) {
    this.#parts = parts
    this.#slowdown = parts.slowdown ?? new Slowdown()
    this.#sessionCookie = cookieNames(parts.demo ?? false).session
    this.publicViewer = { kind: 'public', city: parts.city }
  }

  #asSignIn<T>(work: (tx: Tx, city: string) => Promise<T>): Promise<T> {
    const { as, city } = this.#parts
    return as({ kind: 'system', city, name: 'sign_in' }, tx => work(tx, city))
  }

  /** A rush of sign-ins waits here in line: it must not take every connection from those who are at work already. */
  async #inTurn<T>(work: (tx: Tx, city: string) => Promise<T>): Promise<T> {
    if (this.#turns > 0) this.#turns--
    else await new Promise<void>(resolve => { this.#line.push(resolve) })
    try {
      return await this.#asSignIn(work)
    } finally {
      const next = this.#line.shift()
      if (next) next()
      else this.#turns++
    }
  }

  #digest(token: string): Buffer {
    return this.#parts.keys.digest('session', token)
  }

  /** A mark that this account once signed in from this browser; worth nothing for another account. */
  #deviceMark(account: string, id: string): string {
    return `${id}.${this.#parts.keys.digest('session', 'device', this.#parts.city, account, id).toString('base64url')}`
  }

  /** What the attempt is counted under on all servers: its own lane first; a stranger's also under the account and the network. */
  #sharedKeys(account: string, isStranger: boolean, origin: Origin, device: string | undefined): readonly Buffer[] {
    const { keys, city, realClock } = this.#parts
    const day = realClock.now().toISOString().slice(0, 10)
    const key = (...parts: string[]): Buffer => keys.digest('session', 'slowdown', city, day, ...parts)
    const own = key('own', account, device ?? origin.network)
    return isStranger ? [own, key('account', account), key('around', origin.network)] : [own]
  }

  async #countEverywhere(shared: readonly Buffer[], now: Date): Promise<Failures> {
    const [own = 0, account = 0, around = 0] = await this.#inTurn((tx, city) => store.countFailures(tx, city, shared, now, new Date(now.getTime() - forgottenAfter)))
    return { own, account, around }
  }

  #knownDevice(account: string, mark: string | undefined): string | undefined {
    const id = mark?.split('.')[0]
    return id && mark === this.#deviceMark(account, id) ? id : undefined
  }

  /**
   * Throws `wrong_login` for an unknown account, a disabled one and a wrong password alike, after the same work.
   * @param slow told how long the answer will take before it is held back (seconds)
   */
  async signIn(given: { readonly login: string; readonly password: string }, origin: Origin, slow: (seconds: number) => void = () => {}): Promise<SignedIn> {
    const { keys, city, realClock, clock } = this.#parts
    const login = given.login.trim().toLowerCase()
    const account = await this.#inTurn(tx => store.findAccount(tx, city, login))
    const loginDigest = keys.digest('session', 'login', city, login)
    const device = account && this.#knownDevice(account.id, origin.device)
    const lane = { account: loginDigest.toString('base64url'), neighbourhood: origin.neighbourhood, device }
    const begunAt = realClock.now()
    const attempt = this.#slowdown.begin(lane, begunAt)
    if (!attempt) throw new HttpProblem('too_many_requests', { retryAfter: 42 })
    const shared = this.#sharedKeys(lane.account, attempt.isStranger, origin, device)
    let succeeded = false
    try {
      const seconds = attempt.isWorthTelling ? attempt.secondsWith(await this.#countEverywhere(shared, begunAt)) : attempt.seconds
      if (seconds > 0) {
        slow(seconds)
        await (this.#parts.wait ?? sleep)(seconds)
      }
      succeeded = await isPassword(given.password, account?.password_hash) && account !== undefined && !account.disabled
    } finally {
      attempt.done(succeeded, realClock.now())
    }
    const now = realClock.now()
    const signedIn = await this.#inTurn(async tx => {
      await store.insertAttempt(tx, city, { id: keys.uuid(), login: loginDigest, neighbourhood: origin.neighbourhood, at: now, succeeded })
      if (origin.token) await store.deleteSession(tx, city, this.#digest(origin.token))
      if (!succeeded || !account) return undefined
      await store.forgiveFailures(tx, city, attempt.isWorthTelling ? shared : shared.slice(0, 1), shared[0] as Buffer)
      const token = keys.randomBytes(32).toString('base64url')
      await store.insertSession(tx, city, { digest: this.#digest(token), account: account.id, now, expiresAt: new Date(now.getTime() + absoluteLimit) })
      await store.deleteSessionsOf(tx, city, account.id, { newest: sessionsAtMost })
      const session = await store.findSession(tx, city, this.#digest(token), clock.now())
      return session && { token, session, device: this.#deviceMark(account.id, device ?? keys.randomBytes(16).toString('base64url')) }
    })
    if (!signedIn) throw new HttpProblem('wrong_login')
    return signedIn
  }

  /** The living session of a token, read anew; a call by a person keeps it alive. */
  async session(token: string, attended = true): Promise<SessionRow | undefined> {
    const { realClock, clock } = this.#parts
    if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return undefined
    return this.#asSignIn(async (tx, city) => {
      const digest = this.#digest(token)
      const session = await store.findSession(tx, city, digest, clock.now())
      if (!session) return undefined
      const now = realClock.now()
      if (!isAlive(session, now)) {
        await store.deleteSession(tx, city, digest)
        return undefined
      }
      if (attended && now.getTime() - session.seenAt.getTime() >= noteSeenEvery) await store.touchSession(tx, city, digest, now)
      return session
    })
  }

  /** What an open stream remembers of the session that asked for it; worth nothing as a cookie. */
  markOf = (request: FastifyRequest): string | undefined => {
    const token = request.cookies[this.#sessionCookie]
    return token === undefined ? undefined : this.#digest(token).toString('base64url')
  }

  /** The viewers of those marks whose sessions stand, all read anew at once; none is kept alive by that. */
  standing = async (marks: readonly string[]): Promise<ReadonlyMap<string, Viewer>> => {
    if (marks.length === 0) return new Map()
    const { realClock, clock, city } = this.#parts
    const rows = await this.#asSignIn(tx => store.findSessions(tx, city, marks.map(mark => Buffer.from(mark, 'base64url')), clock.now()))
    return new Map(rows.filter(row => isAlive(row, realClock.now()) && !row.mustChange).map(row => [row.digest.toString('base64url'), viewerOf(city, row)]))
  }

  signOut(token: string): Promise<void> {
    return this.#asSignIn((tx, city) => store.deleteSession(tx, city, this.#digest(token)))
  }

  /** Ends all other sessions of the same account. */
  signOutOthers(token: string, account: string): Promise<number> {
    return this.#asSignIn((tx, city) => store.deleteSessionsOf(tx, city, account, { except: this.#digest(token), newest: 0 }))
  }

  async sessions(token: string, account: string): Promise<readonly { startedAt: Date; seenAt: Date; here: boolean }[]> {
    const rows = await this.#asSignIn((tx, city) => store.sessionsOf(tx, city, account))
    const here = this.#digest(token)
    return rows.filter(row => row.seenAt.getTime() + idleLimit > this.#parts.realClock.now().getTime()).map(row => ({ startedAt: row.startedAt, seenAt: row.seenAt, here: row.digest.equals(here) }))
  }

  /** Needs the old password, and ends every other session. */
  async changePassword(token: string, session: SessionRow, given: { readonly old: string; readonly password: string }): Promise<Refusal | null> {
    const account = await this.#asSignIn((tx, city) => store.findAccount(tx, city, session.login))
    if (!account || !await isPassword(given.old, account.password_hash)) return refuse('wrong_login', { field: 'old' })
    if (given.old.normalize('NFC') === given.password.normalize('NFC')) return refuse('password_unchanged', { field: 'password' })
    const fault = passwordFault(given.password, [session.login, session.name, ...session.posts.map(post => post.unitName)])
    if (fault) return fault
    const hash = await hashPassword(given.password)
    await this.#asSignIn(async (tx, city) => {
      await store.updatePassword(tx, city, account.id, hash)
      await store.deleteSessionsOf(tx, city, account.id, { except: this.#digest(token), newest: 0 })
    })
    return null
  }

  async #keyViewer(token: string): Promise<Viewer> {
    const digest = digestOfKey(this.#parts.keys, token)
    if (!digest) return this.publicViewer
    const now = this.#parts.realClock.now()
    return this.#asSignIn(async (tx, city) => {
      const key = await store.findKey(tx, city, digest, now)
      if (!key) return this.publicViewer
      if (!key.usedToday) await store.noteKeyUse(tx, city, key.id, now)
      return { kind: 'key', city, key: key.id, scopes: key.scopes }
    })
  }

  /** For the HTTP edge. A key in the header wins over a cookie, so that a script never acts as the person beside it. */
  resolveViewer = async (request: FastifyRequest): Promise<Viewer> => {
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    if (bearer) return this.#keyViewer(bearer)
    const token = request.cookies[this.#sessionCookie]
    const attended = request.headers[unattendedHeader] === undefined && !request.routeOptions.config.stays
    const session = token ? await this.session(token, attended) : undefined
    if (!session) return this.publicViewer
    if (session.mustChange && !request.routeOptions.url?.startsWith('/api/session')) throw new HttpProblem('password_must_change')
    return viewerOf(this.#parts.city, session)
  }

  /** For the sweep: what nobody can use any more, and attempts older than the half year that the law asks for. */
  async forgetOutdated(): Promise<void> {
    const now = this.#parts.realClock.now()
    await this.#asSignIn((tx, city) => store.deleteOutdated(tx, city, { expired: now, unseen: new Date(now.getTime() - idleLimit), attempts: new Date(now.getTime() - halfYear), failures: new Date(now.getTime() - forgottenAfter) }))
  }
}

export const viewerOf = (city: string, session: SessionRow): Viewer =>
  ({ kind: 'person', city, person: session.person, account: session.account, name: session.name, posts: session.posts.map(({ unit, role }) => ({ unit, role })) })

/** The answer is held back beyond the socket's idle limit. */
export const holdOpen = (request: FastifyRequest) => (seconds: number): void => allowSlowAnswer(request, (seconds + 30) * 1000)
