import { expect, it } from 'vitest'
import { sayWhatIsTooLong } from './invitations.ts'
import { longestMessage, messageText } from './words.ts'

const link = (origin: string): string => `${origin}/r/${'x'.repeat(22)}`
const keys = ['evaluation.sms.invite', 'evaluation.sms.remind'] as const

it('an invitation is one text message: the fuller words where the address leaves room for them', () => {
  for (const origin of ['https://hy.cn', 'https://hy.gov.cn', 'https://huiyin.yunxi.cn', 'http://192.168.10.20:8080']) {
    for (const key of keys) expect([...messageText({}, key, link(origin))].length, origin).toBeLessThanOrEqual(longestMessage)
  }
  expect(messageText({}, 'evaluation.sms.invite', link('https://hy.cn'))).toContain('您近日办理的事项')
})

it('a city’s own words are sent where they fit, and ours where they would be cut in two', () => {
  const own = (text: string) => messageText({ 'evaluation.sms.invite': text }, 'evaluation.sms.invite', link('https://hy.gov.cn'))
  expect(own('【云溪回音】请评一评：{link}')).toBe(`【云溪回音】请评一评：${link('https://hy.gov.cn')}`)
  expect(own(`【云溪回音】${'很长'.repeat(20)}{link}`)).not.toContain('很长')
})

it('at the start it is said that an address is too long, with what helps, and that a shorter one was read', () => {
  const said = (config: object, words: object = {}): string[] => {
    const events: string[] = []
    sayWhatIsTooLong({
      config,
      programmes: { current: () => ({ words }) },
      log: {
        warn: (fields: { event: string; error?: string }) => {
          events.push(`${fields.event} ${fields.error ?? ''}`)
        },
      },
    } as never)
    return events
  }
  const long = 'https://evaluation.people.yunxishi.gov.cn'
  expect(said({ publicUrl: long })).toEqual([expect.stringContaining('SHORT_URL'), expect.stringContaining('SHORT_URL')])
  expect(said({ publicUrl: long, shortUrl: 'https://hy.cn' })).toEqual([])
  expect(said({ publicUrl: 'https://hy.cn' }, { 'evaluation.sms.invite': `${'长'.repeat(50)}{link}` })).toEqual([
    expect.stringContaining('words_too_long'),
  ])
})

it('a reminder names no day, so that none can be past', () => {
  for (const origin of ['https://hy.cn', 'https://hy.gov.cn', 'https://huiyin.yunxi.cn'])
    expect(messageText({}, 'evaluation.sms.remind', origin)).not.toMatch(/\d月|\d日|前/)
})
