import type { Browser, Locator, Page } from 'playwright-core'
import { hurry } from './rest.ts'
import { arrive, signIn } from './story.ts'
import type { Seen, Size } from './story.ts'
import type { Town } from './town.ts'

const drawerOf = (page: Page): Locator => page.locator('.ant-drawer-content, .ant-drawer-section').last()

/** D4: a leader receives this evening; a citizen books a place, the office writes down what he answered, and she says whether it is solved. */
export const playReceptionStory = async (
  browser: Browser,
  town: Town,
  size: Size,
  seen: Seen,
  check: (what: string, is: unknown, shouldBe: unknown) => void,
): Promise<void> => {
  const citizen = await arrive(browser, town, size)
  const clerk = await arrive(browser, town, size)
  const people = [citizen, clerk]
  try {
    for (const one of people) await hurry(one.page)
    await signIn(clerk, town, 'panbc')
    const { request } = clerk.page
    const { items } = (await (await request.get(`${town.url}/api/reception/desk`)).json()) as {
      items: { leaders: { id: string; name: string }[] }[]
    }
    const leader = items[0]!.leaders.find(one => one.name === '罗成章')!.id
    // Whatever day the stories before this one have left: late enough that it has not begun.
    const { now } = (await (await request.get(`${town.url}/api/demo/clock`)).json()) as { now: string }
    const onDay = new Date(Date.parse(now) + 28_800_000).toISOString().slice(0, 10)
    const day = { place: 'liudu_court', onDay, from: '22:00', venue: '二楼接待室', leader, slots: 3, minutes: 20 }
    const published = await request.post(`${town.url}/api/reception/days`, { data: { ...day, key: crypto.randomUUID() } })
    check('the day is published', published.status(), 201)

    const { page, hand } = citizen
    await page.goto(`${town.url}/reception`)
    await hand.choose(page.locator('label.choice', { hasText: '罗成章' }))
    for (const [field, value] of Object.entries({ words: '判了两年没有执行到', name: '安桂芳', phone: '13900000000' }))
      await hand.write(page.locator(`[name=${field}]`), value)
    await hand.choose(page.locator('label.choice', { hasText: '请排在前面' }))
    await seen('reception-book', page)
    await hand.press(page.getByRole('button', { name: '约这个号' }))
    await page.getByRole('heading', { name: '约好了' }).waitFor()
    await page.getByText('22:00', { exact: false }).first().waitFor()
    const code = (await page.locator('.code').first().innerText()).replace(/\D/g, '')
    check('the receipt has sixteen digits', code.length, 16)
    await seen('reception-receipt', page)
    await town.beat()

    await clerk.page.goto(`${town.url}/console/reception-days`)
    await clerk.hand.press(clerk.page.locator('main a[data-opens]').first())
    await clerk.page.locator('main .number[data-opens]').waitFor()
    check('the list at the door names nobody', await clerk.page.locator('main').getByText('安桂芳').count(), 0)
    await seen('reception-day', clerk.page)
    await clerk.hand.press(clerk.page.locator('main .number[data-opens]'))
    await clerk.page.locator('.matter-head').waitFor()
    await seen('reception-matter', clerk.page)
    await clerk.hand.press(clerk.page.getByRole('button', { name: '来了，当场答复', exact: true }).first())
    const form = drawerOf(clerk.page)
    await clerk.hand.write(form.getByLabel('来访人说了什么', { exact: false }), '问为什么没有执行')
    await clerk.hand.write(form.getByLabel('当场怎么答的', { exact: false }), '账户查到了，明天划给您')
    await clerk.hand.press(form.locator('.ant-btn-primary'))
    await clerk.page.locator('.ant-drawer-mask').waitFor({ state: 'detached' })
    await clerk.page.getByText('已答复，等本人的话', { exact: true }).first().waitFor()
    await town.beat()

    await page.goto(`${town.url}/reception/${code}`)
    await page.getByText('账户查到了，明天划给您').waitFor()
    await seen('reception-follow', page)
    await hand.press(page.getByRole('button', { name: '解决了', exact: true }))
    await page.getByText('您说解决了，这一件办完了。').waitFor()
    for (const one of people) check('no page failed, asked another host or broke a policy', one.wrong, [])
  } catch (error) {
    for (const [at, one] of people.entries()) await seen(`reception-failed-${at}`, one.page).catch(() => undefined)
    throw error
  } finally {
    for (const one of people) await one.leave()
  }
}
