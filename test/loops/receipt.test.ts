import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enhanceScript } from '../../src/modules/evaluation/citizen/script.ts'
import { settingsOf } from '../../src/modules/evaluation/push.ts'
import { startTown } from './town.ts'
import type { LivingTown } from './town.ts'

let town: LivingTown
beforeAll(async () => {
  town = await startTown('09-16T10:00')
})
afterAll(async () => {
  await town?.running.stop()
})

const post = (url: string, form: Record<string, string>) =>
  town.running.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    payload: new URLSearchParams(form).toString(),
  })
const show = (url: string) => town.running.app.inject({ url, headers: { accept: 'text/html' } })
const receiptOf = async (code: string) => (await town.running.app.inject({ url: `/receipt/${code}` })).json<{ promisedOn: string | null }>()
const newest = async (login: string, before: readonly string[]): Promise<string> => {
  const found = (await town.work(login)).find(id => !before.includes(id))
  if (found === undefined) throw new Error(`nothing new for ${login}`)
  return found
}

/** What the house itself says on a page; names, the password and what people wrote stay as they are. */
const chineseOf = (page: string): readonly string[] => {
  const names = ['units', 'posts', 'windows']
    .flatMap(table => readFileSync(new URL(`../../programmes/yunxi/org/${table}.csv`, import.meta.url), 'utf8').split(/[\n,]/))
    .filter(cell => /\p{Script=Han}/u.test(cell))
    .sort((one, other) => other.length - one.length)
  const own = page
    .replaceAll('Huiyin 回音', '')
    .replace(
      /<style[\s\S]*?<\/style>|<a [^>]*lang="zh-CN">中文<\/a>|<span class="word">[^<]*<\/span>|<dl class="facts">[\s\S]*?<\/dl>|国办发明电〔\d+〕\d+号/g,
      '',
    )
  return names.reduce((text, name) => text.replaceAll(name, ''), own).match(/[^<>]*\p{Script=Han}[^<>]*/gu) ?? []
}

describe('an English reader', () => {
  const english = async (url: string): Promise<string> => (await show(`${url}${url.includes('?') ? '&' : '?'}lang=en`)).body

  it('finds no Chinese on the rating page of any business but names, and every page keeps within 14 KB', async () => {
    const { lines } = settingsOf(town.running.house)
    for (const line of Object.keys(lines)) {
      const page = await english(`/r/${await town.link({ line })}`)
      expect(page, line).toContain(lines[line]!.name_en!.replaceAll("'", '&#39;'))
      expect(chineseOf(page), line).toEqual([])
      expect(gzipSync(page).length + gzipSync(enhanceScript).length).toBeLessThanOrEqual(14 * 1024)
    }
    expect(chineseOf(await english('/w/LDFY-LA01')), 'a code on the wall').toEqual([])
  })

  it('finds none on the receipt and on the follow page either, at whatever stage, with the day’s reckoning in English', async () => {
    const before = await town.work('hanfang')
    const centre = await town.rate({ overall: 1, callback: { wanted: true, by: 'centre' } })
    expect(await english(`/receipt/${centre}`)).toContain('the callback centre')
    const code = await town.rate({ overall: 1, callback: { wanted: true } }, { line: 'court.enforcement' })
    const follow = await english(`/follow/${code}`)
    expect(follow).toMatch(/the count begins; this day itself is not counted[\s\S]*: due; late from 00:00 on 2026-/)
    expect(follow).toContain('you may object in writing')
    const pages = [await english(`/receipt/${code}`), await english(`/receipt/${centre}`), follow]
    await town.putRight('hanfang', await newest('hanfang', before))
    pages.push(await english(`/follow/${code}`))
    expect(await town.say(code, 'unsolved')).toBe(200)
    await town.running.beat()
    pages.push(await english(`/follow/${code}`))
    for (const page of pages) expect(chineseOf(page)).toEqual([])
    expect(chineseOf((await show(`/follow/${code}`)).body).length, 'the same page in Chinese').toBeGreaterThan(20)
  })
})

describe('what a receipt answers is what the house does', () => {
  it('the caller’s clock ends on the promised day, though the loops stood still over midnight', async () => {
    const before = await town.work('hanfang')
    const { running } = town
    const beat = running.beat
    await town.at('09-16T23:59')
    // Rated in the last minute; nothing answers the announcement until the morning.
    ;(running as { beat: () => Promise<void> }).beat = () => Promise.resolve()
    const code = await town.rate({ overall: 1, callback: { wanted: true } })
    ;(running as { beat: () => Promise<void> }).beat = beat
    const { promisedOn } = await receiptOf(code)
    expect(promisedOn).toBe('2026-09-17')
    await town.at('09-17T09:00')
    const page = (await town.get('hanfang', `/api/matters/${await newest('hanfang', before)}`)).json<{
      matter: { clocks: { clock: string; dueOn: string }[] }
    }>()
    expect(page.matter.clocks.find(one => one.clock === 'call_within')?.dueOn).toBe(promisedOn)
    expect((await show(`/follow/${code}`)).body).toContain('9月17日')
  })

  it('a corrected number is the one that the caller dials, and the trail says that it was corrected, not to what', async () => {
    const before = await town.work('hanfang')
    const code = await town.rate({ overall: 1, callback: { wanted: true, phone: '13900000001' } })
    const matter = await newest('hanfang', before)
    await post(`/receipt/${code}/change`, { overall: '1', wish: 'phone', number: 'other', phone: '13900000002', when: 'weekend', key: 'k' })
    await town.running.beat()
    await town.act('hanfang', matter, 'open_number', { purpose: 'first_call' })
    const answer = (await town.get('hanfang', `/api/matters/${matter}`)).body
    expect(answer).toContain('13900000002')
    expect(answer).not.toContain('13900000001')
    expect(answer).toContain('correct_wish')
    expect(answer).not.toMatch(/"sealed":|"follow":/)
  })

  it('pressure told on the follow page of a rating without a call reaches discipline, and the page does not go in a circle', async () => {
    const before = (await town.work('guosz')).length
    const code = await town.rate({ overall: 1 })
    expect((await show(`/receipt/${code}`)).body).not.toContain('/follow/')
    const on = await post(`/follow/${code}`, { hurt: '1', words: '庭长问是不是我评的' })
    expect([on.statusCode, on.headers['location']]).toEqual([307, `/receipt/${code}/tell`])
    expect((await post(String(on.headers['location']), { hurt: '1', words: '庭长问是不是我评的' })).statusCode).toBe(303)
    await town.running.beat()
    expect((await town.work('guosz')).length).toBe(before + 1)
  })

  it('pressed twice is answered with how things stand, not with an error', async () => {
    const before = await town.work('hanfang')
    const code = await town.rate({ overall: 1, callback: { wanted: true } })
    await town.putRight('hanfang', await newest('hanfang', before))
    const presses = [await post(`/follow/${code}`, { say: 'solved', big: '1' }), await post(`/follow/${code}`, { say: 'solved', big: '1' })]
    expect(presses.map(one => [one.statusCode, one.headers['location']])).toEqual([
      [303, `/follow/${code}?heard=word&big=1`],
      [303, `/follow/${code}?heard=already&big=1`],
    ])
    expect((await show(String(presses[1]!.headers['location']))).body).toContain('下面是现在的情况')
    expect((await show(`/follow/${code}?lang=xx&heard=nonsense`)).statusCode).toBe(200)
    expect((await show(String((await post(`/follow/${code}`, { sealed: '1', sealed_words: ' ' })).headers['location']))).body).toContain(
      '还没有写',
    )
  })
})
