import type { Page, Request } from 'playwright-core'

declare const document: any
declare const MutationObserver: any

/** How many requests of a page wait for their answer. A live stream never ends and is not waited for. */
const waiting = new WeakMap<Page, Set<Request>>()

/** Must be called before the page goes anywhere. */
export const countRequests = (page: Page): void => {
  const open = new Set<Request>()
  waiting.set(page, open)
  page.on('request', request => {
    if (!new URL(request.url()).pathname.endsWith('/live')) open.add(request)
  })
  page.on('requestfinished', request => open.delete(request))
  page.on('requestfailed', request => open.delete(request))
}

/** Everything that moves arrives twenty times as soon, by the same steps: for whoever looks at many pages as they stand. The stories see it move. */
export const hurry = async (page: Page): Promise<void> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Animation.enable')
  await session.send('Animation.setPlaybackRate', { playbackRate: 20 })
}

/** In milliseconds: longer than what the library puts off before it shows or takes away. */
const quiet = 200

/** A while in which nothing was drawn anew and nothing moved; what turns for ever, such as the sign for waiting, may go on. */
const isStill = (page: Page): Promise<boolean> =>
  page
    .evaluate(
      least =>
        new Promise<boolean>(resolve => {
          let changed = false
          const observer = new MutationObserver(() => {
            changed = true
          })
          observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
          // The library marks what comes and goes, also in the moment between the last frame and the taking away.
          const moves = (): boolean =>
            document.querySelector('[class*="-leave"],[class*="-enter"],[class*="-appear"]') !== null ||
            document.getAnimations().some((one: any) => one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity)
          const from = performance.now()
          const look = (): void => {
            const isOver = performance.now() - from >= least
            if (!changed && !isOver && !moves()) return void setTimeout(look, 40)
            observer.disconnect()
            resolve(!changed && !moves())
          }
          setTimeout(look, 40)
        }),
      quiet,
    )
    .catch((error: unknown) => {
      // It has just gone to another address.
      if (!page.isClosed() && /context was destroyed|navigat/i.test(String(error))) return false
      throw error
    })

const longest = 5_000

const until = async (isDone: () => Promise<boolean>): Promise<void> => {
  // A page that never rests is looked at as it is: what is wrong with it is for the test to say.
  for (const from = performance.now(); performance.now() - from < longest;) if (await isDone()) return
}

/** Until what was pressed has opened or gone: a drawer that still slides in is half transparent, which is no contrast to judge. */
export const still = (page: Page): Promise<void> => until(() => isStill(page))

/** Until the page has what it asked for and stands as a reader finds it. */
export const atRest = (page: Page): Promise<void> =>
  until(async () => {
    const open = waiting.get(page)
    return (await isStill(page)) && (open?.size ?? 0) === 0 && (await page.locator('.ant-skeleton').count()) === 0
  })
