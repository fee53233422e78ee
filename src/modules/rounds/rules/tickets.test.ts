import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { dayFrom, loadStatutoryCalendar } from '../../../calendar/index.ts'
import type { WorkCalendar } from '../../../calendar/index.ts'
import { commitmentOf, drawFrom, faultsOf, howMany } from '../../../engine/rules/draw.ts'
import { slotIn, ticketOf, ticketsOf } from './tickets.ts'

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
const calendar: WorkCalendar = loadStatutoryCalendar()
const list = { places: ['c.hall.centre', 'ld.hall.stuck'], hours: ['09:30', '14:30'] }

describe('the list from which a week is drawn', () => {
  it('has every place at every hour of each working day, and no other, so that anybody can write it down himself', () => {
    const tickets = ticketsOf(calendar, dayFrom('2026-10-12'), list)
    expect(tickets.length).toBe(5 * 2 * 2)
    expect(tickets[0]).toBe('2026-10-12 09:30 c.hall.centre')
  })
  it('leaves out the days of a holiday and takes in the Saturday that is worked for it', () => {
    const days = new Set(ticketsOf(calendar, dayFrom('2026-10-05'), list).map(one => slotIn(one).day))
    expect([...days]).toEqual(['2026-10-08', '2026-10-09', '2026-10-10'])
  })
  it('leads back from each ticket to its day, hour and place', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,20}$/), fc.constantFrom(...list.hours), (place, hour) => {
        const slot = { day: '2026-10-12', hour, place }
        expect(slotIn(ticketOf(slot))).toEqual(slot)
      }),
    )
  })
  it('gives away an inspector who goes somewhere else than was drawn, or leaves a place off the list', () => {
    const seed = 'ab'.repeat(32)
    const tickets = ticketsOf(calendar, dayFrom('2026-10-12'), list)
    const share = { percent: 1, least: 2 }
    const drawn = drawFrom(sha256, seed, tickets, howMany(tickets.length, share))
    const sheet = { week: '2026-10-12', commitment: commitmentOf(sha256, seed), seed, ...share, tickets, drawn }
    expect(faultsOf(sha256, sheet, sheet.commitment)).toEqual([])
    const elsewhere = tickets.find(one => !drawn.includes(one))!
    expect(faultsOf(sha256, { ...sheet, drawn: [drawn[0]!, elsewhere] })).toEqual(['drawn_differs'])
    expect(faultsOf(sha256, { ...sheet, tickets: tickets.filter(one => one !== drawn[0]) })).toEqual(['drawn_differs'])
  })
})
