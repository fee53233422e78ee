import type { FastifyRequest } from 'fastify'
import { dayOf } from '../../calendar/index.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { refuse } from '../../kit/refusal.ts'
import type { Tx } from '../../platform/database/contract.ts'
import { HttpProblem } from '../../platform/http/index.ts'
import { ring } from '../bell/ring.ts'
import type { Viewer } from '../viewer.ts'
import { digestOfKey } from './apiKeys.ts'
import { cookieNames, unattendedHeader } from './cookies.ts'
import { viewerOf } from './edge.ts'
import type { AccessParts, Origin, SignedIn } from './parts.ts'
import { SecondFactors } from './second.ts'
import type { Proof } from './second.ts'
import * as secondStore from './secondStore.ts'
import { defaultSettings } from './settings.ts'
import type { AccessSettings } from './settings.ts'
import { hashPassword, isPassword } from './password.ts'
import {
  absoluteLimit,
  idleLimit,
  isAlive,
  isFresh,
  isSecondOverdue,
  passwordFault,
  secondDueAt,
  sessionsAtMost,
  waitingLimit,
} from './rules.ts'
import { forgottenAfter, Slowdown } from './slowdown.ts'
import type { Failures } from './slowdown.ts'
import type { SessionRow } from './store.ts'
import * as store from './store.ts'
import { Turns } from './turns.ts'
import { placeOf } from './webauthn.ts'

const signInsAtOnce = 4
const halfYear = 184 * 86_400_000
const noteSeenEvery = 60_000
const sleep = (seconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, seconds * 1000))

export class Access {
  readonly publicViewer: Viewer
  readonly second: SecondFactors
  readonly #parts: AccessParts
  readonly #slowdown: Slowdown
  readonly #turns = new Turns(signInsAtOnce)
  readonly #sessionCookie: string
  constructor(parts: AccessParts) {
    this.#parts = parts
    this.#slowdown = parts.slowdown ?? new Slowdown()
    this.#sessionCookie = cookieNames(parts.demo ?? false).session
    this.second = new SecondFactors({
      keys: parts.keys,
      city: parts.city,
      within: work => this.#asSignIn(work),
      now: () => parts.realClock.now(),
      place: placeOf(parts.publicUrl),
      issuer: () => `回音 ${parts.cityName?.() ?? parts.city}`,
    })
    this.publicViewer = { kind: 'public', city: parts.city }
  }

