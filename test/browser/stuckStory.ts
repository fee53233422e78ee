import type { Browser, Locator, Page } from 'playwright-core'
import { hardToHit } from './checks.ts'
import { hurry } from './rest.ts'
import { arrive, signIn } from './story.ts'
import type { Person, Seen, Size } from './story.ts'
import type { Town } from './town.ts'

const drawerOf = (page: Page): Locator => page.locator('.ant-drawer-content, .ant-drawer-section').last()
const radio = (inside: Locator | Page, label: string): Locator => inside.locator('label.ant-radio-wrapper', { hasText: label }).first()

/** What the window does on the matter's page: speaks with the citizen on the same day, lets it through the gate, settles it. */
const settle = async ({ page, hand }: Person, seen: Seen): Promise<void> => {
  const begin = (name: string) => hand.press(page.getByRole('button', { name, exact: true }).first())
  const send = async (then: string): Promise<void> => {
    await hand.press(drawerOf(page).getByRole('button', { name: '提交', exact: true }))
    await page.locator('.ant-drawer-mask').waitFor({ state: 'detached' })
    await page.getByText(then, { exact: true }).first().waitFor()
  }
  await hand.press(page.locator('.work-item a').first())
  await page.locator('.matter-head').waitFor()
  await seen('stuck-matter', page)
  await begin('已联系反映人')
  await hand.choose(radio(drawerOf(page), '电话'))
  await hand.write(drawerOf(page).getByLabel('说了什么、反映人怎么说'), '问清了：少一份样表，窗口可以代填')
  await send('问清了：少一份样表，窗口可以代填')
  await begin('把关：该受理未受理、该办成未办成')
  await hand.choose(radio(drawerOf(page), '申请了，没有受理'))
  await hand.choose(radio(drawerOf(page), '没有说出哪条规定'))
  await send('待分类')
  await seen('stuck-sorting', page)
  await begin('当场办成')
  await hand.write(drawerOf(page).getByLabel('当场怎么办成的', { exact: false }), '窗口代填样表，当场收件，给了受理单')
  await send('当场已办，等群众的话')
}

type Check = (what: string, is: unknown, shouldBe: unknown) => void

const answers = {
  item: '营业执照变更',
  where: '区政务大厅市场监管窗口',
  trips: '2',
  reason: '“样表不对，回去重填”',
  name: '柏秀',
  phone: '13900000000',
} as const

const wholeForm = async ({ page, hand }: Person): Promise<void> => {
  for (const [field, value] of Object.entries(answers)) await hand.write(page.locator(`[name=${field}]`), value)
}

/** B6: one question a screen in large type. What is not to be left empty says so, what may be is passed over, and an answer is changed at the end. */
const stepByStep = async ({ page, hand }: Person, seen: Seen, check: Check): Promise<void> => {
  const roomy = async (what: string) => check(`${what}: a finger that trembles hits it`, await hardToHit(page, 60), [])
  const next = () => hand.press(page.getByRole('button', { name: /^(下一题|改好了)$/ }))
  const asks = (question: string) => page.getByRole('heading', { name: question, exact: true }).waitFor()
  await hand.press(page.getByRole('link', { name: '一次只问一题（大字）' }))
  await asks('是哪一种')
  await seen('stuck-step-choice', page)
  await roomy('a choice')
  await next()
  await page.getByRole('alert').waitFor()
  await hand.press(page.getByText('受理了，该办成没有办成', { exact: true }))
  await next()
  const questions = [
    ['您想办什么事', answers.item],
    ['去哪里办的', '区政务大厅'],
    ['跑了几趟', answers.trips],
    ['他们怎么说的（照原话写）', answers.reason],
    ['他们说了是哪条规定吗？', ''],
    ['还想说什么？可不写', ''],
  ] as const
  for (const [question, answer] of questions) {
    await asks(question)
    if (answer !== '') await hand.write(page.getByRole('textbox'), answer)
    if (answer === answers.reason) {
      await seen('stuck-step', page)
      await roomy('an answer')
    }
    await next()
  }
  await asks('跟哪个窗口说')
  await hand.press(page.locator('label.choice').first())
  await next()
  await asks('替谁办')
  await next()
  await asks('怎么称呼您')
  await hand.write(page.getByRole('textbox'), answers.name)
  await next()
  await asks('您的电话')
  await hand.write(page.getByRole('textbox'), answers.phone)
  await next()
  await asks('要不要优先办理？')
  await hand.press(page.getByText('要，请优先', { exact: true }))
  await next()
  await asks('您是在帮别人填吗？写上您怎么称呼（可不写）')
  await next()
  await asks('请看一看，对不对')
  await seen('stuck-step-all', page)
  await roomy('all answers')
  await hand.press(page.getByRole('button', { name: '改一改: 去哪里办的' }))
  await hand.write(page.getByRole('textbox'), answers.where)
  await next()
  await page.getByText(answers.where, { exact: true }).waitFor()
}

