import fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { receiptOf, yunxi } from '../../../../test/browser/citizen-fixtures.ts'
import {
  busyPage,
  changeOverPage,
  changePage,
  closedPage,
  fieldNames,
  notFoundPage,
  notMePage,
  receiptNotFoundPage,
  overridable,
  overrideKey,
  ratePage,
  receiptPage,
  standardLevels,
  usedPage,
  wishes,
  withdrawnPage,
} from './index.ts'
import type { RateView, Submitted } from './index.ts'
import { inOrder } from './ratePage.ts'
import { enhanceScript } from './script.ts'
import { en } from './words.en.ts'
import { wordsOf } from './words.ts'
import { zh } from './words.zh.ts'

const filled: Submitted = {
  overall: '2',
  attitude: '4',
  conduct: 'none',
  ability: '3',
  result: '1',
  reason: ['r1', 'b2'],
  words: '三张表，地址写了三回',
  helper: '1',
  wish: 'phone',
  by: 'centre',
  number: 'other',
  phone: '13900000000',
  when: ['morning', 'weekend'],
  speech: 'loud',
  sealed: '1',
  sealed_words: '有人收烟',
  seconds: '19',
  key: 'k',
  lang: 'zh',
}

const variants = (lang: 'zh' | 'en'): Record<string, string> => ({
  rate: ratePage(yunxi(lang)),
  large: ratePage(yunxi(lang, { largeType: true })),
  three: ratePage(yunxi(lang, { levels: standardLevels(lang, 3) })),
  standing: ratePage(yunxi(lang, { serviceKept: false, standingCode: { lines: [{ code: 'court.filing', title: '立案' }] } })),
  fault: ratePage(yunxi(lang, { values: filled, faults: [{ field: 'phone', sentence: '号码少了一位。' }] })),
  change: changePage(yunxi(lang, { changeUntil: '9月30日' })),
  takenOver: ratePage(yunxi(lang, { centreMayTakeOver: true })),
  ...Object.fromEntries(wishes.map(wish => [`receipt ${wish}`, receiptPage(receiptOf(lang, { wish }))])),
  used: usedPage({ lang, nonce: 'n', notMeAction: '/r/t', changeUrl: '/c', idempotencyKey: 'k', values: filled }),
  busy: busyPage({ lang, nonce: 'n', action: '/r/t', values: filled, retryAfter: 2 }),
  lost: notFoundPage({ lang, nonce: 'n' }),
  noReceipt: receiptNotFoundPage({ lang, nonce: 'n' }),
  closed: closedPage({ lang, nonce: 'n' }),
  changeOver: changeOverPage({ lang, nonce: 'n' }),
  withdrawn: withdrawnPage({ lang, nonce: 'n' }),
  notMe: notMePage({ lang, nonce: 'n' }),
})

const pages = (['zh', 'en'] as const).flatMap(lang => Object.entries(variants(lang)).map(([name, text]) => [lang, name, text] as const))

test('where the centre may come to call unasked, the page says so before the citizen agrees to a call, and elsewhere it does not', () => {
  for (const lang of ['zh', 'en'] as const) {
    const before = lang === 'zh' ? '到了答应的日子还没人打' : 'If nobody has called by the promised day'
    expect(ratePage(yunxi(lang, { centreMayTakeOver: true })).split(before)).toHaveLength(3)
    expect(ratePage(yunxi(lang))).not.toContain(before)
  }
})

