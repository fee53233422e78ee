import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Limiter, neighbourhoodOf } from './limiter.ts'

const at = (milliseconds: number): Date => new Date(Date.UTC(2026, 10, 24) + milliseconds)

describe('the limiter', () => {
  it('takes a /24 or a /56 as one neighbourhood, so that changing the last digits does not help', () => {
    expect(neighbourhoodOf('203.0.113.7')).toBe(neighbourhoodOf('::ffff:203.0.113.250'))
    expect(neighbourhoodOf('203.0.113.7')).not.toBe(neighbourhoodOf('203.0.114.7'))
    expect(neighbourhoodOf('2001:db8:0:12ff::1')).toBe(neighbourhoodOf('2001:0db8:0000:1200:aaaa::9'))
    expect(neighbourhoodOf('2001:db8:0:12ff::1')).not.toBe(neighbourhoodOf('2001:db8:0:1300::1'))
    expect(neighbourhoodOf('::1')).toBe('00000000000000')
    expect(neighbourhoodOf('fe80::1%eth0')).toBe('fe800000000000')
  })
  it('forgets yesterday: the same address has another bucket on another day, and none is the address', () => {
    const limiter = new Limiter()
    const today = limiter.bucketOf('203.0.113.7', at(0))
    expect(limiter.bucketOf('203.0.113.9', at(1000))).toBe(today)
    expect(limiter.bucketOf('203.0.113.7', at(86_400_000))).not.toBe(today)
    expect(new Limiter().bucketOf('203.0.113.7', at(0))).not.toBe(today)
    expect(today).not.toContain('203')
  })
  it('never lets more through than the burst and the refill, whatever the rhythm', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 5000 }), { maxLength: 200 }),
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 1, max: 120 }),
        (gaps, burst, perMinute) => {
          const limiter = new Limiter()
          let time = 0
          let passed = 0
          for (const gap of gaps) {
            time += gap
            if (limiter.take({ name: 'x', burst, perMinute }, 'b', at(time)) === 0) passed++
          }
          expect(passed).toBeLessThanOrEqual(burst + (time / 60_000) * perMinute + 1e-6)
        },
      ),
    )
  })
  it('holds a bounded number of buckets', () => {
    const limiter = new Limiter({ largest: 10 })
    for (let i = 0; i < 1000; i++) limiter.take({ name: 'x', burst: 1, perMinute: 1 }, `b${i}`, at(0))
    expect(limiter.take({ name: 'x', burst: 1, perMinute: 1 }, 'b999', at(0))).toBeGreaterThan(0)
    expect(limiter.take({ name: 'x', burst: 1, perMinute: 1 }, 'b0', at(0))).toBe(0)
  })
})