/** B1 to B4 on a real house: told online, spoken with the same day, settled, judged by the citizen, and counted for it; and one taken in at the counter. */
export const playStuckStory = async (browser: Browser, town: Town, size: Size, seen: Seen, check: Check): Promise<void> => {
  const people: Person[] = []
  const person = async (login?: string): Promise<Person> => {
    // An answer that is missing is told with the page's status, which the browser puts on its console.
    const one = await arrive(browser, town, size, login === undefined ? [/422/] : [])
    people.push(one)
    await hurry(one.page)
    if (login !== undefined) await signIn(one, town, login)
    return one
  }
  try {
    const citizen = await person()
    const told = citizen.page
    await told.goto(`${town.url}/stuck`)
    await (size === 'phone' ? stepByStep : wholeForm)(citizen, seen, check)
    await seen('stuck-told', told)
    await citizen.hand.press(told.getByRole('button', { name: '交给窗口' }))
    await told.getByRole('heading', { name: '收到了' }).waitFor()
    await seen('stuck-receipt', told)
    const code = (await told.locator('.code').first().innerText()).replace(/\D/g, '')
    check('the receipt has sixteen digits', code.length, 16)
    await town.beat()

    const clerk = await person('liaotl')
    const { page, hand } = clerk
    await settle(clerk, seen)
    await town.beat()

    await told.goto(`${town.url}/stuck/${code}`)
    await told.getByText('窗口代填样表，当场收件，给了受理单').waitFor()
    await told.getByText('请在这天以前告诉我们').waitFor()
    await told.getByText('窗口直接办').waitFor()
    await seen('stuck-follow', told)
    await citizen.hand.press(told.getByRole('button', { name: '解决了', exact: true }))
    await told.locator('[role=status]').first().waitFor()
    await town.beat()

    await hand.press(page.locator('[data-page=stuckLedger]').first())
    const satisfied = page.locator('a.figure', { hasText: '本人说解决了' })
    await satisfied.waitFor()
    check('the board counts the citizen’s own word', await satisfied.locator('b').innerText(), '1')
    await hand.press(satisfied)
    await page.getByText('营业执照变更').first().waitFor()
    await seen('stuck-ledger', page)

    // At the counter: nobody is turned away, and the code is read out.
    await hand.press(page.locator('[data-page=stuckIntake]').first())
    const form = page.locator('form#stuck-intake')
    await form.waitFor()
    await hand.write(page.getByLabel('想办什么事'), '老楼加装电梯')
    await hand.write(page.getByLabel('去哪里办的'), '区住建局窗口')
    await hand.choose(radio(form, '跑了好几趟'))
    await hand.write(page.getByLabel('怎么称呼'), '安桂芳')
    await hand.write(page.getByLabel('电话', { exact: true }), '13900000000')
    await hand.choose(radio(form, '申请了，没有受理'))
    await hand.choose(radio(form, '没说出哪条规定'))
    await page.getByText('可以受理。登记后直接进入分类，选怎么办。').waitFor()
    await hand.choose(form.locator('label.ant-checkbox-wrapper', { hasText: '优先办理' }))
    await hand.choose(form.locator('label.ant-checkbox-wrapper', { hasText: '已经和本人说了' }))
    await seen('stuck-intake', page)
    await hand.press(page.getByRole('button', { name: '登记', exact: true }))
    await page.getByText('已记当天联系。已经受理，下一步：选怎么办。').waitFor()
    check('the receipt is read out in four groups', /^(\d{4} ){3}\d{4}$/.test(await page.locator('.receipt-code').innerText()), true)
    await seen('stuck-slip', page)
    await hand.press(page.getByRole('link', { name: '打开这件' }))
    await page.getByText('待分类', { exact: true }).first().waitFor()
    for (const one of people) check('no page failed, asked another host or broke a policy', one.wrong, [])
  } catch (error) {
    for (const [at, one] of people.entries()) await seen(`stuck-failed-${at}`, one.page).catch(() => undefined)
    throw error
  } finally {
    for (const one of people) await one.leave()
  }
}
