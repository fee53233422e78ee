import { expect, test } from 'vitest'
import { receiptOf, yunxi } from '../browser/citizen-fixtures.ts'
import { findPage } from '../../src/modules/callback/citizen/followPage.ts'
import { ratePage, receiptNotFoundPage, receiptPage } from '../../src/modules/evaluation/citizen/index.ts'
import * as hardship from '../../src/modules/hardship/citizen/askPage.ts'
import * as reach from '../../src/modules/reach/citizen/askPage.ts'
import * as reachSteps from '../../src/modules/reach/citizen/stepsPage.ts'
import * as reception from '../../src/modules/reception/citizen/askPage.ts'
import { bookingFields, bookingNotFoundPage, bookingPage } from '../../src/modules/stuck/citizen/bookingPage.ts'
import { intakePage, stuckNotFoundPage } from '../../src/modules/stuck/citizen/intakePage.ts'
import { steps } from '../../src/modules/stuck/citizen/steps.ts'
import { stepsPage } from '../../src/modules/stuck/citizen/stepsPage.ts'
import { transferNotFoundPage } from '../../src/modules/transfer/citizen/pages.ts'
import * as zone from '../../src/modules/zone/citizen/askPage.ts'

/**
 * What a page that came back tells the eye alone (WCAG 2.2, 1.3.1 and 3.3.1): a fault that no field is described by, a
 * field called faulty without a word, and a description that leads nowhere.
 */
const untold = (text: string): string[] => {
  const faults = [...text.matchAll(/<p [^>]*id="([^"]*fault[^"]*)"/g)].map(found => found[1] ?? '')
  const ids = new Set([...text.matchAll(/ id="([^"]+)"/g)].map(found => found[1]))
  const tags = [...text.matchAll(/<(\w+) [^>]*>/g)].map(found => ({ tag: found[0], name: found[1] ?? '' }))
  const by = (tag: string): string[] => (/aria-describedby="([^"]*)"/.exec(tag)?.[1] ?? '').split(' ').filter(id => id !== '')
  const isField = (tag: string): boolean => /^<(input|textarea|select) |role="radiogroup"/.test(tag)
  return [
    ...faults.filter(fault => !tags.some(({ tag }) => by(tag).includes(fault))).map(fault => `nothing is described by ${fault}`),
    ...tags.flatMap(({ tag }) => by(tag).filter(id => !ids.has(id))).map(id => `${id} is nowhere`),
    ...tags
      .filter(({ tag }) => isField(tag) && by(tag).some(id => faults.includes(id)) !== tag.includes('aria-invalid="true"'))
      .map(({ tag }) => `${tag.slice(0, 60)} is invalid for the eye alone, or for the voice alone`),
    ...(text.includes('aria-describedby=""') ? ['a description is empty'] : []),
  ]
}

const view = { nonce: 'n', key: 'k', places: [{ code: 'p', name: '柳渡区' }], days: '3', general: '3', complex: '10' }
const receiving = { name: '柳渡区人民法院', address: '望江路66号', days: [] }
const all = <Field extends string, Fault>(fields: readonly Field[], fault: Fault): Record<Field, Fault> =>
  Object.fromEntries(fields.map(field => [field, fault])) as Record<Field, Fault>
const windows = [{ code: 'w', name: '办不成事窗口', address: '一楼', hours: ['周一至周五'] }]
const categories = ['not_accepted']
const rated = ['line', 'overall', 'attitude', 'reason', 'words', 'wish', 'by', 'phone', 'family_phone', 'sealed_words']

