import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { dayFrom } from '../../calendar/index.ts'
import { maskHints } from '../../kit/hints.ts'
import { commitmentOf, drawFrom, faultsOf, howMany, weekOf } from './draw.ts'
import type { DrawSheet } from './draw.ts'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`))
const lists = fc.uniqueArray(hex(32), { maxLength: 60 })

describe('the draw of a week', () => {
  it('agrees with what the shell says, so that an auditor needs no program of ours', () => {
    // printf %s 00…0 | sha256sum
    expect(commitmentOf(sha256, '0'.repeat(64))).toBe('60e05bd1b195af2f94112fa7197a5c88289058840ce7c6df9693756bc6250f55')
    // for t in a b c d e f; do printf '%s' "seed $t" | sha256sum; done | sort: the lowest two
    expect(drawFrom(sha256, 'seed', ['a', 'b', 'c', 'd', 'e', 'f'], 2)).toEqual(['a', 'f'])
  })
  it('is the same for the same seed and list, whatever the order of the list', () => {
    fc.assert(
      fc.property(hex(64), lists, fc.nat(60), fc.infiniteStream(fc.nat()), (seed, list, many, chance) => {
        const shuffled = list
          .map(ticket => ({ ticket, at: chance.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(one => one.ticket)
        expect(drawFrom(sha256, seed, shuffled, many)).toEqual(drawFrom(sha256, seed, list, many))
      }),
    )
  })
  it('draws each record at most once, and exactly as many as there shall be', () => {
    fc.assert(
      fc.property(hex(64), lists, fc.nat(80), (seed, list, many) => {
        const drawn = drawFrom(sha256, seed, [...list, ...list], many)
        expect(new Set(drawn).size).toBe(drawn.length)
        expect(drawn.length).toBe(Math.min(many, list.length))
        expect(drawn.every(ticket => list.includes(ticket))).toBe(true)
      }),
    )
  })
  it('keeps whoever was drawn when another record is left out that was not: no record protects another', () => {
    fc.assert(
      fc.property(hex(64), fc.uniqueArray(hex(32), { minLength: 4, maxLength: 40 }), (seed, list) => {
        const drawn = drawFrom(sha256, seed, list, 2)
        const other = list.find(ticket => !drawn.includes(ticket))!
        expect(
          drawFrom(
            sha256,
            seed,
            list.filter(ticket => ticket !== other),
            2,
          ),
        ).toEqual(drawn)
      }),
    )
  })
  it('draws every record about as often as any other: of twenty, five each in four thousand weeks', () => {
    const list = Array.from({ length: 20 }, (_, at) => sha256(`record ${at}`).slice(0, 32))
    const often = new Map(list.map(ticket => [ticket, 0]))
    for (let week = 0; week < 4000; week++)
      for (const ticket of drawFrom(sha256, sha256(`week ${week}`), list, 5)) often.set(ticket, often.get(ticket)! + 1)
    // A thousand times is expected, its spread is 27; five spreads off would be chance once in a million.
    for (const count of often.values()) expect(Math.abs(count - 1000)).toBeLessThan(140)
  })
  it('rounds a share up, never beyond what there is, and draws nothing at nothing per cent', () => {
    const share = { percent: 10, least: 2 }
    expect([0, 1, 2, 3, 20, 21, 100].map(listed => howMany(listed, share))).toEqual([0, 1, 2, 2, 2, 3, 10])
    expect(howMany(50, { percent: 0, least: 5 })).toBe(0)
  })
  it('belongs to the week of its Monday, also across a new year', () => {
    expect(['2026-09-14', '2026-09-20', '2027-01-03'].map(day => weekOf(dayFrom(day)))).toEqual(['2026-09-14', '2026-09-14', '2026-12-28'])
  })
})

describe('whoever draws again', () => {
  const seed = 'ab'.repeat(32)
  const tickets = ['0', '1', '2', '3'].map(one => one.repeat(32))
  const sheet: DrawSheet = {
    week: '2026-09-14',
    commitment: commitmentOf(sha256, seed),
    seed,
    percent: 50,
    least: 1,
    tickets,
    drawn: drawFrom(sha256, seed, tickets, 2),
  }
  it('finds nothing where all was as it should be', () => expect(faultsOf(sha256, sheet, sheet.commitment)).toEqual([]))
  it('finds a seed that was chosen afterwards, another hash than the one copied down, a record left out and one drawn by hand', () => {
    expect(faultsOf(sha256, { ...sheet, seed: 'cd'.repeat(32) })).toContain('seed_differs')
    expect(faultsOf(sha256, sheet, '0'.repeat(64))).toEqual(['not_as_copied'])
    const chosen = tickets.filter(ticket => !sheet.drawn.includes(ticket))
    expect(faultsOf(sha256, { ...sheet, drawn: chosen })).toEqual(['drawn_differs'])
    expect(faultsOf(sha256, { ...sheet, tickets: tickets.filter(ticket => ticket !== sheet.drawn[0]) })).toEqual(['drawn_differs'])
    expect(faultsOf(sha256, { ...sheet, tickets: [...tickets, tickets[0]!] })).toContain('doubled')
  })
})

describe('what a marker reads', () => {
  it('has no day, sum, number or person in it, as far as a pattern can tell', () => {
    expect(maskHints('张阿姨9月3日来，交了300元，电话13800001111，材料要了三次')).not.toMatch(/阿姨|9月3|300|1380000/)
    expect(maskHints('材料要了三次')).toBe('材料要了三次')
  })
})
