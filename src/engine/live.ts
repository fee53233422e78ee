import type { As, Viewer } from '../org/viewer.ts'
import type { Log } from '../platform/log.ts'
import { faultName } from './parts.ts'
import { seesOneOf } from './store/live.ts'

/** `work`: something that you may see has changed. `board`: ratings were released. Neither says what. */
export type LiveEvent = 'work' | 'board'

/** What a server heard on the channel; undefined for another city's or a word of a later release. */
export const readNews = (
  payload: string,
  city: string,
): { readonly word: 'announced' | 'released' | 'ended' } | { readonly word: 'moved'; readonly matter: string } | undefined => {
  const [word, of, matter] = payload.split(' ')
  if (of !== city) return undefined
  if (word === 'announced' || word === 'released' || word === 'ended') return { word }
  return word === 'moved' && matter !== undefined && /^[0-9a-f-]{36}$/.test(matter) ? { word, matter } : undefined
}

export const streamsPerSession = 4
export const streamsAtMost = 2_000
/** Milliseconds. News is gathered for a while, never the same while, so that its moment says little about its cause. */
const gatheredFor = { least: 150, most: 600 }
const standingAskedEvery = 400
/** From the opening of a stream on, whatever happens: who may be told nothing learns nothing from the rhythm either. */
export const stillHereEvery = 15_000

/** One open answer to one browser. */
export interface Line {
  write(text: string): void
  end(): void
}

/** Sessions that still stand, by their mark, with the viewer as of now. */
export type Standing = (marks: readonly string[]) => Promise<ReadonlyMap<string, Viewer>>

interface Stream {
  readonly mark: string
  readonly viewer: Viewer
  readonly line: Line
  readonly rhythm: NodeJS.Timeout
}

export interface LiveParts {
  readonly as: As
  readonly city: string
  readonly standing: Standing
  readonly log: Log
}

const rightsOf = (viewer: Viewer): string =>
  viewer.kind === 'person' ? JSON.stringify([viewer.person, viewer.posts.map(post => `${post.unit}/${post.role}`).sort()]) : ''

/**
 * Tells open screens that there is something to ask for again. A matter's change is told to those who see the matter and to
 * nobody else; whether they do is asked of the database in their own name, with the rights that they have at that moment.
 */
export class LiveStreams {
  readonly #parts: LiveParts
  readonly #streams = new Set<Stream>()
  readonly #moved = new Set<string>()
  #released = false
  #gathering: NodeJS.Timeout | undefined
  #asking: NodeJS.Timeout | undefined
  #telling: Promise<void> = Promise.resolve()
  #failures = 0

  constructor(parts: LiveParts) {
    this.#parts = parts
  }

  get count(): number {
    return this.#streams.size
  }
  get isFull(): boolean {
    return this.#streams.size >= streamsAtMost
  }

  /** Another one of the same session ends its oldest: a sleeping laptop leaves streams behind that nobody reads. */
  open(mark: string, viewer: Viewer, line: Line): () => void {
    const own = [...this.#streams].filter(stream => stream.mark === mark)
    for (const stream of own.slice(0, Math.max(0, own.length - streamsPerSession + 1))) this.#end(stream)
    const rhythm = setInterval(() => line.write(': still here\n\n'), stillHereEvery)
    rhythm.unref()
    const stream: Stream = { mark, viewer, line, rhythm }
    this.#streams.add(stream)
    line.write('retry: 5000\n\n')
    if (!this.#asking) this.#askSoon()
    return () => this.#end(stream)
  }

  moved(matter: string): void {
    if (this.#streams.size === 0) return
    this.#moved.add(matter)
    this.#gather()
  }

  released(): void {
    if (this.#streams.size === 0) return
    this.#released = true
    this.#gather()
  }

  /** A session ended somewhere: its streams end now, whichever server they are on. */
  ended(): void {
    if (this.#streams.size === 0) return
    this.#telling = this.#telling
      .then(() => this.#keepStanding())
      .catch(() => {
        this.endAll()
      })
  }

  /** Whatever was told meanwhile is lost: screens come back, and ask for everything. */
  endAll(): void {
    for (const stream of this.#streams) this.#end(stream)
  }

  async stop(): Promise<void> {
    clearTimeout(this.#gathering)
    this.endAll()
    await this.#telling
    clearTimeout(this.#asking)
  }

  #end(stream: Stream): void {
    if (!this.#streams.delete(stream)) return
    clearInterval(stream.rhythm)
    stream.line.end()
  }

  #gather(): void {
    this.#gathering ??= setTimeout(
      () => {
        this.#gathering = undefined
        this.#telling = this.#telling
          .then(() => this.#tell())
          .catch((error: unknown) => {
            // Screens that were told nothing must not believe that nothing happened.
            this.#parts.log.warn({ event: 'live_failed', error: faultName(error) })
            this.endAll()
          })
      },
      gatheredFor.least + Math.random() * (gatheredFor.most - gatheredFor.least),
    )
  }

  async #tell(): Promise<void> {
    const matters = [...this.#moved]
    this.#moved.clear()
    const released = this.#released
    this.#released = false
    await this.#keepStanding()
    const sees = new Map<string, boolean>()
    for (const stream of this.#streams) {
      const rights = rightsOf(stream.viewer)
      let sight = sees.get(rights)
      if (sight === undefined) {
        sight = matters.length > 0 && (await this.#parts.as(stream.viewer, tx => seesOneOf(tx, this.#parts.city, matters)))
        sees.set(rights, sight)
      }
      if (!this.#streams.has(stream)) continue
      if (sight) stream.line.write(eventText('work'))
      if (released) stream.line.write(eventText('board'))
    }
  }

  /** Ends the streams of sessions that have ended, and of people whose posts are not the same any more. */
  async #keepStanding(): Promise<void> {
    // A stream that opens while the database answers was not asked about: its session was checked as it opened.
    const asked = [...this.#streams]
    const standing = await this.#parts.standing([...new Set(asked.map(stream => stream.mark))])
    for (const stream of asked) {
      const now = standing.get(stream.mark)
      if (!now || rightsOf(now) !== rightsOf(stream.viewer)) this.#end(stream)
    }
  }

  /** A right that was taken away ends the stream within the second, also while nothing happens and on every server. */
  #askSoon(): void {
    this.#asking = setTimeout(async () => {
      try {
        await this.#keepStanding()
        this.#failures = 0
      } catch {
        if (++this.#failures > 1) this.endAll()
      }
      this.#asking = undefined
      if (this.#streams.size > 0) this.#askSoon()
    }, standingAskedEvery)
    this.#asking.unref()
  }
}

const eventText = (event: LiveEvent): string => `event: ${event}\ndata: changed\n\n`
