import { sql } from 'kysely'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Tx } from '../../src/platform/database/contract.ts'
import { freshDatabase } from '../database.ts'
import { overflow, violations } from './checks.ts'
import { openBrowser } from './chromium.ts'
import { still } from './rest.ts'
import { arrive, signIn } from './story.ts'
import type { Size } from './story.ts'
import { openTown } from './town.ts'
import type { Town } from './town.ts'

let browser: Browser
let town: Town
beforeAll(async () => {
  browser = await openBrowser()
  town = await openTown('2026-09-16T15:00:00+08:00', await freshDatabase())
})
afterAll(async () => {
  await browser?.close()
  await town?.close()
})

const known = (): Promise<number> =>
  town.house.as({ kind: 'system', city: town.house.city, name: 'import' }, async tx =>
    Number((await sql<{ n: string }>`select count(*)::text as n from evaluation.service`.execute(tx)).rows[0]?.n),
  )

const heading = '办件编号,业务,科室,承办人,事项,结果,完成时间,联系人,联系电话'
const good = (from: number) =>
  `${heading}\n${Array.from({ length: 3 }, (_, n) => `A-${from + n},court.enforcement,ld.court.enforcement,YX0009,领取执行款,办结,2026/9/16 9:3${n},邓阿婆,10000160001`).join('\n')}\n`
const bad = `${heading}\nB-1,court.enforcement,ld.court.enforcement,YX0009,领取执行款,办结,2026/9/16 9:30,邓阿婆,10000160001\nB-2,court.enforcement,ld.court.enforcement,YX0009,领取执行款,办结,去年,邓阿婆,10000160001\nB-3,court.enforcement,nowhere,YX0009,领取执行款,办结,2026/9/16 9:30,邓阿婆,10000160001\n`
const many = (name: string) =>
  `externalId,line,unit,outcome,finishedAt\n${Array.from({ length: 1200 }, (_, n) => `${name}-${n},court.enforcement,ld.court.enforcement,办结,2026-09-16 09:30`).join('\n')}\n`
const fileOf = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

describe.each([
  ['phone', 10],
  ['desktop', 20],
] as const)('on a %s', (size: Size, from) => {
  test(
    'an administrator brings an agency’s list in: its columns are compared, a bad row stops every row and says where, a good file comes in whole',
    { timeout: 120_000 },
    async () => {
      const person = await arrive(browser, town, size)
      const { page, hand } = person
      const whole = async (name: string): Promise<void> => {
        await still(page)
        if (process.env['HUIYIN_PICTURES'])
          await page.screenshot({ path: `${process.env['HUIYIN_PICTURES']}/import-${name}-${size}.png`, fullPage: true })
        expect.soft(await violations(page), name).toEqual([])
        expect.soft(await overflow(page), name).toBe(0)
      }
      try {
        await signIn(person, town, 'guxc')
        await page.goto(`${town.url}/console/import`)
        await page.getByRole('button', { name: '选文件' }).waitFor()
        await whole('choose')
        const before = await known()

        await hand.give(page.getByRole('button', { name: '选文件' }), fileOf('办件.csv', bad))
        const unit = page.getByRole('combobox', { name: '单位在哪一列' })
        await unit.waitFor()
        // Nobody's heading for a unit is 科室 but this agency's: it is asked for, and nothing goes on without.
        expect(await page.getByText('还没有对上：单位').count()).toBe(1)
        await whole('compare')
        const choose = async (): Promise<void> => {
          if (size === 'phone') {
            await unit.tap()
            await page.locator('.ant-select-item-option', { hasText: '科室' }).tap()
          } else {
            for (let pressed = 0; pressed < 60 && !(await unit.evaluate(one => one === one.ownerDocument.activeElement)); pressed++)
              await page.keyboard.press('Tab')
            await page.keyboard.press('Enter')
            await page.locator('.ant-select-item-option', { hasText: '科室' }).waitFor()
            for (
              let pressed = 0;
              pressed < 20 && !(await page.locator('.ant-select-item-option-active', { hasText: '科室' }).count());
              pressed++
            )
              await page.keyboard.press('ArrowDown')
            await page.keyboard.press('Enter')
          }
          await page.getByText('还没有对上').waitFor({ state: 'detached' })
        }
        await choose()
        await hand.press(page.getByRole('button', { name: '试一遍' }))
        await page.getByText('2处有问题').waitFor()
        await whole('faults')
        const faults = await page.locator('.ant-alert-error ~ .ant-table-wrapper tr.ant-table-row').allInnerTexts()
        expect(faults.map(line => line.replace(/\s+/g, ' '))).toEqual([
          expect.stringMatching(/^3 .*办结时间.*去年.*不是时间/),
          expect.stringMatching(/^4 .*单位.*nowhere/),
        ])
        expect(await page.getByRole('button', { name: /^导入这/ }).count()).toBe(0)
        expect(await known()).toBe(before)

        await hand.press(page.getByRole('button', { name: '换一个文件' }))
        await hand.give(page.getByRole('button', { name: '选文件' }), fileOf('办件.csv', good(from)))
        await unit.waitFor()
        await choose()
        await hand.press(page.getByRole('button', { name: '试一遍' }))
        await page.getByText('3行可以导入').waitFor()
        expect(await known()).toBe(before)
        await whole('good')
        await hand.press(page.getByRole('button', { name: '导入这3行' }))
        await page.getByText('已导入3行').waitFor()
        await whole('done')
        expect(await known()).toBe(before + 3)

        // No invitation has left: the whole file goes back, once it is sure that this is meant.
        await hand.press(page.getByRole('button', { name: '整批撤回' }).first())
        await hand.press(page.locator('.ant-popconfirm').getByRole('button', { name: '整批撤回' }))
        await page
          .getByText(/分?已整批撤回/)
          .first()
          .waitFor()
        await page.getByRole('button', { name: '整批撤回' }).first().waitFor({ state: 'detached' })
        await whole('undone')
        expect(await known()).toBe(before)
        expect(person.wrong).toEqual([])
      } finally {
        await person.leave()
      }
    },
  )
})

