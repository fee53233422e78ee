import { useEffect } from 'react'

/**
 * The window is called as its page is: whoever cannot see the page, or has many open, hears or finds it by that (WCAG
 * 2.2, 2.4.2). A heading that comes with its data is waited for.
 */
export function usePageTitle(product: string): void {
  useEffect(() => {
    const main = document.querySelector('main')
    if (!main) return undefined
    const say = (): void => {
      const heading = main.querySelector('h1')?.textContent.trim().replaceAll(/\s+/g, ' ')
      const title = heading === undefined || heading === product ? product : `${heading} · ${product}`
      if (document.title !== title) document.title = title
    }
    say()
    const watch = new MutationObserver(say)
    watch.observe(main, { subtree: true, childList: true, characterData: true })
    return () => watch.disconnect()
  }, [product])
}
