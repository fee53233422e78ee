import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { followOf } from '../../../../test/browser/citizen-fixtures.ts'
import { citizenWords, findPage, followPage } from './index.ts'
import { followWords } from './words.ts'

test('both languages have every sentence, with the same things filled in', () => {
  expect(Object.keys(followWords.en).sort()).toEqual(Object.keys(followWords.zh).sort())
  for (const [key, sentence] of Object.entries(followWords.en))
    expect(sentence.match(/\{\w+\}/g), key).toEqual(followWords.zh[key as keyof typeof followWords.zh].match(/\{\w+\}/g))
})

test('one step is marked as the present one for those who do not see the drawing', () => {
  const text = followPage(followOf('zh'))
  expect(text.match(/aria-current="step"/g)).toHaveLength(1)
  expect(text).toContain('现在这一步')
})

test('the promised day explains itself line by line', () => {
  const view = followOf('zh')
  for (const line of view.promised?.because ?? []) expect(followPage(view)).toContain(`<li>${line}</li>`)
})

test('while the year has no calendar no day is named', () => {
  const text = followPage(followOf('zh', { promised: { because: ['2027年节假日安排尚未公布'] } }))
  expect(text).toContain('日子待定')
})

test('the three answers weigh the same: none is set apart to be pressed', () => {
  const text = followPage(followOf('zh'))
  for (const word of citizenWords) expect(text).toContain(`<button class="button quiet" name="say" value="${word}">`)
  expect(followPage(followOf('zh', { judge: false }))).not.toContain('name="say"')
})

test('being pressed can be told at every stage, also when all is over', () => {
  for (const view of [
    followOf('zh'),
    followOf('zh', { judge: false, ended: '您说解决了，办结。' }),
    followOf('zh', { judge: false, last: { organ: '市中级人民法院' } }),
  ]) {
    expect(followPage(view)).toContain('name="hurt"')
    expect(followPage(view)).toContain('name="sealed"')
  }
})

test('after the last organ the page says unsolved, and names the lawful next step', () => {
  const text = followPage(
    followOf('zh', { judge: false, last: { organ: '市中级人民法院' }, rights: ['自送达之日起十日内可以向上一级法院申请复议。'] }),
  )
  expect(text).toContain('未解决')
  expect(text).toContain('申请复议')
})

test('an overdue promise says that it is late, since when, and to whom it went up on which day', () => {
  const text = followPage(
    followOf('zh', {
      late: {
        since: '9月22日（周二）',
        told: [
          { day: '9月23日（周三）', whom: '分管领导' },
          { day: '9月25日（周五）', whom: '政法委执法监督，已达督办条件' },
        ],
      },
    }),
  )
  for (const said of ['晚了：9月22日（周二）前该办的没有办到', '9月23日（周三），已报分管领导', '9月25日（周五），已报政法委执法监督'])
    expect(text).toContain(said)
  expect(followPage(followOf('zh'))).not.toContain('晚了')
})

test('withdrawing stands last, behind its warning, and is offered only while it can be done', () => {
  const text = followPage(followOf('zh', { withdraw: true }))
  expect(text.indexOf('value="withdraw"')).toBeGreaterThan(text.indexOf('name="sealed"'))
  expect(text.indexOf('是别人让您撤的，请不要撤')).toBeLessThan(text.indexOf('value="withdraw"'))
  expect(followPage(followOf('zh'))).not.toContain('withdraw')
})

test('before the last organ a no promises another person, after it none', () => {
  expect(followPage(followOf('zh'))).toContain('没解决，请再办')
  const last = followPage(followOf('zh', { final: true }))
  expect(last).not.toMatch(/请再办|换人、提一级，重新办/)
  expect(last).toContain('如实记为“未解决”')
})

test('the same view gives the same bytes, and what a level would be changes nothing', () => {
  const plain = followPage(followOf('zh'))
  fc.assert(
    fc.property(fc.record({ overall: fc.integer(), poor: fc.boolean(), reasons: fc.array(fc.string()) }), rating => {
      expect(followPage({ ...followOf('zh'), ...rating } as never)).toBe(plain)
    }),
  )
})

test('every unknown code gets the same answer, and the code is posted, not put into an address', () => {
  const text = findPage({ lang: 'zh', nonce: 'n', action: '/follow', missed: true })
  expect(text).toContain('method="post"')
  expect(text).not.toMatch(/value="\d/)
})

test.each(['zh', 'en'] as const)('%s: the page loads within 14 KB with its script, and asks nobody else for anything', lang => {
  const script = readFileSync(new URL('../../evaluation/citizen/enhance.js', import.meta.url))
  for (const text of [
    followPage(followOf(lang)),
    followPage(followOf(lang, { largeType: true, heard: 'hurt', again: { dateText: '10月20日' } })),
    findPage({ lang, nonce: 'n', action: '/follow' }),
  ]) {
    expect(gzipSync(text).length + gzipSync(script).length).toBeLessThanOrEqual(14 * 1024)
    expect(text).not.toMatch(/https?:\/\/| style="| on[a-z]+="/)
  }
})

const tags = (text: string): string[] => text.match(/<[a-z/!][^>]*?(?=[\s>])/g) ?? []
const write = (text: string): string =>
  followPage(
    followOf('en', {
      code: text,
      action: text,
      safeWord: text,
      steps: [{ title: text, at: text, state: 'current' }],
      answer: { found: text, measure: text, from: text },
      rights: [text],
      ended: text,
      last: { organ: text },
      promised: { dateText: text, because: [text] },
    }),
  )

test('hostile words in an answer, a step or a right add no tag to the page', () => {
  for (const text of ['"><script>alert(1)</script>', "'><img src=x onerror=alert(1)>", '</style><b>', '<!--'])
    expect(tags(write(text)).filter(tag => /^<(?:script>|img|b$|!--)/.test(tag))).toEqual([])
})
