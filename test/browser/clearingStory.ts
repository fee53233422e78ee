import { randomUUID } from 'node:crypto'
import type { Browser, Locator, Page } from 'playwright-core'
import { wordsOfDocx } from '../paperText.ts'
import { arriveByHand, downloaded } from './story.ts'
import type { Person, Seen, Size } from './story.ts'
import { comeIn, through } from './through.ts'
import type { Town } from './town.ts'

type Check = (what: string, is: unknown, shouldBe: unknown) => void
const drawerOf = (page: Page): Locator => page.locator('.ant-drawer-content, .ant-drawer-section').last()
const send = async ({ page, hand }: Person): Promise<void> => {
  await hand.press(drawerOf(page).locator('.ant-btn-primary'))
  await page.locator('.ant-drawer-mask').waitFor({ state: 'detached' })
}

const items = ['三单元加装电梯', '五单元加装电梯', '七单元加装电梯']

/** Three of one kind and cause at the window of 禾田区, given to the housing desk; what comes again a month draws together. @returns their ids */
const given = async (town: Town): Promise<readonly string[]> => {
  const window = await through(town, 'fengxia')
  const [housing] = (await window.get<{ items: { id: string }[] }>('/api/units?search=ht.hall.housing')).items
  const told = { window: 'hetian', channel: 'window', whom: 'person', category: 'not_accepted', where: '区住建局窗口', trips: 2 }
  const matters: string[] = []
  for (const item of items) {
    const asked = { ...told, item, reason: '“先等着。”', name: '安桂芳', phone: '10000170003', key: randomUUID() }
    const { matter } = await window.post<{ matter: string }>('/api/stuck/intake', asked)
    await window.act(matter, 'record_contact', { how: 'phone', told: '问清了经过和材料' })
    await window.act(matter, 'accept', { applied: 'not_accepted', rule: 'none_named' })
    await window.act(matter, 'mark_complex', { why: '涉及住建、自然资源两家' })
    await window.act(matter, 'assign_joint', { unit: housing!.id, ground: '既有住宅加装电梯', task: '牵头联审，一次办成' })
    matters.push(matter)
  }
  await town.beat()
  return matters
}

/** B9: of the week's list one line is explained, one escalated, one cleared; the month's draft opens the lines of a number and is taken away as a paper. */
export const playClearingStory = async (browser: Browser, town: Town, size: Size, seen: Seen, check: Check): Promise<void> => {
  const one = await arriveByHand(browser, town, size)
  const { page, hand } = one
  const field = (label: string): Locator => drawerOf(page).getByLabel(label, { exact: false })
  const list = `${town.url}/console/stuck-clearing`
  const open = async (matter: string): Promise<void> => {
    if (page.url() !== list) await page.goto(list)
    await hand.press(page.locator(`a.number[href$="/matters/${matter}"]`))
    await page.locator('.matter-head').waitFor()
  }
  const begin = (name: string) => hand.press(page.getByRole('button', { name, exact: true }).first())
  try {
    await town.at('2026-10-12T09:30:00+08:00')
    const [explained, escalated, cleared] = (await given(town)) as [string, string, string]
    await town.at('2026-10-16T09:00:00+08:00')
    await comeIn(one, town, 'zouwy', 'stuck-clearing')
    await page.getByText('三单元加装电梯').first().waitFor()
    await seen('clearing-list', page)
    await open(explained)
    await begin('周清：说明为什么还没办完')
    await hand.write(field('为什么这周还没办完'), '自然资源的意见周一才到，周三联审')
    await hand.write(field('哪天办成'), '2026-10-21')
    await send(one)
    await open(escalated)
    await begin('周清：办不下去，报上级定')
    await hand.write(field('卡在哪里'), '两家意见不一致，请定由谁先出意见')
    await send(one)
    const lead = await through(town, 'zouwy')
    const answer = { found: '两家互为前置', measure: '一张联审单，当天收件', result: 'done', root: 'several_units' }
    await lead.act(cleared, 'answer', answer)
    await page.goto(list)
    await page.getByText('自然资源的意见周一才到').first().waitFor()
    await seen('clearing-done', page)
    const { units } = await lead.get<{ units: Record<string, number>[] }>('/api/stuck/clearing?week=2026-10-16')
    check('nothing of the list is left', [units[0]!['listed'], units[0]!['open'], units[0]!['cleared']], [3, 0, 1])

    await town.at('2026-10-21T09:00:00+08:00')
    for (const matter of [explained, escalated]) await lead.act(matter, 'answer', answer)
    await town.at('2026-10-30T09:00:00+08:00')
    await town.at('2026-11-02T09:00:00+08:00')
    await comeIn(one, town, 'lianggp', 'stuck-months')
    await page.getByText('几个部门来回').first().waitFor()
    const lines = page.locator('#lines ~ *')
    await hand.press(page.locator(`a.number[href*="figure=closed"]`).last())
    await page.waitForURL('**figure=closed**')
    for (const item of items) await lines.getByText(item).first().waitFor()
    await seen('months-lines', page)
    const [paper] = await Promise.all([page.waitForEvent('download'), begin('月结表（Word）')])
    const text = wordsOfDocx(await downloaded(paper))
    check(
      'the paper is the month as it was drafted',
      ['2026年10月', '区住建局窗口', '几个部门来回'].filter(word => !text.includes(word)),
      [],
    )
    check('no page failed, asked another host or broke a policy', one.wrong, [])
  } catch (error) {
    await seen('clearing-failed', page).catch(() => undefined)
    throw error
  } finally {
    await one.leave()
  }
}
