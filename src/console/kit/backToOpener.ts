import { useEffect } from 'react'

const dialogs = '.ant-modal-wrap, .ant-drawer'
const isOpen = (): boolean => [...document.querySelectorAll(dialogs)].some(one => one.checkVisibility())

/**
 * Whoever closes a dialog goes on where it was opened (WCAG 2.2, 2.4.3). The library gives the focus back itself where a
 * dialog is hidden; one that is taken away whole leaves it at the top of the page.
 */
export function useBackToOpener(): void {
  useEffect(() => {
    let opener: HTMLElement | undefined
    let inside = false
    const seen = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement)) return
      if (target.closest(dialogs) !== null) inside = true
      // On its way round, the focus passes the page's first link before the dialog takes it back.
      else if (!isOpen()) {
        inside = false
        opener = target
      }
    }
    const closed = new MutationObserver(() => {
      const lost = document.activeElement === document.body || document.activeElement === null
      if (!inside || !lost || isOpen()) return
      inside = false
      opener?.focus()
    })
    document.addEventListener('focusin', seen)
    closed.observe(document.body, { childList: true })
    return () => {
      document.removeEventListener('focusin', seen)
      closed.disconnect()
    }
  }, [])
}
