import type { Browser, Locator, Page } from 'playwright-core'
import { hurry } from './rest.ts'
import { arrive, signIn } from './story.ts'
import type { Seen, Size } from './story.ts'
import type { Town } from './town.ts'

const drawerOf = (page: Page): Locator => page.locator('.ant-drawer-content, .ant-drawer-section').last()

/** B7: a firm asks the zone on a phone, the specialist finds it, hands over what cannot be got done, and the firm follows it there with the same code. */
export const playZoneStory = async (
  browser: Browser,
  town: Town,
  size: Size,
  seen: Seen,
  check: (what: string, is: unknown, shouldBe: unknown) => void,
): Promise<void> => {
  const party = await arrive(browser, town, size)
  const specialist = await arrive(browser, town, size)
  const people = [party, specialist]
  try {
    for (const one of people) await hurry(one.page)
    const { page, hand } = party
    await page.goto(`${town.url}/zone`)
    await hand.choose(page.locator('label.choice', { hasText: '办不成事咨询' }))
    const typed = { firm: '青禾食品厂', words: '许可变更跑了三趟没办下来', name: '安桂芳', phone: '13900000000' }
    for (const [field, value] of Object.entries(typed)) await hand.write(page.locator(`[name=${field}]`), value)
    await seen('zone-ask', page)
    await hand.press(page.getByRole('button', { name: '提交，拿回执码' }))
    await page.getByRole('heading', { name: '收到了' }).waitFor()
    const code = (await page.locator('.code').first().innerText()).replace(/\D/g, '')
    check('the receipt has sixteen digits', code.length, 16)
    await seen('zone-receipt', page)
    await town.beat()

    await signIn(specialist, town, 'tangyk')
    await specialist.page.goto(`${town.url}/console/zone-list`)
    await specialist.page.locator('[data-opens]').first().waitFor()
    await seen('zone-list', specialist.page)
    await specialist.hand.press(specialist.page.locator('[data-opens]').first())
    await specialist.page.locator('.matter-head').waitFor()
    await seen('zone-matter', specialist.page)
    await specialist.hand.press(specialist.page.getByRole('button', { name: '转到“办不成事”', exact: true }).first())
    const form = drawerOf(specialist.page)
    await specialist.hand.choose(form.locator('label.ant-radio-wrapper', { hasText: '受理了，没有办成' }))
    for (const [label, value] of [
      ['要办什么', '食品经营许可变更'],
      ['在哪里办的', '区市场监管窗口'],
      ['跑了几趟', '3'],
      ['对方怎么说的', '说系统里查不到原来的档案'],
    ] as const)
      await specialist.hand.write(form.getByLabel(label, { exact: false }), value)
    await seen('zone-hand-over', specialist.page)
    await specialist.hand.press(form.locator('.ant-btn-primary'))
    await specialist.page.locator('.ant-drawer-mask').waitFor({ state: 'detached' })
    await specialist.page.getByText('转到“办不成事”', { exact: true }).first().waitFor()
    await town.beat()

    await page.goto(`${town.url}/zone/${code}`)
    await page.getByText('已经转到“办不成事”窗口', { exact: false }).waitFor()
    await seen('zone-follow', page)
    await hand.press(page.getByRole('link', { name: '到“办不成事”看进展' }))
    await page.waitForURL(`**/stuck/${code}**`)
    check('the same code opens it at the window of last resort', await page.getByText('没找到').count(), 0)
    await seen('zone-stuck', page)
    for (const one of people) check('no page failed, asked another host or broke a policy', one.wrong, [])
  } catch (error) {
    for (const [at, one] of people.entries()) await seen(`zone-failed-${at}`, one.page).catch(() => undefined)
    throw error
  } finally {
    for (const one of people) await one.leave()
  }
}
