import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { openBrowser } from './chromium.ts'
import { overflow, violations } from './checks.ts'
import { atRest } from './rest.ts'
import { playBookingStory } from './bookingStory.ts'
import { playClearingStory } from './clearingStory.ts'
import { playHallStory } from './hallStory.ts'
import { playHardshipStory } from './hardshipStory.ts'
import { playReachStory } from './reachStory.ts'
import { playReceptionStory } from './receptionStory.ts'
import { playRoundsStory } from './roundsStory.ts'
import { playShirkingStory } from './shirkingStory.ts'
import { playStory } from './story.ts'
import type { Size } from './story.ts'
import { playStuckStory } from './stuckStory.ts'
import { playZoneStory } from './zoneStory.ts'
import { playTransferStory } from './transferStory.ts'
import { openTown } from './town.ts'
import type { Town } from './town.ts'

/** Where the pages of the story are drawn to, when somebody wants to look at them. */
const pictures = process.env['HUIYIN_PICTURES']

let browser: Browser
let town: Town
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
})

describe.each(['phone', 'desktop'] as const)('on a %s', (size: Size) => {
  beforeAll(async () => {
    town = await openTown('2026-09-16T15:00:00+08:00', await freshDatabase())
  })
  afterAll(async () => {
    await town.close()
  })

  // The checker of accessibility reads every state of a story once, every other on either device: each page by itself is read on both by the console's test.
  let isRead = size === 'phone'
  const seen = async (name: string, page: Page): Promise<void> => {
    await atRest(page)
    if (pictures) {
      mkdirSync(pictures, { recursive: true })
      await page.screenshot({ path: join(pictures, `${name}-${size}.png`), fullPage: true })
    }
    if (isRead) expect.soft(await violations(page), `${name}: accessible`).toEqual([])
    isRead = !isRead
    expect.soft(await overflow(page), `${name}: no scrolling sideways`).toBe(0)
  }
  const check = (what: string, is: unknown, shouldBe: unknown): void => {
    expect(is, what).toEqual(shouldBe)
  }

  test(
    'a low mark is called back, put right, refused, given to another person and solved; whoever may not see it does not',
    { timeout: 240_000 },
    async () => {
      const { code } = await playStory(browser, town, size, seen, check)
      expect(code).toMatch(/^\d{16}$/)
    },
  )

  test(
    'what could not be done is told online, heard the same day, settled and judged by the citizen; the counter turns nobody away',
    { timeout: 240_000 },
    () => playStuckStory(browser, town, size, seen, check),
  )

  test(
    'papers are taken in, sealed, given by one and signed for by another, and the party reads where they are',
    { timeout: 180_000 },
    () => playTransferStory(browser, town, size, seen, check),
  )

  test('a party who cannot reach her judge asks once, is called by him whom she named, and her word ends it', { timeout: 180_000 }, () =>
    playReachStory(browser, town, size, seen, check),
  )

  test(
    'somebody in hardship applies and leaves out what she would rather not say, is granted help by a named post, and her word ends it',
    { timeout: 180_000 },
    () => playHardshipStory(browser, town, size, seen, check),
  )

  test(
    'a firm asks the service zone, a specialist hands over what cannot be got done, and the same code follows it there',
    { timeout: 180_000 },
    () => playZoneStory(browser, town, size, seen, check),
  )

  test(
    'a citizen books a place with a leader, what she is answered there is written down, and her word ends it',
    { timeout: 180_000 },
    () => playReceptionStory(browser, town, size, seen, check),
  )

  test(
    'a drawn inspection is made by its list, what was found is put right and looked at again; what was suggested at a visit is answered',
    { timeout: 180_000 },
    () => playRoundsStory(browser, town, size, seen, check),
  )

  test(
    'an item moves into the hall and a citizen finds its window; a table with a wrong row takes nothing in, mended it is taken in whole',
    { timeout: 180_000 },
    () => playHallStory(browser, town, size, seen, check),
  )

  // The town's clock moves on to that Wednesday: before the stories of October, after those of a day of September.
  test(
    'a Wednesday evening at a window is booked in large type, stands in the window’s book and is marked on the day',
    { timeout: 180_000 },
    () => playBookingStory(browser, town, size, seen, check),
  )

  test(
    'on the week’s last day one matter is explained, one escalated and one cleared, and the month’s draft opens the matters of a number',
    { timeout: 180_000 },
    () => playClearingStory(browser, town, size, seen, check),
  )

  test(
    'a matter that two units send to each other gets its lead from the register, with the hours of each, and its paper',
    { timeout: 180_000 },
    () => playShirkingStory(browser, town, size, seen, check),
  )
})
