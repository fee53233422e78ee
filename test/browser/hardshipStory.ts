import type { Browser, Locator, Page } from 'playwright-core'
import { hurry } from './rest.ts'
import { arrive, signIn } from './story.ts'
import type { Seen, Size } from './story.ts'
import type { Town } from './town.ts'

const drawerOf = (page: Page): Locator => page.locator('.ant-drawer-content, .ant-drawer-section').last()

/** E7: somebody applies on her phone and leaves her hardship out, the head of the service centre grants and gives it, and her word ends it. */
export const playHardshipStory = async (
  browser: Browser,
  town: Town,
  size: Size,
  seen: Seen,
  check: (what: string, is: unknown, shouldBe: unknown) => void,
): Promise<void> => {
  const applicant = await arrive(browser, town, size)
  const decider = await arrive(browser, town, size)
  const people = [applicant, decider]
  try {
    for (const one of people) await hurry(one.page)
    const { page, hand } = applicant
    await page.goto(`${town.url}/hardship`)
    await hand.write(page.locator('[name=need]'), '判决的赔偿拿不到，孩子看病没有钱')
    await hand.write(page.locator('[name=name]'), '安桂芳')
    await seen('hardship-apply', page)
    await hand.press(page.getByRole('button', { name: '提交，拿回执码' }))
    await page.getByRole('heading', { name: '收到了' }).waitFor()
    const code = (await page.locator('.code').first().innerText()).replace(/\D/g, '')
    check('the receipt has sixteen digits', code.length, 16)
    await town.beat()

    await signIn(decider, town, 'dongjs')
    await decider.page.goto(`${town.url}/console/hardship-list`)
    await decider.page.locator('[data-opens]').first().waitFor()
    await seen('hardship-list', decider.page)
    await decider.hand.press(decider.page.locator('[data-opens]').first())
    await decider.page.locator('.matter-head').waitFor()
    await decider.page.getByText('没有说，不影响决定').waitFor()
    await seen('hardship-matter', decider.page)
    await decider.hand.press(decider.page.getByRole('button', { name: '同意救助', exact: true }).first())
    const form = drawerOf(decider.page)
    await decider.hand.choose(form.locator('label.ant-radio-wrapper', { hasText: '缓减免交费用' }))
    await decider.hand.write(form.getByLabel('依据的规定', { exact: false }), '《国家司法救助办法》第三条')
    await decider.hand.write(form.getByLabel('怎么给', { exact: false }), '执行费不用交了，明天就办')
    await decider.hand.press(form.locator('.ant-btn-primary'))
    await decider.page.locator('.ant-drawer-mask').waitFor({ state: 'detached' })
    await decider.page.getByText('已同意，待给付', { exact: true }).first().waitFor()
    await town.beat()

    await page.goto(`${town.url}/hardship/${code}`)
    await page.getByText('执行费不用交了，明天就办').waitFor()
    await seen('hardship-follow', page)
    await hand.press(page.getByRole('button', { name: '其实已经收到了', exact: true }))
    await page.getByText('您收到了帮助，这一件办完了。').waitFor()
    for (const one of people) check('no page failed, asked another host or broke a policy', one.wrong, [])
  } catch (error) {
    for (const [at, one] of people.entries()) await seen(`hardship-failed-${at}`, one.page).catch(() => undefined)
    throw error
  } finally {
    for (const one of people) await one.leave()
  }
}
