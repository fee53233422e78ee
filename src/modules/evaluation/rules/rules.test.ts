import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayFrom, dayOf, weekdayOf } from '../../../calendar/index.ts'
import { testKeys } from '../../../platform/crypto/index.ts'
import { evaluationSettings } from '../settings.ts'
import { bodySize, decodeBody, decodeHeld, encodeBody, encodeHeld, heldSize, secondBucketOf } from './body.ts'
import { isToken, linkDigestOf, partyDigestOf, readReceipt, receiptOf, safeWordOf, slotOf, tokenOf } from './code.ts'
import { cohortFor, cohortOf, cohortsBetween, endsItsMonth, mondayOf, timesOf } from './cohort.ts'
import { isPoor, readPhone, readRating } from './rating.ts'
import { redacted } from './redact.ts'

const settings = evaluationSettings.parse({ lines: { a: { name: '甲' } } })
const keys = testKeys()

describe('cohorts', () => {
  it('are ISO weeks, also where the year turns', () => {
    expect(
      ['2026-09-16', '2025-12-29', '2026-12-31', '2027-01-03', '2027-01-04', '2024-12-30'].map(text => cohortOf(dayFrom(text))),
    ).toEqual(['2026-W38', '2026-W01', '2026-W53', '2026-W53', '2027-W01', '2025-W01'])
  })
  it('begin on a Monday that belongs to them, every day of thirty years', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 11_000 }), days => {
        const day = addDays(dayFrom('2010-01-01'), days)
        const monday = mondayOf(cohortOf(day))
        expect(weekdayOf(monday)).toBe(1)
        expect(cohortOf(monday)).toBe(cohortOf(day))
        expect(monday <= day && day < addDays(monday, 7)).toBe(true)
      }),
    )
    expect(cohortsBetween('2026-W52', '2027-W01')).toBe(3)
    expect([endsItsMonth('2026-W39'), endsItsMonth('2026-W40')]).toEqual([false, true])
  })
  it('take answers for the days set, and changes for seven more', () => {
    const { answerUntil, changeUntil } = timesOf('2026-W38', settings)
    expect([dayOf(answerUntil), dayOf(changeUntil)]).toEqual(['2026-10-05', '2026-10-12'])
  })
  it('are the present one for a service that arrives after its own has stopped taking answers', () => {
    expect(cohortFor(dayFrom('2026-09-16'), new Date('2026-10-01T10:00:00+08:00'), settings)).toBe('2026-W38')
    expect(cohortFor(dayFrom('2026-09-16'), new Date('2026-10-04T10:00:00+08:00'), settings)).toBe('2026-W40')
  })
})

describe('codes', () => {
  it('follow from service, party and generation alone, 128 bits as 22 signs', () => {
    const token = (service: string, party: string, generation: number): string =>
      tokenOf(keys, 'c', service, partyDigestOf(keys, 'c', party), generation)
    expect(isToken(token('s', 'p', 1))).toBe(true)
    expect(token('s', 'p', 1)).toBe(token('s', 'p', 1))
    expect(new Set([token('s', 'p', 1), token('s', 'p', 2), token('s', 'q', 1), token('t', 'p', 1)]).size).toBe(4)
    const digest = linkDigestOf(keys, 'c', token('s', 'p', 1))
    expect([digest.length, slotOf(keys, 'c', digest).length]).toEqual([32, 32])
    expect(slotOf(keys, 'c', digest)).not.toEqual(digest)
  })
  it('of receipts are sixteen digits that no level enters, readable however they were copied', () => {
    const digest = linkDigestOf(keys, 'c', 'x')
    expect(receiptOf(keys, 'c', digest, 'k', 1)).toMatch(/^\d{16}$/)
    expect([
      readReceipt('1234 5678 9012 3456'),
      readReceipt('１２３４５６７８９０１２３４５６'),
      readReceipt('123'),
      readReceipt('12345678901234567'),
    ]).toEqual(['1234567890123456', '1234567890123456', undefined, undefined])
    expect(safeWordOf(keys, 'c', '1234567890123456')).toMatch(/^\p{Script=Han}{2}$/u)
  })
})

