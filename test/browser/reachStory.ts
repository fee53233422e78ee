import type { Browser, Locator, Page } from 'playwright-core'
import { hurry } from './rest.ts'
import { arrive, signIn } from './story.ts'
import type { Seen, Size } from './story.ts'
import type { Town } from './town.ts'

const drawerOf = (page: Page): Locator => page.locator('.ant-drawer-content, .ant-drawer-section').last()

/** B10: a party asks for her judge on her phone, he finds her on his list, calls, writes what he said, and her word ends it. */
export const playReachStory = async (
  browser: Browser,
  town: Town,
  size: Size,
  seen: Seen,
  check: (what: string, is: unknown, shouldBe: unknown) => void,
): Promise<void> => {
  const party = await arrive(browser, town, size)
  const judge = await arrive(browser, town, size)
  const people = [party, judge]
  try {
    for (const one of people) await hurry(one.page)
    const { page, hand } = party
    await page.goto(`${town.url}/reach`)
    const typed = {
      about: '买卖合同纠纷',
      officer: '彭川庭长',
      question: '开庭改到哪天',
      tried: '周四、周五上午打过电话，没人接',
      name: '安桂芳',
      phone: '13900000000',
    }
    for (const [field, value] of Object.entries(typed)) await hand.write(page.locator(`[name=${field}]`), value)
    await seen('reach-ask', page)
    await hand.press(page.getByRole('button', { name: '提交，拿回执码' }))
    await page.getByRole('heading', { name: '收到了' }).waitFor()
    const code = (await page.locator('.code').first().innerText()).replace(/\D/g, '')
    check('the receipt has sixteen digits', code.length, 16)
    await seen('reach-receipt', page)
    await town.beat()

    await signIn(judge, town, 'pengch')
    await judge.page.goto(`${town.url}/console/reach-list`)
    await judge.page.locator('[data-opens]').first().waitFor()
    await seen('reach-list', judge.page)
    await judge.hand.press(judge.page.locator('[data-opens]').first())
    await judge.page.locator('.matter-head').waitFor()
    await seen('reach-matter', judge.page)
    await judge.hand.press(judge.page.getByRole('button', { name: '联系上了', exact: true }).first())
    const form = drawerOf(judge.page)
    await judge.hand.choose(form.locator('label.ant-radio-wrapper', { hasText: '电话' }))
    await judge.hand.write(form.getByLabel('哪天几点'), '今天下午三点')
    await judge.hand.write(form.getByLabel('说了什么', { exact: false }), '开庭改到下周三上午，传票今天寄出')
    await judge.hand.press(form.locator('.ant-btn-primary'))
    await judge.page.locator('.ant-drawer-mask').waitFor({ state: 'detached' })
    await judge.page.getByText('已联系，等当事人的话', { exact: true }).first().waitFor()
    await town.beat()

    await page.goto(`${town.url}/reach/${code}`)
    await page.getByText('开庭改到下周三上午，传票今天寄出').waitFor()
    await seen('reach-follow', page)
    await hand.press(page.getByRole('button', { name: '联系上了', exact: true }))
    await page.getByText('联系上了，这一件办完了。').waitFor()
    for (const one of people) check('no page failed, asked another host or broke a policy', one.wrong, [])
  } catch (error) {
    for (const [at, one] of people.entries()) await seen(`reach-failed-${at}`, one.page).catch(() => undefined)
    throw error
  } finally {
    for (const one of people) await one.leave()
  }
}
