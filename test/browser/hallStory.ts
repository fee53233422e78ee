import type { Browser } from 'playwright-core'
import { arriveByHand, downloaded } from './story.ts'
import type { Seen, Size } from './story.ts'
import { comeIn, through } from './through.ts'
import type { Town } from './town.ts'

const heads = '事项编码,事项名称,办理单位,层级,地方,进驻情况,未进驻原因,办理窗口,网上可办,全程网办,最多跑几次,即办件,承诺时限（工作日）'
const row = (code: string, name: string, hall: string): string =>
  [code, name, '区民政局', '县级', '禾田区', hall, hall === '未进驻' ? '专网没有接通' : '', '综合3号窗口', '是', '否', '1', '否', '5'].join(
    ',',
  )
const file = (name: string, rows: readonly string[]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from([heads, ...rows].join('\n')) })

/** F4: an item moves into the hall and a citizen finds its window; a table of the office is read dry, mended and taken in. */
export const playHallStory = async (
  browser: Browser,
  town: Town,
  size: Size,
  seen: Seen,
  check: (what: string, is: unknown, shouldBe: unknown) => void,
): Promise<void> => {
  const one = await arriveByHand(browser, town, size)
  const { page, hand } = one
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  try {
    const keeper = await through(town, 'lianggp')
    const place = { place: '禾田区', level: 'county', unit: '区民政局' }
    const body = {
      ...place,
      name: '老年人优待证办理',
      online: true,
      whole: false,
      visits: 1,
      instant: false,
      promised: 5,
      firstCheck: false,
    }
    const entry = {
      kind: 'item',
      code: 'LN-01',
      seen: 0,
      fromOn: '2026-09-01',
      why: '登记',
      body: { ...body, hall: 'out', reason: '专网没有接通' },
    }
    await keeper.post('/api/hall/entries', entry)

    await comeIn(one, town, 'lianggp', 'hall/entries/item/LN-01')
    await hand.press(button('进驻大厅'))
    const form = page.getByRole('dialog')
    await hand.write(form.getByLabel('办理窗口', { exact: false }), '综合3号窗口')
    await hand.write(form.getByLabel('依据和理由', { exact: false }), '专网接通，局长办公会第九次')
    await hand.press(form.getByRole('button', { name: '登记', exact: true }))
    await page.getByText('第2版').waitFor()
    await form.waitFor({ state: 'detached' })
    await seen('hall-history', page)

    await page.goto(`${town.url}/hall`)
    await hand.write(page.locator('#find'), '优待证')
    await hand.press(button('查一查'))
    await hand.press(page.getByRole('link', { name: '老年人优待证办理' }))
    await page.getByText('政务服务大厅：综合3号窗口').waitFor()

    await page.goto(`${town.url}/console/hall/import`)
    await hand.write(page.getByPlaceholder('写文号或会议', { exact: false }), '进驻清单第三批')
    await hand.give(button('选文件'), file('第三批.csv', [row('LN-02', '高龄津贴申领', '已进驻'), row('LN-03', '殡葬补贴申领', '进了')]))
    await hand.press(button('试一遍'))
    await page.getByText('1处有问题').waitFor()
    await seen('hall-faults', page)
    check(
      'the row and its column are named',
      /3\s*进驻情况\s*写的是“进了”，应为已进驻、负面清单、未进驻之一/.test(await page.locator('main').innerText()),
      true,
    )
    await hand.press(button('换一个文件'))
    await hand.give(
      button('选文件'),
      file('第三批改.csv', [row('LN-02', '高龄津贴申领', '已进驻'), row('LN-03', '殡葬补贴申领', '未进驻')]),
    )
    await hand.press(button('试一遍'))
    await page.getByText('2行可以导入').waitFor()
    await seen('hall-dry', page)
    await hand.press(button('导入这2行'))
    await page.getByText('已导入2行').waitFor()

    await page.goto(`${town.url}/console/hall/items?find=LN-`)
    await page.getByText('殡葬补贴申领').first().waitFor()
    await hand.press(page.locator('button:has(.anticon-download)').first())
    await hand.choose(page.locator('.ant-modal label', { hasText: 'CSV' }))
    await hand.press(page.locator('.ant-modal .ant-btn-primary'))
    const [taken] = await Promise.all([page.waitForEvent('download'), hand.press(page.getByRole('link', { name: '下载' }))])
    const text = (await downloaded(taken)).toString('utf8')
    check(
      'the file has what is in the register now',
      ['LN-01', 'LN-02', 'LN-03'].filter(code => !text.includes(code)),
      [],
    )
    check('no page failed, asked another host or broke a policy', one.wrong, [])
  } catch (error) {
    await seen('hall-failed', page).catch(() => undefined)
    throw error
  } finally {
    await one.leave()
  }
}