describe('a rating', () => {
  const asked = { settings, hasContact: true }
  it('is poor if any of its levels is, and a blank stays a blank', () => {
    expect([isPoor({ overall: 5, attitude: 2 }, settings), isPoor({ overall: 3 }, settings), isPoor({}, settings)]).toEqual([
      true,
      false,
      false,
    ])
    expect(readRating({ overall: 4 }, asked)).toMatchObject({ levels: { overall: 4 } })
    expect(Object.keys((readRating({ overall: 4 }, asked) as { levels: object }).levels)).toEqual(['overall'])
  })
  it('asks for a number where none is kept, and never messages a number typed at a window', () => {
    expect(readRating({ overall: 1, callback: { wanted: true } }, { ...asked, hasContact: false })).toMatchObject({
      because: 'phone_needed',
    })
  })
  it('says whom to call where a relative is to be called: a name and a number that can be reached', () => {
    const family = (given?: { name: string; phone: string }) =>
      readRating(
        { overall: 1, callback: { wanted: true, phone: '13900000000', speech: 'family', ...(given ? { family: given } : {}) } },
        { ...asked, hasContact: false },
      )
    expect(
      [family(), family({ name: '', phone: '13900000001' }), family({ name: '女儿', phone: '12' })].map(one =>
        'because' in one ? [one.because, one.field] : one,
      ),
    ).toEqual([
      ['family_needed', 'family_name'],
      ['family_needed', 'family_name'],
      ['phone_invalid', 'family_phone'],
    ])
    expect(family({ name: ' 女儿 ', phone: '+86 139 0000 0001' })).toMatchObject({
      wish: { family: { name: '女儿', phone: '13900000001' } },
    })
    expect(
      readRating(
        { overall: 1, callback: { wanted: true, phone: '13900000000', speech: 'loud', family: { name: '女儿', phone: '13900000001' } } },
        { ...asked, hasContact: false },
      ),
    ).not.toHaveProperty('wish.family')
    expect(
      readRating(
        { overall: 1, line: 'a', callback: { wanted: true, how: 'sms', phone: '13800000000' } },
        { ...asked, hasContact: false, standing: { own: 'a', lines: ['a'] } },
      ),
    ).toMatchObject({ wish: { how: 'phone' } })
    expect([readPhone('+86 138-0000-0000'), readPhone('0871-63000000'), readPhone('１３８００００００００'), readPhone('12')]).toEqual([
      '13800000000',
      '087163000000',
      '13800000000',
      undefined,
    ])
  })
  it('has one size when sealed, from a single tap to a thousand characters, and comes back as it was', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('overall', 'attitude', 'conduct', 'ability', 'result'), fc.integer({ min: 1, max: 5 })),
        fc.array(fc.stringMatching(/^[a-z_]{20}$/), { maxLength: 12 }),
        fc.string({ unit: 'grapheme', maxLength: 1000 }).filter(text => text.length <= 1000),
        fc.boolean(),
        (levels, reasons, words, inWindow) => {
          const body = {
            levels,
            reasons,
            words,
            wished: true,
            helper: true,
            channel: 'hotline' as const,
            seconds: 7,
            ...(inWindow ? { window: { unit: '3f0e3c5c-5b0f-4c60-9d3f-2f4a1b6c7d8e', line: 'a'.repeat(40) } } : {}),
          }
          const bytes = encodeBody(body)
          expect(bytes.length).toBe(bodySize)
          expect(decodeBody(bytes)).toEqual(body)
        },
      ),
    )
    const held = {
      origin: 'a'.repeat(43),
      unit: 'u'.repeat(36),
      line: 'l'.repeat(40),
      wish: 'after' as const,
      who: '某'.repeat(40),
      by: 'centre' as const,
      promised: '2026-09-17',
      latest: '2027-03-16',
      standing: false,
      kept: true,
    }
    expect(encodeHeld(held).length).toBe(heldSize)
    expect(decodeHeld(encodeHeld(held))).toEqual(held)
    expect([secondBucketOf(undefined), secondBucketOf(4), secondBucketOf(21), secondBucketOf(9999)]).toEqual([-1, 0, 3, 7])
  })
})

describe('redaction', () => {
  it('takes out numbers of people, papers, vehicles and cases before anybody reads', () => {
    expect(redacted('我叫张三，电话138 0013 8000，身份证53010219900101123X，车云A12345，（2026）云0102执1234号，写信a.b@c.cn')).toBe(
      '我叫〔姓名〕,电话〔号码〕,身份证〔证件号〕,车〔车牌〕,〔案号〕,写信〔邮箱〕',
    )
  })
})
