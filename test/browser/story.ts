import type { Browser, BrowserContextOptions, Download, Locator, Page } from 'playwright-core'
import { notSignedIn, watch } from './checks.ts'
import { finger, keyboard, mouse } from './hands.ts'
import type { Hand } from './hands.ts'
import { hurry } from './rest.ts'
import { townPassword } from './town.ts'
import type { Town } from './town.ts'

export type Size = 'phone' | 'desktop'

export const sizes: Readonly<Record<Size, BrowserContextOptions>> = {
  phone: {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    deviceScaleFactor: 2,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  },
  desktop: { viewport: { width: 1366, height: 768 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' },
}

/** One person with a browser of their own. On a phone they use a finger, at a desk nothing but the keyboard. */
export interface Person {
  readonly page: Page
  readonly hand: Hand
  readonly wrong: readonly string[]
  readonly leave: () => Promise<void>
}

export const arrive = async (browser: Browser, town: Pick<Town, 'url'>, size: Size, expected: readonly RegExp[] = []): Promise<Person> => {
  const context = await browser.newContext(sizes[size])
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  return {
    page,
    hand: size === 'phone' ? finger(page) : keyboard(page),
    wrong: watch(page, town.url, [notSignedIn, ...expected]),
    leave: () => context.close(),
  }
}

/** With a finger or a mouse, and nothing moves for long. */
export const arriveByHand = async (browser: Browser, town: Pick<Town, 'url'>, size: Size): Promise<Person> => {
  const one = await arrive(browser, town, size)
  await hurry(one.page)
  return size === 'phone' ? one : { ...one, hand: mouse(one.page) }
}

export const signIn = async ({ page, hand }: Person, town: Town, login: string): Promise<void> => {
  await page.goto(`${town.url}/console`)
  const account = page.getByLabel('账号')
  await account.waitFor()
  await hand.write(account, login)
  await hand.write(page.getByLabel('密码', { exact: true }), townPassword)
  await hand.press(page.getByRole('button', { name: '登录', exact: true }))
  // The page one signs in on has a main part and a heading of its own.
  await page.locator('#main h1').waitFor()
}

/** A photograph as small as it may be: what is taken in is drawn anew from its pixels, which takes seconds for a whole screen. */
export const pictureOf = (page: Page): Promise<Buffer> =>
  page.screenshot({ type: 'jpeg', quality: 60, clip: { x: 0, y: 0, width: 160, height: 120 } })

/** A file as the browser was given it. */
export const downloaded = async (download: Download): Promise<Buffer> => {
  const parts: Uint8Array[] = []
  for await (const part of await download.createReadStream()) parts.push(part as Uint8Array)
  return Buffer.concat(parts)
}

/** A page of the story has been reached: the test looks for faults, the camera takes its picture. */
export type Seen = (name: string, page: Page) => Promise<void>

const drawerOf = (page: Page): Locator => page.locator('.ant-drawer-content, .ant-drawer-section').last()
const done = (page: Page): Promise<void> => page.locator('.ant-drawer-mask').waitFor({ state: 'detached' })
const option = (drawer: Locator, label: string): Locator => drawer.locator('label.ant-radio-wrapper', { hasText: label }).first()

/** What one leader does in one round: from the list to the second contact. */
const callAndPutRight = async (
  who: Person,
  given: { readonly seen: Seen; readonly round: string; readonly by: string; readonly from: string; readonly attempt: boolean },
): Promise<void> => {
  const { page, hand } = who
  const { seen, round } = given
  const begin = (name: string) => hand.press(page.getByRole('button', { name, exact: true }).first())
  const send = (name = '提交') => hand.press(drawerOf(page).getByRole('button', { name, exact: true }))

  await seen(`work${round}`, page)
  await hand.press(page.locator('.work-item a').first())
  await page.locator('.call-card').waitFor()
  await seen(`card${round}`, page)

  await begin('查看号码')
  await drawerOf(page).getByText('查看一次记一次').waitFor()
  await seen(`purpose${round}`, page)
  await send('查看号码')
  await page.getByRole('link', { name: /^拨打/ }).waitFor()
  await done(page)
  if (given.attempt) {
    await begin('没打通')
    await drawerOf(page).locator('form').waitFor()
    await send()
    await page.getByText('已打1次').waitFor()
    await done(page)
  }
  await seen(`number${round}`, page)

  await begin('打通了，记下来')
  await hand.write(drawerOf(page).getByLabel('哪里没办好（群众的话）'), '领款要填三张表，同样的内容写了三遍')
  await hand.choose(option(drawerOf(page), '文书材料'))
  await hand.choose(option(drawerOf(page), '机制'))
  await seen(`record${round}`, page)
  await send()
  await page.getByRole('button', { name: '交办整改', exact: true }).waitFor()
  await done(page)

  await begin('交办整改')
  await hand.choose(option(drawerOf(page), '文书材料'))
  await hand.write(drawerOf(page).getByLabel('要改什么', { exact: false }), '把领款用的几张表合并成一张，已有的信息由系统带出')
  await hand.write(drawerOf(page).getByLabel('责任人', { exact: false }), '执行窗口负责人')
  await hand.write(drawerOf(page).getByLabel('改好日期', { exact: false }), given.by)
  await send()
  await page.getByRole('button', { name: '已整改，填反馈', exact: true }).waitFor()
  await done(page)
  await seen(`ordered${round}`, page)

  const photograph = await pictureOf(page)
  await begin('已整改，填反馈')
  await hand.write(drawerOf(page).getByLabel('查到的问题', { exact: false }), '领款用的表有三张，内容重复')
  await hand.write(drawerOf(page).getByLabel('改的办法', { exact: false }), '三张表合并为一张，地址电话只填一次，窗口可以代录')
  await hand.write(drawerOf(page).getByLabel('哪天起', { exact: false }), given.from)
  await hand.write(drawerOf(page).getByLabel('责任人', { exact: false }), '执行窗口负责人')
  await hand.choose(option(drawerOf(page), '现场照片'))
  await hand.give(drawerOf(page).getByRole('button', { name: /选择文件或拍照/ }), {
    name: '新表.jpg',
    mimeType: 'image/jpeg',
    buffer: photograph,
  })
  await drawerOf(page).getByRole('button', { name: '去掉 新表.jpg' }).waitFor()
  await seen(`repair${round}`, page)
  await send()
  await page.getByRole('button', { name: '已二次联系', exact: true }).waitFor()
  await done(page)

  await begin('已二次联系')
  await hand.choose(option(drawerOf(page), '电话'))
  await hand.write(drawerOf(page).getByLabel('告知了什么', { exact: false }), '告知以后领款只填一张表，请您自己看过再说行不行')
  await send()
  await page.getByText('等群众的话').first().waitFor()
  await done(page)
  await seen(`contacted${round}`, page)
}

export interface Told {
  readonly matter: string
  readonly code: string
}

/**
 * The story of A1 to A6 on a real house: a low mark, a call, a repair, a no, a second round by another person, a yes;
 * and what those above and beside may see of it. The town's clock stands at 16 September 2026.
 */
export const playStory = async (
  browser: Browser,
  town: Town,
  size: Size,
  seen: Seen,
  check: (what: string, is: unknown, shouldBe: unknown) => void,
): Promise<Told> => {
  const people: Person[] = []
  const person = async (login?: string, expected?: readonly RegExp[]): Promise<Person> => {
    const one = await arrive(browser, town, size, expected)
    people.push(one)
    if (login !== undefined) await signIn(one, town, login)
    return one
  }
  try {
    // The citizen opens the link, taps a low mark, picks a reason, wishes a call and keeps the code.
    const link = await town.serve('story-1')
    const citizen = await person()
    await citizen.page.goto(link)
    await seen('rate', citizen.page)
    const face = citizen.page
      .locator('.faces')
      .first()
      .locator('.face')
      .filter({ has: citizen.page.locator('[name=overall][value="2"]') })
    await citizen.hand.choose(face)
    await citizen.hand.choose(citizen.page.locator('label.choice', { hasText: '同样的内容填了好几遍' }))
    await seen('rated', citizen.page)
    await citizen.hand.press(citizen.page.locator('summary', { hasText: '要不要给您回个话' }))
    for (const [field, value] of [
      ['wish', 'phone'],
      ['by', 'department'],
      ['number', 'other'],
    ])
      await citizen.hand.choose(citizen.page.locator(`label.choice:has([name=${field}][value=${value}])`))
    await citizen.hand.write(citizen.page.getByLabel('电话号码'), '13900000000')
    await seen('wished', citizen.page)
    await citizen.hand.press(citizen.page.locator('main form button.button').last())
    await citizen.page.waitForURL('**/receipt/**')
    await seen('receipt', citizen.page)
    const code = (await citizen.page.locator('.slip .code').innerText()).replace(/\D/g, '')
    check('the receipt has sixteen digits', code.length, 16)

    // The leader is announced, without a name, and calls.
    await town.beat()
    const announced = town.messages().filter(message => message.to === '10000000008')
    check('the leader is told once', announced.length, 1)
    check('the message names nobody', /邓|陆|139/.test(announced[0]?.text ?? ''), false)
    await town.at('2026-09-17T10:00:00+08:00')
    const leader = await person('hanfang')
    await callAndPutRight(leader, { seen, round: '', by: '2026-09-21', from: '2026-09-21', attempt: true })
    const matter = leader.page.url().split('/').at(-1)!
    // She goes back to her list: from the citizen's no on, the matter is another caller's and no page of hers.
    await leader.page.goto(`${town.url}/console/work`)
    await leader.page.locator('.ant-empty, .work-item').first().waitFor()
    await town.beat()

    // The citizen reads the answer and says no: another person, one step higher, begins anew.
    const follow = `${town.url}/follow/${code}`
    await citizen.page.goto(follow)
    await seen('follow', citizen.page)
    await citizen.hand.press(citizen.page.getByRole('button', { name: '没解决，请再办' }))
    await citizen.page.locator('[role=status]').first().waitFor()
    await seen('again', citizen.page)
    await town.beat()
    const committee = await person('zhouyq')
    await committee.page.locator('a.figure').first().waitFor()
    check('the committee sees five counts', await committee.page.locator('a.figure').count(), 5)
    await seen('board', committee.page)
    await committee.hand.press(committee.page.locator('a.figure', { hasText: '群众说没解决' }))
    await committee.page.locator('main section a.number').first().waitFor()
    await seen('board-list', committee.page)
    const listed = await committee.page.locator('main').innerText()
    check('the list has neither names nor words', /邓|韩芳|陆小满|139|三张表|三遍/.test(listed), false)

    await town.at('2026-09-21T09:30:00+08:00')
    const above = await person('shenyue')
    await callAndPutRight(above, { seen, round: '-second', by: '2026-09-24', from: '2026-09-23', attempt: false })
    check('it is the same matter', above.page.url().split('/').at(-1), matter)
    await town.beat()
    await leader.page.goto(`${town.url}/console/work`)
    await leader.page.locator('.work-item').first().waitFor()
    const waiting = await leader.page.locator('.work-item').allInnerTexts()
    check('it waits no longer for the first caller: a line of this week’s list is all that does', waiting.length, 1)
    check('the line is an order to put right', waiting[0]!.includes('整改要求 · 待改'), true)
    await seen('work-order', leader.page)

    // Solved, says the citizen; and that somebody pressed her.
    await citizen.page.goto(follow)
    await seen('follow-second', citizen.page)
    await citizen.hand.press(citizen.page.getByRole('button', { name: '解决了', exact: true }))
    await citizen.page.locator('[role=status]').first().waitFor()
    await seen('solved', citizen.page)
    await citizen.hand.press(citizen.page.locator('summary', { hasText: '有人追问是谁评的' }))
    await citizen.hand.write(citizen.page.locator('#hurt-words'), '有人打电话来问是不是我评的，劝我改成满意')
    await citizen.hand.press(citizen.page.locator('button[name=hurt]'))
    await citizen.page.locator('[role=status]').first().waitFor()
    await seen('hurt', citizen.page)
    await town.beat()

    // The stationed discipline group has it; the department has neither item nor count.
    const stationed = await person('guosz')
    await stationed.page.locator('.chain').waitFor()
    await seen('desk', stationed.page)
    await stationed.hand.press(stationed.page.getByRole('link', { name: '我的工作' }))
    await stationed.page.locator('.work-item a', { hasText: '保密举报' }).first().waitFor()
    await seen('sealed-work', stationed.page)
    await stationed.hand.press(stationed.page.locator('.work-item a').first())
    await stationed.page.getByText('劝我改成满意').waitFor()
    await seen('sealed', stationed.page)
    const sealed = stationed.page.url().split('/').at(-1)!
    for (const login of ['hanfang', 'luxm', 'luocz', 'zhouyq']) {
      const context = await browser.newContext(sizes[size])
      await context.request.post(`${town.url}/api/session`, { data: { login, password: townPassword } })
      const all = await (await context.request.get(`${town.url}/api/matters?limit=200`)).text()
      check(`${login} has no item of the sealed lane`, [all.includes(sealed), all.includes('"report"')], [false, false])
      check(`${login} finds nothing there`, (await context.request.get(`${town.url}/api/matters/${sealed}`)).status(), 404)
      await context.close()
    }
    await committee.page.goto(`${town.url}/console/loop-health`)
    await committee.page.locator('a.figure').first().waitFor()
    await seen('board-after', committee.page)
    await committee.page.goto(`${town.url}/console/evaluation`)
    await committee.page.locator('.filters').waitFor()
    await seen('evaluation', committee.page)
    for (const one of people) check('no page failed, asked another host or broke a policy', one.wrong, [])
    return { matter, code }
  } catch (error) {
    for (const [at, one] of people.entries()) await seen(`failed-${at}`, one.page).catch(() => undefined)
    throw error
  } finally {
    for (const one of people) await one.leave()
  }
}
