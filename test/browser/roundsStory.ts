import { randomUUID } from 'node:crypto'
import type { Browser, Locator, Page } from 'playwright-core'
import { importOrg } from '../../src/org/import/index.ts'
import { wordsOfPdf } from '../paperText.ts'
import { arriveByHand, downloaded, pictureOf } from './story.ts'
import type { Person, Seen, Size } from './story.ts'
import { comeIn, through } from './through.ts'
import { townPassword } from './town.ts'
import type { Town } from './town.ts'

type Check = (what: string, is: unknown, shouldBe: unknown) => void
const drawerOf = (page: Page): Locator => page.locator('.ant-drawer-content, .ant-drawer-section').last()
const field = (page: Page, label: string): Locator => drawerOf(page).getByLabel(label, { exact: false })
const begin = ({ page, hand }: Person, name: string): Promise<void> => hand.press(page.getByRole('button', { name, exact: true }).first())
const send = async ({ page, hand }: Person): Promise<void> => {
  await hand.press(drawerOf(page).locator('.ant-btn-primary'))
  await page.locator('.ant-drawer-mask').waitFor({ state: 'detached' })
}

/** Whoever leads a place that may be drawn; the draw alone says which. Two of them have no account in the town's register yet. */
const leads = { 政务服务中心: 'maoyt', 综合窗口: 'jiangxy', 办不成事窗口: 'wuyk' } as const
const openAccounts = async ({ house }: Town): Promise<void> => {
  const people = 'code,name,phone,login\nYX0069,毛雨桐,10000000069,maoyt\nYX0151,武永康,10000000151,wuyk\n'
  const given = { city: house.city, texts: { people }, passwordOf: () => townPassword, mustChange: false }
  const { faults } = await importOrg(house.as, house.keys, given)
  if (faults.length > 0) throw new Error(JSON.stringify(faults))
}

/** B8: the drawn inspection is made by its list, what was found becomes a matter of the place, is put right and looked at again. */
const inspection = async (one: Person, town: Town, seen: Seen, check: Check): Promise<void> => {
  const { page, hand } = one
  const office = await through(town, 'weijy')
  const { items } = await office.get<{ items: { id: string }[] }>('/api/matters?kind=inspection&open=true')
  const drawn = items[0]!.id
  check('one is drawn a week', items.length, 1)
  await comeIn(one, town, 'weijy', 'inspections')
  await page.getByRole('heading', { name: '随机抽查的抽取' }).waitFor()
  await seen('inspections', page)
  await hand.press(page.locator(`[data-opens][href$="/matters/${drawn}"]`))
  await page.locator('.matter-head').waitFor()
  await seen('inspection', page)
  const { card } = await office.get<{ card: { day: string; hour: string; placeName: keyof typeof leads } }>(`/api/matters/${drawn}`)
  await town.at(`${card.day}T${card.hour}:00+08:00`)
  await begin(one, '第2项：记问题')
  await hand.write(field(page, '几点看到的'), '10:20')
  await hand.write(field(page, '看到了什么'), '一次性告知书在抽屉里，没有给到群众')
  await hand.give(drawerOf(page).getByRole('button', { name: /选择文件或拍照/ }), {
    name: '抽屉.jpg',
    mimeType: 'image/jpeg',
    buffer: await pictureOf(page),
  })
  await drawerOf(page).getByRole('button', { name: '去掉 抽屉.jpg' }).waitFor()
  await seen('inspection-finding', page)
  await send(one)
  await begin(one, '巡查完了')
  await hand.write(field(page, '几点到'), '10:05')
  await hand.write(field(page, '几点走'), '10:50')
  await hand.write(field(page, '总的情况'), '其余各项都好')
  await send(one)
  await page.getByText('巡查完了', { exact: true }).first().waitFor()
  await town.beat()

  const found = await office.get<{ items: { id: string }[] }>('/api/matters?kind=finding&open=true')
  const finding = found.items[0]!.id
  check('one matter came of it', found.items.length, 1)
  await comeIn(one, town, leads[card.placeName], `matters/${finding}`)
  await page.getByText('一次性告知书在抽屉里，没有给到群众').first().waitFor()
  await page.locator('.photos img').first().waitFor()
  await seen('finding', page)
  await begin(one, '改好了，报复查')
  await hand.write(field(page, '怎么改的'), '告知书放到窗口外侧，取号时一并给')
  await send(one)
  await page.getByText('已整改，待复查', { exact: true }).first().waitFor()
  await town.beat()

  await comeIn(one, town, 'weijy', `matters/${finding}`)
  await begin(one, '复查合格')
  await send(one)
  await page.getByText('复查合格', { exact: true }).first().waitFor()
  await seen('finding-over', page)
  const [paper] = await Promise.all([page.waitForEvent('download'), begin(one, '一件一档（PDF）')])
  const text = (await wordsOfPdf(await downloaded(paper))).join('\n')
  check('its file tells what was found and how it ended', [text.includes('告知书放到窗口外侧'), text.includes('复查合格')], [true, true])
}

/** A suggestion of a visit goes to the unit that answers it, and back to whoever raised it. */
const suggestion = async (one: Person, town: Town, seen: Seen, check: Check): Promise<void> => {
  const { page, hand } = one
  const visitor = await through(town, 'jiangyf')
  const unitOf = async (code: string): Promise<string> =>
    (await visitor.get<{ items: { id: string; code: string }[] }>(`/api/units?search=${code}`)).items.find(unit => unit.code === code)!.id
  const words = '路口红绿灯旁边加一块大字的提示牌'
  const { opened } = await visitor.post<{ opened: { matter: string }[] }>('/api/rounds/visits', {
    campaign: 'visits',
    unit: await unitOf('ld.police.dukou'),
    visitedOn: '2026-09-21',
    place: '临江社区',
    visitors: '江一帆、杜锦程',
    key: randomUUID(),
    concerns: [{ kind: 'suggestion', words, name: '柏大爷', unit: await unitOf('ld.police.traffic') }],
  })
  const { matter } = opened[0]!
  await town.beat()
  await comeIn(one, town, 'mays', `matters/${matter}`)
  await page.getByText(words).first().waitFor()
  await begin(one, '办好了，答复')
  await hand.choose(drawerOf(page).locator('label.ant-radio-wrapper', { hasText: '采纳了' }))
  await hand.write(field(page, '办理情况'), '牌子月底装好，字高二十厘米')
  await send(one)
  await town.beat()
  await visitor.act(matter, 'record_accepted', { how: 'visit', words: '这样看得清了' })
  await comeIn(one, town, 'jiangyf', 'visits?share=suggestions_answered')
  await page.getByText(words).first().waitFor()
  await seen('visits', page)
  check('the answer stands beside what was said', await page.getByText('牌子月底装好，字高二十厘米').count(), 1)
}

export const playRoundsStory = async (browser: Browser, town: Town, size: Size, seen: Seen, check: Check): Promise<void> => {
  const one = await arriveByHand(browser, town, size)
  try {
    await openAccounts(town)
    // A week before it is drawn it is promised.
    await town.beat()
    await town.at('2026-09-21T09:30:00+08:00')
    await inspection(one, town, seen, check)
    await suggestion(one, town, seen, check)
    check('no page failed, asked another host or broke a policy', one.wrong, [])
  } catch (error) {
    await seen('rounds-failed', one.page).catch(() => undefined)
    throw error
  } finally {
    await one.leave()
  }
}