const pages = (lang: 'zh' | 'en'): Readonly<Record<string, string>> => ({
  hardship: hardship.askPage({ ...view, lang, values: {}, faults: all(hardship.askFields, 'long') }),
  reach: reach.askPage({ ...view, lang, values: {}, faults: all(reach.askFields, 'needed') }),
  zone: zone.askPage({ ...view, lang, values: {}, faults: all(zone.askFields, 'needed') }),
  reception: reception.bookPage({
    ...view,
    lang,
    places: [receiving],
    values: {},
    faults: { day: 'day', words: 'needed', name: 'needed', phone: 'phone' },
  }),
  'stuck, a time at the window': bookingPage({
    ...view,
    lang,
    windows,
    window: windows[0]!,
    days: [],
    day: { on: '2026-09-23', said: '9月23日', free: 1 },
    times: [{ at: '09:00', free: true }],
    values: {},
    faults: all(bookingFields, 'needed'),
  }),
  stuck: intakePage({ ...view, lang, windows, categories, values: {}, faults: all(steps, 'needed') }),
  ...Object.fromEntries(
    steps.map(step => [
      `stuck, one question: ${step}`,
      stepsPage({ ...view, lang, windows, categories, step, fromAll: false, values: {}, fault: 'needed' }),
    ]),
  ),
  ...Object.fromEntries(
    reachSteps.steps.map(step => [
      `reach, one question: ${step}`,
      reachSteps.stepsPage({ ...view, lang, step, fromAll: false, values: {}, fault: 'needed' }),
    ]),
  ),
  'a code that nobody knows: a time at the window': bookingNotFoundPage({ nonce: 'n', lang }),
  'a code that nobody knows: hardship': hardship.hardshipNotFoundPage({ nonce: 'n', lang }),
  'a code that nobody knows: reach': reach.reachNotFoundPage({ nonce: 'n', lang }),
  'a code that nobody knows: zone': zone.zoneNotFoundPage({ nonce: 'n', lang }),
  'a code that nobody knows: stuck': stuckNotFoundPage({ nonce: 'n', lang }),
  'a code that nobody knows: transfer': transferNotFoundPage({ nonce: 'n', lang }),
  'a code that nobody knows: follow': findPage({ nonce: 'n', lang, action: '/follow', missed: true }),
  'a code that nobody knows: receipt': receiptNotFoundPage({ nonce: 'n', lang }),
  rate: ratePage(
    yunxi(lang, {
      serviceKept: false,
      standingCode: { lines: [{ code: 'court.filing', title: '立案' }] },
      values: {},
      faults: rated.map(field => ({ field, sentence: '请再看一遍。' })),
    }),
  ),
  'receipt, hurt': receiptPage(receiptOf(lang, { fault: { field: 'words', sentence: '请再看一遍。' } })),
  'receipt, sealed': receiptPage(receiptOf(lang, { fault: { field: 'sealed_words', sentence: '请再看一遍。' } })),
})

test('what is wrong with a field is read out with the field, on every form that a citizen sends, because not everybody sees where a red line stands', () => {
  for (const lang of ['zh', 'en'] as const)
    for (const [name, text] of Object.entries(pages(lang))) {
      expect(text, name).toMatch(/class="fault"|role="alert"/)
      expect(untold(text), name).toEqual([])
    }
})

test('without a fault no field is called invalid and none has an empty description', () => {
  const whole = [
    hardship.askPage({ ...view, lang: 'zh' }),
    reach.askPage({ ...view, lang: 'zh' }),
    zone.askPage({ ...view, lang: 'zh' }),
    intakePage({ ...view, lang: 'zh', windows, categories }),
  ]
  for (const text of whole) {
    expect(text).not.toContain('aria-invalid="true"')
    expect(untold(text)).toEqual([])
  }
})

test('a fault that stands beside its field and is not tied to it is found', () => {
  const tied = reach.askPage({ ...view, lang: 'zh', faults: { name: 'needed' } })
  expect(untold(tied)).toEqual([])
  expect(untold(tied.replace(' aria-describedby="name-fault" aria-invalid="true"', ''))).toEqual(['nothing is described by name-fault'])
  expect(untold(tied.replace(' aria-invalid="true"', ''))).toHaveLength(1)
})
