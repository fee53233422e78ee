import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { overflow, smallTargets, violations } from './checks.ts'
import { openBrowser } from './chromium.ts'
import { atRest } from './rest.ts'
import { arrive, signIn } from './story.ts'
import type { Size } from './story.ts'
import { openTown, townPassword } from './town.ts'
import type { Town } from './town.ts'

let browser: Browser
let town: Town
let calls: readonly string[] = []
beforeAll(async () => {
  browser = await openBrowser()
  town = await openTown('2026-09-16T15:00:00+08:00', await freshDatabase())
  const citizen = await browser.newContext()
  for (const [n, name] of ['one', 'two', 'three'].entries())
    await citizen.request.post(await town.serve(name), {
      data: { overall: 2, levels: { result: 1 }, callback: { wanted: true, how: 'phone', by: 'department', phone: '13900000000' } },
      headers: { 'idempotency-key': `s-${n}`, accept: 'application/json' },
    })
  await town.beat()
  await town.at('2026-09-17T10:00:00+08:00')
  // One has been ordered to be put right, so that a list waits to be taken out; each size calls one of the others.
  const desk = (await browser.newContext()).request
  await desk.post(`${town.url}/api/session`, { data: { login: 'hanfang', password: townPassword } })
  const { items } = (await (await desk.get(`${town.url}/api/work`)).json()) as { items: { id: string }[] }
  const [ordered, ...others] = items.map(item => item.id)
  calls = others
  for (const [action, input] of [
    ['open_number', { purpose: 'first_call' }],
    ['record_call', { what_was_wrong: '叫号屏看不清', cause: 'documents', head: 'mechanism', speed_agreed: true }],
    ['order_repair', { cause: 'documents', what_to_change: '叫号屏换成大字的', responsible: '执行窗口负责人', by: '2026-09-23' }],
  ] as const)
    expect((await desk.post(`${town.url}/api/matters/${ordered!}/actions/${action}`, { data: { input } })).status(), action).toBe(200)
  await citizen.close()
})
afterAll(async () => {
  await browser?.close()
  await town?.close()
})

/** On real time, as sessions run; one step ahead is still good. */
const codeOf = (secret: string, ahead = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + ahead * 30_000 })
const asSignIn = (statement: ReturnType<typeof sql>): Promise<unknown> =>
  town.house.as({ kind: 'system', city: town.house.city, name: 'sign_in' }, tx => statement.execute(tx))

test.each(['phone', 'desktop'] as const)(
  'on a %s a leader enrols his phone, signs in with its code, and proves himself once more before a number opens, without beginning anew',
  { timeout: 120_000 },
  async (size: Size) => {
    const person = await arrive(browser, town, size, [/403/, /401/])
    const { page, hand } = person
    const seen = async (name: string): Promise<void> => {
      await atRest(page)
      expect.soft(await violations(page), name).toEqual([])
      expect.soft(await overflow(page), name).toBe(0)
      if (size === 'phone') expect.soft(await smallTargets(page, 44), name).toEqual([])
      if (process.env['HUIYIN_PICTURES'])
        await page.screenshot({ path: `${process.env['HUIYIN_PICTURES']}/second-${name}-${size}.png`, fullPage: size === 'desktop' })
    }
    const press = (name: string) => hand.press(page.getByRole('button', { name, exact: true }).last())
    try {
      await signIn(person, town, 'hanfang')
      await page.goto(`${town.url}/console/account`)
      await press('绑定手机验证器')
      await hand.write(page.getByLabel('请再输一遍密码'), townPassword)
      await hand.write(page.getByLabel('起个名字'), '我的手机')
      await press('下一步')
      const secret = (await page.locator('code.secret').innerText()).replace(/\s/g, '')
      await seen('scan')
      await hand.write(page.getByLabel('输入手机上现在显示的6位数字'), codeOf(secret))
      await press('绑定')
      await page.locator('.codes li').first().waitFor()
      const paper = await page.locator('.codes li').allInnerTexts()
      expect(paper).toHaveLength(10)
      await seen('codes')
      await press('我已抄好')
      await hand.press(page.getByRole('button', { name: '退出' }).first())

      const account = page.getByLabel('账号')
      await account.waitFor()
      await hand.write(account, 'hanfang')
      await hand.write(page.getByLabel('密码', { exact: true }), townPassword)
      await press('登录')
      await page.getByLabel('验证码', { exact: true }).waitFor()
      await seen('sign-in')
      await hand.write(page.getByLabel('验证码', { exact: true }), codeOf(secret, 1))
      await press('验证')
      await page.locator('#main h1').waitFor()

      await asSignIn(sql`update org.session set fresh_at = fresh_at - interval '11 minutes'`)
      await page.goto(`${town.url}/console/work`)
      await hand.press(page.locator(`.work-item a[href*="${calls[size === 'phone' ? 0 : 1]}"]`).first())
      await page.locator('.call-card').waitFor()
      await hand.press(page.getByRole('button', { name: '查看号码', exact: true }).first())
      const drawer = page.locator('.ant-drawer-content, .ant-drawer-section').last()
      await drawer.getByText('查看一次记一次').waitFor()
      await hand.press(drawer.getByRole('button', { name: '查看号码', exact: true }))
      const dialog = page.getByRole('dialog', { name: '请再验证一次身份' })
      await dialog.waitFor()
      await seen('step-up')
      await hand.write(dialog.getByLabel('密码', { exact: true }), townPassword)
      await hand.press(dialog.getByRole('button', { name: '手机不在身边？用备用码' }))
      await hand.write(dialog.getByLabel('备用码', { exact: true }), paper[0]!)
      await hand.press(dialog.getByRole('button', { name: '验证', exact: true }))
      await page.getByRole('link', { name: /^拨打/ }).waitFor()

      // The same in the middle of a list that is taken out: the purpose that was typed is still there.
      await asSignIn(sql`update org.session set fresh_at = fresh_at - interval '11 minutes'`)
      await page.goto(`${town.url}/console/repair-orders`)
      await hand.press(page.locator('button:has(.anticon-download)').first())
      const taking = page.getByRole('dialog').first()
      await hand.write(taking.locator('input[maxlength="200"]'), '周会上要用')
      await hand.press(taking.getByRole('button', { name: '导出', exact: true }))
      await dialog.waitFor()
      await hand.write(dialog.getByLabel('密码', { exact: true }), townPassword)
      await hand.press(dialog.getByRole('button', { name: '手机不在身边？用备用码' }))
      await hand.write(dialog.getByLabel('备用码', { exact: true }), paper[1]!)
      await hand.press(dialog.getByRole('button', { name: '验证', exact: true }))
      await page.getByRole('link', { name: '下载' }).waitFor()
      await page.goto(`${town.url}/console/exports`)
      await page.getByText('周会上要用').first().waitFor()
      expect(person.wrong).toEqual([])
    } finally {
      await asSignIn(sql`delete from org.recovery_code`)
      await asSignIn(sql`delete from org.second_factor`)
      await person.leave()
    }
  },
)
