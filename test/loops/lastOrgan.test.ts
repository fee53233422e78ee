import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

let town: LivingTown
beforeAll(async () => {
  town = await startTown('09-16T15:00')
})
afterAll(() => town.running.stop())

it('after the last organ a no is kept, and the page names that organ and what the law still gives, with its term', async () => {
  const code = await town.rate({ levels: { result: 2 }, callback: { wanted: true, how: 'phone', by: 'department' } })
  const page = async (lang = 'zh'): Promise<string> => (await town.running.app.inject({ url: `/follow/${code}?lang=${lang}` })).body
  const [matter] = await town.work('hanfang')
  for (const login of ['hanfang', 'shenyue', 'zyducha']) {
    expect(await page(), 'not before the last one has looked').not.toContain('复核')
    await town.putRight(login, matter!)
    expect(await town.say(code, 'unsolved')).toBe(200)
  }
  expect((await town.get('zyducha', `/api/matters/${matter!}`)).json()).toMatchObject({
    matter: { stage: 'unsolved', ending: 'unsolved', round: 3 },
  })
  expect(await page()).toContain('已由市中级人民法院复核。您仍不认可，我们如实记为“未解决”，并列入案件评查。')
  expect(await page()).toContain('不服异议裁定的，可在送达后10日内向上一级法院申请复议')
  expect(await page('en')).toContain('市中级人民法院')
  expect(await page(), 'an organ, never a person').not.toMatch(/韩芳|沈岳|上级机关/)
})

it('story 8: where the head of the court has called, because his deputy tried the case, the court above is the last to look and the second no is kept', async () => {
  const code = await town.rate(
    { levels: { result: 2 }, callback: { wanted: true, how: 'phone', by: 'department' } },
    { officer: 'YX0007', unit: 'ld.court.civil1', line: 'court.trial', officers: ['YX0125'] },
  )
  const matter = (await town.work('luocz')).at(-1)!
  for (const login of ['luocz', 'zyducha']) {
    await town.putRight(login, matter)
    expect(await town.say(code, 'unsolved')).toBe(200)
  }
  expect((await town.get('zyducha', `/api/matters/${matter}`)).json()).toMatchObject({
    matter: { stage: 'unsolved', ending: 'unsolved', round: 2 },
  })
})
