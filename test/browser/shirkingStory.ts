import { randomUUID } from 'node:crypto'
import type { Browser, Locator } from 'playwright-core'
import { wordsOfDocx } from '../paperText.ts'
import { arriveByHand, downloaded } from './story.ts'
import type { Seen, Size } from './story.ts'
import { comeIn, through } from './through.ts'
import type { Town } from './town.ts'

type Check = (what: string, is: unknown, shouldBe: unknown) => void
const [lift, land] = ['既有住宅加装电梯', '不动产登记与用地核实']

/** A matter that two units have sent to each other: taken in, given, returned, given on, returned again. */
const sentOn = async (town: Town): Promise<{ readonly matter: string; readonly code: string }> => {
  const [window, housing, other] = [await through(town, 'fengxia'), await through(town, 'zouwy'), await through(town, 'morg')]
  const unit = async (code: string): Promise<string> =>
    (await window.get<{ items: { id: string }[] }>(`/api/units?search=${code}`)).items[0]!.id
  const told = { window: 'hetian', channel: 'window', whom: 'person', category: 'not_accepted', where: '住建、自然资源两个窗口', trips: 5 }
  const asked = { ...told, item: '九单元加装电梯', reason: '“不归我们。”', name: '安桂芳', phone: '10000170003', key: randomUUID() }
  const { matter, code } = await window.post<{ matter: string; code: string }>('/api/stuck/intake', asked)
  await window.act(matter, 'record_contact', { how: 'in_person', told: '七户都签了字，跑了五趟' })
  await window.act(matter, 'accept', { applied: 'not_accepted', rule: 'none_named' })
  await window.act(matter, 'assign_joint', { unit: await unit('ht.hall.housing'), ground: lift, task: '牵头联审，一次办成' })
  await town.at('2026-11-10T15:00:00+08:00')
  await housing.act(matter, 'return_item', { ground: land, why: '先要用地意见' })
  await town.at('2026-11-10T17:00:00+08:00')
  await window.act(matter, 'assign_joint', { unit: await unit('ht.hall.land'), ground: land, task: '先出用地意见' })
  await town.at('2026-11-11T09:00:00+08:00')
  await other.act(matter, 'return_again', { ground: lift, why: '应由住建牵头' })
  await town.at('2026-11-11T11:00:00+08:00')
  return { matter, code }
}

/** C10: the second return forces a lead from the register of powers, the hours stand with whoever sent it on, her word ends it, and the paper says so. */
export const playShirkingStory = async (browser: Browser, town: Town, size: Size, seen: Seen, check: Check): Promise<void> => {
  const one = await arriveByHand(browser, town, size)
  const { page, hand } = one
  const drawer: Locator = page.locator('.ant-drawer-content, .ant-drawer-section').last()
  const press = (name: string) => hand.press(page.getByRole('button', { name, exact: true }).first())
  try {
    await town.at('2026-11-10T09:00:00+08:00')
    const { matter, code } = await sentOn(town)
    await comeIn(one, town, 'lianggp', `matters/${matter}`)
    await page.getByText('退回2次').first().waitFor()
    await seen('shirking-returned', page)
    await press('按权责清单定牵头')
    await hand.write(drawer.getByLabel('按权责清单上的哪一项', { exact: false }), lift)
    await hand.write(drawer.getByLabel('为什么由它牵头', { exact: false }), '清单写明住建牵头')
    await hand.press(drawer.locator('.ant-btn-primary'))
    await page.locator('.ant-drawer-mask').waitFor({ state: 'detached' })
    await page.getByText('正在办理', { exact: true }).first().waitFor()
    const charged = await page.locator('.ant-card', { hasText: '自然资源窗口' }).first().innerText()
    check('hours stand with whoever sent it on', [/区住建局窗口[^\n]*8/.test(charged), /自然资源窗口[^\n]*18/.test(charged)], [true, true])
    await seen('shirking-lead', page)

    const lead = await through(town, 'zouwy')
    await lead.act(matter, 'answer', { found: '两家互为前置', measure: '改为联审，开工单已发', result: 'done', root: 'several_units' })
    await town.beat()
    await page.goto(`${town.url}/stuck/${code}`)
    await press('解决了')
    await page.locator('[role=status]').first().waitFor()
    await town.beat()
    await comeIn(one, town, 'fengxia', `matters/${matter}`)
    await page.getByText('解决', { exact: true }).first().waitFor()
    await seen('shirking-closed', page)
    const [paper] = await Promise.all([page.waitForEvent('download'), hand.press(page.getByText('办结反馈单', { exact: false }).first())])
    const text = wordsOfDocx(await downloaded(paper))
    check(
      'the paper says that a lead was forced and how it ended',
      ['再次退回：请督办单位定牵头', '按权责清单定牵头', '改为联审，开工单已发'].filter(word => !text.includes(word)),
      [],
    )
    check('no page failed, asked another host or broke a policy', one.wrong, [])
  } catch (error) {
    await seen('shirking-failed', page).catch(() => undefined)
    throw error
  } finally {
    await one.leave()
  }
}
