import type { Browser, Locator, Page } from 'playwright-core'
import { hurry } from './rest.ts'
import { arrive, signIn } from './story.ts'
import type { Seen, Size } from './story.ts'
import type { Town } from './town.ts'

const drawerOf = (page: Page): Locator => page.locator('.ant-drawer-content, .ant-drawer-section').last()

/** A lawyer hands papers in at the outpost; they are sealed and given, the judge signs for them, and she reads it on her page. */
export const playTransferStory = async (
  browser: Browser,
  town: Town,
  size: Size,
  seen: Seen,
  check: (what: string, is: unknown, shouldBe: unknown) => void,
): Promise<void> => {
  const clerk = await arrive(browser, town, size)
  const party = await arrive(browser, town, size)
  const judge = await arrive(browser, town, size)
  const people = [clerk, party, judge]
  try {
    for (const one of people) await hurry(one.page)
    const { page, hand } = clerk
    const act = async (on: typeof clerk, name: string, fill: (form: Locator) => Promise<void>, then: string): Promise<void> => {
      await on.hand.press(on.page.getByRole('button', { name, exact: true }).first())
      await fill(drawerOf(on.page))
      await on.hand.press(drawerOf(on.page).locator('.ant-btn-primary'))
      await on.page.locator('.ant-drawer-mask').waitFor({ state: 'detached' })
      await on.page.getByText(then, { exact: true }).first().waitFor()
    }
    await signIn(clerk, town, 'chengsu')
    await page.goto(`${town.url}/console/transfer-intake`)
    await hand.write(page.getByLabel('给哪位承办人'), '彭川')
    await hand.write(page.getByLabel('案号或事由'), '买卖合同纠纷')
    await hand.write(page.getByLabel('什么材料'), '起诉状')
    await hand.write(page.getByLabel('共几页'), '12')
    await hand.write(page.getByLabel('怎么称呼'), '柯律师')
    await seen('transfer-intake', page)
    await hand.press(page.getByRole('button', { name: '登记，出回执' }))
    const code = (await page.locator('.receipt-code').innerText()).replaceAll(' ', '')
    check('the receipt has sixteen digits', /^\d{16}$/.test(code), true)
    await seen('transfer-receipt', page)
    await hand.press(page.getByRole('link', { name: '打开这件，封袋' }))
    await page.locator('.matter-head').waitFor()
    await act(
      clerk,
      '清点、封袋',
      async form => {
        await hand.write(form.getByLabel('封袋号'), 'SH-2609-11')
        await hand.choose(form.locator('label.ant-checkbox-wrapper, .ant-switch, label.ant-radio-wrapper').first())
      },
      '已封袋，在接转点',
    )
    await seen('transfer-bag', page)
    await act(clerk, '交给承办人单位', async () => undefined, '已交出，待承办人签收')

    await signIn(judge, town, 'pengch')
    await judge.page.goto(`${town.url}/console/transfer-list`)
    await judge.page.locator('a.figure', { hasText: '正送来' }).waitFor()
    await seen('transfer-list', judge.page)
    await judge.hand.write(judge.page.getByLabel('扫码或输入', { exact: true }), 'sh-2609-11')
    await judge.hand.press(judge.page.getByRole('button', { name: '找这一袋' }))
    await judge.page.locator('.matter-head').waitFor()
    await act(
      judge,
      '签收（承办人单位）',
      async form => {
        await judge.hand.write(form.getByLabel('封袋号'), 'SH-2609-11')
        await judge.hand.choose(form.locator('label.ant-radio-wrapper', { hasText: '完好' }))
      },
      '承办人已签收，待核点',
    )
    await party.page.goto(`${town.url}/transfer/${code}`)
    await party.page.getByText('已经签收，正在照清单核点').first().waitFor()
    await seen('transfer-follow', party.page)
    for (const one of people) check('no page failed, asked another host or broke a policy', one.wrong, [])
  } catch (error) {
    for (const [at, one] of people.entries()) await seen(`transfer-failed-${at}`, one.page).catch(() => undefined)
    throw error
  } finally {
    for (const one of people) await one.leave()
  }
}