describe('every page', () => {
  test.each(pages)('%s %s loads within 14 KB with its script, for a slow line', (_lang, _name, text) => {
    expect(gzipSync(text).length + gzipSync(enhanceScript).length).toBeLessThanOrEqual(14 * 1024)
  })

  test.each(pages)('%s %s asks nobody else for anything, and needs no exception from the content policy', (_lang, _name, text) => {
    expect(text).not.toMatch(/https?:\/\//)
    expect(text).not.toMatch(/ style="| on[a-z]+="|javascript:/)
    expect(text.match(/<style nonce="[^"]+">/g)).toHaveLength(1)
    expect(
      [...text.matchAll(/(?:src|href)="([^"]*)"/g)]
        .map(found => found[1])
        .filter(address => !/^(\/|\?|#|tel:|data:,$)/.test(address ?? '')),
    ).toEqual([])
  })

  test.each(pages)('%s %s leaves no placeholder unfilled and shows no machine word', (_lang, _name, text) => {
    expect(text.replace(/<style[\s\S]*?<\/style>/, '')).not.toMatch(/\{\w+\}|undefined|\[object|NaN/)
  })
})

test('both languages have every sentence, and neither has one more', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
  for (const [key, sentence] of Object.entries(en)) {
    expect(sentence.trim(), key).not.toBe('')
    expect(sentence.match(/\{\w+\}/g)?.sort(), key).toEqual(zh[key as keyof typeof zh].match(/\{\w+\}/g)?.sort())
  }
})

test('a programme may reword what is listed but never a promise', () => {
  const own = Object.fromEntries((Object.keys(zh) as (keyof typeof zh)[]).map(key => [overrideKey(key, 'zh'), '自己的话']))
  const say = wordsOf('zh', own)
  expect(say('ask')).toBe('自己的话')
  for (const key of Object.keys(zh) as (keyof typeof zh)[])
    if (key.startsWith('promise') || key.startsWith('how.') || key.startsWith('receipt')) expect(overridable).not.toContain(key)
  expect(say('promise.rated')).toBe(zh['promise.rated'])
})

test('the form posts exactly the agreed names', () => {
  const text = ratePage(yunxi('zh', { largeType: true, standingCode: { lines: [] } }))
  const names = new Set(
    [...text.matchAll(/ name="([^"]+)"/g)].map(found => found[1]).filter(name => name !== 'viewport' && name !== 'format-detection'),
  )
  expect([...names].sort()).toEqual([...fieldNames].sort())
})

test('nothing is filled in beforehand: no level, no reason, no wish', () => {
  expect(ratePage(yunxi('zh'))).not.toContain(' checked')
  expect(ratePage(yunxi('zh')).match(/<details[^>]* open/g)).toBeNull()
})

test('the three promises stand before the first thing that can be pressed in the form', () => {
  const text = ratePage(yunxi('zh'))
  for (const key of ['promise.rated', 'promise.number', 'promise.safe'] as const)
    expect(text.indexOf(zh[key])).toBeLessThan(text.indexOf('<form'))
})

test('a wish for a call is offered on the one page that all levels share', () => {
  const text = ratePage(yunxi('zh'))
  for (const wish of wishes) expect(text).toContain(`name="wish" value="${wish}"`)
})

test('a posted code offers no text message to a number that nobody confirmed', () => {
  const text = ratePage(yunxi('zh', { serviceKept: false, standingCode: { lines: [] } }))
  expect(text).not.toContain('name="wish" value="sms"')
  expect(text).not.toContain('value="kept"')
})

test('after a fault nothing typed is lost', () => {
  const text = ratePage(yunxi('zh', { values: filled, faults: [{ field: 'phone', sentence: '号码少了一位。' }] }))
  for (const [field, held] of Object.entries(filled)) {
    for (const value of typeof held === 'string' ? [held] : (held ?? [])) {
      if (['seconds', 'key', 'lang'].includes(field)) continue
      if (['words', 'sealed_words'].includes(field)) expect(text).toContain(`>${value}</textarea>`)
      else if (field === 'phone') expect(text).toContain(`value="${value}" aria-describedby="fault-phone" aria-invalid="true"`)
      else expect(text).toContain(`name="${field}" value="${value}" checked`)
    }
  }
  expect(text).toContain('href="#at-phone"')
  expect(text).toContain('id="at-phone"')
})

test('a busy server hands everything back to be sent again, under the same key', () => {
  const text = busyPage({ lang: 'zh', nonce: 'n', action: '/r/t', values: filled, retryAfter: 2 })
  for (const [field, held] of Object.entries(filled))
    for (const value of typeof held === 'string' ? [held] : (held ?? []))
      expect(text).toContain(`<input type="hidden" name="${field}" value="${value}">`)
})

test('the change page is the same whatever was rated before: it opens empty', () => {
  const text = changePage(yunxi('zh', { changeUntil: '9月30日' }))
  expect(text).not.toContain(' checked')
  expect(text).toContain('name="withdraw" value="1"')
})

test('the receipt has the same bytes for every level, reason and word with the same wish (N-07)', () => {
  const anyRating = fc.record({ overall: fc.integer({ min: 1, max: 5 }), words: fc.string(), sealed: fc.boolean() })
  for (const wish of wishes) {
    const plain = receiptPage(receiptOf('zh', { wish }))
    fc.assert(
      fc.property(anyRating, rating => {
        expect(receiptPage({ ...receiptOf('zh', { wish }), ...rating } as never)).toBe(plain)
      }),
      { numRuns: 50 },
    )
  }
})

test('first what, then who: causes that name a person come last, and no category is shown', () => {
  const view = yunxi('zh')
  for (const reasons of Object.values(view.reasonsByDimension)) {
    const causes = inOrder(reasons).map(one => one.cause === 'person')
    expect(causes).toEqual([...causes].sort((one, other) => Number(one) - Number(other)))
  }
  const text = ratePage(view)
  for (const cause of ['person', 'waiting', 'facility', 'documents', 'information']) expect(text).not.toContain(`"${cause}"`)
})

const tags = (text: string): string[] => text.match(/<[a-z/!][^>]*?(?=[\s>])/g) ?? []
const viewWith = (text: string): RateView =>
  yunxi('zh', {
    unitName: text,
    lineName: text,
    callbackPost: text,
    centre: text,
    lawfulRoute: text,
    idempotencyKey: text,
    changeUntil: text,
    levels: standardLevels('zh', 5).map(one => ({ ...one, title: text })),
    dimensions: [{ key: 'result', title: text, hint: text }],
    reasonsByDimension: { result: [{ code: text, title: text, cause: 'process' }] },
    values: { words: text, phone: text, sealed_words: text },
    faults: [{ field: 'phone', sentence: text }],
  })

test('hostile words in any place of the view add no tag to the page', () => {
  const expected = tags(ratePage(viewWith('甲')))
  const hostile = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.constantFrom(
      '"><script>alert(1)</script>',
      "'><img src=x onerror=alert(1)>",
      '</textarea><svg/onload=alert(1)>',
      '</style><b>',
      '<!--',
    ),
  )
  fc.assert(
    fc.property(
      hostile.filter(text => text.trim() !== ''),
      text => {
        expect(tags(ratePage(viewWith(text)))).toEqual(expected)
      },
    ),
    { numRuns: 300 },
  )
})

test('the browser file keeps nothing and builds no markup', () => {
  expect(enhanceScript).not.toMatch(
    /localStorage|sessionStorage|indexedDB|caches|cookie|innerHTML|insertAdjacent|document\.write|eval|new Function|importScripts/,
  )
})