  #asSignIn<T>(work: (tx: Tx, city: string) => Promise<T>): Promise<T> {
    const { as, city } = this.#parts
    return as({ kind: 'system', city, name: 'sign_in' }, tx => work(tx, city))
  }

  /** A rush of sign-ins must not take every connection from those who are at work already. */
  #inTurn<T>(work: (tx: Tx, city: string) => Promise<T>): Promise<T> {
    return this.#turns.take(() => this.#asSignIn(work))
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
    const [own = 0, account = 0, around = 0] = await this.#inTurn((tx, city) =>
      store.countFailures(tx, city, shared, now, new Date(now.getTime() - forgottenAfter)),
    )
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
  async signIn(
    given: { readonly login: string; readonly password: string },
    origin: Origin,
    slow: (seconds: number) => void = () => {},
  ): Promise<SignedIn> {
    const { keys, city, realClock } = this.#parts
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
      succeeded = (await isPassword(given.password, account?.password_hash)) && account !== undefined && !account.disabled
    } finally {
      attempt.done(succeeded, realClock.now())
    }
    const now = realClock.now()
    const signedIn = await this.#inTurn(async tx => {
      await store.insertAttempt(tx, city, { id: keys.uuid(), login: loginDigest, neighbourhood: origin.neighbourhood, at: now, succeeded })
      if (origin.token) await store.deleteSession(tx, city, this.#digest(origin.token))
      if (!succeeded || !account) return undefined
      await store.forgiveFailures(tx, city, attempt.isWorthTelling ? shared : shared.slice(0, 1), shared[0] as Buffer)
      const isWaiting = await store.isEnrolled(tx, city, account.id)
      return this.#begin(tx, account.id, isWaiting ? 'waiting' : 'none', now, device)
    })
    if (!signedIn) throw new HttpProblem('wrong_login')
    return signedIn
  }

  /** A new session under a new token. */
  async #begin(
    tx: Tx,
    account: string,
    second: SessionRow['second'],
    now: Date,
    device: string | undefined,
  ): Promise<SignedIn | undefined> {
    const { keys, city, clock } = this.#parts
    const token = keys.randomBytes(32).toString('base64url')
    const isWaiting = second === 'waiting'
    await store.insertSession(tx, city, {
      digest: this.#digest(token),
      account,
      now,
      second,
      expiresAt: new Date(now.getTime() + (isWaiting ? waitingLimit : absoluteLimit)),
    })
    await store.deleteSurplus(tx, city, account, isWaiting, sessionsAtMost)
    const session = await store.findSession(tx, city, this.#digest(token), clock.now())
    if (!session) return undefined
    // Whoever is signed in at two places may be two people.
    if (
      !isWaiting &&
      (await store.sessionsOf(tx, city, account)).some(one => one.id !== session.id && now.getTime() - one.seenAt.getTime() < idleLimit)
    ) {
      await ring(tx, { key: `session/${session.id}`, person: session.person, about: 'session.elsewhere', on: dayOf(clock.now()) })
    }
    const dueAt = secondDueAt(session, this.#settings(), now)
    if (dueAt && !session.secondDueAt) await secondStore.setSecondDue(tx, city, account, dueAt)
    return {
      token,
      session: { ...session, secondDueAt: dueAt },
      ...(isWaiting ? {} : { device: this.#deviceMark(account, device ?? keys.randomBytes(16).toString('base64url')) }),
    }
  }

  #settings(): AccessSettings {
    return (this.#parts.settings ?? defaultSettings)()
  }

  mustEnrol(session: SessionRow): boolean {
    return isSecondOverdue(session, this.#settings(), this.#parts.realClock.now())
  }

  /** Guesses at a second factor are counted by browser where it is known, and all others together. */
  laneOf(account: string, mark: string | undefined): string {
    return this.#knownDevice(account, mark) ?? 'elsewhere'
  }

  /** The second factor after the password: the waiting session ends, and another one begins under another token. */
  async finishSignIn(token: string, proof: Proof, mark: string | undefined): Promise<SignedIn> {
    const waiting = await this.session(token)
    if (!waiting || waiting.second !== 'waiting') throw new HttpProblem('sign_in_first')
    if (!(await this.second.prove(this.#digest(token), waiting.account, proof, this.laneOf(waiting.account, mark))))
      throw new HttpProblem('second_factor_wrong')
    const now = this.#parts.realClock.now()
    const signedIn = await this.#asSignIn(async (tx, city) => {
      // Two answers at once are one sign-in.
      if ((await store.deleteSession(tx, city, this.#digest(token))) === 0) return undefined
      if (proof.recovery !== undefined)
        await secondStore.insertAccessEntry(tx, city, {
          id: this.#parts.keys.uuid(),
          at: now,
          person: waiting.person,
          act: 'recovery_code_used',
        })
      return this.#begin(tx, waiting.account, 'passed', now, this.#knownDevice(waiting.account, mark))
    })
    if (!signedIn) throw new HttpProblem('sign_in_first')
    return signedIn
  }

  /** All factors of the account once more, in a session that goes on. */
  async stepUp(
    token: string,
    session: SessionRow,
    given: Proof & { readonly password: string },
    mark: string | undefined,
  ): Promise<Refusal | null> {
    const lane = this.laneOf(session.account, mark)
    if (!(await this.second.knowsPassword(session, given.password, lane))) return refuse('wrong_login', { field: 'password' })
    if (session.isEnrolled && !(await this.second.prove(this.#digest(token), session.account, given, lane)))
      return refuse('second_factor_wrong', { field: 'code' })
    const { realClock, keys } = this.#parts
    const now = realClock.now()
    await this.#asSignIn(async (tx, city) => {
      await secondStore.refreshSession(tx, city, this.#digest(token), now)
      await secondStore.insertAccessEntry(tx, city, {
        id: keys.uuid(),
        at: now,
        person: session.person,
        act: 'stepped_up',
        about: { second: session.isEnrolled },
      })
    })
    return null
  }

  digestOf(token: string): Buffer {
    return this.#digest(token)
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
    const rows = await this.#asSignIn(tx =>
      store.findSessions(
        tx,
        city,
        marks.map(mark => Buffer.from(mark, 'base64url')),
        clock.now(),
      ),
    )
    return new Map(
      rows
        .filter(
          row =>
            isAlive(row, realClock.now()) &&
            !row.mustChange &&
            row.second !== 'waiting' &&
            !isSecondOverdue(row, this.#settings(), realClock.now()),
        )
        .map(row => [row.digest.toString('base64url'), viewerOf(city, row)]),
    )
  }

  async signOut(token: string): Promise<void> {
    await this.#asSignIn((tx, city) => store.deleteSession(tx, city, this.#digest(token)))
  }

  /** Ends all other sessions of the same account. */
  signOutOthers(token: string, account: string): Promise<number> {
    return this.#asSignIn((tx, city) => store.deleteSessionsOf(tx, city, account, { except: this.#digest(token), newest: 0 }))
  }

  /** One of the account's own, wherever it is open. */
  signOutOne(account: string, id: string): Promise<boolean> {
    return this.#asSignIn((tx, city) => store.deleteSessionById(tx, city, account, id))
  }

  async sessions(token: string, account: string): Promise<readonly { id: string; startedAt: Date; seenAt: Date; here: boolean }[]> {
    const rows = await this.#asSignIn((tx, city) => store.sessionsOf(tx, city, account))
    const here = this.#digest(token)
    return rows
      .filter(row => row.seenAt.getTime() + idleLimit > this.#parts.realClock.now().getTime())
      .map(row => ({ id: row.id, startedAt: row.startedAt, seenAt: row.seenAt, here: row.digest.equals(here) }))
  }

  /** Needs the old password, and ends every other session. */
  async changePassword(
    token: string,
    session: SessionRow,
    given: { readonly old: string; readonly password: string },
  ): Promise<Refusal | null> {
    const account = await this.#asSignIn((tx, city) => store.findAccount(tx, city, session.login))
    if (!account || !(await isPassword(given.old, account.password_hash))) return refuse('wrong_login', { field: 'old' })
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
    if (session.second === 'waiting' && !request.routeOptions.config.halfway) throw new HttpProblem('second_factor_needed')
    if (session.mustChange && !request.routeOptions.url?.startsWith('/api/session')) throw new HttpProblem('password_must_change')
    if (this.mustEnrol(session) && !request.routeOptions.url?.startsWith('/api/session')) throw new HttpProblem('second_factor_must_enrol')
    request.isFresh = session.second !== 'waiting' && isFresh(session, this.#settings().step_up_within_minutes, this.#parts.realClock.now())
    return viewerOf(this.#parts.city, session)
  }

  /** For the sweep: what nobody can use any more, and attempts older than the half year that the law asks for. */
  async forgetOutdated(): Promise<void> {
    const now = this.#parts.realClock.now()
    await this.#asSignIn((tx, city) =>
      store.deleteOutdated(tx, city, {
        expired: now,
        unseen: new Date(now.getTime() - idleLimit),
        attempts: new Date(now.getTime() - halfYear),
        failures: new Date(now.getTime() - forgottenAfter),
      }),
    )
  }
}
