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

it('the centre’s own words stand on the cards of its units at once, and elsewhere and before them the usual ones; each version stays', async () => {
  await town.rate({ levels: { result: 2 }, callback: { wanted: true, how: 'phone', by: 'department' } })
  const matter = (await town.work('hanfang')).at(-1)!
  const card = async (): Promise<{ script: string[]; rulingText: string }> =>
    (await town.get('hanfang', `/api/matters/${matter}`)).json<{ card: { script: string[]; rulingText: string } }>().card
  const keep = (login: string, body: object) => town.post(login, '/api/callback/script', { ruling: null, after: 0, ...body })
  const own = ['您好，暗号“{暗号}”，我是{岗位}，姓{姓}。', '那天哪里没办好，您慢慢说。']
  const before = await card()
  expect(before.script[1]).toContain('被评的人不会从我这里知道是您')
  for (const login of ['hanfang', 'zhouyq', 'guxc']) expect([login, (await keep(login, { lines: own })).statusCode]).toEqual([login, 403])
  expect((await keep('helq', { lines: [own[0], '您给个好评吧。'] })).json()).toMatchObject({
    type: 'urn:huiyin:script_begs',
    field: 'lines',
  })
  expect((await keep('helq', { lines: own, dryRun: true })).json()).toEqual({
    preview: ['您好，暗号“荷塘”，我是执行局局长，姓韩。', own[1]],
  })
  expect((await card()).script, 'a look keeps nothing').toEqual(before.script)
  expect((await keep('helq', { lines: own, ruling: '对裁判不服的，按文书上写明的途径办。' })).json()).toEqual({ version: 1 })
  const after = await card()
  expect(after.script).toEqual([expect.stringMatching(/^您好，暗号“.+”，我是执行局局长，姓韩。$/), own[1]])
  expect(after.rulingText).toBe('对裁判不服的，按文书上写明的途径办。')
  // Another centre keeps its own; somebody who had the earlier version on the screen overwrites nothing.
  expect((await town.get('huifang', '/api/callback/script')).json()).toMatchObject({ version: 0, versions: [] })
  expect((await keep('helq', { lines: own })).json()).toMatchObject({ type: 'urn:huiyin:changed_meanwhile' })
  expect((await keep('helq', { lines: null, after: 1 })).json()).toEqual({ version: 2 })
  expect(await card()).toMatchObject({ script: before.script, rulingText: before.rulingText })
  const { versions } = (await town.get('helq', '/api/callback/script')).json<{
    versions: { version: number; keptByName: string; lines: string[] | null }[]
  }>()
  expect(versions.map(one => [one.version, one.keptByName, one.lines === null])).toEqual([
    [2, '何立群', true],
    [1, '何立群', false],
  ])
})
