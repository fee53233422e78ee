import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../test/database.ts'
import type { FreshDatabase } from '../test/database.ts'
import { begin, choose, post, wait } from '../test/waiting.ts'
import type { Waiting } from '../test/waiting.ts'

describe('the place of a city that begins', () => {
  let database: FreshDatabase
  let at: Waiting
  let key: string
  beforeAll(async () => {
    database = await freshDatabase()
    at = await wait(database)
    key = await begin(at)
  })
  afterAll(async () => {
    await at.stop()
    await database.close()
  })

  it('is found by name while it is typed, by a request that needs no key and tells what the State has published', async () => {
    const ask = async (words: string) =>
      (await fetch(`${at.url}/setup/regions?words=${encodeURIComponent(words)}`)).json() as Promise<{
        places: { code: string; name: string; above: string; inside: number }[]
        more: boolean
      }>
    expect(await ask('昆明五华')).toEqual({
      places: [{ code: '530102', name: '五华区', level: 'county', above: '云南省 昆明市', inside: 0 }],
      more: false,
    })
    expect((await ask('市')).more).toBe(true)
    expect(await ask('无此地')).toEqual({ places: [], more: false })
  })
  it('is found without script: by the button, and by going down from the province to the county', async () => {
    const byWords = await (await post(at, '/setup/region/look', { key, words: '五华' })).text()
    expect(byWords).toContain('name="region" value="530102"')
    const provinces = await (await post(at, '/setup/region/look', { key, words: '五华', within: '' })).text()
    expect(provinces.match(/name="within" value="\d\d0000"/g)).toHaveLength(31)
    const cities = await (await post(at, '/setup/region/look', { key, words: '', within: '530000' })).text()
    expect(cities).toContain('name="region" value="530100"')
    const counties = await (await post(at, '/setup/region/look', { key, words: '', within: '530100' })).text()
    for (const code of ['530100', '530102', '530181']) expect(counties).toContain(`name="region" value="${code}"`)
  })
  it('that no code names is refused with the name of its field, and what was typed stands in the form for a place by hand', async () => {
    for (const code of ['539900', '530102400', '130171']) {
      const answer = await choose(at, key, { region: code })
      const page = await answer.text()
      expect([code, answer.status]).toEqual([code, 422])
      expect(page).toMatch(/<a href="#region">The code of (?:the|a) region/)
      expect(page).toContain(`id="region" name="region" type="text" value="${code}"`)
    }
    expect(await (await choose(at, key, { region: '539900' })).text()).toMatch(/<details class="card" open>/)
  })
  it('that is newer than the table is typed by hand, and its organs are named after it', async () => {
    expect((await choose(at, key, { region: '530199', regionName: '新港区' })).status).toBe(422)
    const chosen = await (await choose(at, key, { region: '530199', regionName: '新港区', level: 'county' })).text()
    for (const said of ['云南省 昆明市 新港区', '530199', 'value="昆明市公安局新港分局"']) expect(chosen).toContain(said)
    expect((await (await post(at, '/setup/back', { key })).text()).includes('value="新港区"')).toBe(true)
  })
  it('another one proposes other names: those of the place before would be wrong', async () => {
    await choose(at, key)
    await post(at, '/setup/programme', { key, committee: 'x', programme: 'harbour' })
    expect(await (await choose(at, key)).text()).toContain('value="x"')
    expect(await (await choose(at, key, { region: '532901' })).text()).toContain('value="中共大理市委政法委员会"')
  })
})
