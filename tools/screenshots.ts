import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openBrowser } from '../test/browser/chromium.ts'

/** Pictures of a running demo: `npm run screenshots -- huiyin-data/demo docs/pictures`. */
const [data = 'huiyin-data/demo', folder = 'docs/pictures'] = process.argv.slice(2)
interface Account { readonly login: string; readonly password: string }
const facts = JSON.parse(readFileSync(join(resolve(data), 'demo.json'), 'utf8')) as { url: string; apiKey: string; accounts: readonly Account[]; ratingLinks: readonly string[]; exampleService: { line: string; unit: string; officer: string } }
mkdirSync(folder, { recursive: true })

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1366, height: 768 } } as const
const browser = await openBrowser()

/** A service comes in and is rated poorly through its page, with a wish for a call. Returns its follow address. */
const ratePoorly = async (): Promise<string> => {
  const json = { 'content-type': 'application/json' }
  const { now } = await (await fetch(`${facts.url}/api/demo/clock`)).json() as { now: string }
  const pushed = await (await fetch(`${facts.url}/api/services`, { method: 'POST', headers: { ...json, authorization: `Bearer ${facts.apiKey}` }, body: JSON.stringify({ services: [{ ...facts.exampleService, externalId: `picture-${now}`, outcome: '办理中', party: { ref: 'picture', phone: '10000000000' }, finishedAt: now }] }) })).json() as { results: { ratingUrl: string }[] }
  const rated = await (await fetch(pushed.results[0]!.ratingUrl, { method: 'POST', headers: { ...json, 'idempotency-key': 'picture' }, body: JSON.stringify({ overall: 2, levels: { result: 1 }, reasons: ['same_form_again'], words: '领款时，同样的内容填了好几遍。', callback: { wanted: true, when: 'morning', by: 'department', phone: '13900000000' } }) })).json() as { follow: string }
  return rated.follow
}

const citizen = async (): Promise<void> => {
  for (const [size, viewport] of Object.entries(sizes)) {
    const page = await (await browser.newContext({ viewport, locale: 'zh-CN' })).newPage()
    await page.goto(facts.ratingLinks[0]!)
    await page.screenshot({ path: join(folder, `rate-${size}.png`) })
    await page.context().close()
  }
}

const official = async (login: string, views: Readonly<Record<string, string>>, open?: string): Promise<void> => {
  const account = facts.accounts.find(known => known.login === login)!
  for (const [size, viewport] of Object.entries(sizes)) {
    const page = await (await browser.newContext({ viewport, locale: 'zh-CN' })).newPage()
    page.on('console', message => { if (message.type() === 'error') process.stderr.write(`${login} ${size}: ${message.text()}\n`) })
    await page.goto(`${facts.url}/console`)
    const inputs = page.locator('input')
    await inputs.nth(0).fill(account.login)
    await inputs.nth(1).fill(account.password)
    await page.keyboard.press('Enter')
    await page.waitForTimeout(2500)
    for (const [name, path] of Object.entries(views)) {
      await page.goto(`${facts.url}${path}`)
      await page.waitForTimeout(1800)
      await page.screenshot({ path: join(folder, `${name}-${size}.png`) })
    }
    if (open) {
      const answer = await page.request.get(`${facts.url}/api/work`)
      const { items } = await answer.json() as { items: { id: string; kind: string }[] }
      const call = items.find(item => item.kind === 'callback')
      if (call) {
        await page.goto(`${facts.url}/console/matters/${call.id}`)
        await page.waitForTimeout(1800)
        await page.screenshot({ path: join(folder, `${open}-${size}.png`), fullPage: true })
      } else process.stderr.write(`${login}: no call waits\n`)
    }
    await page.context().close()
  }
}

const follow = await ratePoorly()
await citizen()
for (const [size, viewport] of Object.entries(sizes)) {
  const page = await (await browser.newContext({ viewport, locale: 'zh-CN' })).newPage()
  await page.waitForTimeout(1500)
  await page.goto(follow)
  await page.screenshot({ path: join(folder, `follow-${size}.png`), fullPage: true })
  await page.context().close()
}
await official('hanfang', { work: '/console' }, 'card')
await official('zhouyq', { board: '/console/loop-health', evaluation: '/console/evaluation' })
await official('guosz', { desk: '/console/discipline' })
await browser.close()