/** Somebody else has this number in hand, so that an import waits for it. @returns lets go, and resolves when the import that had waited is over */
const holdNumber = async (held: string, first: string): Promise<() => Promise<void>> => {
  const { as, city } = town.house
  const lock = (id: string) => (tx: Tx) =>
    sql`select pg_advisory_xact_lock(hashtextextended(${`evaluation.service ${city} ${id}`}, 0))`.execute(tx)
  const within = (work: (tx: Tx) => Promise<unknown>): Promise<unknown> => as({ kind: 'system', city, name: 'import' }, work)
  let letGo: () => void = () => {}
  const away = new Promise<void>(resolve => {
    letGo = resolve
  })
  let holding: Promise<unknown> = Promise.resolve()
  await new Promise<void>(has => {
    holding = within(async tx => {
      await lock(held)(tx)
      has()
      await away
    })
  })
  return async () => {
    letGo()
    await holding
    await within(lock(first))
  }
}

test.each(['phone', 'desktop'] as const)(
  'on a %s it says how many rows of how many are done, and ended in the middle it leaves not one behind',
  { timeout: 120_000 },
  async size => {
    const person = await arrive(browser, town, size)
    const { page, hand } = person
    let release = async (): Promise<void> => {}
    try {
      await signIn(person, town, 'guxc')
      await page.goto(`${town.url}/console/import`)
      const before = await known()
      await hand.give(page.getByRole('button', { name: '选文件' }), fileOf('很多.csv', many(size)))
      await hand.press(page.getByRole('button', { name: '试一遍' }))
      await page.getByText('1200行可以导入').waitFor()
      release = await holdNumber(`${size}-700`, `${size}-0`)
      await hand.press(page.getByRole('button', { name: '导入这1200行' }))
      await page.getByText('已处理500行，共1200行').waitFor()
      await still(page)
      if (process.env['HUIYIN_PICTURES'])
        await page.screenshot({ path: `${process.env['HUIYIN_PICTURES']}/import-underway-${size}.png`, fullPage: true })
      expect.soft(await overflow(page)).toBe(0)
      // The house waits for somebody else's row for some seconds only; the keyboard needs them to get to the button.
      if (size === 'phone') expect.soft(await violations(page)).toEqual([])
      await hand.press(page.getByRole('button', { name: '取消' }))
      await page.getByText('已取消，一行也没有留下').waitFor()
      await release()
      expect(await known()).toBe(before)

      // Nothing stands in the way of doing it again, whole.
      await hand.press(page.getByRole('button', { name: '导入这1200行' }))
      await page.getByText('已导入1200行').waitFor()
      expect(await known()).toBe(before + 1200)
      expect(person.wrong).toEqual([])
    } finally {
      await release()
      await person.leave()
    }
  },
)
