import { describe, expect, it } from 'vitest'
import { Slowdown } from './slowdown.ts'
import type { Lane } from './slowdown.ts'

const start = Date.UTC(2026, 10, 24)
const at = (seconds: number): Date => new Date(start + seconds * 1000)

/** Guesses as fast as it may: `lanes` machines, each with one guess under way at a time, for so many seconds. */
const attack = (slowdown: Slowdown, lanes: readonly Lane[], seconds: number): { guesses: number; refused: number } => {
  const free = lanes.map(() => 0)
  const ends: { at: number; end: () => void }[] = []
  let guesses = 0
  let refused = 0
  for (let now = 0; now < seconds; now += 0.5) {
    for (const under of ends.splice(0))
      if (under.at <= now) {
        under.end()
        guesses++
      } else ends.push(under)
    for (const [i, lane] of lanes.entries()) {
      if ((free[i] ?? 0) > now) continue
      const attempt = slowdown.begin(lane, at(now))
      if (!attempt) {
        refused++
        free[i] = now + 42
        continue
      }
      const end = now + Math.max(0.5, attempt.seconds)
      free[i] = end
      ends.push({ at: end, end: () => attempt.done(false, at(end)) })
    }
  }
  for (const under of ends) {
    under.end()
    guesses++
  }
  return { guesses, refused }
}

const lanes = (count: number, account = 'owner'): Lane[] =>
  Array.from({ length: count }, (_, i) => ({ account, neighbourhood: `network ${i}` }))

describe('slowing down', () => {
  it('lets one guesser from one network make some ninety guesses an hour', () => {
    expect(attack(new Slowdown(), lanes(1), 3600).guesses).toBeLessThan(100)
  })
  it('bounds five hundred networks at one account, and counts those that come at once', () => {
    const slowdown = new Slowdown()
    const { guesses } = attack(slowdown, lanes(500), 3600)
    // 100 waiting at 42 seconds each, and what every network's first attempt adds.
    expect(guesses).toBeLessThan((3600 / 42) * 100 + 2000)
    const rush = new Slowdown()
    const waits = Array.from({ length: 50 }, () => rush.begin({ account: 'a', neighbourhood: 'n' }, at(0))?.seconds)
    expect(waits.filter(seconds => seconds === 0)).toHaveLength(5)
    expect(waits.filter(seconds => seconds === 42).length).toBeGreaterThan(35)
  })
  it('never shuts the owner out: at once from a known device or network, within 42 seconds from anywhere new', () => {
    const slowdown = new Slowdown()
    slowdown.begin({ account: 'owner', neighbourhood: 'office' }, at(0))?.done(true, at(0))
    attack(slowdown, lanes(500), 600)
    expect(slowdown.begin({ account: 'owner', neighbourhood: 'hotel', device: 'laptop' }, at(600))?.seconds).toBe(0)
    expect(slowdown.begin({ account: 'owner', neighbourhood: 'office' }, at(600))?.seconds).toBe(0)
    const elsewhere = slowdown.begin({ account: 'owner', neighbourhood: 'new place' }, at(600))
    expect(elsewhere?.seconds).toBe(42)
  })
  it('slows a stolen device like any other', () => {
    const slowdown = new Slowdown()
    const waits = Array.from({ length: 12 }, () => {
      const attempt = slowdown.begin({ account: 'a', neighbourhood: 'n', device: 'd' }, at(0))
      attempt?.done(false, at(0))
      return attempt?.seconds
    })
    expect(waits.slice(0, 5)).toEqual([0, 0, 0, 0, 0])
    expect(waits.at(-1)).toBe(42)
  })
  it('slows one network that sprays many accounts, but not an office where many mistype once', () => {
    const slowdown = new Slowdown()
    const waits = Array.from({ length: 60 }, (_, i) => {
      const attempt = slowdown.begin({ account: `person ${i}`, neighbourhood: 'office' }, at(i))
      attempt?.done(false, at(i))
      return attempt?.seconds
    })
    expect(waits.slice(0, 31).every(seconds => seconds === 0)).toBe(true)
    expect(waits.at(-1)).toBe(42)
  })
  it('forgets failures after a quarter of an hour, and a success wipes its own', () => {
    const slowdown = new Slowdown()
    const lane = { account: 'a', neighbourhood: 'n' }
    for (let i = 0; i < 8; i++) slowdown.begin(lane, at(0))?.done(false, at(0))
    expect(slowdown.begin(lane, at(1))?.seconds).toBe(8)
    const later = new Slowdown()
    for (let i = 0; i < 8; i++) later.begin(lane, at(0))?.done(false, at(0))
    expect(later.begin(lane, at(901))?.seconds).toBe(0)
    const lucky = new Slowdown()
    for (let i = 0; i < 8; i++) lucky.begin(lane, at(0))?.done(i === 7, at(0))
    expect(lucky.begin(lane, at(1))?.seconds).toBe(0)
  })
  it('holds a bounded memory, and keeps those that are waiting', () => {
    const slowdown = new Slowdown({ largest: 50 })
    const waiting = slowdown.begin({ account: 'kept', neighbourhood: 'k' }, at(0))
    for (let i = 0; i < 2000; i++) slowdown.begin({ account: `a${i}`, neighbourhood: `n${i}` }, at(0))?.done(false, at(0))
    waiting?.done(false, at(1))
    for (let i = 0; i < 4; i++) slowdown.begin({ account: 'kept', neighbourhood: 'k' }, at(1))?.done(false, at(1))
    expect(slowdown.begin({ account: 'kept', neighbourhood: 'k' }, at(1))?.seconds).toBe(1)
  })
})
