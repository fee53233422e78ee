import type { Browser } from 'playwright-core'
import { hardToHit } from './checks.ts'
import { hurry } from './rest.ts'
import { arrive, signIn } from './story.ts'
import type { Person, Seen, Size } from './story.ts'
import type { Town } from './town.ts'

type Check = (what: string, is: unknown, shouldBe: unknown) => void

/** A Wednesday afternoon, today's or the next one's: whatever was played in this town before, and the day as the page writes it. */
const toWednesday = async (town: Town): Promise<string> => {
  const zone = 8 * 3_600_000
  const local = new Date(town.house.clock.now().getTime() + zone)
  const afternoon = new Date(local)
  afternoon.setUTCHours(15, 0, 0, 0)
  while (afternoon.getUTCDay() !== 3 || afternoon < local) afternoon.setUTCDate(afternoon.getUTCDate() + 1)
  if (afternoon > local) await town.at(new Date(afternoon.getTime() - zone).toISOString())
  return `${afternoon.getUTCMonth() + 1}月${afternoon.getUTCDate()}日（周三）`
}

/** B1 on a real house: a Wednesday evening is booked in large type without an ID number, stands first in the window's book, and is marked. */
export const playBookingStory = async (browser: Browser, town: Town, size: Size, seen: Seen, check: Check): Promise<void> => {
  const people: Person[] = []
  const person = async (): Promise<Person> => {
    const one = await arrive(browser, town, size, [/422/])
    people.push(one)
    await hurry(one.page)
    return one
  }
  try {
    const citizen = await person()
    const { page: told, hand } = citizen
    const wednesday = await toWednesday(town)
    await told.goto(`${town.url}/stuck/book?big=1`)
    await seen('booking-windows', told)
    await hand.press(told.getByRole('link', { name: '禾田区办不成事窗口' }))
    await seen('booking-days', told)
    await hand.press(told.getByRole('link', { name: wednesday, exact: false }))
    await hand.choose(told.locator('label.choice', { hasText: '18:30' }))
    await hand.write(told.getByLabel('怎么称呼您'), '邓阿婆')
    await hand.write(told.getByLabel('您的电话'), '1390000')
    await hand.choose(told.locator('label.choice', { hasText: '请先办' }))
    await hand.press(told.getByRole('button', { name: '约这个时间' }))
    await told.getByText('号码好像不对，请再核一遍').waitFor()
    await seen('booking-fault', told)
    check('a finger that trembles hits it', await hardToHit(told, 60), [])
    await hand.write(told.getByLabel('您的电话'), '13900000000')
    await hand.press(told.getByRole('button', { name: '约这个时间' }))
    await told.getByRole('heading', { name: '约好了' }).waitFor()
    await seen('booking-receipt', told)
    await hand.press(told.getByRole('link', { name: '看预约、取消' }))
    await told.getByText('约好了，请按时来。').waitFor()
    await seen('booking-follow', told)
    await town.beat()

    const clerk = await person()
    await signIn(clerk, town, 'liaotl')
    const { page } = clerk
    await page.goto(`${town.url}/console/stuck-bookings`)
    await page.getByText('邓阿婆').first().waitFor()
    await page.getByText('先办', { exact: true }).first().waitFor()
    await seen('booking-list', page)
    await clerk.hand.press(page.getByRole('button', { name: '邓阿婆来了' }))
    await page.getByRole('button', { name: '邓阿婆来了' }).waitFor({ state: 'detached' })
    await seen('booking-marked', page)
    await told.reload()
    await told.getByText('您来过了。').waitFor()
    for (const one of people) check('no page failed, asked another host or broke a policy', one.wrong, [])
  } catch (error) {
    for (const [at, one] of people.entries()) await seen(`booking-failed-${at}`, one.page).catch(() => undefined)
    throw error
  } finally {
    for (const one of people) await one.leave()
  }
}
